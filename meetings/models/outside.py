"""Directives that an office gives outside meetings, as a page of their own shows them."""

from typing import TYPE_CHECKING

from django.db import models

from meetings.models.directive_tasks import DirectiveTask
from meetings.models.directives import Directive
from units.models import Role

if TYPE_CHECKING:
    from units.models import User


class OutsideDirectiveQuerySet(models.QuerySet["OutsideDirective"]):
    def visible_to(self, user: "User") -> "OutsideDirectiveQuerySet":
        """The giver's leadership, Office, registry and inspectors; whom one is for sees his task.

        What the finding of an inspection asks for stands with the inspection.
        """
        acting = user.acting
        if acting is None or acting.role == Role.ADMINISTRATOR:
            return self.none()
        reads = (Role.REGISTRY_CLERK, Role.INSPECTOR)
        if not (acting.leads_office or acting.keeps_office or acting.role in reads):
            return self.none()
        rows = self.filter(office_id__in=acting.office_ids)
        return rows.exclude(nature=Directive.Nature.FINDING)


class OutsideDirective(Directive):
    """Chỉ đạo ngoài hội nghị: given on a day by a leader of the office, on an occasion."""

    objects = OutsideDirectiveQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta:
        proxy = True
        verbose_name = "chỉ đạo ngoài hội nghị"
        ordering = ["-given_on", "-order", "-pk"]

    @property
    def year_number(self) -> str:
        """`12/2026`: as it is counted in its calendar year."""
        assert self.given_on
        return f"{self.order}/{self.given_on.year}"

    @property
    def is_withdrawn(self) -> bool:
        """Nothing of it is left to be done, and something was taken back."""
        states = {task.state for task in self.tasks.all()}
        withdrawn = DirectiveTask.State.WITHDRAWN
        return withdrawn in states and not states - set(DirectiveTask.ENDED)
