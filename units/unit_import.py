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
from procuracy.web.errors import Refused
from procuracy.web.xlsx import Fault, Row, Sheet
from units import unit_sheets as columns
from units.actions.names import Names
from units.actions.unit_corrections import amend_name, correct, note_reason
from units.actions.units import create
from units.models import Field, Unit, UnitName, User
from units.permissions import may_correct_unit, may_create_unit
from units.unit_differences import HEADINGS, change, differs, named, paired, shrinks
from units.unit_forms import is_code, is_symbol
from units.unit_rules import DatedNames, UnitFacts, UnitRefused, with_notes

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
        for row in self.sheet.broken:  # what else is wrong in a row that has a bad cell
            self._check_alike([row])
            self._parent(row)
            self._fields(row)
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
        if known is not None and self._is_known(known, facts, names):
            self._note(UNCHANGED, rows, names)
            return
        try:
            with transaction.atomic():
                if known is None:
                    self._found(rows, facts, names)
                else:
                    self._put_right(known, rows, facts, names)
        except UnitRefused as refused:
            self._fault(rows[0], refused.field, refused.message)
        except IntegrityError:
            self._fault(rows[0], "code", "Mâu thuẫn với dữ liệu đã ghi.")

    def _fault(self, row: Row, name: str, sentence: str) -> None:
        heading = HEADINGS.get(name, name)
        self.result.faults.append(self.sheet.fault(row.number, heading, sentence))

    # What the rows say

    def _check_alike(self, rows: list[Row]) -> None:
        first = rows[0]
        if (code := first.text(columns.CODE)) and not is_code(code):
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

    def _is_known(self, unit: Unit, facts: UnitFacts, names: list[DatedNames]) -> bool:
        """Asks nothing of the database: most rows of an export that comes back are so."""
        pairs = paired(list(unit.names.all()), names)
        return facts == UnitFacts.of(unit) and not any(differs(*pair) for pair in pairs)

    def _note(
        self, state: str, rows: list[Row], names: list[DatedNames], changes: Sequence[str] = ()
    ) -> None:
        code, shown = rows[0].text(columns.CODE), names[-1].names.short_name
        self.result.outcomes.append(Outcome(state, rows[0].number, code, shown, tuple(changes)))

    def _found(self, rows: list[Row], facts: UnitFacts, names: list[DatedNames]) -> None:
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
        self._note(NEW, rows, names)

    def _put_right(
        self, unit: Unit, rows: list[Row], facts: UnitFacts, names: list[DatedNames]
    ) -> None:
        self._demand(may_correct_unit(self.by, unit), "code")
        before, was_assumed = UnitFacts.of(unit), unit.is_assumed
        pairs = paired(list(unit.names.all()), names)
        changed = correct(unit, facts, reason=self.reason, by=self.by, at=self.at)
        unit.refresh_from_db()
        words = [change(name, before, facts, self.fields) for name in changed]
        renamed = self._amend(unit, pairs, is_free=was_assumed)
        if renamed and set(changed) <= {"source", "is_assumed"}:
            note_reason(unit, self.reason, self.at)
        self._note(CHANGED, rows, names, words + renamed)

    def _amend(
        self,
        unit: Unit,
        pairs: list[tuple[UnitName | None, DatedNames]],
        *,
        is_free: bool,
    ) -> list[str]:
        """Those that become shorter make room first. Names the changes."""
        words = []
        for place in sorted(range(len(pairs)), key=lambda place: not shrinks(*pairs[place])):
            row, wanted = pairs[place]
            if row is not None:
                row.refresh_from_db()  # its days may have moved with the unit's
            if amend_name(unit, row, wanted, is_free=is_free):
                words.append(f"{'Thêm tên' if row is None else 'Tên'}: {named(wanted)}")
        return words

    def _demand(self, answer: Answer, name: str) -> None:
        if isinstance(answer, Denied):
            raise UnitRefused(name, answer.reason)


def _locked_units() -> Iterable[Unit]:
    names = UnitName.objects.order_by(F("valid_from").asc(nulls_first=True))
    units = Unit.objects.select_for_update(of=("self",)).select_related("parent").order_by("pk")
    return units.prefetch_related("fields", Prefetch("names", names))
