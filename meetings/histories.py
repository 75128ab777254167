"""Names of rows for the pages of history."""

import datetime
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Cast

from meetings.matters import narrative
from meetings.models import (
    Addressee,
    AgendaItem,
    ConsolidatedLine,
    ConsolidatedReport,
    Directive,
    DirectiveTask,
    Exhibit,
    HostTurn,
    Intervention,
    Matter,
    MatterUpdate,
    Meeting,
    MeetingSeries,
    MinutesDocument,
    MinutesVersion,
    Notice,
    NoticeParagraph,
    NoticeSection,
    ReportDelivery,
    ReportSection,
    UnitReport,
)
from meetings.models.concerning import concerning
from meetings.models.kind_sections import SectionSource
from meetings.models.meetings import whole_to
from meetings.reporting import quoting
from procuracy.web.models import Change
from units.histories import unit_names
from units.models import Appointment


def report_names(keys: Iterable[str], on: datetime.date) -> dict[int, str]:
    """`VKSND khu vực 3, Hội nghị giao ban hai cấp tháng 11/2026`."""
    rows = list(UnitReport.objects.filter(pk__in=keys).select_related("meeting"))
    units = unit_names({str(row.unit_id) for row in rows}, on) if rows else {}
    return {row.pk: f"{units[row.unit_id]}, {row.meeting.title}" for row in rows}


def turn_names(keys: Iterable[str], on: datetime.date) -> dict[int, str]:
    """`Lượt 3: VKSND khu vực 3`."""
    rows = list(HostTurn.objects.filter(pk__in=keys))
    units = unit_names({str(row.unit_id) for row in rows}, on) if rows else {}
    return {row.pk: f"Lượt {row.order}: {units[row.unit_id]}" for row in rows}


def series_names(keys: Iterable[str], on: datetime.date) -> dict[int, str]:
    """`Lịch Giao ban tháng hai cấp 2027`."""
    rows = MeetingSeries.objects.filter(pk__in=keys).select_related("kind", "work_year")
    return {row.pk: str(row) for row in rows}


def silent_matters(keys: Iterable[str] | None = None) -> set[str]:
    """Of registers that keep counts only now for the unit: what was written before is not shown."""
    ended = Q(register__keeps_narrative=False) | Q(register__switches__is_on=False)
    rows = Matter.objects.filter(ended).select_related("register", "unit__parent").distinct()
    found = list(rows if keys is None else rows.filter(pk__in=keys))
    allowed = narrative.worded(found)
    return {str(row.pk) for row in found if row.pk not in allowed}


def silent_updates(keys: Iterable[str] | None = None) -> set[str]:
    if keys is None:
        rows = MatterUpdate.objects.filter(matter__in=map(int, silent_matters()))
        return set(map(str, rows.exclude(text="").values_list("pk", flat=True)))
    wholes = dict(MatterUpdate.objects.filter(pk__in=keys).values_list("pk", "matter_id"))
    quiet = silent_matters(map(str, set(wholes.values())))
    return {str(pk) for pk, matter in wholes.items() if str(matter) in quiet}


def silent_exhibits(keys: Iterable[str] | None = None) -> set[str]:
    """Cards in a record that quote a silent matter."""
    rows = Exhibit.objects.filter(matter__isnull=False)
    cards = dict((rows if keys is None else rows.filter(pk__in=keys)).values_list("pk", "matter"))
    quiet = silent_matters(map(str, set(cards.values())))
    return {str(pk) for pk, matter in cards.items() if str(matter) in quiet}


def silent_sections(keys: Iterable[str] | None = None) -> set[str]:
    """Sections of reports whose lines quote a silent matter."""
    rows = ReportSection.objects.filter(source=SectionSource.MATTERS)
    found = dict((rows if keys is None else rows.filter(pk__in=keys)).values_list("pk", "facts"))
    quoted = {pk: quoting.matters_in(lines) for pk, lines in found.items()}
    quiet = silent_matters(map(str, set().union(*quoted.values())))
    return {str(pk) for pk, ids in quoted.items() if quiet & set(map(str, ids))}


# Rows that may concern one leader of a briefing alone, and by what others hang on them.
_CONCERNING: tuple[type[models.Model], ...] = (AgendaItem, Intervention, Directive)
_FOLLOWING: dict[type[models.Model], str] = {
    Exhibit: "intervention",
    Addressee: "directive",
    NoticeParagraph: "directive",
    DirectiveTask: "directive",
}


@cache
def _following() -> dict[type[models.Model], str]:
    """With all that hangs on a task: its trail, answers, files."""
    hanging = [row for row in DirectiveTask._meta.related_objects if row.field.concrete]
    return _FOLLOWING | {
        row.related_model: f"{row.field.name}__directive"
        for row in hanging
        if row.related_model is not AgendaItem and not row.many_to_many
    }


def kept(acting: Appointment) -> Q:
    """Changes of rows of briefings that this position may not read; and of those taken out, unless
    it reads the meeting whole. Papers of a briefing repeat its rows."""
    found = _gone(acting)
    for model in _CONCERNING:
        rows = model._default_manager.filter(concerns__isnull=False)
        found |= _changes_of(model, rows.exclude(concerning(acting)))
    for model, to in _following().items():
        rows = model._default_manager.filter(**{f"{to}__concerns__isnull": False})
        found |= _changes_of(model, rows.exclude(concerning(acting, f"{to}__")))
    for paper in (Notice, MinutesDocument, MinutesVersion, ConsolidatedReport):
        rows = paper._default_manager.filter(meeting__kind__by_portfolio=True)
        found |= _changes_of(paper, rows.exclude(whole_to(acting, "meeting__")))
    lines = (ConsolidatedLine, ReportDelivery)
    found |= _of_paper(acting, ConsolidatedReport, "report", *lines)
    return found | _of_paper(acting, Notice, "notice", NoticeSection, NoticeParagraph)


def _of_paper(
    acting: Appointment, paper: type[models.Model], to: str, *parts: type[models.Model]
) -> Q:
    """Rows of a briefing's paper, those taken out too."""
    rows = paper._default_manager.filter(meeting__kind__by_portfolio=True)
    hidden = list(rows.exclude(whole_to(acting, "meeting__")).values_list("pk", flat=True))
    found = Q()
    for model in parts:
        found |= _changes_of(model, model._default_manager.filter(**{f"{to}__in": hidden}))
    last = Change.objects.filter(
        table=OuterRef("table"),
        record=OuterRef("record"),
        kind=Change.Kind.DELETE,
        **{f"before__{to}_id__in": hidden},
    )
    tables = [model._meta.db_table for model in parts]
    return found | (Q(table__in=tables) & Q(Exists(last)))


def _changes_of(model: type[models.Model], rows: models.QuerySet[Any]) -> Q:
    keys = rows.order_by().annotate(key=Cast("pk", models.TextField())).values("key")
    return Q(table=model._meta.db_table, record__in=keys)


def _gone(acting: Appointment) -> Q:
    tables = [model._meta.db_table for model in _CONCERNING]
    whole = Meeting.objects.filter(kind__by_portfolio=True).filter(whole_to(acting))
    last = Change.objects.filter(
        table=OuterRef("table"),
        record=OuterRef("record"),
        kind=Change.Kind.DELETE,
        before__concerns_id__gt=0,
    )
    known = last.filter(before__meeting_id__in=list(whole.values_list("pk", flat=True)))
    return Q(table__in=tables) & Q(Exists(last)) & ~Q(Exists(known))


def _named(rows: models.QuerySet[Any], to: str = "") -> dict[int, str]:
    """What rows say, or whose they are where they concern one leader alone."""
    found = {}
    for row in rows:
        told = row.directive if to else row
        seat = told.concerns
        found[row.pk] = f"nội dung riêng của {seat.person.full_name}" if seat else str(row)
    return found


def item_names(keys: Iterable[str], on: datetime.date) -> dict[int, str]:
    return _named(AgendaItem.objects.filter(pk__in=keys).select_related("concerns__person"))


def intervention_names(keys: Iterable[str], on: datetime.date) -> dict[int, str]:
    return _named(Intervention.objects.filter(pk__in=keys).select_related("concerns__person"))


def directive_names(keys: Iterable[str], on: datetime.date) -> dict[int, str]:
    return _named(Directive.objects.filter(pk__in=keys).select_related("concerns__person"))


def task_names(keys: Iterable[str], on: datetime.date) -> dict[int, str]:
    rows = DirectiveTask.objects.filter(pk__in=keys)
    return _named(rows.select_related("directive__concerns__person"), "directive")
