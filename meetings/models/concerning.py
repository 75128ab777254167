"""Rows of a leaders' briefing that concern one of them: for whom they exist (ADR 24).

A row without `concerns` is for everybody who sees its meeting; one with it for that leader, and for
who reads the meeting whole. What follows from a directive follows it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.lookups import In, IsNull

from meetings.models.meetings import Meeting, whole_to
from units.models import Appointment

if TYPE_CHECKING:
    from units.models import User

M = TypeVar("M", bound=models.Model)


def concerning(acting: Appointment, to: str = "") -> Q:
    """`to`: the path to the row that has `concerns`, with its underscores."""
    own = Q(**{f"{to}concerns__isnull": True}) | Q(**{f"{to}concerns__person": acting.person_id})
    return own | whole_to(acting, f"{to}meeting__")


def _of_row(acting: Appointment) -> Q:
    """As `concerning`, asked of the meeting in a subquery of its row."""
    seats = Appointment.objects.filter(person_id=acting.person_id).order_by().values("pk")
    return Q(IsNull(OuterRef("concerns"), True)) | Q(In(OuterRef("concerns"), seats))


class ConcerningQuerySet(models.QuerySet[M]):
    """Of rows with `meeting` and `concerns`."""

    def visible_to(self, user: "User") -> Self:
        """One question to the meeting: is it visible, and is this row of it?"""
        acting = user.acting
        if acting is None:
            return self.none()
        meetings = Meeting.objects.visible_to(user).filter(pk=OuterRef("meeting"))
        told = self._told(_of_row(acting)) | whole_to(acting)
        return self.filter(Exists(meetings.filter(told).order_by()))

    def _told(self, concerned: Q) -> Q:
        """Which rows somebody sees whom they concern: asked in a subquery of the meeting."""
        return concerned

    def read_by(self, user: "User | None") -> Self:
        """Of a meeting that is visible; nobody stands for all who read the same."""
        if user is None:
            return self.common()
        return self.filter(concerning(user.acting)) if user.acting else self.none()

    def common(self) -> Self:
        """What concerns everybody."""
        return self.filter(concerns__isnull=True)


def reads_whole(user: "User", meeting: Meeting) -> bool:
    """Nothing of this meeting is kept from somebody who sees it; asked once for a meeting."""
    known: dict[int, bool] = meeting.__dict__.setdefault("_read_whole", {})
    key = user.acting.pk if user.acting else 0
    if key not in known:
        rows = Meeting.objects.read_whole(user).filter(pk=meeting.pk)
        known[key] = not meeting.kind.by_portfolio or rows.exists()
    return known[key]


def reading(user: "User | None", meeting: Meeting) -> Callable[[Any], bool]:
    """As `read_by`, for rows that are here already with `concerns`: may they be shown?"""
    if user is not None and reads_whole(user, meeting):
        return lambda row: True
    held = user.acting if user else None
    person = held.person_id if held else None
    is_briefing = meeting.kind.by_portfolio

    def shown(row: Any) -> bool:
        if is_briefing and not getattr(row, "is_finished", True):
            return False
        return row.concerns_id is None or row.concerns.person_id == person

    return shown
