"""What units report before a meeting: written by the unit itself, read by others once sent."""

from tests.access_table.history import record
from tests.access_table.people import KNOWS_MEETING, OFFICE, REGION, REGION_ALL, RUNS, STAFF, UNIT
from tests.access_table.rows import FORM, POST, page

LIVE = "in_session_meeting"
READS = RUNS | {"inspector"}
# Of the region's report that was sent: the department reads it, too, the lines of its field.
READS_REGION = REGION_ALL | UNIT | READS

REPORTS = [
    page(
        "meetings:meeting_kind_sections",
        "meeting_kind",
        may=OFFICE,
        sees=STAFF,
        methods=FORM,
        is_common=True,
    ),
    *(
        page(f"meetings:unit_report_list{act}", LIVE, may=READS, sees=KNOWS_MEETING)
        for act in ("", "_print", "_sheet")
    ),
    page("meetings:unit_report_open", LIVE, may=RUNS, sees=KNOWS_MEETING, methods=POST),
    *(
        page(f"meetings:unit_report_{act}", "sent_report", may=UNIT | READS)
        for act in ("edit", "print")
    ),
    *(
        page(f"meetings:unit_report_{act}", "draft_report", may=REGION_ALL, sees=READS)
        for act in ("edit", "print")
    ),
    *(
        page(f"meetings:unit_report_{act}", "region_report", may=READS_REGION)
        for act in ("edit", "print")
    ),
    page(
        "units:record_history",
        "region_report",
        may=READS_REGION - UNIT,
        sees=UNIT,
        parts=record("unitreport", "region_report"),
    ),
    *(
        page(
            f"meetings:unit_report_{act}",
            "draft_report",
            may=REGION,
            sees=REGION_ALL | READS,
            methods=POST,
        )
        for act in ("edit", "submit", "refresh", "cite", "attach")
    ),
    page(
        "meetings:unit_report_file",
        "sent_report",
        may=UNIT | READS,
        parts={
            "pk": lambda world: world["sent_report"].pk,
            "file": lambda world: world["report_file"].pk,
        },
    ),
    page(
        "meetings:unit_report_detach",
        "sent_report",
        may=UNIT,
        sees=READS,
        methods=POST,
        parts={
            "pk": lambda world: world["sent_report"].pk,
            "file": lambda world: world["report_file"].pk,
        },
    ),
    page(
        "meetings:unit_report_send",
        "draft_report",
        may={"region_head"},
        sees=REGION_ALL | READS,
        methods=POST,
    ),
    page(
        "meetings:unit_report_return",
        "sent_report",
        may=(RUNS - {"deputy"}) | {"unit_head", "unit_deputy"},
        sees=UNIT | READS,
        methods=POST,
    ),
    page(
        "meetings:unit_report_extend",
        "draft_report",
        may=RUNS,
        sees=READS | REGION_ALL,
        methods=FORM,
    ),
    page(
        "meetings:unit_report_accept",
        "region_report",
        may={"office_head", "office"},
        sees=READS_REGION,
        methods=POST,
    ),
    page("meetings:unit_report_check", "region_report", may=UNIT, sees=READS_REGION, methods=POST),
    # Difficulties: a draft is the unit's own, a raised one known to who reads the unit whole.
    page(
        "meetings:difficulty_create",
        "draft_report",
        may=REGION,
        sees=REGION_ALL | READS,
        methods=FORM,
    ),
    page("meetings:difficulty_list", may=STAFF),
    page("meetings:difficulty_list_print", may=STAFF),
    page("meetings:difficulty_list_sheet", may=STAFF),
    page("meetings:difficulty_detail", "difficulty", may=UNIT | READS | {"registry"}),
    page(
        "meetings:difficulty_answer",
        "difficulty",
        may={"head"},  # a deputy in his portfolio
        sees=UNIT | READS | {"registry"},
        methods=POST,
    ),
    *(
        page(
            f"meetings:difficulty_{act}",
            "difficulty",
            may=UNIT,
            sees=READS | {"registry"},
            methods=POST,
        )
        for act in ("reopen", "close", "drop")
    ),
    page("meetings:difficulty_edit", "draft_difficulty", may=REGION, sees=REGION_ALL, methods=FORM),
]
