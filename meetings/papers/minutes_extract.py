"""Trích biên bản: of a concluded record what concerns one person, and what concerns everybody.

Drawn from the version that was concluded, word for word; it has no number of its own.
"""

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string

from meetings.agenda.papers import head_facts
from meetings.models import Meeting, MinutesVersion
from meetings.papers.minutes_printing import record_blocks
from procuracy.web import pdf
from procuracy.web.dates import printed_short
from units.models import Appointment, Person

Content = dict[str, Any]
Seat = tuple[str, str, str, str]  # unit's code, role, first day, name


def concerned(said: Mapping[str, Any]) -> dict[int, str]:
    """Person → name, of all whom some row of the record concerns alone."""
    people = _people(said)
    named = {_seat(one): one["name"] for one in _concerns(said)}
    return {people[seat]: name for seat, name in named.items() if seat in people}


def _concerns(said: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    rows = [*said["agenda"], *said["said"], *said["directives"]]
    return [row["concerns"] for row in rows if row.get("concerns")]


def _seat(one: Mapping[str, Any]) -> Seat:
    return one["unit"], one["role"], one["since"], one["person"]


def _people(said: Mapping[str, Any]) -> dict[Seat, int]:
    """Who holds each position named in the record; nobody where two would fit."""
    held = Appointment.objects.filter(person__full_name__in={x["person"] for x in _concerns(said)})
    found: dict[Seat, set[int]] = {}
    for unit, role, since, name, person in held.values_list(
        "unit__code", "role", "valid_from", "person__full_name", "person"
    ):
        found.setdefault((unit, role, since.isoformat(), name), set()).add(person)
    return {seat: people.pop() for seat, people in found.items() if len(people) == 1}


def extract(said: Content, person: int) -> Content:
    """The record without what concerns others alone; numbers stay those of the whole."""
    people = _people(said)

    def is_shown(row: Mapping[str, Any]) -> bool:
        concerns = row.get("concerns")
        return not concerns or people.get(_seat(concerns)) == person

    parts = {name: [*filter(is_shown, said[name])] for name in ("agenda", "said", "directives")}
    known = {row["no"] for row in parts["said"]}
    items = {row.get("no") or row.get("id") for row in parts["agenda"]}
    parts["said"] = [
        row
        | {
            "answers": row["answers"] if row["answers"] in known else None,
            "item": row["item"] if row["item"] in items else None,
        }
        for row in parts["said"]
    ]
    return {**said, **parts}


def source_words(meeting: Meeting) -> str:
    """`Trích từ Biên bản số 12/BB-VKS ngày 23/11/2026.`"""
    issued = meeting.minutes_documents.filter(version__isnull=False, document__isnull=False)
    paper = issued.select_related("document").defer("document__pdf", "document__facts").first()
    if paper is None or paper.document is None:
        return "Trích từ biên bản đã kết luận, chưa cấp số."
    on = printed_short(paper.document.dated_on)
    return f"Trích từ Biên bản số {paper.document.code} ngày {on}."


def extract_pdf(version: MinutesVersion, person: Person) -> bytes:
    meeting, source = version.meeting, source_words(version.meeting)
    context = head_facts(meeting) | {
        "document_title": f"Trích biên bản: {meeting.title}",
        "kind_name": "TRÍCH BIÊN BẢN",
        "concerned": person.full_name,
        "source": f"{source[:1].lower()}{source[1:]}".rstrip("."),
        "blocks": record_blocks(extract(version.content, person.pk)),
    }
    return pdf.render(render_to_string("print/minutes_extract.html", pdf.printable(context)))
