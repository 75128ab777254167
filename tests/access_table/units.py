"""Signing in, units, people, accounts, roles, registers and documents."""

from tests.access_table.people import (
    ADMIN,
    ALL,
    KEEPS_OR_READS,
    OFFICE,
    PERSONNEL,
    REGION_ALL,
    SEATED,
    STAFF,
    UNIT,
)
from tests.access_table.rows import FORM, GET, POST, page

UNITS = [
    page("units:sign_in", may=ALL, methods=FORM, is_public=True),
    page("units:sign_out", may=ALL, methods=POST),
    page("units:sign_in_code", may=ALL, methods=FORM, is_public=True),
    page("units:sign_in_again", may=ALL, methods=FORM, is_public=True),
    page("units:sign_in_list", may=ALL),
    page("units:sessions_end", may=ALL, methods=POST),
    page("units:second_factor_enrol", may=ALL, methods=FORM),
    page("units:second_factor_disable", may=ALL, methods=FORM),
    page("units:recovery_codes_renew", may=ALL, methods=FORM),
    page("units:password_change", may=ALL, methods=FORM),
    page("units:appointment_act", "appointment", may={"unit_clerk"}, methods=POST),
    page("units:unit_list", may=SEATED),
    page("units:unit_detail", "unit_department", may=SEATED, is_common=True),
    page(
        "units:unit_edit",
        "unit_department",
        may=OFFICE,
        sees=SEATED,
        methods=FORM,
        outside=403,
    ),
    # The register of units: everybody reads it, the Office of the province keeps it.
    page("units:unit_print", may=SEATED),
    page("units:unit_export", may=SEATED),
    page("units:unit_export", may=SEATED, query="?all=1"),
    page("units:unit_create", may=OFFICE, methods=FORM),
    page("units:unit_import", may=OFFICE, methods=FORM),
    page("units:unit_import_apply", may=OFFICE, methods=POST),
    page("units:unit_import_template", may=OFFICE),
    *(
        page(name, "unit_region", may=OFFICE, sees=SEATED, methods=FORM, outside=403)
        for name in ("units:unit_close", "units:unit_correct")
    ),
    page("units:person_list", may=SEATED),
    page("units:person_detail", "person", may=SEATED, is_common=True),
    page("units:person_create", may=PERSONNEL, methods=FORM),
    page("units:person_edit", "person", may=PERSONNEL, sees=SEATED, methods=FORM, outside=403),
    # A person of another office may take up a position here too.
    page(
        "units:appointment_create",
        "person",
        may=PERSONNEL,
        sees=SEATED,
        methods=FORM,
        is_common=True,
    ),
    page(
        "units:appointment_end",
        "appointment",
        may={"personnel"},
        sees=SEATED,
        methods=FORM,
        outside=403,
    ),
    page(
        "units:appointment_remove",
        "appointment",
        may={"personnel"},
        sees=SEATED,
        methods=POST,
        outside=403,
    ),
    *(
        page(
            f"units:appointment_{act}",
            "appointment",
            may={"personnel"},
            sees=SEATED,
            methods=FORM,
            outside=403,
        )
        for act in ("transfer", "correct")
    ),
    page("units:title_create", "person", may=PERSONNEL, sees=SEATED, methods=FORM, outside=403),
    *(
        page(f"units:title_{act}", "title", may=PERSONNEL, sees=SEATED, methods=how, outside=403)
        for act, how in {"correct": FORM, "end": FORM, "remove": POST}.items()
    ),
    page("units:person_export", may=SEATED),
    page("units:person_import", may={"personnel"}, methods=FORM),
    page("units:person_import_form", may={"personnel"}),
    page("units:person_import_apply", may={"personnel"}, methods=POST),
    page("units:account_slips", may=ADMIN, methods=FORM),
    page("units:account_list", may=ADMIN),
    *(
        page(f"units:account_{act}", "person", may=ADMIN, sees=SEATED, methods=how, outside=403)
        for act, how in {
            "create": FORM,
            "detail": GET,
            "disable": POST,
            "enable": POST,
            "lift": POST,
            "reset": POST,
        }.items()
    ),
    page(
        "units:second_factor_remove",
        "person",
        may=ADMIN,
        sees=SEATED,
        methods=POST,
        outside=403,
    ),
    # Told to one person, whatever he is.
    page("units:announcement_list", may=ALL),
    page("units:announcement_acknowledge", "announcement", may={"unit_clerk"}, methods=POST),
    # Who may do what is for everybody to read; its words are the administrator's.
    *(page(f"units:role_{view}", may=SEATED) for view in ("list", "print")),
    page(
        "units:role_edit",
        "role",
        may=ADMIN,
        sees=SEATED,
        methods=FORM,
        is_common=True,
        parts={"role": lambda world: world["role"].pk},
    ),
    page("units:register_list", may=KEEPS_OR_READS | REGION_ALL | {"absent_clerk"}),
    page(
        "units:register_detail",
        "register",
        may=KEEPS_OR_READS,
        sees=UNIT | {"personnel", "admin"},
    ),
    *(
        page(
            f"units:register_{act}",
            "register",
            may=KEEPS_OR_READS,
            sees=UNIT | {"personnel", "admin"},
        )
        for act in ("print", "export")
    ),
    page(
        "units:register_skip",
        "register",
        may=OFFICE | {"registry"},
        sees=KEEPS_OR_READS | UNIT | {"personnel", "admin"},
        methods=FORM,
    ),
    page("units:register_create", may=OFFICE | {"region_clerk", "absent_clerk"}, methods=FORM),
    page(
        "units:register_edit",
        "register",
        may=OFFICE,
        sees=KEEPS_OR_READS | UNIT | {"personnel", "admin"},
        methods=FORM,
    ),
    page("units:document_list", may=STAFF),
    page(
        "units:document_acknowledge",
        "released_document",
        may=UNIT,
        sees=KEEPS_OR_READS,
        methods=POST,
    ),
    *(
        page(f"units:acknowledgement_{view}", may=KEEPS_OR_READS | REGION_ALL | {"absent_clerk"})
        for view in ("list", "print", "export")
    ),
    *(
        page(name, may=KEEPS_OR_READS | REGION_ALL | {"absent_clerk"})
        for name in ("units:outside_body_list", "units:posting_list", "units:posting_print")
    ),
    *(
        page(
            f"units:{name}_create",
            may=OFFICE | {"registry", "region_clerk", "region_registry", "absent_clerk"},
            methods=FORM,
        )
        for name in ("outside_body", "recipient_group")
    ),
    *(
        page(
            f"units:{name}_edit",
            name,
            may=OFFICE | {"registry"},
            sees=KEEPS_OR_READS | UNIT | {"personnel", "admin"},
            methods=FORM,
        )
        for name in ("outside_body", "recipient_group")
    ),
    page(
        "units:outside_recipient_post",
        "outside_recipient",
        may=OFFICE | {"registry"},
        sees=KEEPS_OR_READS | UNIT | {"personnel", "admin"},
        methods=POST,
    ),
    page(
        "units:acknowledgement_term_edit",
        may=OFFICE | {"region_clerk", "absent_clerk"},
        methods=FORM,
    ),
    # Issued: for its recipients and for those who lead and keep the office.
    page("units:document_detail", "released_document", may=KEEPS_OR_READS | UNIT),
    page("units:document_pdf", "released_document", may=KEEPS_OR_READS | UNIT),
    page("units:document_print", "released_document", may=KEEPS_OR_READS | UNIT),
    page("meetings:document_slips_print", "released_document", may=KEEPS_OR_READS | UNIT),
    # Numbered, not yet released: recipients do not have it.
    page("units:document_detail", "numbered_document", may=KEEPS_OR_READS),
    page("units:document_pdf", "numbered_document", may=KEEPS_OR_READS),
]
