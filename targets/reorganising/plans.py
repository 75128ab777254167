"""Open tasks go on with the heir, in a plan of its own; plans and finished tasks stay."""

from typing import Any

from django.db.models import QuerySet

from targets.models import Plan, PlanDocument, PlanTask
from units.reorganising.ledger import Ledger
from units.reorganising.protocol import NAMED, Change, Counted, Done, Line

WHERE = "targets.plans"


class Plans:
    key = "targets.plans"
    heading = "Kế hoạch"
    moves = frozenset(
        {
            "targets.PlanTask.lead",
            "targets.PlanTask.coordinating",
            "targets.PlanDocument.recipients",
        }
    )
    stays = frozenset({"targets.Plan.unit", "targets.Instrument.unit", "targets.Award.unit"})

    def count(self, change: Change) -> Counted:
        own, led = _own(change), _led(change)
        plans = Plan.objects.filter(unit__in=change.source_ids)
        tasks = PlanTask.objects.filter(plan__in=plans)
        follows = [
            Line(
                "nhiệm vụ chưa xong trong kế hoạch của đơn vị",
                own.count(),
                [str(task) for task in own[:NAMED]],
                "vào một kế hoạch tiếp nhận",
            ),
            Line(
                "nhiệm vụ chưa xong do đơn vị chủ trì trong kế hoạch khác",
                led.exclude(pk__in=own).count(),
                [str(task) for task in led.exclude(pk__in=own)[:NAMED]],
            ),
            Line("văn bản kế hoạch chưa cấp số gửi đến", _drafts_to(change).count()),
        ]
        stays = [
            Line("kế hoạch, chương trình", plans.count(), [str(plan) for plan in plans[:NAMED]]),
            Line("nhiệm vụ đã xong", tasks.exclude(done_on=None).count()),
        ]
        waiting = sum(line.count for line in follows)
        return Counted(follows, stays, change.ask_where(WHERE, "Nhiệm vụ kế hoạch", waiting))

    def move(self, change: Change, ledger: Ledger) -> None:
        ways = change.way_ids(WHERE)
        own = list(_own(change).values_list("pk", "plan_id"))
        plans = _received(change, ledger, sorted({plan for _, plan in own}), ways)
        task_ids = [task for task, _ in own]
        led = list(_led(change).values_list("pk", flat=True))
        ledger.repoint(PlanTask, "plan_id", task_ids, plans)
        _settle(ledger, task_ids)
        ledger.repoint(PlanTask, "lead_id", led, ways)
        coordinated = set(_coordinated(change).values_list("pk", flat=True))
        _recoordinate(ledger, coordinated | set(led), ways)
        _readdress(ledger, change, ways)

    def undo(self, done: Done) -> list[str]:
        return []


def _own(change: Change) -> QuerySet[PlanTask]:
    """Open tasks in the sources' own plans of the running work year and later."""
    running = PlanTask.objects.open().filter(plan__work_year__ends_on__gte=change.on)
    return running.filter(plan__unit__in=change.source_ids)


def _led(change: Change) -> QuerySet[PlanTask]:
    running = PlanTask.objects.open().filter(plan__work_year__ends_on__gte=change.on)
    return running.filter(lead__in=change.source_ids)


def _coordinated(change: Change) -> QuerySet[PlanTask]:
    running = PlanTask.objects.open().filter(plan__work_year__ends_on__gte=change.on)
    return running.filter(coordinating__in=change.source_ids).distinct()


def _settle(ledger: Ledger, task_ids: list[int]) -> None:
    """A supplement that nobody will approve any more does not hold its lines back."""
    proposed = PlanTask.objects.filter(pk__in=task_ids, is_proposed=True)
    ids = list(proposed.values_list("pk", flat=True))
    with ledger.changing(PlanTask, ids):
        PlanTask.objects.filter(pk__in=ids).update(is_proposed=False)


def _recoordinate(ledger: Ledger, task_ids: set[int], ways: dict[int, int]) -> None:
    """Each heir once, and not where it leads: leads have been settled before."""
    link = PlanTask.coordinating.through
    rows = link.objects.filter(plantask__in=task_ids)
    known = list(rows.values_list("pk", "unit_id", "plantask__lead_id"))
    leading = [pk for pk, unit, lead in known if ways.get(unit, unit) == lead]
    ledger.remove(link, leading)
    others = [pk for pk, *_ in known if pk not in leading]
    ledger.remove(link, ledger.repoint(link, "unit_id", others, ways, once_in=["plantask_id"]))


def _drafts_to(change: Change) -> QuerySet[PlanDocument]:
    """Papers of plans without a number, of which one of the sources is a recipient."""
    links = PlanDocument.recipients.through.objects.filter(unit__in=change.source_ids)
    return PlanDocument.objects.unissued().filter(pk__in=links.values("plandocument"))


def _readdress(ledger: Ledger, change: Change, ways: dict[int, int]) -> None:
    """Drafts go to the heirs, each once, and are signed in the signer's new position."""
    link = PlanDocument.recipients.through
    links = link.objects.filter(plandocument__in=_drafts_to(change)).values_list("pk", flat=True)
    surplus = ledger.repoint(link, "unit_id", list(links), ways, once_in=["plandocument_id"])
    ledger.remove(link, surplus)
    unsigned = PlanDocument.objects.filter(
        state=PlanDocument.State.DRAFT, signer__in=change.appointments
    )
    rows = list(unsigned.values_list("pk", flat=True))
    ledger.repoint(PlanDocument, "signer_id", rows, change.appointments)


def _received(
    change: Change, ledger: Ledger, plan_ids: list[int], ways: dict[int, int]
) -> dict[int, int]:
    """For each plan with open tasks one of the heir that takes them over: old id → new id."""
    plans = list(Plan.objects.filter(pk__in=plan_ids, unit__in=ways).order_by("pk"))
    names = {unit.pk: unit.short_name for unit in change.sources}
    columns: dict[str, list[Any]] = {
        "unit_id": [ways[plan.unit_id] for plan in plans],
        "title": [_title(plan, names[plan.unit_id]) for plan in plans],
        "replaces_id": [None for _ in plans],
    }
    made = ledger.copy(Plan, [plan.pk for plan in plans], columns)
    new = {plan.pk: pk for plan, pk in zip(plans, made, strict=True)}
    bases = Plan.bases.through
    rows = list(bases.objects.filter(plan__in=plans).values_list("pk", "plan_id"))
    ledger.copy(bases, [pk for pk, _ in rows], {"plan_id": [new[plan] for _, plan in rows]})
    return new


def _title(plan: Plan, source: str) -> str:
    received = f" (tiếp nhận từ {source})"
    return plan.title[: 300 - len(received)] + received
