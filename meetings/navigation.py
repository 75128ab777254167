"""What stands around every page: office, person, period, and the entries that are the person's own.

An entry shows when the rule of its page lets this user in, so that no entry leads to a refusal,
and when the page is this role's work.
One query, two for who holds several positions; only when a whole page is drawn.
"""

import datetime
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import resolve, reverse
from django.utils.functional import SimpleLazyObject

from meetings.menu import ADMINISTRATOR_PAGES, GROUPS, WORK_OF
from meetings.models import Difficulty, MeetingNews, ReportDelivery, TaskReminder, UnitReport
from meetings.permissions.minutes import may_inherit_drafts
from meetings.work import (
    figures,
    inspections,
    matters,
    notices,
    papers,
    plans,
    reports,
    sessions,
    tasks,
)
from procuracy.web import prepared
from procuracy.web.access import Rule
from targets.models import (
    Explanation,
    FieldCheck,
    FieldQuestion,
    FigureCorrection,
    Period,
    Submission,
    WorkYear,
)
from targets.years import entry_month
from units.acting import SESSION_KEY
from units.models import (
    Announcement,
    Appointment,
    Demonstration,
    DocumentRecipient,
    Role,
    Unit,
    User,
)
from units.reach import reach

# By all that the words of a frame's statement follow from; of the people at work in a process.
_STATEMENTS: dict[tuple[Any, ...], prepared.Statement] = {}
STATEMENTS_KEPT = 512


@dataclass(frozen=True)
class Entry:
    label: str
    url: str
    count: int = 0
    current: bool = False


@dataclass(frozen=True)
class Group:
    heading: str
    items: list[Entry]


@dataclass
class Frame:
    person: str
    today: datetime.date
    search_url: str
    inherits_url: str = ""
    office_name: str = ""
    unit_name: str = ""
    position: str = ""
    mandate: str = ""
    work_year: str = ""
    period: str = ""
    is_demonstration: bool = False
    other_appointments: list[dict[str, Any]] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor; pages for people who are not signed in have no frame."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"frame": SimpleLazyObject(lambda: _frame(request, user))}


def _frame(request: HttpRequest, user: User) -> Frame:
    today: datetime.date = request.today  # type: ignore[attr-defined]
    if user.acting is None:
        # An address that leads nowhere is answered before the position is taken up.
        user.act_on(today, request.session.get(SESSION_KEY))
    made = Frame(person=str(user), today=today, search_url=reverse("meetings:search"))
    acting = user.acting
    if acting is None:
        made.groups = [Group("", [Entry("Việc của tôi", reverse("meetings:my_work"))])]
        return made
    names, counts, known = _names_and_counts(user, acting, today)
    made.unit_name = names[acting.unit_id]
    made.office_name = names[acting.office.pk]
    made.position = acting.position
    if may_inherit_drafts(user):
        made.inherits_url = reverse("meetings:draft_owners")
    made.mandate = acting.delegation.words if acting.delegation else ""
    made.is_demonstration = known["is_demonstration"]
    if year := known["work_year"]:
        made.work_year, made.period = str(WorkYear(year=year)), known["period"] or ""
    made.other_appointments = _others(user, acting, today)
    made.groups = _groups(user, acting, counts, request.path)
    return made


def _names_and_counts(
    user: User, acting: Appointment, today: datetime.date
) -> tuple[dict[int, str], dict[str, int], dict[str, Any]]:
    """Short names of unit and office, what waits, and all that was found: in one query."""
    columns, rows = _statement(user, acting, today).ask()
    found = [dict(zip(columns, row, strict=True)) for row in rows]
    first = found[0]
    kinds = (
        "tasks",
        "notices",
        "reports",
        "plans",
        "checks",
        "explanations",
        "difficulties",
        "inspections",
        "sessions",
        "documents",
    )
    counts = {kind: first[f"{kind}_waiting"] for kind in kinds}
    own, is_open = first["wanted"], not first["is_put_forward"]
    counts["figures"] = int(is_open and first["missing"] > 0) + first["questions_waiting"]
    counts["submissions"] = first["submissions_waiting"] + int(
        is_open and own > 0 and not first["missing"]
    )
    counts["matters"] = int(first["is_untold"])
    counts["news"] = first["news_waiting"]
    counts["is_reminded"] = int(first["reminders_waiting"] > 0)
    if acting.role == Role.ADMINISTRATOR:
        counts = dict.fromkeys(counts, 0)
    counts["announcements"] = first["announcements_waiting"]
    counts["all"] = sum(counts.values())
    counts["reminders"] = first["reminders_waiting"] if counts["is_reminded"] else 0
    return {row["pk"]: row["short_name"] for row in found}, counts, first


def _statement(user: User, acting: Appointment, today: datetime.date) -> prepared.Statement:
    """The words of `_waiting`, kept: to write them takes longer than to ask them.

    They follow from the position, its units, the day and what may be read, nothing else.
    """
    units = [acting.unit, acting.office]
    held = (acting, *units)
    key = (
        user.pk,
        user.person_id,
        today,
        tuple(getattr(row, f.attname) for row in held for f in row._meta.concrete_fields),
        (acting.own_unit_ids, acting.office_ids, acting.seen_unit_ids, reach(acting)),
    )
    if key not in _STATEMENTS:
        if len(_STATEMENTS) >= STATEMENTS_KEPT:
            _STATEMENTS.clear()
        asked = _waiting(user, acting, today).query
        _STATEMENTS[key] = prepared.statement(*asked.sql_with_params())
    return _STATEMENTS[key]


def _waiting(user: User, acting: Appointment, today: datetime.date) -> QuerySet[Any, Any]:
    rows = (
        Unit.objects.filter(pk__in=[acting.unit_id, acting.office.pk])
        .named(today)
        .annotate(
            tasks_waiting=_count(tasks.to_answer(acting))
            + _count(tasks.to_confirm(acting))
            + _count(tasks.to_approve(acting))
            + _count(tasks.to_extend(acting, today))
            + _count(tasks.to_give_back(acting, today)),
            notices_waiting=sum(
                map(_count, papers.waiting(user, acting)), _count(notices.to_draft(acting))
            ),
            reports_waiting=_count(reports.to_send(acting))
            + _count(UnitReport.objects.to_check(acting))
            + _count(UnitReport.objects.to_accept(acting)),
            difficulties_waiting=_count(Difficulty.objects.to_answer(acting, today))
            + _count(Difficulty.objects.to_settle(acting))
            + _count(sessions.to_put_forward(acting)),
            sessions_waiting=_count(sessions.to_accept(acting)),
            documents_waiting=_count(DocumentRecipient.objects.to_acknowledge(acting)),
            plans_waiting=_count(plans.to_approve(acting)) + _count(plans.papers(acting)),
            questions_waiting=_count(FieldQuestion.objects.to_answer(acting)),
            announcements_waiting=_count(Announcement.objects.visible_to(user).waiting()),
            news_waiting=_count(MeetingNews.objects.visible_to(user).waiting())
            + _count(ReportDelivery.objects.of_person(user).waiting()),
            reminders_waiting=_count(TaskReminder.objects.visible_to(user).waiting(), "task"),
            checks_waiting=_count(FieldCheck.objects.answered_to(acting)),
            explanations_waiting=_count(Explanation.objects.returned_to(acting))
            + _count(Explanation.objects.to_answer(acting, today)),
            submissions_waiting=_count(Submission.objects.to_mend(acting))
            + _count(Submission.objects.to_approve(acting))
            + _count(Submission.objects.to_accept(acting))
            + _count(FigureCorrection.objects.to_decide(acting)),
            inspections_waiting=_count(inspections.to_hold(acting, today)),
            is_put_forward=Exists(
                Submission.objects.put_forward().filter(
                    unit=acting.unit_id, month=entry_month(today)
                )
            ),
            is_untold=Exists(matters.untold(acting, today)),
            missing=_count(figures.missing(acting, today)),
            wanted=_count(figures.wanted(acting, today)),
            is_demonstration=Exists(Demonstration.objects.all()),
            **_calendar(today),
        )
    )
    return rows.order_by().values("pk", *rows.query.annotations)


def _count(rows: QuerySet[Any], of: str = "pk") -> Any:
    """Of a column other than the key each value once."""
    if rows.query.is_empty():
        return Value(0)
    number = Count(of, distinct=of != "pk")
    counted = rows.order_by().annotate(all=Value(1)).values("all").annotate(n=number)
    return Coalesce(Subquery(counted.values("n"), output_field=IntegerField()), 0)


def _calendar(today: datetime.date) -> dict[str, Subquery]:
    """Work year and month of the day; between two years the latest year alone."""
    year = WorkYear.objects.filter(starts_on__lte=today).order_by("-starts_on")
    month = Period.objects.months().filter(
        work_year=Subquery(year.values("pk")[:1]), starts_on__lte=today, ends_on__gte=today
    )
    return {
        "work_year": Subquery(year.values("year")[:1]),
        "period": Subquery(month.values("label")[:1]),
    }


def _others(user: User, acting: Appointment, today: datetime.date) -> list[dict[str, Any]]:
    """The other positions held today, to change over to; most people have none."""
    if user.holds_one:
        return []
    named = Unit.objects.named(today).filter(pk=OuterRef("unit"))
    held = Appointment.objects.current(today).filter(person=user.person_id).exclude(pk=acting.pk)
    rows = held.annotate(where=Subquery(named.values("short_name")[:1]))  # type: ignore[misc]
    return [
        {"id": pk, "label": f"{position}, {where}"}
        for pk, position, where in rows.values_list("pk", "position", "where")
    ]


def _groups(user: User, acting: Appointment, counts: dict[str, int], path: str) -> list[Group]:
    here = _current(path)
    groups = []
    for heading, entries in GROUPS:
        items = [
            Entry(label, url, counts.get(count, 0), url == here)
            for label, page, count in entries
            for url in [_address(page)]
            if url and _is_own(user, acting, page, url)
        ]
        if items:
            groups.append(Group(heading, items))
    return groups


def _is_own(user: User, acting: Appointment, page: str, url: str) -> bool:
    if acting.role == Role.ADMINISTRATOR and page not in ADMINISTRATOR_PAGES:
        return False
    if page in WORK_OF and acting.role not in WORK_OF[page]:
        return False
    return bool(_rule(url)(user))


def _current(path: str) -> str:
    """The entry that a page lies below, the nearest one."""
    urls = [_address(page) for _, entries in GROUPS for _, page, _ in entries]
    found = [url for url in urls if (path == url if url == "/" else path.startswith(url))]
    return max(found, key=len, default="")


@cache
def _address(page: str) -> str:
    return reverse(page)


@cache
def _rule(url: str) -> Rule:
    """The access rule of the page behind an address."""
    rule: Rule = resolve(url).func.access_rule  # type: ignore[attr-defined]
    return rule
