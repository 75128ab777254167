"""Calendars as other programs read them: events with a beginning and an end (RFC 5545)."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from icalendar import Calendar, vText
from icalendar import Event as Component

CONTENT_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Procuracy//Meetings//VI"
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
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", PRODUCT)
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", _text(name))
    for event in events:
        made.add_component(_component(event))
    return made.to_ical()


def _component(event: Event) -> Component:
    made = Component()
    made.add("uid", event.uid)
    made.add("sequence", event.sequence)
    made.add("dtstamp", event.stamp.astimezone(datetime.UTC))
    made.add("dtstart", event.starts_at.astimezone(datetime.UTC))
    made.add("dtend", event.ends_at.astimezone(datetime.UTC))
    made.add("summary", _text(event.title))
    if event.place:
        made.add("location", _text(event.place))
    if event.words:
        made.add("description", _text(event.words))
    made.add("status", event.status)
    return made


def _text(text: str) -> vText:
    """Line ends in one way: the library writes `\\n` escaped and passes a lone `\\r` through."""
    return vText(text.replace("\r\n", "\n").replace("\r", "\n"))
