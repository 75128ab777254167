"""The words that stand around a plan's tasks on paper, drafted as a procuracy office would write.

Only a beginning: whoever drafts it reads and mends every sentence before it is approved.
"""

import datetime
from dataclasses import dataclass

from targets import plan_wording
from targets.models import Plan, PlanVersion
from targets.plans.contents import standing_tasks
from units.models import Unit
from units.models.organisation import UnitQuerySet
from units.models.registry import DocumentKind

# Who stands below an office, as its plan names them.
BELOW = {
    Unit.Kind.DEPARTMENT: "Các đơn vị thuộc {office} (để t/h)",
    Unit.Kind.REGION: "VKSND các khu vực (để t/h)",
    Unit.Kind.DISTRICT: "VKSND cấp huyện (để t/h)",
}
OWN_PEOPLE = "Các bộ phận thuộc {office} (để t/h)"


@dataclass(frozen=True)
class Draft:
    """Texts of a new document; several paragraphs are parted by line breaks. `layout`: as
    `PlanDocument.layout`; a supplement has one of its own."""

    subject: str
    opening: str
    purpose: str
    organisation: str
    recipients_text: str
    filing: str
    layout: list[dict[str, str]]


def draft(
    plan: Plan,
    subject: str,
    since: PlanVersion | None,
    on: datetime.date,
    tell: plan_wording.Tell = plan_wording.nobody,
) -> Draft:
    """`since`: of a supplement, the version issued before; `tell` hears why the office's own
    wording was not used."""
    told = said(plan, subject, since, on)
    parts = plan_wording.worded(plan.unit.office.pk, told, tell)
    texts = {one.role: one.text for one in parts}
    layout = [{"role": one.role, "title": one.title} for one in parts if one.title]
    return Draft(
        subject=texts["subject"],
        opening=texts["opening"],
        purpose=texts.get("purpose", ""),
        organisation=texts.get("organisation", ""),
        recipients_text=texts["recipients"],
        filing=texts["filing"],
        layout=[] if since else layout,
    )


def said(
    plan: Plan, subject: str, since: PlanVersion | None, on: datetime.date
) -> plan_wording.Said:
    """What the wording of a plan's paper may name.

    office         {name, short_name, is_province, keeper (who follows it up), units (who acts)}
    plan           {title, subject (without the words "kế hoạch"), kind, year}
    is_supplement  bool;  recipients  [str], as they are printed;  filing  str
    """
    office = Unit.objects.named(on).get(pk=plan.unit.office.pk)
    is_province = office.kind == Unit.Kind.PROVINCE
    return {
        "office": {
            "name": office.name,
            "short_name": office.short_name,
            "is_province": is_province,
            "keeper": "Văn phòng" if is_province else f"Bộ phận văn phòng {office.short_name}",
            "units": "Thủ trưởng các đơn vị" if is_province else "Các bộ phận, công chức",
        },
        "plan": {
            "title": plan.title,
            "subject": subject,
            "kind": DocumentKind(plan.kind).label,
            "year": plan.work_year.year,
        },
        "is_supplement": since is not None,
        "recipients": _recipient_lines(plan, office, on),
        "filing": "VT, VP" if is_province else "VT",
    }


def opening_words(plan: Plan, title: str, on: datetime.date) -> str:
    """`VKSND tỉnh … ban hành Kế hoạch công tác năm 2026 như sau:`"""
    office = Unit.objects.named(on).get(pk=plan.unit.office.pk)
    return f"{office.name} ban hành {title} như sau:"


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
