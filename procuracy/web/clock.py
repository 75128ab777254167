"""The one place that asks what time it is; everything else is told `today` or `now`."""

import datetime
import os
from pathlib import Path

from django.utils import timezone

# Tests and try-outs may stand on another day: the day is replaced, the time of day runs on.
# Named is a day, a moment with its zone (which then stands still), or a file that holds one and
# may be rewritten while we serve.
_PRETENDED = os.environ.get("PROCURACY_TODAY", "")


def now() -> datetime.datetime:
    moment = timezone.now()
    if not _PRETENDED:
        return moment
    said = _said()
    if "T" in said:
        return datetime.datetime.fromisoformat(said)
    day = datetime.date.fromisoformat(said)
    return timezone.localtime(moment).replace(year=day.year, month=day.month, day=day.day)


def actual() -> datetime.datetime:
    """The machine's own clock, for sessions and sign-ins: a pretended day must not end them."""
    return timezone.now()


def _said() -> str:
    return Path(_PRETENDED).read_text() if "/" in _PRETENDED else _PRETENDED


def today() -> datetime.date:
    return timezone.localtime(now()).date()
