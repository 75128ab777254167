"""A month of figures on its way, corrections and deadlines."""

from typing import Any

from tests.access_table.of_unit import MONTH, of_unit
from tests.access_table.people import (
    ALL,
    KEEPS_OR_READS,
    OFFICE,
    READS_UNIT,
    REGION,
    REGION_ALL,
    STAFF,
    UNIT,
    UNIT_LEADERS,
)
from tests.access_table.rows import FORM, POST, Row, page

# A month of the region on its way: its own people, and who leads, keeps or inspects the province.
READS_REGION = KEEPS_OR_READS | REGION_ALL


def of_submission(name: str, may: set[str], thing: str = "submission", **more: Any) -> Row:
    return page(name, thing, may=may, sees=READS_REGION, methods=more.pop("methods", POST), **more)


SUBMISSIONS = [
    page("targets:submission_list", may=STAFF),
    *(page(f"targets:submission_board{view}", may=STAFF) for view in ("", "_print", "_export")),
    of_unit("targets:submission_detail", READS_UNIT, parts=MONTH),
    of_unit("targets:submission_submit", UNIT, READS_UNIT, parts=MONTH, methods=POST),
    of_unit("targets:submission_send", UNIT_LEADERS, READS_UNIT, parts=MONTH, methods=POST),
    of_submission("targets:submission_confirm", {"region_head"}),
    of_submission("targets:submission_return", OFFICE | {"region_head"}),
    of_submission("targets:submission_accept", OFFICE),
    of_submission(
        "targets:correction_create",
        REGION,
        "accepted_submission",
        methods=FORM,
        parts={
            "pk": lambda world: world["accepted_submission"].pk,
            "indicator": lambda world: world["indicator"].pk,
        },
    ),
    page("targets:correction_list", may=STAFF),
    page("targets:correction_detail", "correction", may=READS_REGION),
    of_submission("targets:correction_approve", OFFICE, "correction"),
    of_submission("targets:correction_refuse", OFFICE, "correction"),
    *(
        page(
            f"targets:deadline_{act}",
            "month",
            may=OFFICE,
            sees=ALL,
            methods=how,
            parts={"period": lambda world: world["month"].pk},
            is_common=True,
        )
        for act, how in {"edit": FORM, "extend": POST}.items()
    ),
    of_submission("targets:deadline_drop", OFFICE, "extension"),
]
