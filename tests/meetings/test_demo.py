"""The demonstration: the articles' facts kept, the same day the same rows, nothing else touched."""

import datetime
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models, transaction
from django.db.models import F, Sum
from pytest_django import DjangoDbBlocker

from meetings.models import (
    Difficulty,
    DirectiveTask,
    Exhibit,
    Extension,
    Meeting,
    Notice,
    Phrase,
    ReportSection,
)
from targets.models import (
    Figure,
    Plan,
    PlanSupplement,
    PlanTask,
    TargetAnswer,
    TargetAssignment,
    TargetSet,
)
from targets.plans import versions
from tests import databases, factories, shuffled
from units.models import Demonstration, Document, Person, Role, Unit, User

# Takes a while to build: by one of the parallel runners only.
pytestmark = pytest.mark.xdist_group("demonstration")
DAY = databases.DEMO_DAY
TODAY = datetime.date.fromisoformat(DAY)
Rows = dict[str, list[tuple[Any, ...]]]
# Password hashes are salted, and set at a real moment.
LEFT_OUT = {"password", "password_set_at"}
# Keys of other rows, which the database counts up.
KEYS = {
    "units.Reorganisation.facts",
    "targets.PlanVersion.content",
    "targets.PlanVersion.sha256",
    "meetings.ReportSection.facts",  # links to pages of other rows
    "units.PaperVersion.paper_id",
    "units.PaperVersion.passages",
    "units.PaperComment.paper_id",
    "meetings.Notice.unmet",  # links to pages of other rows
    "meetings.NoticeSection.sources",
    "meetings.IssuedSlip.facts",
    "meetings.VolumeOrder.document_ids",
    "meetings.Volume.sha256",
    *(f"units.MovedRow.{n}" for n in ("row_id", "before", "after")),
}


def dump() -> Rows:
    """All business rows without keys, in the order in which they were made."""
    content: Rows = {}
    for app in ("units", "targets", "meetings"):
        for model in apps.get_app_config(app).get_models():
            label = model._meta.label
            rows = model._default_manager.order_by("pk").values_list(*columns(label))
            content[label] = [tuple(map(without_links, row)) for row in rows.iterator()]
    return content


def without_links(value: Any) -> str:
    """Addresses of pages inside of facts name rows by their keys."""
    return re.sub(r"'/[a-z][^'\s]*/'", "'/'", repr(value))


def columns(label: str) -> list[str]:
    return [
        field.name
        for field in apps.get_model(label)._meta.concrete_fields
        if not field.is_relation
        and not field.primary_key
        and not isinstance(field, models.BinaryField)
        and field.name not in LEFT_OUT
        and f"{label}.{field.name}" not in KEYS
    ]


def differences(one: Rows, other: Rows) -> str:
    """Of each table that differs the first such row: its place, and the columns that differ."""
    lines = []
    for label, rows in one.items():
        if rows == other[label]:
            continue
        if len(rows) != len(other[label]):
            lines.append(f"{label}: {len(rows)} and {len(other[label])} rows")
            continue
        unlike = [
            n for n, pair in enumerate(zip(rows, other[label], strict=True)) if len({*pair}) > 1
        ]
        lines.append(f"{label}: {len(unlike)} of {len(rows)} rows, the first is row {unlike[0]}")
        for name, *values in zip(
            columns(label), rows[unlike[0]], other[label][unlike[0]], strict=True
        ):
            if values[0] != values[1]:
                lines += [f"    {name}: {' | '.join(apart(*values))}"]
    return "\n".join(lines)


def apart(one: str, other: str) -> list[str]:
    """Both from shortly before the place where they part."""
    same = next((n for n, pair in enumerate(zip(one, other, strict=False)) if len({*pair}) > 1), 0)
    return [text[max(0, same - 40) : same + 40] for text in (one, other)]


def build(day: str = DAY) -> None:
    call_command("load_reference", stdout=io.StringIO())
    call_command("demo", today=datetime.date.fromisoformat(day), stdout=io.StringIO())


def earlier() -> Rows:
    """What the browser tests' build of the same day holds."""
    name = databases.clone_name("compared")
    databases.clone(databases.demo(), name)
    try:
        with databases.connected(name):
            return dump()
    finally:
        databases.drop(name)


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Rows]:
    """Stands around all tests here that look at it; gives the rows of an earlier build.

    That one had other keys, and what was asked for in no order came in another one.
    """
    with django_db_blocker.unblock():
        first = earlier()
        with transaction.atomic():
            shuffled.count_keys_on()
            with shuffled.shuffled():
                build()
            yield first
            transaction.set_rollback(True)


@pytest.mark.django_db
def test_database_with_accounts_is_left_alone() -> None:
    province = factories.province()
    factories.user(Role.OFFICE_STAFF, factories.secretariat(province))

    with pytest.raises(CommandError, match="đã có tài khoản người dùng"):
        call_command("demo", today=datetime.date.fromisoformat(DAY), stdout=io.StringIO())

    assert not Demonstration.objects.exists()


@pytest.mark.django_db
def test_same_day_gives_the_same_rows(demo: Rows) -> None:
    assert demo["meetings.Meeting"]
    if found := differences(demo, dump()):
        pytest.fail(found, pytrace=False)


@pytest.mark.django_db
def test_facts_of_the_articles_are_kept(demo: Rows) -> None:
    vinh_long = Meeting.objects.get(organiser__code="VL")
    assert vinh_long.sites.filter(unit__kind=Unit.Kind.DISTRICT).count() == 8
    assert vinh_long.sites.aggregate(n=Sum("head_count"))["n"] == 82
    assert vinh_long.interventions.filter(kind="contribution").count() == 14
    for line, count in (("ds-kn-pt", 16), ("dt-kn-tu-phap", 24), ("dt-phong-ngua", 7)):
        figures = Figure.objects.filter(
            indicator__code=line, unit__parent__code="VL", month__range=("2021-12-01", "2022-05-01")
        )
        assert figures.aggregate(n=Sum("value"))["n"] == count
    october = vinh_long.directives.get(due_text="trong tháng 10/2022")
    assert october.due_on == datetime.date(2022, 10, 31)
    due = TargetAssignment.objects.filter(unit__parent__code="VL", due_on="2022-10-31")
    assert due.exists()

    quarter = Meeting.objects.get(organiser__code="QT", starts_at__year=2021)
    assert quarter.starts_at.date() == datetime.date(2021, 9, 14)
    assert quarter.sites.filter(unit__kind=Unit.Kind.DISTRICT).count() == 9
    promised = ReportSection.objects.filter(source="commitments").exclude(text="")
    assert promised.filter(report__meeting=quarter, report__state="sent").count() == 9

    session = Meeting.objects.get(organiser__code="QT", starts_at__year=2023)
    assert (session.host.code, session.starts_at.date()) == ("QT-P9", datetime.date(2023, 5, 9))
    launch = Meeting.objects.get(organiser__code="TV")
    assert (launch.host.code, launch.starts_at.date()) == ("TV-P9", datetime.date(2024, 1, 19))
    assert PlanTask.objects.filter(plan__unit__code="TV-P9", is_breakthrough=True).exists()

    phu_yen = Meeting.objects.filter(organiser__code="PY", starts_at__month=6, starts_at__year=2021)
    kinds = list(phu_yen.values_list("kind__code", flat=True))
    assert kinds.count("giao-ban-tuan") == 4
    assert {"giao-ban-thang", "giao-ban-quy"} < set(kinds)
    assert all(
        meeting.starts_at.weekday() == 0 for meeting in phu_yen.filter(kind__code="giao-ban-tuan")
    )


@pytest.mark.django_db
def test_set_was_replaced_and_words_are_answered(demo: Rows) -> None:
    old, new = TargetSet.objects.order_by("version")
    assert new.replaces == old
    assert old.valid_to == datetime.date(2025, 9, 30)
    present = TargetAssignment.objects.filter(work_year__year=2026, unit__parent__code="QT2")
    assert set(present.values_list("target__target_set", flat=True)) == {new.pk}
    assert not TargetAssignment.objects.filter(work_year__year__lt=2026, target__target_set=new)
    assert present.filter(due_on="2026-08-31").exists()
    answers = TargetAnswer.objects.filter(target__target_set=new)
    assert set(answers.values_list("is_fulfilled", flat=True)) == {True, False}


@pytest.mark.django_db
def test_approved_plans_say_what_was_approved(demo: Rows) -> None:
    """But for a supplement on its way: lines that a unit took from a session, to be approved."""
    kept = [plan for plan in Plan.objects.live() if plan.versions.exists()]
    assert len(kept) >= 2
    day = datetime.date.fromisoformat(DAY)
    waiting = [change for plan in kept for change in versions.pending(plan, day)]
    proposed = PlanTask.objects.filter(
        is_proposed=True, plan__supplements__state__in=PlanSupplement.OPEN
    )
    assert {change["kind"] for change in waiting} <= {"added"}
    assert {change["id"] for change in waiting} <= set(proposed.values_list("pk", flat=True))


def test_last_monthly_meeting_shows_cards_quotes_guests_and_difficulties(demo: Rows) -> None:
    held = Meeting.objects.filter(organiser__code="QT2", kind__code="giao-ban-thang")
    last = held.filter(concluded_at__isnull=False).latest("starts_at")
    cards = Exhibit.objects.filter(intervention__meeting=last)
    assert set(cards.values_list("kind", flat=True)) == {"target", "matter"}
    quoted = last.directives.exclude(quote="").select_related("intervention")
    assert len(quoted) == 2
    for one in quoted:
        assert one.intervention
        start = one.quote_start or 0
        assert one.intervention.text[start : start + len(one.quote)] == one.quote
    assert last.attendances.guests().count() == 2
    states = Difficulty.objects.filter(report__meeting=last).values_list("state", flat=True)
    assert {"answered", "waiting"} <= set(states)
    assert Phrase.objects.filter(office__code="QT2").count() == 6


def test_tasks_stand_in_every_state_in_which_they_may_be(demo: Rows) -> None:
    assert set(Extension.objects.values_list("state", flat=True)) == {
        "asked", "granted", "refused",
    }  # fmt: skip
    tasks = DirectiveTask.objects.given_by([Unit.objects.get(code="QT2").pk]).active()
    found = {
        "given back": tasks.filter(state="in_progress", events__state="reported"),
        "waiting for the unit's head": tasks.filter(answers__state="waiting"),
        "handed over": tasks.filter(hand_overs__to_unit__code="QT2-P15"),
        "somebody in charge": tasks.filter(in_charge__isnull=False),
        "done late": tasks.filter(state="confirmed", reported_at__date__gt=F("due_on")),
        "of a period": tasks.filter(occurrence__isnull=False, opened_on__isnull=False),
        "late in a period": tasks.filter(occurrence__isnull=False).overdue(TODAY),
        "undated": tasks.to_answer().filter(due_on__isnull=True),
        "to the hour": tasks.filter(due_time__isnull=False),
        "outside a meeting": tasks.filter(directive__given_by__isnull=False),
        "withdrawn": tasks.filter(state="withdrawn", directive__meeting__isnull=True),
        "promised in a meeting": tasks.filter(directive__nature="commitment"),
        "promised to a unit": tasks.filter(directive__difficulty__isnull=False),
    }
    assert [name for name, rows in found.items() if not rows.exists()] == []


def test_current_year_waits_for_its_users(demo: Rows) -> None:
    today = datetime.date.fromisoformat(DAY)

    assert DirectiveTask.objects.active().overdue(today).exists()
    assert DirectiveTask.objects.to_confirm().exists()
    assert Meeting.objects.filter(organiser__code="QT2", state="scheduled").exists()
    assert Notice.objects.filter(meeting__organiser__code="QT2-KV5", state="approved").exists()
    coming = Meeting.objects.get(organiser__code="QT2", state="scheduled", series__isnull=True)
    assert coming.agenda.filter(task__isnull=False).exists()


@pytest.mark.django_db
def test_every_role_has_an_account_in_every_province(demo: Rows) -> None:
    for code in ("QT", "VL", "TV", "PY"):
        roles = set(
            User.objects.filter(person__appointments__unit__code__startswith=code).values_list(
                "person__appointments__role", flat=True
            )
        )
        assert roles == set(Role), code


@pytest.mark.django_db
def test_prints_say_that_they_are_a_demonstration(demo: Rows) -> None:
    assert Document.objects.exists()
    assert all(document.facts["illustrative"] for document in Document.objects.all())


@pytest.mark.django_db
def test_repeating_changes_nothing_and_another_day_is_refused(demo: Rows) -> None:
    before = Meeting.objects.count(), Person.objects.count()

    call_command("demo", today=datetime.date.fromisoformat(DAY), stdout=io.StringIO())
    with pytest.raises(CommandError, match="theo ngày 07/09/2026"):
        call_command("demo", today=datetime.date(2026, 9, 8), stdout=io.StringIO())

    assert (Meeting.objects.count(), Person.objects.count()) == before
