"""Months on their way and their corrections."""

import datetime
from typing import Any

from targets.models import FigureCorrection, Indicator, Submission, SubmissionDeadline
from tests.factories.common import NOW
from tests.factories.units import user
from units.models import Role, Unit, User

SENT = (Submission.State.SENT, Submission.State.ACCEPTED)


def submission(
    where: Unit,
    month: datetime.date,
    state: str = Submission.State.SENT,
    *,
    by: User | None = None,
    at: datetime.datetime = NOW,
    **more: Any,
) -> Submission:
    """Sent by the unit's head, received by `by` (needed where it is accepted)."""
    if state in SENT:
        more = {"sent_at": at, "sent_by": user(Role.UNIT_HEAD, where).acting} | more
        more.setdefault("approved_at", more["sent_at"])
    if state == Submission.State.ACCEPTED:
        assert by
        more = {"accepted_at": at, "accepted_by": by.acting} | more
    if state == Submission.State.RETURNED:
        more.setdefault("return_reason", "Thiếu số liệu")
    return Submission.objects.create(unit=where, month=month, state=state, **more)


def correction(of: Submission, line: Indicator, by: User, **more: Any) -> FigureCorrection:
    assert by.acting
    return FigureCorrection.objects.create(
        submission=of,
        indicator=line,
        old_value=more.pop("old_value", None),
        new_value=more.pop("new_value", 9),
        reason=more.pop("reason", "Đếm sót"),
        asked_by=by.acting,
        asked_at=more.pop("asked_at", NOW),
        **more,
    )


def extension(where: Unit, period: Any, due_at: datetime.datetime, by: User) -> SubmissionDeadline:
    assert by.acting
    return SubmissionDeadline.objects.create(
        period=period, unit=where, due_at=due_at, reason="Mất điện", set_by=by.acting, set_at=NOW
    )
