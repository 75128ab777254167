"""Papers of a meeting and what was kept of it, as rules are asked about them."""

from django.utils import timezone

from meetings.models import Invitation, Meeting, MinutesDocument, MinutesVersion
from meetings.role_table.world import World
from units.models import Appointment, PaperComment, User


def conclude_once(world: World, meeting: Meeting, by: User, where: str) -> None:
    seat = by.acting
    assert seat
    version = MinutesVersion.objects.create(
        meeting=meeting, number=1, content={}, sha256="", by=by, at=timezone.now()
    )
    world.add(version, where)
    invitation = _invitation(meeting, seat)
    world.add(invitation, where)
    said = PaperComment.objects.create(
        kind=invitation.label, paper_id=invitation.pk, text="mẫu", by=by, at=timezone.now()
    )
    world.add(said, where)
    record = MinutesDocument.objects.create(
        meeting=meeting,
        version=version,
        subject="mẫu",
        recipients_text="mẫu",
        signer=seat,
        secretary=seat,
    )
    world.add(record, where)


def _invitation(meeting: Meeting, seat: Appointment) -> Invitation:
    return Invitation.objects.create(
        meeting=meeting,
        subject="mẫu",
        invited="mẫu",
        event="mẫu",
        chair="mẫu",
        time="mẫu",
        place="mẫu",
        recipients_text="mẫu",
        signer=seat,
    )
