"""Drawing up and editing consolidated reports, and the outlines that they come from."""

from tests.access_table.people import KEEPS_OR_READS, KNOWS_MEETING, OFFICE, RUNS, STAFF
from tests.access_table.rows import FORM, POST, Parts, page

REPORT, LINE = "consolidated_report", "consolidated_line"
OF_PROVINCE: Parts = {
    "pk": lambda world: world["meeting_kind"].pk,
    "office": lambda world: "province",
}

CONSOLIDATED_LINES = [
    page(
        "meetings:consolidated_create",
        "in_session_meeting",
        may=RUNS,
        sees=KNOWS_MEETING,
        methods=POST,
    ),
    page("meetings:consolidated_write", REPORT, may=KEEPS_OR_READS),
    page("meetings:consolidated_progress", REPORT, may=KEEPS_OR_READS),
    *(
        page(f"meetings:consolidated_{act}", REPORT, may=RUNS, sees=KEEPS_OR_READS, methods=POST)
        for act in ("draw", "present")
    ),
    page("meetings:consolidated_line", LINE, may=RUNS, sees=KEEPS_OR_READS, methods=FORM),
    *(
        page(
            f"meetings:consolidated_line_{act}",
            LINE,
            may=RUNS,
            sees=KEEPS_OR_READS,
            methods=POST,
        )
        for act in ("choose", "hide", "show", "add", "remove")
    ),
    page("meetings:outline_list", may=OFFICE),
    page(
        "meetings:outline_detail",
        "meeting_kind",
        may=OFFICE,
        sees=STAFF,
        parts=OF_PROVINCE,
        is_common=True,
    ),
    page(
        "meetings:outline_line_create",
        "meeting_kind",
        may=OFFICE,
        sees=STAFF,
        methods=FORM,
        parts=OF_PROVINCE,
        is_common=True,
    ),
    page(
        "meetings:outline_line_edit",
        "outline_line",
        may=OFFICE,
        sees=STAFF,
        methods=FORM,
        is_common=True,
    ),
    *(
        page(
            f"meetings:outline_line_{act}",
            "outline_line",
            may=OFFICE,
            sees=STAFF,
            methods=POST,
            is_common=True,
        )
        for act in ("move", "remove")
    ),
]
