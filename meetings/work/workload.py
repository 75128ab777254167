"""How much each person and each unit has to do now, so that the able are not overloaded.

Counted are open lines of approved plans and tasks of conclusions that nobody has answered yet. A
task that was put into a plan is counted there only.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from meetings.models import DirectiveTask
from procuracy.web.dates import screen_day
from procuracy.web.numbers import format_number
from targets.charts import bars
from targets.models import PlanTask
from targets.sections import Cell, Head, Page, Section, counted, plain
from units.models import Appointment, Person, Unit, User

SOON = datetime.timedelta(days=14)
CHARTED = 12
# More than this times what others have on average is said to be much.
MUCH, AT_LEAST = Fraction(3, 2), 3
# Whose a task is: whom the unit put in charge, else who was addressed.
DOER = Coalesce("in_charge__person", "appointment__person")
HEADS = (
    Head("Kế hoạch", 9, is_number=True),
    Head("Kết luận", 9, is_number=True),
    Head("Tổng", 7, is_number=True),
    Head("Quá hạn", 8, is_number=True),
    Head("Đến hạn 14 ngày", 10, is_number=True),
)


@dataclass
class Load:
    """Open tasks of one unit or person; `led`: those a leader oversees, not counted in."""

    name: str
    where: str = ""
    link: str = ""
    plan: int = 0
    directive: int = 0
    late: int = 0
    soon: int = 0
    led: int = 0

    @property
    def all(self) -> int:
        return self.plan + self.directive


@dataclass
class Workload:
    units: list[Load] = field(default_factory=list)
    people: list[Load] = field(default_factory=list)
    idle: int = 0

    @property
    def mean(self) -> Fraction:
        """Of people who have something to do."""
        busy = [load.all for load in self.people if load.all]
        return Fraction(sum(busy), len(busy)) if busy else Fraction(0)

    def is_heavy(self, load: Load) -> bool:
        return load.all >= AT_LEAST and load.all > self.mean * MUCH


def workload(acting: Appointment, today: datetime.date, unit: Unit | None = None) -> Workload:
    """Of all units that the position oversees, or of one of them. A fixed number of queries."""
    units = {row.pk: row for row in units_seen(acting, today) if unit is None or row == unit}
    seats = seats_in(units, today)
    loads = {pk: Load(row.short_name, link=_of_unit(pk)) for pk, row in units.items()}
    people = {
        seat.person_id: Load(
            seat.person.full_name,
            f"{seat.position}, {units[seat.unit_id].short_name}",
            reverse("meetings:workload_person", args=[seat.person_id]),
        )
        for seat in reversed(seats)
    }
    plan, directives = PlanTask.objects.running(), directives_open()
    _add(loads, "plan", plan.filter(lead__in=units), "lead", today)
    _add(loads, "directive", directives.filter(unit__in=units), "unit", today)
    _add(people, "plan", plan.filter(people__in=people), "people", today)
    charged = directives.annotate(doer=DOER).filter(doer__in=people)
    _add(people, "directive", charged, "doer", today)
    for pk, count in _counts(plan.filter(leader__in=people), "leader").items():
        people[pk].led = count
    busy = [load for load in people.values() if load.all or load.led]
    return Workload(
        sorted(loads.values(), key=lambda load: -load.all),
        sorted(busy, key=lambda load: (-load.all, -load.late, load.name)),
        len(people) - len(busy),
    )


def units_seen(acting: Appointment, today: datetime.date) -> list[Unit]:
    """Existing ones, in the order of the office."""
    rows = Unit.objects.filter(pk__in=acting.seen_unit_ids).existing(today).named(today)
    return list(rows.order_by("order"))


def seats_in(units: Iterable[int], today: datetime.date) -> list[Appointment]:
    rows = Appointment.objects.current(today).filter(unit__in=list(units))
    return list(rows.select_related("person").order_by("valid_from", "pk"))


def people_seen(acting: Appointment, today: datetime.date) -> QuerySet[Person]:
    seats = Appointment.objects.current(today).filter(unit__in=acting.seen_unit_ids)
    return Person.objects.filter(pk__in=seats.values("person"))


def directives_open() -> QuerySet[DirectiveTask]:
    """In force, with the addressee, and in no plan that people work by."""
    rows = DirectiveTask.objects.active().to_answer().order_by()
    return rows.exclude(plan_task__in=PlanTask.objects.running().order_by().values("pk"))


def tasks_of(person: Person, reader: User) -> dict[str, QuerySet[Any]]:
    """What one person has to do: by plan, as a leader, by conclusions."""
    soonest = F("due_on").asc(nulls_last=True)
    running = PlanTask.objects.running().select_related("plan").order_by(soonest, "pk")
    return {
        "plan": running.filter(people=person),
        "led": running.filter(leader=person),
        "directive": directives_open()
        .annotate(doer=DOER)
        .filter(doer=person.pk, pk__in=DirectiveTask.objects.visible_to(reader).values("pk"))
        .select_related("directive__meeting", "directive__finding__inspection")
        .order_by(soonest, "pk"),
    }


def page(found: Workload, today: datetime.date, unit: Unit | None = None) -> Page:
    """The workload as a dashboard: the same on the screen, on paper and in a workbook."""
    notes = [
        "Tính nhiệm vụ chưa xong trong kế hoạch đã phê duyệt và nhiệm vụ theo kết luận chưa báo "
        "cáo; nhiệm vụ đã đưa vào chương trình tính một lần.",
    ]
    if found.idle:
        notes.append(f"{format_number(found.idle)} người chưa phụ trách nhiệm vụ nào.")
    return Page(
        title="Khối lượng công việc",
        subtitle=unit.short_name if unit else "",
        file="khoi-luong-cong-viec",
        period=f"Nhiệm vụ đang mở đến ngày {screen_day(today)}",
        sections=[_people(found), _units(found)],
        notes=notes,
    )


def _people(found: Workload) -> Section:
    rows = [
        [
            Cell(load.name, load.link, note="nhiều việc" if found.is_heavy(load) else ""),
            plain(load.where),
            *_numbers(load),
            counted(load.led),
        ]
        for load in found.people
    ]
    mean = round(found.mean, 1)
    busiest = [load for load in found.people if load.all][:CHARTED]
    words = "Nhiệm vụ đang mở của những người nhiều việc nhất; vạch dọc là mức chung."
    drawn = [(load.name, load.all, str(load.all)) for load in busiest]
    led = Head("Chỉ đạo", 8, is_number=True)
    return Section(
        "Theo người phụ trách",
        [Head("Họ và tên", 20), Head("Chức vụ, đơn vị"), *HEADS, led],
        rows,
        sheet="Theo người",
        chart=bars(words, drawn, mean) if drawn else None,
        notes=[
            "Nhiều việc: từ 3 nhiệm vụ và hơn một lần rưỡi mức chung của những người đang có việc. "
            "Chỉ đạo: nhiệm vụ người đó là lãnh đạo phụ trách, không cộng vào tổng."
        ],
        empty="Chưa có nhiệm vụ nào được giao đến người: ghi người phụ trách trong từng nhiệm vụ "
        "của kế hoạch.",
    )


def _units(found: Workload) -> Section:
    return Section(
        "Theo đơn vị chủ trì",
        [Head("Đơn vị"), *HEADS],
        [[Cell(load.name, load.link), *_numbers(load)] for load in found.units],
        sheet="Theo đơn vị",
        empty="Chưa có đơn vị nào.",
    )


def _numbers(load: Load) -> list[Cell]:
    return [counted(n) for n in (load.plan, load.directive, load.all, load.late, load.soon)]


def _of_unit(pk: int) -> str:
    return reverse("meetings:workload") + f"?unit={pk}"


def _add(
    loads: Mapping[int, Load], kind: str, rows: QuerySet[Any], key: str, today: datetime.date
) -> None:
    found = (
        rows.order_by()
        .values(key)
        .annotate(
            n=Count("pk"),
            late_n=Count("pk", filter=Q(due_on__lt=today)),
            soon_n=Count("pk", filter=Q(due_on__range=(today, today + SOON))),
        )
    )
    for row in found:
        load = loads.get(row[key])
        if load is not None:
            setattr(load, kind, row["n"])
            load.late += row["late_n"]
            load.soon += row["soon_n"]


def _counts(rows: QuerySet[Any], key: str) -> Counter[int]:
    return Counter(dict(rows.order_by().values_list(key).annotate(n=Count("pk"))))
