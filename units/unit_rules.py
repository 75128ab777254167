"""What holds for every unit, whoever writes it: a number of its own, a life within its parent's."""

import datetime
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from procuracy.web.dates import screen_day
from procuracy.web.errors import Refused
from units.actions.names import EARLIEST_YEAR, Names
from units.lifetimes import names_beyond
from units.models import Unit, UnitName

LATEST_AFTER = 5  # years: a decision reaches no further
USE_ASSISTANT = "dùng Sắp xếp tổ chức để người, phân công và nhiệm vụ chuyển theo"


class UnitRefused(Refused):
    """`field` is the one of `UnitFacts`, or of `Names`, that has to change."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class UnitFacts:
    """A unit's own row. An empty `code` is made from its parent's and its own number."""

    kind: str
    parent: Unit | None
    code: str = ""
    number: int | None = None
    is_secretariat: bool = False
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    fields: frozenset[int] = frozenset()
    source: str = ""
    is_assumed: bool = False
    order: int | None = None

    @classmethod
    def of(cls, unit: Unit) -> "UnitFacts":
        return cls(
            kind=unit.kind,
            parent=unit.parent,
            code=unit.code,
            number=unit.number,
            is_secretariat=unit.is_secretariat,
            valid_from=unit.valid_from,
            valid_to=unit.valid_to,
            fields=frozenset(field.pk for field in unit.fields.all()),
            source=unit.source,
            is_assumed=unit.is_assumed,
            order=unit.order,
        )


@dataclass(frozen=True)
class DatedNames:
    names: Names
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None


def noted(source: str, line: str) -> str:
    return "\n".join(filter(None, [source, line]))


def with_notes(said: str, known: str) -> str:
    """`said` in place of what is known; the reasons noted below that stay."""
    first, _, notes = known.partition("\n")
    if said.partition("\n")[0] == first:
        return known
    return said if "\n" in said else noted(said, notes)


def overlapping(first: datetime.date | None, last: datetime.date | None) -> Q:
    """Rows from–to that share a day with first–last."""
    rows = Q()
    if last is not None:
        rows &= Q(valid_from__isnull=True) | Q(valid_from__lte=last)
    if first is not None:
        rows &= Q(valid_to__isnull=True) | Q(valid_to__gte=first)
    return rows


def check_parent(facts: UnitFacts, *, lock: bool = False) -> None:
    if facts.kind == Unit.Kind.PROVINCE:
        if facts.parent is not None:
            raise UnitRefused(
                "parent", "VKSND cấp tỉnh không trực thuộc đơn vị nào trong hệ thống."
            )
        return
    if facts.parent is None or facts.parent.kind != Unit.Kind.PROVINCE:
        raise UnitRefused("parent", "Chọn VKSND cấp tỉnh mà đơn vị trực thuộc.")
    if lock:  # nobody else gives the same number meanwhile
        Unit.objects.select_for_update().get(pk=facts.parent.pk)
    above = facts.parent
    if above.valid_from and facts.valid_from and facts.valid_from < above.valid_from:
        raise UnitRefused(
            "valid_from", f"Đơn vị cấp trên chỉ hoạt động từ ngày {screen_day(above.valid_from)}."
        )
    if above.valid_to and (facts.valid_to is None or facts.valid_to > above.valid_to):
        raise UnitRefused(
            "valid_to",
            f"Đơn vị cấp trên chỉ hoạt động đến hết ngày {screen_day(above.valid_to)}: "
            "ghi ngày kết thúc không muộn hơn.",
        )


def check_life(
    first: datetime.date | None, last: datetime.date | None, at: datetime.datetime
) -> None:
    latest = timezone.localtime(at).year + LATEST_AFTER
    for field, day in (("valid_from", first), ("valid_to", last)):
        if day is not None and not EARLIEST_YEAR <= day.year <= latest:
            raise UnitRefused(field, f"Năm {day.year} không hợp lý: kiểm tra lại năm.")
    if first is not None and last is not None and last < first:
        raise UnitRefused("valid_to", "Ngày kết thúc không được trước ngày thành lập.")


def check_code(code: str) -> None:
    for other in Unit.objects.filter(code__iexact=code).prefetch_related("names"):
        name = list(other.names.all())[-1].short_name
        raise UnitRefused("code", f"Mã “{other.code}” đang là mã của {name}: ghi mã khác.")


def check_twins(facts: UnitFacts, short_name: str, but: Unit | None = None) -> None:
    """Below one province no number, name or Văn phòng stands twice at a time."""
    beside = Unit.objects.filter(
        overlapping(facts.valid_from, facts.valid_to), kind=facts.kind, parent=facts.parent
    ).exclude(pk=but.pk if but else 0)
    if facts.number is not None:
        _refuse_twin(beside.filter(number=facts.number), "number", f"đơn vị số {facts.number}")
    if facts.is_secretariat:
        _refuse_twin(beside.filter(is_secretariat=True), "is_secretariat", "Văn phòng")
    same = UnitName.objects.filter(
        overlapping(facts.valid_from, facts.valid_to), short_name__iexact=short_name
    )
    _refuse_twin(beside.filter(pk__in=same.values("unit")), "short_name", f"đơn vị “{short_name}”")


def _refuse_twin(rows: QuerySet[Unit], field: str, what: str) -> None:
    for twin in rows.prefetch_related("names")[:1]:
        name = list(twin.names.all())[-1].short_name
        raise UnitRefused(field, f"Trong thời gian này đã có {what}: {name} (mã {twin.code}).")


def check_name(unit: Unit, row: DatedNames, but: UnitName | None = None) -> None:
    """Its days lie in the unit's life and are shared with no other name."""
    if row.valid_from and row.valid_to and row.valid_to < row.valid_from:
        raise UnitRefused("name_to", "Tên kết thúc trước ngày bắt đầu dùng.")
    dated = UnitName(valid_from=row.valid_from, valid_to=row.valid_to)
    if names_beyond([dated], unit.valid_from, unit.valid_to):
        raise UnitRefused("name_from", "Thời gian dùng tên nằm ngoài thời gian hoạt động.")
    others = UnitName.objects.filter(overlapping(row.valid_from, row.valid_to), unit=unit)
    if other := others.exclude(pk=but.pk if but else 0).first():
        raise UnitRefused("name_from", f"Trùng thời gian với tên “{other.short_name}”.")
