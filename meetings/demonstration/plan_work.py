"""What is done to the current year's plans: people in charge, progress, a supplement. Invented."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.utils import timezone

from meetings.demonstration.script import HANOI
from targets import plan_documents, plan_numbering
from targets.models import Plan, PlanProgress, PlanTask, WorkYear
from targets.plans import lines, states, supplements, versions
from units.delivering import hand_over
from units.models import Appointment, Document, Person, Role, Unit, User

PROVINCE, SUPPLEMENTED = "QT2", "QT2-P9"
Stage = PlanProgress.Stage
Said = dict[int, tuple[str, int | None, str]]
# By the task's place in its plan: stage, percent, what was said.
REPORTED: dict[str, Said] = {
    PROVINCE: {
        1: (Stage.DOING, 40, "Đã rà soát tin báo tồn của 8 VKSND khu vực, còn 31 tin quá 2 tháng."),
        3: (Stage.HELD_UP, None, "Máy quét hỏng ở hai đơn vị, đang chờ sửa chữa."),
        4: (Stage.DONE, 100, "Đã trình Đề án vị trí việc làm."),
    },
    SUPPLEMENTED: {
        1: (Stage.DONE, 100, "Đã hướng dẫn 8/8 khu vực bằng văn bản."),
        2: (Stage.PREPARING, 10, "Đã chọn vụ án cho hai phiên tòa đầu tiên."),
    },
}
SUPPLEMENT = "Thực hiện kết luận giao ban về trả lời thỉnh thị đúng hạn"
ADDED = "Lập sổ theo dõi thỉnh thị, nhắc trước hạn 3 ngày"


def play(units: dict[str, Unit], year: WorkYear, today: datetime.date) -> None:
    plans = {
        plan.unit.code: plan
        for plan in Plan.objects.filter(work_year=year, unit__code__startswith=PROVINCE)
        .select_related("unit", "work_year")
        .order_by("pk")
    }
    seats = _seats(units.values(), today)
    for plan in plans.values():
        _put_in_charge(plan, seats, units[PROVINCE])
    at = datetime.datetime.combine(today, datetime.time(9), HANOI) - datetime.timedelta(days=9)
    head = _account(seats[units[PROVINCE].pk], Role.PROVINCE_HEAD)
    chief = _account(seats[units[SUPPLEMENTED].pk], Role.UNIT_HEAD)
    if head is None or chief is None:
        return
    begun = datetime.datetime.combine(year.starts_on, datetime.time(9), HANOI)
    begun += datetime.timedelta(days=20)
    for code, by, when in ((PROVINCE, head, begun), (SUPPLEMENTED, chief, at)):
        Plan.objects.filter(pk=plans[code].pk).update(approved_by=by, approved_at=when)
        versions.freeze(plans[code], by=by, at=when)
        _report(plans[code], REPORTED[code], by, at + datetime.timedelta(days=3))
    issue(plans[PROVINCE], head, begun)
    _supplement(plans[SUPPLEMENTED], chief, at + datetime.timedelta(days=4))


def issue(plan: Plan, by: User, at: datetime.datetime) -> Document:
    """The province's plan goes through the registry before anything else of its year."""
    paper = plan_documents.prepare(plan, by=by, at=at)
    plan_documents.approve(paper, edition=paper.edition, by=by, at=at)
    plan_documents.record_signature(paper, signed_on=timezone.localdate(at), by=by, at=at)
    document = plan_numbering.number(paper, dated_on=timezone.localdate(at), by=by, at=at)
    for unit in paper.recipients.all():
        hand_over(document, unit.pk, at=at)
    plan_documents.release(paper, by=by, at=at)
    return document


def _seats(units: Iterable[Unit], today: datetime.date) -> dict[int, list[Appointment]]:
    rows = Appointment.objects.current(today).filter(unit__in=list(units))
    held: dict[int, list[Appointment]] = defaultdict(list)
    for seat in rows.select_related("person").order_by("pk"):
        held[seat.unit_id].append(seat)
    return held


def _put_in_charge(plan: Plan, seats: dict[int, list[Appointment]], province: Unit) -> None:
    """A deputy of the province leads; a unit's people take turns, its first ones more often."""
    deputies = [s.person for s in seats[province.pk] if s.role == Role.PROVINCE_DEPUTY]
    tasks = list(plan.tasks.order_by("order"))
    link, links = PlanTask.people.through, []
    for place, task in enumerate(tasks):
        if deputies:
            task.leader = deputies[place % len(deputies)]
        own = _workers(seats[task.lead_id])
        links += (
            [
                link(plantask_id=task.pk, person_id=person.pk)
                for person in dict.fromkeys([own[0], own[place % len(own)]])
            ]
            if own
            else []
        )
        if place % 3 == 1 and not task.solutions:
            task.solutions = "Giao chỉ tiêu từng tháng; kiểm điểm tại giao ban."
    PlanTask.objects.bulk_update(tasks, ["leader", "solutions"])
    link.objects.bulk_create(links)


def _workers(seats: list[Appointment]) -> list[Person]:
    return [
        s.person for s in seats if s.role in (Role.UNIT_CLERK, Role.UNIT_DEPUTY, Role.OFFICE_STAFF)
    ]


def _account(seats: list[Appointment], role: str) -> User | None:
    holder = next((seat.person_id for seat in seats if seat.role == role), None)
    return User.objects.filter(person=holder).first() if holder else None


def _report(
    plan: Plan,
    said: Said,
    by: User,
    at: datetime.datetime,
) -> None:
    tasks = {task.order: task for task in plan.tasks.all()}
    PlanProgress.objects.bulk_create(
        PlanProgress(task=tasks[place], stage=stage, percent=percent, text=text, by=by, at=at)
        for place, (stage, percent, text) in said.items()
    )
    done = [tasks[place].pk for place, (stage, *_) in said.items() if stage == Stage.DONE]
    PlanTask.objects.filter(pk__in=done).update(done_on=timezone.localdate(at))


def _supplement(plan: Plan, by: User, at: datetime.datetime) -> None:
    """A line more and a later day, approved: the first version stays beside the second."""
    supplements.open_supplement(plan, reason=SUPPLEMENT, by=by, at=at)
    lines.add_task(
        PlanTask(content=ADDED, lead=plan.unit, product="Sổ theo dõi", due_text="hằng tuần"),
        plan=plan,
        by=by,
    )
    later = plan.tasks.open().filter(due_on__isnull=False).order_by("order").first()
    if later and later.due_on:
        later.due_on += datetime.timedelta(days=15)
        lines.change_task(later, by=by)
    states.approve(plan, by=by, at=at)
