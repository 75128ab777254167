"""Khó khăn, đề xuất of units as lists: on the screen, on paper, in a workbook."""

import datetime
from collections.abc import Sequence

from django.db.models import QuerySet
from django.urls import reverse

from meetings.models import Difficulty
from procuracy.web.dates import office_day, screen_day
from targets.sections import Cell, Head, Page, Section
from units.models import Appointment, Unit, User

ONLY = [
    ("open", "chưa xong"),
    ("mine", "chờ tôi trả lời"),
    ("unanswered", "chưa có trả lời"),
    ("answered", "đã trả lời, chờ đơn vị"),
    ("closed", "đã xong"),
]
HEADS = [
    Head("Đơn vị", 13),
    Head("Khó khăn, vướng mắc", 25),
    Head("Đề xuất", 19),
    Head("Nêu ngày", 9, is_whole=True),
    Head("Trạng thái", 10),
    Head("Trả lời", 24),
]
SHOWN = 300


def wanted(user: User, acting: Appointment, only: str, on: datetime.date) -> QuerySet[Difficulty]:
    """Raised ones that this reader may see; the earliest first where they wait."""
    rows = Difficulty.objects.visible_to(user).filter(raised_at__isnull=False)
    states = Difficulty.State
    found = {
        "open": rows.open(),
        "mine": rows.filter(pk__in=Difficulty.objects.to_answer(acting, on).values("pk")),
        "unanswered": rows.unanswered(),
        "answered": rows.filter(state=states.ANSWERED),
        "closed": rows.filter(state=states.CLOSED),
    }
    picked = found.get(only, found["open"])
    return picked.select_related("field", "answered_by__person", "report__meeting").order_by(
        "raised_at", "pk"
    )


def named(rows: QuerySet[Difficulty], on: datetime.date) -> list[Difficulty]:
    """With their units by today's names; two queries."""
    found = list(rows[:SHOWN])
    units = Unit.objects.named(on).in_bulk({row.unit_id for row in found})
    for row in found:
        row.unit = units[row.unit_id]
    return found


def page(rows: Sequence[Difficulty], only: str) -> Page:
    label = dict(ONLY).get(only, ONLY[0][1])
    table = Section(
        title="",
        sheet="Khó khăn, đề xuất",
        heads=HEADS,
        rows=[_cells(row) for row in rows],
        empty="Không có khó khăn, đề xuất nào.",
    )
    return Page(
        has_figures=False,
        title="Khó khăn, đề xuất của các đơn vị",
        file="kho-khan-de-xuat",
        period=f"Danh sách: {label}",
        sections=[table],
        back=(reverse("meetings:difficulty_list"), "Khó khăn, đề xuất"),
    )


def _cells(row: Difficulty) -> list[Cell]:
    raised = screen_day(office_day(row.raised_at)) if row.raised_at else ""
    by = f" ({row.answered_by.person.full_name})" if row.answered_by else ""
    return [
        Cell(row.unit.short_name),
        Cell(row.text),
        Cell(row.proposal),
        Cell(raised),
        Cell(row.get_state_display()),
        Cell(f"{row.answer}{by}" if row.answer else ""),
    ]
