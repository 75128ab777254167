"""A workbook of units is taken in: new ones are founded, known ones put right, all or nothing.

A preview does exactly what applying does and takes it back, so that both always agree.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Prefetch

from procuracy.web.access import Answer, Denied
from procuracy.web.dates import screen_day
from procuracy.web.errors import Refused
from procuracy.web.xlsx import Fault, Row, Sheet
from units import unit_sheets as columns
from units.actions.names import Names
from units.actions.unit_corrections import amend_name, correct, note_reason
from units.actions.units import create
from units.models import Field, Unit, UnitName, User
from units.permissions import may_correct_unit, may_create_unit
from units.unit_forms import is_code, is_symbol
from units.unit_rules import DatedNames, UnitFacts, UnitRefused, with_notes

# Where a rule of `unit_rules` finds its field in the sheet.
HEADINGS = {
    "kind": columns.KIND,
    "parent": columns.PARENT,
    "code": columns.CODE,
    "number": columns.NUMBER,
    "is_secretariat": columns.SECRETARIAT,
    "valid_from": columns.FIRST,
    "valid_to": columns.LAST,
    "fields": columns.FIELDS,
    "source": columns.SOURCE,
    "is_assumed": columns.ASSUMED,
    "order": columns.ORDER,
    "name": columns.NAME,
    "short_name": columns.SHORT_NAME,
    "name_from": columns.NAME_FIRST,
    "name_to": columns.NAME_LAST,
}
# The same in every row of a unit.
_OWN = (
    columns.KIND,
    columns.NUMBER,
    columns.PARENT,
    columns.FIELDS,
    columns.SECRETARIAT,
    columns.FIRST,
    columns.LAST,
    columns.ORDER,
    columns.SOURCE,
    columns.ASSUMED,
)
NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"


@dataclass(frozen=True)
class Outcome:
    state: str
    row: int
    code: str
    name: str
    changes: tuple[str, ...] = ()


@dataclass
class Result:
    faults: list[Fault] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def written(self) -> list[Outcome]:
        return [one for one in self.outcomes if one.state != UNCHANGED]

    @property
    def told(self) -> list[list[Any]]:
        """What a preview promised, to be compared when it is applied."""
        return [[one.state, one.code, *one.changes] for one in self.written]


class ChangedMeanwhile(Refused):
    """What would be written is no longer what was shown."""


def preview(sheet: Sheet, *, reason: str, by: User, at: datetime.datetime) -> Result:
    with transaction.atomic():
        result = _Import(sheet, reason, by, at).run()
        transaction.set_rollback(True)
    return result


@transaction.atomic
def apply(
    sheet: Sheet, told: Sequence[Any], *, reason: str, by: User, at: datetime.datetime
) -> Result:
    """ChangedMeanwhile when it would do anything but what `told` says."""
    result = _Import(sheet, reason, by, at).run()
    if result.faults or result.told != list(told):
        raise ChangedMeanwhile(
            "Danh sách đơn vị đã thay đổi từ lúc xem trước: kiểm tra lại rồi ghi."
        )
    return result


class _Import:
    """One run over a sheet; a fault in one unit leaves the others to be looked at."""

    def __init__(self, sheet: Sheet, reason: str, by: User, at: datetime.datetime) -> None:
        self.sheet, self.reason, self.by, self.at = sheet, reason, by, at
        self.result = Result(list(sheet.faults))
        self.fields = list(Field.objects.all())
        self.units = {unit.code.casefold(): unit for unit in _locked_units()}

    def run(self) -> Result:
        groups: dict[str, list[Row]] = {}
        for row in self.sheet.rows:
            groups.setdefault(row.text(columns.CODE).casefold(), []).append(row)
        # Provinces first: the others stand below them.
        for rows in sorted(groups.values(), key=lambda rows: bool(rows[0].text(columns.PARENT))):
            self._group(rows)
        self.result.faults.sort(key=lambda fault: fault.row)
        self.result.outcomes.sort(key=lambda one: one.row)
        return self.result

    def _group(self, rows: list[Row]) -> None:
        known = self.units.get(rows[0].text(columns.CODE).casefold())
        before = len(self.result.faults)
        self._check_alike(rows)
        facts = self._facts(rows[0], known)
        names = [self._names(row, facts) for row in rows]
        if len(self.result.faults) > before:
            return
        try:
            with transaction.atomic():
                if known is None:
                    outcome = self._found(rows, facts, names)
                else:
                    outcome = self._put_right(known, rows, facts, names)
        except UnitRefused as refused:
            self._fault(rows[0], refused.field, refused.message)
        except IntegrityError:
            self._fault(rows[0], "code", "Mâu thuẫn với dữ liệu đã ghi.")
        else:
            if outcome is not None:
                self.result.outcomes.append(outcome)

    def _fault(self, row: Row, name: str, sentence: str) -> None:
        heading = HEADINGS.get(name, name)
        self.result.faults.append(self.sheet.fault(row.number, heading, sentence))

    # What the rows say

    def _check_alike(self, rows: list[Row]) -> None:
        first = rows[0]
        if not is_code(first.text(columns.CODE)):
            self._fault(first, "code", "Mã gồm chữ không dấu, chữ số, gạch nối, ví dụ QT2-P10.")
        for row in rows:
            if (symbol := row.text(columns.SYMBOL)) and not is_symbol(symbol):
                self._fault(row, columns.SYMBOL, "Ký hiệu viết hoa, không có dấu cách.")
        for row in rows[1:]:
            for heading in _OWN:
                if row.cells.get(heading) != first.cells.get(heading):
                    sentence = f"Khác với dòng {first.number} của cùng đơn vị."
                    self._fault(row, heading, sentence)

    def _facts(self, row: Row, known: Unit | None) -> UnitFacts:
        """What the row says; of a column that the sheet does not have, what is known."""
        kind = dict(zip(Unit.Kind.labels, Unit.Kind.values, strict=True))[row.text(columns.KIND)]
        said: dict[str, Any] = {
            "kind": kind,
            "parent": self._parent(row),
            "number": row.whole(columns.NUMBER),
            "is_secretariat": row.text(columns.SECRETARIAT) == columns.YES,
            "valid_from": row.day(columns.FIRST),
            "valid_to": row.day(columns.LAST),
            "fields": self._fields(row),
            "source": row.text(columns.SOURCE),
            "is_assumed": row.text(columns.ASSUMED) == columns.YES,
            "order": row.whole(columns.ORDER),
        }
        given = {name: value for name, value in said.items() if self._has(name)}
        if known is None:
            return UnitFacts(**({"parent": None} | given), code=row.text(columns.CODE))
        if "source" in given:
            given["source"] = with_notes(given["source"], known.source)
        if given.get("order") is None:
            given.pop("order", None)
        return replace(UnitFacts.of(known), **given)

    def _has(self, name: str) -> bool:
        return HEADINGS[name] in self.sheet.letters

    def _parent(self, row: Row) -> Unit | None:
        code = row.text(columns.PARENT)
        if not code:
            return None
        if code.casefold() not in self.units:
            self._fault(row, "parent", f"Không có đơn vị nào mang mã “{code}”.")
        return self.units.get(code.casefold())

    def _fields(self, row: Row) -> frozenset[int]:
        found, unknown = columns.fields_named(row.text(columns.FIELDS), self.fields)
        if unknown:
            words = ", ".join(f"“{word[:40]}”" for word in unknown[:5])
            self._fault(row, "fields", f"Không có lĩnh vực {words}: xem trang Từ được dùng.")
        return found

    def _names(self, row: Row, facts: UnitFacts) -> DatedNames:
        names = Names(
            row.text(columns.NAME),
            row.text(columns.SHORT_NAME),
            row.text(columns.PLACE),
            row.text(columns.SYMBOL),
        )
        return DatedNames(names, row.day(columns.NAME_FIRST), row.day(columns.NAME_LAST))

    # What is done about them

    def _found(self, rows: list[Row], facts: UnitFacts, names: list[DatedNames]) -> Outcome | None:
        self._demand(may_create_unit(self.by, facts.parent), "parent")
        if facts.kind == Unit.Kind.PROVINCE:
            raise UnitRefused(
                "kind", "VKSND cấp tỉnh mới có qua Sắp xếp tổ chức, không nhập ở đây."
            )
        if facts.valid_from is None and facts.valid_to is None:
            raise UnitRefused("valid_from", "Chưa ghi ngày bắt đầu hoạt động.")
        names[0] = replace(names[0], valid_from=names[0].valid_from or facts.valid_from)
        names[-1] = replace(names[-1], valid_to=names[-1].valid_to or facts.valid_to)
        made = create(facts, names, by=self.by, at=self.at)
        self.units[made.code.casefold()] = made
        return Outcome(NEW, rows[0].number, made.code, names[-1].names.short_name)

    def _put_right(
        self, unit: Unit, rows: list[Row], facts: UnitFacts, names: list[DatedNames]
    ) -> Outcome | None:
        before = UnitFacts.of(unit)
        pairs = _paired(list(unit.names.all()), names)
        named = any(_differs(row, wanted) for row, wanted in pairs)
        shown = names[-1].names.short_name
        if facts == before and not named:
            return Outcome(UNCHANGED, rows[0].number, unit.code, shown)
        self._demand(may_correct_unit(self.by, unit), "code")
        was_assumed = unit.is_assumed
        changed = correct(unit, facts, reason=self.reason, by=self.by, at=self.at)
        unit.refresh_from_db()
        words = [_change(name, before, facts, self.fields) for name in changed]
        words += self._amend(unit, rows, pairs, is_free=was_assumed)
        if set(changed) <= {"source", "is_assumed"} and named:
            note_reason(unit, self.reason, self.at)
        return Outcome(CHANGED, rows[0].number, unit.code, shown, tuple(words))

    def _amend(
        self,
        unit: Unit,
        rows: list[Row],
        pairs: list[tuple[UnitName | None, DatedNames]],
        *,
        is_free: bool,
    ) -> list[str]:
        """Those that become shorter make room first. Names the changes."""
        words = []
        for place in sorted(range(len(pairs)), key=lambda place: not _shrinks(*pairs[place])):
            row, wanted = pairs[place]
            if row is not None:
                row.refresh_from_db()  # its days may have moved with the unit's
            if amend_name(unit, row, wanted, is_free=is_free):
                words.append(f"{'Thêm tên' if row is None else 'Tên'}: {_named(wanted)}")
        return words

    def _demand(self, answer: Answer, name: str) -> None:
        if isinstance(answer, Denied):
            raise UnitRefused(name, answer.reason)


def _locked_units() -> Iterable[Unit]:
    names = UnitName.objects.order_by(F("valid_from").asc(nulls_first=True))
    units = Unit.objects.select_for_update(of=("self",)).select_related("parent").order_by("pk")
    return units.prefetch_related("fields", Prefetch("names", names))


def _paired(
    known: list[UnitName], wanted: list[DatedNames]
) -> list[tuple[UnitName | None, DatedNames]]:
    """As many names as are known: in their order. Else by the day from which they are used."""
    if len(known) == len(wanted):
        ordered = sorted(wanted, key=lambda one: one.valid_from or datetime.date.min)
        return [*zip(known, ordered, strict=True)]
    by_day = {row.valid_from: row for row in known}
    return [(by_day.get(one.valid_from), one) for one in wanted]


def _differs(row: UnitName | None, wanted: DatedNames) -> bool:
    return row is None or wanted != DatedNames(Names.of(row), row.valid_from, row.valid_to)


def _shrinks(row: UnitName | None, wanted: DatedNames) -> bool:
    if row is None:
        return False
    starts_in = row.valid_from is None or bool(
        wanted.valid_from and wanted.valid_from >= row.valid_from
    )
    return starts_in and (
        row.valid_to is None or bool(wanted.valid_to and wanted.valid_to <= row.valid_to)
    )


def _named(one: DatedNames) -> str:
    first = f" từ {screen_day(one.valid_from)}" if one.valid_from else ""
    last = f" đến hết {screen_day(one.valid_to)}" if one.valid_to else ""
    return f"“{one.names.short_name}”{first}{last}"


def _change(name: str, before: UnitFacts, after: UnitFacts, fields: list[Field]) -> str:
    """`Số: 9 → 10`."""
    old, new = (_worded(getattr(facts, name), fields) for facts in (before, after))
    return f"{HEADINGS[name]}: {old} → {new}"


def _worded(value: Any, fields: list[Field]) -> str:
    if isinstance(value, frozenset):
        named = [one.short_name for one in fields if one.pk in value]
        return columns.SEPARATOR.join(named) or "tất cả"
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, datetime.date):
        return screen_day(value)
    return str(value) if value not in (None, "") else "(trống)"
