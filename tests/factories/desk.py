"""What stands beside a record: phrases and cards."""

from typing import Any

from meetings.models import Exhibit, Intervention, Phrase
from targets.models import Target
from tests.factories.common import NOW
from tests.factories.figures import indicator
from tests.factories.targets import target
from units.models import Unit


def phrase(
    office: Unit, shortcut: str = "tt", text: str = "Đơn vị tiếp thu", **more: Any
) -> Phrase:
    return Phrase.objects.create(office=office, shortcut=shortcut, text=text, **more)


def exhibit(of: Intervention, where: Unit, what: Target | None = None, **more: Any) -> Exhibit:
    """A target's card, frozen."""
    return Exhibit.objects.create(
        intervention=of,
        kind=Exhibit.Kind.TARGET,
        unit=where,
        target=what or target(indicator()),
        facts=more.pop("facts", {"title": "Tin báo đã giải quyết", "lines": []}),
        taken_at=NOW,
        taken_by=of.edited_by,
        **more,
    )
