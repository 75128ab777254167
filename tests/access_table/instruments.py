"""Instruments and awards."""

from tests.access_table.people import KEEPS_OR_READS, LEADERS, OFFICE, READS_UNIT, STAFF, UNIT
from tests.access_table.rows import FORM, POST, page

# Instruments: what was issued is common; a draft is its own office's. Awards stand with a unit.
IN_OFFICE = KEEPS_OR_READS | UNIT | {"personnel"}
KEEPS_AWARDS = OFFICE | {"personnel", "region_clerk", "absent_clerk"}
STEPS = ("submit", "recall", "issue", "replace", "restore", "attach")
INSTRUMENTS = [
    *(page(f"targets:instrument_{name}", may=STAFF) for name in ("list", "tree", "print", "sheet")),
    page("targets:instrument_create", may=OFFICE | {"region_clerk", "absent_clerk"}, methods=FORM),
    page("targets:instrument_detail", "instrument", may=STAFF, is_common=True),
    page(
        "targets:instrument_edit",
        "instrument",
        may=OFFICE,
        sees=STAFF,
        methods=FORM,
        is_common=True,
    ),
    page("targets:instrument_file", "instrument_file", may=STAFF, is_common=True),
    *(
        page(
            f"targets:instrument_{step}",
            "draft_instrument",
            may=OFFICE,
            sees=IN_OFFICE,
            methods=POST,
        )
        for step in STEPS
    ),
    *(
        page(
            f"targets:instrument_{step}",
            "draft_instrument",
            may=LEADERS,
            sees=IN_OFFICE,
            methods=POST,
        )
        for step in ("return", "approve")
    ),
    *(page(f"targets:award_{name}", may=STAFF) for name in ("list", "print", "sheet")),
    page("targets:award_create", may=KEEPS_AWARDS, methods=FORM),
    *(
        page(
            f"targets:award_{name}",
            "award",
            may=OFFICE | {"personnel"},
            sees=READS_UNIT,
            methods=FORM,
        )
        for name in ("edit", "remove")
    ),
]
