"""What the chair may ask the units, built from the figures; and what became of each question.

Nothing is stored of a line until it is ticked, put into the record or marked as not explained.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from meetings import facts, matters, reporting, states
from meetings.attendance import attending
from meetings.desk import minutes
from meetings.hall import unmet
from meetings.models import ChairQuestion, Intervention, Meeting
from procuracy.web.dates import screen_day, screen_moment
from procuracy.web.errors import Refused
from targets import explanation_lists
from targets.models import Explanation, Target
from units.models import Unit, User

Kind = ChairQuestion.Kind


@dataclass(frozen=True)
class Line:
    """`words`: what is asked, a sentence or two; `row`: what was done with it."""

    key: str
    kind: Kind
    unit: Unit
    words: str
    target: Target | None = None
    row: ChairQuestion | None = None

    @property
    def is_open(self) -> bool:
        return self.row is None or not (self.row.asked_at or self.row.is_unexplained)

    @property
    def may_be_unexplained(self) -> bool:
        return self.target is not None


def listing(meeting: Meeting, at: datetime.datetime) -> list[Line]:
    """By unit, and within it by kind; a fixed number of queries. Lines taken up stay, with their
    words of then, also where the figures no longer give them."""
    units = {unit.pk: unit for unit in _units(meeting)}
    taken = {row.key: row for row in meeting.questions.select_related("target", "intervention")}
    made = [one for one in _made(meeting, units, at) if one.key not in taken]
    kept = [
        Line(row.key, Kind(row.kind), units[row.unit_id], row.text, row.target, row)
        for row in taken.values()
        if row.unit_id in units
    ]
    places = {pk: place for place, pk in enumerate(units)}
    kinds = list(Kind)
    return sorted([*made, *kept], key=lambda one: (places[one.unit.pk], kinds.index(one.kind)))


def _units(meeting: Meeting) -> list[Unit]:
    asked = meeting.questions.values("unit")
    here = meeting.invited.values("pk").union(asked)
    named = Unit.objects.filter(pk__in=here).exclude(pk=meeting.organiser_id)
    return list(named.named(states.day_of(meeting)).order_by("order", "code"))


def _made(meeting: Meeting, units: dict[int, Unit], at: datetime.datetime) -> Iterator[Line]:
    yield from _unmet(meeting, units, at)
    yield from _broken(meeting, units)
    yield from _grown(meeting, units)
    yield from _late(meeting, units, at)


def _unmet(meeting: Meeting, units: dict[int, Unit], at: datetime.datetime) -> Iterator[Line]:
    for entry in unmet.silent(meeting, at):
        unit, score = units[entry.unit.pk], entry.score
        result = f" {score.shown}" if score.shown else ""
        words = (
            f"{score.target.name}:{result} (giao {entry.goal}), {score.verdict.word}, chưa có giải "
            "trình. Đề nghị cho biết nguyên nhân, trách nhiệm, giải pháp và thời hạn."
        )
        key = f"unmet-{unit.pk}-{score.target.pk}"
        yield Line(key, Kind.UNMET, unit, words, score.target)


def _broken(meeting: Meeting, units: dict[int, Unit]) -> Iterator[Line]:
    """Promises whose day lay in the period heard and that the figures say were not kept."""
    period = facts.period_heard(meeting)
    if period is None:
        return
    promised = Explanation.objects.promised().filter(unit__in=units)
    for row in explanation_lists.due(promised, period):
        if row.outcome != Explanation.Outcome.BROKEN or row.promised_on is None:
            continue
        goal = explanation_lists.promised_level(row)
        words = (
            f"{row.target.name}: đơn vị cam kết đạt {goal} đến {screen_day(row.promised_on)}, "
            "không thực hiện được. Đề nghị cho biết vì sao và cam kết tiếp theo."
        )
        key = f"broken-{row.unit_id}-{row.pk}"
        yield Line(key, Kind.BROKEN, units[row.unit_id], words, row.target)


def _grown(meeting: Meeting, units: dict[int, Unit]) -> Iterator[Line]:
    """Registers of which a unit has more at the period's end than at its beginning."""
    period = facts.period_heard(meeting)
    if period is None:
        return
    for one in matters.grown(meeting.organiser, period):
        if unit := units.get(one.unit_id):
            words = (
                f"{one.register.name}: {one.now}, tăng {one.growth} so với đầu kỳ ({one.before}). "
                "Đề nghị cho biết vì sao tăng và biện pháp giải quyết."
            )
            yield Line(f"grown-{unit.pk}-{one.register.pk}", Kind.GROWN, unit, words)


def _late(meeting: Meeting, units: dict[int, Unit], at: datetime.datetime) -> Iterator[Line]:
    for report in meeting.reports.select_related("meeting").order_by("unit__order"):
        late, due = reporting.minutes_late(report, at), report.due_at
        unit = units.get(report.unit_id)
        if not late or unit is None or due is None:
            continue
        came = "gửi chậm" if report.is_received else "chưa gửi, chậm"
        words = (
            f"Báo cáo phục vụ hội nghị hạn {screen_moment(due)}, {came} {late} phút. "
            "Đề nghị cho biết vì sao chậm."
        )
        yield Line(f"late-{unit.pk}", Kind.LATE, unit, words)


def found(meeting: Meeting, key: str, at: datetime.datetime) -> Line:
    line = next((one for one in listing(meeting, at) if one.key == key), None)
    if line is None:
        raise Refused("Câu hỏi này không còn trong danh sách: số liệu vừa thay đổi.")
    return line


@transaction.atomic
def tick(meeting: Meeting, line: Line, *, by: User, at: datetime.datetime) -> ChairQuestion:
    """Asked aloud; once more takes the tick back, unless the question stands in the record."""
    row = _row(meeting, line, by, at)
    if row.intervention_id:
        raise Refused("Câu hỏi đã ghi vào biên bản: sửa hoặc gỡ ở trang biên bản.")
    row.asked_at = None if row.asked_at else at
    return _kept(row)


@transaction.atomic
def put(meeting: Meeting, line: Line, *, by: User, at: datetime.datetime) -> ChairQuestion:
    """The question becomes a *truy vấn* of the chair in the record; twice makes no second row."""
    row = _row(meeting, line, by, at)
    if row.intervention_id is None:
        key = uuid5(NAMESPACE_URL, f"chair-question/{meeting.pk}/{line.key}")
        seen = minutes.Seen(version=0)
        words = _words(meeting, line)
        row.intervention = minutes.save_intervention(
            meeting, key=key, words=words, seen=seen, by=by, at=at
        )
        row.asked_at = row.asked_at or at
    return _kept(row)


def _words(meeting: Meeting, line: Line) -> minutes.Words:
    seats = attending.seats(meeting)
    chair = next((s for s in seats if s.attendance.person_id == meeting.chair.person_id), None)
    return minutes.Words(
        kind=Intervention.Kind.QUESTION,
        speaker_text=chair.label if chair else meeting.chair.position,
        text=f"{line.unit.short_name}: {line.words}",
        speaker=chair.attendance if chair else None,
        asked=line.unit,
    )


@transaction.atomic
def leave_unexplained(
    meeting: Meeting, line: Line, *, by: User, at: datetime.datetime
) -> ChairQuestion:
    """Không giải trình: the record says so; once more takes it back."""
    if not line.may_be_unexplained:
        raise Refused("Chỉ ghi không giải trình đối với chỉ tiêu chưa đạt.")
    row = _row(meeting, line, by, at)
    row.is_unexplained = not row.is_unexplained
    return _kept(row)


def _row(meeting: Meeting, line: Line, by: User, at: datetime.datetime) -> ChairQuestion:
    """The line's row under the meeting's lock, new where nobody has taken it up."""
    minutes.lock_in_session(meeting)
    row = ChairQuestion.objects.filter(meeting=meeting, key=line.key).first()
    return row or ChairQuestion(
        meeting=meeting,
        key=line.key,
        kind=line.kind,
        unit_id=line.unit.pk,
        target=line.target,
        text=line.words,
        by=by,
        at=at,
    )


def _kept(row: ChairQuestion) -> ChairQuestion:
    row.save()
    minutes.take_change_number(row.meeting)
    return row
