"""The sample set: complete, repeatable, and never over what an office has changed."""

from itertools import pairwise

import pytest

from targets import reference
from targets.models import (
    Balance,
    BalanceTerm,
    Indicator,
    Instrument,
    Period,
    Target,
    TargetTerm,
    WorkYear,
)
from targets.reference import SET_NAME
from targets.verdicts import Measure
from units import reference as unit_reference

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded() -> reference.Loaded:
    unit_reference.load()
    return reference.load()


def test_everything_is_loaded(loaded: reference.Loaded) -> None:
    assert loaded.targets == Target.objects.filter(target_set__name=SET_NAME).count() == 71
    assert loaded.indicators == Indicator.objects.count() >= 100
    assert loaded.work_years == 13


def test_second_loading_adds_nothing_and_keeps_changes(loaded: reference.Loaded) -> None:
    Target.objects.filter(code="T01").update(threshold=92)
    Period.objects.filter(label="Quý I/2026").update(label="Quý đầu")
    assert reference.load() == reference.Loaded(0, 0, 0, 0, 0, 0)
    assert Target.objects.get(code="T01").threshold == 92
    assert Period.objects.filter(label="Quý đầu").exists()


def test_short_names_fit_a_column_head(loaded: reference.Loaded) -> None:
    names = list(Target.objects.values_list("short_name", flat=True))
    assert max(len(name) for name in names) <= 40
    assert len(set(names)) == len(names)


def test_every_target_that_is_typed_has_its_terms(loaded: reference.Loaded) -> None:
    for target in Target.objects.filter(computation="").prefetch_related("terms"):
        sides = {term.side for term in target.terms.all()}
        both = target.measure != Measure.COUNT
        assert sides == ({"numerator", "denominator"} if both else {"numerator"}), target.code


def test_same_line_is_shared_between_targets(loaded: reference.Loaded) -> None:
    """Solved reports: T01 and T09 read one line; carried over + new = solved + remaining."""
    solved = Indicator.objects.get(code="tb-da-gq")
    readers = set(TargetTerm.objects.filter(indicator=solved).values_list("target__code", "side"))
    assert readers == {(code, side) for code in ("T01", "T09") for side in reference.SIDES}


def test_work_years_follow_one_another_without_a_gap(loaded: reference.Loaded) -> None:
    years = list(WorkYear.objects.order_by("year"))
    gaps = [(late.starts_on - early.ends_on).days for early, late in pairwise(years)]
    assert set(gaps) == {1}
    short = WorkYear.objects.get(year=2025)
    assert (str(short.starts_on), str(short.ends_on)) == ("2024-12-01", "2025-09-30")
    assert short.periods.months().count() == 10


def test_figures_are_due_at_four_on_the_months_last_day(loaded: reference.Loaded) -> None:
    august = Period.objects.months().get(ends_on="2026-08-31")
    assert august.due_at is not None
    assert august.due_at.isoformat() == "2026-08-31T09:00:00+00:00"  # 16:00 in Hà Nội


def test_instruments_cite_their_bases(loaded: reference.Loaded) -> None:
    directive = Instrument.objects.get(code="01/CT-VKSTC", issued_on="2022-12-02")
    assert [base.code for base in directive.bases.all()] == ["96/2019/QH14"]


def test_balances_of_the_sample_are_of_their_fields_lines(loaded: reference.Loaded) -> None:
    assert loaded.balances == Balance.objects.count() >= 30
    for balance in Balance.objects.prefetch_related("terms__indicator"):
        sides = {term.side for term in balance.terms.all()}
        assert sides == set(BalanceTerm.Side.values), balance.code
        first = balance.terms.filter(side="left").earliest("pk").indicator
        assert first.field_id == balance.field_id, balance.code


def test_stocks_of_the_sample_are_carried_over(loaded: reference.Loaded) -> None:
    """Each "phải giải quyết" has the same stock on both sides, last month's and this one's."""
    for balance in Balance.objects.filter(relation="equal"):
        stocks = {
            moment: set(
                balance.terms.filter(moment=moment, indicator__nature="stock").values_list(
                    "indicator", flat=True
                )
            )
            for moment in BalanceTerm.Moment.values
        }
        assert stocks["previous"] == stocks["month"] != set(), balance.code


def test_pairs_of_the_sample_count_one_thing_in_two_units(loaded: reference.Loaded) -> None:
    pairs = Indicator.objects.filter(beside__isnull=False).select_related("beside")
    assert len(pairs) == 4
    for line in pairs:
        assert line.beside
        assert line.counted_in != line.beside.counted_in
        assert (line.field_id, line.nature) == (line.beside.field_id, line.beside.nature)
