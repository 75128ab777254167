"""Việc của tôi: for each role what must be done next, where it comes from and until when.

Late is derived on every look, never stored. Each part costs a fixed number of queries.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from meetings import facts, following, noticing, plan_waiting, submission_work
from meetings.items import Event as Event
from meetings.items import Item as Item
from meetings.models import DirectiveTask, Meeting, Notice, UnitReport
from meetings.models.directives import DirectiveTaskQuerySet
from procuracy.web.dates import screen_day, screen_moment
from targets import deadlines, explaining, sheets, submitting
from targets.models import (
    Explanation,
    FieldCheck,
    FieldQuestion,
    Indicator,
    PlanTask,
)
from targets.years import entry_month
from units.models import Announcement, Appointment, Role, Unit, User

SHOWN = 30
SOON = datetime.timedelta(days=14)
COMING = (Meeting.State.SCHEDULED, Meeting.State.IN_SESSION)
# Enough of a directive's words to know it again.
WORDS = 120


def waiting(user: User, today: datetime.date, now: datetime.datetime) -> list[Item]:
    """What this person must do, what is overdue first, then by date; undated work last."""
    acting = user.acting
    if acting is None:
        return list(_announcements(user))
    if acting.role == Role.ADMINISTRATOR:
        return [*_announcements(user), *_accounts(today)]
    parts: list[Iterable[Item]] = [
        _announcements(user),
        _tasks(acting),
        _figures(acting, today),
        submission_work.own(acting, today),
        submission_work.received(acting, today),
        _questions(acting),
        _answers(acting, today),
        _reports(acting),
        _to_explain(acting, today, now),
        _returned(acting),
        _to_answer(acting, today),
        _to_confirm(acting, today),
        _to_draft(acting),
        _notices(user, acting),
        plan_waiting.items(acting),
    ]
    items = [item for part in parts for item in part]
    far = datetime.date.max
    return sorted(items, key=lambda one: (not one.is_late(now), one.day or far, one.order))


def upcoming(user: User, today: datetime.date, now: datetime.datetime) -> list[Event]:
    """Meetings to attend and plan tasks that fall due within two weeks."""
    if user.acting is None or user.acting.role == Role.ADMINISTRATOR:
        return []
    meetings = Meeting.objects.visible_to(user).upcoming(now)[:8]
    events = [
        Event(
            at=one.starts_at,
            title=one.title,
            detail=f"{one.get_form_display()}, {one.place}",
            verb="Xem",
            url=reverse("meetings:meeting_detail", args=[one.pk]),
        )
        for one in meetings
    ]
    tasks = PlanTask.objects.open().filter(
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
        for one in tasks.select_related("plan").order_by("due_on")[:8]
        if one.due_on
    ]
    return sorted(events, key=lambda one: _moment(one.at))


def overseen(user: User, today: datetime.date, now: datetime.datetime) -> list[Item]:
    """Cần đôn đốc: what others owe to the office that this person leads or keeps."""
    acting = user.acting
    if acting is None or not (acting.leads_office or acting.keeps_office):
        return []
    late = DirectiveTask.objects.active().overdue(today)
    count = late.filter(directive__meeting__organiser_id__in=acting.office_ids).count()
    items = [_silent(row) for row in _missing_reports(acting)]
    items += submission_work.silent(acting, today, now)
    if count:
        items.append(
            Item(
                title=f"{count} nhiệm vụ của các đơn vị quá hạn, chưa báo cáo",
                verb="Xem",
                url=reverse("meetings:task_list") + "?of=office&filter=overdue",
            )
        )
    return items


def _missing_reports(acting: Appointment) -> QuerySet[Meeting]:
    silent = Count("reports", filter=~Q(reports__state=UnitReport.State.SENT))
    rows = Meeting.objects.filter(organiser_id__in=acting.office_ids, state__in=COMING)
    return rows.annotate(silent=silent, all=Count("reports")).filter(silent__gt=0)[:8]


def _silent(row: Any) -> Item:
    return Item(
        title=f"{row.silent}/{row.all} đơn vị chưa gửi báo cáo phục vụ",
        origin=row.title,
        due_at=row.reports_due_at,
        verb="Đôn đốc",
        url=reverse("meetings:unit_report_list", args=[row.pk]),
    )


def _moment(at: datetime.datetime | datetime.date) -> datetime.datetime:
    if isinstance(at, datetime.datetime):
        return at
    return timezone.make_aware(datetime.datetime.combine(at, datetime.time()))


def _announcements(user: User) -> Iterable[Item]:
    """What happened to accounts, until it is acknowledged."""
    for row in Announcement.objects.visible_to(user).waiting()[:SHOWN]:
        yield Item(
            title=row.text,
            origin=f"Tin về tài khoản, {screen_moment(row.at)}",
            verb="Xem, xác nhận",
            url=reverse("units:announcement_list"),
            order=0,
        )


def lines_wanted(acting: Appointment, today: datetime.date) -> QuerySet[Indicator]:
    """Lines of the month whose figures are wanted now, of a unit that exists in it."""
    month = entry_month(today)
    if not acting.types_figures or not acting.unit.exists_on(month):
        return Indicator.objects.none()
    return sheets.wanted(acting.unit, month)


def lines_missing(acting: Appointment, today: datetime.date) -> QuerySet[Indicator]:
    """Of those wanted, without figure or tick."""
    wanted = lines_wanted(acting, today)
    return submitting.unanswered(wanted, acting.unit, entry_month(today))


def _figures(acting: Appointment, today: datetime.date) -> Iterable[Item]:
    """Until every line has its answer, or the month was put forward as it is."""
    month = entry_month(today)
    gaps = lines_missing(acting, today).count()
    if not gaps or submission_work.is_put_forward(acting, month):
        return
    lines = lines_wanted(acting, today).count()
    yield Item(
        title=f"Nhập số liệu tháng {month.month}",
        detail=f"{lines - gaps}/{lines} dòng đã có số",
        origin="Chế độ báo cáo tháng",
        due_at=deadlines.of_month([acting.unit], month)[acting.unit_id],
        verb="Nhập tiếp" if gaps < lines else "Nhập số liệu",
        url=reverse("targets:figure_entry", kwargs={"unit": acting.unit_id, "month": month}),
        order=2,
    )


def _questions(acting: Appointment) -> Iterable[Item]:
    rows = FieldQuestion.objects.to_answer(acting).select_related("field_check__field", "asked_by")
    for row in rows.order_by("asked_at")[:SHOWN]:
        check = row.field_check
        url = reverse("targets:figure_entry", args=[check.unit_id, check.month])
        yield Item(
            title=f"Trả lời câu hỏi về số liệu tháng {check.month.month}: {row.text[:WORDS]}",
            origin=f"{check.field.short_name}, {row.asked_by.position} hỏi",
            verb="Trả lời",
            url=f"{url}#questions",
            order=2,
        )


def _answers(acting: Appointment, today: datetime.date) -> Iterable[Item]:
    rows = list(
        FieldCheck.objects.answered_to(acting)
        .select_related("field")
        .order_by("month", "pk")[:SHOWN]
    )
    names = Unit.objects.named(today).in_bulk([row.unit_id for row in rows]) if rows else {}
    for row in rows:
        yield Item(
            title=f"Kiểm tra số liệu {names[row.unit_id].short_name} đã giải trình",
            detail=f"{row.field.short_name}, tháng {row.month.month}/{row.month.year}",
            origin="Kiểm tra số liệu theo lĩnh vực",
            verb="Xem, kiểm tra",
            url=reverse("targets:field_check", args=[row.field_id, row.unit_id, row.month]),
            order=4,
        )


def reports_to_send(acting: Appointment) -> QuerySet[UnitReport]:
    if not acting.types_figures:
        return UnitReport.objects.none()
    rows = UnitReport.objects.exclude(state=UnitReport.State.SENT)
    return rows.filter(unit_id__in=acting.own_unit_ids, meeting__state__in=COMING)


def _reports(acting: Appointment) -> Iterable[Item]:
    for row in reports_to_send(acting).select_related("meeting")[:SHOWN]:
        is_returned = row.state == UnitReport.State.RETURNED
        yield Item(
            title=f"Gửi {'lại ' if is_returned else ''}báo cáo phục vụ hội nghị",
            detail=f"trả lại: {row.return_reason}" if is_returned else "",
            origin=row.meeting.title,
            due_at=row.meeting.reports_due_at,
            verb="Viết báo cáo",
            url=reverse("meetings:unit_report_edit", args=[row.pk]),
            order=3,
        )


def _to_explain(
    acting: Appointment, today: datetime.date, now: datetime.datetime
) -> Iterable[Item]:
    """Targets behind that the next meeting will ask about, once its period is over; the cost of
    one unit's board."""
    if not acting.types_figures:
        return
    heard = Meeting.objects.filter(invited=acting.unit_id, state__in=COMING, ends_at__gte=now)
    meeting = heard.select_related("period__work_year").order_by("starts_at").first()
    period = facts.period_heard(meeting) if meeting else None
    if meeting is None or period is None or period.ends_on > today:
        return
    sent = Explanation.objects.filter(unit=acting.unit_id, period=explaining.closing_month(period))
    said = set(sent.exclude(state=Explanation.State.DRAFT).values_list("target_id", flat=True))
    behind = explaining.behind(acting.unit, period, today)
    count = sum(score.target.pk not in said for score in behind)
    if count:
        url = reverse("targets:explanation_list")
        yield Item(
            title=f"Giải trình {count} chỉ tiêu chưa đạt, nguy cơ",
            detail=f"lũy kế đến hết {period.label[0].lower()}{period.label[1:]}",
            origin=meeting.title,
            due_at=meeting.reports_due_at or meeting.starts_at,
            verb="Giải trình",
            url=f"{url}?year={period.work_year.year}&period={period.pk}&only=missing",
            order=3,
        )


def _returned(acting: Appointment) -> Iterable[Item]:
    rows = Explanation.objects.returned_to(acting).select_related("target", "period")
    for row in rows.order_by("answered_at")[:SHOWN]:
        yield Item(
            title=f"Giải trình lại: {row.target.short_name}",
            detail=row.answer[:WORDS],
            origin=f"Ý kiến của lãnh đạo, {row.period.label}",
            verb="Viết lại",
            url=reverse(
                "targets:explanation_edit", args=[row.unit_id, row.target_id, row.period_id]
            ),
            order=3,
        )


def _to_answer(acting: Appointment, today: datetime.date) -> Iterable[Item]:
    rows = Explanation.objects.to_answer(acting, today).select_related("target", "period")
    shown = list(rows.order_by("sent_at")[:SHOWN])
    names = Unit.objects.named(today).in_bulk([row.unit_id for row in shown]) if shown else {}
    for row in shown:
        yield Item(
            title=f"Cho ý kiến về giải trình của {names[row.unit_id].short_name}",
            detail=f"{row.target.short_name}, cam kết đến {screen_day(row.promised_on)}"
            if row.promised_on
            else row.target.short_name,
            origin=f"Giải trình, cam kết, {row.period.label}",
            verb="Xem, cho ý kiến",
            url=reverse("targets:explanation_detail", args=[row.pk]),
            order=4,
        )


def tasks_to_answer(acting: Appointment) -> DirectiveTaskQuerySet:
    """Of the own unit for those who answer for it; whatever is addressed to the person."""
    rows = DirectiveTask.objects.active().to_answer().order_by()
    # Two ways, each by its own index; an "or" of both would look through every open task.
    own = rows.filter(appointment__person=acting.person_id).values("pk")
    if acting.types_figures:
        own = own.union(rows.filter(unit_id__in=acting.own_unit_ids).values("pk"))
    return DirectiveTask.objects.filter(pk__in=own)


def tasks_to_confirm(acting: Appointment) -> DirectiveTaskQuerySet:
    """Reported to this person's Office."""
    if not acting.keeps_office:
        return DirectiveTask.objects.none()
    rows = DirectiveTask.objects.active().to_confirm()
    return rows.filter(directive__meeting__organiser_id__in=acting.office_ids)


def _tasks(acting: Appointment) -> Iterable[Item]:
    rows = tasks_to_answer(acting)
    rows = rows.order_by(F("due_on").asc(nulls_last=True), "pk")
    for row in following.told(rows)[:SHOWN]:
        yield Item(
            title=f"Báo cáo thực hiện: {row.directive.text[:WORDS]}",
            detail="" if row.state == DirectiveTask.State.NEW else row.get_state_display(),
            origin=following.origin(row),
            due_on=row.due_on,
            due_text=row.directive.due_text,
            verb="Báo cáo",
            url=reverse("meetings:task_detail", args=[row.pk]),
            order=1,
        )


def _to_confirm(acting: Appointment, today: datetime.date) -> Iterable[Item]:
    rows = tasks_to_confirm(acting)
    tasks = list(following.told(rows.order_by("reported_at"))[:SHOWN])
    names = Unit.objects.named(today).in_bulk([task.unit_id for task in tasks])
    for row in tasks:
        yield Item(
            title=f"Xác nhận kết quả của {names[row.unit_id].short_name}",
            detail=row.directive.text[:WORDS],
            origin=following.origin(row),
            verb="Xem, xác nhận",
            url=reverse("meetings:task_detail", args=[row.pk]),
            order=4,
        )


def notices_to_draft(acting: Appointment) -> QuerySet[Meeting]:
    """Concluded meetings of a kind that must have a notice, and have none."""
    if not acting.keeps_office:
        return Meeting.objects.none()
    return Meeting.objects.filter(
        organiser_id__in=acting.office_ids,
        state__in=noticing.READY,
        kind__needs_notice=True,
        notice__isnull=True,
    )


def _to_draft(acting: Appointment) -> Iterable[Item]:
    for row in notices_to_draft(acting).order_by("concluded_at")[:SHOWN]:
        yield Item(
            title="Soạn thông báo kết luận",
            origin=row.title,
            verb="Soạn",
            url=reverse("meetings:notice_create", args=[row.pk]),
            order=2,
        )


def notices_waiting(user: User, acting: Appointment) -> QuerySet[Notice]:
    return Notice.objects.visible_to(user).filter(state__in=notice_steps(acting))


def _notices(user: User, acting: Appointment) -> Iterable[Item]:
    """The step of each notice that this role takes next."""
    steps = notice_steps(acting)
    rows = (
        notices_waiting(user, acting)
        .select_related("meeting", "document")
        .defer("document__pdf", "document__facts")
    )
    for row in rows.order_by("pk")[:SHOWN]:
        title, verb = steps[row.state]
        yield Item(
            title=title,
            detail=f"trả lại: {row.return_reason}" if row.return_reason else row.subject[:WORDS],
            origin=str(row.document or row.meeting.title),
            verb=verb,
            url=reverse("meetings:notice_detail", args=[row.pk]),
            order=2,
        )


def notice_steps(acting: Appointment) -> dict[str, tuple[str, str]]:
    """State → (what waits, button) for the steps that are this role's own."""
    State = Notice.State
    steps: dict[str, tuple[str, str]] = {}
    if acting.keeps_office:
        steps[State.DRAFT] = ("Hoàn chỉnh dự thảo thông báo", "Soạn tiếp")
        steps[State.APPROVED] = ("Trình ký, ghi nhận chữ ký", "Trình ký")
    if acting.leads_office or acting.role == Role.HEAD_OF_OFFICE:
        steps[State.DRAFT] = ("Duyệt thông báo kết luận", "Duyệt")
    if acting.keeps_register:
        steps[State.SIGNED] = ("Cấp số thông báo", "Cấp số")
        steps[State.NUMBERED] = ("Phát hành thông báo", "Phát hành")
    return steps


def _accounts(today: datetime.date) -> Iterable[Item]:
    """The administrator keeps accounts and sees nothing else."""
    held = Appointment.objects.current(today).filter(person=OuterRef("person"))
    idle = get_user_model()._default_manager.filter(is_active=True).filter(~Exists(held))
    count: Any = idle.count()
    if count:
        yield Item(
            title="Tài khoản không còn chức vụ",
            detail=f"{count} tài khoản đang mở nhưng người giữ không có chức vụ nào hôm nay",
            origin="Quản lý tài khoản",
            verb="Xem tài khoản",
            url=reverse("units:account_list"),
        )
