"""Mending a draft: its own texts, and its numbered paragraphs in their order.

A text is saved against the text it was begun from, by a digest of that text: two people may work
on different sections of one notice at once, and on the same one the second is shown both texts.
"""

import datetime
import hashlib
from typing import Any

from django.db import transaction
from django.db.models import Max

from meetings.models import Notice, NoticeParagraph
from meetings.papers.notice_drawing import add_missing, renumber
from meetings.papers.notice_steps import step
from meetings.papers.noticing import WAY
from procuracy.web.errors import Refused
from procuracy.web.history.context import drafting
from units.issuing import address
from units.models import Appointment, Field, OutsideBody, RecipientGroup, Unit, User

# The notice's own text → (most letters, must not be empty).
TEXTS = {
    "subject": (500, True),
    "recipients_text": (5000, True),
    "filing": (60, False),
}
PARAGRAPH_LENGTH = 5000


class Conflict(Exception):
    """Somebody else saved another text meanwhile; nothing was overwritten."""

    def __init__(self, theirs: str, mine: str) -> None:
        super().__init__("conflict")
        self.theirs = theirs
        self.mine = mine


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@transaction.atomic
@drafting()
def save_text(
    notice: Notice, name: str, text: str, *, base: str, by: User, at: datetime.datetime
) -> str:
    """`base` is the digest of the text that was shown; the digest from now on. Raises Conflict or
    Refused."""
    notice = WAY.editable(notice)
    before = getattr(notice, name)
    if before == text:
        return digest(text)
    if digest(before) != base:
        raise Conflict(before, text)
    with step(notice, f"sửa {label_of(name)}", by=by, at=at):
        setattr(notice, name, text)
        notice.touch(name)
    return digest(text)


def label_of(name: str) -> str:
    return str(Notice._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


@transaction.atomic
@drafting()
def save_paragraph(
    paragraph: NoticeParagraph, text: str, *, base: str, by: User, at: datetime.datetime
) -> str:
    notice, paragraph = held(paragraph)
    if paragraph.text == text:
        return digest(text)
    if digest(paragraph.text) != base:
        raise Conflict(paragraph.text, text)
    with step(notice, f"sửa ý kiến {paragraph.order}", by=by, at=at):
        paragraph.text = text
        paragraph.has_fresh = paragraph.has_fresh and text != paragraph.generated
        paragraph.save(update_fields=["text", "has_fresh"])
        notice.touch("edition")
    return digest(text)


def held(paragraph: NoticeParagraph) -> tuple[Notice, NoticeParagraph]:
    """The draft, locked, and the paragraph as it stands there."""
    notice = WAY.editable(paragraph.notice)
    found = notice.paragraphs.select_related("directive").filter(pk=paragraph.pk).first()
    if found is None:
        raise Refused("Đoạn này không còn trong dự thảo; nội dung đang nhập vẫn còn ở đây.")
    return notice, found


@transaction.atomic
def add_paragraph(notice: Notice, *, by: User, at: datetime.datetime) -> NoticeParagraph:
    """An empty paragraph at the end, of no directive."""
    notice = WAY.editable(notice)
    last = notice.paragraphs.aggregate(last=Max("order"))["last"] or 0
    with step(notice, "thêm một đoạn", by=by, at=at):
        row = NoticeParagraph.objects.create(notice=notice, order=last + 1, text="")
        renumber(notice)
        notice.touch("edition")
    row.refresh_from_db()
    return row


@transaction.atomic
def fill(notice: Notice, *, by: User, at: datetime.datetime) -> int:
    """Paragraphs for directives that came after drafting; how many."""
    notice = WAY.editable(notice)
    with step(notice, "bổ sung ý kiến chỉ đạo còn thiếu", by=by, at=at):
        added = add_missing(notice)
        notice.touch("edition")
    return added


@transaction.atomic
def move_paragraph(
    paragraph: NoticeParagraph, steps: int, *, by: User, at: datetime.datetime
) -> None:
    """One up (-1) or down (+1); at the end, and at the edge of its field, it stays where it is."""
    notice, paragraph = held(paragraph)
    rows = list(notice.paragraphs.all())
    place = [row.pk for row in rows].index(paragraph.pk)
    to = max(0, min(place + steps, len(rows) - 1))
    rows.insert(to, rows.pop(place))
    with step(notice, f"chuyển ý kiến {paragraph.order}", by=by, at=at):
        for order, row in enumerate(rows, start=1):
            row.order = order
        NoticeParagraph.objects.bulk_update(rows, ["order"])
        renumber(notice)
        notice.touch("edition")


@transaction.atomic
def remove_paragraph(paragraph: NoticeParagraph, *, by: User, at: datetime.datetime) -> None:
    """What was ordered of somebody must be printed: such a paragraph stays."""
    notice, paragraph = held(paragraph)
    if paragraph.directive:
        raise Refused(
            f"Ý kiến {paragraph.order} là chỉ đạo của hội nghị nên phải có trong thông báo; "
            "muốn bỏ thì xóa chỉ đạo ở hội nghị trước."
        )
    with step(notice, f"bỏ đoạn {paragraph.order}", by=by, at=at):
        paragraph.delete()
        renumber(notice)
        notice.touch("edition")


@transaction.atomic
def set_field(
    paragraph: NoticeParagraph, field: Field | None, *, by: User, at: datetime.datetime
) -> None:
    """Of a paragraph without a directive; what was ordered belongs where its directive does."""
    notice, paragraph = held(paragraph)
    if paragraph.directive:
        raise Refused(f"Lĩnh vực của ý kiến {paragraph.order} lấy theo chỉ đạo của hội nghị.")
    with step(notice, f"đổi lĩnh vực của đoạn {paragraph.order}", by=by, at=at):
        paragraph.field = field
        paragraph.save(update_fields=["field"])
        renumber(notice)
        notice.touch("edition")


@transaction.atomic
def put_by_field(notice: Notice, by_field: bool, *, by: User, at: datetime.datetime) -> None:
    """Orders below the names of their fields of work, or one list."""
    notice = WAY.editable(notice)
    words = "theo lĩnh vực" if by_field else "thành một danh sách"
    with step(notice, f"xếp ý kiến chỉ đạo {words}", by=by, at=at):
        notice.by_field = by_field
        notice.touch("by_field")
        renumber(notice)


@transaction.atomic
def set_parties(
    notice: Notice,
    *,
    signer: Appointment,
    recipients: list[Unit],
    groups: list[RecipientGroup] | None = None,
    bodies: list[OutsideBody] | None = None,
    urgency: str = "",
    copies: int | None = None,
    annexes: list[dict[str, Any]] | None = None,
    annex_base: str = "",
    by: User,
    at: datetime.datetime,
) -> None:
    """Without `annexes` those that stand stay; `annex_base` is the digest of those that were
    shown. Raises Conflict or Refused."""
    notice = WAY.editable(notice)
    with step(notice, "sửa người ký, nơi nhận, phụ lục", by=by, at=at):
        notice.signer, notice.urgency, notice.copies = signer, urgency, copies
        if annexes is not None and annexes != notice.annexes:
            theirs, notice.annexes = said_annexes(notice), annexes
            if annex_base != digest(theirs):
                raise Conflict(theirs, said_annexes(notice))
        address(notice, recipients, groups, bodies)
        notice.touch("signer", "urgency", "copies", "annexes")


def said_annexes(notice: Notice) -> str:
    """The written annexes as one text, to be compared and shown."""
    return "\n\n".join(f"{one['title']}\n{one['text']}" for one in notice.annexes)
