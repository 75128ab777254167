"""A department looks at its field in the regions; ranking."""

from collections.abc import Iterable
from typing import Any

from tests.access_table.of_unit import MONTH, TARGET
from tests.access_table.people import ALL, LEADERS, OUTSIDERS, READS_UNIT, REGION, REGION_ALL, UNIT
from tests.access_table.rows import POST, Parts, Row, page

# Phòng 9 looks at its field in the region: it reads, asks and checks; the region answers; whoever
# reads the whole province sees how far that is. Ranking is for leadership alone.
OF_FIELD: Parts = MONTH | {
    "field": lambda world: world["field"].pk,
    "unit": lambda world: world["unit_region"].pk,
}


def of_field(name: str, may: set[str], sees: Iterable[str] = (), **more: Any) -> Row:
    """The rule knows who works in a field at all before the unit is looked up."""
    sees = {*sees, *ALL}
    return page(name, "unit_region", may=may, sees=sees, parts=OF_FIELD, asks_first=True, **more)


FIELDS = [
    *(page(f"targets:field_board{way}", may=READS_UNIT) for way in ("", "_print", "_sheet")),
    of_field("targets:field_check", READS_UNIT),
    of_field("targets:field_check_ask", UNIT, READS_UNIT, methods=POST),
    of_field("targets:field_check_done", UNIT, READS_UNIT, methods=POST),
    page(
        "targets:field_question_answer",
        "field_question",
        may=REGION,
        sees=READS_UNIT | REGION_ALL,
        methods=POST,
    ),
    # Of its field a department opens the region's figures and targets, to read them.
    *(
        page(
            f"targets:{view}",
            "unit_region",
            may=READS_UNIT | REGION_ALL,
            sees=OUTSIDERS,
            parts={"unit": lambda world: world["unit_region"].pk, **parts},
            asks_first=True,
        )
        for view, parts in {"figure_entry": MONTH, "target_cell": TARGET}.items()
    ),
    *(page(f"targets:unit_ranking{view}", may=LEADERS) for view in ("", "_print")),
]
