"""Inspections: planned by the office, led by a department, answered by the unit."""

from meetings.models import Inspection, InspectionFinding
from meetings.permissions.meetings import UNASSIGNED, may_create_meeting, may_list_meetings
from procuracy.web.access import Answer, Denied, action
from units.models import Appointment, Role, User
from units.permissions import decides_for

HEADING = "Kiểm tra, phúc tra"


@action("Xem danh sách kiểm tra trong năm", on=Inspection)
def may_list_inspections(user: User) -> Answer:
    """Which lines is for `visible_to`: other units' are nobody's business."""
    return may_list_meetings(user)


@action("Xem một cuộc kiểm tra, nội dung phải khắc phục")
def may_see_inspection(user: User, inspection: Inspection) -> Answer:
    return may_list_inspections(user)


def reads_findings(user: User, inspection: Inspection) -> Answer:
    """With its judgements, assessment and history; one query."""
    if Inspection.objects.told_to(user).filter(pk=inspection.pk).exists():
        return True
    return Denied("Đơn vị được kiểm tra đọc kết quả khi đã kết luận.")


def reads_finding(user: User, finding: InspectionFinding) -> Answer:
    return reads_findings(user, finding.inspection)


@action("Lập danh sách kiểm tra, phúc tra trong năm")
def may_plan_inspections(user: User) -> Answer:
    """The office's leadership, Office and inspectorate."""
    acting = user.acting
    if acting is None:
        return Denied(UNASSIGNED)
    if acting.leads_office or acting.keeps_office or acting.in_inspectorate:
        return True
    return Denied("Danh sách kiểm tra do lãnh đạo, Văn phòng và Thanh tra của cơ quan lập.")


@action("Sửa, công bố, kết luận một cuộc kiểm tra")
def may_edit_inspection(user: User, inspection: Inspection) -> Answer:
    """Who plans them, a deputy for his portfolio; the department that leads it, and its team's
    leader as long as he works in the office."""
    acting = user.acting
    if acting is None:
        return Denied(UNASSIGNED)
    if _heads_team(acting, inspection) or _leads(user, inspection):
        return True
    if inspection.office_id not in acting.office_ids or not may_plan_inspections(user):
        return Denied("Do đơn vị chủ trì, lãnh đạo, Văn phòng và Thanh tra của cơ quan kiểm tra.")
    if acting.role == Role.PROVINCE_DEPUTY:
        return decides_for(acting, inspection.unit)
    return True


@action("Lập cuộc họp công bố, kết luận kiểm tra")
def may_call_session(user: User, inspection: Inspection) -> Answer:
    """Who may edit it and calls meetings at all."""
    if not (answer := may_edit_inspection(user, inspection)):
        return answer
    return may_create_meeting(user)


@action("Ghi hạn chế, thiếu sót, yêu cầu khắc phục")
def may_write_findings(user: User, inspection: Inspection) -> Answer:
    """Who may edit it; of a self-inspection the unit itself."""
    if answer := may_edit_inspection(user, inspection):
        return answer
    acting = user.acting
    is_own = acting is not None and inspection.unit_id in acting.own_unit_ids
    if is_own and inspection.mode == Inspection.Mode.SELF and acting and acting.types_figures:
        return True
    return answer


@action("Sửa, bỏ hạn chế, thiếu sót đã ghi")
def may_edit_finding(user: User, finding: InspectionFinding) -> Answer:
    """What a re-inspection took over stands as it was concluded."""
    if finding.carried_from_id:
        return Denied("Nội dung phúc tra lấy từ kết luận trước: chỉ ghi kết quả phúc tra.")
    return may_write_findings(user, finding.inspection)


@action("Ghi kết quả phúc tra")
def may_judge_finding(user: User, finding: InspectionFinding) -> Answer:
    return may_edit_inspection(user, finding.inspection)


def _heads_team(acting: Appointment, inspection: Inspection) -> bool:
    """By his position, not for ever: not after he left the office."""
    works = inspection.office_id in acting.office_ids or inspection.lead_id in acting.own_unit_ids
    return inspection.team_lead_id == acting.person_id and works


def _leads(user: User, inspection: Inspection) -> bool:
    acting = user.acting
    if acting is None or inspection.lead_id not in acting.own_unit_ids:
        return False
    return acting.types_figures or acting.role == Role.INSPECTOR
