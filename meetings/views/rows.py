"""Rows of a record as markup. Those that stand as they stood are not drawn anew for each reader."""

import threading
from hashlib import blake2b
from typing import Any, cast

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from meetings.desk import minutes, outline, quoting, threads
from meetings.desk.outline import Line
from meetings.models import Intervention, Meeting

SAID = "meetings/meeting_desk.html#said"
# Of two records of 2,000 rows, for those who read and for those who write: about ten megabytes.
MOST_KEPT = 8_000

Facts = tuple[object, ...]

# By a digest of all that a row is drawn from; the oldest go first. In UTF-8, which is half of what
# Python's own text of Vietnamese letters takes.
_kept: dict[bytes, bytes] = {}
_lock = threading.Lock()


def record(meeting: Meeting, *, is_writer: bool) -> list[Line]:
    """The whole record thread by thread, each line with its `markup`, of a meeting of which all
    see the same; who writes also sees what was taken out. Read whole is what is not drawn yet."""
    every = outline.lines(meeting)
    lines = threads.arranged(line for line in every if is_writer or not line.removed_at)
    more, rest = outline.with_more(meeting), {}
    for line in lines:
        is_plain = line.pk not in more and _may_be_kept(line)
        found = _kept.get(_key(meeting, line, is_writer)) if is_plain else None
        if found is None:
            rest[line.pk] = line
        else:
            line.markup = mark_safe(found.decode())
    rows = meeting.interventions.filter(pk__in=rest)
    for row in minutes.drawable(rows, meeting) if rest else []:
        line = rest[row.pk]
        row.thread, row.depth = line.thread, line.depth  # type: ignore[attr-defined]
        row.pieces = quoting.pieces(row)  # type: ignore[attr-defined]
        line.markup = markup(meeting, row, is_writer=is_writer)
    return lines


def markup(meeting: Meeting, row: Intervention, *, is_writer: bool) -> SafeString:
    """A row, prepared for drawing (views/desk.py), of a meeting of which all see the same.

    Kept by all that it is drawn from, so that it can be old in nothing.
    """
    if not _may_be_kept(row):
        return _drawn(meeting, row, is_writer=is_writer)
    key = _key(meeting, row, is_writer)
    found = _kept.get(key)
    if found is not None:
        return mark_safe(found.decode())
    drawn = _drawn(meeting, row, is_writer=is_writer)
    with _lock:
        while len(_kept) >= MOST_KEPT:
            del _kept[next(iter(_kept))]
        _kept[key] = drawn.encode()
    return drawn


def _may_be_kept(row: Any) -> bool:
    """Not what is being typed, which reads otherwise in a moment; not what may be withheld."""
    withheld = row.cards or row.concerns_id or getattr(row, "is_kept", False)
    return row.is_finished and not withheld


def _drawn(meeting: Meeting, row: Intervention, *, is_writer: bool) -> SafeString:
    context = {"meeting": meeting, "row": row, "is_writer": is_writer}
    return cast(SafeString, get_template(SAID).render(context))


def _key(meeting: Meeting, row: Any, is_writer: bool) -> bytes:
    facts = repr((meeting.pk, is_writer, *_facts(row)))
    return blake2b(facts.encode(), digest_size=16).digest()


def _facts(row: Any) -> Facts:
    """All else that the template reads."""
    own = (row.pk, row.client_key, row.kind, row.speaker_text, row.spoken_at, row.removed_at)
    asked = (row.asked_id, row.asked.short_name if row.asked_id else "")
    answered = (row.answers.speaker_text, row.answers.spoken_at) if row.answers else None
    words = tuple(
        (piece.text, tuple(one.order for one in piece.directives)) for piece in row.pieces
    )
    return (*own, row.thread, row.depth, asked, answered, words)
