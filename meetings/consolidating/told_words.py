"""Sentences of registers, and of what units wrote, raised and owe."""

from collections.abc import Callable, Iterable
from typing import Any

from django.urls import reverse

from meetings import reporting
from meetings.consolidating import places
from meetings.consolidating.places import Place
from meetings.consolidating.reading import Known
from meetings.consolidating.said import (
    TOLD,
    Said,
    Speaker,
    by_unit,
    change,
    clipped,
    counted_lines,
    day_words,
    entry_of,
    listed,
    number,
)
from meetings.models import MatterUpdate, OutlineLine
from meetings.models.outlines import OutlineSource as Source


def speak_register(line: OutlineLine, known: Known) -> Speaker:
    assert line.register
    register = line.register
    rows = known.movements.get(register.pk, [])

    def speak(place: Place) -> Said:
        columns = {"so": "now", "moi": "opened", "xong": "closed"}
        if place.name in columns:
            return _moved(place.name, rows, columns[place.name], known)
        before, now = sum(row.before for row in rows), sum(row.now for row in rows)
        words: dict[str, Callable[[], str]] = {
            "ten": lambda: register.name,
            "so_truoc": lambda: number(before),
            "tang_giam": lambda: change(now, before),
            "chi_tiet": lambda: _news(line, known),
        }
        return Said(words[place.name]())

    return speak


def _moved(name: str, rows: Iterable[Any], column: str, known: Known) -> Said:
    found = [(row.unit_id, getattr(row, column)) for row in rows]
    total = sum(count for _, count in found)
    parts = [
        [known.name_of(unit), count, reverse("meetings:matter_unit", args=[unit])]
        for unit, count in found
        if count and unit != known.office.pk
    ]
    label = places.OF_SOURCE[Source.REGISTER][name]
    return Said(number(total), total, entry_of(label, total, parts))


def _news(line: OutlineLine, known: Known) -> str:
    """`Mới: Hồ sơ 12/2026 (KV1). Kết thúc: Hồ sơ 3/2025 (KV2).`"""
    assert line.register
    found: dict[str, list[str]] = {"Mới": [], "Kết thúc": []}
    kinds = {MatterUpdate.Kind.OPENED: "Mới", MatterUpdate.Kind.CLOSED: "Kết thúc"}
    for one in known.news(line.register):
        if heading := kinds.get(MatterUpdate.Kind(one.kind)):
            found[heading].append(f"{one.matter.reference} ({known.name_of(one.matter.unit_id)})")
    return " ".join(f"{heading}: {listed(rows)}." for heading, rows in found.items() if rows)


# What units wrote, raised and owe


def speak_section(line: OutlineLine, known: Known) -> Speaker:
    said: list[str] = []
    for report in known.reports:
        words = [one.text for one in report.sections.all() if one.source == line.section]
        if report.is_received and words:
            said.append(f"{known.name_of(report.unit_id)}: {clipped(' '.join(words))}")
    silent = [known.name_of(one.unit_id) for one in known.reports if not one.is_received]
    note = f"Chưa gửi báo cáo: {', '.join(silent)}." if silent else ""
    label = f"Đơn vị có nội dung: {len(said)}"
    entry = entry_of(label, len(said), [], note=note)
    return lambda place: Said("\n".join(said), len(said), entry)


def speak_difficulties(line: OutlineLine, known: Known) -> Speaker:
    rows = known.difficulties
    told = []
    for row in rows:
        proposal = f" Đề xuất: {clipped(row.proposal)}" if row.proposal else ""
        told.append(f"{known.name_of(row.unit_id)}: {clipped(row.text)}{proposal}")
    return counted_lines([row.unit_id for row in rows], told, "Khó khăn, đề xuất", known)


def speak_overdue(line: OutlineLine, known: Known) -> Speaker:
    rows = known.overdue
    told = []
    for row in rows[:TOLD]:
        due = day_words(row.due_on)
        told.append(f"{known.name_of(row.unit_id)}: {clipped(row.directive.text)} (hạn {due}).")
    if len(rows) > TOLD:
        told.append(f"Và {len(rows) - TOLD} nhiệm vụ khác.")
    return counted_lines([row.unit_id for row in rows], told, "Nhiệm vụ quá hạn", known)


def speak_late(line: OutlineLine, known: Known) -> Speaker:
    owed = known.reports
    late = [
        one.unit_id for one in owed if one.is_received and reporting.minutes_late(one, known.at)
    ]
    silent = [one.unit_id for one in owed if not one.is_received]

    def speak(place: Place) -> Said:
        if place.name == "tong":
            return Said(number(len(owed)))
        units = late if place.name == "cham" else silent
        entry = by_unit(places.OF_SOURCE[Source.LATE][place.name], units, known)
        return Said(number(len(units)), len(units), entry)

    return speak
