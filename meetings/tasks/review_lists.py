"""Tasks without a day before a meeting, on paper: what waits, and what was decided."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from meetings.models import Meeting, TaskReview
from meetings.tasks import following, reviewing
from procuracy.web.dates import screen_day
from targets.sections import Cell, Head, Page, Section
from units.models import Unit

MOST = 500
HEADS = [
    Head("Đơn vị", 13),
    Head("Nội dung", 40),
    Head("Căn cứ", 22),
    Head("Trạng thái", 10),
    Head("Lần trước", 15),
]
DONE_HEADS = [Head("Đơn vị", 13), Head("Nội dung", 40), Head("Kết quả", 17), Head("Ý kiến", 30)]


def page(meeting: Meeting, on: datetime.date) -> Page:
    waiting: list[Any] = list(reviewing.waiting(meeting)[:MOST])
    done = list(reviewing.made(meeting))
    ids = {task.unit_id for task in waiting} | {row.task.unit_id for row in done}
    names = {unit.pk: unit.short_name for unit in Unit.objects.named(on).filter(pk__in=ids)}
    sections = [
        Section(
            title="Chờ xem xét",
            heads=HEADS,
            rows=[_task(task, names) for task in waiting],
            empty="Không còn nhiệm vụ nào không có hạn.",
        )
    ]
    if done:
        rows = list(_decided(done, names))
        sections.append(Section(title="Hội nghị đã xem xét", heads=DONE_HEADS, rows=rows))
    return Page(
        has_figures=False,
        title="Nhiệm vụ không có hạn",
        file="nhiem-vu-khong-co-han",
        period=meeting.title,
        sections=sections,
        back=(reverse("meetings:task_review_list", args=[meeting.pk]), "Nhiệm vụ không có hạn"),
    )


def _task(task: Any, names: dict[int, str]) -> list[Cell]:
    due = f" ({task.directive.due_text})" if task.directive.due_text else ""
    return [
        Cell(names[task.unit_id]),
        Cell(f"{task.directive.text}{due}"),
        Cell(following.origin(task)),
        Cell(task.get_state_display()),
        Cell(task.last_words or ""),
    ]


def _decided(rows: Iterable[TaskReview], names: dict[int, str]) -> Iterable[list[Cell]]:
    for row in rows:
        day = f" {screen_day(row.due_on)}" if row.due_on else ""
        yield [
            Cell(names[row.task.unit_id]),
            Cell(row.task.directive.text),
            Cell(f"{row.get_outcome_display()}{day}"),
            Cell(row.words),
        ]
