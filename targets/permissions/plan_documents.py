"""The paper that issues a plan: who drafts, approves, signs off, numbers and releases it."""

from procuracy.web.access import Answer, Denied, action
from targets.models import Plan, PlanDocument
from targets.permissions.plans import may_edit_plan
from targets.permissions.targets import NO_POSITION
from units.models import Role, User

HEADING = "Văn bản ban hành kế hoạch"


@action("Soạn văn bản ban hành kế hoạch đã phê duyệt")
def may_prepare_plan_document(user: User, plan: Plan) -> Answer:
    """Those who write the plan, and the Office that issues it for a department."""
    acting = user.acting
    if acting and acting.keeps_office and plan.unit.office.pk in acting.office_ids:
        return True
    return may_edit_plan(user, plan)


@action("Sửa văn bản ban hành kế hoạch")
def may_edit_plan_document(user: User, paper: PlanDocument) -> Answer:
    return may_prepare_plan_document(user, paper.plan)


@action("Duyệt văn bản ban hành kế hoạch")
def may_approve_plan_document(user: User, paper: PlanDocument) -> Answer:
    """Leadership of the office that issues it, or the head of its Office."""
    acting = user.acting
    if acting is None:
        return NO_POSITION
    if acting.leads_office or acting.role == Role.HEAD_OF_OFFICE:
        return _of_office(user, paper)
    return Denied("Văn bản do lãnh đạo cơ quan ban hành hoặc Chánh Văn phòng duyệt.")


@action("Trả lại văn bản ban hành kế hoạch để sửa")
def may_return_plan_document(user: User, paper: PlanDocument) -> Answer:
    return may_sign_plan_document(user, paper)


@action("Trình ký, ghi nhận chữ ký của kế hoạch")
def may_sign_plan_document(user: User, paper: PlanDocument) -> Answer:
    """Record that the paper was signed: the Office, leadership or the registry clerk."""
    acting = user.acting
    if acting is None:
        return NO_POSITION
    if acting.leads_office or acting.keeps_office or acting.keeps_register:
        return _of_office(user, paper)
    return Denied("Văn phòng hoặc văn thư của cơ quan ban hành ghi nhận chữ ký.")


@action("Cấp số kế hoạch, chương trình công tác")
def may_number_plan_document(user: User, paper: PlanDocument) -> Answer:
    if user.acting and user.acting.keeps_register:
        return _of_office(user, paper)
    return Denied("Số văn bản do văn thư của cơ quan cấp.")


@action("Phát hành kế hoạch, chương trình công tác")
def may_release_plan_document(user: User, paper: PlanDocument) -> Answer:
    return may_sign_plan_document(user, paper)


def _of_office(user: User, paper: PlanDocument) -> Answer:
    if user.acting and paper.plan.unit.office.pk in user.acting.office_ids:
        return True
    return Denied("Văn bản này do cơ quan khác ban hành.")
