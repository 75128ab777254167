"""Mending a draft: its sections, and its numbered paragraphs in their order.

A text is saved against the text it was begun from, by a digest of that text: two people may work
on different sections of one notice at once, and on the same one the second is shown both texts.
"""

import datetime
import hashlib
from typing import Any

from django.db import transaction
from django.db.models import Max

from meetings.models import Notice, NoticeParagraph
from meetings.papers import earlier
from meetings.papers.noticing import WAY, add_missing
from procuracy.web.errors import Refused
from procuracy.web.history.context import drafting
from units.issuing import address
from units.models import Appointment, OutsideBody, RecipientGroup, Unit

# Section → (most letters, must not be empty).
SECTIONS = {
    "subject": (500, True),
    "opening": (10000, True),
    "assessment": (20000, False),
    "directives_intro": (2000, False),
    "organisation": (10000, False),
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
def save_section(notice: Notice, section: str, text: str, *, base: str) -> None:
    """`base` is the digest of the text that was shown; raises Conflict or Refused."""
    notice = WAY.editable(notice)
    before = getattr(notice, section)
    if before == text:
        return
    if digest(before) != base:
        raise Conflict(before, text)
    setattr(notice, section, text)
    notice.touch(section)


@transaction.atomic
@drafting()
def save_paragraph(paragraph: NoticeParagraph, text: str, *, base: str) -> None:
    notice = WAY.editable(paragraph.notice)
    paragraph = notice.paragraphs.get(pk=paragraph.pk)
    if paragraph.text == text:
        return
    if digest(paragraph.text) != base:
        raise Conflict(paragraph.text, text)
    paragraph.text = text
    paragraph.save(update_fields=["text"])
    notice.touch()


@transaction.atomic
def add_paragraph(notice: Notice) -> NoticeParagraph:
    """An empty paragraph at the end, of no directive."""
    notice = WAY.editable(notice)
    last = notice.paragraphs.aggregate(last=Max("order"))["last"] or 0
    notice.touch()
    return NoticeParagraph.objects.create(notice=notice, order=last + 1, text="")


@transaction.atomic
def fill(notice: Notice) -> int:
    """Paragraphs for directives that came after drafting; how many."""
    notice = WAY.editable(notice)
    added = add_missing(notice)
    notice.touch()
    return added


@transaction.atomic
def move_paragraph(paragraph: NoticeParagraph, steps: int) -> None:
    """One up (-1) or down (+1); at the end it stays where it is."""
    notice = WAY.editable(paragraph.notice)
    rows = list(notice.paragraphs.all())
    at = [row.pk for row in rows].index(paragraph.pk)
    to = max(0, min(at + steps, len(rows) - 1))
    rows.insert(to, rows.pop(at))
    _renumber(rows)
    notice.touch()


@transaction.atomic
def remove_paragraph(paragraph: NoticeParagraph) -> None:
    """What was ordered of somebody must be printed: such a paragraph stays."""
    notice = WAY.editable(paragraph.notice)
    paragraph = notice.paragraphs.select_related("directive").get(pk=paragraph.pk)
    if paragraph.directive:
        raise Refused(
            f"Ý kiến {paragraph.order} là chỉ đạo của hội nghị nên phải có trong thông báo; "
            "muốn bỏ thì xóa chỉ đạo ở hội nghị trước."
        )
    paragraph.delete()
    _renumber(list(notice.paragraphs.all()))
    notice.touch()


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
) -> None:
    """Without `annexes` those that stand stay; `annex_base` is the digest of those that were
    shown. Raises Conflict or Refused."""
    notice = WAY.editable(notice)
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


@transaction.atomic
def take_earlier(notice: Notice, *, at: datetime.datetime) -> None:
    """The annex on earlier conclusions, put in or drawn up anew as things stand at `at`."""
    notice = WAY.editable(notice)
    found = earlier.gather(notice.meeting, at)
    if found is None:
        raise Refused("Không có nhiệm vụ nào của kết luận kỳ trước để đưa vào phụ lục.")
    notice.earlier, notice.earlier_at = found, at
    notice.touch("earlier", "earlier_at")


@transaction.atomic
def leave_earlier_out(notice: Notice) -> None:
    notice = WAY.editable(notice)
    notice.earlier = notice.earlier_at = None
    notice.touch("earlier", "earlier_at")


def _renumber(rows: list[NoticeParagraph]) -> None:
    for order, row in enumerate(rows, start=1):
        row.order = order
    NoticeParagraph.objects.bulk_update(rows, ["order"])
