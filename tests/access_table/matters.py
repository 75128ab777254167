"""Watched matters: of Phòng 9, in registers that all offices share."""

from tests.access_table.people import (
    KNOWS_MEETING,
    OFFICE,
    OUTSIDERS,
    RUNS,
    STAFF,
    UNIT,
)
from tests.access_table.rows import FORM, POST, page

# Positions that have no part in cases.
ASIDE = {"registry", "region_registry", "personnel"}
READERS = STAFF - ASIDE
# Leadership, Office and inspection do not write what units write; the Office is a unit, too.
WRITERS = READERS - {"head", "deputy", "inspector"}
OF_UNIT = RUNS | UNIT | {"inspector"}

MATTERS = [
    *(page(f"meetings:matter_list{how}", may=READERS) for how in ("", "_print", "_sheet")),
    page("meetings:matter_month", may=WRITERS),
    page("meetings:matter_keep_all", may=WRITERS, methods=POST),
    page("meetings:matter_count_save", may=WRITERS, methods=POST),
    *(
        page(
            f"meetings:matter_register{how}",
            "matter_register",
            may=READERS,
            sees=ASIDE | OUTSIDERS,
            is_common=True,
            asks_first=True,
        )
        for how in ("", "_print", "_sheet")
    ),
    page(
        "meetings:matter_create",
        "matter_register",
        may=WRITERS,
        sees=STAFF | OUTSIDERS,
        methods=FORM,
        is_common=True,
        asks_first=True,
    ),
    *(
        page(
            f"meetings:matter_unit{how}",
            "unit_department",
            may=OF_UNIT,
            sees=ASIDE | OUTSIDERS,
            asks_first=True,
        )
        for how in ("", "_print", "_sheet")
    ),
    page("meetings:matter_detail", "matter", may=OF_UNIT),
    page("meetings:matter_update", "matter", may=UNIT, sees=OF_UNIT, methods=POST),
    page("meetings:matter_edit", "matter", may=UNIT, sees=OF_UNIT, methods=FORM),
    page("meetings:matter_close", "matter", may=UNIT, sees=OF_UNIT, methods=FORM),
    page("meetings:matter_reopen", "closed_matter", may=UNIT, sees=OF_UNIT, methods=FORM),
    *(
        page(
            f"meetings:matter_changes{how}",
            "in_session_meeting",
            may=KNOWS_MEETING - ASIDE,
            sees=KNOWS_MEETING,
        )
        for how in ("", "_print", "_sheet")
    ),
    # The registers themselves: a catalogue of the provinces' Offices.
    page("meetings:matter_register_list", may=OFFICE),
    page("meetings:matter_register_create", may=OFFICE, methods=FORM),
    page(
        "meetings:matter_register_edit",
        "matter_register",
        may=OFFICE,
        sees=STAFF,
        methods=FORM,
        is_common=True,
    ),
    page(
        "meetings:matter_register_switch",
        "matter_register",
        may={"office_head"},
        sees=STAFF,
        methods=FORM,
        is_common=True,
    ),
]
