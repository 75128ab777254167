"""Phiếu giao việc of a notice: for each unit one, with every task that the notice gives it.

It goes with the document. No national heading, number or seal place: it is no document of its own,
and no extract of one.
"""

import datetime
from collections.abc import Collection
from itertools import groupby
from typing import Any

from django.db.models import Q
from django.template.loader import render_to_string

from meetings.models import DirectiveTask, Notice
from meetings.papers.addressing import due_words
from meetings.tasks import following
from procuracy.web import paper, pdf
from procuracy.web.dates import printed_short, screen_moment
from procuracy.web.errors import Refused
from targets.board_facts import office_facts
from units.models import Document, Unit
from units.standing import latest


def tasks(document: Document, units: Collection[int] | None = None) -> list[Any]:
    """In force, of a notice or of the one that replaced it; of some units or of all, in order."""
    now = latest(document)
    notice = Notice.objects.filter(Q(document=now) | Q(replaces=now)).first()
    if notice is None or notice.released_at is None:
        return []
    rows = DirectiveTask.objects.active().common().filter(directive__meeting=notice.meeting_id)
    rows = rows.exclude(state=DirectiveTask.State.WITHDRAWN)
    if units is not None:
        rows = rows.filter(unit_id__in=units)
    return list(
        following.told(rows).order_by("unit__order", "unit__code", "directive__order", "pk")
    )


def drawn(
    document: Document,
    units: Collection[int] | None,
    today: datetime.date,
    *,
    at: datetime.datetime,
) -> bytes:
    """A4 upright, each unit on a page of its own; Refused where nothing was given to anybody."""
    return pdf.render(html(document, units, today, at=at))


def html(
    document: Document,
    units: Collection[int] | None,
    today: datetime.date,
    *,
    at: datetime.datetime,
) -> str:
    rows = tasks(document, units)
    if not rows:
        raise Refused(f"{document} không giao nhiệm vụ cho đơn vị.")
    office = Unit.objects.select_related("parent").get(pk=document.office_id)
    heads = pdf.printable(office_facts(office, today, at=at))
    context = {
        "document_title": f"Phiếu giao việc theo {document}",
        "illustrative": heads["illustrative"],
        "superior_lines": paper.office_lines(heads["superior_name"]),
        "issuer_lines": paper.office_lines(heads["office_name"]),
        "title_lines": ["PHIẾU GIAO VIỆC"],
        "state": f"In lúc {screen_moment(at)}",
        "source": pdf.printable(f"Kèm theo {document} ngày {printed_short(document.dated_on)}"),
        "about": pdf.printable(document.subject),
        "slips": pdf.printable(_slips(document, rows, today)),
    }
    return render_to_string("print/task_slips.html", context)


def _slips(document: Document, rows: list[Any], today: datetime.date) -> list[dict[str, Any]]:
    """{unit, lines} in the order of the units' register."""
    names = Unit.objects.filter(pk__in={row.unit_id for row in rows}).named(today).in_bulk()
    told = {
        one["directive"]: one
        for one in document.facts.get("directives", [])
        if one.get("directive") is not None
    }
    return [
        {
            "unit": names[unit].name,
            "lines": [
                _line(number, row, told.get(row.directive.order, {}))
                for number, row in enumerate(some, start=1)
            ],
        }
        for unit, some in groupby(rows, lambda row: row.unit_id)
    ]


def _line(number: int, row: Any, told: dict[str, Any]) -> dict[str, Any]:
    """`told`: the paragraph as it was issued; without one the directive's own words."""
    holder = row.appointment.named if row.appointment else ""
    return {
        "number": number,
        "paragraph": told.get("no", ""),
        "text": (told.get("text") or row.directive.text).strip(),
        "part": "chủ trì" if row.is_lead else "phối hợp",
        "holder": holder,
        "due": _due(row),
        "product": row.directive.product,
    }


def _due(row: Any) -> str:
    """As it was ordered; put off: the last permitted day itself."""
    if row.due_on is None or row.due_on == row.directive.due_on:
        return due_words(row.directive)
    return f"đến hết ngày {printed_short(row.due_on)}"
