"""Việc của tôi: for each role what must be done next, where it comes from and until when.

Late is derived on every look, never stored. Each part costs a fixed number of queries.
"""

import datetime
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from meetings.models import DirectiveTask, Meeting
from meetings.work import (
    accounts,
    answers,
    attendance,
    difficulties,
    distribution,
    explanations,
    figures,
    inspections,
    matters,
    news,
    notices,
    papers,
    plans,
    received,
    reminders,
    reports,
    sessions,
    submissions,
    tasks,
    volumes,
)
from meetings.work.items import WORDS, Event, Item
from targets.models import PlanTask
from units.models import Role, User

SOON = datetime.timedelta(days=14)


def waiting(user: User, today: datetime.date, now: datetime.datetime) -> list[Item]:
    """What this person must do, what is overdue first, then by date; undated work last."""
    acting = user.acting
    if acting is None:
        return [*accounts.news(user), *news.told(user)]
    if acting.role == Role.ADMINISTRATOR:
        return [*accounts.news(user), *accounts.idle(today)]
    parts: list[Iterable[Item]] = [
        accounts.news(user),
        accounts.drafts_left(user, acting),
        news.told(user),
        reminders.told(user),
        received.unread(user),
        distribution.acknowledging(acting),
        distribution.posting(user),
        attendance.marking(acting, today),
        sessions.accepting(acting),
        sessions.asked(acting, today),
        tasks.reporting(acting),
        tasks.approving(acting),
        tasks.extending(acting, today),
        tasks.giving_back(acting, today),
        figures.entering(acting, today),
        submissions.own(acting, today),
        submissions.received(acting, today),
        figures.questions(acting),
        figures.answers(acting, today),
        reports.sending(acting),
        reports.received(acting, today),
        difficulties.answering(acting, today),
        difficulties.settling(acting),
        answers.told(acting, today),
        matters.telling(acting, today),
        explanations.missing(acting, today, now),
        explanations.returned(acting),
        explanations.answering(acting, today),
        tasks.confirming(acting, today),
        inspections.holding(acting, today),
        notices.drafting(acting),
        papers.stepping(user, acting),
        plans.items(acting),
    ]
    items = [item for part in parts for item in part]
    far = datetime.date.max
    return sorted(items, key=lambda one: (not one.is_late(now), one.day or far, one.order))


def upcoming(user: User, today: datetime.date, now: datetime.datetime) -> list[Event]:
    """Meetings to attend and plan tasks that fall due within two weeks."""
    if user.acting is None or user.acting.role == Role.ADMINISTRATOR:
        return []
    coming = Meeting.objects.visible_to(user).upcoming(now)[:8]
    events = [
        Event(
            at=one.starts_at,
            title=one.title,
            detail=f"{one.get_form_display()}, {one.place}",
            verb="Xem",
            url=reverse("meetings:meeting_detail", args=[one.pk]),
        )
        for one in coming
    ]
    due = PlanTask.objects.running().filter(
        lead_id__in=user.acting.own_unit_ids, due_on__range=(today, today + SOON)
    )
    events += [
        Event(
            at=one.due_on,
            title=one.content[:WORDS],
            detail=one.plan.title,
            verb="Kế hoạch",
            url=reverse("targets:plan_detail", args=[one.plan_id]),
        )
        for one in due.select_related("plan").order_by("due_on")[:8]
        if one.due_on
    ]
    return sorted(events, key=lambda one: _moment(one.at))


def overseen(user: User, today: datetime.date, now: datetime.datetime) -> list[Item]:
    """Cần đôn đốc: what others owe to the office that this person leads or keeps."""
    acting = user.acting
    if acting is None or not (acting.leads_office or acting.keeps_office):
        return list(volumes.ending(user, today)) if acting and acting.keeps_register else []
    late = DirectiveTask.objects.visible_to(user).active().overdue(now)
    count = late.given_by(acting.office_ids).count()
    items = list(reports.silent(acting))
    items += submissions.silent(acting, today, now)
    items += sessions.unaccepted(acting, today)
    items += tasks.unheld(acting, today)
    items += volumes.ending(user, today)
    items += distribution.unacknowledged(user, now)
    if count:
        items.append(
            Item(
                title=f"{count} nhiệm vụ của các đơn vị quá hạn, chưa báo cáo",
                verb="Xem",
                url=reverse("meetings:task_board") + "?of=office",
            )
        )
    return items


def _moment(at: datetime.datetime | datetime.date) -> datetime.datetime:
    if isinstance(at, datetime.datetime):
        return at
    return timezone.make_aware(datetime.datetime.combine(at, datetime.time()))
