"""A plan as a workbook: its tasks one below the other, to sort, filter and send on."""

import datetime

from targets.models import Plan
from targets.plans.contents import Task, content
from targets.sections import Cell, Head, Page, Section, plain
from units.models import Unit

HEADS = (
    Head("TT", 4),
    Head("Nội dung công việc"),
    Head("Tính chất", 8),
    Head("Giải pháp"),
    Head("Đơn vị chủ trì", 8),
    Head("Đơn vị phối hợp", 10),
    Head("Lãnh đạo phụ trách", 8),
    Head("Người thực hiện", 8),
    Head("Thời hạn", 7),
    Head("Sản phẩm", 8),
    Head("Phục vụ nhiệm vụ cấp trên", 10),
    Head("Theo kết luận", 7),
)
FACTS = (
    "content",
    "marks",
    "solutions",
    "lead",
    "coordinating",
    "leader",
    "people",
    "due",
    "product",
    "serves",
    "origin",
)


def page(plan: Plan, unit: Unit, on: datetime.date) -> Page:
    """`unit`: whose plan it is, by its name of the day."""
    said = content(plan, on)
    number = f"số {plan.code}" if plan.code else ""
    day = f"ngày {plan.issued_on:%d/%m/%Y}" if plan.issued_on else ""
    return Page(
        title=plan.title,
        file=f"ke-hoach-{plan.pk}",
        period=f"Năm công tác {plan.work_year.year}, {plan.get_state_display()}",
        subtitle=", ".join(filter(None, [unit.name, number, day])),
        sections=[
            Section(
                title="",
                sheet="Nhiệm vụ",
                heads=HEADS,
                rows=[_row(task) for task in said["tasks"]],
                empty="Kế hoạch chưa có nhiệm vụ nào.",
            )
        ],
    )


def _row(task: Task) -> list[Cell]:
    number = Cell(str(task["no"]), value=task["no"])
    return [number, *(plain(task[fact]) for fact in FACTS)]
