"""A watched matter of each unit, in one register."""

from django.utils import timezone

from meetings.models import Matter, MatterRegister
from meetings.role_table.world import SINCE, World
from units.models import Field, Unit, User


def watch(world: World, unit: Unit, work: Field, by: User, where: str) -> None:
    assert by.acting
    register, is_new = MatterRegister.objects.get_or_create(
        code="mau", defaults={"name": "mẫu", "short_name": "mẫu", "keeps_narrative": True}
    )
    if is_new:
        world.add(register)
    matter = Matter.objects.create(
        register=register,
        unit=unit,
        field=work,
        number="mẫu",
        stage="mẫu",
        opened_on=SINCE,
        opened_by=by.acting,
        opened_at=timezone.now(),
    )
    world.add(matter, where)
