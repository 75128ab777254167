"""What was ordered: tasks, and who has how many."""

from tests.access_table.people import (
    KEEPS_OR_READS,
    OFFICE,
    OUTSIDERS,
    REGION,
    REGION_ALL,
    RUNS,
    STAFF,
    UNIT,
    UNIT_LEADERS,
)
from tests.access_table.rows import POST, Parts, page

# The addressee answers, the Office confirms; leadership, registry and inspection read.
TASK, SEES_TASK = "released_task", KEEPS_OR_READS | UNIT
TASK_FILE: Parts = {
    "pk": lambda world: world["task_file"].task_id,
    "file": lambda world: world["task_file"].pk,
}
# Whose order it is: its head, who chaired it, and the head of Office.
GIVES = {"head", "office_head"}
ASKED: Parts = {
    "pk": lambda world: world["task_extension"].task_id,
    "extension": lambda world: world["task_extension"].pk,
}
BACK: Parts = {
    "pk": lambda world: world["task_reclaim"].task_id,
    "reclaim": lambda world: world["task_reclaim"].pk,
}
SEES_RECLAIMED = SEES_TASK | REGION_ALL
ANSWERED: Parts = {
    "pk": lambda world: world["task_answer"].task_id,
    "answer": lambda world: world["task_answer"].pk,
}
TASKS = [
    page("meetings:task_list", may=STAFF),
    *(
        page(f"meetings:task_{name}{way}", may=STAFF)
        for name in ("board", "count")
        for way in ("", "_print", "_sheet")
    ),
    page("meetings:task_detail", TASK, may=SEES_TASK),
    page("meetings:task_print", TASK, may=SEES_TASK),
    page(
        "meetings:task_unheld_list",
        may=RUNS | REGION | {"absent_clerk"},
    ),
    page("meetings:task_name_holder", TASK, may=RUNS, sees=SEES_TASK, methods=POST),
    page(
        "meetings:task_told",
        "asked_task",
        may=REGION,
        sees=SEES_TASK | {"region_registry"},
        methods=POST,
    ),
    page(
        "meetings:task_file",
        "task_file",
        may=SEES_TASK,
        parts=TASK_FILE,
    ),
    page(
        "meetings:task_detach",
        "task_file",
        may=UNIT,
        sees=SEES_TASK,
        methods=POST,
        parts=TASK_FILE,
    ),
    page("meetings:document_chain", "released_document", may=KEEPS_OR_READS | UNIT),
    page("meetings:plan_task_origin", "released_line", may=SEES_TASK),
    *(
        page(f"meetings:workload{view}", may=RUNS | UNIT | REGION | {"absent_clerk"})
        for view in ("", "_print", "_sheet")
    ),
    page(
        "meetings:workload_person",
        "person",
        may=RUNS | UNIT,
        sees=OUTSIDERS | {"registry", "inspector", "personnel", "region_registry"},
        asks_first=True,
    ),
    *(
        page(f"meetings:task_{act}", TASK, may=UNIT, sees=SEES_TASK, methods=POST)
        for act in (
            "acknowledge",
            "report",
            "add_to_plan",
            "link_to_plan",
            "unlink_from_plan",
            "attach",
            "prove_figure",
            "prove_plan",
            "extension_ask",
        )
    ),
    page("meetings:task_put_in_charge", TASK, may=UNIT_LEADERS, sees=SEES_TASK, methods=POST),
    page(
        "meetings:task_hand_over",
        TASK,
        may=GIVES | {"office"},
        sees=SEES_TASK,
        methods=POST,
    ),
    *(
        page(
            f"meetings:task_extension_{act}",
            "task_extension",
            may=who,
            sees=SEES_TASK,
            methods=POST,
            parts=ASKED,
        )
        for act, who in (("grant", GIVES), ("refuse", GIVES), ("withdraw", UNIT))
    ),
    page("meetings:task_reclaim_ask", "asked_task", may=REGION, sees=SEES_RECLAIMED, methods=POST),
    *(
        page(
            f"meetings:task_reclaim_{act}",
            "task_reclaim",
            may=who,
            sees=SEES_RECLAIMED,
            methods=POST,
            parts=BACK,
        )
        for act, who in (
            ("grant", GIVES | {"office"}),
            ("refuse", GIVES | {"office"}),
            ("withdraw", REGION),
        )
    ),
    *(
        page(
            f"meetings:task_answer_{act}",
            "task_answer",
            may=who,
            sees=SEES_TASK,
            methods=POST,
            parts=ANSWERED,
        )
        for act, who in (("send", UNIT_LEADERS), ("return", UNIT_LEADERS), ("take_back", UNIT))
    ),
    *(
        page(f"meetings:task_{act}", TASK, may=OFFICE | {"head"}, sees=SEES_TASK, methods=POST)
        for act in ("confirm", "return")
    ),
]
