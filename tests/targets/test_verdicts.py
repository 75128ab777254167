"""Design rule 4, by a table made by hand: every verdict, measure and direction."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from targets import verdicts
from targets.verdicts import Verdict

COUNTS = st.integers(0, 10**12)
# To one hundredth, as thresholds are stored.
THRESHOLDS = st.decimals(0, 200, places=2)


class Case(NamedTuple):
    """One row: `done` is "a/b" of a ratio, "a" of a count, "" without an entry."""

    expected: str
    measure: str
    direction: str
    threshold: str
    done: str
    judged: bool
    elapsed: str = "1/2"
    tick: bool = False


YES, NO = True, False
GOLDEN = [
    # At least, ratio
    Case("exceeded", "ratio", "at_least", "90", "51/56", NO),
    Case("exceeded", "ratio", "at_least", "90", "51/56", YES),
    Case("met", "ratio", "at_least", "90", "9/10", NO),
    Case("met", "ratio", "at_least", "90", "9/10", YES),
    Case("met", "ratio", "at_least", "100", "505/505", YES),
    Case("unmet", "ratio", "at_least", "100", "504/505", YES),
    Case("exceeded", "ratio", "at_least", "100", "93/50", YES),  # 186 %
    Case("unmet", "ratio", "at_least", "90", "44/56", YES),
    Case("ongoing", "ratio", "at_least", "90", "44/56", NO, "8/12"),  # even pace: 34 of 51
    Case("at_risk", "ratio", "at_least", "90", "44/56", NO, "9/12"),  # last quarter of the time
    Case("at_risk", "ratio", "at_least", "90", "20/56", NO, "1/2"),  # even pace: 25 of 51
    Case("ongoing", "ratio", "at_least", "90", "25/56", NO, "1/2"),
    Case("unmet", "ratio", "at_least", "90", "89996/100000", YES),  # prints as 90,00 when rounded
    Case("exceeded", "ratio", "at_least", "90", "90004/100000", YES),
    Case("met", "ratio", "at_least", "66.67", "6667/10000", YES),
    Case("unmet", "ratio", "at_least", "66.67", "2/3", YES),
    Case("exceeded", "ratio", "at_least", "66.66", "2/3", YES),
    Case("none_arose", "ratio", "at_least", "90", "0/0", YES),
    Case("none_arose", "ratio", "at_least", "90", "3/0", NO),
    Case("no_figure", "ratio", "at_least", "90", "", YES),
    Case("no_figure", "ratio", "at_least", "90", "5/", YES),
    Case("no_figure", "ratio", "at_least", "90", "/5", YES),
    Case("no_figure", "ratio", "at_least", "90", "1/-2", YES),
    Case("no_figure", "ratio", "at_least", "90", "", YES, tick=True),
    Case("no_threshold", "ratio", "at_least", "", "51/56", YES),
    Case("no_threshold", "ratio", "at_least", "", "", YES),
    # At least, count
    Case("exceeded", "count", "at_least", "36", "102", NO),
    Case("met", "count", "at_least", "36", "36", NO),
    Case("unmet", "count", "at_least", "36", "35", YES),
    Case("ongoing", "count", "at_least", "36", "18", NO, "1/2"),
    Case("at_risk", "count", "at_least", "36", "17", NO, "1/2"),
    Case("ongoing", "count", "at_least", "1", "0", NO, "11/12"),  # half a case is no case
    Case("at_risk", "count", "at_least", "6", "1", NO, "9/12"),
    Case("ongoing", "count", "at_least", "6", "4", NO, "9/12"),  # no last quarter for counts
    Case("ongoing", "count", "at_least", "36", "0", NO, "0"),
    Case("ongoing", "count", "at_least", "36", "0", NO, ""),  # pace not looked at
    Case("met", "count", "at_least", "0", "0", YES),
    Case("none_arose", "count", "at_least", "36", "", YES, tick=True),
    Case("none_arose", "count", "at_least", "36", "0", YES, tick=True),
    Case("unmet", "count", "at_least", "36", "1", YES, tick=True),
    Case("no_figure", "count", "at_least", "36", "", YES),
    Case("no_threshold", "count", "at_least", "", "", YES, tick=True),
    # At most: inside is met, never exceeded
    Case("met", "ratio", "at_most", "2", "0/40", YES),
    Case("met", "ratio", "at_most", "2", "1/50", YES),
    Case("at_risk", "ratio", "at_most", "2", "1/49", NO),
    Case("unmet", "ratio", "at_most", "2", "1/49", YES),
    Case("unmet", "ratio", "at_most", "2", "200001/10000000", YES),  # rounds to 2,00
    Case("none_arose", "ratio", "at_most", "2", "0/0", NO),
    Case("met", "count", "at_most", "3", "3", NO),
    Case("at_risk", "count", "at_most", "3", "4", NO, "0"),
    Case("unmet", "count", "at_most", "3", "4", YES),
    # Exactly
    Case("met", "ratio", "exactly", "100", "7/7", NO),
    Case("at_risk", "ratio", "exactly", "100", "6/7", NO),
    Case("at_risk", "ratio", "exactly", "100", "8/7", NO),
    Case("unmet", "ratio", "exactly", "100", "8/7", YES),
    Case("met", "count", "exactly", "2", "2", YES),
    Case("at_risk", "count", "exactly", "2", "1", NO),
    Case("unmet", "count", "exactly", "2", "3", YES),
    # Zero: the first case is unmet at once; needs no threshold
    Case("met", "count", "zero", "0", "0", NO),
    Case("met", "count", "zero", "", "0", YES),
    Case("unmet", "count", "zero", "0", "1", NO, "0"),
    Case("unmet", "count", "zero", "", "1", NO),
    Case("no_figure", "count", "zero", "0", "", NO),
    Case("none_arose", "count", "zero", "0", "", NO, tick=True),
    Case("unmet", "ratio", "zero", "0", "1/900", NO),
    Case("none_arose", "ratio", "zero", "0", "0/0", NO),
    Case("unmet", "ratio", "zero", "0", "1", NO),  # of whatever will be typed
    Case("unmet", "ratio", "zero", "0", "1/0", NO),
    Case("no_figure", "ratio", "zero", "0", "0", NO),
    # Decimals
    Case("met", "count", "at_least", "12.5", "12.50", YES),
    Case("unmet", "count", "at_least", "12.5", "12.49", YES),
]


def verdict_of(case: Case) -> Verdict:
    numerator, _, denominator = case.done.partition("/")
    return verdicts.judge(
        case.measure,
        case.direction,
        numerator=Decimal(numerator) if numerator else None,
        denominator=Decimal(denominator) if denominator else None,
        threshold=Decimal(case.threshold) if case.threshold else None,
        judged=case.judged,
        elapsed=Fraction(case.elapsed) if case.elapsed else None,
        none_arose=case.tick,
    )


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: "-".join(map(str, case)))
def test_verdict(case: Case) -> None:
    assert verdict_of(case) == case.expected


def test_table_has_every_verdict_that_figures_lead_to() -> None:
    assert {case.expected for case in GOLDEN} == set(Verdict) - {Verdict.UNASSIGNED}


@pytest.mark.parametrize("measure", verdicts.Measure)
def test_what_is_not_assigned_stays_blank(measure: verdicts.Measure) -> None:
    verdict = verdicts.judge(
        measure, "at_least", numerator=1, denominator=2, threshold=90, judged=True, assigned=False
    )
    assert verdict is Verdict.UNASSIGNED
    assert verdict.word == verdict.glyph == ""


@pytest.mark.parametrize(
    ("fulfilled", "judged", "expected"),
    [
        (True, False, Verdict.MET),
        (True, True, Verdict.MET),
        (False, False, Verdict.AT_RISK),
        (False, True, Verdict.UNMET),
        (None, True, Verdict.NO_FIGURE),
    ],
)
def test_qualitative_targets_are_answered(
    fulfilled: bool | None, judged: bool, expected: Verdict
) -> None:
    verdict = verdicts.judge(
        "qualitative", "at_least", numerator=None, judged=judged, fulfilled=fulfilled
    )
    assert verdict is expected


@given(COUNTS, COUNTS, THRESHOLDS, st.sampled_from(["at_least", "at_most", "exactly"]))
def test_unmet_only_on_a_judging_date(a: int, b: int, threshold: Decimal, direction: str) -> None:
    for measure in ("ratio", "count"):
        verdict = verdicts.judge(
            measure, direction, numerator=a, denominator=b, threshold=threshold, judged=False
        )
        assert verdict is not Verdict.UNMET


@given(COUNTS, COUNTS, THRESHOLDS, st.sampled_from(["at_most", "exactly", "zero"]))
def test_only_at_least_can_be_exceeded(a: int, b: int, threshold: Decimal, direction: str) -> None:
    for measure in ("ratio", "count"):
        verdict = verdicts.judge(
            measure, direction, numerator=a, denominator=b, threshold=threshold, judged=True
        )
        assert verdict is not Verdict.EXCEEDED


@given(COUNTS, st.integers(1, 10**12), THRESHOLDS)
def test_needed_cases_are_just_enough(a: int, b: int, threshold: Decimal) -> None:
    for measure in ("ratio", "count"):
        more = verdicts.needed(measure, a, b, threshold)

        def met(numerator: int, measure: str = measure) -> bool:
            verdict = verdicts.judge(
                measure,
                "at_least",
                numerator=numerator,
                denominator=b,
                threshold=threshold,
                judged=True,
            )
            return verdict in (Verdict.MET, Verdict.EXCEEDED)

        assert met(a + more)
        assert more == 0 or not met(a + more - 1)


@given(COUNTS, st.integers(1, 10**12), THRESHOLDS)
def test_printed_percentage_lies_on_its_own_side_of_the_threshold(
    a: int, b: int, threshold: Decimal
) -> None:
    printed = verdicts.shown_percent(a, b, threshold)
    read = Decimal(printed.removesuffix(" %").replace(".", "").replace(",", "."))
    assert (read > threshold) == (100 * a > threshold * b)
    assert (read < threshold) == (100 * a < threshold * b)
    assert -read.as_tuple().exponent >= 2  # type: ignore[operator]


@pytest.mark.parametrize(
    ("a", "b", "threshold", "printed"),
    [
        (44, 56, 90, "78,57 %"),
        (58, 63, 90, "92,06 %"),
        (89996, 100000, 90, "89,996 %"),
        (90004, 100000, 90, "90,004 %"),
        (8999999, 10000000, 90, "89,99999 %"),
        (200001, 10000000, 2, "2,00001 %"),
        (9, 10, 90, "90,00 %"),
        (89996, 100000, None, "90,00 %"),
        (93, 50, 100, "186,00 %"),
        (700, 50, 100, "1.400,00 %"),
        (0, 7, 0, "0,00 %"),
        (3, 0, 90, ""),
        (None, 7, 90, ""),
        (7, None, 90, ""),
    ],
)
def test_shown_percent(a: int | None, b: int | None, threshold: int | None, printed: str) -> None:
    assert verdicts.shown_percent(a, b, threshold) == printed


def test_excess_of_a_ratio_is_in_percentage_points() -> None:
    excess = verdicts.exceeded_by("ratio", 995, 1000, 80)
    assert excess is not None
    assert excess.over == Fraction(39, 2)
    assert excess.sentence == "đạt 99,50 %, vượt 19,50 điểm phần trăm"


def test_excess_of_a_count_is_given_both_ways() -> None:
    excess = verdicts.exceeded_by("count", 102, None, 36)
    assert excess is not None
    assert excess.sentence == "đạt 283,33 %, vượt 183,33 %"


def test_a_small_excess_is_not_rounded_away() -> None:
    excess = verdicts.exceeded_by("ratio", 90004, 100000, 90)
    assert excess is not None
    assert excess.sentence == "đạt 90,004 %, vượt 0,004 điểm phần trăm"


@pytest.mark.parametrize(
    ("measure", "a", "b", "threshold"),
    [
        ("ratio", 9, 10, 90),
        ("ratio", 3, 0, 90),
        ("ratio", None, 10, 90),
        ("count", 36, None, 36),
        ("count", None, None, 36),
        ("count", 5, None, 0),
    ],
)
def test_no_excess(measure: str, a: int | None, b: int | None, threshold: int) -> None:
    assert verdicts.exceeded_by(measure, a, b, threshold) is None


@pytest.mark.parametrize(
    ("measure", "a", "b", "threshold", "more"),
    [
        ("ratio", 44, 56, "90", 7),
        ("ratio", 9, 10, "90", 0),
        ("ratio", 0, 0, "90", 0),
        ("ratio", 0, 3, "66.67", 3),
        ("ratio", 60, 50, "186", 33),
        ("count", 10, None, "36", 26),
        ("count", 40, None, "36", 0),
        ("count", 10, None, "12.5", 3),
    ],
)
def test_needed(measure: str, a: int, b: int | None, threshold: str, more: int) -> None:
    assert verdicts.needed(measure, a, b, Decimal(threshold)) == more


def test_needed_sentence_names_what_it_takes() -> None:
    ratio = verdicts.needed_sentence("ratio", 7, "tin", Decimal("90.00"), verb="giải quyết")
    count = verdicts.needed_sentence("count", 1200, "cuộc", 1549)
    assert ratio == "cần giải quyết thêm 7 tin để đạt 90 %"
    assert count == "cần thêm 1.200 cuộc để đạt 1.549 cuộc"
    by_head = verdicts.needed_sentence("per_head", 8, "phiên tòa", 1)
    assert by_head == "cần thêm 8 phiên tòa để đạt 1 phiên tòa/người"
    assert verdicts.needed_sentence("count", 0, "cuộc", 36) == ""


def test_every_verdict_has_its_own_look() -> None:
    seen = [f"{verdict.glyph} {verdict.word}" for verdict in Verdict]
    assert seen == [
        "▲ vượt",
        "✓ đạt",
        " đang thực hiện",
        "! nguy cơ",
        "✕ chưa đạt",
        "– không phát sinh",
        "? chưa có số liệu",
        " chưa giao ngưỡng",
        " ",
    ]


def drawn(tag: str, verdict: Verdict | str) -> str:
    return Template("{% load verdicts %}" + tag).render(Context({"v": verdict}))


@pytest.mark.parametrize("verdict", Verdict)
def test_tag_draws_glyph_and_word_never_colour_alone(verdict: Verdict) -> None:
    html = drawn("{% verdict v %}", verdict)
    assert verdict.glyph in html
    assert verdict.word in html
    assert (html == "") == (verdict is Verdict.UNASSIGNED)


def test_tag_with_a_figure_keeps_the_word_for_those_who_listen() -> None:
    html = drawn("{% verdict v '78,57 %' %}", "at_risk")
    assert '<span class="v v-risk"><span aria-hidden="true">!</span> 78,57 %' in html
    assert '<span class="visually-hidden"> nguy cơ</span>' in html


def test_tone_is_a_word_of_the_stylesheet() -> None:
    assert [drawn("{{ v|tone }}", verdict) for verdict in ("exceeded", "unassigned")] == [
        "more",
        "off",
    ]
