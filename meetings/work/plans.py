"""What plans ask of each: approval, and the way of the paper that issues them."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.urls import reverse

from meetings.work.items import SHOWN, Item
from targets.models import Plan, PlanDocument
from units.models import Appointment, Role, Unit

State = PlanDocument.State


def to_approve(acting: Appointment) -> QuerySet[Plan]:
    """Submitted, or with a supplement that is; a draft that nobody submitted waits for nobody."""
    if not (acting.leads_office or acting.leads_unit):
        return Plan.objects.none()
    return Plan.objects.filter(unit=acting.unit_id).to_approve()


def papers(acting: Appointment) -> QuerySet[PlanDocument]:
    """Papers of the office that wait for a step of this role."""
    steps = paper_steps(acting)
    if not steps:
        return PlanDocument.objects.none()
    department = Q(plan__unit__kind=Unit.Kind.DEPARTMENT, plan__unit__parent__in=acting.office_ids)
    own = Q(plan__unit__in=acting.office_ids) | department
    return PlanDocument.objects.filter(own, state__in=steps)


def paper_steps(acting: Appointment) -> dict[str, tuple[str, str]]:
    """State → (what waits, button) for the steps that are this role's own."""
    steps: dict[str, tuple[str, str]] = {}
    if acting.leads_office or acting.role == Role.HEAD_OF_OFFICE:
        steps[State.DRAFT] = ("Duyệt văn bản ban hành kế hoạch", "Duyệt")
    if acting.keeps_office:
        steps[State.APPROVED] = ("Trình ký kế hoạch, ghi nhận chữ ký", "Trình ký")
    if acting.keeps_register:
        steps[State.SIGNED] = ("Cấp số kế hoạch", "Cấp số")
        steps[State.NUMBERED] = ("Phát hành kế hoạch", "Phát hành")
    return steps


def items(acting: Appointment) -> Iterable[Item]:
    for row in to_approve(acting).select_related("work_year")[:SHOWN]:
        yield Item(
            title="Phê duyệt bổ sung kế hoạch, chương trình"
            if row.is_live
            else "Phê duyệt kế hoạch, chương trình",
            detail=row.title,
            origin=str(row.work_year),
            verb="Xem, phê duyệt",
            url=reverse("targets:plan_detail", args=[row.pk]),
            order=6,
        )
    steps = paper_steps(acting)
    for paper in papers(acting).select_related("plan__work_year").order_by("pk")[:SHOWN]:
        title, verb = steps[paper.state]
        returned = f"trả lại: {paper.return_reason}" if paper.return_reason else ""
        yield Item(
            title=title,
            detail=returned or paper.plan.title,
            origin=str(paper.plan.work_year),
            verb=verb,
            url=reverse("targets:plan_document_detail", args=[paper.pk]),
            order=6,
        )
