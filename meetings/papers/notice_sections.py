"""Sections of a draft: mended, renamed, moved, added, taken out; drawn up anew beside hands."""

import datetime

from django.db import transaction
from django.db.models import Max

from meetings.models import Notice, NoticeParagraph, NoticeSection
from meetings.papers import drafting, notice_drawing
from meetings.papers.notice_editing import Conflict, digest, held
from meetings.papers.notice_steps import step
from meetings.papers.noticing import WAY
from meetings.wording.keeping import Tell, nobody
from procuracy.web.errors import Refused
from procuracy.web.history.context import drafting as while_typing
from units.models import User

Role = NoticeSection.Role
LENGTH = 20000
MOST = 14  # Roman numbers that the paper knows


def shown(section: NoticeSection) -> str:
    """Name and text as one: what a second editor is held against, and shown."""
    return f"{section.title}\n{section.text}" if section.title else section.text


@transaction.atomic
@while_typing()
def save(
    section: NoticeSection, title: str, text: str, *, base: str, by: User, at: datetime.datetime
) -> str:
    """`base` is the digest of what was `shown`; the digest from now on. Raises Conflict or
    Refused."""
    notice, section = _held(section)
    before, words = shown(section), f"sửa mục “{section.heading}”"
    section.title, section.text = title, text
    if shown(section) == before:
        return digest(before)
    if digest(before) != base:
        raise Conflict(before, shown(section))
    section.has_fresh = section.has_fresh and text != section.generated
    with step(notice, words, by=by, at=at):
        section.save(update_fields=["title", "text", "has_fresh"])
        notice.touch("edition")
    return digest(shown(section))


@transaction.atomic
def add(notice: Notice, role: str, title: str, *, by: User, at: datetime.datetime) -> NoticeSection:
    """At the end; one of the usual sections that was taken out comes back as it is drawn up."""
    notice = WAY.editable(notice)
    if notice.sections.count() >= MOST:
        raise Refused(f"Thông báo có nhiều nhất {MOST} mục.")
    if role != Role.OWN and notice.sections.filter(role=role).exists():
        raise Refused("Mục này đã có trong dự thảo.")
    last = notice.sections.aggregate(last=Max("order"))["last"] or 0
    made = NoticeSection(notice=notice, role=role, order=last + 1, title=title)
    if role != Role.OWN:
        _fill(made, notice)
    with step(notice, f"thêm mục “{made.heading}”", by=by, at=at):
        made.save()
        notice.touch("edition")
    return made


def _fill(section: NoticeSection, notice: Notice) -> None:
    drawn = drafting.draft(notice.meeting)
    found = next((one for one in drawn.sections if one.role == section.role), None)
    if found is None:
        return
    section.title = section.title or found.title
    section.text = section.generated = found.text
    section.sources = notice_drawing.sources(notice.meeting, found)


@transaction.atomic
def move(section: NoticeSection, steps: int, *, by: User, at: datetime.datetime) -> None:
    """One up (-1) or down (+1); the opening stays first."""
    notice, section = _held(section)
    rows = list(notice.sections.all())
    place = [row.pk for row in rows].index(section.pk)
    first = 1 if rows[0].role == Role.OPENING else 0
    if place < first:
        raise Refused("Phần mở đầu luôn đứng đầu thông báo.")
    rows.insert(max(first, min(place + steps, len(rows) - 1)), rows.pop(place))
    with step(notice, f"chuyển mục “{section.heading}”", by=by, at=at):
        for order, row in enumerate(rows, start=1):
            row.order = order
        NoticeSection.objects.bulk_update(rows, ["order"])
        notice.touch("edition")


@transaction.atomic
def remove(section: NoticeSection, *, by: User, at: datetime.datetime) -> None:
    notice, section = _held(section)
    if section.role == Role.OPENING:
        raise Refused("Thông báo phải có phần mở đầu.")
    if section.role == Role.DIRECTIVES and notice.paragraphs.exists():
        raise Refused("Mục này có các ý kiến chỉ đạo của hội nghị nên phải có trong thông báo.")
    with step(notice, f"bỏ mục “{section.heading}”", by=by, at=at):
        section.delete()
        notice.touch("edition")


@transaction.atomic
def redraw(notice: Notice, *, by: User, at: datetime.datetime, tell: Tell = nobody) -> list[str]:
    """As `notice_drawing.redraw`."""
    notice = WAY.editable(notice)
    with step(notice, "soạn lại từ biên bản", by=by, at=at):
        differ = notice_drawing.redraw(notice, tell)
        notice.touch("edition")
    return differ


Row = NoticeSection | NoticeParagraph


@transaction.atomic
def choose(
    row: Row, *, takes: bool, base: str, beside: str, by: User, at: datetime.datetime
) -> Row:
    """The software's text in place of the hand's (`takes`), or not; `base` and `beside` are the
    digests of both as they were shown: of neither anything else is chosen."""
    is_section = isinstance(row, NoticeSection)
    notice, present = _held(row) if isinstance(row, NoticeSection) else held(row)
    name = present.heading if isinstance(present, NoticeSection) else f"ý kiến {present.order}"
    if digest(present.generated) != beside or digest(present.text) != base:
        raise Conflict(present.text, present.generated)
    which = "bản soạn lại" if takes else "bản đã sửa"
    with step(notice, f"lấy {which} của {'mục ' if is_section else ''}“{name}”", by=by, at=at):
        present.text = present.generated if takes else present.text
        present.has_fresh = False
        present.save(update_fields=["text", "has_fresh"])
        notice.touch("edition")
    return present


def _held(section: NoticeSection) -> tuple[Notice, NoticeSection]:
    """The draft, locked, and the section as it stands there."""
    notice = WAY.editable(section.notice)
    found = notice.sections.filter(pk=section.pk).first()
    if found is None:
        raise Refused("Mục này không còn trong dự thảo; nội dung đang nhập vẫn còn ở đây.")
    return notice, found
