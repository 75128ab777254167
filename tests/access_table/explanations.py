"""Explanations of targets, and roll-ups."""

from tests.access_table.of_unit import TARGET, of_unit
from tests.access_table.people import READS_UNIT, STAFF, UNIT
from tests.access_table.rows import FORM, POST, Parts, page

# Phòng 9 explains its target; the leadership in charge answers. The deputy oversees the regions.
EXPLAINED: Parts = TARGET | {"period": lambda world: world["month"].pk}
EXPLANATIONS = [
    *(page(f"targets:explanation_{view}", may=STAFF) for view in ("list", "print", "export")),
    *(page(f"targets:rollup_board{view}", may=STAFF) for view in ("", "_sheet")),
    page("targets:rollup_board_print", may=STAFF, methods=POST),
    of_unit("targets:explanation_edit", UNIT, READS_UNIT, parts=EXPLAINED, methods=FORM),
    page("targets:explanation_detail", "explanation", may=READS_UNIT),
    page("targets:explanation_answer", "explanation", may={"head"}, sees=READS_UNIT, methods=POST),
]
