"""The lines that the software draws up for a unit's report, kept apart from the unit's words.

To draw them up anew therefore never touches what somebody typed.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass

from django.db import transaction
from django.urls import reverse

from meetings import facts, matters
from meetings.models import Difficulty, DirectiveTask, Meeting, UnitReport
from meetings.models.kind_sections import SectionSource as Source
from meetings.reporting.holding import touch, writable
from meetings.scheduling import planning
from meetings.tasks import outstanding
from meetings.tasks.outstanding import Outstanding
from procuracy.web.dates import office_day, screen_day
from procuracy.web.errors import Refused
from procuracy.web.history.context import drafting
from targets import boards, commitments, explaining, explanation_lists
from targets.explanation_lists import Due, Entry
from targets.models import Explanation, Period
from targets.scores import Score, goal_text
from targets.verdicts import Verdict
from units.models import Unit

LETTERS = 300  # of a directive, a cause or a solution
MOST_TASKS = 200  # lines of open tasks; the rest is counted


@dataclass(frozen=True)
class Line:
    """What is told, how it stands, and where it leads; stored as plain values.

    `verdict`: of a target; `tone` and `word` of anything else (`bad`, `quá hạn 6 ngày`).
    """

    text: str
    shown: str = ""
    verdict: str = ""
    word: str = ""
    tone: str = ""
    note: str = ""
    link: str = ""

    @classmethod
    def of(cls, stored: Mapping[str, str]) -> "Line":
        return cls(**stored)

    @property
    def standing(self) -> str:
        """In words, for paper: `! nguy cơ 78,57 %`."""
        if not self.verdict:
            return self.word
        found = Verdict(self.verdict)
        return " ".join(filter(None, [found.glyph, found.word, self.shown]))


def lines_of(stored: Iterable[Mapping[str, str]]) -> list[Line]:
    return [Line.of(one) for one in stored]


def fill_empty(meeting: Meeting, *, at: datetime.datetime) -> None:
    """Reports of which nothing was drawn up yet, one after the other; those sent are passed by."""
    rows = meeting.reports.filter(sections__isnull=False).exclude(sections__facts_at__isnull=False)
    for report in rows.distinct():
        try:
            draw_up(report, at=at)
        except Refused:
            continue  # sent or concluded meanwhile: it keeps what it says


@transaction.atomic
@drafting()
def draw_up(report: UnitReport, *, at: datetime.datetime) -> None:
    """Anew, as things stand at `at`."""
    present = writable(report)
    rows = list(present.sections.all())
    drawn = _Known(present, at)
    changed = False
    for row in rows:
        found = [asdict(line) for line in drawn.lines(row.source)]
        changed = changed or found != row.facts
        row.facts, row.facts_at = found, at
        row.save(update_fields=["facts", "facts_at"])
    if changed:
        touch(present)


class _Known:
    """All that is known of a unit before a meeting; each kind of line is asked for once."""

    def __init__(self, report: UnitReport, at: datetime.datetime) -> None:
        self.report, self.at, self.today = report, at, office_day(at)
        self.meeting = report.meeting
        named = Unit.objects.named(planning.day_of(self.meeting))
        self.unit = named.select_related("parent").get(pk=report.unit_id)
        self.period = facts.period_heard(self.meeting)
        self._scores: list[Score] | None = None
        self._owed: list[Outstanding] | None = None
        self.sources = {row.source for row in report.sections.all()}

    def lines(self, source: str) -> list[Line]:
        drawing: dict[str, Callable[[], Iterable[Line]]] = {
            Source.FIGURES: self._figures,
            Source.UNMET: self._unmet,
            Source.COMMITMENTS: self._commitments,
            Source.OVERDUE: self._tasks,
            Source.MATTERS: self._matters,
            Source.DIFFICULTIES: self._difficulties,
        }
        found = drawing.get(source)
        return list(found()) if found else []

    def _all_scores(self, period: Period) -> list[Score]:
        if self._scores is None:
            self._scores = explaining.scores_of(self.unit, period, self.today)
        return self._scores

    def _figures(self) -> Iterator[Line]:
        if self.period is None:
            return
        for score in self._all_scores(self.period):
            if score.is_assigned:
                yield self._target(score, self.period, note=score.parts)

    def _unmet(self) -> Iterator[Line]:
        if self.period is None:
            return
        said = explaining.known([self.unit.pk], self.period)
        for score in self._all_scores(self.period):
            if score.verdict in boards.BEHIND:
                told = said.get((self.unit.pk, score.target.pk))
                note = _explained(Entry(self.unit, score, told))
                yield self._target(score, self.period, note=note)

    def _target(self, score: Score, period: Period, *, note: str) -> Line:
        goal = goal_text(score.target, score.threshold)
        month = explaining.closing_month(period)
        cell = reverse("targets:target_cell", args=[self.unit.pk, score.target.pk])
        return Line(
            text=f"{score.target.short_name} (chỉ tiêu {goal})"
            if goal
            else score.target.short_name,
            shown=score.shown,
            verdict=score.verdict.value,
            note=note,
            link=f"{cell}?year={month.work_year.year}&period={month.pk}",
        )

    def _commitments(self) -> Iterator[Line]:
        """Of targets, and what was promised in a meeting."""
        yield from (_task(one) for one in self._all_owed() if one.is_commitment)
        if self.period is None:
            return
        own = Explanation.objects.filter(unit=self.unit)
        for row in explanation_lists.due(own.promised(), self.period):
            due = Due(self.unit.short_name, row, self.today)
            assert row.promised_on
            until = screen_day(row.promised_on)
            yield Line(
                text=f"{row.target.short_name}: cam kết {due.level} đến {until}",
                word=f"{due.glyph} {due.words}".strip(),
                tone=due.tone,
                note=row.commitment[:LETTERS],
                link=reverse("targets:explanation_detail", args=[row.pk]),
            )
        tally = commitments.tally(own, self.period.work_year).get(self.unit.pk)
        if tally and tally.sentence:
            yield Line(text=f"Trong năm công tác đơn vị {tally.sentence}.")

    def _tasks(self) -> Iterator[Line]:
        """All that is open; commitments only where the report has no section of them."""
        apart = Source.COMMITMENTS in self.sources
        rows = [one for one in self._all_owed() if not (apart and one.is_commitment)]
        yield from (_task(one) for one in rows[:MOST_TASKS])
        if len(rows) > MOST_TASKS:
            yield Line(text=f"và {len(rows) - MOST_TASKS} nhiệm vụ khác chưa xong.")

    def _all_owed(self) -> list[Outstanding]:
        if self._owed is None:
            self._owed = outstanding.of_unit(self.unit, self.at)
        return self._owed

    def _matters(self) -> Iterator[Line]:
        """Those with words one by one; of the others their number."""
        worded = set()
        for card in matters.of_unit(self.unit, self.today):
            worded.add(card.register_id)
            told = f"; {card.told}" if card.told else ""
            yield Line(
                text=f"{card.register}: {card.reference}",
                word=card.stage,
                tone="going",
                note=f"theo dõi {card.age}{told}",
                link=reverse("meetings:matter_detail", args=[card.pk]),
            )
        if self.period is None:
            return
        for one in matters.movements([self.unit], self.period.starts_on, self.period.ends_on):
            if one.register.pk not in worded:
                yield Line(
                    text=f"{one.register.name}: {one.now}",
                    note=f"kỳ trước {one.before}, mới {one.opened}, đã xong {one.closed}",
                )

    def _difficulties(self) -> Iterator[Line]:
        """Raised before and still open: they come along to this meeting."""
        rows = Difficulty.objects.open().filter(unit=self.unit).exclude(report=self.report)
        rows = rows.select_related("report__meeting").order_by("raised_at")
        promised = self._promised(rows)
        for row in rows:
            given = "".join(f"; {words}" for words in promised.get(row.pk, []))
            yield Line(
                text=row.text[:LETTERS],
                word=row.get_state_display(),
                tone="good" if row.state == Difficulty.State.ANSWERED else "risk",
                note=f"nêu tại {row.report.meeting.title}{given}",
                link=reverse("meetings:difficulty_detail", args=[row.pk]),
            )

    def _promised(self, rows: Iterable[Difficulty]) -> dict[int, list[str]]:
        """Who promised what the answer says, and how that stands."""
        tasks = DirectiveTask.objects.open().common().filter(directive__difficulty__in=rows)
        found = outstanding.standing(tasks, self.at)
        names = Unit.objects.named(self.today).in_bulk({one.task.unit_id for one in found})
        said: dict[int, list[str]] = {}
        for one in found:
            words = f"{names[one.task.unit_id].short_name} giải quyết, {one.word}"
            said.setdefault(one.task.directive.difficulty_id or 0, []).append(words)
        return said


def _explained(entry: Entry) -> str:
    row = entry.explanation
    if row is None or not entry.is_sent:
        return "chưa giải trình"
    assert row.promised_on
    promise = f"Cam kết {entry.promise} đến {screen_day(row.promised_on)}."
    return f"{row.cause[:LETTERS].rstrip('.')}. {promise}"


def _task(one: Outstanding) -> Line:
    return Line(
        text=one.text[:LETTERS],
        word=one.word,
        tone=one.tone,
        note=one.told,
        link=reverse("meetings:task_detail", args=[one.task.pk]),
    )
