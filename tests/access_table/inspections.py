"""Inspections: the region is inspected by Phòng 9; another region inspects itself under it."""

from tests.access_table.history import record
from tests.access_table.people import REGION_ALL, RUNS, STAFF, UNIT
from tests.access_table.rows import FORM, POST, page

PLANS = RUNS | {"inspector"} | {"region_head", "region_clerk", "absent_clerk"}
# Who leads it, leadership and Office, the inspectorate; the deputy for his portfolio.
EDITS = RUNS | {"inspector"} | UNIT
SEES = EDITS | REGION_ALL
OF_SELF = EDITS | {"absent_clerk"}
STEPS = ("announce", "hold", "conclude", "reopen", "close", "cancel", "sessions")

INSPECTIONS = [
    *(page(f"meetings:inspection_list{how}", may=STAFF) for how in ("", "_print", "_sheet")),
    *(page(f"meetings:inspection_{what}", may=PLANS, methods=FORM) for what in ("plan", "repeat")),
    page("meetings:inspection_create", may=PLANS, methods=FORM),
    *(page(f"meetings:inspection_{what}", "inspection", may=SEES) for what in ("detail", "print")),
    page("meetings:inspection_edit", "inspection", may=EDITS, sees=SEES, methods=FORM),
    *(
        page(f"meetings:inspection_{step}", "inspection", may=EDITS, sees=SEES, methods=POST)
        for step in STEPS
    ),
    page("meetings:inspection_meeting", "inspection", may=RUNS, sees=SEES, methods=FORM),
    page("meetings:inspection_finding_create", "inspection", may=EDITS, sees=SEES, methods=FORM),
    page("meetings:inspection_finding_create", "self_inspection", may=OF_SELF, methods=FORM),
    # The unit does not know of what is found in it before it is concluded.
    page("meetings:inspection_finding_edit", "finding", may=EDITS, methods=FORM),
    page("meetings:inspection_finding_drop", "finding", may=EDITS, methods=POST),
    page("meetings:inspection_finding_edit", "carried_finding", sees=EDITS, may=(), methods=FORM),
    page("meetings:inspection_finding_judge", "carried_finding", may=EDITS, methods=POST),
    page(
        "units:record_history",
        "inspection",
        may=EDITS,
        sees=SEES,
        parts=record("inspection", "inspection"),
    ),
]
