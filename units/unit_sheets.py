"""The register of units as a workbook: one row for each name of each unit.

The same columns are written and read, so that an export can be corrected and taken in again.
"""

import datetime
from collections.abc import Iterable, Iterator

from django.db.models import F, Prefetch

from procuracy.web.dates import screen_day
from procuracy.web.xlsx import Column, Kind, Table, Value, write
from units.models import Field, Unit, UnitName
from units.structure import structure

SHEET = "Đơn vị"
YES = "có"
CODE, KIND, NUMBER, PARENT = "Mã", "Loại", "Số", "Trực thuộc (mã)"
NAME, SHORT_NAME, PLACE, SYMBOL = "Tên đầy đủ", "Tên gọn", "Địa danh", "Ký hiệu"
FIELDS, SECRETARIAT, ORDER = "Lĩnh vực", "Là Văn phòng", "Thứ tự"
FIRST, LAST = "Hoạt động từ ngày", "Hoạt động đến hết ngày"
NAME_FIRST, NAME_LAST = "Tên dùng từ ngày", "Tên dùng đến hết ngày"
SOURCE, ASSUMED = "Căn cứ, nguồn", "Chưa kiểm chứng"
SEPARATOR = "; "

COLUMNS = [
    Column(CODE, longest=20, is_required=True, width=12),
    Column(KIND, words=tuple(Unit.Kind.labels), is_required=True, width=10),
    Column(NUMBER, Kind.NUMBER, most=99, width=6),
    Column(PARENT, longest=20, width=12),
    Column(NAME, longest=200, is_required=True, width=44),
    Column(SHORT_NAME, longest=80, is_required=True, width=24),
    Column(PLACE, longest=60, width=14),
    Column(SYMBOL, longest=20, width=12),
    Column(FIELDS, longest=600, width=30),
    Column(SECRETARIAT, words=(YES,), width=10),
    Column(FIRST, Kind.DAY, width=12),
    Column(LAST, Kind.DAY, width=12),
    Column(NAME_FIRST, Kind.DAY, width=12),
    Column(NAME_LAST, Kind.DAY, width=12),
    Column(ORDER, Kind.NUMBER, most=30_000, width=8),
    Column(SOURCE, longest=4_000, width=40),
    Column(ASSUMED, words=(YES,), width=10),
]


def on_day(office: Unit, on: datetime.date) -> bytes:
    """What stands on the page of the structure, under the names of the day."""
    nodes = [node for group in structure(office, on) for node in group.nodes]
    codes = {office.pk: office.code}
    rows = (_row(node.unit, node.naming, node.fields, codes) for node in nodes)
    line = f"Cơ cấu {office.naming(on).short_name} tại ngày {screen_day(on)}"
    return write([Table(SHEET, COLUMNS, rows, lines=[line])])


def everything() -> bytes:
    """All units known here with all their names; 0.5 s for 2,000."""
    units = Unit.objects.order_by("order", "code").select_related("parent")
    names = UnitName.objects.order_by(F("valid_from").asc(nulls_first=True))
    found = units.prefetch_related("fields", Prefetch("names", names))
    rows = (_row(unit, name, field_names(unit)) for unit in found for name in unit.names.all())
    return write([Table(SHEET, COLUMNS, rows)])


def field_names(unit: Unit) -> list[str]:
    return [field.short_name for field in unit.fields.all()]


def _row(
    unit: Unit, name: UnitName, fields: Iterable[str], codes: dict[int, str] | None = None
) -> list[Value]:
    above = unit.parent_id and (codes[unit.parent_id] if codes else unit.parent.code)  # type: ignore[union-attr]
    return [
        unit.code,
        unit.get_kind_display(),
        unit.number,
        above,
        name.name,
        name.short_name,
        name.place_name,
        name.symbol,
        SEPARATOR.join(fields),
        YES if unit.is_secretariat else "",
        unit.valid_from,
        unit.valid_to,
        name.valid_from,
        name.valid_to,
        unit.order,
        unit.source,
        YES if unit.is_assumed else "",
    ]


# The form to be filled in

_EXAMPLES: list[list[Value]] = [
    [
        "QT2-P10", "phòng", 10, "QT2", "Phòng Kiểm sát giải quyết các vụ án hành chính", "Phòng 10",
        "Quảng Trị", "", "", "", datetime.date(2026, 12, 1), None, None, None, None,
        "Quyết định số … ngày …", "",
    ],
    [
        "QT2-KV9", "khu vực", 9, "QT2", "Viện kiểm sát nhân dân khu vực 9", "VKSND khu vực 9",
        "Quảng Trị", "VKSKV9", "", "", datetime.date(2026, 12, 1), None, None, None, None,
        "Quyết định số … ngày …", "",
    ],
]  # fmt: skip
_RULES = [
    "Mỗi dòng là một tên của một đơn vị. Đơn vị có hai tên qua các thời kỳ: hai dòng cùng mã.",
    "Mã đã có: dòng được hiểu là đính chính. Mã chưa có: dòng được hiểu là đơn vị mới.",
    "Ngày ghi dd/mm/yyyy hoặc để Excel định dạng ngày. Không dùng công thức, không gộp ô.",
    "Nhiều lĩnh vực cách nhau bằng dấu chấm phẩy; để trống nghĩa là mọi lĩnh vực.",
    "Đổi loại, đổi đơn vị cấp trên, sáp nhập, chia tách: dùng Sắp xếp tổ chức, không nhập ở đây.",
    "Để trống Thứ tự của đơn vị mới: hệ thống xếp theo số.",
]


def template() -> bytes:
    """An empty sheet that takes the allowed words, examples, the words, and how to fill it in."""
    words = Column("Từ được dùng", width=50), Column("Dùng ở cột", width=24)
    return write(
        [
            Table(SHEET, COLUMNS, [], room=500),
            Table("Ví dụ", COLUMNS, _EXAMPLES),
            Table("Từ được dùng", words, _words()),
            Table("Cách ghi", [Column("Cách ghi", width=110)], [[rule] for rule in _RULES]),
        ]
    )


def _words() -> Iterator[list[Value]]:
    for label in Unit.Kind.labels:
        yield [str(label), KIND]
    for short_name in Field.objects.values_list("short_name", flat=True):
        yield [short_name, FIELDS]
    yield [YES, f"{SECRETARIAT}, {ASSUMED}"]


def fields_named(text: str, known: Iterable[Field]) -> tuple[frozenset[int], list[str]]:
    """(ids, words that name no field): by short name, name or code, capitals do not count."""
    ways = {
        word.casefold(): field.pk
        for field in known
        for word in (field.code, field.name, field.short_name)
    }
    words = [word.strip() for word in text.split(";") if word.strip()]
    unknown = [word for word in words if word.casefold() not in ways]
    return frozenset(ways[w.casefold()] for w in words if w.casefold() in ways), unknown
