"""A closed volume of each office, and what was decided when its time was over."""

from django.utils import timezone

from meetings.models import Disposal, RetentionRule, Volume, VolumeOrder
from meetings.role_table.world import SINCE, World
from units.models import Document, User


def keep(world: World, document: Document, by: User, where: str) -> None:
    order = VolumeOrder.objects.create(
        office=document.office,
        kind=document.kind,
        starts_on=SINCE,
        ends_on=SINCE,
        document_ids=[document.pk],
        asked_by=by,
        asked_at=timezone.now(),
    )
    world.add(order, where)
    volume = Volume.objects.create(
        order=order,
        office=document.office,
        kind=document.kind,
        starts_on=SINCE,
        ends_on=SINCE,
        year=SINCE.year,
        number=1,
        facts={"documents": []},
        pdf=b"",
        sha256="",
        page_count=1,
        document_count=1,
        closed_at=timezone.now(),
        closed_by=by,
    )
    world.add(volume, where)
    decided = Disposal.objects.create(
        office=document.office,
        outcome=Disposal.Outcome.EXTENDED,
        code="mẫu",
        decided_on=SINCE,
        reason="mẫu",
        at=timezone.now(),
        by=by,
    )
    world.add(decided, where)


def set_terms(world: World) -> None:
    """Common: no office's own."""
    rule, _ = RetentionRule.objects.get_or_create(
        office=None, document_kind="TB", rhythm="", defaults={"source": "mẫu"}
    )
    world.add(rule)
