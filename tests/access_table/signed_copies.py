"""What comes back signed, the certificates trusted, and where the sign on a page leads."""

from tests.access_table.people import KEEPS_OR_READS, OFFICE, OUTSIDERS, REGION_ALL, SIGNS, UNIT
from tests.access_table.rows import FORM, POST, page

SIGNED_COPIES = [
    page(
        "units:signed_copy_create",
        "released_document",
        may=SIGNS,
        sees=KEEPS_OR_READS | UNIT,
        methods=FORM,
    ),
    page(
        "units:signed_copy_file",
        "released_document",
        may=KEEPS_OR_READS | UNIT,
        parts={
            "pk": lambda world: world["released_document"].pk,
            "copy": lambda world: world["signed_copy"].pk,
        },
    ),
    page("units:trust_root_list", may=KEEPS_OR_READS | REGION_ALL | {"absent_clerk"}),
    page("units:trust_root_create", may=OFFICE | {"region_clerk", "absent_clerk"}, methods=FORM),
    page(
        "units:trust_root_remove",
        "trust_root",
        may=OFFICE,
        sees=KEEPS_OR_READS | UNIT | {"personnel", "admin"},
        methods=POST,
    ),
    # Who may read nothing at all is told so before the number is looked up.
    page(
        "units:register_record",
        "released_document",
        may=KEEPS_OR_READS | UNIT,
        sees=OUTSIDERS,
        asks_first=True,
        parts={
            "pk": lambda world: world["register"].pk,
            "year": lambda world: world["released_document"].dated_on.year,
            "number": lambda world: world["released_document"].entry.number,
        },
    ),
]
