"""The notice of a conclusion, from the concluded meeting to its release (steps: units.issuing)."""

import datetime
from typing import Any

from django.db import transaction

from meetings.models import (
    Directive,
    DirectiveTask,
    Meeting,
    MeetingKind,
    Notice,
)
from meetings.papers import drafting, earlier, notice_drawing, slips, unmet
from meetings.papers.notice_facts import facts, notice_register
from meetings.papers.printing import notice_pdf
from meetings.wording.keeping import Tell, nobody
from procuracy.web.errors import Refused
from procuracy.web.history import drafts
from units import issuing
from units.distributing import has_recipients
from units.issuing import Way
from units.models import Appointment, Document, Register, User
from units.models.registry import DocumentKind
from units.signing import signing_block

READY = (Meeting.State.CONCLUDED, Meeting.State.CLOSED)


@transaction.atomic
def create_notice(
    meeting: Meeting,
    *,
    signer: Appointment,
    by: User,
    at: datetime.datetime,
    tell: Tell = nobody,
) -> Notice:
    """Drafts the notice of a concluded meeting, a paragraph for each directive."""
    meeting = (
        Meeting.objects.select_related("organiser", "chair__person", "kind", "period", "work_year")
        .select_for_update(of=("self",))
        .get(pk=meeting.pk)
    )
    if meeting.state not in READY:
        raise Refused("Chưa soạn được thông báo: hội nghị chưa kết luận.")
    if meeting.issues_notice is False:
        raise Refused("Hội nghị đã kết luận không ra thông báo, nhiệm vụ đã giao ngay.")
    if Notice.objects.filter(meeting=meeting).exists():
        raise Refused("Hội nghị này đã có thông báo kết luận.")
    drawn = drafting.draft(meeting, tell)
    notice = Notice.objects.create(
        meeting=meeting,
        signer=signer,
        subject=drawn.subject,
        recipients_text=drawn.recipients_text,
        filing=drawn.filing,
        by_field=meeting.kind.notice_by_field,
        **_annexes(meeting, at),
    )
    notice.recipients.set(drafting.recipients(meeting))
    notice_drawing.begin(notice, drawn)
    return notice


def _annexes(meeting: Meeting, at: datetime.datetime) -> dict[str, Any]:
    """A launch only looks ahead: its notice tells nothing of what was before."""
    if not is_told(meeting):
        return {}
    told, behind = earlier.gather(meeting, at), unmet.gather(meeting, at)
    return {
        "earlier": told,
        "earlier_at": at if told else None,
        "unmet": behind,
        "unmet_at": at if behind else None,
    }


def is_told(meeting: Meeting) -> bool:
    """Whether its notice says what became of earlier conclusions: a launch only looks ahead."""
    return meeting.kind.purpose != MeetingKind.Purpose.LAUNCH


def approve(notice: Notice, *, edition: int, by: User, at: datetime.datetime) -> Notice:
    return issuing.approve(WAY, notice, edition=edition, by=by, at=at)


def return_to_draft(notice: Notice, *, reason: str, by: User, at: datetime.datetime) -> Notice:
    return issuing.return_to_draft(WAY, notice, reason=reason, by=by, at=at)


def record_signature(
    notice: Notice, *, signed_on: datetime.date, by: User, at: datetime.datetime
) -> Notice:
    return issuing.record_signature(WAY, notice, signed_on=signed_on, by=by, at=at)


def number(
    notice: Notice,
    *,
    dated_on: datetime.date,
    by: User,
    at: datetime.datetime,
    given: int | None = None,
) -> Document:
    """`given` is for a register that records numbers given elsewhere."""
    return issuing.number(WAY, notice, dated_on=dated_on, by=by, at=at, given=given)


def release(notice: Notice, *, by: User, at: datetime.datetime) -> Notice:
    """From here on its tasks bind their addressees."""
    return issuing.release(WAY, notice, by=by, at=at)


def void_number(notice: Notice, *, reason: str, by: User, at: datetime.datetime) -> Notice:
    return issuing.void_number(WAY, notice, reason=reason, by=by, at=at)


def replace(notice: Notice, *, reason: str, by: User, at: datetime.datetime) -> Notice:
    """A draft again; its tasks stay in force meanwhile."""
    return issuing.replace(WAY, notice, reason=reason, by=by, at=at)


def shortcoming(notice: Notice, on: datetime.date) -> str:
    """What still stands in the way of approval, as the end of a sentence; empty when nothing."""
    if notice.meeting.state not in READY:
        return "hội nghị đã được mở lại, chưa kết luận."
    rows = list(notice.paragraphs.select_related("directive").prefetch_related("directive__tasks"))
    for no, row in enumerate(rows, start=1):
        if not row.text.strip():
            return f"ý kiến {no} chưa có nội dung."
        if row.directive and not _has_doer(row.directive):
            return f"ý kiến {no} chưa có đơn vị thực hiện."
    missing = notice.meeting.directives.orders().exclude(paragraphs__notice=notice).first()
    if missing:
        return f"ý kiến chỉ đạo “{missing}” của hội nghị chưa có trong thông báo."
    if why := _unsaid(notice):
        return why
    if not has_recipients(notice):
        return "chưa chọn đơn vị nhận."
    try:
        signing_block(drafting.signer_of(notice, on), on, DocumentKind.NOTICE)
        notice_register(notice)
    except Refused as refused:
        return refused.message[:1].lower() + refused.message[1:]
    return ""


def _unsaid(notice: Notice) -> str:
    sections = list(notice.sections.all())
    opening = any(one.role == "opening" and one.text.strip() for one in sections)
    if not (opening and notice.subject.strip()):
        return "chưa có trích yếu hoặc phần mở đầu."
    if not any(one.role == "directives" for one in sections) and notice.paragraphs.exists():
        return "chưa có mục cho các ý kiến chỉ đạo."
    fresh = [one.heading for one in sections if one.has_fresh]
    fresh += [f"ý kiến {row.order}" for row in notice.paragraphs.filter(has_fresh=True)]
    if fresh:
        return f"chưa chọn bản soạn lại hay bản đã sửa của {', '.join(fresh)}."
    return ""


def _has_doer(directive: Directive) -> bool:
    withdrawn = DirectiveTask.State.WITHDRAWN
    return directive.gives_no_task or any(one.state != withdrawn for one in directive.tasks.all())


def locked(notice: Notice) -> Notice:
    """The notice as it is now; whoever changes it too waits here.

    Two queries: a row that was waited for is read anew, but rows joined to it are not.
    """
    Notice.objects.select_for_update().get(pk=notice.pk)
    rows = Notice.objects.select_related(
        "meeting__organiser__parent", "signer__person", "signer__unit", "document", "replaces"
    )
    return rows.get(pk=notice.pk)


def _draw(
    notice: Notice, on: datetime.date, register: Register, number: int, code: str
) -> tuple[dict[str, Any], bytes]:
    frozen = facts(notice, on=on, register=register, number=number, code=code)
    return frozen, notice_pdf(frozen)


def _approved(notice: Notice) -> None:
    """Its texts are no longer drafts, and no step leads back into them."""
    drafts.commit(notice.sections.all())
    drafts.commit(notice.paragraphs.all())
    notice.steps.all().delete()


WAY = Way[Notice](
    noun="Thông báo",
    locked=locked,
    kind=lambda notice: DocumentKind.NOTICE,
    shortcoming=shortcoming,
    earliest=lambda notice: (drafting.held_on(notice.meeting), "ngày họp"),
    register=notice_register,
    draw=_draw,
    signer=drafting.signer_of,
    approved=_approved,
    released=slips.keep,
)
