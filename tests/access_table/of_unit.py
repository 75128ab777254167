"""Pages of Phòng 9's figures: the rule is asked before the unit is looked up."""

from collections.abc import Iterable
from typing import Any

from tests.access_table.people import OUTSIDERS
from tests.access_table.rows import Parts, Row, page

DEPARTMENT = "unit_department"


def of_unit(name: str, may: set[str], sees: Iterable[str] = (), **more: Any) -> Row:
    """A page of Phòng 9's figures, its address made of the unit and further `parts`."""
    parts: Parts = {"unit": lambda world: world[DEPARTMENT].pk, **more.pop("parts", {})}
    return page(
        name, DEPARTMENT, may=may, sees={*sees, *OUTSIDERS}, parts=parts, asks_first=True, **more
    )


MONTH: Parts = {"month": lambda world: world["figure"].month}
LINE: Parts = MONTH | {"indicator": lambda world: world["indicator"].pk}
ITS_FIELD: Parts = MONTH | {"field": lambda world: world["indicator"].field_id}
TARGET: Parts = {"target": lambda world: world["target"].pk}
