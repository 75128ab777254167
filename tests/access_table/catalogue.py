"""What is common to all offices: calendar, lines, targets, kinds of meetings."""

from tests.access_table.people import OFFICE, STAFF
from tests.access_table.rows import FORM, page

# Common to all offices: read by whoever has a position in the business, kept by a province's
# Office. The calendar is its workshop, nobody else's page.
CATALOGUE = [
    *(page(f"targets:{name}_list", may=STAFF) for name in ("indicator", "balance", "target")),
    page("targets:work_year_list", may=OFFICE),
    *(
        page(f"targets:{name}_create", may=OFFICE, methods=FORM)
        for name in ("work_year", "indicator", "balance", "target", "target_set")
    ),
    *(
        page(f"targets:{name}", thing, may=OFFICE, sees=STAFF, methods=FORM, is_common=True)
        for name, thing in {
            "work_year_detail": "year",
            "work_year_edit": "year",
            "indicator_edit": "indicator",
            "balance_edit": "balance",
            "target_edit": "target",
            "target_set_edit": "target_set",
        }.items()
    ),
    page("meetings:meeting_kind_list", may=OFFICE),
    page(
        "meetings:meeting_kind_edit",
        "meeting_kind",
        may=OFFICE,
        sees=STAFF,
        methods=FORM,
        is_common=True,
    ),
]
