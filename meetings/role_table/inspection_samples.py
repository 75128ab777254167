"""Lines of a yearly list: a region inspected by a department, and one that inspects itself."""

from meetings.models import Inspection, InspectionFinding
from meetings.role_table.world import SINCE, World
from targets.models import WorkYear
from units.models import Unit


def inspect(world: World, office: Unit, unit: Unit, lead: Unit, where: str) -> None:
    """The finding that was carried over is judged, the other one corrected."""
    year = WorkYear.objects.latest("year")
    before = None
    for mode in (Inspection.Mode.INSPECTED, Inspection.Mode.SELF, Inspection.Mode.AGAIN):
        row = Inspection.objects.create(
            office=office, unit=unit, lead=lead, work_year=year, mode=mode, planned_month=SINCE
        )
        world.add(row, where)
        found = InspectionFinding.objects.create(
            inspection=row,
            order=1,
            text="mẫu",
            carried_from=before if mode == Inspection.Mode.AGAIN else None,
        )
        before = found
        world.add(found, where)
