"""Working sessions with one unit and launches: for the organiser and the unit, nobody else."""

from tests.access_table.people import KEEPS_OR_READS, RUNS, UNIT
from tests.access_table.rows import FORM, POST, Things, page

HELD, LIVE = "session_meeting", "launch_meeting"
CONCERNED, KNOWS = RUNS | UNIT, KEEPS_OR_READS | UNIT


def live(world: Things) -> int:
    return int(world[LIVE].pk)


def chosen(world: Things) -> int:
    return int(world["breakthrough"].plan_task_id)


SESSIONS = [
    *(
        page(f"meetings:{name}", HELD, may=CONCERNED, sees=KNOWS)
        for name in ("working_session", "working_session_print", "working_session_sheet")
    ),
    # Only the unit takes up what is asked of it.
    page("meetings:acceptance_edit", HELD, may=UNIT, sees=KNOWS, methods=FORM),
    *(
        page(f"meetings:{name}", LIVE, may=CONCERNED, sees=KNOWS)
        for name in (
            *("launch_detail", "launch_view", "launch_changes"),
            *("launch_print", "launch_sheet"),
        )
    ),
    page("meetings:launch_choose", LIVE, may=CONCERNED, sees=KNOWS, methods=POST),
    page(
        "meetings:launch_unchoose",
        LIVE,
        may=CONCERNED,
        sees=KNOWS,
        methods=POST,
        parts={"pk": live, "task": chosen},
    ),
]
