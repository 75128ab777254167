"""The board of 60 units and 75 targets over ten years of figures, against its SQL and a bare loop.

Floor: every statement that the page sends, through a bare cursor, and one loop that prints the same
cells as a table. The page adds sessions, rights, verdicts, templates. Turns alternate in one
process, so that a busy machine slows both; the ratio of medians is what counts. `cpu` is the
processor time that this process and its server process used for a turn: other programs hardly
touch it, so where the machine is busy their ratio says more.
"""

import os
import re
import statistics
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import procuracy.wsgi  # noqa: F401  # the server's own care for memory
from targets.models import Target
from tests.bench.decade import Filled, filled

TURNS = 40
RATIO_GOAL, PAGE_GOAL = 3.0, 150  # ms, of 95 of a hundred
ROW = "{:<24}{:>8}{:>8}{:>8}{:>9}{:>8}{:>8}{:>8}{:>8}{:>5}\n"
PAGES = (
    ("board", "/board/?year=2026"),
    ("board beside last year", "/board/?year=2026&compare=1"),
)


def main() -> None:
    """Prints a row for each page: page and floor in ms, their ratios, the statements sent."""
    with filled("board") as (_, (made,)):
        heads = ("page ms", "p95", "cpu", "floor ms", "p95", "cpu", "ratio", "of cpu", "SQL")
        sys.stdout.write(ROW.format("warm", *heads))
        for label, path in PAGES:
            report(made, label, path)
        goals = ("", PAGE_GOAL, "", "", "", "", RATIO_GOAL, RATIO_GOAL, "")
        sys.stdout.write(ROW.format("at most", *goals))


def report(made: Filled, label: str, path: str) -> None:
    client = Client()
    client.force_login(made.head)
    statements, cells = observed(client, path, len(made.unit_ids))
    whole, floor = measured(client, path, statements, cells)
    ratios = (whole.median / floor.median, whole.cpu / floor.cpu)
    shown = [f"{ratio:.2f}" for ratio in ratios]
    sys.stdout.write(ROW.format(label, *whole.shown, *floor.shown, *shown, len(statements)))


@dataclass
class Times:
    """Milliseconds; `cpu` of all turns together until it is shown."""

    wall: list[float] = field(default_factory=list)
    used: float = 0

    @property
    def median(self) -> float:
        return statistics.median(self.wall)

    @property
    def cpu(self) -> float:
        return self.used / len(self.wall)

    @property
    def shown(self) -> list[str]:
        p95 = statistics.quantiles(self.wall, n=20)[-1]
        return [f"{one:.1f}" for one in (self.median, p95, self.cpu)]


def processor(server: int) -> float:
    """Milliseconds that this process and the server process have used so far."""
    used = Path("/proc", str(server), "stat").read_text().rsplit(")", 1)[1].split()
    ticks = int(used[11]) + int(used[12])
    return time.process_time() * 1000 + ticks * 1000 / os.sysconf("SC_CLK_TCK")


Cells = list[list[tuple[str, ...]]]
CELL = re.compile(
    r'<td class="([\w ]+)" data-g="(.?)"><a href="([^"]*)" title="([^"]*)">'
    r"([^<]*(?:<small>[^<]*</small>)?)</a></td>"
)


def observed(client: Client, path: str, units: int) -> tuple[list[str], Cells]:
    """The statements of a warm page, and its rows: a name and what each cell shows."""
    page(client, path)
    with CaptureQueriesContext(connection) as queries:
        html = page(client, path)
    body = html[html.index("<tbody>") : html.index("</table>")]
    rows = body.split("<tr>")[1:]
    cells = [[(row.split("</th>")[0],), *CELL.findall(row)] for row in rows]
    targets = Target.objects.count()
    if len(cells) != units + 1 or any(len(row) != targets + 1 for row in cells):
        raise RuntimeError("The page does not show every unit and target.")
    return [query["sql"] for query in queries.captured_queries], cells


def measured(client: Client, path: str, statements: list[str], cells: Cells) -> tuple[Times, Times]:
    """Page and floor over TURNS alternating turns."""
    whole, bare = Times(), Times()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (server,) = cursor.fetchone()
    for turn in range(TURNS):
        for times in (whole, bare) if turn % 2 else (bare, whole):
            used, started = processor(server), time.perf_counter()
            if times is whole:
                page(client, path)
            else:
                floor(statements, cells)
            times.wall.append((time.perf_counter() - started) * 1000)
            times.used += processor(server) - used
    return whole, bare


def page(client: Client, path: str) -> str:
    answer = client.get(path, headers={"Host": "127.0.0.1"})
    if answer.status_code != 200:
        raise RuntimeError(f"The board answered {answer.status_code}.")
    return answer.content.decode()


def floor(statements: list[str], cells: Cells) -> bytes:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            if cursor.description:
                cursor.fetchall()
    parts = ["<table>"]
    for (name,), *row in cells:
        parts.append(f"<tr>{name}</th>")
        for look, glyph, link, word, text in row:
            parts.append(
                f'<td class="{look}" data-g="{glyph}">'
                f'<a href="{link}" title="{word}">{text}</a></td>'
            )
        parts.append("</tr>")
    return "".join(parts).encode()
