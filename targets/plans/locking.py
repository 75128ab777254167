"""A plan is changed under its row's lock, and only where its state allows."""

from procuracy.web.errors import Refused
from targets.models import Plan, PlanSupplement

CLOSED = {
    Plan.State.SUBMITTED: (
        "Kế hoạch đang trình phê duyệt nên không sửa nhiệm vụ được: rút lại hoặc chờ trả lại."
    ),
    Plan.State.APPROVED: (
        "Kế hoạch đã phê duyệt nên không sửa nhiệm vụ được: thủ trưởng đơn vị mở lại kế hoạch, "
        "hoặc lập bổ sung, điều chỉnh trước."
    ),
    Plan.State.IN_FORCE: (
        "Kế hoạch đang thực hiện nên không sửa nhiệm vụ được: lập bổ sung, điều chỉnh trước."
    ),
    Plan.State.REPLACED: "Kế hoạch đã được thay thế, chỉ được xem.",
}
WAITS = "Bổ sung đang trình phê duyệt nên không sửa nhiệm vụ được: rút lại hoặc chờ trả lại."


def locked(plan: Plan) -> Plan:
    rows = Plan.objects.select_related("unit", "work_year").select_for_update(of=("self",))
    return rows.get(pk=plan.pk)


def supplement_of(plan: Plan) -> PlanSupplement | None:
    """The one that is being drawn up or waits for approval."""
    return plan.supplements.filter(state__in=PlanSupplement.OPEN).first()


def must_be_open(plan: Plan) -> PlanSupplement | None:
    """Lines may be changed in a draft and while a supplement is drawn up, which is returned."""
    if plan.state == Plan.State.DRAFT:
        return None
    if not plan.is_live:
        raise Refused(CLOSED[Plan.State(plan.state)])
    supplement = supplement_of(plan)
    if supplement is None:
        raise Refused(CLOSED[Plan.State(plan.state)])
    if supplement.state != PlanSupplement.State.DRAFT:
        raise Refused(WAITS)
    return supplement


def must_become(thing: Plan | PlanSupplement, state: str, verb: str) -> None:
    if not thing.may_become(state):
        what = "Kế hoạch" if isinstance(thing, Plan) else "Bổ sung"
        raise Refused(f"{what} {thing.get_state_display()} nên không {verb} được.")
