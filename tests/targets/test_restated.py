"""Số liệu đã điều chỉnh: which results a correction runs into, and that each of them says so."""

import datetime
from types import SimpleNamespace

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from targets import correcting, explanation_facts, monthly
from targets.explanation_lists import Entry
from targets.formulas import Result
from targets.models import Figure, Indicator, Target, TargetSet
from targets.scores import RESTATED_WORDS, Formula, Score
from targets.sections import Head, Section, result, sign_notes
from targets.verdicts import Verdict
from tests import factories as f
from tests.factories import submissions
from tests.targets.figures_facts import Office, month, office
from units.models import Unit

YEAR = (month("2025-10"), month("2026-09"))


def corrected(made: Office, line: Indicator, at: str) -> None:
    made.enter(line, at, 8)
    row = submissions.submission(made.region, month(at), "accepted", by=made.staff)
    asked = correcting.ask(row, line, typed="9", reason="Sót", by=made.clerk, at=f.NOW)
    correcting.approve(asked, by=made.staff, at=f.NOW)


@pytest.mark.django_db
@pytest.mark.usefixtures("on_day")
def test_correction_marks_the_results_that_its_figure_is_in() -> None:
    """A flow all year, a stock while it is the last one, a level until it changes."""
    made = office()
    level = f.indicator("Kiểm sát viên", where=made.field, nature="level")
    corrected(made, made.solved, "2026-01")
    corrected(made, made.remaining, "2026-02")
    corrected(made, level, "2025-03")

    def marked(first: datetime.date, last: datetime.date) -> set[Indicator]:
        lines = {one.pk: one for one in (made.solved, made.remaining, level)}
        return {lines[pk] for _, pk in correcting.restated([made.region], first, last)}

    assert marked(*YEAR) == {made.solved, made.remaining, level}
    assert marked(month("2025-10"), month("2025-12")) == {level}
    made.enter(made.remaining, "2026-03", 3)
    assert marked(*YEAR) == {made.solved, level}
    assert marked(month("2025-10"), month("2026-02")) == {made.solved, made.remaining, level}
    Figure.objects.create(
        indicator=level,
        unit=made.region,
        month=month("2025-12"),
        value=6,
        entered_by=made.clerk,
        entered_at=f.NOW,
    )
    with CaptureQueriesContext(connection) as asked:
        assert marked(*YEAR) == {made.solved}
    assert len(asked) == 1

    def told(first: datetime.date, last: datetime.date) -> set[Indicator]:
        lines = {one.pk: one for one in (made.solved, made.remaining, level)}
        read = monthly.read([made.region.pk], lines, first, last)
        places = correcting.places([made.region.pk], lines, last)
        return {lines[one[1]] for one in places if read.counts(one, first, last)}

    for first in ("2024-10", "2025-10", "2026-01", "2026-02"):
        for last in ("2025-09", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03"):
            span = month(first), month(last)
            assert told(*span) == marked(*span), span


@pytest.mark.django_db
@pytest.mark.usefixtures("on_day")
def test_trend_marks_the_months_that_a_corrected_figure_is_in(client: Client) -> None:
    """In the table, in the drawing with its legend, and in the workbook; this year and last."""
    made = office()
    f.work_year(2025)
    made.assign(made.count)
    corrected(made, made.hearings, "2026-01")
    corrected(made, made.hearings, "2025-03")
    client.force_login(made.head, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("targets:target_page", args=[made.count.pk])
    page = client.get(address, {"year": "2026"}).context["page"]
    trend = page.sections[0]
    rows = {row[0].text: [cell.text for cell in row[1:]] for row in trend.rows}
    known = [rows[at][0] for at in ("12/2025", "1/2026", "2/2026")]
    assert known == ["", "9†", ""]
    assert [rows[at][1] for at in ("2/2026", "3/2026", "4/2026")] == ["", "9†", "9†"]
    assert trend.rows[3][1].suffix == "†", "a number in a workbook"
    signs = [text.words for text in trend.chart.texts].count("†")
    assert signs == sum(cell.text.endswith("†") for row in trend.rows for cell in row)
    assert RESTATED_WORDS in [text.words for text in trend.chart.texts]
    assert page.notes.count(RESTATED_WORDS) == 1
    assert any("9† " in text.words for text in page.sections[1].chart.texts)


def score(*, then: bool = False) -> Score:
    """44/56 at 90 %, corrected this year or in last year's 40/50."""
    target = Target(
        pk=1,
        measure="ratio",
        direction="at_least",
        threshold=90,
        target_set=TargetSet(),
        short_name="Tin báo",
        name="Tin báo",
    )
    return Score(
        Formula(target, (), {}),
        Result(44, 56, ()),
        90,
        Verdict.UNMET,
        is_restated=not then,
        before=Result(40, 50, ()),
        is_before_restated=then,
    )


def test_card_of_a_meeting_says_so() -> None:
    entry = Entry(Unit(pk=1), score(), None)
    accounted = SimpleNamespace(entries=[entry], due=[], tally=SimpleNamespace(sentence=""))
    card = render_to_string("meetings/_unit_facts.html", {"accounted": accounted, "tasks": []})
    assert "78,57 %" in card
    assert "†" in card
    assert "Số liệu đã điều chỉnh." in card


def test_list_of_explanations_says_so() -> None:
    entry = Entry(Unit(pk=1), score(), None)
    said = explanation_facts.result_words(entry)
    assert said.startswith("✕ chưa đạt 78,57 % (44/56)")
    assert said.endswith("số liệu đã điều chỉnh")


def test_comparison_with_a_corrected_year_says_so() -> None:
    told = score(then=True).last_year
    assert told
    assert told.shown == "80,00 % (40/50)†"
    assert told.change.endswith("†")
    assert "(số liệu đã điều chỉnh); nay giảm" in told.words
    plain = score().last_year
    assert plain
    assert "†" not in plain.shown


def test_page_explains_the_signs_that_it_shows() -> None:
    heads = [Head("Khối")]
    assert sign_notes([Section("Khối", heads, [[result(score())]])]) == [RESTATED_WORDS]
    assert sign_notes([Section("Khối", heads, [[result(score(then=True))]])]) == []
