"""The hall, the conclusion and the papers of a meeting."""

from tests.access_table.people import KEEPS_OR_READS, KNOWS_MEETING, LEADERS, RUNS, SIGNS
from tests.access_table.rows import FORM, POST, Things, page

CALLED, LIVE, HELD = "scheduled_meeting", "in_session_meeting", "concluded_meeting"


def live(world: Things) -> int:
    return int(world[LIVE].pk)


def unit(world: Things) -> int:
    return int(world[LIVE].invited.earliest("pk").pk)


def question(world: Things) -> str:
    return str(world["chair_question"].key)


PAPERS = ("invitation", "minutes_document")
READING = ("detail", "print", "docx", "delivery")

CONCLUSION = [
    # The hall: every site may project it, the Office steers it.
    page("meetings:hall_view", LIVE, may=KNOWS_MEETING),
    page("meetings:hall_changes", LIVE, may=KNOWS_MEETING),
    page("meetings:hall_control", LIVE, may=RUNS, sees=KNOWS_MEETING, methods=FORM),
    page(
        "meetings:hall_unit",
        LIVE,
        may=RUNS,
        sees=KNOWS_MEETING,
        parts={"pk": live, "unit": unit},
    ),
    *(
        page(f"meetings:question_{act}", LIVE, may=RUNS, sees=KNOWS_MEETING)
        for act in ("list", "print", "sheet")
    ),
    page(
        "meetings:question_act",
        LIVE,
        may=RUNS,
        sees=KNOWS_MEETING,
        methods=POST,
        parts={"pk": live, "key": question},
    ),
    # The conclusion and what was kept.
    page("meetings:meeting_conclude", LIVE, may=RUNS, sees=KNOWS_MEETING, methods=FORM),
    page(
        "meetings:commitment_act",
        LIVE,
        may=RUNS,
        sees=KNOWS_MEETING,
        methods=POST,
        parts={"pk": live, "key": lambda world: world["intervention"].client_key},
    ),
    page("meetings:task_review_list", LIVE, may=RUNS, sees=KNOWS_MEETING, methods=FORM),
    page("meetings:task_review_print", LIVE, may=RUNS, sees=KNOWS_MEETING),
    page("meetings:meeting_reopen", HELD, may=RUNS, sees=KNOWS_MEETING, methods=FORM),
    page("meetings:meeting_close", HELD, may=RUNS, sees=KNOWS_MEETING, methods=POST),
    page("meetings:meeting_log", HELD, may=KNOWS_MEETING),
    page("meetings:minutes_version", "minutes_version", may=RUNS, sees=KNOWS_MEETING),
    # Papers: drafts are for the issuing office, each step for its own people.
    page("meetings:invitation_create", CALLED, may=RUNS, sees=KNOWS_MEETING, methods=POST),
    page("meetings:minutes_document_create", HELD, may=RUNS, sees=KNOWS_MEETING, methods=POST),
    page(
        "meetings:minutes_document_supplement",
        "minutes_document",
        may=RUNS,
        sees=KEEPS_OR_READS,
        methods=FORM,
    ),
    *(
        page(f"meetings:{paper}_{view}", paper, may=KEEPS_OR_READS)
        for paper in PAPERS
        for view in READING
    ),
    *(
        page(f"meetings:{paper}_edit", paper, may=RUNS, sees=KEEPS_OR_READS, methods=FORM)
        for paper in PAPERS
    ),
    *(
        page(
            f"meetings:{paper}_approve",
            paper,
            may=LEADERS | {"office_head"},
            sees=KEEPS_OR_READS,
            methods=POST,
        )
        for paper in PAPERS
    ),
    *(
        page(f"meetings:{paper}_{act}", paper, may=SIGNS, sees=KEEPS_OR_READS, methods=POST)
        for paper in PAPERS
        for act in ("sign", "return", "release")
    ),
    *(
        page(f"meetings:{paper}_{act}", paper, may={"registry"}, sees=KEEPS_OR_READS, methods=POST)
        for paper in PAPERS
        for act in ("number", "void")
    ),
    page(
        "meetings:invitation_replace",
        "invitation",
        may=LEADERS | {"office_head"},
        sees=KEEPS_OR_READS,
        methods=POST,
    ),
]
