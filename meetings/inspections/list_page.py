"""The yearly list as a page of sections: on the screen, on paper, in a workbook."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from meetings.inspections.repairs import Tally, repairs, tallies
from meetings.models import Inspection, InspectionMode
from procuracy.web.dates import screen_day
from targets.models import WorkYear
from targets.sections import Cell, Head, Page, Section, counted, plain
from units.models import Unit, User

State = Inspection.State
FOUND = [
    Head("Hạn chế", 7, is_number=True),
    Head("Phải khắc phục", 8, is_number=True),
    Head("Đã khắc phục", 8, is_number=True),
    Head("Quá hạn", 7, is_number=True),
]
TITLES = {
    InspectionMode.INSPECTED: "Đơn vị được kiểm tra",
    InspectionMode.SELF: "Đơn vị tự kiểm tra",
    InspectionMode.AGAIN: "Đơn vị được phúc tra",
}
EMPTY = {
    InspectionMode.INSPECTED: "Chưa đơn vị nào trong danh sách kiểm tra của năm.",
    InspectionMode.SELF: "Chưa đơn vị nào trong danh sách tự kiểm tra của năm.",
    InspectionMode.AGAIN: "Chưa có cuộc phúc tra nào: lập từ nội dung chưa khắc phục.",
}


@dataclass
class Listed:
    """What somebody may see of a year's list, with names as of the day."""

    year: WorkYear
    rows: list[Inspection]
    found: Mapping[int, Tally]
    names: Mapping[int, Unit]
    today: datetime.date

    def tally(self, row: Inspection) -> Tally:
        return self.found.get(row.pk, Tally())


def listed(rows: QuerySet[Inspection], year: WorkYear, today: datetime.date, user: User) -> Listed:
    """`rows`: those of the year that are visible; 4 queries."""
    shown = list(rows.order_by("planned_month", "unit__order", "unit__code", "pk"))
    keys = {key for row in shown for key in (row.unit_id, row.lead_id)}
    names = Unit.objects.named(today).in_bulk(keys)
    found = tallies(repairs([row.pk for row in shown], today, user))
    return Listed(year, shown, found, names, today)


def page(found: Listed, *, mode: str = "", late_only: bool = False) -> Page:
    modes = [one for one in InspectionMode if mode in ("", one)]
    year = found.year
    sections = [_section(found, one, late_only) for one in modes]
    if not mode and found.rows:
        sections = [_summary(found), *sections]
    return Page(
        title=f"Danh sách kiểm tra, tự kiểm tra, phúc tra năm {year.year}",
        file=f"kiem-tra-{year.year}",
        period=f"Từ {screen_day(year.starts_on)} đến {screen_day(year.ends_on)}",
        subtitle="chỉ các cuộc còn nội dung quá hạn" if late_only else "",
        sections=sections,
        notes=[
            "Hạn chế, thiếu sót có yêu cầu khắc phục là một nhiệm vụ của đơn vị; đã khắc phục là "
            "đơn vị đã báo cáo và được xác nhận. Phúc tra tính các nội dung được xem lại."
        ],
    )


def _summary(found: Listed) -> Section:
    rows = []
    for mode in InspectionMode:
        own = [row for row in found.rows if row.mode == mode]
        standing = [row for row in own if row.state != State.CANCELLED]
        held = [row for row in standing if row.state not in Inspection.AHEAD]
        rows.append(
            [
                plain(mode.label.capitalize()),
                counted(len({row.unit_id for row in standing})),
                counted(len(standing)),
                counted(len(held)),
                counted(len(own) - len(standing)),
                *_numbers(_sum(found, own)),
            ]
        )
    return Section(
        "Tổng hợp",
        [
            Head("Hình thức"),
            Head("Đơn vị", 8, is_number=True),
            Head("Cuộc", 7, is_number=True),
            Head("Đã thực hiện", 8, is_number=True),
            Head("Không thực hiện", 9, is_number=True),
            *FOUND,
        ],
        rows,
        sheet="Tổng hợp",
    )


def _section(found: Listed, mode: InspectionMode, late_only: bool) -> Section:
    rows = [row for row in found.rows if row.mode == mode]
    if late_only:
        rows = [row for row in rows if found.tally(row).late]
    total = [plain("Cộng"), *[Cell()] * 4, *_numbers(_sum(found, rows))]
    return Section(
        f"{TITLES[mode]}: {len(rows)}",
        [
            Head("Tháng", 7, is_whole=True),
            Head("Đơn vị", 13),
            Head("Chủ trì", 10),
            Head("Nội dung kiểm tra"),
            Head("Tiến độ", 12),
            *FOUND,
        ],
        [_row(found, row) for row in rows],
        sheet=str(mode.label.capitalize()),
        foot=total if len(rows) > 1 else (),
        empty="Không có cuộc nào còn nội dung quá hạn." if late_only else EMPTY[mode],
    )


def _row(found: Listed, row: Inspection) -> list[Cell]:
    link = reverse("meetings:inspection_detail", args=[row.pk])
    month = row.planned_month
    return [
        plain(f"{month.month}/{month.year}"),
        Cell(found.names[row.unit_id].short_name, link),
        plain(found.names[row.lead_id].short_name),
        plain(row.subject),
        plain(row.get_state_display(), note=_when(found, row)),
        *_numbers(found.tally(row)),
    ]


def _when(found: Listed, row: Inspection) -> str:
    """The day that goes with the state; of what should have been held that it was not."""
    if row.state == State.CANCELLED:
        return row.cancel_reason
    if row.concluded_on:
        return screen_day(row.concluded_on)
    if row.held_on:
        return screen_day(row.held_on)
    this_month = found.today.replace(day=1)
    return "quá tháng, chưa kiểm tra" if row.planned_month < this_month else ""


def _sum(found: Listed, rows: Sequence[Inspection]) -> Tally:
    total = Tally()
    for row in rows:
        total = total.plus(found.tally(row))
    return total


def _numbers(tally: Tally) -> list[Cell]:
    return [counted(n) for n in (tally.findings, tally.asked, tally.repaired, tally.late)]
