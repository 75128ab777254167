"""Open tasks of conclusions go on with the heir; what was done, and issued papers, stay."""

import datetime
from collections.abc import Collection, Mapping

from django.db.models import Q, QuerySet

from meetings.models import Addressee, DirectiveTask, Meeting, TaskEvent
from procuracy.web.dates import screen_day
from units.models import MovedRow, Reorganisation, User
from units.reorganising.ledger import Ledger
from units.reorganising.protocol import NAMED, Change, Counted, Done, Line

TASKS = "meetings.tasks"


class Tasks:
    key = "meetings.tasks"
    heading = "Nhiệm vụ theo kết luận"
    moves = frozenset({"meetings.DirectiveTask.unit", "meetings.Addressee.unit"})
    # Who handed a task over to whom, and who asked, is what happened then; when leaders are told of
    # late tasks each office says for itself.
    stays = frozenset(
        {
            "meetings.HandOver.from_unit",
            "meetings.HandOver.to_unit",
            "meetings.Directive.asked_by",
            "meetings.EscalationTerm.office",
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
        left = ledger.repoint(DirectiveTask, "unit_id", ids, ways, once_in=once)
        _note(change, ledger.record, ids, ways, left)
        addressed = list(_addressed(change).values_list("pk", flat=True))
        once = ["directive_id", "appointment_id", "group_id"]
        surplus = ledger.repoint(Addressee, "unit_id", addressed, ways, once_in=once)
        ledger.remove(Addressee, surplus)

    def _take_over(self, change: Change, ledger: Ledger, ids: list[int]) -> None:
        """Whoever was to do it, or was in charge, does it from the position that follows."""
        for column in ("appointment", "in_charge"):
            held = DirectiveTask.objects.filter(
                pk__in=ids, **{f"{column}__in": list(change.appointments)}
            )
            rows = list(held.values_list("pk", flat=True))
            ledger.repoint(DirectiveTask, f"{column}_id", rows, change.appointments)

    def undone(self, record: Reorganisation, *, by: User, at: datetime.datetime) -> None:
        """Into the trail of each task that stands where it stood again."""
        told = TaskEvent.objects.filter(reorganisation=record).values("task")
        tasks = DirectiveTask.objects.filter(pk__in=told)
        text = f"Hoàn tác sắp xếp tổ chức theo {record.instrument}: nhiệm vụ về đơn vị trước."
        TaskEvent.objects.bulk_create(
            TaskEvent(
                task=task,
                state=task.state,
                is_note=True,
                text=text,
                by=by,
                at=at,
                reorganisation=record,
            )
            for task in tasks.order_by("pk")
        )

    def undo(self, done: Done) -> list[str]:
        return []


def _note(
    change: Change,
    record: Reorganisation,
    ids: Collection[int],
    ways: Mapping[int, int],
    left: Collection[int],
) -> None:
    """Into the trail of each: from whom to whom, by which decision. `left`: those that stay with
    the unit that ended, where its heir has one of the same directive."""
    sources = {unit.pk: unit.short_name for unit in change.sources}
    names = {heir.pk: heir.name for heir in change.heirs}
    heirs = {old: names[new] for old, new in ways.items()}
    before = dict(
        MovedRow.objects.filter(
            reorganisation=record, table=DirectiveTask._meta.db_table, row_id__in=ids
        ).values_list("row_id", "before__unit_id")
    )
    TaskEvent.objects.bulk_create(
        TaskEvent(
            task=task,
            state=task.state,
            is_note=True,
            text=_moved(
                sources[old := before.get(task.pk, task.unit_id)],
                heirs[old],
                record,
                is_left=task.pk in left,
            ),
            by=record.by,
            at=record.at,
            reorganisation=record,
        )
        for task in DirectiveTask.objects.filter(pk__in=ids).order_by("pk")
    )


def _moved(old: str, new: str, record: Reorganisation, *, is_left: bool) -> str:
    words = f"theo {record.instrument}, từ ngày {screen_day(record.on)}"
    if is_left:
        return (
            f"{old} kết thúc {words}; {new} trả lời nhiệm vụ này cùng nhiệm vụ của mình từ cùng ý "
            "kiến chỉ đạo."
        )
    return f"Chuyển từ {old} sang {new} {words}."


def _open_tasks(change: Change) -> QuerySet[DirectiveTask]:
    return DirectiveTask.objects.open().filter(unit__in=change.source_ids).order_by("pk")


def _addressed(change: Change) -> QuerySet[Addressee]:
    """Frozen is what stands in a numbered notice, or ended without one."""
    unfrozen = Meeting.objects.filter(
        Q(notice__isnull=True) & ~Q(state__in=["closed", "cancelled"])
        | Q(notice__state__in=["draft", "approved", "signed"], notice__released_at__isnull=True)
    )
    rows = Addressee.objects.filter(unit__in=change.source_ids, directive__meeting__in=unfrozen)
    return rows.order_by("pk")
