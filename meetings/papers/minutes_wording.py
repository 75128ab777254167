"""The record of a meeting laid out by a wording: its sentences, headings and order of parts.

What the wording may name comes from the content that a conclusion froze, and nothing else, so that
one version under one wording always reads the same.
"""

import datetime
from collections.abc import Mapping
from typing import Any

from meetings.models import PaperWording
from meetings.wording import house, keeping
from meetings.wording.keeping import Source, Tell, Worded, nobody
from meetings.wording.minutes import MINUTES
from procuracy.web import dates, paper
from units.models import Unit

Layout = list[dict[str, str]]

AROUND = {"subject", "recipients", "filing"}
AWAY = ("excused", "absent")
NO_OFFICE = {"name": "", "short_name": "", "is_province": False}
FILED = "VT, hồ sơ hội nghị"
HOUSE = Source(house.text(MINUTES.paper, house.USUAL))


def worded(
    content: Mapping[str, Any], office: Unit, wording: PaperWording | None, tell: Tell = nobody
) -> Worded:
    """By this version of the office's wording, or the house's own; `office` named as of its day."""
    source = Source(wording.text, wording) if wording and wording.text else HOUSE
    return keeping.drawn(MINUTES, said(content, names_of(office)), source, tell)


def names_of(office: Unit) -> dict[str, Any]:
    return {
        "name": office.name,
        "short_name": office.short_name,
        "is_province": office.kind == Unit.Kind.PROVINCE,
    }


def layout(drawn: Worded) -> Layout:
    """[{role, title, text}] in reading order, without what stands around the text."""
    return [
        {"role": one.role, "title": one.title, "text": one.text}
        for one in drawn.sections
        if one.role not in AROUND
    ]


def house_layout(content: Mapping[str, Any]) -> Layout:
    """Of a record that was frozen without one, or that is shown without a paper."""
    told = said(content, NO_OFFICE | {"name": content.get("office", "")})
    return layout(keeping.drawn(MINUTES, told, HOUSE))


def said(content: Mapping[str, Any], office: Mapping[str, Any]) -> dict[str, Any]:
    """What the wording of a record may name, from a version's content.

    meeting  {title, period, began, ended, place, form, sites};  office  {name, short_name,
    is_province};  chair  {name, position};  secretaries  [name];  present  {count, listed: whether
    sites and their people are told one by one};  away, unexplained, assessment  [str];  filing  str
    """
    return {
        "meeting": {
            "title": _line(content["title"]),
            "period": _line(content.get("period", "")),
            "began": moment_words(content["opened_at"]),
            "ended": moment_words(content["concluded_at"]),
            "place": _line(content["place"]),
            "form": content["form"],
            "sites": len(content["sites"]),
        },
        "office": office,
        "chair": {name: _line(content["chair"][name]) for name in ("name", "position")},
        "secretaries": [_line(name) for name in content["secretaries"]],
        "present": {"count": head_count(content), "listed": bool(site_lines(content))},
        "away": [_missing(one) for one in content["people"] if one["presence"] in AWAY],
        "unexplained": [paper.sentence(_line(text)) for text in content["unexplained"]],
        "assessment": paper.paragraphs([content["assessment"]]),
        "filing": FILED,
    }


def head_count(content: Mapping[str, Any]) -> int:
    """Heads counted at the sites; where none were counted, the people who were there."""
    return sum(site["people"] for site in content["sites"]) or len(_here(content))


def site_lines(content: Mapping[str, Any]) -> list[str]:
    """The people of each site; where none are listed, the heads counted there."""
    found = []
    for site in content["sites"]:
        count = f" ({site['people']:02} người)" if site["people"] else ""
        here = [one for one in _here(content) if one["site"] == site["name"]]
        who = "; ".join(f"{one['name']}, {one['label']}" for one in here)
        if who or count:
            found.append(f"- {site['name']}{count}{': ' + who if who else ''}.")
    return found


def moment_words(iso: str | None) -> str:
    """`08 giờ 00 ngày 24 tháng 11 năm 2026`."""
    if not iso:
        return ""
    moment = datetime.datetime.fromisoformat(iso)
    return f"{moment:%H} giờ {moment:%M} {dates.printed_day(dates.office_day(moment))}"


def _here(content: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [one for one in content["people"] if one["presence"] not in AWAY]


def _missing(one: Mapping[str, Any]) -> str:
    why = one["excuse"] or one["presence_words"]
    instead = f", {one['replaced_by']} dự thay" if one["replaced_by"] else ""
    return _line(f"{one['name']}, {one['label']} ({why}{instead})")


def _line(text: str) -> str:
    return " ".join(text.split())
