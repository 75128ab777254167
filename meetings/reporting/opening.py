"""Opening reports for the units that a meeting invites, and how long each has for it."""

import datetime

from django.db import transaction
from procrastinate.contrib.django import app

from meetings.models import Meeting, ReportSection, ReportStep, UnitReport
from meetings.reporting import sections
from meetings.reporting.holding import closed, locked
from procuracy.web.errors import Refused
from units.models import User

State = UnitReport.State


def open_reports(meeting: Meeting) -> None:
    """One report for each invited unit, of a session for the unit it is held with alone; an
    untouched one of a unit no longer invited goes.

    What the software knows of each unit is drawn up by a job.
    """
    invited = set(meeting.invited.values_list("pk", flat=True))
    invited = {meeting.with_unit_id} if meeting.with_unit_id else invited
    gone = meeting.reports.filter(state=State.DRAFT, version=0, steps__isnull=True)
    gone.exclude(unit__in=invited).delete()
    missing = sorted(invited - set(meeting.reports.values_list("unit", flat=True)))
    if not missing:
        return
    habits = sections.of_meeting(meeting)
    UnitReport.objects.bulk_create(
        (UnitReport(meeting=meeting, unit_id=pk) for pk in missing), ignore_conflicts=True
    )
    empty = list(meeting.reports.filter(sections__isnull=True))
    for report in empty:
        report.meeting = meeting
    ReportSection.objects.bulk_create(
        sections.copied(habit, report) for report in empty for habit in habits
    )
    ask_for_facts(meeting)


def ask_for_facts(meeting: Meeting) -> None:
    key = f"prefill-{meeting.pk}"
    app.configure_task("meetings.jobs.prefill_reports", lock=key).defer(meeting_id=meeting.pk)


@transaction.atomic
def set_deadline(meeting: Meeting, due_at: datetime.datetime) -> None:
    """Mở báo cáo: with a deadline, for the units invited by now."""
    if sentence := closed(meeting):
        raise Refused(sentence)
    if meeting.state == Meeting.State.DRAFT:
        raise Refused("Lên lịch cuộc họp trước khi yêu cầu đơn vị gửi báo cáo.")
    if due_at > meeting.starts_at:
        raise Refused("Hạn gửi báo cáo phải trước giờ họp.")
    Meeting.objects.filter(pk=meeting.pk).update(reports_due_at=due_at)
    meeting.reports_due_at = due_at
    open_reports(meeting)


@transaction.atomic
def extend(
    report: UnitReport, *, to: datetime.datetime, reason: str, by: User, at: datetime.datetime
) -> None:
    """Gia hạn for one unit: later than the deadline of all, and before the meeting ends."""
    present = locked(report)
    if sentence := closed(present.meeting):
        raise Refused(sentence)
    if present.is_received:
        raise Refused("Đơn vị đã gửi báo cáo: không cần gia hạn.")
    due = present.meeting.reports_due_at
    if due is None or to <= due:
        raise Refused("Hạn mới phải sau hạn chung của hội nghị.")
    if to > present.meeting.ends_at:
        raise Refused("Hạn mới phải trước khi hội nghị kết thúc.")
    present.extended_to, present.extension_reason = to, reason
    present.save(update_fields=["extended_to", "extension_reason"])
    assert by.acting
    ReportStep.objects.create(
        report=present, kind=ReportStep.Kind.EXTENDED, by=by.acting, at=at, note=reason
    )
