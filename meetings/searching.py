"""One search over what a user may see; accents and case do not matter."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from meetings.models import DirectiveTask, Meeting
from procuracy.web.search import matching
from units.models import Document, Person, Unit, UnitName, User

SHOWN = 12


@dataclass(frozen=True)
class Found:
    title: str
    url: str
    detail: str = ""


def search(user: User, words: str, today: datetime.date) -> dict[str, list[Found]]:
    """Heading → hits, empty headings left out; one query or two for each heading."""
    if not words.strip():
        return {}
    found = {
        "Văn bản": _documents(user, words),
        "Hội nghị": _meetings(user, words),
        "Nhiệm vụ": _tasks(user, words, today),
        "Đơn vị": _units(user, words),
        "Cán bộ": _persons(user, words, today),
    }
    return {heading: hits for heading, hits in found.items() if hits}


def _documents(user: User, words: str) -> list[Found]:
    rows = matching(Document.objects.visible_to(user).light(), words, "code", "subject")
    return [
        Found(str(row), reverse("units:document_detail", args=[row.pk]), row.subject)
        for row in rows.order_by("-dated_on")[:SHOWN]
    ]


def _meetings(user: User, words: str) -> list[Found]:
    rows = matching(Meeting.objects.visible_to(user), words, "title", "place")
    return [
        Found(row.title, reverse("meetings:meeting_detail", args=[row.pk]), row.place)
        for row in rows.order_by("-starts_at")[:SHOWN]
    ]


def _tasks(user: User, words: str, today: datetime.date) -> list[Found]:
    rows = matching(DirectiveTask.objects.visible_to(user), words, "directive__text")
    tasks = list(rows.select_related("directive").order_by("-pk")[:SHOWN])
    names = Unit.objects.named(today).in_bulk([task.unit_id for task in tasks])
    return [
        Found(
            row.directive.text[:160],
            reverse("meetings:task_detail", args=[row.pk]),
            names[row.unit_id].short_name,
        )
        for row in tasks
    ]


def _units(user: User, words: str) -> list[Found]:
    names: QuerySet[UnitName] = UnitName.objects.filter(unit__in=Unit.objects.visible_to(user))
    rows = matching(names, words, "name", "short_name").order_by("unit__order", "pk")
    return [
        Found(row.name, reverse("units:unit_detail", args=[row.unit_id]), row.short_name)
        for row in rows[:SHOWN]
    ]


def _persons(user: User, words: str, today: datetime.date) -> list[Found]:
    rows = matching(Person.objects.visible_to(user), words, "full_name").titled(today)
    return [
        Found(row.full_name, reverse("units:person_detail", args=[row.pk]), row.title)
        for row in rows[:SHOWN]
    ]
