"""What a plan says, as plain data: frozen at each approval, compared, printed.

`content` is all that paper and workbooks need; a version holds the same data.
"""

import datetime
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db.models import Prefetch

from procuracy.web.dates import printed_short
from targets.models import Instrument, Plan, PlanTask
from units.models import Unit

Content = dict[str, Any]
Task = dict[str, Any]
Change = dict[str, Any]

# Label, what is compared, what is shown.
FACTS = (
    ("Nội dung", "content", "content"),
    ("Tính chất", "marks", "marks"),
    ("Giải pháp", "solutions", "solutions"),
    ("Đơn vị chủ trì", "lead_id", "lead"),
    ("Đơn vị phối hợp", "coordinating_ids", "coordinating"),
    ("Lãnh đạo phụ trách", "leader_id", "leader"),
    ("Người phụ trách", "people_ids", "people"),
    ("Sản phẩm", "product", "product"),
    ("Thời hạn", "due", "due"),
    ("Phục vụ nhiệm vụ cấp trên", "serves_id", "serves"),
)
KINDS = {"added": "Bổ sung", "changed": "Điều chỉnh", "dropped": "Thôi thực hiện"}


def content(plan: Plan, on: datetime.date) -> Content:
    """{title, code, issued_on (ISO), year, unit_id, bases: [{id, words, text}], tasks: [task]}.

    A basis's `text` is how a document cites it.

    A task is {id, no, content, is_focus, is_breakthrough, marks, solutions, lead, lead_id,
    coordinating, coordinating_ids, leader, leader_id, people, people_ids, product, due, due_on
    (ISO), due_text, serves, serves_id, origin}: names as they are on the day, ids, texts; lists
    of names are one text. Tasks that a supplement took out are left out.
    """
    bases = plan.bases.order_by("issued_on", "pk")
    return {
        "title": plan.title,
        "code": plan.code,
        "issued_on": plan.issued_on.isoformat() if plan.issued_on else None,
        "year": plan.work_year.year,
        "unit_id": plan.unit_id,
        "bases": [_basis(one) for one in bases],
        "tasks": [_task(no, task) for no, task in enumerate(standing_tasks(plan, on), 1)],
    }


def _basis(instrument: Instrument) -> dict[str, Any]:
    words = f"{instrument} ngày {instrument.issued_on:%d/%m/%Y}"
    return {"id": instrument.pk, "words": words, "text": cited(instrument)}


def cited(instrument: Instrument) -> str:
    """`Căn cứ Chỉ thị số 01/CT-VKSTC ngày 15/12/2025 của …: …`"""
    day = f" ngày {printed_short(instrument.issued_on)}" if instrument.issued_on else ""
    return f"Căn cứ {instrument}{day} của {instrument.issuer}: {instrument.subject}"


def standing_tasks(plan: Plan, on: datetime.date) -> list[PlanTask]:
    """In order, with everything that `content` names: a fixed number of queries."""
    rows = plan.tasks.standing().select_related("leader", "serves")
    return list(
        rows.prefetch_related(
            Prefetch("lead", Unit.objects.named(on)),
            Prefetch("coordinating", Unit.objects.named(on).order_by("order")),
            "people",
        )
    )


def digest(what: Content) -> str:
    """SHA-256 of the content in one spelling."""
    spelled = json.dumps(what, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(spelled.encode()).hexdigest()


def changes(before: Content, after: Content) -> list[Change]:
    """What a plan says now that it did not say before, in the order of the plan.

    Each {kind, id, no, content, facts: [{label, before, after}]}; `kind` as in KINDS, `no` the
    place where the task stands (of a dropped one: stood). A new name of the same unit or person is
    no change, nor is another place in the order.
    """
    old = {task["id"]: task for task in before["tasks"]}
    new = {task["id"]: task for task in after["tasks"]}
    found = [
        {"kind": "added", **_said(task), "facts": _facts({}, task)}
        if task["id"] not in old
        else {"kind": "changed", **_said(task), "facts": _facts(old[task["id"]], task)}
        for task in after["tasks"]
    ]
    dropped = [
        {"kind": "dropped", **_said(task), "facts": []}
        for task in before["tasks"]
        if task["id"] not in new
    ]
    return [one for one in found if one["facts"]] + dropped


def _said(task: Mapping[str, Any]) -> dict[str, Any]:
    return {key: task[key] for key in ("id", "no", "content")}


def _facts(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[dict[str, str]]:
    return [
        {"label": label, "before": old.get(shown) or "", "after": new[shown] or ""}
        for label, key, shown in FACTS
        if (old.get(key) or None) != (new[key] or None)
    ]


def _task(no: int, task: PlanTask) -> Task:
    units, people = list(task.coordinating.all()), list(task.people.all())
    return {
        "id": task.pk,
        "no": no,
        "content": task.content,
        "is_focus": task.is_focus,
        "is_breakthrough": task.is_breakthrough,
        "marks": _marks(task),
        "solutions": task.solutions,
        "lead": task.lead.short_name,
        "lead_id": task.lead_id,
        "coordinating": ", ".join(unit.short_name for unit in units),
        "coordinating_ids": sorted(unit.pk for unit in units),
        "leader": task.leader.full_name if task.leader else "",
        "leader_id": task.leader_id,
        "people": ", ".join(person.full_name for person in people),
        "people_ids": sorted(person.pk for person in people),
        "product": task.product,
        "due": task.due_text or (printed_short(task.due_on) if task.due_on else ""),
        "due_on": task.due_on.isoformat() if task.due_on else None,
        "due_text": task.due_text,
        "serves": task.serves.content if task.serves else "",
        "serves_id": task.serves_id,
        "origin": task.origin,
    }


def _marks(task: PlanTask) -> str:
    flags = ((task.is_focus, "trọng tâm"), (task.is_breakthrough, "đột phá"))
    return ", ".join(word for flag, word in flags if flag)
