"""Consolidated reports: drafts are for the issuing office, what was sent for its reader."""

from tests.access_table.people import KEEPS_OR_READS, LEADERS, RUNS, SIGNS
from tests.access_table.rows import FORM, POST, page

REPORT, DELIVERY = "consolidated_report", "report_delivery"

CONSOLIDATED = [
    *(
        page(f"meetings:consolidated_{view}", REPORT, may=KEEPS_OR_READS)
        for view in (
            *("detail", "print", "docx", "sheet", "delivery"),
            *("readers", "receipts_print", "receipts_sheet"),
            "print_progress",
        )
    ),
    page("meetings:consolidated_draw_print", REPORT, may=KEEPS_OR_READS, methods=POST),
    page("meetings:consolidated_edit", REPORT, may=RUNS, sees=KEEPS_OR_READS, methods=FORM),
    *(
        page(
            f"meetings:consolidated_{act}",
            REPORT,
            may=LEADERS | {"office_head"},
            sees=KEEPS_OR_READS,
            methods=POST,
        )
        for act in ("approve", "replace")
    ),
    *(
        page(f"meetings:consolidated_{act}", REPORT, may=SIGNS, sees=KEEPS_OR_READS, methods=POST)
        for act in ("sign", "return", "release", "send", "remind")
    ),
    *(
        page(
            f"meetings:consolidated_{act}",
            REPORT,
            may={"registry"},
            sees=KEEPS_OR_READS,
            methods=POST,
        )
        for act in ("number", "void")
    ),
    # Its opening is a receipt: nobody else opens it in its reader's name.
    *(
        page(f"meetings:received_report{view}", DELIVERY, may={"unit_head"}, sees=KEEPS_OR_READS)
        for view in ("", "_print", "_docx", "_sheet")
    ),
]
