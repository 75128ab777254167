"""The one place that asks what time it is; everything else is told `today` or `now`."""

import datetime
import os
from pathlib import Path

from django.utils import timezone

# Tests and try-outs may stand on another day: the day is replaced, the time of day runs on.
# Named is a day, or a file that holds one and may be rewritten while we serve.
_PRETENDED = os.environ.get("PROCURACY_TODAY", "")


def now() -> datetime.datetime:
    moment = timezone.now()
    if not _PRETENDED:
        return moment
    local = timezone.localtime(moment)
    day = _pretended_day()
    return local.replace(year=day.year, month=day.month, day=day.day)


def actual() -> datetime.datetime:
    """The machine's own clock, for sessions and sign-ins: a pretended day must not end them."""
    return timezone.now()


def _pretended_day() -> datetime.date:
    said = Path(_PRETENDED).read_text() if "/" in _PRETENDED else _PRETENDED
    return datetime.date.fromisoformat(said)


def today() -> datetime.date:
    return timezone.localtime(now()).date()
