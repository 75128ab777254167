"""Working sessions of a head with one unit, and launches of a unit's programme.

`checks`: what the unit planned and reached; `requests`: what is asked of it and what it said to
each; `accepting`: taking requests into its plan; `launching`: the programme and its breakthrough.
"""
