"""Followers of a meeting, answered from memory: 200 of them ask every 1.4 seconds.

Who was let in by all the rules (`minutes_changes`) gets a pass for some seconds: a signed cookie,
which every process of the server knows. Until it ends one small question says whether his session
is still there and which change is the last; rights are asked anew when it ends. What changed is
drawn once in a process for all who see the same, not once for each of them.
docs/adr/0018-followers.md.
"""

import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac
from psycopg.types.numeric import Int8

from meetings.models import Meeting
from procuracy.web.prepared import Statement

PASS, PASS_SECONDS = "following", 20.0
# What was drawn a moment ago is new enough: with several typing, changes come more often.
DRAWN_EVERY = 0.1
# Who comes while another draws waits for the drawing rather than for his next look.
LONGEST_WAIT = 0.1
MOST_MEETINGS, MOST_ROWS = 50, 400

_ADDRESS = re.compile(r"^/meetings/(\d{1,18})/changes/$")
_STANDING = """
SELECT m.change_no, m.surroundings_no, k.by_portfolio
FROM meetings_meeting m JOIN meetings_meetingkind k ON k.id = m.kind_id, units_usersession s
WHERE m.id = %s AND s.session_key = %s AND s.expire_date > now()
"""


class Share(StrEnum):
    """Whose answers are the same; where each sees rows of his own, nobody's are."""

    OWN = "own"
    READERS = "readers"
    WRITERS = "writers"


@dataclass(frozen=True)
class Ask:
    """One look of a follower: what of it decides the answer."""

    meeting: int
    session: str
    page_user: str
    is_reading: bool
    known: int


@dataclass(frozen=True)
class Standing:
    """What a meeting has come to: its last change, and the last that was not a row's."""

    number: int
    around: int
    asked_at: float = 0.0


@dataclass(frozen=True)
class Row:
    """A row as it changed last, drawn for those who read and for those who write."""

    pk: int
    number: int
    markup: Mapping[Share, str]


@dataclass(frozen=True)
class Drawing:
    """What changed in a meeting after a number, as drawn for its followers."""

    number: int
    around: int
    rows: Sequence[Row]
    # What stands around the rows, for those who read; writers' forms are their own.
    surroundings: str
    frames: Mapping[Share, tuple[str, str]]


@dataclass(frozen=True)
class Shown:
    """The newest rows of a meeting: everything that changed after `since` is here."""

    since: int
    number: int
    around: int = 0
    rows: Mapping[int, Row] = field(default_factory=dict)  # in the order of their changes
    surroundings: str = ""
    frames: Mapping[Share, tuple[str, str]] = field(default_factory=dict)


@dataclass
class Record:
    """A meeting as this process has drawn it; `shown` is only ever exchanged as a whole."""

    shown: Shown
    drawn_at: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)


_records: dict[int, Record] = {}


def forget() -> None:
    """For tests: another database has other meetings under the same numbers."""
    _records.clear()


def share_of(meeting: Meeting, *, is_writer: bool) -> Share:
    if meeting.kind.by_portfolio:
        return Share.OWN
    return Share.WRITERS if is_writer else Share.READERS


def from_memory(request: HttpRequest, meeting: Meeting, share: Share) -> HttpResponse | None:
    """All rules were asked; the answer where memory has one."""
    ask = _asked(request)
    if ask is None or not 0 < ask.known < meeting.change_no:
        return None
    return _shared(ask, Standing(meeting.change_no, meeting.surroundings_no), share)


def give_pass(request: HttpRequest, answer: HttpResponse, share: Share) -> None:
    """All rules were asked."""
    ask = _asked(request)
    if ask is None:
        return
    ends = f"{time.time() + PASS_SECONDS:.0f}"
    answer.set_cookie(
        PASS,
        f"{ends}.{share}.{_signature(ask, ends, share)}",
        max_age=max(0, int(PASS_SECONDS)),
        path=request.path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _signature(ask: Ask, ends: str, share: str) -> str:
    """Good for this meeting, this session, and the user his page was opened for."""
    words = "\n".join([str(ask.meeting), ask.session, ask.page_user, ends, share])
    return salted_hmac("meetings.following", words, algorithm="sha256").hexdigest()


def _passed(request: HttpRequest, ask: Ask) -> Share | None:
    ends, _, rest = request.COOKIES.get(PASS, "").partition(".")
    share, _, signature = rest.partition(".")
    if not constant_time_compare(signature, _signature(ask, ends, share)):
        return None
    return Share(share) if time.time() < int(ends) else None


def _asked(request: HttpRequest) -> Ask | None:
    found = _ADDRESS.match(request.path_info)
    session = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    since = request.GET.get("since", "")
    if not found or not session or request.method != "GET" or not request.headers.get("HX-Request"):
        return None
    if not since.isdecimal() or len(since) > 17:
        return None
    page_user = request.headers.get("X-Page-User", "")
    return Ask(int(found[1]), session, page_user, "reading" in request.GET, int(since))


class FollowingMiddleware:
    """Stands before sessions and sign-in: who holds a pass needs neither."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = _answer(request) if request.path_info.endswith("/changes/") else None
        return self.get_response(request) if answer is None else answer


def _answer(request: HttpRequest) -> HttpResponse | None:
    """None where the whole way has to be gone."""
    ask = _asked(request)
    share = _passed(request, ask) if ask and ask.known else None
    if ask is None or share is None:
        return None
    asked_at = time.monotonic()
    _, found = Statement(_STANDING, [Int8(ask.meeting), ask.session]).ask()
    if not found:
        return None
    [(number, around, by_portfolio)] = found
    if number <= ask.known:
        return HttpResponse(status=204)
    return _shared(ask, Standing(number, around, asked_at), Share.OWN if by_portfolio else share)


def _shared(ask: Ask, standing: Standing, share: Share) -> HttpResponse | None:
    # A page that began for reading stays one; so does one that began for writing.
    if share is Share.OWN or ask.is_reading != (share is Share.READERS):
        return None
    if share is Share.WRITERS and standing.around > ask.known:
        return None
    shown = _newest(ask, standing)
    if ask.known < shown.since or (share is Share.WRITERS and shown.around > ask.known):
        return None
    if shown.number <= ask.known:
        return HttpResponse(status=204)
    newer = []
    for row in reversed(list(shown.rows.values())):
        if row.number <= ask.known:
            break
        newer.append(row.markup[share])
    before, after = shown.frames[share]
    around = shown.surroundings if share is Share.READERS and shown.around > ask.known else ""
    answer = "".join([before, *reversed(newer), after, around])
    return HttpResponse(answer, headers={"Cache-Control": "private, no-store"})


def _newest(ask: Ask, standing: Standing) -> Shown:
    record = _records.get(ask.meeting)
    if record is None or _went_back(record, standing):
        if len(_records) >= MOST_MEETINGS:
            _records.clear()
        record = _records[ask.meeting] = Record(Shown(since=ask.known, number=ask.known))
    if _is_behind(record, standing) and record.lock.acquire(timeout=LONGEST_WAIT):
        try:
            if _is_behind(record, standing):
                _draw(ask.meeting, record)
        finally:
            record.lock.release()
    return record.shown


def _went_back(record: Record, standing: Standing) -> bool:
    """An older state of the database was restored: what is drawn was drawn before one asked."""
    return record.shown.number > standing.number and record.drawn_at < standing.asked_at


def _is_behind(record: Record, standing: Standing) -> bool:
    is_due = time.monotonic() - record.drawn_at >= DRAWN_EVERY
    return record.shown.number < standing.number and is_due


def _draw(meeting: int, record: Record) -> None:
    # Late: views import this module.
    from meetings.views.following import draw

    shown = record.shown
    drawing = draw(meeting, shown.number)
    rows, since = dict(shown.rows), shown.since
    for row in drawing.rows:
        rows.pop(row.pk, None)
        rows[row.pk] = row
    while len(rows) > MOST_ROWS:
        since = max(since, rows.pop(next(iter(rows))).number)
    surroundings = drawing.surroundings or shown.surroundings
    record.shown = Shown(since, drawing.number, drawing.around, rows, surroundings, drawing.frames)
    record.drawn_at = time.monotonic()
