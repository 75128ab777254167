"""Own work, meetings, reports and minutes."""

from tests.access_table.people import (
    ALL,
    KEEPS_OR_READS,
    KNOWS_MEETING,
    REGION,
    REGION_ALL,
    RUNS,
    STAFF,
)
from tests.access_table.rows import FORM, POST, Parts, page

# Called by the office's leadership and Office, read by whom it concerns.
CALLED, LIVE, HELD = "scheduled_meeting", "in_session_meeting", "concluded_meeting"
CALLS = RUNS | REGION | {"absent_clerk"}


def part(name: str, thing: str, attribute: str = "pk") -> Parts:
    """A second part of an address below the meeting in session."""
    return {
        "pk": lambda world: world[LIVE].pk,
        name: lambda world: getattr(world[thing], attribute),
    }


ROW = part("key", "intervention", "client_key")

MEETINGS = [
    page("meetings:my_work", may=ALL),
    page("meetings:search", may=ALL, query="?q=hội nghị"),
    page("meetings:meeting_list", may=STAFF),
    page("meetings:meeting_create", may=CALLS, methods=FORM),
    # Not on the calendar yet: the invited do not know of it.
    page("meetings:meeting_detail", "draft_meeting", may=KEEPS_OR_READS),
    page("meetings:meeting_schedule", "draft_meeting", may=RUNS, sees=KEEPS_OR_READS, methods=POST),
    page("meetings:meeting_detail", CALLED, may=KNOWS_MEETING),
    *(
        page(f"meetings:{act}", CALLED, may=RUNS, sees=KNOWS_MEETING, methods=FORM)
        for act in ("meeting_edit", "meeting_cancel")
    ),
    page("meetings:meeting_open", CALLED, may=RUNS, sees=KNOWS_MEETING, methods=POST),
    # Minutes: for participants, leadership and Office; typed by leadership and Office.
    *(
        page(f"meetings:{view}", LIVE, may=KNOWS_MEETING)
        for view in ("meeting_desk", "minutes_changes", "meeting_minutes")
    ),
    page("meetings:meeting_unit_facts", LIVE, may=RUNS, sees=KNOWS_MEETING),
    page(
        "meetings:agenda_item_done",
        LIVE,
        may=RUNS,
        sees=KNOWS_MEETING,
        methods=POST,
        parts=part("item", "agenda_item"),
    ),
    *(
        page(
            f"meetings:intervention_{act}",
            LIVE,
            may=RUNS,
            sees=KNOWS_MEETING,
            methods=how,
            parts=ROW,
        )
        for act, how in {"save": FORM, "remove": POST, "restore": POST}.items()
    ),
    page("meetings:assessment_save", LIVE, may=RUNS, sees=KNOWS_MEETING, methods=POST),
    page("meetings:directive_create", LIVE, may=RUNS, sees=KNOWS_MEETING, methods=FORM),
    page("meetings:directive_edit", "directive", may=RUNS, sees=KNOWS_MEETING, methods=FORM),
    page("meetings:directive_remove", "directive", may=RUNS, sees=KNOWS_MEETING, methods=POST),
    # A regional office's meeting is its own: the province was not invited.
    page("meetings:meeting_desk", "regional_meeting", may=REGION_ALL),
    page(
        "meetings:intervention_save",
        "regional_meeting",
        may=REGION,
        sees=REGION_ALL,
        methods=FORM,
        parts={
            "pk": lambda world: world["regional_meeting"].pk,
            "key": lambda world: world["regional_intervention"].client_key,
        },
    ),
]
