"""Directives outside meetings: who may give one, in whose name, and to whom."""

import datetime
from collections.abc import Iterable

from meetings.models import OutsideDirective
from meetings.models.directives import Directive
from meetings.permissions.meetings import UNASSIGNED, may_create_meeting
from procuracy.web.access import Answer, Denied, action
from units.models import Appointment, Role, Unit, User
from units.permissions import decides_for

HEADING = "Ý kiến chỉ đạo, kết luận"


@action("Xem chỉ đạo ngoài hội nghị", on=OutsideDirective)
def may_list_outside(user: User) -> Answer:
    """Leadership, Office, registry and inspectors; an addressee has its task."""
    if user.acting is None:
        return Denied(UNASSIGNED)
    if user.acting.role in (Role.REGISTRY_CLERK, Role.INSPECTOR):
        return True
    if answer := may_create_meeting(user):
        return answer
    return Denied("Chỉ lãnh đạo, Văn phòng của cơ quan xem; đơn vị xem nhiệm vụ được giao.")


@action("Xem một chỉ đạo ngoài hội nghị")
def may_see_outside(user: User, directive: OutsideDirective) -> Answer:
    """Exactly those for whom the row exists."""
    return may_list_outside(user)


@action("Giao chỉ đạo ngoài hội nghị", on=OutsideDirective)
def may_give(user: User) -> Answer:
    """A leader his own word, a deputy within his portfolio; the Office writes down theirs."""
    if user.acting is None:
        return Denied(UNASSIGNED)
    if user.acting.leads_office or user.acting.keeps_office:
        return True
    return Denied("Chỉ lãnh đạo của cơ quan, hoặc Văn phòng theo ý kiến lãnh đạo, được giao.")


@action("Sửa, thu hồi chỉ đạo ngoài hội nghị")
def may_change_outside(user: User, directive: OutsideDirective) -> Answer:
    """Who gave it, the head, and the Office; what an answer to a difficulty asked for is followed
    where it was answered."""
    if not (answer := may_give(user)):
        return answer
    acting = user.acting
    assert acting
    if directive.office_id not in acting.office_ids:
        return Denied("Chỉ đạo này của cơ quan khác.")
    if directive.nature != Directive.Nature.ORDER:
        return Denied("Việc này ghi từ trả lời khó khăn, đề xuất: sửa ở đó.")
    given_by = directive.given_by
    if acting.keeps_office or acting.heads_office:
        return True
    if given_by is None or given_by.person_id == acting.person_id:
        return True
    return Denied(f"Chỉ đạo này của đồng chí {given_by.named}.")


def givers(user: User, on: datetime.date) -> list[Appointment]:
    """In whose name somebody may give one: a leader in his own, the Office in each leader's."""
    acting = user.acting
    if acting is None:
        return []
    if acting.leads_office:
        return [acting]
    held = Appointment.objects.current(on).filter(unit=acting.office)
    rows = held.select_related("person", "unit").order_by("valid_from", "pk")
    leaders = [one for one in rows if one.leads_office]
    return sorted(leaders, key=lambda one: not one.heads_office)


def reaches(given_by: Appointment, units: Iterable[Unit]) -> Answer:
    """Whether his word is for these units: a province's deputy only orders in his portfolio."""
    if given_by.role != Role.PROVINCE_DEPUTY:
        return True
    for unit in units:
        if not (answer := decides_for(given_by, unit)):
            reason = answer.reason if isinstance(answer, Denied) else ""
            return Denied(f"{given_by.named} không phụ trách {unit}. {reason}".strip())
    return True
