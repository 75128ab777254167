"""Saving one figure: a clerk alone, and twenty at once, on a running server over ten years.

Every clerk has a unit of his own and types the lines of its month one after another, as the page
sends them. A crowd types as people do who copy a register: a figure about each second, whenever
the answer to the one before came; a queue that grows would show as p95.

Below each line stands the floor: the bare statement of the same change in a transaction, with all
its triggers, typed at the same pace by as many. `plain` is that statement with the triggers of the
years' summary switched off: what the summary adds to a save.
"""

import datetime
import http.client
import statistics
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

import psycopg
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.crypto import get_random_string
from psycopg_pool import ConnectionPool

from targets.entry.cells import UPSERT
from targets.models import Indicator
from tests import databases
from tests import factories as f
from tests.bench.bench_autosave import measure
from tests.bench.decade import Filled, filled
from tests.server import Server, web_server
from units.models import Role, Unit

CROWD = 20
PACE = 1.0  # seconds between two savings of one clerk
ALONE_PACE = 0.1  # a lone clerk types faster, for enough samples
GOAL = 30  # ms, of 95 of a hundred
MONTH = datetime.date(2026, 8, 1)
TYPED_BEFORE = datetime.date(2026, 7, 1)
ROW = "{:<28}{:>8}{:>10}{:>9}{:>9}{:>8}\n"


@dataclass
class Clerk:
    """A session, and the unit and lines for which it types."""

    unit: int
    user: int
    session: str
    lines: list[int]
    typed: int = 0
    stored: dict[int, int] = field(default_factory=dict)

    def type(self) -> tuple[int, int]:
        """Line and a value that is new for it."""
        line = self.lines[self.typed % len(self.lines)]
        self.typed += 1
        return line, self.typed


Send = Callable[[Clerk], None]


def main() -> None:
    """Prints one row per number of clerks, the floors below it."""
    with filled("entry", until=TYPED_BEFORE) as (name, (made,)):
        clerks = make_clerks(made)
        sys.stdout.write(f"{statements(clerks[0])} statements for one saving\n")
        connection.close()
        with web_server(name, workers=2) as server:
            report(name, clerks, by_page(server))


def report(name: str, clerks: list[Clerk], page: Send) -> None:
    sys.stdout.write(ROW.format("", "clerks", "savings", "p50 ms", "p95 ms", "ratio"))
    page(clerks[0])
    for count, pace in ((1, ALONE_PACE), (CROWD, PACE)):
        whole = measure(clerks[:count], page, pace)
        with by_sql(name) as sql:
            bare = measure(clerks[:count], sql, pace)
        with without_summary(name), by_sql(name) as sql:
            plain = measure(clerks[:count], sql, pace)
        ratio = statistics.median(whole) / statistics.median(bare)
        write("saving, round trip", count, whole, f"{ratio:.1f}")
        write("  bare statement", count, bare, "")
        write("  plain, without summary", count, plain, "")
    sys.stdout.write(ROW.format("at most", "", "", "", GOAL, ""))


def write(label: str, count: int, times: list[float], ratio: str) -> None:
    p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    sys.stdout.write(ROW.format(label, count, len(times), f"{p50:.1f}", f"{p95:.1f}", ratio))
    sys.stdout.flush()


def make_clerks(made: Filled) -> list[Clerk]:
    """Each in a unit of his own, with that month's lines of single figures."""
    lines = list(Indicator.objects.valid(MONTH).order_by("pk").values_list("pk", flat=True))
    clerks = []
    for unit in Unit.objects.filter(pk__in=made.unit_ids[:CROWD]):
        user = f.user(Role.UNIT_CLERK, unit)
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        clerks.append(Clerk(unit.pk, user.pk, session, lines))
    return clerks


def address_of(clerk: Clerk, line: int) -> str:
    return reverse("targets:figure_save", args=[clerk.unit, MONTH, line])


def form_of(clerk: Clerk, line: int, value: int) -> dict[str, object]:
    seen = clerk.stored.get(line, "")
    clerk.stored[line] = value
    return {f"f-{line}": value, f"seen-{line}": seen, "settled": "1"}


def statements(clerk: Clerk) -> int:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = clerk.session
    client.get("/", headers={"Host": "127.0.0.1"})
    for _ in range(2):  # the first one reads the catalogue
        line, value = clerk.type()
        form, place = form_of(clerk, line, value), address_of(clerk, line)
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(place, form, headers={"Host": "127.0.0.1", "HX-Request": "true"})
        if answer.status_code != 200:
            raise RuntimeError(f"{place}: {answer.status_code}")
    return len(queries)


def by_page(server: Server) -> Send:
    """Sends as the entry page does; anything but a stored figure ends the run."""
    place = urlsplit(server.url).netloc
    token = get_random_string(32)
    local = threading.local()

    def send(clerk: Clerk) -> None:
        if not hasattr(local, "line"):
            local.line = http.client.HTTPConnection(place, timeout=30)
        headers = {
            "Cookie": f"{settings.SESSION_COOKIE_NAME}={clerk.session}; csrftoken={token}",
            "X-CSRFToken": token,
            "HX-Request": "true",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        line, value = clerk.type()
        path = address_of(clerk, line)
        local.line.request("POST", path, urlencode(form_of(clerk, line, value)), headers)
        answer = local.line.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")

    return send


@contextmanager
def by_sql(name: str) -> Iterator[Send]:
    """The statement as one transaction, over as many connections as the server has threads."""
    with ConnectionPool(databases.app_address(name), min_size=8, max_size=8) as pool:

        def send(clerk: Clerk) -> None:
            line, value = clerk.type()
            asked = {"unit": clerk.unit, "month": MONTH, "line": line, "value": value}
            asked |= {"by": clerk.user, "at": f.NOW, "seen": clerk.stored.get(line)}
            clerk.stored[line] = value
            with pool.connection() as other:
                other.execute(UPSERT, asked)

        yield send


@contextmanager
def without_summary(name: str) -> Iterator[None]:
    with psycopg.connect(databases.owner_address(name), autocommit=True) as owner:
        owner.execute("ALTER TABLE targets_figure DISABLE TRIGGER figure_years_store")
        owner.execute("ALTER TABLE targets_figure DISABLE TRIGGER figure_years_change")
        yield
        owner.execute("ALTER TABLE targets_figure ENABLE TRIGGER figure_years_store")
        owner.execute("ALTER TABLE targets_figure ENABLE TRIGGER figure_years_change")
        owner.execute("SELECT figure_years_rebuild()")
