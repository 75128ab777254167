"""Before a meeting: the year's calendar, series, turns to host, conflicts, moves, the call."""
