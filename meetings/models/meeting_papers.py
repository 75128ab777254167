"""What papers of a meeting have in common: who works on them before they are Documents."""

from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models

from meetings.models.meetings import Meeting
from units.models import Role
from units.models.papers import Paper

if TYPE_CHECKING:
    from units.models import User

P = TypeVar("P", bound=Paper)


class MeetingPaperQuerySet(models.QuerySet[P]):
    # It repeats rows of the meeting; an invitation does not.
    tells_rows = True

    def visible_to(self, user: "User") -> Self:
        """Drafts are for the issuing office; recipients read the issued Document instead.

        Those of a leaders' briefing for who reads it whole, and for the registry.
        """
        acting = user.acting
        if acting is None:
            return self.none()
        works = (
            acting.leads_office
            or acting.keeps_office
            or acting.role in (Role.REGISTRY_CLERK, Role.INSPECTOR)
        )
        if not works:
            return self.none()
        if acting.keeps_register or acting.reads_briefings or not self.tells_rows:
            return self.filter(meeting__organiser_id__in=acting.office_ids)
        held = Meeting.objects.filter(organiser_id__in=acting.office_ids)
        return self.filter(meeting__in=held.read_whole(user))

    def unissued(self) -> Self:
        return self.filter(document__isnull=True)
