"""One field in all units for a month: who is silent, what stands out, whom to call."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from targets import boards, calendar, deviations
from targets.board_facts import seen_board
from targets.choices import as_of
from targets.deviations import LineSeen
from targets.models import FieldCheck, FieldQuestion, Indicator, Period
from targets.scores import Score
from units.models import Appointment, Field, Role, Unit
from units.reach import Reach, reach

TO_CALL = (Role.UNIT_HEAD, Role.UNIT_CLERK)


@dataclass(frozen=True)
class Standing:
    """How far a unit's field is: words, and the tone in which a board shows them."""

    word: str
    glyph: str
    tone: str
    is_open: bool = True


SILENT = Standing("chưa nhập", "?", "v-bad")
PARTLY = Standing("đang nhập", "…", "v-going")
ENTERED = Standing("chưa kiểm tra", "", "v-going")
ASKED = Standing("chờ đơn vị trả lời", "!", "v-risk")
ANSWERED = Standing("đã trả lời, chờ kiểm tra", "!", "v-risk")
STALE = Standing("số liệu sửa sau khi kiểm tra", "!", "v-risk")
CHECKED = Standing("đã kiểm tra", "✓", "v-good", is_open=False)
ORDER = (SILENT, PARTLY, ASKED, ANSWERED, STALE, ENTERED, CHECKED)


@dataclass
class Row:
    unit: Unit
    lines: list[LineSeen]
    typed_at: datetime.datetime | None
    check: FieldCheck | None
    behind: list[Score]
    to_call: list[Appointment]

    @property
    def typed(self) -> int:
        return sum(line.value is not None for line in self.lines)

    @property
    def unusual(self) -> list[LineSeen]:
        return [line for line in self.lines if line.notes]

    @property
    def hindrance(self) -> str:
        """Why it cannot be marked as checked yet."""
        if self.standing is ASKED:
            return "Đơn vị chưa trả lời câu hỏi."
        return "" if self.typed else "Đơn vị chưa nhập dòng nào của lĩnh vực này."

    @property
    def standing(self) -> Standing:
        return standing(self.check, self.typed, len(self.lines), self.typed_at)


def standing(
    check: FieldCheck | None, typed: int, wanted: int, typed_at: datetime.datetime | None
) -> Standing:
    """`check` with its questions prefetched."""
    if check and check.checked_at:
        return STALE if check.is_stale(typed_at) else CHECKED
    questions = list(check.questions.all()) if check else []
    if any(one.answered_at is None for one in questions):
        return ASKED
    if not typed:
        return SILENT
    if questions:
        return ANSWERED
    return ENTERED if typed == wanted else PARTLY


@dataclass
class FieldBoard:
    field: Field
    month: datetime.date
    lines: list[Indicator]
    rows: list[Row]

    def counts(self) -> list[tuple[Standing, int]]:
        counted = Counter(row.standing for row in self.rows)
        return [(one, counted[one]) for one in ORDER if counted[one]]

    def open_only(self) -> "FieldBoard":
        rows = [row for row in self.rows if row.standing.is_open or row.unusual or row.behind]
        return FieldBoard(self.field, self.month, self.lines, rows)


def fields_of(scope: Reach) -> list[Field]:
    """Fields that somebody may look at across units; for who reads all of them, all."""
    if not scope.is_by_field:
        return list(Field.objects.filter(indicators__isnull=False).distinct())
    own = scope.fields | {field for _, field in scope.pairs}
    return list(Field.objects.filter(pk__in=own))


def units_of(acting: Appointment, field: Field, month: datetime.date) -> list[Unit]:
    """Units that report the field's lines for the month and that one may read: not the own ones."""
    scope = reach(acting)
    reports = Q(kind__in=[Unit.Kind.DISTRICT, Unit.Kind.REGION]) | Q(
        kind=Unit.Kind.DEPARTMENT, fields=field
    )
    rows = Unit.objects.filter(reports, pk__in=scope.unit_ids).distinct()
    last = calendar.month_end(month)
    rows = rows.exclude(valid_to__lt=month).exclude(valid_from__gt=last).named(last)
    others = [unit for unit in rows.order_by("order", "code") if unit.pk not in acting.own_unit_ids]
    return [unit for unit in others if scope.covers(unit.pk, field.pk)]


def assemble(
    acting: Appointment, field: Field, month: datetime.date, *, today: datetime.date
) -> FieldBoard:
    """A fixed number of queries."""
    units, lines = units_of(acting, field, month), lines_of(field, month)
    return FieldBoard(field, month, lines, rows_of(acting, units, lines, field, month, today))


def lines_of(field: Field, month: datetime.date) -> list[Indicator]:
    return list(Indicator.objects.valid(month).filter(field=field))


def rows_of(
    acting: Appointment,
    units: Sequence[Unit],
    lines: Sequence[Indicator],
    field: Field,
    month: datetime.date,
    today: datetime.date,
) -> list[Row]:
    seen = deviations.seen(units, lines, month, today)
    typed = deviations.typed_at(units, lines, month)
    checks, behind = _checks(units, field, month), _behind(acting, field, month, today)
    called = _to_call(units, today)
    return [
        Row(
            unit,
            seen[unit.pk],
            typed.get(unit.pk),
            checks.get(unit.pk),
            behind.get(unit.pk, []),
            called.get(unit.pk, []),
        )
        for unit in units
    ]


def _checks(units: Iterable[Unit], field: Field, month: datetime.date) -> dict[int, FieldCheck]:
    told = FieldQuestion.objects.select_related("asked_by__person", "answered_by__person")
    rows = FieldCheck.objects.filter(unit__in=units, field=field, month=month)
    rows = rows.select_related("checked_by__person")
    return {row.unit_id: row for row in rows.prefetch_related(Prefetch("questions", told))}


def _behind(
    acting: Appointment, field: Field, month: datetime.date, today: datetime.date
) -> dict[int, list[Score]]:
    """Unit → targets of the field that are unmet or at risk at the month's end."""
    asked = _period_of(month)
    if asked is None:
        return {}
    board = seen_board(acting, as_of(acting, asked, today), field_code=field.code, today=today)
    return {
        row.unit.pk: [score for score in row.scores if score.verdict in boards.BEHIND]
        for row in board.rows
    }


def _period_of(month: datetime.date) -> Mapping[str, str] | None:
    """The choice of the target board that ends with the month."""
    end = calendar.month_end(month)
    period = (
        Period.objects.months()
        .filter(ends_on__range=(month, end))
        .select_related("work_year")
        .first()
    )
    return {"year": str(period.work_year.year), "period": str(period.pk)} if period else None


def _to_call(units: Iterable[Unit], today: datetime.date) -> dict[int, list[Appointment]]:
    """The head and the clerks of each, the head first."""
    rows = Appointment.objects.current(today).filter(unit__in=units, role__in=TO_CALL)
    called: dict[int, list[Appointment]] = {}
    for held in rows.select_related("person").order_by("valid_from"):
        called.setdefault(held.unit_id, []).append(held)
    return {
        unit: sorted(held, key=lambda h: TO_CALL.index(Role(h.role)))
        for unit, held in called.items()
    }
