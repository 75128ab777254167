"""A new consolidated report: of which meeting, for which days, following which one."""

import datetime

from django.db import transaction

from meetings import facts
from meetings.models import ConsolidatedReport, Meeting
from meetings.states import day_of
from meetings.states import locked as locked_meeting
from procuracy.web import dates
from procuracy.web.errors import Refused
from units.models import Unit, User
from units.models.organisation import lineage
from units.models.registry import DocumentKind
from units.recipient_lines import grouped
from units.signing import usual_signer

KIND = DocumentKind.REPORT
LOOK_BACK = datetime.timedelta(days=6)  # before a weekly meeting's first report


@transaction.atomic
def prepare(meeting: Meeting, *, by: User, at: datetime.datetime) -> ConsolidatedReport:
    """The draft of a meeting, or the one there is; its lines come with the first drawing."""
    meeting = locked_meeting(meeting)
    if found := ConsolidatedReport.objects.filter(meeting=meeting).first():
        return found
    if meeting.state in (Meeting.State.CANCELLED, Meeting.State.DRAFT):
        raise Refused(f"Hội nghị {meeting.get_state_display()}: chưa lập báo cáo tổng hợp.")
    signer = usual_signer(meeting.organiser, KIND, dates.office_day(at))
    if signer is None:
        raise Refused("Chưa lập được: cơ quan chưa có lãnh đạo ký văn bản vào ngày này.")
    before = report_before(meeting)
    since, until = span(meeting, before)
    made = ConsolidatedReport.objects.create(
        meeting=meeting,
        previous=before,
        since=since,
        until=until,
        signer=signer,
        **_words(meeting, since, until),
    )
    made.recipients.set(meeting.invited.exclude(pk=meeting.organiser_id))
    return made


def span(
    meeting: Meeting, before: ConsolidatedReport | None
) -> tuple[datetime.date, datetime.date]:
    """The period heard; of a meeting that hears none from the day after the report before to the
    meeting's eve."""
    if meeting.period:
        return meeting.period.starts_on, meeting.period.ends_on
    eve = day_of(meeting) - datetime.timedelta(days=1)
    heard = None if meeting.kind.is_weekly else facts.period_heard(meeting)
    since, until = (heard.starts_on, heard.ends_on) if heard else (eve - LOOK_BACK, eve)
    if before and before.until < until:
        since = before.until + datetime.timedelta(days=1)
    return since, until


def report_before(meeting: Meeting) -> ConsolidatedReport | None:
    """The last one of the same kind, by this office or one that it succeeds. A draft that never
    went out is none, nor that of a meeting that was cancelled: nobody has read it."""
    rows = ConsolidatedReport.objects.filter(
        state=ConsolidatedReport.State.RELEASED,
        meeting__kind=meeting.kind_id,
        meeting__organiser__in=lineage(meeting.organiser)[0],
        meeting__starts_at__lt=meeting.starts_at,
    )
    rows = rows.exclude(meeting__state=Meeting.State.CANCELLED)
    return rows.order_by("-meeting__starts_at", "-pk").first()


def _words(meeting: Meeting, since: datetime.date, until: datetime.date) -> dict[str, str]:
    on = day_of(meeting)
    office = Unit.objects.named(on).get(pk=meeting.organiser_id)
    invited = list(meeting.invited.named(on).exclude(pk=office.pk))
    days = f"từ ngày {dates.printed_short(since)} đến ngày {dates.printed_short(until)}"
    above = ["VKSND tối cao (để b/c)"] if office.kind == Unit.Kind.PROVINCE else []
    return {
        "subject": f"Tình hình tội phạm và kết quả công tác ({days})",
        "opening": f"Phục vụ {meeting.title}, {office.name} báo cáo tình hình tội phạm, vi phạm "
        f"pháp luật và kết quả công tác {days} như sau:",
        "closing": f"Trên đây là báo cáo của {office.name}.",
        "recipients_text": "\n".join(
            [
                *above,
                f"Lãnh đạo {office.short_name} (để b/c)",
                *(name[:1].upper() + name[1:] for name in grouped(invited, office, on)),
            ]
        ),
        "filing": "VT, VP" if office.kind == Unit.Kind.PROVINCE else "VT",
    }
