"""Phiếu giao việc: one task on paper for who carries it out, with what became of it so far.

No national heading, number or seal place: it is no document of its own, and no extract of one.
"""

import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from meetings.models import DirectiveTask
from meetings.tasks import following
from meetings.tasks.overseeing import leaders_in_charge
from meetings.tasks.quoting import quote
from meetings.tasks.trail import Entry, trail
from procuracy.web import paper, pdf
from procuracy.web.dates import printed_short, screen_moment
from targets.board_facts import office_facts
from units.models import Unit


def drawn(task: DirectiveTask, today: datetime.date, *, at: datetime.datetime) -> bytes:
    return pdf.render(html(task, today, at=at))


def html(task: DirectiveTask, today: datetime.date, *, at: datetime.datetime) -> str:
    """A4 upright, under the office that gave the task, by its name of today."""
    row = following.told(DirectiveTask.objects.all()).get(pk=task.pk)
    names = Unit.objects.named(today).in_bulk([row.unit_id])
    office = Unit.objects.select_related("parent").get(pk=row.directive.giver_id)
    heads = pdf.printable(office_facts(office, today, at=at))
    quoted = quote(row)
    context = pdf.printable(
        {
            "state": f"In lúc {screen_moment(at)}",
            "subtitle": names[row.unit_id].name,
            "source": f"{quoted.document}, mục {quoted.no}" if quoted else following.origin(row),
            "words": (quoted.text if quoted else row.directive.text).strip(),
            "facts": [(word, text) for word, text in _facts(row, today) if text],
            "entries": [_entry(one) for one in trail(row)],
        }
    )
    context |= {
        "document_title": f"Phiếu giao việc: {names[row.unit_id].short_name}",
        "illustrative": heads["illustrative"],
        "superior_lines": paper.office_lines(heads["superior_name"]),
        "issuer_lines": paper.office_lines(heads["office_name"]),
        "title_lines": ["PHIẾU GIAO VIỆC"],
    }
    return render_to_string("print/task_slip.html", context)


def _facts(task: DirectiveTask, today: datetime.date) -> list[tuple[str, str]]:
    directive, seats = task.directive, leaders_in_charge(task, today)
    evidence = [*(one.words for one in task.evidence.all())]
    evidence += [file.name for file in task.files.light()]
    return [
        ("Vai trò", "chủ trì" if task.is_lead else "phối hợp"),
        ("Người thực hiện", task.appointment.named if task.appointment else ""),
        ("Người phụ trách", task.in_charge.named if task.in_charge else ""),
        ("Lãnh đạo phụ trách", "; ".join(seat.named for seat in seats)),
        ("Thời hạn", _due(task)),
        ("Kỳ", f"{printed_short(task.occurrence)}" if task.occurrence else ""),
        ("Sản phẩm", directive.product),
        ("Trạng thái", task.get_state_display() if task.is_active else "dự kiến"),
        ("Minh chứng", "; ".join(evidence)),
    ]


def _due(task: DirectiveTask) -> str:
    """`trước ngày 15/12/2026`; put off: the last permitted day itself."""
    directive = task.directive
    if task.due_on is None or (task.due_on == directive.due_on and directive.due_text):
        return directive.due_text or "không định hạn"
    day = f"ngày {printed_short(task.due_on)}"
    return f"trước {task.due_time:%H giờ %M} {day}" if task.due_time else f"đến hết {day}"


def _entry(one: Entry) -> dict[str, Any]:
    local = timezone.localtime(one.at)
    return {
        "at": f"{local:%H:%M}, {printed_short(local)}",
        "by": str(one.by or "phần mềm"),
        "title": one.title[:1].upper() + one.title[1:],
        "text": one.text,
    }
