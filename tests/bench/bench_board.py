"""The province board with ten years of figures against its SQL and a bare loop.

Floor: every statement that the page sends, through a bare cursor, and one loop that prints the same
cells as a table. The page adds sessions, rights, verdicts, templates. Turns alternate in one
process, so that a busy machine slows both; the ratio of medians is what counts (goal 3).
"""

import re
import statistics
import sys
import time

import psycopg
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from targets import reference
from targets.models import Figure, Target
from tests import databases
from tests import factories as f
from units import reference as unit_reference
from units.models import Role

TURNS = 25
GOAL = 3.0
UNITS = 20
ROW = "{:<34}{:>9}{:>11}{:>10}{:>9}{:>8}{:>7}\n"

# Every line, unit and month of ten years: small numbers that differ from cell to cell.
FIGURES = """
INSERT INTO targets_figure (indicator_id, unit_id, month, value, entered_by_id, entered_at)
SELECT i.id, u.id, m::date, (i.id * 7 + u.id * 13 + extract(month FROM m)::int * 3) %% 40, %s, now()
FROM targets_indicator i, unnest(%s::bigint[]) AS u(id),
     generate_series(date '2015-10-01', date '2026-09-01', interval '1 month') AS m
"""
ASSIGNED = """
INSERT INTO targets_targetassignment
    (target_id, unit_id, work_year_id, assigned_threshold, none_arose)
SELECT t.id, u.id, y.id, CASE WHEN t.threshold IS NULL THEN 12 END, false
FROM targets_target t, unnest(%s::bigint[]) AS u(id), targets_workyear y
"""


def main() -> None:
    """Prints one row: medians in ms of page and floor, their ratio, goal, statements."""
    name = databases.clone_name("board")
    databases.clone(databases.migrated(), name)
    try:
        with databases.connected(name):
            client = filled()
            with psycopg.connect(databases.owner_address(name), autocommit=True) as owner:
                owner.execute("VACUUM ANALYZE")  # as the server does by itself, sooner or later
            report(client)
    finally:
        databases.drop(name)


def report(client: Client) -> None:
    sys.stdout.write(ROW.format("warm", "figures", "page ms", "floor ms", "ratio", "goal", "SQL"))
    statements, cells = observed(client)
    page, floor = medians(client, statements, cells)
    sys.stdout.write(
        ROW.format(
            f"board, {UNITS} units × {len(cells[0]) - 1} targets",
            Figure.objects.count(),
            f"{page:.1f}",
            f"{floor:.1f}",
            f"{page / floor:.2f}",
            f"{GOAL:.1f}",
            len(statements),
        )
    )


def filled() -> Client:
    """A province with UNITS units, ten years of all lines; its head, signed in."""
    unit_reference.load()
    reference.load()
    province = f.province("VKSND tỉnh đo tốc độ")
    units = [f.region(province, f"VKSND khu vực {no}") for no in range(1, UNITS + 1)]
    ids = [unit.pk for unit in units]
    head = f.user(Role.PROVINCE_HEAD, province)
    with connection.cursor() as cursor:
        cursor.execute(FIGURES, [head.pk, ids])
        cursor.execute(ASSIGNED, [ids])
    client = Client()
    client.force_login(head)
    return client


Cells = list[list[tuple[str, ...]]]
CELL = re.compile(
    r'<td class="(\w+)" data-g="(.?)"><a href="([^"]*)" title="([^"]*)">([^<]*)</a></td>'
)


def observed(client: Client) -> tuple[list[str], Cells]:
    """The statements of a warm page, and its rows: a name and what each cell shows."""
    page(client)
    with CaptureQueriesContext(connection) as queries:
        html = page(client)
    body = html[html.index("<tbody>") : html.index("</table>")]
    rows = body.split("<tr>")[1:]
    cells = [[(row.split("</th>")[0],), *CELL.findall(row)] for row in rows]
    targets = Target.objects.count()
    if len(cells) != UNITS + 1 or any(len(row) != targets + 1 for row in cells):
        raise RuntimeError("The page does not show every unit and target.")
    return [query["sql"] for query in queries.captured_queries], cells


def medians(client: Client, statements: list[str], cells: Cells) -> tuple[float, float]:
    """Median ms of page and floor over TURNS alternating turns."""
    times: dict[str, list[float]] = {"page": [], "floor": []}
    for turn in range(TURNS):
        for which in ("page", "floor") if turn % 2 else ("floor", "page"):
            started = time.perf_counter()
            if which == "page":
                page(client)
            else:
                floor(statements, cells)
            times[which].append((time.perf_counter() - started) * 1000)
    return statistics.median(times["page"]), statistics.median(times["floor"])


def page(client: Client) -> str:
    answer = client.get("/board/", headers={"Host": "127.0.0.1"})
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
