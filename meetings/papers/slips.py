"""Phiếu giao việc of a notice: for each unit one, with every task that the notice gives it.

It goes with the document. No national heading, number or seal place: it is no document of its own,
and no extract of one. What a slip said when the notice was released is kept (`IssuedSlip`) and
drawn from these facts alone, later news beside them: {unit, superior_name, office_name, lines} and
the words of `slip_wording`; a line: {task, number, paragraph, text, part, holder, due, product}.
"""

import datetime
from collections.abc import Collection
from itertools import groupby
from typing import Any

from django.db.models import Q
from django.template.loader import render_to_string

from meetings.models import DirectiveTask, IssuedSlip, Notice
from meetings.papers import slip_wording
from meetings.papers.addressing import due_words
from meetings.tasks import following
from procuracy.web import paper, pdf
from procuracy.web.dates import office_day, printed_short, screen_moment
from procuracy.web.errors import Refused
from targets.board_facts import office_facts
from units.models import Demonstration, Document, Unit, User
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


def keep(notice: Notice, by: User, at: datetime.datetime) -> None:
    """What the slips say at the release, in its transaction."""
    document = notice.document
    assert document is not None
    rows = tasks(document)
    if not rows:
        return
    found = _slips(document, rows, office_day(at), at)
    IssuedSlip.objects.bulk_create(
        IssuedSlip(document=document, unit_id=unit, facts=facts, made_at=at)
        for unit, facts in found.items()
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
    """Kept slips with what became of their tasks since; the rest as tasks stand now."""
    kept = document.slips.order_by("unit__order", "unit__code")
    if units is not None:
        kept = kept.filter(unit__in=units)
    gone_out = {row.unit_id: row for row in kept}
    now = [row for row in tasks(document, units) if row.unit_id not in gone_out]
    if not gone_out and not now:
        raise Refused(f"{document} không giao nhiệm vụ cho đơn vị.")
    since = changes([row.facts for row in gone_out.values()], today)
    shown = [_kept(row, since) for row in gone_out.values()]
    shown += _slips(document, now, today, at).values()
    return said_html(document, shown, at=at, illustrative=Demonstration.objects.exists())


def said_html(
    document: Document, said: list[dict[str, Any]], *, at: datetime.datetime, illustrative: bool
) -> str:
    """Of what the slips say alone."""
    context = {
        "document_title": f"Phiếu giao việc theo {document}",
        "illustrative": illustrative,
        "printed": f"In lúc {screen_moment(at)}",
        "source": pdf.printable(f"Kèm theo {document} ngày {printed_short(document.dated_on)}"),
        "slips": [_headed(pdf.printable(slip)) for slip in said],
    }
    return render_to_string("print/task_slips.html", context)


def _headed(slip: dict[str, Any]) -> dict[str, Any]:
    return slip | {
        "superior_lines": paper.office_lines(slip["superior_name"]),
        "issuer_lines": paper.office_lines(slip["office_name"]),
    }


def _kept(row: IssuedSlip, since: dict[int, str]) -> dict[str, Any]:
    lines = [line | {"since": since.get(line["task"], "")} for line in row.facts["lines"]]
    return row.facts | {"lines": lines, "made": f"Lập lúc {screen_moment(row.made_at)}"}


def changes(slips: list[dict[str, Any]], today: datetime.date) -> dict[int, str]:
    """Task → what is otherwise now than its slip said; nothing of one that stands as it did."""
    lines = {line["task"]: (slip, line) for slip in slips for line in slip["lines"]}
    rows = following.told(DirectiveTask.objects.filter(pk__in=lines))
    names = Unit.objects.filter(pk__in={row.unit_id for row in rows}).short_names(today)
    told = {}
    for row in rows:
        slip, line = lines[row.pk]
        said = []
        if row.state == DirectiveTask.State.WITHDRAWN:
            said.append("đã thu hồi")
        if row.unit_id != slip["unit_pk"]:
            said.append(f"chuyển {names[row.unit_id]} thực hiện")
        if (due := _due(row)) != line["due"]:
            said.append(due)
        told[row.pk] = "; ".join(said)
    return told


def _slips(
    document: Document, rows: list[Any], today: datetime.date, at: datetime.datetime
) -> dict[int, dict[str, Any]]:
    """Unit → what its slip says, in the order of the units' register."""
    units = Unit.objects.filter(pk__in={row.unit_id for row in rows}).named(today).in_bulk()
    office = Unit.objects.select_related("parent").get(pk=document.office_id)
    told = {
        one["directive"]: one
        for one in document.facts.get("directives", [])
        if one.get("directive") is not None
    }
    facts = office_facts(office, today, at=at)
    heads = {name: facts[name] for name in ("superior_name", "office_name")}
    words = slip_wording.words(document, office)
    slips = {}
    for unit, some in groupby(rows, lambda row: row.unit_id):
        lines = [
            _line(number, row, told.get(row.directive.order, {}))
            for number, row in enumerate(some, start=1)
        ]
        name = units[unit].name
        told_of = {"unit": name, "unit_pk": unit, "lines": lines}
        slips[unit] = heads | told_of | words.of(name, lines)
    return slips


def _line(number: int, row: Any, told: dict[str, Any]) -> dict[str, Any]:
    """`told`: the paragraph as it was issued; without one the directive's own words."""
    holder = row.appointment.named if row.appointment else ""
    return {
        "task": row.pk,
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
