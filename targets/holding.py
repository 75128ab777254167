"""An accepted month is shut: asked before any figure, tick or import of a unit's month is written.

The database refuses, too (`models.submission_triggers`); here it is said in words, and first.
"""

import datetime

from django.db import connection

from procuracy.web.dates import screen_moment
from procuracy.web.errors import Refused
from targets.models import Submission
from units.models import Unit

_COLUMNS = [field.attname for field in Submission._meta.concrete_fields]
_PLACE = "hashtextextended('submission ' || %(unit)s || ' ' || %(month)s, 0)"
# Share locks: clerks of one unit do not wait for each other, a step of the month waits for them.
# Before its first step a month has no row: then the lock on its name holds. Sent together, the
# second statement still sees what was stored while the first one waited.
_HOLD = f"""
SELECT pg_advisory_xact_lock_shared({_PLACE});
SELECT {", ".join(_COLUMNS)} FROM targets_submission
WHERE unit_id = %(unit)s AND month = %(month)s FOR SHARE
"""
_ALONE = f"SELECT pg_advisory_xact_lock({_PLACE})"
AN_INSTANT = datetime.timedelta(microseconds=1)


def hold(unit: Unit, month: datetime.date) -> Submission | None:
    """Neither accepted nor given back before the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, {"unit": unit.pk, "month": month})
        cursor.nextset()
        row = cursor.fetchone()
    return Submission.from_db("default", _COLUMNS, row) if row else None


def wait_for_saves(unit: Unit, month: datetime.date) -> None:
    """Waits until nobody else is writing in the month; before each of its steps."""
    with connection.cursor() as cursor:
        cursor.execute(_ALONE, {"unit": unit.pk, "month": month})


def check_open(unit: Unit, month: datetime.date) -> Submission | None:
    """Holds the month open until the transaction ends; call it before anything is written.

    Raises Refused when the Office has accepted it. None: nothing was put forward yet.
    """
    row = hold(unit, month)
    if row is not None and row.is_accepted:
        raise Refused(locked_words(row))
    return row


def check_unsent(
    unit: Unit, month: datetime.date, instead: str, *, until: datetime.date | None = None
) -> None:
    """For what the head has approved with the month, and what is not corrected afterwards.

    Also with later months up to `until`, in which it would stand. `instead`: what to do, after a
    colon. Holds `month` as `check_open` does.
    """
    hold(unit, month)
    rows = Submission.objects.filter(unit=unit, month__range=(month, until or month))
    row = next((row for row in rows.order_by("month") if row.is_received), None)
    if row is not None:
        done = "Văn phòng đã tiếp nhận" if row.is_accepted else "Đơn vị đã gửi"
        raise Refused(f"{done} số liệu tháng {row.month.month}/{row.month.year}: {instead}.")


def locked_words(row: Submission) -> str:
    """Of an accepted month."""
    assert row.accepted_at
    return (
        f"Văn phòng đã tiếp nhận số liệu tháng {row.month.month}/{row.month.year} lúc "
        f"{screen_moment(row.accepted_at)}: muốn sửa thì gửi đề nghị điều chỉnh."
    )


def check_removable(row: Submission | None) -> None:
    """What was sent may be corrected, but not emptied: nobody would see that it was there."""
    if row is not None and row.state == Submission.State.SENT:
        raise Refused("Số liệu đã gửi: nhập số đúng, hoặc nhập 0 nếu không phát sinh.")


def typed_moment(row: Submission | None, at: datetime.datetime) -> datetime.datetime:
    """A save that waited for the head's approval was typed after it, whatever its clock said."""
    if row is None or row.approved_at is None:
        return at
    return max(at, row.approved_at + AN_INSTANT)
