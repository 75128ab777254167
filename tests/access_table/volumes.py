"""Volumes: closed by the registry, read by leadership, Office and inspectors of the office."""

from tests.access_table.people import KEEPS_OR_READS, OFFICE, REGION_ALL, STAFF
from tests.access_table.rows import FORM, POST, page

REGISTRIES = {"registry", "region_registry"}
# Who keeps the office or its registry; the clerk of a regional office does both kinds of work.
KEEPS = OFFICE | REGISTRIES | {"region_clerk", "absent_clerk"}
READS = KEEPS_OR_READS | REGION_ALL | {"absent_clerk"}

VOLUMES = [
    page("meetings:volume_list", may=READS),
    page("meetings:volume_create", may=REGISTRIES, methods=FORM),
    page("meetings:volume_order", "volume_order", may={"registry"}),
    *(page(f"meetings:volume_{view}", "volume", may=KEEPS_OR_READS) for view in ("detail", "pdf")),
    page("meetings:retention_list", may=READS),
    page(
        "meetings:retention_edit",
        "retention_rule",
        may=KEEPS,
        sees=STAFF,
        methods=FORM,
        is_common=True,
    ),
    page(
        "meetings:retention_reset",
        "retention_rule",
        may=KEEPS,
        sees=STAFF,
        methods=POST,
        is_common=True,
    ),
    page("meetings:index_term_list", may=KEEPS, methods=FORM),
    page(
        "meetings:disposal_create",
        may=KEEPS,
        methods=FORM,
        parts={"kind": lambda world: "TB", "year": lambda world: 2010},
    ),
    page("meetings:disposal_detail", "disposal", may=KEEPS_OR_READS),
]
