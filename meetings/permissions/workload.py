"""Who sees how much others have to do."""

from meetings.permissions.meetings import UNASSIGNED
from procuracy.web import clock
from procuracy.web.access import Answer, Denied, action
from units.models import Appointment, Person, User

HEADING = "Khối lượng công việc"

NOT_OVERSEEN = Denied("Lãnh đạo, Văn phòng và lãnh đạo đơn vị xem khối lượng công việc.")


@action("Xem khối lượng công việc của đơn vị, của từng người", on=Person)
def may_see_workload(user: User) -> Answer:
    """Leadership and Office of all units they read; a unit's leaders of their own."""
    acting = user.acting
    if acting is None:
        return Denied(UNASSIGNED)
    if acting.leads_office or acting.keeps_office or acting.leads_unit:
        return True
    return NOT_OVERSEEN


@action("Xem các nhiệm vụ đang mở của một người")
def may_see_workload_of(user: User, person: Person) -> Answer:
    """One's own; else of people in the units that one oversees."""
    acting = user.acting
    if acting is None:
        return Denied(UNASSIGNED)
    if person.pk == acting.person_id and acting.seen_unit_ids:
        return True
    if not (answer := may_see_workload(user)):
        return answer
    on = acting.taken_on or clock.today()
    seats = Appointment.objects.current(on).filter(person=person)
    if seats.filter(unit__in=acting.seen_unit_ids).exists():
        return True
    return Denied("Người này không làm việc trong đơn vị do anh, chị phụ trách.")
