"""Whom a body follows, where nobody wrote it down: what is missing, and how it is entered.

Reference data know of few predecessors, and mark some as not verified. What an Office enters here
is a record like any other: with its instrument, and undone like any other.
"""

import csv
import datetime
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Prefetch, Q

from procuracy.web.dates import screen_day
from procuracy.web.errors import Refused
from units.models import Reorganisation, Succession, Unit, UnitName, User
from units.reference import FOLDER
from units.reorganising.applying import record_of
from units.reorganising.drafts import Decision, NewUnit, code_of
from units.reorganising.ledger import Ledger

# Before it nothing is recorded as a reform.
LONG = datetime.date(2000, 1, 1)


@dataclass
class Missing:
    """A body whose past is not known, or not for sure."""

    unit: Unit
    assumed: list[Succession] = field(default_factory=list)
    # Named by the law that made the body, but not in the register of units.
    expected: list[NewUnit] = field(default_factory=list)
    has_none: bool = False

    @property
    def words(self) -> str:
        """`còn thiếu: VKSND tỉnh Quảng Bình`"""
        said = []
        if self.expected:
            said.append("còn thiếu: " + ", ".join(new.short_name for new in self.expected))
        elif self.has_none:
            said.append("còn thiếu: chưa ghi đơn vị trước nào")
        if self.assumed:
            names = ", ".join(str(row.predecessor) for row in self.assumed)
            said.append(f"chưa kiểm chứng: {names}")
        return "; ".join(said)


def missing(office_ids: Collection[int], on: datetime.date) -> list[Missing]:
    """Of the offices and of what began together with them."""
    eve = Unit.objects.named(on)
    rows = Succession.objects.order_by("pk").prefetch_related(Prefetch("predecessor", eve))
    ours = Unit.objects.filter(Q(pk__in=office_ids) | Q(parent__in=office_ids), valid_from__gt=LONG)
    units = ours.named(on).select_related("parent").order_by("parent__code", "order", "code")
    found = []
    for unit in units.prefetch_related(Prefetch("inheritances", rows)):
        known = list(unit.inheritances.all())
        one = Missing(unit, [row for row in known if row.is_assumed], _expected(unit, known))
        one.has_none = not known and (
            unit.parent is None or unit.parent.valid_from == unit.valid_from
        )
        if one.words:
            found.append(one)
    return found


def _expected(unit: Unit, known: list[Succession]) -> list[NewUnit]:
    there = {str(row.predecessor) for row in known}
    return [new for new in expected_of(unit.code) if new.short_name not in there]


def expected_of(code: str) -> list[NewUnit]:
    with (FOLDER / "expected_predecessors.csv").open(encoding="utf-8", newline="") as file:
        return [
            NewUnit(
                kind=row["kind"],
                name=row["name"],
                short_name=row["short_name"],
                place_name=row["place_name"],
                symbol=row["symbol"],
            )
            for row in csv.DictReader(file)
            if row["successor"] == code
        ]


@dataclass(frozen=True)
class Entry:
    """A predecessor as entered: a body that ended (`unit`), or one that is not in the register."""

    unit: Unit | None = None
    new: NewUnit | None = None
    parent: Unit | None = None


@transaction.atomic
def enter(
    successor: Unit, entry: Entry, decision: Decision, *, by: User, at: datetime.datetime
) -> Reorganisation:
    """Record whom a body follows since it began; nothing moves, for the other one has ended."""
    Unit.objects.select_for_update().get(pk=successor.pk)
    on = successor.valid_from
    if on is None:
        raise Refused("Đơn vị này chưa ghi ngày thành lập nên chưa ghi được đơn vị trước.")
    eve = on - datetime.timedelta(days=1)
    province = successor.parent or successor
    record = record_of(_kind(successor, entry), on, province, decision, by, at)
    ledger = Ledger(record)
    before = entry.unit if entry.unit is not None else _founded(entry, eve, ledger)
    _refuse(successor, before, eve)
    row = Succession.objects.create(
        predecessor=before,
        successor=successor,
        on=on,
        source=record.instrument,
        reorganisation=record,
    )
    ledger.made(Succession, [row.pk])
    record.facts = {
        "sources": [{"id": before.pk, "name": before.naming(eve).short_name}],
        "targets": [{"id": successor.pk, "name": successor.naming(on).short_name, "is_new": False}],
        "follows": [],
        "stays": [],
        "answers": [],
    }
    record.save(update_fields=["facts"])
    return record


def _kind(successor: Unit, entry: Entry) -> str:
    kind = entry.unit.kind if entry.unit else entry.new.kind if entry.new else ""
    is_same = kind == successor.kind
    return Reorganisation.Kind.MERGE if is_same else Reorganisation.Kind.CONVERT


def _founded(entry: Entry, eve: datetime.date, ledger: Ledger) -> Unit:
    new = entry.new
    if new is None:
        raise Refused("Chưa có đơn vị trước: chọn đơn vị đã kết thúc hoặc nhập tên đơn vị.")
    is_province = new.kind == Unit.Kind.PROVINCE
    if not is_province and entry.parent is None:
        raise Refused("Chọn cơ quan mà đơn vị trước trực thuộc.")
    beside = entry.parent or ledger.record.office
    if UnitName.objects.filter(
        short_name=new.short_name,
        unit__parent=None if is_province else entry.parent,
        unit__valid_to=eve,
    ).exists():
        raise Refused(f"{new.short_name} đã có trong danh sách đơn vị: chọn ở danh sách đó.")
    taken = set(Unit.objects.filter(code__startswith=beside.code).values_list("code", flat=True))
    if new.code and Unit.objects.filter(code=new.code).exists():
        raise Refused(f"Mã “{new.code}” đang là mã của đơn vị khác: chọn mã khác.")
    unit = Unit.objects.create(
        code=code_of(new, beside, taken),
        kind=new.kind,
        number=new.number,
        parent=None if is_province else entry.parent,
        valid_to=eve,
        source=ledger.record.instrument,
    )
    name = UnitName.objects.create(
        unit=unit,
        name=new.name,
        short_name=new.short_name,
        place_name=new.place_name,
        symbol=new.symbol,
        valid_to=eve,
    )
    ledger.made(Unit, [unit.pk])
    ledger.made(UnitName, [name.pk])
    return unit


def _refuse(successor: Unit, before: Unit, eve: datetime.date) -> None:
    name = before.naming(eve).short_name
    if before.valid_to is None or before.valid_to > eve:
        raise Refused(
            f"{name} vẫn hoạt động sau ngày {screen_day(eve)}: dùng Sắp xếp tổ chức để cán bộ và "
            "công việc chuyển theo."
        )
    if (before.kind == Unit.Kind.PROVINCE) != (successor.kind == Unit.Kind.PROVINCE):
        raise Refused("VKSND cấp tỉnh chỉ kế thừa VKSND cấp tỉnh.")
    if Succession.objects.filter(predecessor=before, successor=successor).exists():
        raise Refused(f"Quan hệ kế thừa từ {name} đã được ghi.")


@transaction.atomic
def verify(succession: Succession, *, source: str, by: User, at: datetime.datetime) -> None:
    """What was assumed is known now, and whence."""
    row = Succession.objects.select_for_update().get(pk=succession.pk)
    if not row.is_assumed:
        raise Refused("Quan hệ kế thừa này đã được kiểm chứng.")
    row.is_assumed, row.source = False, source
    row.save(update_fields=["is_assumed", "source"])


@transaction.atomic
def drop(succession: Succession, *, by: User, at: datetime.datetime) -> None:
    """What was assumed turned out wrong. What is known is undone with its record instead."""
    row = Succession.objects.select_for_update().get(pk=succession.pk)
    if not row.is_assumed:
        raise Refused("Chỉ gỡ được quan hệ kế thừa chưa kiểm chứng.")
    if row.reorganisation_id is not None:
        raise Refused("Quan hệ này thuộc một việc sắp xếp đã ghi: hoàn tác việc sắp xếp đó.")
    row.delete()
