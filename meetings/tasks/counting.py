"""The four-way count of tasks in force, as reports to the Ngành give it, on any day.

    given = done on time + done late + open within the term + open overdue + open without a day

A task is done once the Office has confirmed it; the day that counts is the one on which its
addressee reported. What is reported and waits for the Office stands as it was reported. What was
withdrawn is not counted. On a past day a task stands as it stood at that day's end: in the state of
its last event by then, with the unit and the day due that it had.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    DateField,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, TruncDate, TruncTime
from django.utils import timezone

from meetings.models import (
    DirectiveTask,
    Extension,
    HandOver,
    Meeting,
    MeetingStep,
    TaskEvent,
    TaskReview,
)
from meetings.models.directives import DirectiveTaskQuerySet

State = DirectiveTask.State
ANSWERED = (State.REPORTED, State.CONFIRMED)
FORMULA = (
    "Số đã giao = hoàn thành đúng hạn + hoàn thành quá hạn + đang thực hiện trong hạn + đang thực "
    "hiện quá hạn + không định hạn. Hoàn thành: đã được xác nhận, tính theo ngày đơn vị báo cáo; "
    "không tính nhiệm vụ đã thu hồi."
)


@dataclass(frozen=True)
class FourWay:
    """Numbers of tasks."""

    done_on_time: int = 0
    done_late: int = 0
    open_in_term: int = 0
    open_overdue: int = 0
    open_undated: int = 0

    @property
    def done(self) -> int:
        return self.done_on_time + self.done_late

    @property
    def open(self) -> int:
        return self.open_in_term + self.open_overdue + self.open_undated

    @property
    def given(self) -> int:
        return self.done + self.open

    def __add__(self, other: "FourWay") -> "FourWay":
        return FourWay(*(getattr(self, n) + getattr(other, n) for n in NAMES))


NAMES = [one.name for one in fields(FourWay)]


def day_end(on: datetime.date) -> datetime.datetime:
    """The first moment that is no more of the day."""
    return timezone.make_aware(
        datetime.datetime.combine(on + datetime.timedelta(days=1), datetime.time())
    )


def standing(rows: DirectiveTaskQuerySet, now: datetime.datetime) -> DirectiveTaskQuerySet:
    """Tasks in force now with `way`, the name of their part of the count: no old day is asked."""
    rows = rows.active().exclude(state=State.WITHDRAWN)
    return _judged(rows, "state", "reported_at", "due_on", now)


def stood(rows: DirectiveTaskQuerySet, on: datetime.date) -> DirectiveTaskQuerySet:
    """Tasks that were in force at the end of a past day, with `way` and `unit_then` as of it.

    What a reorganisation moved stands with the unit that has it now.
    """
    end = day_end(on)
    rows = rows.active().filter(_begun(on, end)).annotate(**_then(end))
    rows = rows.exclude(Q(state_then=State.WITHDRAWN))
    last = end - datetime.timedelta(microseconds=1)
    return _judged(rows, "state_then", "reported_then", "due_then", last)


def count(rows: DirectiveTaskQuerySet, *keys: str) -> dict[Any, FourWay]:
    """Of rows with `way`, by the values of the keys (one key: its value; none: `()`). One query."""
    by_key = rows.order_by().values_list(*(keys or (Value(0),)))
    numbers = by_key.annotate(**{f"n_{name}": Count("pk", filter=Q(way=name)) for name in NAMES})
    found: dict[Any, FourWay] = {}
    for row in numbers:
        key = row[0] if len(keys) == 1 else row[: len(keys)]
        found[key] = FourWay(*row[-len(NAMES) :])
    return found


def total(counts: Iterable[FourWay]) -> FourWay:
    return sum(counts, FourWay())


def _judged(
    rows: DirectiveTaskQuerySet, state: str, reported: str, day: str, now: datetime.datetime
) -> DirectiveTaskQuerySet:
    """With `way`: judged at the report where one stands, else at the moment asked for.

    Late is what comes after the last permitted day, or after its hour on that day.
    """
    answered = Q(**{f"{state}__in": ANSWERED, f"{reported}__isnull": False})
    moment = Case(
        When(answered, then=F(reported)), default=Value(now), output_field=DateTimeField()
    )
    late = Q(**{f"{day}__lt": F("judged_on")})
    late |= Q(**{day: F("judged_on")}, due_time__lt=F("judged_at"))
    is_done, is_undated = Q(**{state: State.CONFIRMED}), Q(**{f"{day}__isnull": True})
    way = Case(
        When(is_done & late, then=Value("done_late")),
        When(is_done, then=Value("done_on_time")),
        When(is_undated, then=Value("open_undated")),
        When(late, then=Value("open_overdue")),
        default=Value("open_in_term"),
    )
    rows = rows.annotate(judged_on=TruncDate(moment), judged_at=TruncTime(moment))
    return rows.annotate(way=way)


def _begun(on: datetime.date, end: datetime.datetime) -> Q:
    """In force by then: notice released, meeting closed without one, given outside a meeting; the
    next occurrence of what repeats once it was opened."""
    closed = MeetingStep.objects.filter(
        meeting=OuterRef("directive__meeting"), state=Meeting.State.CLOSED, at__lt=end
    )
    without = Q(directive__meeting__notice__isnull=True) & Exists(closed)
    released = Q(directive__meeting__notice__released_at__lt=end)
    opened = Q(opened_on__isnull=True) | Q(opened_on__lte=on)
    return (released | without | Q(directive__given_on__lte=on)) & opened


def _then(end: datetime.datetime) -> dict[str, Any]:
    """State, report, day due and unit as they stood before a moment, out of the trail."""
    own = {"task": OuterRef("pk")}
    events = TaskEvent.objects.filter(**own, at__lt=end).order_by("-pk")
    put_off = Extension.objects.filter(
        **own, state=Extension.State.GRANTED, decided_at__gte=end
    ).order_by("decided_at", "pk")
    dated = TaskReview.objects.filter(**own, outcome=TaskReview.Outcome.DATED, at__gte=end)
    handed = HandOver.objects.filter(**own, at__gte=end).order_by("pk")
    put_off_from = Coalesce(Subquery(put_off.values("from_on")[:1]), F("due_on"))
    undated = When(Exists(dated), then=Value(None))
    return {
        "state_then": Coalesce(Subquery(events.values("state")[:1]), Value(State.NEW.value)),
        "reported_then": Subquery(
            events.filter(state=State.REPORTED, is_note=False).values("at")[:1]
        ),
        "due_then": Case(undated, default=put_off_from, output_field=DateField()),
        "unit_then": Coalesce(
            Subquery(handed.values("from_unit")[:1]), F("unit"), output_field=BigIntegerField()
        ),
    }
