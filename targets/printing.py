"""The target board, dashboards and what a supplement changed, on paper.

All take plain facts, as `meetings.papers.printing` does, and equal facts give equal bytes.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from math import ceil
from typing import Any

from django.template.loader import render_to_string

from procuracy.web import paper, pdf
from targets.sections import Page

COLUMNS_PER_BLOCK = 8  # target columns that stay legible beside the units on A4 lying across


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
                  or {glyph, value, word, change}: "▲", "186 %", "vượt"; glyph and value may be "";
                  change since last year, "" or left out where the board does not compare
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
