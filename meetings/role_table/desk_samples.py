"""What stands beside a record: a phrase of the office, a card in a row, a draft taken on."""

from uuid import uuid4

from django.utils import timezone

from meetings.models import DraftTakeover, Exhibit, Intervention, Meeting, PaperWording, Phrase
from meetings.role_table.world import World
from targets.models import Target
from units.models import Unit, User


def keep_phrase(world: World, office: Unit, by: User, where: str) -> None:
    phrase, is_new = Phrase.objects.get_or_create(
        office=office, shortcut="mau", defaults={"text": "mẫu"}
    )
    if is_new:
        world.add(phrase, where)
        wording = PaperWording.objects.create(
            office=office, paper=PaperWording.Paper.NOTICE, version=1, by=by, at=timezone.now()
        )
        world.add(wording, where)
        taken = DraftTakeover.objects.create(
            office=office, account=by, table="mẫu", record="1", by=by, at=timezone.now()
        )
        world.add(taken, where)


def pull_card(world: World, meeting: Meeting, unit: Unit, by: User, where: str) -> None:
    row = Intervention.objects.create(
        meeting=meeting,
        kind=Intervention.Kind.QUESTION,
        speaker_text="mẫu",
        spoken_at=timezone.now(),
        change_no=1,
        client_key=uuid4(),
        edited_by=by,
    )
    card = Exhibit.objects.create(
        intervention=row,
        kind=Exhibit.Kind.TARGET,
        unit=unit,
        target=Target.objects.all()[0],
        facts={"title": "mẫu"},
        taken_at=timezone.now(),
        taken_by=by,
    )
    world.add(card, where)
