"""A notice's way: draft → approve → sign → number → release (design, rule 5).

Every step locks the notice's row, so that of two people at once one wins and the other is told.
"""

import datetime
from typing import Any

from django.db import transaction

from meetings import drafting, jobs
from meetings.models import Directive, DirectiveTask, Meeting, Notice, NoticeParagraph
from meetings.notice_facts import facts, notice_register
from meetings.printing import notice_pdf
from procuracy.web.dates import office_day, printed_short, screen_moment
from procuracy.web.errors import Refused
from procuracy.web.history import drafts
from units.models import Appointment, Document, User
from units.models.registry import DocumentKind
from units.registry import issue
from units.signing import signing_block

READY = (Meeting.State.CONCLUDED, Meeting.State.CLOSED)


@transaction.atomic
def create_notice(
    meeting: Meeting, *, signer: Appointment, by: User, at: datetime.datetime
) -> Notice:
    """Drafts the notice of a concluded meeting, a paragraph for each directive."""
    meeting = (
        Meeting.objects.select_related("organiser", "chair__person")
        .select_for_update(of=("self",))
        .get(pk=meeting.pk)
    )
    if meeting.state not in READY:
        raise Refused("Chưa soạn được thông báo: hội nghị chưa kết luận.")
    if Notice.objects.filter(meeting=meeting).exists():
        raise Refused("Hội nghị này đã có thông báo kết luận.")
    texts = vars(drafting.draft(meeting))
    notice = Notice.objects.create(meeting=meeting, signer=signer, **texts)
    notice.recipients.set(drafting.recipients(meeting))
    add_missing(notice)
    return notice


def add_missing(notice: Notice) -> int:
    """Paragraphs for the meeting's directives that have none yet; how many were added."""
    directives = list(notice.meeting.directives.exclude(paragraphs__notice=notice))
    on = drafting.held_on(notice.meeting)
    names = drafting.addressees([one.pk for one in directives], on)
    last = notice.paragraphs.count()
    NoticeParagraph.objects.bulk_create(
        NoticeParagraph(
            notice=notice,
            directive=directive,
            order=order,
            text=drafting.paragraph(directive, names[directive.pk]),
        )
        for order, directive in enumerate(directives, start=last + 1)
    )
    return len(directives)


@transaction.atomic
def approve(notice: Notice, *, version: int, by: User, at: datetime.datetime) -> Notice:
    """Approves the very text that was read: `version` is the one shown on the page."""
    notice = _at_step(notice, Notice.State.APPROVED)
    if notice.version != version:
        raise Refused("Không thể duyệt: dự thảo vừa được sửa, hãy tải lại và đọc bản mới nhất.")
    why = shortcoming(notice, office_day(at))
    if why:
        raise Refused(f"Không thể duyệt: {why}")
    notice.signer = drafting.signer_of(notice, office_day(at))
    notice.state = Notice.State.APPROVED
    notice.approved_by, notice.approved_at, notice.return_reason = by, at, ""
    drafts.commit(notice.paragraphs.all())
    return _saved(notice)


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
    missing = notice.meeting.directives.exclude(paragraphs__notice=notice).first()
    if missing:
        return f"ý kiến chỉ đạo “{missing}” của hội nghị chưa có trong thông báo."
    if not (notice.opening.strip() and notice.subject.strip()):
        return "chưa có trích yếu hoặc phần mở đầu."
    if not notice.recipients.exists():
        return "chưa chọn đơn vị nhận."
    try:
        signing_block(drafting.signer_of(notice, on), on, DocumentKind.NOTICE)
        notice_register(notice)
    except Refused as refused:
        return refused.message[:1].lower() + refused.message[1:]
    return ""


def _has_doer(directive: Directive) -> bool:
    withdrawn = DirectiveTask.State.WITHDRAWN
    return directive.gives_no_task or any(one.state != withdrawn for one in directive.tasks.all())


@transaction.atomic
def return_to_draft(notice: Notice, *, reason: str, by: User, at: datetime.datetime) -> Notice:
    """Back to draft with a reason; the approval and a recorded signature fall away."""
    notice = _at_step(notice, Notice.State.DRAFT)
    notice.state, notice.return_reason = Notice.State.DRAFT, reason
    notice.approved_by = notice.approved_at = None
    notice.signed_on = notice.signature_recorded_by = None
    return _saved(notice)


@transaction.atomic
def record_signature(
    notice: Notice, *, signed_on: datetime.date, by: User, at: datetime.datetime
) -> Notice:
    notice = _at_step(notice, Notice.State.SIGNED)
    if signed_on > office_day(at):
        raise Refused(f"Ngày ký {printed_short(signed_on)} ở sau hôm nay.")
    held_on = drafting.held_on(notice.meeting)
    if signed_on < held_on:
        raise Refused(f"Ngày ký không được trước ngày họp ({printed_short(held_on)}).")
    signing_block(notice.signer, signed_on, DocumentKind.NOTICE)
    notice.state, notice.signed_on = Notice.State.SIGNED, signed_on
    notice.signature_recorded_by = by
    return _saved(notice)


@transaction.atomic
def number(
    notice: Notice,
    *,
    dated_on: datetime.date,
    by: User,
    at: datetime.datetime,
    given: int | None = None,
) -> Document:
    """Number, date, facts and bytes in one transaction; a refusal or a crash takes no number.

    `given` is for a register that records numbers given elsewhere.
    """
    notice = _at_step(notice, Notice.State.NUMBERED)
    assert notice.signed_on is not None
    if dated_on < notice.signed_on:
        raise Refused(f"Ngày văn bản không được trước ngày ký ({printed_short(notice.signed_on)}).")
    register = notice_register(notice)

    def render(value: int, code: str) -> tuple[dict[str, Any], bytes]:
        frozen = facts(notice, on=dated_on, register=register, number=value, code=code)
        return frozen, notice_pdf(frozen)

    document = issue(
        register,
        DocumentKind.NOTICE,
        dated_on=dated_on,
        render=render,
        by=by,
        at=at,
        number=given,
    )
    notice.state, notice.document = Notice.State.NUMBERED, document
    _saved(notice)
    return document


@transaction.atomic
def release(notice: Notice, *, by: User, at: datetime.datetime) -> Notice:
    """From here on its tasks bind their addressees; sending is a job of the same transaction."""
    notice = _at_step(notice, Notice.State.RELEASED)
    assert notice.document_id is not None
    notice.state, notice.released_at = Notice.State.RELEASED, at
    _saved(notice)
    jobs.deliver.configure(queueing_lock=f"deliver-{notice.document_id}").defer(
        document_id=notice.document_id
    )
    return notice


def locked(notice: Notice) -> Notice:
    """The notice as it is now; whoever changes it too waits here.

    Two queries: a row that was waited for is read anew, but rows joined to it are not.
    """
    Notice.objects.select_for_update().get(pk=notice.pk)
    rows = Notice.objects.select_related(
        "meeting__organiser__parent", "signer__person", "signer__unit", "document"
    )
    return rows.get(pk=notice.pk)


def _at_step(notice: Notice, wanted: str) -> Notice:
    notice = locked(notice)
    if not notice.may_become(wanted):
        raise Refused(_why_not(notice, wanted))
    return notice


def _why_not(notice: Notice, wanted: str) -> str:
    """Who came first, or which step is missing."""
    order = list(Notice.State)
    done = order.index(Notice.State(notice.state)) >= order.index(Notice.State(wanted))
    if wanted == Notice.State.DRAFT:
        return "Thông báo đang là dự thảo hoặc đã cấp số nên không trả lại được."
    if not done:
        return f"Chưa thực hiện được: thông báo mới ở bước “{notice.get_state_display()}”."
    if wanted == Notice.State.NUMBERED and notice.document:
        return (
            f"Thông báo đã được cấp số {notice.document.code} "
            f"lúc {screen_moment(notice.document.issued_at)}; không cấp số lần nữa."
        )
    return f"Bước này vừa được người khác thực hiện: thông báo {notice.get_state_display()}."


def _saved(notice: Notice) -> Notice:
    notice.version += 1
    notice.save()
    return notice
