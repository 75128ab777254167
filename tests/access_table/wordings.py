"""The office's own wordings of its papers."""

from tests.access_table.meetings import CALLS
from tests.access_table.people import RUNS
from tests.access_table.rows import FORM, POST, Parts, page

ABOUT: Parts = {"paper": lambda world: "notice", "kind": lambda world: 0}

WORDINGS = [
    page("meetings:wording_list", may=CALLS),
    page("meetings:wording_edit", may=CALLS, methods=FORM, parts=ABOUT),
    *(
        page(f"meetings:wording_{act}", may=CALLS, methods=POST, parts=ABOUT)
        for act in ("preview", "print", "drop")
    ),
    page("meetings:wording_detail", "wording", may=RUNS),
]
