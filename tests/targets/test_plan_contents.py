"""Pure calculation about plans: dates of a new year, what changed."""

import datetime
from typing import Any

from targets.models import Plan, PlanSupplement
from targets.plan_facts import printed_changes
from targets.plans.contents import changes, digest
from targets.plans.copying import shifted

Day = datetime.date
Y2024 = (Day(2023, 12, 1), Day(2024, 11, 30))
Y2025 = (Day(2024, 12, 1), Day(2025, 9, 30))
Y2026 = (Day(2025, 10, 1), Day(2026, 9, 30))
Y2027 = (Day(2026, 10, 1), Day(2027, 9, 30))
Y2028 = (Day(2027, 10, 1), Day(2028, 9, 30))


def test_days_of_a_new_work_year() -> None:
    cases = [
        (Day(2026, 8, 31), Y2026, Y2027, Day(2027, 8, 31)),
        (Day(2025, 12, 15), Y2026, Y2027, Day(2026, 12, 15)),
        # The year's own last day stays that, whatever the year's length.
        (Day(2024, 11, 30), Y2024, Y2025, Day(2025, 9, 30)),
        (Day(2025, 9, 30), Y2025, Y2026, Day(2026, 9, 30)),
        # The short year does not reach October.
        (Day(2024, 10, 31), Y2024, Y2025, Day(2025, 9, 30)),
        (Day(2025, 6, 30), Y2025, Y2026, Day(2026, 6, 30)),
        # A month's last day stays one, also over a leap day.
        (Day(2027, 2, 28), Y2027, Y2028, Day(2028, 2, 29)),
        (Day(2028, 2, 29), Y2028, (Day(2028, 10, 1), Day(2029, 9, 30)), Day(2029, 2, 28)),
    ]
    for day, old, new, expected in cases:
        assert shifted(day, old, new) == expected, (day, new)


def task(pk: int, **more: Any) -> dict[str, Any]:
    return {
        "id": pk,
        "no": pk,
        "content": f"Việc {pk}",
        "is_focus": False,
        "is_breakthrough": False,
        "marks": "",
        "solutions": "",
        "lead": "Phòng 9",
        "lead_id": 9,
        "coordinating": "",
        "coordinating_ids": [],
        "leader": "",
        "leader_id": None,
        "people": "",
        "people_ids": [],
        "product": "",
        "due": "",
        "due_on": None,
        "due_text": "",
        "serves": "",
        "serves_id": None,
        "origin": "",
    } | more


def plan(*tasks: dict[str, Any]) -> dict[str, Any]:
    return {"title": "Kế hoạch", "tasks": list(tasks)}


def test_what_changed_is_told_by_task_and_fact() -> None:
    before = plan(task(1), task(2, due="31/8/2026"), task(3))
    after = plan(
        task(1, lead="Phòng 9 mới", no=7),  # the same unit under another name, another place
        task(2, due="30/9/2026", people="An", people_ids=[4]),
        task(5, product="Báo cáo"),
    )
    found = changes(before, after)
    assert [(row["kind"], row["id"]) for row in found] == [
        ("changed", 2),
        ("added", 5),
        ("dropped", 3),
    ]
    assert found[0]["facts"] == [
        {"label": "Người phụ trách", "before": "", "after": "An"},
        {"label": "Thời hạn", "before": "31/8/2026", "after": "30/9/2026"},
    ]
    assert changes(before, before) == []
    rows = printed_changes(found)
    assert rows[0]["before"] == ["Người phụ trách: không có", "Thời hạn: 31/8/2026"]
    assert (rows[1]["kind"], rows[1]["before"]) == ("Bổ sung", [])
    assert rows[1]["after"] == ["Đơn vị chủ trì: Phòng 9", "Sản phẩm: Báo cáo"]
    assert rows[2] == {
        "kind": "Thôi thực hiện",
        "no": 3,
        "content": "Việc 3",
        "before": [],
        "after": [],
    }


def test_digest_depends_on_the_content_alone() -> None:
    one = plan(task(1))
    assert digest(one) == digest(dict(reversed(list(one.items()))))
    assert digest(one) != digest(plan(task(1, product="Báo cáo")))


def test_every_state_is_left_for_known_states_only() -> None:
    for kind in (Plan, PlanSupplement):
        assert set(kind.TRANSITIONS) == set(kind.State)
        assert all(after <= set(kind.State) for after in kind.TRANSITIONS.values())
    assert not Plan(state="in_force").may_become("draft")
    assert Plan(state="draft").may_become("approved")
