"""What papers of a meeting have in common: who works on them before they are Documents."""

from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models

from units.models import Role
from units.models.papers import Paper

if TYPE_CHECKING:
    from units.models import User

P = TypeVar("P", bound=Paper)


class MeetingPaperQuerySet(models.QuerySet[P]):
    def visible_to(self, user: "User") -> Self:
        """Drafts are for the issuing office; recipients read the issued Document instead."""
        acting = user.acting
        if acting is None:
            return self.none()
        works = (
            acting.leads_office
            or acting.keeps_office
            or acting.role in (Role.REGISTRY_CLERK, Role.INSPECTOR)
        )
        return self.filter(meeting__organiser_id__in=acting.office_ids) if works else self.none()

    def unissued(self) -> Self:
        return self.filter(document__isnull=True)
