"""Plans, their papers and tasks."""

from tests.access_table.people import (
    KEEPS_OR_READS,
    LEADERS,
    OFFICE,
    READS_UNIT,
    REGION,
    REGION_ALL,
    RUNS,
    SIGNS,
    STAFF,
    UNIT,
    UNIT_LEADERS,
)
from tests.access_table.rows import FORM, POST, page

# Plans: the own one, and the one of the office above; whoever writes it is its unit.
DEPARTMENT_PLAN, PROVINCE_PLAN = "department_plan", "province_plan"

PLANS = [
    page("targets:plan_list", may=STAFF),
    page("targets:plan_create", may=RUNS | UNIT | REGION | {"absent_clerk"}, methods=FORM),
    page("targets:plan_detail", DEPARTMENT_PLAN, may=READS_UNIT),
    page("targets:plan_detail", PROVINCE_PLAN, may=STAFF),
    page("targets:plan_detail", "region_plan", may=KEEPS_OR_READS | REGION_ALL),
    *(
        page(f"targets:plan_{paper}", DEPARTMENT_PLAN, may=READS_UNIT)
        for paper in ("print", "docx", "sheet")
    ),
    # A department's programme is issued by its province: drafted by either, the rest by the office.
    page(
        "targets:plan_document_create",
        DEPARTMENT_PLAN,
        may=OFFICE | UNIT,
        sees=READS_UNIT,
        methods=POST,
    ),
    *(
        page(f"targets:plan_document_{view}", "plan_document", may=READS_UNIT)
        for view in ("detail", "print", "docx", "delivery")
    ),
    page(
        "targets:plan_document_edit",
        "plan_document",
        may=OFFICE | UNIT,
        sees=READS_UNIT,
        methods=FORM,
    ),
    *(
        page(
            f"targets:plan_document_{step}",
            "plan_document",
            may=who,
            sees=READS_UNIT,
            methods=POST,
        )
        for step, who in {
            "approve": LEADERS | {"office_head"},
            "return": SIGNS,
            "sign": SIGNS,
            "number": {"registry"},
            "void": {"registry"},
            "replace": LEADERS | {"office_head"},
            "release": SIGNS,
        }.items()
    ),
    *(page(f"targets:plan_cascade{view}", may=STAFF) for view in ("", "_print", "_sheet")),
    *(
        page(f"targets:plan_{view}", "department_version", may=READS_UNIT)
        for view in ("version", "version_print", "changes_print")
    ),
    page("targets:plan_edit", DEPARTMENT_PLAN, may=UNIT, sees=READS_UNIT, methods=FORM),
    page("targets:plan_edit", PROVINCE_PLAN, may=RUNS, sees=STAFF, methods=FORM),
    *(
        page(f"targets:plan_{act}", plan, may=who, sees=readers, methods=how)
        for act, how in {"approve": POST, "reopen": POST, "return": FORM}.items()
        for plan, who, readers in (
            # The head everywhere; the deputy of this world oversees the region only.
            (DEPARTMENT_PLAN, UNIT_LEADERS | {"head"}, READS_UNIT),
            ("region_plan", LEADERS | {"region_head"}, KEEPS_OR_READS | REGION_ALL),
            (PROVINCE_PLAN, LEADERS, STAFF),
        )
    ),
    *(
        page(f"targets:plan_{act}", DEPARTMENT_PLAN, may=UNIT, sees=READS_UNIT, methods=how)
        for act, how in {
            "submit": POST,
            "recall": POST,
            "supplement": FORM,
            "supplement_withdraw": POST,
        }.items()
    ),
    page("targets:plan_start", DEPARTMENT_PLAN, may=UNIT | {"head"}, sees=READS_UNIT, methods=POST),
    page("targets:plan_task_create", DEPARTMENT_PLAN, may=UNIT, sees=READS_UNIT, methods=POST),
    page("targets:plan_task_detail", "department_task", may=READS_UNIT),
    page("targets:plan_evidence", "evidence", may=READS_UNIT),
    page("targets:plan_task_report", "department_task", may=UNIT, sees=READS_UNIT, methods=POST),
    page("targets:plan_task_report", "led_task", may=RUNS | UNIT, sees=STAFF, methods=POST),
    # Into the programme of a unit directly below, by those who write it.
    page(
        "targets:plan_task_take_up",
        "province_task",
        may=OFFICE | UNIT | REGION | {"absent_clerk"},
        sees=STAFF,
        methods=POST,
    ),
    *(
        page(f"targets:plan_task_{act}", "department_task", may=UNIT, sees=READS_UNIT, methods=how)
        for act, how in {"edit": FORM, "remove": FORM, "done": POST}.items()
    ),
    # In the province's plan, led by Phòng 9: it reports the result, it does not change the words.
    page("targets:plan_task_done", "led_task", may=RUNS | UNIT, sees=STAFF, methods=POST),
    page("targets:plan_task_edit", "led_task", may=RUNS, sees=STAFF, methods=FORM),
]
