"""What was ordered: tasks, and who has how many."""

from tests.access_table.people import KEEPS_OR_READS, OFFICE, OUTSIDERS, REGION, RUNS, STAFF, UNIT
from tests.access_table.rows import POST, Parts, page

# The addressee answers, the Office confirms; leadership, registry and inspection read.
TASK, SEES_TASK = "released_task", KEEPS_OR_READS | UNIT
TASK_FILE: Parts = {
    "pk": lambda world: world["task_file"].task_id,
    "file": lambda world: world["task_file"].pk,
}
TASKS = [
    page("meetings:task_list", may=STAFF),
    page("meetings:task_detail", TASK, may=SEES_TASK),
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
        for act in ("acknowledge", "report", "add_to_plan", "attach")
    ),
    *(
        page(f"meetings:task_{act}", TASK, may=OFFICE | {"head"}, sees=SEES_TASK, methods=POST)
        for act in ("confirm", "return")
    ),
]
