"""Beside the record: who types, cards, phrases, drafts of disabled accounts."""

from tests.access_table.meetings import CALLS, LIVE, ROW
from tests.access_table.people import KNOWS_MEETING, LEADERS, RUNS
from tests.access_table.rows import FORM, POST, page

# Head of Office, and leaders of bodies with a seal.
INHERITS = LEADERS | {"office_head", "region_head"}

DESK = [
    page("meetings:minutes_present", LIVE, may=RUNS, sees=KNOWS_MEETING, methods=POST),
    page("meetings:exhibit_take", LIVE, may=RUNS, sees=KNOWS_MEETING, methods=POST, parts=ROW),
    page("meetings:exhibit_remove", "exhibit", may=RUNS, sees=KNOWS_MEETING, methods=POST),
    page("meetings:directive_echo", LIVE, may=RUNS, sees=KNOWS_MEETING),
    page("meetings:phrase_list", may=CALLS, methods=FORM),
    page("meetings:phrase_edit", "phrase", may=RUNS, methods=FORM),
    page("meetings:phrase_remove", "phrase", may=RUNS, methods=POST),
    page("meetings:draft_list", may=INHERITS, methods=FORM),
    page("meetings:draft_owners", may=INHERITS),
]
