"""The four-way count of tasks in force, as reports to the Ngành give it, on any day.

given = done on time + done late + open within the term + open overdue + open without a day
given = carried over from before the period + given in it

A task is done once the Office has confirmed it; the day that counts is the one on which its
addressee reported. What is reported and waits for the Office stands as it was reported. What was
withdrawn is not counted. On a past day a task stands as it stood at that day's end: in the state of
its last event by then, with the unit and the day due that it had.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db.models import Case, DateField, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, TruncDate, TruncMonth
from django.utils import timezone

from meetings.models import DirectiveTask, Extension, Meeting, MeetingStep, TaskEvent, TaskReview
from meetings.models.directive_tasks import DirectiveTaskQuerySet
from meetings.tasks.placing import day_end, unit_then
from procuracy.web import prepared

State = DirectiveTask.State
FORMULA = (
    "Số đã giao = hoàn thành đúng hạn + hoàn thành quá hạn + đang thực hiện trong hạn + đang thực "
    "hiện quá hạn + không định hạn. Hoàn thành: đã được xác nhận, tính theo ngày đơn vị báo cáo; "
    "không tính nhiệm vụ đã thu hồi."
)
# By what tasks are counted: name → column of the rows as they stood.
KEYS = {
    "unit": "unit_then",
    "field": "directive__field",
    "meeting": "directive__meeting",
    "month": "begun_month",
    "nature": "directive__nature",
}
# Judged at the report where one stands, else at the moment asked for. Late is what comes after the
# last permitted day, or after its hour on that day. The rows are drawn up once: each expression of
# theirs may look into the trail.
JUDGED = """
WITH drawn (id, state, reported_at, due_on, due_time, begun_on{names}) AS MATERIALIZED ({rows}),
timed AS (
    SELECT *, (CASE WHEN state IN ('reported', 'confirmed') THEN reported_at END) AS answered_at
    FROM drawn WHERE state <> 'withdrawn'
), placed AS (
    SELECT *, coalesce(answered_at, %s) AT TIME ZONE %s AS judged_at FROM timed
), told AS (
    SELECT *, due_on < judged_at::date
        OR (due_on = judged_at::date AND due_time < judged_at::time) AS is_late FROM placed
), judged AS (
    SELECT id, begun_on{names}, CASE
        WHEN state = 'confirmed' AND is_late THEN 'done_late'
        WHEN state = 'confirmed' THEN 'done_on_time'
        WHEN due_on IS NULL THEN 'open_undated'
        WHEN is_late THEN 'open_overdue'
        ELSE 'open_in_term' END AS way FROM told
)
"""


@dataclass(frozen=True)
class FourWay:
    """Numbers of tasks; `carried`: of those given, how many from before the period."""

    done_on_time: int = 0
    done_late: int = 0
    open_in_term: int = 0
    open_overdue: int = 0
    open_undated: int = 0
    carried: int = 0

    @property
    def done(self) -> int:
        return self.done_on_time + self.done_late

    @property
    def open(self) -> int:
        return self.open_in_term + self.open_overdue + self.open_undated

    @property
    def given(self) -> int:
        return self.done + self.open

    @property
    def new(self) -> int:
        return self.given - self.carried

    def __add__(self, other: "FourWay") -> "FourWay":
        return FourWay(*(getattr(self, n) + getattr(other, n) for n in NUMBERS))


NUMBERS = [one.name for one in fields(FourWay)]
WAYS = NUMBERS[:-1]


@dataclass(frozen=True)
class Standing:
    """Tasks as they stood at a moment. `rows` have state_then, reported_then, due_then, unit_then,
    begun_on; `first`: the day from which on a period is looked at."""

    rows: DirectiveTaskQuerySet
    moment: datetime.datetime
    first: datetime.date | None = None

    def since(self, first: datetime.date | None) -> "Standing":
        """Without what was confirmed before: what was open then is carried into the period."""
        if first is None:
            return self
        before = day_end(first - datetime.timedelta(days=1))
        rows = self.rows.exclude(state=State.CONFIRMED, confirmed_at__lt=before)
        return replace(self, rows=rows, first=first)

    def count(self, *keys: str) -> dict[Any, FourWay]:
        """By the values of the keys (one key: its value; none: `()`). One query."""
        names = "".join(f", by_{key}" for key in keys)
        ask = f"SELECT way, begun_on < %s, count(*){names} FROM judged GROUP BY way, 2{names}"
        found: dict[Any, dict[str, int]] = {}
        for way, is_carried, number, *values in self._asked(ask, [self.first], keys):
            told = [one.date() if isinstance(one, datetime.datetime) else one for one in values]
            key = told[0] if len(keys) == 1 else tuple(told)
            numbers = found.setdefault(key, dict.fromkeys(NUMBERS, 0))
            numbers[way] += number
            numbers["carried"] += number if is_carried else 0
        return {key: FourWay(**numbers) for key, numbers in found.items()}

    def total(self) -> FourWay:
        return total(self.count().values())

    def ids(self, *ways: str) -> list[int]:
        """Of the tasks in these parts of the count."""
        return [
            row[0] for row in self._asked("SELECT id FROM judged WHERE way = ANY(%s)", [[*ways]])
        ]

    def ways(self) -> dict[int, str]:
        """The part of each task, by its key."""
        return dict(self._asked("SELECT id, way FROM judged", []))

    def _asked(self, ask: str, values: list[Any], keys: Iterable[str] = ()) -> list[Any]:
        columns = ("pk", "state_then", "reported_then", "due_then", "due_time", "begun_on")
        rows = self.rows.order_by()
        asked = rows.values_list(*columns, *(KEYS[key] for key in keys))
        try:
            statement, given = asked.query.sql_with_params()
        except EmptyResultSet:
            return []
        judged = JUDGED.format(names="".join(f", by_{key}" for key in keys), rows=statement)
        told = [*given, self.moment, settings.TIME_ZONE, *values]
        return prepared.statement(judged + ask, told).ask()[1]


def total(counts: Iterable[FourWay]) -> FourWay:
    return sum(counts, FourWay())


def standing(rows: DirectiveTaskQuerySet, now: datetime.datetime) -> Standing:
    """Tasks in force now: no old day is asked."""
    told = rows.active().annotate(
        state_then=F("state"),
        reported_then=F("reported_at"),
        due_then=F("due_on"),
        unit_then=F("unit"),
        **_begun(),
    )
    return Standing(told, now)


def stood(rows: DirectiveTaskQuerySet, on: datetime.date) -> Standing:
    """Tasks that were in force at the end of a past day, as they stood then."""
    end = day_end(on)
    told = rows.active().annotate(unit_then=unit_then(end), **_begun(), **_then(end))
    begun = told.filter(Q(begun_on__lte=on))
    return Standing(begun, end - datetime.timedelta(microseconds=1))


def on_day(rows: DirectiveTaskQuerySet, on: datetime.date, now: datetime.datetime) -> Standing:
    """Today as it is now, a past day as it ended."""
    return standing(rows, now) if on >= timezone.localdate(now) else stood(rows, on)


def _begun() -> dict[str, Any]:
    """In force from: given outside a meeting, notice released, meeting closed without one; the
    next occurrence of what repeats once it was opened."""
    closed = MeetingStep.objects.filter(
        meeting=OuterRef("directive__meeting"), state=Meeting.State.CLOSED
    ).order_by("at")
    begun = Coalesce(
        "opened_on",
        "directive__given_on",
        TruncDate("directive__meeting__notice__released_at"),
        TruncDate(Subquery(closed.values("at")[:1])),
        output_field=DateField(),
    )
    return {"begun_on": begun, "begun_month": TruncMonth(begun)}


def _then(end: datetime.datetime) -> dict[str, Any]:
    """State, report and day due as they stood before a moment, out of the trail; what nothing has
    happened to since stands as it does now."""
    own = {"task": OuterRef("pk")}
    events = TaskEvent.objects.filter(**own, at__lt=end).order_by("-pk")
    state = Coalesce(Subquery(events.values("state")[:1]), Value(State.NEW.value))
    reported = Subquery(events.filter(state=State.REPORTED, is_note=False).values("at")[:1])
    granted = Extension.objects.filter(state=Extension.State.GRANTED, decided_at__gte=end)
    put_off = granted.filter(**own).order_by("decided_at", "pk").values("from_on")
    dated = TaskReview.objects.filter(outcome=TaskReview.Outcome.DATED, at__gte=end)
    went_on = Q(pk__in=TaskEvent.objects.filter(at__gte=end).order_by().values("task"))
    was_put_off = Q(pk__in=granted.order_by().values("task"))
    was_dated = Q(pk__in=dated.order_by().values("task"))
    return {
        "state_then": Case(When(went_on, then=state), default=F("state")),
        "reported_then": Case(When(reported_at__gte=end, then=reported), default=F("reported_at")),
        "due_then": Case(
            When(was_dated, then=Value(None)),
            When(was_put_off, then=Subquery(put_off[:1])),
            default=F("due_on"),
            output_field=DateField(),
        ),
    }
