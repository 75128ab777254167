"""Who has not acknowledged what his office sent: the lines of the Office's board, what is late
first."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from units.models import DocumentRecipient, Unit, User
from units.models.registry import DocumentRecipientQuerySet

STATES = {"waiting": "chưa tiếp nhận", "late": "quá hạn", "done": "đã tiếp nhận"}
_DEFERRED = ("document__pdf", "document__facts")


@dataclass(frozen=True)
class Line:
    """`late`: by how much it is or was, in words; empty when it is in time."""

    row: Any
    unit: str
    state: str
    late: str
    by: str = ""
    at: datetime.datetime | None = None


def rows(user: User, state: str, now: datetime.datetime, words: str = "") -> Any:
    """Of the own office, in the order of the board."""
    asked = DocumentRecipient.objects.visible_to(user).filter(due_at__isnull=False)
    if words:
        asked = asked.filter(
            Q(document__code__icontains=words) | Q(document__subject__icontains=words)
        )
    chosen: DocumentRecipientQuerySet = {
        "late": asked.overdue(now),
        "done": asked.filter(acknowledgement__isnull=False),
    }.get(state, asked.waiting())
    order = ["-acknowledgement__at", "-pk"] if state == "done" else ["due_at", "pk"]
    told = chosen.select_related("document", "acknowledgement__by__person", "unit")
    return told.defer(*_DEFERRED).order_by(*order)


def lines(found: Iterable[Any], now: datetime.datetime) -> list[Line]:
    some = list(found)
    today = timezone.localtime(now).date()
    names = Unit.objects.filter(pk__in={row.unit_id for row in some}).short_names(today)
    return [_line(row, names[row.unit_id], now) for row in some]


def _line(row: Any, unit: str, now: datetime.datetime) -> Line:
    said = getattr(row, "acknowledgement", None)
    until = said.at if said else now
    late = overdue_words(row.due_at, until)
    if said:
        state = "tiếp nhận quá hạn" if late else "đã tiếp nhận"
        return Line(row, unit, state, late, str(said.by), said.at)
    return Line(row, unit, "quá hạn" if late else "chờ tiếp nhận", late)


def overdue_words(due_at: datetime.datetime, until: datetime.datetime) -> str:
    """`quá hạn 6 ngày`, on the day itself by hours; empty in time."""
    if until <= due_at:
        return ""
    days = (timezone.localtime(until).date() - timezone.localtime(due_at).date()).days
    if days:
        return f"quá hạn {days} ngày"
    hours = int((until - due_at).total_seconds() // 3600)
    return f"quá hạn {hours} giờ" if hours else "vừa quá hạn"


def counts(user: User, now: datetime.datetime) -> dict[str, int]:
    asked = DocumentRecipient.objects.visible_to(user).filter(due_at__isnull=False)
    return {
        "waiting": asked.waiting().count(),
        "late": asked.overdue(now).count(),
        "done": asked.filter(acknowledgement__isnull=False).count(),
    }
