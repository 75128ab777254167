"""Autosave of the minutes: the round trip of a typist, alone and among 50, on a running server.

Every typist is a session of the Office with an intervention of its own in one meeting in session,
and sends its text about once a second, as the browser does. Below each line stands the floor: the
bare SQL of the same change through psycopg, typed at the same pace by as many. The ratio of
medians says what the application adds.
"""

import http.client
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from django.conf import settings
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils.crypto import get_random_string
from psycopg_pool import ConnectionPool

from meetings.models import Intervention, Meeting
from tests import databases
from tests import factories as f
from tests.server import Server, web_server
from units.models import Role

CROWD = 50
SECONDS = 8
PACE = 1.0  # seconds between two sendings of one typist
ALONE_PACE = 0.2  # a lone typist sends more often, for enough samples
SENTENCE = "Đơn vị đã giải quyết {} tin báo, còn lại chuyển kỳ sau. "
ROW = "{:<26}{:>8}{:>10}{:>10}{:>10}{:>9}\n"

# What an autosave must do at least: lock the meeting, compare, number the change, store the text.
FLOOR = (
    "SELECT state, change_no FROM meetings_meeting WHERE id = %(meeting)s FOR UPDATE",
    "SELECT version, text FROM meetings_intervention WHERE client_key = %(key)s",
    "UPDATE meetings_meeting SET change_no = change_no + 1 WHERE id = %(meeting)s",
    "UPDATE meetings_intervention SET text = %(text)s, version = version + 1, change_no ="
    " (SELECT change_no FROM meetings_meeting WHERE id = %(meeting)s) WHERE client_key = %(key)s",
)


@dataclass
class Typist:
    """A session cookie and the row that it keeps changing."""

    meeting: int
    key: UUID
    session: str
    sent: int = 0
    text: str = ""
    version: int = 1

    def type(self) -> str:
        """The next state of the text; what was sent before is no longer new."""
        self.sent += 1
        self.version += 1
        self.text = SENTENCE.format(self.sent) * 8
        return self.text


Send = Callable[[Typist], None]
T = TypeVar("T")


def main() -> None:
    """Prints one row per number of typists, the floor below it."""
    name = databases.clone_name("autosave")
    databases.clone(databases.migrated(), name)
    try:
        with connected(name):
            typists = make_typists()
        with web_server(name, workers=2) as server, floor(name) as by_sql:
            report(typists, by_page(server), by_sql)
    finally:
        databases.drop(name)


def report(typists: list[Typist], page: Send, sql: Send) -> None:
    sys.stdout.write(ROW.format("", "typists", "sendings", "p50 ms", "p95 ms", "ratio"))
    page(typists[0])
    for count, pace in ((1, ALONE_PACE), (CROWD, PACE)):
        whole = measure(typists[:count], page, pace)
        bare = measure(typists[:count], sql, pace)
        ratio = statistics.median(whole) / statistics.median(bare)
        write("autosave, round trip", count, whole, f"{ratio:.1f}")
        write("bare SQL of the change", count, bare, "")


def write(label: str, count: int, times: list[float], ratio: str) -> None:
    p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    sys.stdout.write(ROW.format(label, count, len(times), f"{p50:.1f}", f"{p95:.1f}", ratio))
    sys.stdout.flush()


@contextmanager
def connected(name: str) -> Iterator[None]:
    """Django of this process on that database, as the role that serves."""
    before = settings.DATABASES["default"]["NAME"]
    connections["default"].close()
    connections["default"].settings_dict["NAME"] = name
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"].settings_dict["NAME"] = before


def make_typists() -> list[Typist]:
    province = f.province()
    office = f.secretariat(province)
    f.work_year(2026)
    meeting = f.meeting(province, state=Meeting.State.IN_SESSION)
    typists = []
    for _ in range(CROWD):
        user = f.user(Role.OFFICE_STAFF, office)
        row = f.intervention(meeting, user)
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        typists.append(Typist(meeting.pk, row.client_key, session))
    return typists


def measure(typists: list[T], send: Callable[[T], None], pace: float) -> list[float]:
    """Milliseconds of every sending; the typists begin one after another within the pace."""
    times: list[float] = []
    failures: list[BaseException] = []

    def work(place: int, typist: T) -> None:
        try:
            time.sleep(pace * place / len(typists))
            times.extend(type_on(typist, send, pace))
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(typists)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return times


def type_on(typist: T, send: Callable[[T], None], pace: float) -> list[float]:
    times = []
    ends = time.monotonic() + SECONDS
    while time.monotonic() < ends:
        started = time.perf_counter()
        send(typist)
        times.append((time.perf_counter() - started) * 1000)
        time.sleep(max(0.0, pace - times[-1] / 1000))
    return times


def by_page(server: Server) -> Send:
    """Sends as the minutes page does; anything but a stored text ends the run."""
    place = urlsplit(server.url).netloc
    token = get_random_string(32)
    local = threading.local()

    def send(typist: Typist) -> None:
        if not hasattr(local, "line"):
            local.line = http.client.HTTPConnection(place, timeout=30)
        form = form_of(typist)
        headers = {
            "Cookie": f"{settings.SESSION_COOKIE_NAME}={typist.session}; csrftoken={token}",
            "X-CSRFToken": token,
            "HX-Request": "true",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        path = reverse("meetings:intervention_save", args=[typist.meeting, typist.key])
        local.line.request("POST", path, urlencode(form), headers)
        answer = local.line.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")

    return send


def form_of(typist: Typist) -> dict[str, object]:
    return {
        "version": typist.version,
        "last_sent": typist.text,
        "kind": Intervention.Kind.REPORT,
        "speaker_text": "Viện trưởng",
        "text": typist.type(),
    }


@contextmanager
def floor(name: str) -> Iterator[Send]:
    """The same change as one transaction, over as many connections as the server has threads."""
    with ConnectionPool(databases.app_address(name), min_size=8, max_size=8) as pool:

        def send(typist: Typist) -> None:
            facts = {"meeting": typist.meeting, "key": typist.key, "text": typist.type()}
            with pool.connection() as connection:
                for statement in FLOOR:
                    connection.execute(statement, facts)

        yield send
