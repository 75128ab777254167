"""Consolidated reports and to whom they were sent, as rules are asked about them."""

import datetime

from django.utils import timezone

from meetings.consolidating.readers import OFFERED
from meetings.models import ConsolidatedLine, ConsolidatedReport, Meeting, ReportDelivery
from meetings.role_table.world import HOME, World
from units.models import User


def consolidate(world: World, meeting: Meeting, by: User, where: str) -> None:
    seat = by.acting
    assert seat
    day = datetime.date(2000, 1, 1)
    report = ConsolidatedReport.objects.create(
        meeting=meeting, since=day, until=day, subject="mẫu", recipients_text="mẫu", signer=seat
    )
    world.add(report, where)
    line = ConsolidatedLine.objects.create(report=report, order=1, text="mẫu", is_own=True)
    world.add(line, where)
    if where != HOME:
        return
    for user in world.users.values():
        if user.acting and user.person and user.acting.role in OFFERED:
            sent = ReportDelivery.objects.create(
                report=report,
                person=user.person,
                unit=user.acting.unit,
                delivered_at=timezone.now(),
            )
            world.add(sent, where)
