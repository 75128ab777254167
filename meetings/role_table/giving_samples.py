"""What leaders give outside meetings, and a group that every office names."""

from django.utils import timezone

from meetings.models import AddresseeGroup, DirectiveTask, HandOver, OutsideDirective
from meetings.role_table.world import World
from units.models import Unit, User


def give_outside(world: World, office: Unit, by: User, where: str) -> None:
    group, _ = AddresseeGroup.objects.get_or_create(code="mau", defaults={"name": "mẫu"})
    world.add(group, where)
    given = OutsideDirective.objects.create(
        office=office, given_on=timezone.localdate(), given_by=by.acting, order=1, text="mẫu"
    )
    world.add(given, where)


def hand_over(task: DirectiveTask, before: Unit, by: User) -> None:
    """Each unit's task was another one's before."""
    if before != task.unit:
        HandOver.objects.create(
            task=task,
            from_unit=before,
            to_unit=task.unit,
            reason="mẫu",
            by=by,
            at=timezone.now(),
        )
