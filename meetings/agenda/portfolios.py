"""A leaders' briefing prepared from the portfolios: one heading for each leader, and below it the
units in his charge with what is due there this week, overdue, or waits for an answer.

What one leader was told alone counts for him and for nobody else.
"""

import datetime
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Exists, OuterRef

from meetings import states
from meetings.agenda import lines
from meetings.models import (
    AgendaItem,
    Difficulty,
    DirectiveTask,
    Extension,
    Meeting,
    UnitReport,
)
from meetings.models.reports import COMING
from procuracy.web.dates import office_day, screen_day
from procuracy.web.errors import Refused
from targets.sections import listed
from units.models import Appointment, Field, Portfolio, Unit
from units.models.organisation import lineage
from units.portfolio_board import HEADS, LEADERS

PREPARED = "portfolio-"  # how the keys of prepared lines begin
ITEM_MINUTES = 3
NAMED = 6  # of a portfolio so many units and fields are said in a heading


@dataclass
class Work:
    """What one unit owes, by the moment the meeting is held."""

    unit: Unit
    overdue: list[DirectiveTask] = field(default_factory=list)
    due: list[DirectiveTask] = field(default_factory=list)
    reported: list[DirectiveTask] = field(default_factory=list)
    asked: list[DirectiveTask] = field(default_factory=list)  # a later day
    difficulties: list[Difficulty] = field(default_factory=list)
    reports: list[UnitReport] = field(default_factory=list)

    @property
    def counts(self) -> list[str]:
        known = [
            (len(self.overdue), "nhiệm vụ quá hạn"),
            (len(self.due), "nhiệm vụ đến hạn trong tuần"),
            (len(self.reported), "kết quả chờ xác nhận"),
            (len(self.asked), "đề nghị gia hạn chờ quyết định"),
            (len(self.difficulties), "khó khăn chờ trả lời"),
            (len(self.reports), "báo cáo phải gửi trong tuần"),
        ]
        return [f"{count} {words}" for count, words in known if count]

    @property
    def words(self) -> str:
        """`2 nhiệm vụ quá hạn; 1 khó khăn chờ trả lời.`"""
        return f"{'; '.join(self.counts)}." if self.counts else ""


@dataclass
class Part:
    """A leader with what he is in charge of on the meeting day, and the work that lies there."""

    leader: Appointment
    key: str  # of what is prepared for him, the same each time
    units: list[Unit] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    works: dict[int, Work] = field(default_factory=dict)

    @property
    def charge(self) -> str:
        names = [*(unit.short_name for unit in self.units), *self.fields]
        return listed(names, NAMED) if names else ""

    @property
    def title(self) -> str:
        words = f"Đồng chí {self.leader.named}"
        return f"{words}: {self.charge}"[:300] if self.charge else words[:300]


def leaders(meeting: Meeting) -> list[Appointment]:
    """Of the organising office on the meeting day, its head first."""
    held = Appointment.objects.current(states.day_of(meeting)).filter(role__in=LEADERS)
    found = held.filter(unit=meeting.organiser_id).select_related("person")
    return sorted(found.order_by("valid_from", "pk"), key=lambda one: one.role not in HEADS)


def _keyed(seats: Sequence[Appointment]) -> Iterator[tuple[Appointment, str]]:
    """Each by its role, first day and holder; a second one alike is counted."""
    said: list[str] = []
    for seat in seats:
        words = f"{seat.role} {seat.valid_from} {seat.person.full_name}"
        mark = hashlib.sha256(f"{words} {said.count(words)}".encode()).hexdigest()[:20]
        said.append(words)
        yield seat, f"{PREPARED}{mark}"


def parts(meeting: Meeting) -> list[Part]:
    """Every leader's, in order; a fixed number of queries."""
    day = states.day_of(meeting)
    units = Unit.objects.existing(day).of_office(meeting.organiser).named(day)
    found = [Part(seat, key) for seat, key in _keyed(leaders(meeting))]
    board = _Board(meeting, found, list(units.order_by("order")))
    board.hand_out(day)
    for task in _tasks(meeting, day):
        if work := board.work_of_task(task):
            for some in _lists_of(work, task, day):
                some.append(task)
    for row in _difficulties(meeting):
        if work := board.work(row.unit_id, row.field_id):
            work.difficulties.append(row)
    for report in _reports(meeting, day):
        if work := board.work(report.unit_id):
            work.reports.append(report)
    return board.parts


class _Board:
    """Finds whose part a thing belongs to; what nobody is in charge of is the head's."""

    def __init__(self, meeting: Meeting, parts: list[Part], units: list[Unit]) -> None:
        self.meeting, self.parts = meeting, parts
        self.units = {unit.pk: unit for unit in units}
        self._by_unit: dict[int, Part] = {}
        self._by_field: dict[int, Part] = {}
        self._by_pair: dict[tuple[int, int], Part] = {}
        self._by_person = {part.leader.person_id: part for part in parts}

    def hand_out(self, day: datetime.date) -> None:
        by_seat = {part.leader.pk: part for part in self.parts}
        held = Portfolio.objects.current(day).filter(appointment__in=by_seat)
        for row in held.select_related("field").order_by("unit__order", "field__order", "pk"):
            self._hand_out(by_seat[row.appointment_id], row)
        fields = Field.objects.filter(pk__in=self._by_field, unit__in=self.units)
        for field_id, unit_id in fields.order_by("order", "pk").values_list("pk", "unit"):
            self._by_unit.setdefault(unit_id, self._by_field[field_id])

    def _hand_out(self, part: Part, row: Portfolio) -> None:
        unit = self.units.get(row.unit_id or 0)
        if row.unit_id and row.field_id:
            self._by_pair.setdefault((row.unit_id, row.field_id), part)
            part.fields += [f"{row.field} ({unit.short_name})"] if unit else []
        elif row.unit_id:
            self._by_unit.setdefault(row.unit_id, part)
            part.units += [unit] if unit else []
        elif row.field_id:
            self._by_field.setdefault(row.field_id, part)
            part.fields.append(str(row.field))

    def work_of_task(self, task: DirectiveTask) -> Work | None:
        """Whom its directive concerns, else whom it was given to, else who oversees the unit."""
        named = [task.directive.concerns, task.appointment]
        for seat in filter(None, named):
            if part := self._by_person.get(seat.person_id):
                return self._work(part, task.unit_id)
        return None if task.directive.concerns_id else self.work(task.unit_id)

    def work(self, unit_id: int, field_id: int | None = None) -> Work | None:
        part = (
            self._by_pair.get((unit_id, field_id or 0))
            or self._by_unit.get(unit_id)
            or self._by_field.get(field_id or 0)
        )
        first = self.parts[0] if self.parts and self.parts[0].leader.role in HEADS else None
        part = part or first
        return self._work(part, unit_id) if part else None

    def _work(self, part: Part, unit_id: int) -> Work | None:
        unit = self.units.get(unit_id)
        return part.works.setdefault(unit_id, Work(unit)) if unit else None


def _tasks(meeting: Meeting, day: datetime.date) -> Iterator[DirectiveTask]:
    """In force, and due by the end of the meeting's week, reported, or put off if that is granted;
    `is_asked`: whether it is asked."""
    offices, _ = lineage(meeting.organiser)
    rows = DirectiveTask.objects.active().open().given_by(offices)
    rows = rows.select_related("directive__meeting", "directive__concerns", "appointment")
    asked = Extension.objects.filter(task=OuterRef("pk"), state=Extension.State.ASKED)
    for task in rows.annotate(is_asked=Exists(asked)).order_by("due_on", "pk"):
        waits = task.state == DirectiveTask.State.REPORTED
        if waits or task.is_asked or _is_due(task, day):
            yield task


def _is_due(task: DirectiveTask, day: datetime.date) -> bool:
    return task.due_on is not None and task.due_on <= week_end(day)


def _lists_of(work: Work, task: DirectiveTask, day: datetime.date) -> Iterator[list[DirectiveTask]]:
    if task.is_asked:  # type: ignore[attr-defined]
        yield work.asked
    if task.state == DirectiveTask.State.REPORTED:
        yield work.reported
    elif _is_due(task, day):
        yield work.overdue if task.is_overdue(day) else work.due


def _difficulties(meeting: Meeting) -> Iterator[Difficulty]:
    offices, _ = lineage(meeting.organiser)
    rows = Difficulty.objects.unanswered().filter(report__meeting__organiser__in=offices)
    yield from rows.select_related("field").order_by("raised_at", "pk")


def _reports(meeting: Meeting, day: datetime.date) -> Iterator[UnitReport]:
    """Not sent yet, for meetings of this office, and due by the end of the week."""
    rows = UnitReport.objects.filter(
        meeting__organiser=meeting.organiser_id, meeting__state__in=COMING
    )
    rows = rows.exclude(state__in=UnitReport.RECEIVED).select_related("meeting")
    for row in rows.order_by("meeting__starts_at", "unit__order", "pk"):
        if row.due_at and office_day(row.due_at) <= week_end(day):
            yield row


def week_end(day: datetime.date) -> datetime.date:
    return day + datetime.timedelta(days=7 - day.isoweekday())


def week_words(day: datetime.date) -> str:
    monday = day - datetime.timedelta(days=day.isoweekday() - 1)
    return f"Tuần từ {screen_day(monday)} đến {screen_day(week_end(day))}"


@transaction.atomic
def prepare(meeting: Meeting, *, at: datetime.datetime) -> int:
    """A heading for each leader and a line for each of his units with work; how many are new.

    Done again, new lines come below what is there and the numbers of the old ones follow; words
    that somebody corrected stay.
    """
    if not meeting.kind.by_portfolio:
        raise Refused("Loại hội nghị này không chỉ đạo theo phân công phụ trách.")
    present = states.changeable(meeting)
    known = {row.proposal_key: row for row in meeting.agenda.exclude(proposal_key="")}
    new: list[AgendaItem] = []
    for part in parts(meeting):
        for line in _lines(part):
            old = known.get(line.proposal_key)
            if old is None:
                new.append(line)
            elif old.reason != line.reason:
                AgendaItem.objects.filter(pk=old.pk).update(reason=line.reason)
    lines.insert(present, new, at=at)
    if not present.is_open:  # how a briefing is prepared, not what came late
        AgendaItem.objects.filter(pk__in=[one.pk for one in new]).update(added_at=None)
    if known and new:
        _arrange(present)
    return len(new)


def _lines(part: Part) -> Iterator[AgendaItem]:
    key, facts = part.key, {"concerns": part.leader}
    yield AgendaItem(title=part.title, is_heading=True, minutes=0, proposal_key=key, **facts)
    for work in part.works.values():
        if work.counts:
            yield AgendaItem(
                title=f"{work.unit.short_name}: việc trong tuần, việc tồn đọng"[:300],
                reason=work.words[:300],
                presenter=part.leader.named[:120],
                person_id=part.leader.person_id,
                minutes=ITEM_MINUTES,
                proposal_key=f"{key}-{work.unit.code}",
                **facts,
            )


def _arrange(meeting: Meeting) -> None:
    """Lines of a leader stand below his heading, in the order in which they came."""
    rows = list(meeting.agenda.all())
    heads = {row.concerns_id: row for row in rows if _is_prepared(row) and row.is_heading}
    below = [row for row in rows if _is_prepared(row) and not row.is_heading]
    kept = [row for row in rows if row not in below or row.concerns_id not in heads]
    placed: list[AgendaItem] = []
    for row in kept:
        placed.append(row)
        if heads.get(row.concerns_id) is row:
            placed += [one for one in below if one.concerns_id == row.concerns_id]
    for order, row in enumerate(placed, start=1):
        row.order = order
    AgendaItem.objects.bulk_update(placed, ["order"])


def _is_prepared(row: AgendaItem) -> bool:
    return row.proposal_key.startswith(PREPARED)
