"""A new consolidated report: of which meeting, for which days, following which one."""

import datetime
from typing import Any

from django.db import transaction

from meetings import facts
from meetings.models import ConsolidatedReport, Meeting
from meetings.papers import drafting
from meetings.states import day_of
from meetings.states import locked as locked_meeting
from meetings.wording import keeping
from meetings.wording.keeping import Tell, nobody
from meetings.wording.report import REPORT
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
def prepare(
    meeting: Meeting, *, by: User, at: datetime.datetime, tell: Tell = nobody
) -> ConsolidatedReport:
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
        **_words(meeting, since, until, tell),
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


def _words(
    meeting: Meeting, since: datetime.date, until: datetime.date, tell: Tell
) -> dict[str, str]:
    """What stands around its lines, from the office's wording; the Office reads and mends it."""
    told = said(meeting, since, until)
    worded = keeping.worded(REPORT, told, meeting.organiser_id, meeting.kind_id, tell)
    texts = dict(worded.texts)
    return {"recipients_text": texts.pop("recipients"), **texts}


def said(meeting: Meeting, since: datetime.date, until: datetime.date) -> dict[str, Any]:
    """What the wording of a report may name.

    course  as `meetings.papers.drafting.said`;  meeting  {title, kind, period, year}
    office  {name, short_name, is_province};  since, until  days as they are printed
    recipients  [str], as they are printed;  filing  str
    """
    on = day_of(meeting)
    office = Unit.objects.named(on).get(pk=meeting.organiser_id)
    invited = list(meeting.invited.named(on).exclude(pk=office.pk))
    is_province = office.kind == Unit.Kind.PROVINCE
    return {
        "course": drafting.course_of(meeting.kind),
        "meeting": {
            "title": meeting.title,
            "kind": meeting.kind.name,
            "period": str(meeting.period) if meeting.period else "",
            "year": meeting.work_year.year,
        },
        "office": {
            "name": office.name,
            "short_name": office.short_name,
            "is_province": is_province,
        },
        "since": dates.printed_short(since),
        "until": dates.printed_short(until),
        "recipients": [
            *(["VKSND tối cao (để b/c)"] if is_province else []),
            f"Lãnh đạo {office.short_name} (để b/c)",
            *(name[:1].upper() + name[1:] for name in grouped(invited, office, on)),
        ],
        "filing": "VT, VP" if is_province else "VT",
    }
