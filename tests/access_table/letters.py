"""Ordinary official letters: the unit writes, its office takes the steps."""

from tests.access_table.people import KEEPS_OR_READS, LEADERS, REGION_ALL, RUNS, SIGNS, UNIT
from tests.access_table.rows import FORM, POST, page

LETTER = "letter"
# Of Phòng 9: its own people, and who leads and keeps the province's office.
SEES = KEEPS_OR_READS | UNIT
WRITES = {"office_head", "office"} | UNIT | {"region_head", "region_clerk", "absent_clerk"}

LETTERS = [
    page("meetings:letter_list", may=SEES | REGION_ALL | {"absent_clerk"}),
    page("meetings:letter_create", may=WRITES, methods=FORM),
    *(
        page(f"meetings:letter_{view}", LETTER, may=SEES)
        for view in ("detail", "print", "docx", "delivery")
    ),
    page("meetings:letter_edit", LETTER, may=RUNS | UNIT, sees=SEES, methods=FORM),
    *(
        page(
            f"meetings:letter_{act}",
            LETTER,
            may=LEADERS | {"office_head"},
            sees=SEES,
            methods=POST,
        )
        for act in ("approve", "replace")
    ),
    *(
        page(f"meetings:letter_{act}", LETTER, may=SIGNS, sees=SEES, methods=POST)
        for act in ("sign", "return", "release")
    ),
    *(
        page(f"meetings:letter_{act}", LETTER, may={"registry"}, sees=SEES, methods=POST)
        for act in ("number", "void")
    ),
]
