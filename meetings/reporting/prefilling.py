"""The lines that the software draws up for a unit's report, kept apart from the unit's words.

To draw them up anew therefore never touches what somebody typed.
"""

import datetime

from meetings.models import Meeting


def fill_empty(meeting: Meeting, *, at: datetime.datetime) -> None:
    """Nothing yet."""
