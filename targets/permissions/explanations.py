"""Explanations: the unit writes, its leader promises, the leadership in charge answers."""

from procuracy.web import clock
from procuracy.web.access import Answer, Denied, action
from targets.models import Explanation
from targets.permissions.targets import NO_POSITION
from units.models import Role, Unit, User
from units.overseeing import overseen
from units.permissions import decides_for

HEADING = "Giải trình, cam kết"


@action("Viết giải trình chỉ tiêu chưa đạt, nguy cơ")
def may_explain(user: User, unit: Unit) -> Answer:
    if user.acting is None:
        return NO_POSITION
    if unit.pk not in user.acting.own_unit_ids:
        return Denied("Đơn vị nào có chỉ tiêu chưa đạt, đơn vị đó giải trình.")
    if not user.acting.types_figures:
        return Denied("Cán bộ tổng hợp và lãnh đạo đơn vị viết giải trình.")
    return True


@action("Gửi giải trình, cam kết của đơn vị")
def may_promise(user: User, unit: Unit) -> Answer:
    """A commitment is the leader's, as a higher threshold is."""
    answer = may_explain(user, unit)
    if not answer or user.acting is None:
        return answer
    if user.acting.leads_unit or user.acting.leads_office:
        return True
    return Denied("Lãnh đạo đơn vị gửi giải trình và cam kết; cán bộ soạn, lưu bản nháp.")


@action("Cho ý kiến về giải trình của đơn vị")
def may_answer_explanation(user: User, explanation: Explanation) -> Answer:
    """The head; a deputy for units and fields of his portfolio."""
    acting = user.acting
    if acting is None:
        return NO_POSITION
    if acting.role not in (Role.PROVINCE_HEAD, Role.PROVINCE_DEPUTY):
        return Denied("Lãnh đạo VKSND tỉnh phụ trách cho ý kiến về giải trình.")
    answer = decides_for(acting, explanation.unit)
    if answer or explanation.unit_id not in acting.seen_unit_ids:
        return answer
    held = overseen(acting, acting.taken_on or clock.today())
    if held.covers(unit_id=explanation.unit_id, field_id=explanation.target.field_id):
        return True
    return answer
