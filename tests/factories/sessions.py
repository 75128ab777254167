"""A working session with one unit whose requests bind, and a launch that sits."""

from typing import Any

from meetings.models import Meeting
from targets.models import Plan, PlanTask
from tests.factories.common import NOW
from tests.factories.meetings import directive, directive_task, meeting, meeting_kind
from units.models import Unit, User


def held(
    units: dict[str, Unit], users: dict[str, User], plan: Plan, task: PlanTask
) -> dict[str, Any]:
    """Both with Phòng 9, whose plan it is; the launch has chosen the task."""
    unit, seat = units["department"], users["unit_head"].acting
    assert seat
    more: dict[str, Any] = {"chair": users["head"].acting, "with_unit": unit, "invited": [unit]}
    closed = meeting(
        units["province"],
        kind=meeting_kind(purpose="session", audience="one", acceptance_days=5),
        title="Buổi làm việc",
        state=Meeting.State.CLOSED,
        concluded_at=NOW,
        work_year=plan.work_year,
        **more,
    )
    closed.steps.create(state=Meeting.State.CLOSED, by=users["office"], at=NOW)
    request = directive(closed, "Phân công từng công chức", units=[unit])
    directive_task(request, unit)
    launch = meeting(
        units["province"],
        kind=meeting_kind(purpose="launch", audience="one"),
        title="Triển khai chương trình",
        state=Meeting.State.IN_SESSION,
        opened_at=NOW,
        work_year=plan.work_year,
        **more,
    )
    chosen = launch.breakthroughs.create(plan_task=task, by=seat, at=NOW)
    return {"session_meeting": closed, "launch_meeting": launch, "breakthrough": chosen}
