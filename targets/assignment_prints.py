"""What a unit was given, on paper: every threshold with the formula and the source behind it."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from procuracy.web import paper, pdf
from procuracy.web.dates import printed_short, screen_day
from targets import formula_words, promises
from targets.given import told
from targets.models import Target, TargetAssignment, WorkYear
from targets.promises import Aspect
from targets.scores import REGIVEN, goal_text
from units.models import Demonstration, Unit


def assignments_pdf(facts: Mapping[str, Any]) -> bytes:
    return pdf.render(assignments_html(facts))


def assignments_html(facts: Mapping[str, Any]) -> str:
    """superior_name, office_name, title, period, state, illustrative: as in `printing.board_html`.

    rows  list of {no, group, name, formula, numerator, denominator, assigned, committed, due, kind,
          source}; `group` names the field above its first row
    notes what was given anew or taken away after a judging day
    """
    facts = pdf.printable(facts)
    context = {
        "document_title": f"{facts['title']}: {facts['period']}",
        "illustrative": bool(facts.get("illustrative")),
        "superior_lines": paper.office_lines(facts["superior_name"]),
        "issuer_lines": paper.office_lines(facts["office_name"]),
        "title_lines": paper.heading_lines(facts["title"]),
        "period": facts["period"],
        "state": facts["state"],
        "rows": facts["rows"],
        "notes": facts["notes"],
    }
    return render_to_string("print/assignments.html", context)


def facts(
    unit: Unit, year: WorkYear, given: Sequence[TargetAssignment], *, at: datetime.datetime
) -> dict[str, Any]:
    """`given`: with their targets and fields, in order, with what was taken away. The unit's name
    is that of `unit`."""
    standing = [row for row in given if row.withdrawn_on is None]
    above = unit.parent and Unit.objects.named(timezone.localdate(at)).get(pk=unit.parent.pk)
    words = formula_words.of_targets([row.target for row in standing])
    local = timezone.localtime(at)
    first, last = printed_short(year.starts_on), printed_short(year.ends_on)
    return {
        "superior_name": above.name if above else "Viện kiểm sát nhân dân tối cao",
        "office_name": unit.name,
        "title": f"Chỉ tiêu giao năm công tác {year.year}",
        "period": f"Năm công tác {year.year} (từ {first} đến {last})",
        "state": f"Số liệu lúc {local:%H:%M} ngày {screen_day(local.date())}",
        "illustrative": Demonstration.objects.exists(),
        "rows": _grouped(list(zip(standing, words, strict=True))),
        "notes": _notes(given),
    }


def _notes(given: Sequence[TargetAssignment]) -> list[str]:
    """`‡ Giải quyết tin báo: ngưỡng giao lại ngày 05/5/2026, lý do: thụ lý giảm.`"""
    later = [(row.target.short_name, told(row)) for row in given]
    return [f"{REGIVEN} {name}: {one.words}." for name, one in later if one]


def _grouped(
    given: list[tuple[TargetAssignment, formula_words.Words]],
) -> list[dict[str, Any]]:
    rows, field = [], 0
    for number, (row, words) in enumerate(given, 1):
        group = words.target.field.name if words.target.field_id != field else ""
        field = words.target.field_id
        rows.append(_row(number, row, words) | {"group": group})
    return rows


def _row(number: int, row: TargetAssignment, words: formula_words.Words) -> dict[str, Any]:
    target: Target = words.target
    asked = promises.goal(target, row.assigned_threshold)
    return {
        "no": number,
        "name": target.name,
        "formula": words.formula,
        "numerator": words.numerator,
        "denominator": words.denominator,
        "assigned": goal_text(target, asked) + (REGIVEN if told(row) else ""),
        "committed": promises.shown(row, Aspect.COMMITTED),
        "due": promises.shown(row, Aspect.DUE) or "cuối năm",
        "kind": words.kind,
        "source": words.source,
    }
