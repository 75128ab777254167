"""The succession assistant."""

from tests.access_table.people import OFFICE, RUNS, SEATED
from tests.access_table.rows import FORM, POST, Parts, page

# The succession assistant: run by a province's Office, read by whoever watches the organisation.
READS_CHANGES = RUNS | {"personnel", "inspector"}
REORGANISED = "?kind=merge&on=01/11/2026"
ASSUMED: Parts = {
    "pk": lambda world: world["unit_region"].pk,
    "succession": lambda world: world["succession"].pk,
}

REORGANISATIONS = [
    page("units:reorganisation_list", may=READS_CHANGES),
    page("units:reorganisation_detail", "reorganisation", may=READS_CHANGES),
    page(
        "units:reorganisation_undo",
        "reorganisation",
        may=OFFICE,
        sees=READS_CHANGES,
        methods=POST,
    ),
    page("units:reorganisation_create", may=OFFICE, methods=FORM, query=REORGANISED),
    page("units:reform_load", may=OFFICE, methods=POST),
    page(
        "units:predecessor_create",
        "unit_region",
        may=OFFICE,
        sees=SEATED,
        methods=FORM,
        outside=403,
    ),
    *(
        page(
            f"units:predecessor_{act}",
            "unit_region",
            may=OFFICE,
            sees=SEATED,
            methods=POST,
            outside=403,
            parts=ASSUMED,
        )
        for act in ("verify", "drop")
    ),
]
