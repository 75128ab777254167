"""Calendars as other programs read them: RFC 5545, events with a beginning and an end."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

CONTENT_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Procuracy//Meetings//VI"
LINE = 75  # bytes, its end left out
Status = Literal["TENTATIVE", "CONFIRMED", "CANCELLED"]


@dataclass(frozen=True)
class Event:
    """`uid` never changes, `sequence` rises with every change: so a program knows it again."""

    uid: str
    sequence: int
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    stamp: datetime.datetime
    title: str
    place: str = ""
    words: str = ""
    status: Status = "CONFIRMED"


def calendar(name: str, events: Iterable[Event]) -> bytes:
    """A whole file. Moments are written in UTC, so that no time zone need be described."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    for event in events:
        lines += _event(event)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _event(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTAMP:{_moment(event.stamp)}"
    yield f"DTSTART:{_moment(event.starts_at)}"
    yield f"DTEND:{_moment(event.ends_at)}"
    yield f"SUMMARY:{_text(event.title)}"
    if event.place:
        yield f"LOCATION:{_text(event.place)}"
    if event.words:
        yield f"DESCRIPTION:{_text(event.words)}"
    yield f"STATUS:{event.status}"
    yield "END:VEVENT"


def _moment(moment: datetime.datetime) -> str:
    return f"{moment.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """Section 3.3.11: backslash, comma, semicolon and line ends are escaped."""
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Section 3.1: long lines go on after a blank, and no letter is cut through its bytes."""
    part, size = "", 0
    for sign in line:
        width = len(sign.encode())
        if size + width > LINE:
            yield part
            part, size = " ", 1
        part, size = part + sign, size + width
    yield part
