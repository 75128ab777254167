"""The sections of units' reports: what each kind of meeting asks for, and how they are typed."""

import hashlib
from collections.abc import Sequence

from django.db import transaction

from meetings.models import KindSection, Meeting, MeetingKind, ReportSection, UnitReport
from meetings.models.kind_sections import SectionHabits
from meetings.models.kind_sections import SectionSource as Source
from meetings.reporting.holding import touch, writable
from procuracy.web.history.context import drafting

# Where awards are cited, and what stands before anything else where a kind has no sections.
PLAIN = [
    (Source.OWN, "Kết quả nổi bật"),
    (Source.UNMET, "Chỉ tiêu chưa đạt, nguyên nhân"),
    (Source.DIFFICULTIES, "Khó khăn, đề xuất"),
    (Source.COMMITMENTS, "Giải pháp, cam kết"),
    (Source.OVERDUE, "Nhiệm vụ được giao chưa xong"),
]


class SectionConflict(Exception):
    """Somebody else changed the section meanwhile; the stored one is `section`."""

    def __init__(self, section: ReportSection) -> None:
        super().__init__("Nội dung đã được người khác sửa.")
        self.section = section


def mark_of(text: str) -> str:
    """Stands for a text in the form that edits it: what the writer has seen."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def of_meeting(meeting: Meeting) -> Sequence[SectionHabits]:
    """What a report of this meeting is opened with.

    The sections of the reports that are already open, so that a meeting's reports are alike even
    if its kind was changed meanwhile.
    """
    first = meeting.reports.filter(sections__isnull=False).order_by("pk").first()
    return list(first.sections.all()) if first else of_kind(meeting.kind)


def of_kind(kind: MeetingKind) -> list[KindSection]:
    return list(kind.sections.all()) or [
        KindSection(kind=kind, order=order, source=source, title=title)
        for order, (source, title) in enumerate(PLAIN, start=1)
    ]


def copied(row: SectionHabits, report: UnitReport) -> ReportSection:
    """Not saved yet. A speech is as long as the meeting's kind says."""
    kind, length = report.meeting.kind, row.max_length
    if row.is_speech and kind.speech_length:
        length = min(length, kind.speech_length)
    return ReportSection(
        report=report,
        order=row.order,
        source=row.source,
        title=row.title,
        hint=row.hint,
        is_required=row.is_required,
        max_length=length,
        minutes=kind.speech_minutes if row.is_speech else None,
    )


def own_words(report: UnitReport) -> ReportSection | None:
    """The first section that is the unit's own: where awards are cited."""
    rows = report.sections.all()
    return next((row for row in rows if row.source == Source.OWN), None)


@transaction.atomic
@drafting()
def write(
    section: ReportSection, text: str, *, seen: str, sent: Sequence[str] = ()
) -> ReportSection:
    """Store one section, if the writer saw what it replaces.

    A text longer than its section allows is stored, too, so that nothing typed is lost; the report
    is not sent with it (`speaking.too_long`).

    `seen` is the mark of the text the form began with; `sent` holds texts the same form sent
    before without an answer: to follow one's own words is no conflict.
    """
    report = writable(section.report)
    present = report.sections.get(pk=section.pk)
    if present.text == text:
        return present
    if seen != mark_of(present.text) and present.text not in sent:
        raise SectionConflict(present)
    present.text = text
    present.save(update_fields=["text"])
    touch(report)
    return present
