"""The record of a meeting on paper, and what is corrected of it afterwards (steps: units.issuing).

A meeting that is concluded anew takes the draft on to the new version. Once numbered it stays as it
is: a supplement says what is to be read otherwise.
"""

import datetime
from typing import Any

from django.db import transaction

from meetings.conclusion import minutes_versions
from meetings.models import Meeting, MinutesDocument, MinutesVersion
from meetings.papers import drafting, minutes_wording
from meetings.papers.letterheads import letterhead, paragraphs, register_of
from meetings.papers.minutes_printing import minutes_pdf
from meetings.states import day_of
from meetings.states import locked as locked_meeting
from meetings.wording import house, keeping
from meetings.wording.keeping import Tell, Worded, nobody
from meetings.wording.minutes import MINUTES
from procuracy.web import dates
from procuracy.web.errors import Refused
from units import issuing
from units.issuing import Way
from units.models import Appointment, Register, Unit, User
from units.models.registry import DocumentKind

KIND = DocumentKind.MINUTES
TEXTS = ("subject", "recipients_text", "filing")
SUPPLEMENT_TEXTS = (*TEXTS, "cause", "correction")
READY = (Meeting.State.CONCLUDED, Meeting.State.CLOSED)
CHAIR, SECRETARY = "CHỦ TỌA", "THƯ KÝ"


@transaction.atomic
def prepare(
    meeting: Meeting, *, by: User, at: datetime.datetime, tell: Tell = nobody
) -> MinutesDocument:
    """The paper of the latest version, or the one there is."""
    meeting = locked_meeting(meeting)
    if found := meeting.minutes_documents.unissued().first():
        return found
    if meeting.state not in READY:
        raise Refused("Chưa lập được biên bản trình ký: hội nghị chưa kết luận.")
    version = minutes_versions.latest(meeting) or minutes_versions.freeze(
        meeting, overrides={}, by=by, at=at
    )
    if issued := MinutesDocument.objects.filter(version=version).first():
        return issued
    drawn = _worded(meeting, version, tell)
    subject = drawn.texts["subject"]
    return _begin(meeting, by, drawn, version=version, subject=subject, wording=drawn.wording)


@transaction.atomic
def supplement(
    minutes: MinutesDocument, *, cause: str, correction: str, by: User, at: datetime.datetime
) -> MinutesDocument:
    """Biên bản bổ sung of a numbered record."""
    meeting = locked_meeting(minutes.meeting)
    if minutes.document is None or minutes.version is None:
        raise Refused("Chỉ lập biên bản bổ sung cho biên bản đã cấp số.")
    if meeting.minutes_documents.unissued().exists():
        raise Refused("Hội nghị đang có một biên bản bổ sung chưa cấp số: hoàn thành trước.")
    on = dates.printed_short(minutes.document.dated_on)
    subject = f"Bổ sung Biên bản số {minutes.document.code} ngày {on}: {meeting.title}"
    return _begin(
        meeting,
        by,
        _worded(meeting, minutes.version, nobody),
        corrects=minutes,
        subject=subject[:500],
        cause=cause,
        correction=correction,
    )


def _worded(meeting: Meeting, version: MinutesVersion, tell: Tell) -> Worded:
    """In the words that the office uses now."""
    office_id, kind_id = meeting.organiser_id, meeting.kind_id
    chosen = keeping.source(MINUTES, office_id, kind_id, house.USUAL).wording
    return minutes_wording.worded(version.content, _office(meeting), chosen, tell)


def _office(meeting: Meeting) -> Unit:
    return Unit.objects.named(day_of(meeting)).get(pk=meeting.organiser_id)


def _begin(meeting: Meeting, by: User, drawn: Worded, **facts: Any) -> MinutesDocument:
    made = MinutesDocument.objects.create(
        meeting=meeting,
        signer=meeting.chair,
        secretary=usual_secretary(meeting, by),
        recipients_text=drawn.texts["recipients"],
        filing=drawn.texts["filing"],
        **facts,
    )
    if not meeting.kind.by_portfolio:  # others than its leaders and Office get an extract
        made.recipients.set(meeting.invited.all())
    return made


def usual_secretary(meeting: Meeting, by: User) -> Appointment:
    """The first secretary with a position that day; where none was named, who prepares it."""
    found = secretaries(meeting).filter(person__in=meeting.secretaries.all()).first()
    if found is None and by.acting is None:
        raise Refused("Chưa chọn thư ký của hội nghị.")
    return found or by.acting  # type: ignore[return-value]


def secretaries(meeting: Meeting) -> Any:
    """Who may have written the record: positions held that day in the organising office."""
    held = Appointment.objects.current(day_of(meeting)).of_office(meeting.organiser)
    return held.select_related("person", "unit").order_by("unit__order", "pk")


def take_on(meeting: Meeting, version: MinutesVersion) -> None:
    """A draft begun before the meeting was concluded anew goes on with the new version."""
    found = meeting.minutes_documents.unissued().filter(version__isnull=False).first()
    if found and found.version_id != version.pk:
        found = WAY.locked(found)
        found.version = version
        issuing.unapproved(found, "Hội nghị đã được kết luận lại: đọc, duyệt lại biên bản.")


def shortcoming(paper: MinutesDocument, on: datetime.date) -> str:
    """What still stands in the way of approval, as the end of a sentence; empty when nothing."""
    if paper.meeting.state not in READY:
        return "hội nghị đã được mở lại, chưa kết luận."
    if paper.version and minutes_versions.is_purged(paper.version):
        return "nội dung biên bản đã được xóa theo quy định bảo vệ bí mật nhà nước."
    if paper.secretary.person_id == paper.signer.person_id:
        return "thư ký và chủ tọa phải là hai người."
    try:
        minutes_register(paper)
    except Refused as refused:
        return refused.message[:1].lower() + refused.message[1:]
    return ""


def minutes_register(paper: MinutesDocument) -> Register:
    return register_of(paper.meeting.organiser, KIND)


def facts(
    paper: MinutesDocument,
    *,
    on: datetime.date,
    register: Register,
    number: int | None = None,
    code: str = "",
) -> dict[str, Any]:
    """What `meetings.minutes_printing` draws; the content is the version's, word for word."""
    corrected = paper.corrects.document if paper.corrects else None
    return letterhead(register, KIND, on, number=number, code=code) | {
        # Mẫu 1.9 has no place and date above; the text says when the meeting was.
        "place": "",
        "subject": paper.subject,
        "content": paper.version.content if paper.version else None,
        "layout": _layout(paper),
        "corrects": f"số {corrected.code} {dates.printed_day(corrected.dated_on)}"
        if corrected
        else "",
        "cause": paragraphs(paper.cause),
        "correction": paragraphs(paper.correction),
        "recipients": paragraphs(paper.recipients_text),
        **paper.marks(),
        "signer": _chair(paper, on),
        "secretary": {"position": SECRETARY, "name": paper.secretary.person.full_name},
    }


def _layout(paper: MinutesDocument) -> minutes_wording.Layout | None:
    if paper.version is None or minutes_versions.is_purged(paper.version):
        return None
    worded = minutes_wording.worded(paper.version.content, _office(paper.meeting), paper.wording)
    return minutes_wording.layout(worded)


def _chair(paper: MinutesDocument, on: datetime.date) -> dict[str, str]:
    """He signs as who chaired, whatever he has become since."""
    return {"authority": "", "position": CHAIR, "name": paper.signer.person.full_name}


def locked(paper: MinutesDocument) -> MinutesDocument:
    """The row as it is now; whoever changes it too waits here."""
    MinutesDocument.objects.select_for_update().get(pk=paper.pk)
    rows = MinutesDocument.objects.select_related(
        "meeting__organiser__parent",
        "version",
        "wording",
        "corrects__document",
        "signer__person",
        "secretary__person",
        "document",
    )
    return rows.get(pk=paper.pk)


def _draw(
    paper: MinutesDocument, on: datetime.date, register: Register, number: int, code: str
) -> tuple[dict[str, Any], bytes]:
    frozen = facts(paper, on=on, register=register, number=number, code=code)
    return frozen, minutes_pdf(frozen)


WAY = Way[MinutesDocument](
    noun="Biên bản",
    locked=locked,
    kind=lambda paper: KIND,
    shortcoming=shortcoming,
    earliest=lambda paper: (drafting.held_on(paper.meeting), "ngày họp"),
    register=minutes_register,
    draw=_draw,
    block=_chair,
)
