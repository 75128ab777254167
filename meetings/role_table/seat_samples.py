"""Who sits where in a sample meeting, and waits to speak."""

from django.utils import timezone

from meetings.models import Attendance, Meeting, Site, SpeakerTurn
from meetings.role_table.world import World
from units.models import Unit, User


def seat_people(world: World, meeting: Meeting, units: list[Unit], by: User, where: str) -> None:
    """A site for each unit, with one person whom nobody of the table is."""
    assert by.person
    for order, unit in enumerate(units):
        site = Site.objects.create(meeting=meeting, unit=unit, name=f"mẫu {order}")
        world.add(site, where)
        if order:
            continue
        row = Attendance.objects.create(
            meeting=meeting, site=site, unit=unit, person=by.person, position="mẫu"
        )
        world.add(row, where)
        turn = SpeakerTurn.objects.create(
            meeting=meeting, attendance=row, order=1, asked_at=timezone.now()
        )
        world.add(turn, where)
