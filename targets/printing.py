"""Plans and the target board on paper.

Both take plain facts, as `meetings.printing` does, and equal facts give equal bytes.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, pairwise
from math import ceil
from typing import Any

from django.template.loader import render_to_string

from procuracy.web import paper, pdf
from targets.sections import Page

PLAN_COLUMNS = {
    "no": "TT",
    "content": "Nội dung công việc",
    "lead": "Đơn vị thực hiện",
    "person": "Người thực hiện",
    "due": "Thời hạn",
}
COLUMNS_PER_BLOCK = 8  # target columns that stay legible beside the units on A4 lying across


def plan_pdf(facts: Mapping[str, Any]) -> bytes:
    """A plan or working programme as PDF/A; facts as in `plan_html`."""
    return pdf.render(plan_html(facts))


def plan_html(facts: Mapping[str, Any]) -> str:
    """A plan laid out as Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.4.

    superior_name, office_name, symbol, place, recipients, filing, signer, number, dated_on, year,
    illustrative: as in `meetings.printing`. Further:
    kind_name     "KẾ HOẠCH", "CHƯƠNG TRÌNH"
    subject       "Công tác năm 2026"
    bases         list of str, each a "Căn cứ …" without its semicolon
    opening       list of paragraphs before the table
    tasks         list of {no, content, is_focus, is_breakthrough, lead, person, due}, all text but
                  the two flags; empty texts and columns are left out
    organisation  list of paragraphs after the table; without one a closing sentence is set
    """
    facts = pdf.printable(facts)
    context = paper.letterhead(facts)
    context |= {
        "bases": basis_lines(facts.get("bases") or []),
        "opening": paper.paragraphs(facts.get("opening") or []),
        "table": plan_table(facts.get("tasks") or []),
        "closing": plan_closing(facts),
    }
    return render_to_string("print/plan.html", context)


def basis_lines(bases: Iterable[str]) -> list[str]:
    """'Căn cứ …;' and the last one with a full stop, whatever was typed at their ends."""
    lines = [line for basis in bases if (line := basis.strip().rstrip(" ;.,"))]
    return [line + (";" if number < len(lines) else ".") for number, line in enumerate(lines, 1)]


def plan_table(tasks: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """{columns: [{key, label}], rows: [[{text, centred, mark}]]}; empty columns fall away."""
    keys = [k for k in PLAN_COLUMNS if k in {"no", "content"} or any(task.get(k) for task in tasks)]
    return {
        "columns": [{"key": key, "label": PLAN_COLUMNS[key]} for key in keys],
        "rows": [[plan_cell(task, key) for key in keys] for task in tasks],
    }


def plan_cell(task: Mapping[str, Any], key: str) -> dict[str, Any]:
    """The task's flags stand below its content."""
    return {
        "text": task.get(key) or "",
        "centred": key in {"no", "due"},
        "mark": marks(task) if key == "content" else "",
    }


def marks(task: Mapping[str, Any]) -> str:
    """'Trọng tâm', 'Đột phá', both or nothing."""
    flags = (("is_focus", "trọng tâm"), ("is_breakthrough", "đột phá"))
    return ", ".join(word for flag, word in flags if task.get(flag)).capitalize()


def plan_closing(facts: Mapping[str, Any]) -> list[str]:
    """The paragraphs after the table; the last one ends the document."""
    texts = paper.paragraphs(facts.get("organisation") or [])
    if not texts:
        kind = facts["kind_name"].capitalize()
        texts = [f"Yêu cầu các đơn vị, cá nhân được phân công nghiêm túc thực hiện {kind} này"]
    return [*texts[:-1], paper.ended(texts[-1])]


def changes_pdf(facts: Mapping[str, Any]) -> bytes:
    """What a supplement changed in a plan, A4 lying across; facts as in `changes_html`."""
    return pdf.render(changes_html(facts))


def changes_html(facts: Mapping[str, Any]) -> str:
    """The approved plan and the supplement side by side.

    superior_name, office_name, title, period, state, illustrative: as in `board_html`; `period` is
    the plan's title. Further:
    reason    str, why
    changes   list of {kind, no, content, before: [line], after: [line]}
    """
    facts = pdf.printable(facts)
    context = {
        "document_title": f"{facts['title']}: {facts['period']}",
        "illustrative": bool(facts.get("illustrative")),
        "superior_lines": paper.office_lines(facts["superior_name"]),
        "issuer_lines": paper.office_lines(facts["office_name"]),
        "title_lines": paper.heading_lines(facts["title"]),
    }
    names = ("period", "state", "reason", "changes")
    return render_to_string("print/plan_changes.html", context | {n: facts[n] for n in names})


def board_pdf(facts: Mapping[str, Any]) -> bytes:
    """The target board as PDF/A, A4 lying across; facts as in `board_html`."""
    return pdf.render(board_html(facts))


def board_html(facts: Mapping[str, Any]) -> str:
    """Units × targets; many targets are split over blocks that repeat the units.

    superior_name, office_name  str
    title         "BẢNG TỔNG HỢP KẾT QUẢ THỰC HIỆN CHỈ TIÊU"
    period        "6 tháng, năm công tác 2026 (từ 01/10/2025 đến 31/3/2026)"
    state         "Số liệu lúc 07:42 ngày 22/11/2026"
    targets       list of {group, name, goal}: field, short name, "≥ 90 %"
    rows          list of {unit, cells, is_total}; cells follow `targets`, each None (not assigned)
                  or {glyph, value, word}: "▲", "186 %", "vượt"; glyph and value may be ""
    legend        list of {glyph, word}
    view          "Theo đơn vị kế thừa (cơ cấu ngày 30/9/2025).", "" where there is no choice
    notes         list of sentences below the board
    formulas      list of (code, name, formula, numerator, denominator, source): the last page
    illustrative  bool
    """
    facts = pdf.printable(facts)
    context = {
        "document_title": f"{facts['title'].capitalize()}: {facts['period']}",
        "illustrative": bool(facts.get("illustrative")),
        "superior_lines": paper.office_lines(facts.get("superior_name") or ""),
        "issuer_lines": paper.office_lines(facts["office_name"]),
        "title_lines": paper.heading_lines(facts["title"]),
        "period": facts["period"],
        "state": facts["state"],
        "legend": facts["legend"],
        "view": facts.get("view") or "",
        "notes": facts.get("notes") or [],
        "blocks": board_blocks(facts["targets"], facts["rows"]),
        "formulas": facts.get("formulas") or [],
    }
    return render_to_string("print/board.html", context)


def dashboard_pdf(page: Page, facts: Mapping[str, Any]) -> bytes:
    return pdf.render(dashboard_html(page, facts))


def dashboard_html(page: Page, facts: Mapping[str, Any]) -> str:
    """Sections below each other, each chart above its table; facts as `office_facts` gives them."""
    facts = pdf.printable(dict(facts))
    context = {
        "document_title": f"{page.title}: {page.period}",
        "illustrative": bool(facts.get("illustrative")),
        "superior_lines": paper.office_lines(facts.get("superior_name") or ""),
        "issuer_lines": paper.office_lines(facts["office_name"]),
        "title_lines": paper.heading_lines(page.title),
        "period": page.period,
        "state": facts["state"],
        "legend": facts["legend"],
        "page": page,
    }
    return render_to_string("print/dashboard.html", context)


def ranking_pdf(facts: Mapping[str, Any]) -> bytes:
    return pdf.render(ranking_html(facts))


def ranking_html(facts: Mapping[str, Any]) -> str:
    """Units by share of targets met: facts as in `board_html`, and `ranked`, `verdicts`."""
    context = {
        "document_title": f"Xếp hạng các đơn vị: {facts['period']}",
        "illustrative": bool(facts.get("illustrative")),
        "superior_lines": paper.office_lines(pdf.printable(facts["superior_name"])),
        "issuer_lines": paper.office_lines(pdf.printable(facts["office_name"])),
        "title_lines": ["Xếp hạng các đơn vị theo kết quả thực hiện chỉ tiêu"],
        "period": facts["period"],
        "state": facts["state"],
        "ranked": facts["ranked"],
        "verdicts": facts["verdicts"],
    }
    return render_to_string("print/ranking.html", context)


def board_blocks(
    targets: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Blocks of at most COLUMNS_PER_BLOCK targets and of like width.

    Each {groups: [{name, span}], targets, rows: [{unit, is_total, cells}]}.
    """
    count = max(1, ceil(len(targets) / COLUMNS_PER_BLOCK))
    edges = [round(len(targets) * i / count) for i in range(count + 1)]
    return [
        {
            "groups": [
                {"name": name, "span": len(list(members))}
                for name, members in groupby(t.get("group") or "" for t in targets[start:end])
            ],
            "targets": targets[start:end],
            "rows": [{**row, "cells": row["cells"][start:end]} for row in rows],
        }
        for start, end in pairwise(edges)
    ]
