"""The review of papers before their approval, asked of an invitation."""

from tests.access_table.people import KEEPS_OR_READS, LEADERS, RUNS, SIGNS
from tests.access_table.rows import POST, Parts, page

PAPER: Parts = {
    "kind": lambda world: "invitation",
    "pk": lambda world: world["invitation"].pk,
}

REVIEWS = [
    *(
        page(f"meetings:paper_{view}", "invitation", may=KEEPS_OR_READS, parts=PAPER)
        for view in ("review", "compare", "compare_print")
    ),
    page(
        "meetings:paper_hand",
        "invitation",
        may=RUNS,
        sees=KEEPS_OR_READS,
        methods=POST,
        parts=PAPER,
    ),
    page(
        "meetings:paper_send_back",
        "invitation",
        may=LEADERS | {"office_head"},
        sees=KEEPS_OR_READS,
        methods=POST,
        parts=PAPER,
    ),
    page(
        "meetings:paper_comment_create",
        "invitation",
        may=SIGNS,
        sees=KEEPS_OR_READS,
        methods=POST,
        parts=PAPER,
    ),
    page(
        "meetings:paper_comment_resolve",
        "paper_comment",
        may=SIGNS,
        sees=KEEPS_OR_READS,
        methods=POST,
    ),
]
