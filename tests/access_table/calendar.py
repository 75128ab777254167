"""The calendar: read by all staff, planned by an office's leadership and Office."""

from tests.access_table.people import ALL, KNOWS_MEETING, OFFICE, REGION, RUNS, STAFF
from tests.access_table.rows import FORM, GET, POST, page

CALLED = "scheduled_meeting"
PLANS = RUNS | REGION | {"absent_clerk"}

CALENDAR = [
    *(
        page(f"meetings:meeting_calendar{act}", may=STAFF)
        for act in ("", "_print", "_sheet", "_export")
    ),
    page("meetings:meeting_export", CALLED, may=KNOWS_MEETING),
    page("meetings:meeting_export", "draft_meeting", may=RUNS | {"registry", "inspector"}),
    page("meetings:meeting_move", CALLED, may=RUNS, sees=KNOWS_MEETING, methods=FORM),
    page("meetings:meeting_cancel", CALLED, may=RUNS, sees=KNOWS_MEETING, methods=FORM),
    page("meetings:meeting_news_list", may=ALL),
    page("meetings:meeting_news_acknowledge", "meeting_news", may={"unit_clerk"}, methods=POST),
    page("meetings:meeting_series_list", may=PLANS),
    page("meetings:meeting_series_create", may=PLANS, methods=FORM, query="?kind=world-weekly"),
    # A region plans its own year: the world's series and turns are the province's.
    *(
        page(
            f"meetings:meeting_series_{act}",
            "meeting_series",
            may=RUNS,
            sees=ALL - PLANS,
            methods=methods,
            asks_first=True,
        )
        for act, methods in {"detail": GET, "schedule": POST, "withdraw": POST}.items()
    ),
    page("meetings:host_turn_list", may=PLANS, methods=FORM),
    *(page(f"meetings:host_turn_{act}", may=PLANS) for act in ("print", "sheet")),
    *(
        page(
            f"meetings:host_turn_{act}",
            "host_turn",
            may=RUNS,
            sees=ALL - PLANS,
            methods=POST,
            asks_first=True,
        )
        for act in ("step", "remove")
    ),
    page("meetings:meeting_kind_create", may=OFFICE, methods=FORM),
    page("targets:holiday_list", may=OFFICE, methods=FORM),
    page("targets:holiday_edit", "holiday", may=OFFICE, sees=STAFF, methods=FORM, is_common=True),
    page("targets:holiday_remove", "holiday", may=OFFICE, sees=STAFF, methods=POST, is_common=True),
]
