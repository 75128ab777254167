"""Dashboards, on the screen, printed and as workbooks."""

from tests.access_table.of_unit import of_unit
from tests.access_table.people import LEADERS, OUTSIDERS, READS_UNIT, RUNS, STAFF
from tests.access_table.rows import POST, page

# Dashboards: everybody sees his own part; a leader's morning is for who leads or prepares it.
DASHBOARDS = [
    *(
        page(f"targets:{name}{way}", *things, **more)
        for way in ("", "_print", "_sheet")
        for name, things, more in (
            ("changed_list", (), {"may": STAFF}),
            ("morning", (), {"may": RUNS | {"region_head", "region_clerk", "absent_clerk"}}),
            (
                "target_page",
                ("target",),
                {
                    "may": STAFF,
                    "sees": OUTSIDERS,
                    "parts": {"target": lambda world: world["target"].pk},
                    "is_common": True,
                },
            ),
            (
                "field_page",
                ("field",),
                {
                    "may": STAFF,
                    "sees": OUTSIDERS,
                    "parts": {"code": lambda world: world["field"].code},
                    "is_common": True,
                },
            ),
        )
    ),
    *(of_unit(f"targets:unit_page{way}", READS_UNIT) for way in ("", "_sheet")),
    of_unit("targets:unit_page_print", READS_UNIT, methods=POST),
    page("targets:target_board_sheet", may=STAFF),
    page("targets:unit_ranking_sheet", may=LEADERS),
]
