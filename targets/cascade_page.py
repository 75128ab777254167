"""The two tiers' tasks side by side, as sections for paper and workbook."""

from collections.abc import Sequence
from typing import Any

from procuracy.web.dates import screen_day
from targets.models import PlanTask, WorkYear
from targets.sections import Cell, Head, Page, Section, plain
from units.models import Unit

NOBODY = "! chưa đơn vị nào nhận"


def page(above: Unit, year: WorkYear, rows: Sequence[Any], loose: Sequence[PlanTask]) -> Page:
    """`rows`: tasks of the office's plans with their `takers` (targets.plans.cascade)."""
    return Page(
        title="Nhiệm vụ hai cấp",
        subtitle=above.short_name,
        file="nhiem-vu-hai-cap",
        period=f"Năm công tác {year.year}",
        sections=[_above(above, rows), _loose(loose)],
    )


def _above(above: Unit, rows: Sequence[Any]) -> Section:
    untaken = sum(not row.takers for row in rows)
    return Section(
        f"Nhiệm vụ trong kế hoạch của {above.short_name}",
        [
            Head("Nhiệm vụ"),
            Head("Tính chất", 12),
            Head("Chủ trì", 14),
            Head("Hạn", 13),
            Head("Đơn vị đã nhận", 26),
        ],
        [
            [
                Cell(row.content),
                plain(_marks(row)),
                plain(row.lead.short_name),
                plain(_due(row)),
                plain(_takers(row.takers) or NOBODY),
            ]
            for row in rows
        ],
        sheet="Nhiệm vụ cấp trên",
        notes=[f"{untaken}/{len(rows)} nhiệm vụ chưa có đơn vị nào nhận."],
        empty=f"{above.short_name} chưa có kế hoạch được phê duyệt trong năm công tác này.",
    )


def _loose(loose: Sequence[PlanTask]) -> Section:
    return Section(
        "Nhiệm vụ của đơn vị không gắn với nhiệm vụ cấp trên hay kết luận nào",
        [Head("Nhiệm vụ"), Head("Đơn vị", 20), Head("Kế hoạch, chương trình", 30), Head("Hạn", 13)],
        [
            [
                Cell(task.content),
                plain(task.plan.unit.short_name),
                plain(task.plan.title),
                plain(_due(task)),
            ]
            for task in loose
        ],
        sheet="Không gắn cấp trên",
        empty="Mọi nhiệm vụ đều gắn với nhiệm vụ cấp trên hoặc từ kết luận.",
    )


def _takers(tasks: Sequence[PlanTask]) -> str:
    """`Phòng 9 (2 nhiệm vụ, xong 1), VKSND khu vực 5`."""
    named: dict[str, list[PlanTask]] = {}
    for task in tasks:
        named.setdefault(task.plan.unit.short_name, []).append(task)
    return ", ".join(f"{name}{_far(taken)}" for name, taken in named.items())


def _far(tasks: Sequence[PlanTask]) -> str:
    done = sum(task.done_on is not None for task in tasks)
    many = f"{len(tasks)} nhiệm vụ" if len(tasks) > 1 else ""
    ended = "xong" if done == len(tasks) else f"xong {done}" if done else ""
    said = ", ".join(filter(None, [many, ended]))
    return f" ({said})" if said else ""


def _due(task: PlanTask) -> str:
    return task.due_text or (screen_day(task.due_on) if task.due_on else "")


def _marks(task: PlanTask) -> str:
    flags = ((task.is_focus, "trọng tâm"), (task.is_breakthrough, "đột phá"))
    return ", ".join(word for flag, word in flags if flag)
