"""A unit's month on its way to the Office, its deadline, and corrections after its acceptance."""

from procuracy.web.access import Answer, Denied, action
from targets.models import FigureCorrection, Submission
from targets.models.submissions import receives
from targets.permissions.targets import NO_POSITION, may_read
from units.models import Appointment, Unit, User

HEADING = "Báo cáo số liệu tháng"


@action("Xem tình hình gửi báo cáo số liệu", on=Submission)
def may_see_submissions(user: User, thing: object = None) -> Answer:
    """Of the units one reads as a whole; which they are is for `visible_to`."""
    return may_read(user)


@action("Trình số liệu tháng lên thủ trưởng")
def may_submit_figures(user: User, unit: Unit) -> Answer:
    if user.acting is None:
        return NO_POSITION
    if unit.pk not in user.acting.own_unit_ids:
        return Denied("Số liệu do chính đơn vị trình.")
    if not user.acting.types_figures:
        return Denied("Cán bộ tổng hợp và lãnh đạo đơn vị trình số liệu.")
    return True


@action("Duyệt, gửi số liệu tháng")
def may_send_figures(user: User, unit: Unit) -> Answer:
    """What leaves the unit is answered for by its leaders."""
    if user.acting is None:
        return NO_POSITION
    if unit.pk in user.acting.own_unit_ids and (user.acting.leads_unit or user.acting.leads_office):
        return True
    return Denied("Thủ trưởng đơn vị duyệt, gửi số liệu của đơn vị mình.")


@action("Trả lại số liệu tháng")
def may_return_submission(user: User, submission: Submission) -> Answer:
    """The head what was put before him, the Office what was sent; which of them is its state's."""
    if may_send_figures(user, submission.unit) or may_accept_submission(user, submission):
        return True
    return Denied("Thủ trưởng đơn vị hoặc Văn phòng VKSND tỉnh trả lại số liệu.")


@action("Tiếp nhận số liệu tháng")
def may_accept_submission(user: User, submission: Submission) -> Answer:
    if user.acting is None:
        return NO_POSITION
    if _receives(user.acting, submission.unit_id):
        return True
    return Denied("Văn phòng VKSND tỉnh tiếp nhận số liệu của các đơn vị.")


@action("Đề nghị điều chỉnh số liệu đã tiếp nhận")
def may_ask_correction(user: User, submission: Submission) -> Answer:
    if user.acting is None:
        return NO_POSITION
    own = submission.unit_id in user.acting.own_unit_ids
    if own and user.acting.types_figures:
        return True
    return Denied("Cán bộ tổng hợp và lãnh đạo của chính đơn vị đề nghị điều chỉnh số liệu.")


@action("Quyết định điều chỉnh số liệu đã tiếp nhận")
def may_decide_correction(user: User, correction: FigureCorrection) -> Answer:
    if user.acting is None:
        return NO_POSITION
    if _receives(user.acting, correction.submission.unit_id):
        return True
    return Denied("Văn phòng VKSND tỉnh quyết định điều chỉnh số liệu.")


@action("Đặt hạn gửi số liệu, gia hạn cho đơn vị")
def may_set_deadlines(user: User, thing: object = None) -> Answer:
    answer = may_read(user)
    if not answer or user.acting is None:
        return answer
    if receives(user.acting):
        return True
    return Denied("Văn phòng VKSND tỉnh đặt hạn gửi số liệu.")


def _receives(acting: Appointment, unit_id: int) -> bool:
    """The Office of the province, for every unit of it."""
    return receives(acting) and unit_id in acting.seen_unit_ids
