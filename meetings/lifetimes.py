"""Meetings and tasks that would lie outside a unit's life (units.lifetimes)."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.text import Truncator

from meetings.models import DirectiveTask, Inspection, Meeting
from procuracy.web.dates import screen_month
from units.lifetimes import Left, Life, left, register
from units.models import Unit


@register
def of_this_app(unit: Unit, life: Life) -> Iterator[Left]:
    """A task is open until it is confirmed, whenever it is due: nobody would answer for it."""
    if life.ends:
        tasks = DirectiveTask.objects.filter(unit=unit).exclude(state__in=DirectiveTask.ENDED)
        named = tasks.select_related("directive")
        yield from left("nhiệm vụ chưa xong", named, _quoted)
        ahead = Inspection.objects.unheld().filter(Q(unit=unit) | Q(lead=unit))
        yield from left(
            "cuộc kiểm tra chưa thực hiện",
            ahead.order_by("planned_month", "pk"),
            lambda row: f"{row.get_mode_display()} {screen_month(row.planned_month)}",
        )
    meetings = Meeting.objects.exclude(state=Meeting.State.CANCELLED).filter(
        Q(organiser=unit) | Q(host=unit), life.beyond("starts_at__date")
    )
    yield from left("hội nghị", meetings.order_by("starts_at"), lambda row: row.title)


def _quoted(task: DirectiveTask) -> str:
    return f"“{Truncator(task.directive.text).chars(60)}”"
