"""The one place that asks what time it is; everything else is told `today` or `now`."""

import datetime
import os

from django.utils import timezone

# Tests and try-outs may stand on another day: the day is replaced, the time of day runs on.
_PRETENDED = os.environ.get("PROCURACY_TODAY", "")


def now() -> datetime.datetime:
    moment = timezone.now()
    if not _PRETENDED:
        return moment
    local = timezone.localtime(moment)
    day = datetime.date.fromisoformat(_PRETENDED)
    return local.replace(year=day.year, month=day.month, day=day.day)


def today() -> datetime.date:
    return timezone.localtime(now()).date()
