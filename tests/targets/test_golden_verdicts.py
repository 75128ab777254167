"""The golden table: what was worked out by hand stands on screen, in XLSX (also as LibreOffice
shows it) and on paper alike."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from targets import board_facts, printing
from targets.choices import as_of
from targets.verdicts import Verdict
from tests import factories as f
from tests.libreoffice import opened
from tests.targets.golden_reading import (
    WORDS,
    Seen,
    heading_of,
    in_workbook,
    of_matrix,
    on_paper,
    on_screen,
)
from tests.targets.golden_world import Case, World, cases, months

TOTAL = "Toàn tỉnh"


def expected(said: dict[str, Any]) -> Seen:
    if not said["verdict"]:
        return Seen()
    shown = said.get("shown", "").removesuffix(" %")
    return Seen(WORDS[said["verdict"]], shown, said.get("marks", ""))


def wanted(world: World, case: Case) -> list[tuple[str, dict[str, Any]]]:
    """(row, what must stand there) of a case."""
    names = {world.first: "VKSND khu vực 1", world.heir: "VKSND khu vực 5"}
    found = [(names[world.unit_of(case)], case)]
    if "other" in case:
        found.append(("VKSND khu vực 2", case["other"]))
    if "total" in case:
        found.append((TOTAL, case["total"]))
    return found


def test_table_is_wide_enough() -> None:
    table = cases()
    assert len(table) >= 40
    assert all(case["arithmetic"] for case in table)
    assert [no for no, case in enumerate(table, 1) if case["key"] != f"G{no:02}"] == []
    told = Counter(case["verdict"] for case in table)
    assert set(told) == {verdict.word for verdict in Verdict}
    assert {case["measure"] for case in table} == {
        "ratio",
        "coverage",
        "count",
        "per_head",
        "qualitative",
    }
    assert {case["direction"] for case in table} == {"at_least", "at_most", "exactly", "zero"}


@pytest.mark.django_db
def test_screen_workbook_and_paper_agree_with_the_table(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", f.TODAY.isoformat())
    world = World(client, cases())
    assert world.head.acting
    wrong: list[str] = []
    books: dict[str, bytes] = {}
    for period in months(world.cases):
        asked = [case for case in world.cases if case["as_of"] == period]
        query = {"year": str(world.year_of(asked[0]).year)}
        query |= {"period": str(world.period_of(asked[0]).pk), "field": world.fields[period].code}
        world.sign_in(world.head)
        screen, words = on_screen(
            client.get(reverse("targets:target_board"), query).content.decode()
        )
        sheet = client.get(reverse("targets:target_board_sheet"), query)
        books[period] = sheet.content
        book, told = in_workbook(sheet.content)
        chosen = as_of(world.head.acting, query, f.TODAY)
        board = board_facts.seen_board(
            world.head.acting, chosen, field_code=query["field"], today=f.TODAY
        )
        facts = board_facts.facts(board, world.province, at=f.NOW)
        paper = on_paper(printing.board_html(facts))
        for case in asked:
            for row, said in wanted(world, case):
                key, must = (row, case["key"]), expected(said)
                places = {"màn hình": screen, "XLSX": book, "giấy": paper}
                wrong += [
                    f"{case['key']} {row}, {place}: {cells.get(key)}, not {must}"
                    for place, cells in places.items()
                    if cells.get(key, Seen()) != must
                ]
                if must == Seen():
                    continue
                level, advice = told[key]
                if {words[key], level} != {said["verdict"]}:
                    wrong.append(f"{case['key']} {row}: {words[key]}, {level}")
                if "advice" in said and advice != said["advice"]:
                    wrong.append(f"{case['key']} {row}: {advice}")
    assert wrong == []
    assert in_libreoffice(world, books, tmp_path) == []


def in_libreoffice(world: World, books: dict[str, bytes], folder: Path) -> list[str]:
    """What its windows show otherwise; the units and the three rows of headings stay in sight."""
    shown = opened({f"{period}.xlsx": content for period, content in books.items()}, folder)
    wrong = []
    for period in books:
        book = shown[f"{period}.xlsx"]
        rows = book.sheets["Bảng chỉ tiêu"]
        assert book.frozen == (1, heading_of(rows) + 3)
        cells = of_matrix(rows)
        wrong += [
            f"{case['key']} {row}: {cells.get((row, case['key']))}, not {expected(said)}"
            for case in world.cases
            if case["as_of"] == period
            for row, said in wanted(world, case)
            if cells.get((row, case["key"]), Seen()) != expected(said)
        ]
    return wrong
