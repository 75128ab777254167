"""One search over what a user may see; accents and case do not matter."""

import datetime
from dataclasses import dataclass

from django.db.models import Case, CharField, F, QuerySet, Value, When
from django.db.models.functions import Concat
from django.urls import reverse

from meetings.matters import narrative
from meetings.models import (
    DirectiveTask,
    Inspection,
    InspectionMode,
    Matter,
    MatterCount,
    Meeting,
)
from procuracy.web.dates import screen_month
from procuracy.web.search import matching
from units.models import Document, Person, Unit, UnitName, User

SHOWN = 12


@dataclass(frozen=True)
class Found:
    title: str
    url: str
    detail: str = ""


def search(user: User, words: str, today: datetime.date) -> dict[str, list[Found]]:
    """Heading → hits, empty headings left out; a fixed number of queries for each heading."""
    if not words.strip():
        return {}
    found = {
        "Văn bản": _documents(user, words),
        "Hội nghị": _meetings(user, words),
        "Nhiệm vụ": _tasks(user, words, today),
        "Vụ, việc theo dõi": _matters(user, words, today),
        "Kiểm tra, phúc tra": _inspections(user, words, today),
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


def _matters(user: User, words: str, today: datetime.date) -> list[Found]:
    """By file number or paper; by its words only where its register keeps them now (ADR 20)."""
    rows = Matter.objects.visible_to(user).select_related("register", "unit__parent")
    rows = rows.annotate(
        called=Concat(Value("Hồ sơ "), "number", output_field=CharField())
    ).order_by(F("closed_on").desc(nulls_first=True), "-opened_on", "-pk")
    found = list(matching(rows, words, "called", "paper")[:SHOWN])
    told = matching(rows, words, "called", "paper", "summary")
    told = told.exclude(pk__in=[row.pk for row in found]).exclude(summary="")
    # Silent ones are passed over, so some more are looked at than are shown.
    others = list(told[: SHOWN * 4])
    worded = narrative.worded(others)
    found += [row for row in others if row.pk in worded]
    counts = _counts(user, words)
    ids = {row.unit_id for row in found} | {row.unit_id for row in counts}
    names = Unit.objects.named(today).in_bulk(ids)
    return [
        *(
            Found(
                f"{row.register.short_name}: {row.reference}",
                reverse("meetings:matter_detail", args=[row.pk]),
                f"{names[row.unit_id].short_name}; {_standing(row)}",
            )
            for row in found[:SHOWN]
        ),
        *(
            Found(
                f"{row.register.short_name}, {screen_month(row.month)}: {row.paper}",
                reverse("meetings:matter_unit", args=[row.unit_id]),
                f"{names[row.unit_id].short_name}; đang theo dõi {row.standing}",
            )
            for row in counts
        ),
    ]


def _counts(user: User, words: str) -> list[MatterCount]:
    """Of registers that keep counts only: by the paper that a month's number refers to."""
    rows = MatterCount.objects.visible_to(user).select_related("register").exclude(paper="")
    return list(matching(rows, words, "paper").order_by("-month", "-pk")[:SHOWN])


def _standing(row: Matter) -> str:
    return "đã kết thúc theo dõi" if row.closed_on else row.stage


def _inspections(user: User, words: str, today: datetime.date) -> list[Found]:
    """By the unit, under any of its names, by the papers of it, by what is inspected."""
    modes = [When(mode=mode, then=Value(str(mode.label))) for mode in InspectionMode]
    rows = matching(
        Inspection.objects.visible_to(user).annotate(
            called=Case(*modes, output_field=CharField()),
        ),
        words,
        *("called", "unit__names__name", "unit__names__short_name"),
        *("decision", "conclusion", "subject"),
    )
    # A unit of several names is found once.
    once = Inspection.objects.filter(pk__in=rows.values("pk"))
    found = list(once.order_by("-planned_month", "-pk")[:SHOWN])
    names = Unit.objects.named(today).in_bulk([row.unit_id for row in found])
    return [
        Found(
            f"{row.get_mode_display().capitalize()} {names[row.unit_id].short_name}, "
            f"{screen_month(row.planned_month)}",
            reverse("meetings:inspection_detail", args=[row.pk]),
            "; ".join(filter(None, [row.decision, row.conclusion, row.get_state_display()])),
        )
        for row in found
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
