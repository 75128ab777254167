"""The invitation to a meeting, from the calendar to its release (steps: units.issuing)."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from meetings.models import Invitation, Meeting
from meetings.papers import drafting
from meetings.papers.invitation_printing import invitation_pdf
from meetings.papers.letterheads import letterhead, paragraphs, register_of
from meetings.states import day_of
from meetings.states import locked as locked_meeting
from meetings.wording import keeping
from meetings.wording.invitation import INVITATION
from meetings.wording.keeping import Tell, nobody
from procuracy.web import dates
from procuracy.web.errors import Refused
from units.distributing import has_recipients
from units.issuing import Way
from units.models import Register, Unit, User
from units.models.registry import DocumentKind
from units.recipient_lines import grouped
from units.signing import signing_block, usual_signer
from units.standing import replaced_words

KIND = DocumentKind.INVITATION
TEXTS = (
    *("subject", "invited", "guests", "event", "chair", "time", "place", "notes"),
    *("recipients_text", "filing"),
)
# Columns called otherwise than the sections that fill them.
COLUMNS = {"recipients": "recipients_text"}
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
READY = (Meeting.State.DRAFT, Meeting.State.SCHEDULED)


@transaction.atomic
def prepare(
    meeting: Meeting, *, by: User, at: datetime.datetime, tell: Tell = nobody
) -> Invitation:
    """The draft of a meeting still ahead, or the one there is.

    Another one is begun for a meeting that was moved after its invitation was issued.
    """
    meeting = locked_meeting(meeting)
    if found := meeting.invitations.unissued().first():
        return found
    if meeting.state not in READY:
        raise Refused(f"Hội nghị {meeting.get_state_display()}: không lập giấy mời nữa.")
    signer = usual_signer(meeting.organiser, KIND, dates.office_day(at))
    if signer is None:
        raise Refused("Chưa soạn được: cơ quan chưa có lãnh đạo ký văn bản vào ngày này.")
    made = Invitation.objects.create(meeting=meeting, signer=signer, **draft(meeting, tell))
    made.recipients.set(meeting.invited.exclude(pk=meeting.organiser_id))
    return made


def draft(meeting: Meeting, tell: Tell = nobody) -> dict[str, str]:
    """The words of a new invitation, from the office's wording; the Office reads and mends them."""
    told = said(meeting)
    drawn = keeping.worded(INVITATION, told, meeting.organiser_id, meeting.kind_id, tell)
    return texts(told) | {COLUMNS.get(role, role): text for role, text in drawn.texts.items()}


def texts(told: Mapping[str, Any]) -> dict[str, str]:
    """What no wording says: from the calendar alone."""
    return {"time": told["meeting"]["time"], "place": told["meeting"]["place"], "notes": ""}


def said(meeting: Meeting) -> dict[str, Any]:
    """What the wording of an invitation may name: as `drafting.said`, of a meeting still ahead.

    meeting  {title, kind, period, year, time, place, reports_due};  office  {name, short_name,
    is_province};  chair  {name, position};  invited  [str];  filing  str
    """
    on = day_of(meeting)
    office = Unit.objects.named(on).get(pk=meeting.organiser_id)
    invited = list(meeting.invited.named(on).exclude(pk=office.pk))
    due = meeting.reports_due_at
    return {
        "course": drafting.course_of(meeting.kind),
        "meeting": {
            "title": meeting.title,
            "kind": meeting.kind.name,
            "period": str(meeting.period) if meeting.period else "",
            "year": meeting.work_year.year,
            "time": time_words(meeting.starts_at),
            "place": place_words(meeting),
            "reports_due": dates.printed_moment(due) if due else "",
        },
        "office": {
            "name": office.name,
            "short_name": office.short_name,
            "is_province": office.kind == Unit.Kind.PROVINCE,
        },
        "chair": {
            "name": meeting.chair.person.full_name,
            "position": str(meeting.chair.position),
        },
        "invited": [f"Lãnh đạo {one}" for one in grouped(invited, office, on)]
        or [f"Các đồng chí thuộc {office.short_name}"],
        "filing": "VT, VP" if office.kind == Unit.Kind.PROVINCE else "VT",
    }


def time_words(moment: datetime.datetime) -> str:
    """`08 giờ 00, thứ Ba ngày 24/11/2026`."""
    local = timezone.localtime(moment)
    day = dates.printed_short(local.date())
    return f"{local:%H} giờ {local:%M}, {WEEKDAYS[local.weekday()]} ngày {day}"


def place_words(meeting: Meeting) -> str:
    if meeting.form == Meeting.Form.IN_PERSON:
        return meeting.place
    sites = meeting.sites.count()
    where = f", tại {sites:02} điểm cầu" if sites > 1 else ""
    return f"{meeting.place} ({meeting.get_form_display()}{where})"


def shortcoming(paper: Invitation, on: datetime.date) -> str:
    """What still stands in the way of approval, as the end of a sentence; empty when nothing."""
    meeting = paper.meeting
    if meeting.state not in READY:
        return f"hội nghị {meeting.get_state_display()}."
    if paper.time != time_words(meeting.starts_at):
        return f"giờ họp nay là {time_words(meeting.starts_at)}, giấy mời ghi {paper.time}."
    if not has_recipients(paper) and not paper.guests.strip():
        return "chưa chọn đơn vị nhận hoặc ghi khách mời."
    try:
        signing_block(paper.signer, on, KIND)
        invitation_register(paper)
    except Refused as refused:
        return refused.message[:1].lower() + refused.message[1:]
    return ""


def invitation_register(paper: Invitation) -> Register:
    return register_of(paper.meeting.organiser, KIND)


def facts(
    paper: Invitation,
    *,
    on: datetime.date,
    register: Register,
    number: int | None = None,
    code: str = "",
) -> dict[str, Any]:
    """What `meetings.invitation_printing` draws for the day `on`; Refused when its signer does not
    hold the position then."""
    return letterhead(register, KIND, on, number=number, code=code) | {
        "subject": paper.subject,
        "invited": paragraphs(paper.invited) + paragraphs(paper.guests),
        "event": paper.event,
        "chair": paper.chair,
        "time": paper.time,
        "held_at": paper.place,
        "notes": paragraphs(paper.notes),
        "recipients": paragraphs(paper.recipients_text),
        **paper.marks(),
        "signer": signing_block(paper.signer, on, KIND),
        "replaces": replaced_words(paper),
    }


def locked(paper: Invitation) -> Invitation:
    """The row as it is now; whoever changes it too waits here."""
    Invitation.objects.select_for_update().get(pk=paper.pk)
    rows = Invitation.objects.select_related(
        "meeting__organiser__parent",
        "signer__person",
        "signer__unit__parent",
        "document",
        "replaces",
    )
    return rows.get(pk=paper.pk)


def _draw(
    paper: Invitation, on: datetime.date, register: Register, number: int, code: str
) -> tuple[dict[str, Any], bytes]:
    frozen = facts(paper, on=on, register=register, number=number, code=code)
    return frozen, invitation_pdf(frozen)


WAY = Way[Invitation](
    noun="Giấy mời",
    locked=locked,
    kind=lambda paper: KIND,
    shortcoming=shortcoming,
    # It is signed before the meeting; nothing comes before its draft.
    earliest=lambda paper: (datetime.date(2000, 1, 1), "năm 2000"),
    register=invitation_register,
    draw=_draw,
)
