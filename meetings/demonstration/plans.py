"""Plans and programmes of the demonstration, as (unit, title, code, issued, tasks).

Facts: numbers and days of 01/KH-VKSQT (2023) and 06/KH-VKS (2024), Phòng 9's breakthrough of 2024.
Everything else is invented.
"""

import datetime
from dataclasses import dataclass

from targets.models import Instrument, Plan, PlanTask, WorkYear
from units.models import Unit


@dataclass(frozen=True)
class Task:
    """`due` is ISO or "+n": n months after the work year began; `serves` is a task's place (from 1)
    in the plan of the unit above."""

    content: str
    lead: str
    due: str = ""
    focus: bool = False
    breakthrough: bool = False
    product: str = ""
    serves: int = 0
    due_text: str = ""
    is_done: bool = False


@dataclass(frozen=True)
class Programme:
    unit: str
    title: str
    tasks: tuple[Task, ...]
    code: str = ""
    issued_on: str = ""
    state: str = Plan.State.IN_FORCE


QUANG_TRI_2023 = Programme(
    unit="QT",
    title="Kế hoạch công tác kiểm sát năm 2023",
    code="01/KH-VKSQT",
    issued_on="2023-01-09",
    tasks=(
        Task(
            "Nâng cao chất lượng kiểm sát việc giải quyết tố giác, tin báo, không để tin quá hạn",
            "QT-P1",
            focus=True,
            due="2023-11-30",
        ),
        Task(
            "Nâng cao chất lượng kiểm sát giải quyết án dân sự, hành chính; tăng kháng nghị, kiến nghị có căn cứ",
            "QT-P9",
            focus=True,
            due="2023-11-30",
        ),
        Task(
            "Tự đào tạo, bồi dưỡng nghiệp vụ tại đơn vị theo Công văn số 1065/VKSTC-V15",
            "QT-P15",
            due="2023-10-31",
        ),
    ),
)
QUANG_TRI_P9_2023 = Programme(
    unit="QT-P9",
    title="Chương trình công tác năm 2023 của Phòng 9",
    issued_on="2023-01-20",
    tasks=(
        Task(
            "Trực tiếp tham gia phiên tòa rút kinh nghiệm án dân sự, hành chính",
            "QT-P9",
            due="2023-09-30",
            serves=2,
            focus=True,
        ),
        Task(
            "Hướng dẫn nghiệp vụ cho VKSND cấp huyện theo chuyên đề",
            "QT-P9",
            due="2023-06-30",
            serves=2,
            product="Công văn hướng dẫn",
        ),
    ),
)
TRA_VINH_2024 = Programme(
    unit="TV",
    title="Kế hoạch công tác kiểm sát năm 2024",
    code="06/KH-VKS",
    issued_on="2024-01-03",
    tasks=(
        Task(
            "Tăng cường ứng dụng công nghệ thông tin, chuyển đổi số trong hoạt động của Viện kiểm sát",
            "TV-VP",
            breakthrough=True,
            due="2024-11-30",
        ),
        Task(
            "Nâng cao chất lượng công tác kiểm sát giải quyết án dân sự, hành chính",
            "TV-P9",
            focus=True,
            due="2024-11-30",
        ),
    ),
)
TRA_VINH_P9_2024 = Programme(
    unit="TV-P9",
    title="Chương trình công tác năm 2024 của Phòng 9",
    issued_on="2024-01-19",
    tasks=(
        Task(
            "Nâng số lượng, chất lượng kháng nghị, kiến nghị; hạn chế án bị hủy, sửa có trách nhiệm của Viện kiểm sát",
            "TV-P9",
            breakthrough=True,
            due="2024-11-30",
            serves=2,
        ),
        Task(
            "Theo dõi thời hạn kháng nghị bằng phần mềm, cập nhật hằng tuần",
            "TV-P9",
            due_text="hằng tuần",
            serves=1,
        ),
    ),
)


PROVINCE_TASKS = (
    Task(
        "Giải quyết tố giác, tin báo đúng hạn, tỷ lệ giải quyết đạt từ 90 % trở lên",
        "QT2-KV1",
        focus=True,
        due="+12",
    ),
    Task(
        "Nâng cao chất lượng tranh tụng, tổ chức phiên tòa rút kinh nghiệm ở từng đơn vị",
        "QT2-P9",
        focus=True,
        due="+9",
    ),
    Task(
        "Số hóa hồ sơ, báo cáo án bằng sơ đồ tư duy, họp trực tuyến hai cấp",
        "QT2-VP",
        breakthrough=True,
        due="+12",
    ),
    Task(
        "Rà soát, bố trí biên chế sau sáp nhập",
        "QT2-P15",
        due="+3",
        product="Đề án vị trí việc làm",
    ),
    Task(
        "Thanh tra, kiểm tra việc chấp hành kỷ luật nghiệp vụ tại bốn đơn vị khu vực",
        "QT2-TT",
        due="+10",
        product="Kết luận thanh tra",
    ),
    Task(
        "Hoàn thành chỉ tiêu cả năm trước khi kết thúc năm công tác một tháng",
        "QT2-VP",
        due="+11",
    ),
)
PHONG_9_TASKS = (
    Task(
        "Hướng dẫn nghiệp vụ án hành chính tại VKSND các khu vực",
        "QT2-P9",
        focus=True,
        due="+2",
        serves=2,
    ),
    Task(
        "Tổ chức bốn phiên tòa rút kinh nghiệm án dân sự, hành chính",
        "QT2-P9",
        breakthrough=True,
        due="+9",
        serves=2,
    ),
    Task(
        "Trả lời thỉnh thị của khu vực trong thời hạn quy định",
        "QT2-P9",
        due_text="thường xuyên",
    ),
)
REGION_5_TASKS = (
    Task(
        "Phối hợp Cơ quan điều tra rà soát tin báo hằng tuần, không để quá hạn",
        "QT2-KV5",
        focus=True,
        due="+12",
        serves=1,
    ),
    Task(
        "Ban hành ba kiến nghị phòng ngừa tội phạm",
        "QT2-KV5",
        due="+8",
        breakthrough=True,
    ),
    Task("Số hóa toàn bộ hồ sơ án điểm", "QT2-KV5", due="+6", serves=3),
)


def current(year: WorkYear) -> tuple[Programme, ...]:
    """The province's plan of the work year, and programmes that rest on it."""
    later = (year.starts_on + datetime.timedelta(days=34)).isoformat()
    label = year.year
    return (
        Programme(
            unit="QT2",
            title=f"Kế hoạch công tác kiểm sát năm {label}",
            state=Plan.State.APPROVED,
            tasks=PROVINCE_TASKS,
        ),
        Programme(
            unit="QT2-P9",
            title=f"Chương trình công tác năm {label} của Phòng 9",
            issued_on=later,
            tasks=PHONG_9_TASKS,
        ),
        Programme(
            unit="QT2-KV5",
            title=f"Chương trình công tác năm {label} của VKSND khu vực 5",
            issued_on=later,
            state=Plan.State.DRAFT,
            tasks=REGION_5_TASKS,
        ),
    )


def build(programme: Programme, units: dict[str, Unit], year: WorkYear) -> Plan:
    issued = datetime.date.fromisoformat(programme.issued_on) if programme.issued_on else None
    is_programme = programme.title.startswith("Chương trình")
    plan = Plan.objects.create(
        unit=units[programme.unit],
        work_year=year,
        kind=Plan.Kind.PROGRAMME if is_programme else Plan.Kind.PLAN,
        title=programme.title,
        code=programme.code,
        issued_on=issued,
        state=programme.state,
        in_force_on=issued if programme.state == Plan.State.IN_FORCE else None,
    )
    known = Instrument.objects.filter(issued_on__lt=issued or year.starts_on)
    plan.bases.set(known[:2])
    above = _tasks_above(plan)
    for order, task in enumerate(programme.tasks, 1):
        PlanTask.objects.create(
            plan=plan,
            order=order,
            content=task.content,
            is_focus=task.focus,
            is_breakthrough=task.breakthrough,
            lead=units[task.lead],
            product=task.product,
            due_on=_due(task.due, year),
            due_text=task.due_text,
            serves=above.get(task.serves),
        )
    return plan


def _tasks_above(plan: Plan) -> dict[int, PlanTask]:
    if plan.unit.parent is None:
        return {}
    rows = PlanTask.objects.filter(plan__unit=plan.unit.parent, plan__work_year=plan.work_year)
    return {task.order: task for task in rows}


def _due(written: str, year: WorkYear) -> datetime.date | None:
    """ "+3": the last day of the third month of the work year, at most its last day."""
    if not written.startswith("+"):
        return datetime.date.fromisoformat(written) if written else None
    months = year.starts_on.month - 1 + int(written[1:])
    first_after = datetime.date(year.starts_on.year + months // 12, months % 12 + 1, 1)
    return min(first_after - datetime.timedelta(days=1), year.ends_on)
