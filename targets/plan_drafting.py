"""The words that stand around a plan's tasks on paper, drafted as a procuracy office would write.

Only a beginning: whoever drafts it reads and mends every sentence before it is approved.
"""

import datetime
from dataclasses import dataclass

from targets.models import Plan, PlanVersion
from targets.plans.contents import standing_tasks
from units.models import Unit
from units.models.organisation import UnitQuerySet
from units.models.registry import DocumentKind

CLOSING = (
    "{units} căn cứ {kind} này và chức năng, nhiệm vụ được giao tổ chức thực hiện; báo cáo kết quả "
    "về {keeper} để tổng hợp.",
    "{keeper} theo dõi, đôn đốc, tổng hợp kết quả thực hiện, báo cáo lãnh đạo {office}.",
    "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các đơn vị báo cáo kịp thời để được "
    "xem xét, chỉ đạo.",
)
PURPOSE = (
    "Cụ thể hóa nhiệm vụ của Ngành và của đơn vị trong năm công tác {year}; xác định rõ nội dung "
    "công việc, đơn vị chủ trì, thời hạn hoàn thành.",
    "Tổ chức thực hiện nghiêm túc, đúng tiến độ; gắn trách nhiệm của thủ trưởng đơn vị với kết quả "
    "thực hiện.",
)

# Who stands below an office, as its plan names them.
BELOW = {
    Unit.Kind.DEPARTMENT: "Các đơn vị thuộc {office} (để t/h)",
    Unit.Kind.REGION: "VKSND các khu vực (để t/h)",
    Unit.Kind.DISTRICT: "VKSND cấp huyện (để t/h)",
}
OWN_PEOPLE = "Các bộ phận thuộc {office} (để t/h)"


@dataclass(frozen=True)
class Draft:
    """Texts of a new document; several paragraphs are parted by line breaks."""

    subject: str
    opening: str
    purpose: str
    organisation: str
    recipients_text: str
    filing: str


def draft(plan: Plan, subject: str, since: PlanVersion | None, on: datetime.date) -> Draft:
    """`since`: of a supplement, the version issued before."""
    office = Unit.objects.named(on).get(pk=plan.unit.office.pk)
    is_province = office.kind == Unit.Kind.PROVINCE
    words = {
        "units": "Thủ trưởng các đơn vị" if is_province else "Các bộ phận, công chức",
        "keeper": "Văn phòng" if is_province else f"Bộ phận văn phòng {office.short_name}",
        "office": office.short_name,
        "kind": DocumentKind(plan.kind).label,
        "year": plan.work_year.year,
    }
    return Draft(
        subject=subject if since is None else f"Bổ sung, điều chỉnh {plan.title}",
        opening=opening_words(plan, plan.title, on, "" if since is None else "bổ sung, điều chỉnh"),
        purpose="" if since else "\n".join(PURPOSE).format(**words),
        organisation="\n".join(CLOSING).format(**words),
        recipients_text="\n".join(_recipient_lines(plan, office, on)),
        filing="VT, VP" if is_province else "VT",
    )


def opening_words(plan: Plan, title: str, on: datetime.date, verb: str = "") -> str:
    """`VKSND tỉnh … ban hành Kế hoạch công tác năm 2026 như sau:`"""
    office = Unit.objects.named(on).get(pk=plan.unit.office.pk)
    return f"{office.name} {verb or 'ban hành'} {title} như sau:"


def recipients(plan: Plan, on: datetime.date) -> UnitQuerySet:
    """The unit itself, those that its tasks name, what stands below it, and the office above."""
    ids: set[int | None] = {plan.unit_id, plan.unit.office.parent_id}
    for task in standing_tasks(plan, on):
        ids |= {task.lead_id, *(unit.pk for unit in task.coordinating.all())}
    office = plan.unit.office
    if plan.unit_id == office.pk:
        ids |= set(Unit.objects.existing(on).filter(parent=office).values_list("pk", flat=True))
    return Unit.objects.existing(on).filter(pk__in=[pk for pk in ids - {office.pk} if pk])


def _recipient_lines(plan: Plan, office: Unit, on: datetime.date) -> list[str]:
    lines = [f"Lãnh đạo {office.short_name} (để b/c)"]
    if office.parent_id:
        above = Unit.objects.named(on).get(pk=office.parent_id)
        lines.insert(0, f"{above.short_name} (để b/c)")
    below = list(recipients(plan, on).exclude(pk=office.parent_id or 0).named(on).order_by("order"))
    if plan.unit_id != office.pk:
        return lines + [unit.short_name for unit in below]
    kinds = {unit.kind for unit in below}
    groups = [words for kind, words in BELOW.items() if kind in kinds]
    return lines + [words.format(office=office.short_name) for words in groups or [OWN_PEOPLE]]
