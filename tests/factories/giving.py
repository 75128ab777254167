"""Directives outside meetings."""

import datetime
from typing import Any

from meetings.models import Addressee, AddresseeGroup, DirectiveTask, OutsideDirective
from tests.factories.common import TODAY
from units.models import Appointment, Unit


def outside_directive(
    given_by: Appointment, units: list[Unit], text: str = "Rà soát án tạm đình chỉ", **more: Any
) -> OutsideDirective:
    """With its tasks; `due_on` is theirs too."""
    on: datetime.date = more.pop("given_on", TODAY)
    made = OutsideDirective.objects.create(
        office=given_by.office, given_by=given_by, given_on=on, order=1, text=text, **more
    )
    for where in units:
        Addressee.objects.create(directive=made, unit=where)
        DirectiveTask.objects.create(directive=made, unit=where, due_on=made.due_on)
    return made


def any_group() -> AddresseeGroup:
    """One and the same for all offices."""
    rule = {"name": "Các phòng", "kinds": [Unit.Kind.DEPARTMENT.value]}
    return AddresseeGroup.objects.get_or_create(code="cac-phong", defaults=rule)[0]
