"""Open tasks of conclusions go on with the heir; what was done, and issued papers, stay."""

from django.db.models import Q, QuerySet

from meetings.models import Addressee, DirectiveTask, Meeting
from units.reorganising.ledger import Ledger
from units.reorganising.protocol import NAMED, Change, Counted, Done, Line

TASKS = "meetings.tasks"


class Tasks:
    key = "meetings.tasks"
    heading = "Nhiệm vụ theo kết luận"
    moves = frozenset({"meetings.DirectiveTask.unit", "meetings.Addressee.unit"})
    # Who handed a task over to whom, and who asked, is what happened then.
    stays = frozenset(
        {
            "meetings.HandOver.from_unit",
            "meetings.HandOver.to_unit",
            "meetings.Directive.asked_by",
        }
    )

    def count(self, change: Change) -> Counted:
        tasks, addressed = _open_tasks(change), _addressed(change)
        ended = DirectiveTask.objects.filter(
            unit__in=change.source_ids, state__in=DirectiveTask.ENDED
        )
        follows = [
            Line(
                "nhiệm vụ chưa xong",
                tasks.count(),
                [str(task.directive) for task in tasks.select_related("directive")[:NAMED]],
                "cùng một chỉ đạo: đơn vị kế thừa trả lời cả nhiệm vụ của đơn vị trước",
            ),
            Line(
                "đối tượng thực hiện trong kết luận chưa ban hành",
                addressed.count(),
                [str(row.directive) for row in addressed.select_related("directive")[:NAMED]],
            ),
        ]
        stays = [Line("nhiệm vụ đã xong hoặc thu hồi", ended.count())]
        waiting = follows[0].count + follows[1].count
        return Counted(follows, stays, change.ask_where(TASKS, "Nhiệm vụ theo kết luận", waiting))

    def move(self, change: Change, ledger: Ledger) -> None:
        ways = change.way_ids(TASKS)
        ids = list(_open_tasks(change).values_list("pk", flat=True))
        self._take_over(change, ledger, ids)
        # Of several tasks of one directive the first goes on; the others are answered where they
        # stand, for a successor's rows include its predecessors'.
        once = ["directive_id", "appointment_id", "occurrence"]
        ledger.repoint(DirectiveTask, "unit_id", ids, ways, once_in=once)
        addressed = list(_addressed(change).values_list("pk", flat=True))
        once = ["directive_id", "appointment_id", "group_id"]
        surplus = ledger.repoint(Addressee, "unit_id", addressed, ways, once_in=once)
        ledger.remove(Addressee, surplus)

    def _take_over(self, change: Change, ledger: Ledger, ids: list[int]) -> None:
        """Whoever was to do it does it from the position that follows."""
        held = DirectiveTask.objects.filter(pk__in=ids, appointment__in=change.appointments)
        rows = list(held.values_list("pk", "appointment_id"))
        ledger.repoint(DirectiveTask, "appointment_id", [pk for pk, _ in rows], change.appointments)

    def undo(self, done: Done) -> list[str]:
        return []


def _open_tasks(change: Change) -> QuerySet[DirectiveTask]:
    return DirectiveTask.objects.open().filter(unit__in=change.source_ids).order_by("pk")


def _addressed(change: Change) -> QuerySet[Addressee]:
    """Frozen is what stands in a numbered notice, or ended without one."""
    unfrozen = Meeting.objects.filter(
        Q(notice__isnull=True) & ~Q(state__in=["closed", "cancelled"])
        | Q(notice__state__in=["draft", "approved", "signed"])
    )
    rows = Addressee.objects.filter(unit__in=change.source_ids, directive__meeting__in=unfrozen)
    return rows.order_by("pk")
