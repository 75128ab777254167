"""A board on paper and in a workbook: each part a table, then who has how many."""

import datetime

from django.utils import timezone

from meetings.models import DirectiveTask
from meetings.tasks import boards, following
from meetings.tasks.boards import ASKED, Board, Line, Part
from procuracy.web.dates import screen_day, screen_moment
from targets.sections import Cell, Head, Page, Section, counted, plain
from units.models import Unit

PRINTED = 100  # of each part; a workbook has them all
HEADS = [
    Head("Nhiệm vụ"),
    Head("Đơn vị", 14),
    Head("Người phụ trách", 13),
    Head("Từ đâu", 20),
    Head("Hạn", 10, is_whole=True),
    Head("Trạng thái", 10),
]


def page(board: Board, now: datetime.datetime) -> Page:
    """Of a board drawn up with the words of as many tasks as shall be on it."""
    today = timezone.localdate(now)
    tasks = [task for part in board.shown for task in part.tasks]
    names = Unit.objects.named(today).in_bulk({task.unit_id for task in tasks})
    units = {pk: one.short_name or "" for pk, one in names.items()}
    return Page(
        title="Bảng theo dõi nhiệm vụ",
        subtitle=board.scope.words,
        file="bang-theo-doi-nhiem-vu",
        period=f"Nhiệm vụ đang mở lúc {screen_moment(now)}",
        sections=[*(_part(part, units) for part in board.shown), _lines(board)],
        facts=[(part.title, counted(len(part.ids))) for part in board.parts.values() if part.ids],
        notes=[f"Trong tuần: đến hết ngày {screen_day(board.until)}."],
        has_figures=False,
    )


def _part(part: Part, units: dict[int, str]) -> Section:
    more = f"Còn {part.more} nhiệm vụ nữa: xem bảng tính." if part.more else ""
    return Section(
        f"{part.title} ({len(part.ids)})",
        HEADS,
        [_row(task, units) for task in part.tasks],
        sheet=part.title,
        notes=[more] if more else [],
        empty="Không có nhiệm vụ nào.",
    )


def _row(task: DirectiveTask, units: dict[int, str]) -> list[Cell]:
    seat = task.in_charge or task.appointment
    due = screen_day(task.due_on) if task.due_on else task.directive.due_text
    hour = f"{task.due_time:%H:%M} " if task.due_time else ""
    return [
        plain(task.directive.text),
        plain(units[task.unit_id] + ("" if task.is_lead else " (phối hợp)")),
        plain(seat.person.full_name if seat else ""),
        plain(following.origin(task)),
        plain(hour + due),
        plain(task.get_state_display()),
    ]


def _lines(board: Board) -> Section:
    keys = list(boards.TITLES)
    return Section(
        "Theo đơn vị" if board.scope.parted_by == "unit" else "Theo người phụ trách",
        [
            Head("Đơn vị" if board.scope.parted_by == "unit" else "Họ và tên"),
            *(Head(boards.TITLES[key], 11, is_number=True) for key in keys),
            Head("Đang mở", 9, is_number=True),
        ],
        [_line(line, keys) for line in board.lines],
        foot=_line(_sum(board), keys) if board.lines else [],
        sheet="Theo đơn vị" if board.scope.parted_by == "unit" else "Theo người",
        empty="Không có nhiệm vụ nào đang mở.",
        notes=[f"Đang mở: tất cả các cột, trừ “{boards.TITLES[ASKED]}” đã tính ở cột khác."],
    )


def _line(line: Line, keys: list[str]) -> list[Cell]:
    return [plain(line.name), *(counted(line.counts[key]) for key in keys), counted(line.open)]


def _sum(board: Board) -> Line:
    whole = Line(None, "Tổng")
    for line in board.lines:
        whole.counts.update(line.counts)
    return whole
