"""What somebody does because a unit asked."""

from meetings.models import Directive, DirectiveTask
from tests.factories.common import TODAY
from units.models import Unit


def asked_task(office: Unit, where: Unit, asked_by: Unit) -> DirectiveTask:
    """In force; of another unit than the one that asked."""
    directive = Directive.objects.create(
        office=office,
        given_on=TODAY,
        order=1,
        text="Hướng dẫn đơn vị",
        nature=Directive.Nature.ANSWER,
        asked_by=asked_by,
        occasion="Trả lời khó khăn, đề xuất",
    )
    return DirectiveTask.objects.create(directive=directive, unit=where)
