"""Who is there: by site for the screen, counted, as a list to sign, as a workbook."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q
from django.template.loader import render_to_string
from django.utils import timezone

from meetings import states
from meetings.agenda.papers import head_facts
from meetings.attendance import attending
from meetings.attendance.attending import Seat
from meetings.models import Attendance, Meeting, Site
from procuracy.web import pdf
from targets.sections import Cell, Head, Page, Section, counted, plain
from units.models import Unit

Presence = Attendance.Presence
# Names of places that say themselves what they are.
ROOMS = ("điểm cầu", "hội trường", "phòng họp", "trụ sở")
COUNTED = (Presence.PRESENT, Presence.EXCUSED, Presence.ABSENT, Presence.EXPECTED)


@dataclass(frozen=True)
class Row:
    """A person's line. `note`: why away, who came instead, when he arrived."""

    attendance: Attendance
    label: str
    note: str


@dataclass
class Table:
    site: Site
    rows: list[Row] = field(default_factory=list)

    def count(self, *which: str) -> int:
        return sum(row.attendance.presence in which for row in self.rows)

    @property
    def present(self) -> int:
        return self.count(Presence.PRESENT)

    @property
    def away(self) -> int:
        return self.count(*Attendance.AWAY)

    @property
    def unmarked(self) -> int:
        return self.count(Presence.EXPECTED)


def by_site(meeting: Meeting, seats: Sequence[Seat] | None = None) -> list[Table]:
    """Every site with its people in order; four queries."""
    labels = {seat.attendance.pk: seat.label for seat in seats or attending.seats(meeting)}
    tables = {site.pk: Table(site) for site in meeting.sites.all()}
    people = meeting.attendances.select_related("person", "replaced_by__person")
    for attendance in people:
        label = labels.get(attendance.pk, attendance.position)
        label = label.removesuffix(f" {attendance.name}")  # the name stands beside it
        row = Row(attendance, label, note_of(attendance))
        tables[attendance.site_id].rows.append(row)
    return list(tables.values())


def note_of(row: Attendance) -> str:
    """`đi công tác; Nguyễn Văn An dự thay`, `đến lúc 08:25`."""
    parts = [row.excuse]
    if row.replaced_by:
        parts.append(f"{row.replaced_by.name} dự thay")
    if row.arrived_at:
        parts.append(f"đến lúc {timezone.localtime(row.arrived_at):%H:%M}")
    return "; ".join(part for part in parts if part)


@dataclass(frozen=True)
class Tally:
    all: int
    present: int
    excused: int
    absent: int
    unmarked: int
    heads: int


def tally(meeting: Meeting) -> Tally:
    """Of the list, and the heads that the sites counted; two queries."""
    counts = meeting.attendances.aggregate(
        **{f"n_{one}": Count("pk", filter=Q(presence=one)) for one in COUNTED}
    )
    heads = sum(site.head_count for site in meeting.sites.all())
    present, excused, absent, unmarked = (counts[f"n_{one}"] for one in COUNTED)
    every = present + excused + absent + unmarked
    return Tally(every, present, excused, absent, unmarked, heads)


# On paper


def list_pdf(meeting: Meeting, site: Site | None = None) -> bytes:
    return pdf.render(list_html(meeting, site))


def list_html(meeting: Meeting, site: Site | None = None) -> str:
    """Danh sách dự, ký: guests, then a part for each site; number, person, position, signature,
    remark."""
    shown = [one for one in by_site(meeting) if one.rows and site in (None, one.site)]
    numbers = itertools.count(1)
    guests = [row for table in shown for row in table.rows if row.attendance.is_guest]
    parts = [_part("Khách mời", guests, numbers)] if guests else []
    for table in shown:
        own = [row for row in table.rows if not row.attendance.is_guest]
        if own:
            heading = _site_heading(table.site.name)
            parts.append(_part(heading, own, numbers, heads=table.site.head_count))
    context = head_facts(meeting) | {
        "document_title": f"Danh sách dự: {meeting.title}",
        "kind_name": "DANH SÁCH THÀNH PHẦN DỰ",
        "parts": parts,
        "summary": _summary(shown),
    }
    return render_to_string("print/attendance.html", pdf.printable(context))


def _part(
    heading: str, rows: Iterable[Row], numbers: Iterator[int], *, heads: int = 0
) -> dict[str, Any]:
    people = [_printed(row, next(numbers)) for row in rows]
    return {"heading": heading, "rows": people, "heads": heads}


def _site_heading(name: str) -> str:
    return name if name.lower().startswith(ROOMS) else f"Điểm cầu {name}"


def _printed(row: Row, number: int) -> dict[str, Any]:
    one = row.attendance
    away = one.get_presence_display() if one.presence in Attendance.AWAY else ""
    return {
        "number": number,
        "name": one.name,
        "position": row.label,
        "remark": ": ".join(part for part in (away, row.note) if part),
    }


def _summary(tables: Iterable[Table]) -> str:
    """`Danh sách này có 42 người; có mặt 40, vắng có lý do 1, vắng mặt 1.`"""
    rows = [row.attendance.presence for table in tables for row in table.rows]
    marked = [
        f"{Presence(one).label} {rows.count(one)}"
        for one in (Presence.PRESENT, Presence.EXCUSED, Presence.ABSENT)
        if rows.count(one)
    ]
    return f"Danh sách này có {len(rows)} người{'; ' if marked else ''}{', '.join(marked)}."


# As a workbook


def page(meeting: Meeting) -> Page:
    """Everybody, then each site and each unit in numbers."""
    tables = by_site(meeting)
    return Page(
        has_figures=False,
        title="Thành phần dự",
        file=f"thanh-phan-du-{states.day_of(meeting):%Y-%m-%d}",
        period=meeting.title,
        sections=[_people(tables), _sites(tables), _units(meeting, tables)],
    )


def _people(tables: list[Table]) -> Section:
    heads = [
        Head("Điểm cầu", 18),
        Head("Họ và tên", 18),
        Head("Chức vụ, đơn vị", 26),
        Head("Có mặt", 12),
        Head("Giờ đến", 8),
        Head("Lý do vắng, dự thay", 18),
    ]
    rows = [
        [
            plain(table.site.name),
            plain(row.attendance.name),
            plain(row.label),
            plain(row.attendance.get_presence_display()),
            plain(_hour(row.attendance)),
            plain(row.note if row.attendance.presence in Attendance.AWAY else ""),
        ]
        for table in tables
        for row in table.rows
    ]
    return Section("Từng người", heads, rows, sheet="Từng người", empty="Chưa lập danh sách.")


def _hour(row: Attendance) -> str:
    return f"{timezone.localtime(row.arrived_at):%H:%M}" if row.arrived_at else ""


NUMBERS = [
    Head("Danh sách", 10, is_number=True),
    Head("Có mặt", 10, is_number=True),
    Head("Vắng có lý do", 10, is_number=True),
    Head("Vắng mặt", 10, is_number=True),
    Head("Chưa điểm danh", 10, is_number=True),
]


def _numbers(presences: Sequence[str]) -> list[Cell]:
    return [counted(len(presences)), *(counted(presences.count(one)) for one in COUNTED)]


def _sites(tables: list[Table]) -> Section:
    rows = [
        [
            plain(table.site.name),
            plain("trực tuyến" if table.site.is_online else "trực tiếp"),
            *_numbers([row.attendance.presence for row in table.rows]),
            counted(table.site.head_count),
        ]
        for table in tables
    ]
    heads = [
        Head("Điểm cầu"),
        Head("Hình thức", 14),
        *NUMBERS,
        Head("Số người", 10, is_number=True),
    ]
    return Section("Theo điểm cầu", heads, rows, sheet="Theo điểm cầu", empty="Chưa có điểm cầu.")


def _units(meeting: Meeting, tables: list[Table]) -> Section:
    found: dict[int, list[str]] = {}
    guests: list[str] = []
    for one in (row.attendance for table in tables for row in table.rows):
        of_unit = found.setdefault(one.unit_id, []) if one.unit_id else guests
        of_unit.append(one.presence)
    named = Unit.objects.named(states.day_of(meeting)).filter(pk__in=found)
    units = list(named.order_by("order", "code"))
    rows = [[plain(unit.short_name), *_numbers(found[unit.pk])] for unit in units]
    if guests:
        rows.append([plain("Khách mời ngoài ngành"), *_numbers(guests)])
    heads = [Head("Đơn vị"), *NUMBERS]
    return Section("Theo đơn vị", heads, rows, sheet="Theo đơn vị", empty="Chưa lập danh sách.")
