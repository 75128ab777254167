"""An accepted month is shut: asked before any figure, tick or import of a unit's month is written.

The database refuses, too (`models.submission_triggers`); here it is said in words, and first.
"""

import datetime

from procuracy.web.dates import screen_moment
from procuracy.web.errors import Refused
from targets.models import Submission
from units.models import Unit

# A share lock: clerks of one unit do not wait for each other, an acceptance waits for them.
_HOLD = "SELECT * FROM targets_submission WHERE unit_id = %s AND month = %s FOR SHARE"
AN_INSTANT = datetime.timedelta(microseconds=1)


def hold(unit: Unit, month: datetime.date) -> Submission | None:
    """Neither accepted nor given back before the transaction ends."""
    return next(iter(Submission.objects.raw(_HOLD, [unit.pk, month])), None)


def check_open(unit: Unit, month: datetime.date) -> Submission | None:
    """Holds the month open until the transaction ends; call it before anything is written.

    Raises Refused when the Office has accepted it. None: nothing was put forward yet.
    """
    row = hold(unit, month)
    if row is not None and row.is_accepted:
        raise Refused(locked_words(row))
    return row


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
