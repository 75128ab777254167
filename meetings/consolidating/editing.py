"""Hands at a report: every line saves by itself, and nothing written is overwritten unseen."""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.db.models import F

from meetings.consolidating.holding import take_change_number, writable
from meetings.models import ConsolidatedLine, ConsolidatedReport, ConsolidatedWriting
from meetings.models.consolidated import MOST_LETTERS
from meetings.models.outlines import OutlineSource
from meetings.reporting.sections import mark_of
from procuracy.web.errors import Refused
from procuracy.web.history.context import drafting
from units.models import User


class LineConflict(Exception):
    """Somebody else, or a new drawing, changed the line meanwhile; the stored one is `line`."""

    def __init__(self, line: ConsolidatedLine) -> None:
        super().__init__("Nội dung đã được thay đổi.")
        self.line = line


@transaction.atomic
@drafting()
def write(
    line: ConsolidatedLine,
    text: str,
    *,
    seen: int,
    by: User,
    at: datetime.datetime,
    sent: Sequence[str] = (),
) -> ConsolidatedLine:
    """Store a line's text, if its writer saw version `seen`, which it replaces.

    `sent`: texts that the same form sent before without an answer; to follow one's own words is no
    conflict.
    """
    present = _held(line)
    if present.is_heading:
        raise Refused("Đề mục không có nội dung riêng: viết ở dòng bên dưới.")
    if present.text == text:
        return present
    if seen != present.version and present.text not in sent:
        raise LineConflict(present)
    if len(text) > MOST_LETTERS:
        raise Refused(f"Một dòng nhiều nhất {MOST_LETTERS} ký tự, đang có {len(text)}.")
    return _store(present, text, by, at)


@transaction.atomic
@drafting()
def take_fresh(
    line: ConsolidatedLine, *, seen: int, beside: str, by: User, at: datetime.datetime
) -> ConsolidatedLine:
    """Lấy bản mới: what the software writes now, in place of what a hand wrote; of neither
    anything else than who chooses was shown."""
    present = _held(line)
    if seen != present.version or mark_of(present.generated) != beside:
        raise LineConflict(present)
    present.has_fresh = False
    return _store(present, present.generated, by, at)


@transaction.atomic
def keep_own(line: ConsolidatedLine, *, beside: str) -> ConsolidatedLine:
    """Giữ bản sửa; `beside`: the mark of the other text as it was shown beside it."""
    present = _held(line)
    if mark_of(present.generated) != beside:
        raise LineConflict(present)
    present.has_fresh = False
    present.change_no = take_change_number(present.report)
    present.save(update_fields=["has_fresh", "change_no"])
    return present


def _store(
    present: ConsolidatedLine, text: str, by: User, at: datetime.datetime
) -> ConsolidatedLine:
    """A text that is the software's again follows it from now on."""
    present.text, present.edited_by, present.edited_at = text, by, at
    present.is_edited = text != present.generated or present.is_own
    if not present.is_edited:
        present.breakdown, present.has_fresh = present.generated_breakdown, False
    present.version += 1
    present.change_no = take_change_number(present.report)
    present.save()
    return present


@transaction.atomic
def hide(line: ConsolidatedLine, *, reason: str) -> ConsolidatedLine:
    """Left out of the report with everything below it; the reason stays here."""
    present = _held(line)
    if not reason.strip():
        raise Refused("Ghi lý do không đưa dòng này vào báo cáo.")
    return _set_hidden(present, reason.strip())


@transaction.atomic
def show(line: ConsolidatedLine) -> ConsolidatedLine:
    return _set_hidden(_held(line), "")


def _set_hidden(present: ConsolidatedLine, reason: str) -> ConsolidatedLine:
    present.is_hidden, present.hidden_reason = bool(reason), reason
    present.change_no = take_change_number(present.report)
    present.save(update_fields=["is_hidden", "hidden_reason", "change_no"])
    return present


@transaction.atomic
def add(
    after: ConsolidatedLine, *, title: str, text: str, by: User, at: datetime.datetime
) -> ConsolidatedLine:
    """A line of one's own behind another one: as deep, below a heading one deeper; without a
    title a paragraph of the same heading."""
    present = _held(after)
    report = present.report
    if not title.strip() and not text.strip():
        raise Refused("Ghi tên hoặc nội dung của dòng thêm.")
    level = min(present.level + 1, 4) if present.is_heading else present.level
    last = report.lines.filter(
        order=present.order + 1, title=title, text=text, is_own=True, edited_by=by
    ).first()
    if last is not None:  # pressed twice
        return last
    report.lines.filter(order__gt=present.order).update(order=F("order") + 1)
    return ConsolidatedLine.objects.create(
        report=report,
        order=present.order + 1,
        level=level,
        source=OutlineSource.OWN,
        title=title.strip(),
        text=text,
        is_own=True,
        is_edited=True,
        edited_by=by,
        edited_at=at,
        change_no=take_change_number(report),
    )


@transaction.atomic
def remove(line: ConsolidatedLine) -> None:
    """Of lines that somebody added; any other is hidden, so that its reason stays."""
    present = _held(line)
    if not present.is_own:
        raise Refused("Dòng theo đề cương không bỏ được: ẩn đi, có lý do.")
    take_change_number(present.report)
    present.delete()


def look(
    report: ConsolidatedReport, user: User, *, line: int | None, at: datetime.datetime
) -> list[ConsolidatedWriting]:
    """Say that one is here, and learn who else is and in which line each writes."""
    there = report.lines.filter(pk=line).first() if line else None
    ConsolidatedWriting.objects.bulk_create(
        [ConsolidatedWriting(report=report, user=user, line=there, seen_at=at)],
        update_conflicts=True,
        unique_fields=["report", "user"],
        update_fields=["line", "seen_at"],
    )
    others = report.writings.present(at).exclude(user=user)
    return list(others.select_related("user__person", "line"))


def _held(line: ConsolidatedLine) -> ConsolidatedLine:
    """The line as it stands, under the report's lock: hands and drawings come one by one."""
    report = writable(line.report)
    found = report.lines.select_related("edited_by__person").filter(pk=line.pk).first()
    if found is None:
        raise Refused("Dòng này không còn trong báo cáo; nội dung đang nhập vẫn còn ở đây.")
    found.report = report
    return found
