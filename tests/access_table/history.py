"""History of records, seals and purges."""

from tests.access_table.notices import SEES_NOTICES
from tests.access_table.people import KNOWS_MEETING, LEADERS, SEATED
from tests.access_table.rows import FORM, Parts, page

# Who sees a record sees its history; the search is the inspector's.
WATCHES = LEADERS | {"office_head", "inspector", "region_head"}
SEAL: Parts = {"day": lambda world: world["seal"].at.date().isoformat()}


def record(kind: str, thing: str) -> Parts:
    return {"kind": lambda world: kind, "pk": lambda world: str(world[thing].pk)}


HISTORY = [
    page(
        "units:record_history",
        "person",
        may=SEATED,
        is_common=True,
        parts=record("person", "person"),
    ),
    page(
        "units:record_history",
        "closed_meeting",
        may=KNOWS_MEETING,
        parts=record("meeting", "closed_meeting"),
    ),
    page(
        "units:record_history",
        "draft_notice",
        may=SEES_NOTICES,
        parts=record("notice", "draft_notice"),
    ),
    page("units:change_list", may={"inspector"}),
    page("units:change_export", may={"inspector"}),
    page("units:seal_list", may=WATCHES),
    page("units:seal_detail", may=WATCHES, parts=SEAL),
    page("units:seal_pdf", may=WATCHES, parts=SEAL),
    page("units:purge_list", may=WATCHES),
    page(
        "units:purge_confirm", "purge", may=LEADERS, sees={"inspector", "office_head"}, methods=FORM
    ),
    page(
        "units:purge_create",
        "draft_notice",
        may={"inspector", "office_head"},
        sees=SEES_NOTICES,
        methods=FORM,
        parts=record("notice", "draft_notice"),
    ),
]
