"""A plan or working programme on paper: Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.4.

The facts are the only input; they are frozen when the plan is issued, and equal facts give equal
bytes. Their shape, besides superior_name, office_name, number, symbol, place, dated_on, year,
subject, recipients, filing, signer and illustrative as in `meetings.papers.printing`:

kind_name     "KẾ HOẠCH", "CHƯƠNG TRÌNH"
bases         list of str, each a "Căn cứ …" without its semicolon
opening, purpose, organisation   lists of paragraphs; without the last a closing sentence is set
tasks         list as `targets.plans.contents.content` gives them
changes       None, or of a supplement, which prints them in place of the tasks: list as
              `targets.plan_facts.printed_changes` gives them
reason        str, of a supplement
layout        [{role, title}] in order, of `LAYOUT`'s roles; empty or missing: as there
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.template.loader import render_to_string

from procuracy.web import docx, paper, pdf
from procuracy.web.annexes import annexes

Facts = Mapping[str, Any]

TASK_COLUMNS = {
    "no": "TT",
    "content": "Nội dung công việc",
    "lead": "Đơn vị chủ trì",
    "coordinating": "Đơn vị phối hợp",
    "leader": "Lãnh đạo phụ trách",
    "people": "Người thực hiện",
    "due": "Thời hạn",
    "product": "Sản phẩm",
}
CHANGE_COLUMNS = {
    "no": "Mục",
    "kind": "Việc",
    "content": "Nhiệm vụ",
    "before": "Đã phê duyệt",
    "after": "Bổ sung, điều chỉnh",
}
# Sections of a plan as they stand where no wording of its office says otherwise.
LAYOUT = [
    ("purpose", "Mục đích, yêu cầu"),
    ("focus", "Nhiệm vụ trọng tâm"),
    ("breakthrough", "Khâu đột phá"),
    ("tasks", "Nhiệm vụ cụ thể"),
    ("organisation", "Tổ chức thực hiện"),
]
TASKS_TITLE = "Phân công nhiệm vụ"
CHANGES_TITLE = "Nội dung bổ sung, điều chỉnh"
# What one supplement does, counted in the words of its text.
COUNTED = ("Bổ sung", "Điều chỉnh", "Thôi thực hiện")


def plan_pdf(facts: Facts) -> bytes:
    return pdf.render(plan_html(facts))


def plan_html(facts: Facts) -> str:
    """What is printed; every typed text is escaped."""
    return render_to_string("print/plan.html", plan_context(facts))


def plan_docx(facts: Facts) -> bytes:
    """The draft as a Word file."""
    return docx.document(plan_context(facts))


def plan_context(facts: Facts) -> dict[str, Any]:
    """What stands where, on paper and in a Word file alike."""
    facts = pdf.printable(facts)
    sections = _supplement(facts) if facts.get("changes") else _plan(facts)
    return paper.letterhead(facts) | {
        "bases": basis_lines(facts.get("bases") or []),
        "blocks": paper.blocks(paper.paragraphs(facts.get("opening") or []), sections),
        "annexes": annexes(facts, annex(facts)),
    }


def basis_lines(bases: Iterable[str]) -> list[str]:
    """'Căn cứ …;' and the last one with a full stop, whatever was typed at their ends."""
    lines = [line for basis in bases if (line := basis.strip().rstrip(" ;.,"))]
    return [line + (";" if number < len(lines) else ".") for number, line in enumerate(lines, 1)]


def annex(facts: Facts) -> dict[str, Any] | None:
    """All tasks, or what a supplement changes; columns that nobody filled fall away."""
    if facts.get("changes"):
        rows = [_change_row(change) for change in facts["changes"]]
        said = {"title": CHANGES_TITLE, "rows": rows}
        return paper.annex_table(said, CHANGE_COLUMNS, always=CHANGE_COLUMNS, centred={"no"})
    rows = [_task_row(task) for task in facts.get("tasks") or []]
    said = {"title": TASKS_TITLE, "rows": rows}
    return paper.annex_table(said, TASK_COLUMNS, always={"no", "content"}, centred={"no", "due"})


def marks(task: Mapping[str, Any]) -> str:
    """'Trọng tâm', 'Đột phá', both or nothing."""
    flags = (("is_focus", "trọng tâm"), ("is_breakthrough", "đột phá"))
    return ", ".join(word for flag, word in flags if task.get(flag)).capitalize()


def _plan(facts: Facts) -> list[tuple[str, list[str]]]:
    """The year's focus and breakthrough stand in the text, every task in the annex."""
    tasks = facts.get("tasks") or []
    texts = {
        "purpose": paper.paragraphs(facts.get("purpose") or []),
        "focus": _listed([one for one in tasks if one.get("is_focus")]),
        "breakthrough": _listed([one for one in tasks if one.get("is_breakthrough")]),
        "tasks": _all_tasks(facts, len(tasks)),
        "organisation": closing(facts),
    }
    laid = [(one["role"], one["title"]) for one in facts.get("layout") or []] or LAYOUT
    return [(title, texts[role]) for role, title in laid if role in texts]


def _supplement(facts: Facts) -> list[tuple[str, list[str]]]:
    counts = [
        f"{word.lower()} {paper.padded(count, below=10)} nhiệm vụ"
        for word in COUNTED
        if (count := sum(change["kind"] == word for change in facts["changes"]))
    ]
    text = ", ".join(counts)
    return [
        ("Lý do bổ sung, điều chỉnh", paper.paragraphs([facts.get("reason") or ""])),
        (CHANGES_TITLE, [f"{text[:1].upper()}{text[1:]} ({_annex_name(facts)} kèm theo)."]),
        ("Tổ chức thực hiện", closing(facts)),
    ]


def closing(facts: Facts) -> list[str]:
    texts = paper.paragraphs(facts.get("organisation") or [])
    kind = facts["kind_name"].capitalize()
    usual = f"Yêu cầu các đơn vị, cá nhân được phân công nghiêm túc thực hiện {kind} này."
    return [*(texts or [usual]), *paper.replacing(facts)]


def _all_tasks(facts: Facts, count: int) -> list[str]:
    if not count:
        return []
    kind = facts["kind_name"].capitalize()
    many = paper.padded(count, below=10)
    return [f"{kind} gồm {many} nhiệm vụ, phân công tại {_annex_name(facts)} kèm theo."]


def _annex_name(facts: Facts) -> str:
    """With further annexes it is the first."""
    return "Phụ lục I" if facts.get("annexes") else "Phụ lục"


def _listed(tasks: Sequence[Mapping[str, Any]]) -> list[str]:
    """'1. Giải quyết tin báo đúng hạn. Đơn vị chủ trì: Phòng 1; thời hạn: 30/9/2026.'"""
    found = []
    for no, task in enumerate(tasks, 1):
        first, *rest = paper.paragraphs([task["content"]]) or [""]
        lines = [f"{no}. {first}", *rest]
        lines[-1] = f"{paper.sentence(lines[-1])} {_order(task)}".rstrip()
        found += lines
    return found


def _order(task: Mapping[str, Any]) -> str:
    said = (("Đơn vị chủ trì", task.get("lead")), ("thời hạn", task.get("due")))
    text = "; ".join(f"{word}: {value}" for word, value in said if value)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _task_row(task: Mapping[str, Any]) -> dict[str, Any]:
    words = [
        task["content"],
        task.get("solutions") and f"Giải pháp: {task['solutions']}",
        task.get("origin") and f"Theo {task['origin']}",
    ]
    return {**task, "content": "\n".join(filter(None, words)), "mark": marks(task)}


def _change_row(change: Mapping[str, Any]) -> dict[str, Any]:
    sides = {side: "\n".join(change[side]) for side in ("before", "after")}
    return {**change, **sides}
