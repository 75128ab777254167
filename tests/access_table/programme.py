"""Agenda, sites, who comes, who speaks: prepared by leadership and Office, marked at each site."""

from tests.access_table.meetings import CALLED, LIVE
from tests.access_table.people import KNOWS_MEETING, REGION, RUNS
from tests.access_table.rows import FORM, POST, page

# Of a leaders' briefing; of another meeting they lead back to it.
BRIEFED = ("briefing_board", "minutes_extract", "minutes_extract_print")
PREPARED = ("agenda_edit", "agenda_propose", "agenda_carry", "site_edit")
ACTS = (
    "agenda_prepare",
    "site_propose",
    "attendance_propose",
    "attendance_add",
    "attendance_guest",
    "attendance_all_present",
)
READ = (
    "agenda_print",
    "agenda_sheet",
    "attendance_print",
    "attendance_sheet",
    "speaker_queue_rows",
    "speaker_totals",
    "speaker_totals_print",
    "speaker_totals_sheet",
)
# The region's own people at its site.
MARKS = RUNS | REGION

PROGRAMME = [
    *(
        page(f"meetings:{act}", CALLED, may=RUNS, sees=KNOWS_MEETING, methods=FORM)
        for act in PREPARED
    ),
    page("meetings:attendance_edit", CALLED, may=RUNS, sees=KNOWS_MEETING),
    *(page(f"meetings:{act}", CALLED, may=RUNS, sees=KNOWS_MEETING, methods=POST) for act in ACTS),
    *(page(f"meetings:{act}", LIVE, may=KNOWS_MEETING) for act in READ),
    *(page(f"meetings:{act}", LIVE, may=KNOWS_MEETING) for act in BRIEFED),
    page("meetings:speaker_queue", LIVE, may=KNOWS_MEETING),
    page(
        "meetings:speaker_queue",
        LIVE,
        may=KNOWS_MEETING - {"inspector"},
        sees=KNOWS_MEETING,
        methods=POST,
    ),
    page(
        "meetings:speaker_turn_step",
        "turn",
        may=RUNS,
        sees=KNOWS_MEETING,
        methods=POST,
        parts={"pk": lambda world: world["turn"].pk, "step": lambda world: "call"},
    ),
    page("meetings:site_attendance", "region_site", may=MARKS, sees=KNOWS_MEETING, methods=FORM),
    page("meetings:site_all_present", "region_site", may=MARKS, sees=KNOWS_MEETING, methods=POST),
    page("meetings:attendance_correct", "region_seat", may=MARKS, sees=KNOWS_MEETING, methods=FORM),
    page("meetings:attendance_mark", "region_seat", may=MARKS, sees=KNOWS_MEETING, methods=POST),
    page("meetings:attendance_remove", "region_seat", may=RUNS, sees=KNOWS_MEETING, methods=POST),
]
