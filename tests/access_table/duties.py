"""Portfolios and mandates."""

from tests.access_table.people import OFFICE, SEATED
from tests.access_table.rows import FORM, page

# Who oversees what and who acts for the head is no secret; the own office's head, its Office and
# personnel keep the portfolios, the head and his Office the mandates.
GIVES = {"head", "region_head"} | OFFICE | {"region_clerk", "absent_clerk"}
KEEPS = {"head", "personnel"} | OFFICE
DUTIES = [
    page("units:portfolio_board", may=SEATED),
    page("units:portfolio_board_print", may=SEATED),
    page("units:portfolio_create", may=GIVES | {"personnel"}, methods=FORM),
    page("units:portfolio_rotate", may=GIVES | {"personnel"}, methods=FORM),
    page("units:portfolio_end", "portfolio", may=KEEPS, sees=SEATED, methods=FORM, outside=403),
    page("units:delegation_list", may=SEATED),
    page("units:delegation_create", may=GIVES, methods=FORM),
    page(
        "units:delegation_end",
        "delegation",
        may=KEEPS - {"personnel"},
        sees=SEATED,
        methods=FORM,
        outside=403,
    ),
]
