"""What the software writes of a notice: its sections and orders, drawn up anew beside hands.

A text that no hand has changed follows; of one that was changed only `generated` moves, and
somebody chooses between the two before the notice is approved (ADR 27, 32).
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.urls import reverse

from meetings.models import Intervention, Meeting, Notice, NoticeParagraph, NoticeSection
from meetings.papers import addressing, drafting
from meetings.papers.notice_wording import Draft, Section
from meetings.wording.keeping import Tell, nobody
from procuracy.web.dates import screen_moment

Role = NoticeSection.Role
Source = dict[str, str]


def begin(notice: Notice, drawn: Draft) -> None:
    """The sections of a new notice."""
    NoticeSection.objects.bulk_create(
        NoticeSection(
            notice=notice,
            role=one.role,
            order=order,
            title=one.title,
            text=one.text,
            generated=one.text,
            sources=sources(notice.meeting, one),
        )
        for order, one in enumerate(drawn.sections, start=1)
    )
    add_missing(notice)


def add_missing(notice: Notice) -> int:
    """Paragraphs for the meeting's directives that have none yet; how many were added."""
    directives = list(notice.meeting.directives.orders().exclude(paragraphs__notice=notice))
    on = drafting.held_on(notice.meeting)
    names = addressing.addressees([one.pk for one in directives], on)
    texts = [addressing.paragraph(one, names[one.pk]) for one in directives]
    last = notice.paragraphs.count()
    NoticeParagraph.objects.bulk_create(
        NoticeParagraph(notice=notice, directive=one, order=order, text=text, generated=text)
        for order, (one, text) in enumerate(zip(directives, texts, strict=True), start=last + 1)
    )
    renumber(notice)
    return len(directives)


def renumber(notice: Notice) -> None:
    """The printed numbers: by field of work where the notice says so, else as they were put."""
    rows = list(
        notice.paragraphs.select_related("directive__field", "field").order_by("order", "pk")
    )
    if notice.by_field:
        rows.sort(key=_place)
    for order, row in enumerate(rows, start=1):
        row.order = order
    NoticeParagraph.objects.bulk_update(rows, ["order"])


def _place(row: NoticeParagraph) -> tuple[int, str]:
    """What is of no one field comes first."""
    field = row.heading_field
    return (field.order, field.name) if field else (-1, "")


@transaction.atomic
def redraw(notice: Notice, tell: Tell = nobody) -> list[str]:
    """All that the software writes, of the meeting as it stands now, in a locked draft; the names
    of those texts of which a hand's and the software's now differ."""
    meeting = Meeting.objects.select_related(
        "organiser", "chair__person", "kind", "period", "work_year"
    ).get(pk=notice.meeting_id)
    drawn = drafting.draft(meeting, tell)
    differ = []
    for section in notice.sections.all():
        found = _drawn(drawn, section)
        if found is not None:
            section.sources = sources(meeting, found)
            if _laid(section, found.text):
                differ.append(section.heading)
    differ += _redraw_paragraphs(notice)
    return differ


def _drawn(drawn: Draft, section: NoticeSection) -> Section | None:
    """Of an office's own sections the one of the same name."""
    same = (one for one in drawn.sections if one.role == section.role)
    if section.is_own:
        same = (one for one in same if one.title == section.title)
    return next(same, None)


def _redraw_paragraphs(notice: Notice) -> list[str]:
    rows = list(notice.paragraphs.filter(directive__isnull=False).select_related("directive"))
    names = addressing.addressees(
        [row.directive_id for row in rows], drafting.held_on(notice.meeting)
    )
    differ = []
    for row in rows:
        assert row.directive
        if _laid(row, addressing.paragraph(row.directive, names[row.directive_id])):
            differ.append(f"ý kiến {row.order}")
    return differ


def _laid(row: NoticeSection | NoticeParagraph, fresh: str) -> bool:
    """Whether a hand's text now stands beside another one of the software's."""
    is_new = fresh != row.generated
    if row.text == row.generated:
        row.text = fresh
    row.generated = fresh
    row.has_fresh = row.text != fresh and (is_new or row.has_fresh)
    row.save()
    return row.has_fresh


def sources(meeting: Meeting, section: Section) -> list[Source]:
    """[{"text", "link"}] of where a section's words come from."""
    if section.role == Role.ASSESSMENT:
        return [*_said(meeting, section.text.splitlines()), _minutes(meeting)]
    here = reverse("meetings:meeting_detail", args=[meeting.pk])
    if section.role == Role.OPENING:
        return [{"text": "Thông tin hội nghị: ngày, hình thức, thành phần", "link": here}]
    if section.role == Role.DIRECTIVES:
        return [_minutes(meeting, "Ý kiến chỉ đạo trong biên bản", "#directives")]
    return [{"text": "Mẫu của cơ quan cho loại hội nghị này", "link": here}]


def _minutes(
    meeting: Meeting, text: str = "Đánh giá của chủ trì trong biên bản", at: str = "#assessment"
) -> Source:
    page = reverse("meetings:meeting_minutes", args=[meeting.pk])
    return {"text": text, "link": f"{page}{at}"}


def _said(meeting: Meeting, lines: Iterable[str]) -> list[Source]:
    """Rows of the record that hold a paragraph of the assessment word by word."""
    wanted = [_plain(line) for line in lines if line.strip()]
    page = reverse("meetings:meeting_minutes", args=[meeting.pk])
    rows: Any = Intervention.objects.standing().filter(meeting=meeting)
    return [
        {
            "text": f"Phát biểu của {row.speaker_text} lúc {screen_moment(row.spoken_at)}",
            "link": f"{page}#said-{row.pk}",
        }
        for row in rows.order_by("spoken_at", "pk")
        if any(line in _plain(row.text) for line in wanted)
    ]


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(" .;,").casefold()
