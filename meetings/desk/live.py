"""Followers of a meeting, answered from memory: 200 of them ask every second and a half.

Who was let in by all the rules (`minutes_changes`) holds a pass for some seconds. Until it ends one
small question says whether his session is still there and which change is the last; rights are
asked anew when it ends. What changed is drawn once in a process for all who read the same record,
not once for each of them. docs/adr/0018-followers.md.
"""

import re
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse

from meetings.models import Meeting

PASS_SECONDS = 20.0
# What was drawn a moment ago is new enough: with several typing, changes come more often.
DRAWN_EVERY = 0.2
MOST_PASSES, MOST_MEETINGS, MOST_ROWS = 5_000, 50, 400

_ADDRESS = re.compile(r"^/meetings/(\d{1,18})/changes/$")
_STANDING = """
SELECT m.change_no FROM meetings_meeting m, units_usersession s
WHERE m.id = %s AND s.session_key = %s AND s.expire_date > now()
"""


@dataclass(frozen=True)
class Ask:
    """One look of a follower: what of it decides the answer."""

    meeting: int
    session: str
    page_user: str
    is_reading: bool
    known: int

    @property
    def holder(self) -> tuple[int, str, str]:
        return (self.meeting, self.session, self.page_user)


@dataclass
class Record:
    """A meeting's newest rows as its readers see them, drawn by this process."""

    since: int  # everything that changed after this is here
    number: int
    rows: dict[int, tuple[int, str]] = field(default_factory=dict)
    around: tuple[int, str] = (0, "")
    drawn_at: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def newer_than(self, known: int) -> tuple[str, str]:
        """Rows, and what stands around them where that changed."""
        rows = "".join(html for number, html in self.rows.values() if number > known)
        return rows, self.around[1] if self.around[0] > known else ""


@dataclass(frozen=True)
class Drawing:
    """What changed in a meeting after a number, as drawn for its readers."""

    number: int
    rows: Sequence[tuple[int, int, str]]  # id, change, markup
    around: tuple[int, str] | None


_passes: dict[tuple[int, str, str], tuple[float, bool]] = {}
_records: dict[int, Record] = {}


def forget() -> None:
    """For tests: another database has other meetings under the same numbers."""
    _passes.clear()
    _records.clear()


def let_in(request: HttpRequest, meeting: Meeting, *, is_shared: bool) -> HttpResponse | None:
    """All rules were asked; the answer where memory has one.

    `is_shared`: he reads what every reader of the meeting reads.
    """
    ask = _asked(request)
    if ask is None:
        return None
    _give_pass(ask, is_shared=is_shared)
    if is_shared and ask.is_reading and 0 < ask.known < meeting.change_no:
        return _from_memory(ask, meeting.change_no)
    return None


def _give_pass(ask: Ask, *, is_shared: bool) -> None:
    if len(_passes) >= MOST_PASSES:
        now = time.monotonic()
        for holder in [h for h, (ends, _) in list(_passes.items()) if ends < now]:
            _passes.pop(holder, None)
    if len(_passes) < MOST_PASSES:
        _passes[ask.holder] = (time.monotonic() + PASS_SECONDS, is_shared)


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
        ask = _asked(request) if request.path_info.endswith("/changes/") else None
        answer = _answer(ask) if ask and ask.known else None
        return self.get_response(request) if answer is None else answer


def _answer(ask: Ask) -> HttpResponse | None:
    """None where the whole way has to be gone."""
    ends, is_shared = _passes.get(ask.holder, (0.0, False))
    if ends < time.monotonic():
        _passes.pop(ask.holder, None)
        return None
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, [ask.meeting, ask.session])
        found = cursor.fetchone()
    if found is None:
        _passes.pop(ask.holder, None)
        return None
    if found[0] <= ask.known:
        return HttpResponse(status=204)
    if not is_shared or not ask.is_reading:
        return None
    return _from_memory(ask, found[0])


def _from_memory(ask: Ask, number: int) -> HttpResponse | None:
    # Late: views import this module.
    from meetings.views.following import draw, frame

    record = _records.get(ask.meeting)
    if record is None or record.number > number:
        if len(_records) >= MOST_MEETINGS:
            _records.clear()
        record = _records[ask.meeting] = Record(since=ask.known, number=ask.known)
    is_due = time.monotonic() - record.drawn_at >= DRAWN_EVERY
    # One draws; who comes meanwhile gets what is there, and the rest with his next look.
    if record.number < number and is_due and record.lock.acquire(blocking=False):
        try:
            _keep(record, draw(ask.meeting, record.number))
        finally:
            record.lock.release()
    # The number before the rows, as `_keep` sets it after them: nothing is skipped in between.
    number = record.number
    rows, around = record.newer_than(ask.known)
    if ask.known < record.since:
        return None
    if number <= ask.known:
        return HttpResponse(status=204)
    answer = frame(ask.meeting, number, rows, around)
    return HttpResponse(answer, headers={"Cache-Control": "private, no-store"})


def _keep(record: Record, drawing: Drawing) -> None:
    """Others read meanwhile: each part is exchanged as a whole, the number last."""
    rows = dict(record.rows)
    for pk, number, markup in drawing.rows:
        rows.pop(pk, None)  # rows stand in the order of their changes
        rows[pk] = (number, markup)
    while len(rows) > MOST_ROWS:
        number, _ = rows.pop(next(iter(rows)))
        record.since = max(record.since, number)
    record.rows = rows
    if drawing.around:
        record.around = drawing.around
    record.drawn_at = time.monotonic()
    record.number = drawing.number
