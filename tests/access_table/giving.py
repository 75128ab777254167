"""What is given outside meetings, and groups of addressees."""

from tests.access_table.meetings import CALLS
from tests.access_table.people import KEEPS_OR_READS, OFFICE, REGION_ALL, STAFF
from tests.access_table.rows import FORM, POST, page

OUTSIDE, GROUP = "outside_directive", "addressee_group"
CHANGES = OFFICE | {"head"}
GIVING = [
    # Of whoever's unit it will be; nobody else's stand there.
    page("meetings:task_planned", may=STAFF),
    page("meetings:outside_directive_list", may=CALLS | KEEPS_OR_READS | REGION_ALL),
    page("meetings:outside_directive_give", may=CALLS, methods=FORM),
    page("meetings:outside_directive_echo", may=CALLS),
    page("meetings:outside_directive_detail", OUTSIDE, may=KEEPS_OR_READS),
    page(
        "meetings:outside_directive_correct",
        OUTSIDE,
        may=CHANGES,
        sees=KEEPS_OR_READS,
        methods=FORM,
    ),
    page(
        "meetings:outside_directive_withdraw",
        OUTSIDE,
        may=CHANGES,
        sees=KEEPS_OR_READS,
        methods=POST,
    ),
    page("meetings:addressee_group_list", may=CALLS),
    page("meetings:addressee_group_detail", GROUP, may=CALLS, sees=STAFF, is_common=True),
    page("meetings:addressee_group_create", may=OFFICE, methods=FORM),
    page(
        "meetings:addressee_group_edit",
        GROUP,
        may=OFFICE,
        sees=STAFF,
        methods=FORM,
        is_common=True,
    ),
]
