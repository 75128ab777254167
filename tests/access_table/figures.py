"""Figures, workbooks, the board and what is assigned."""

from tests.access_table.of_unit import ITS_FIELD, LINE, MONTH, TARGET, of_unit
from tests.access_table.people import OFFICE, READS_UNIT, REGION, STAFF, UNIT, UNIT_LEADERS
from tests.access_table.rows import FORM, GET, POST, page

# Who types the figures of a unit.
TYPES = OFFICE | UNIT | REGION | {"absent_clerk"}

TARGETS = [
    page("targets:figure_list", may=STAFF),
    of_unit("targets:figure_entry", READS_UNIT, parts=MONTH),
    # A department enters only its own work; nobody enters for it.
    of_unit("targets:figure_entry", UNIT, READS_UNIT, parts=MONTH, methods=POST),
    of_unit("targets:figure_save", UNIT, READS_UNIT, parts=LINE, methods=POST),
    # What is said beside the numbers, by who types them.
    of_unit("targets:figure_check_mark", UNIT, READS_UNIT, parts=LINE, methods=POST),
    of_unit("targets:field_nil_mark", UNIT, READS_UNIT, parts=ITS_FIELD, methods=POST),
    of_unit("targets:entry_habit_choose", UNIT, READS_UNIT, parts=ITS_FIELD, methods=POST),
    # Workbooks: the unit's own for who types its figures, the consolidated one for every reader.
    page("targets:workbook_list", may=STAFF),
    page("targets:workbook_order", may=STAFF, methods=POST),
    *(page(f"targets:workbook_{act}", may=TYPES, methods=POST) for act in ("order_unit", "load")),
    *(
        page(f"targets:workbook_{view}", "workbook", may={"unit_clerk"})
        for view in ("detail", "file")
    ),
    *(
        page(f"targets:workbook_load_{act}", "workbook_load", may={"unit_clerk"}, methods=how)
        for act, how in {"detail": GET, "apply": POST, "sheet": GET}.items()
    ),
    page("targets:target_board", may=STAFF),
    page("targets:board_print", may=STAFF, methods=POST),
    # A print is for the one who asked for it, not even for his superiors.
    *(
        page(f"targets:board_print_{view}", "board_print", may={"unit_clerk"})
        for view in ("detail", "pdf")
    ),
    *(
        of_unit(f"targets:target_cell{way}", READS_UNIT, parts=TARGET)
        for way in ("", "_print", "_sheet")
    ),
    of_unit("targets:none_arose_mark", UNIT, READS_UNIT, parts=TARGET, methods=POST),
    page("targets:assignment_list", may=STAFF),
    of_unit("targets:target_assign", READS_UNIT),
    # The Office gives thresholds, the unit's leaders promise theirs.
    of_unit("targets:target_assign", OFFICE | UNIT_LEADERS, READS_UNIT, methods=POST),
    of_unit("targets:target_assign_print", READS_UNIT),
    *(page(f"targets:assignment_{name}", may=STAFF) for name in ("grid", "sheet")),
    *(
        page(name, may=OFFICE | UNIT_LEADERS | {"region_head"}, methods=POST)
        for name in ("targets:assignment_grid", "targets:assignment_grid_save")
    ),
    *(page(f"targets:assignment_{name}", may=OFFICE, methods=FORM) for name in ("fill", "import")),
    page("targets:assignment_apply", may=OFFICE, methods=POST),
    of_unit("targets:target_answer", UNIT, READS_UNIT, parts=TARGET, methods=POST),
]
