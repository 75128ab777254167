"""What was promised is held against the figures of its day, and counted."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meetings import facts
from targets import commitments, explaining, explanation_lists
from targets.commitments import Tally
from targets.models import Explanation, Figure, Target, TargetSet
from tests import factories as f
from tests.targets.explained import AT, TODAY, behind, leader, month, said, sent, signed_in
from tests.targets.figures_facts import Office
from units.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", TODAY.isoformat())
    return behind()


PROMISES = [  # solved and left at the end of May, the level promised; 3 were solved before
    (92, 5, None, "kept"),  # 95/100
    (87, 10, None, "kept"),  # 90/100: just what is asked
    (86, 11, None, "broken"),  # 89/100
    (82, 15, Decimal(85), "kept"),  # 85/100, promised as such
    (81, 16, Decimal(85), "broken"),  # 84/100
]


def test_promise_is_held_against_the_figures_of_its_day(made: Office) -> None:
    row = sent(made)
    solved, left = made.enter(made.solved, "2026-05", 0), made.enter(made.remaining, "2026-05", 0)
    for done, rest, level, expected in PROMISES:
        Explanation.objects.update(outcome="", measured_at=None, promised_value=level)
        Figure.objects.filter(pk=solved.pk).update(value=done)
        Figure.objects.filter(pk=left.pk).update(value=rest)
        assert commitments.measure(today=datetime.date(2026, 5, 31), at=AT) == 0  # its last day
        assert commitments.measure(today=datetime.date(2026, 6, 1), at=AT) == 1
        assert commitments.measure(today=datetime.date(2026, 6, 1), at=AT) == 0
        row.refresh_from_db()
        assert (row.outcome, row.measured_numerator) == (expected, 3 + done)


def replaced(target: Target, **changes: Any) -> Target:
    """Its twin in a version of its set that begins in May."""
    old = target.target_set
    TargetSet.objects.filter(pk=old.pk).update(valid_to=datetime.date(2026, 4, 30))
    new = TargetSet.objects.create(
        name=old.name, version=2, replaces=old, valid_from=datetime.date(2026, 5, 1)
    )
    terms = list(target.terms.all())
    twin = Target.objects.get(pk=target.pk)
    twin.pk, twin.target_set = None, new
    for name, value in changes.items():
        setattr(twin, name, value)
    twin.save()
    for term in terms:
        term.pk, term.target = None, twin
        term.save()
    return twin


@pytest.mark.parametrize(
    ("changes", "expected"),
    [({}, "kept"), ({"direction": "at_most"}, ""), ({"code": "KHÁC"}, "")],
)
def test_promise_goes_on_when_its_set_is_replaced(
    made: Office, changes: dict[str, Any], expected: str
) -> None:
    row = sent(made)
    made.assign(replaced(made.ratio, **changes))
    made.enter(made.solved, "2026-05", 97)
    made.enter(made.remaining, "2026-05", 0)
    commitments.measure(today=datetime.date(2026, 6, 1), at=AT)
    row.refresh_from_db()
    assert row.outcome == expected


def test_earlier_promises_are_told_after_their_set_was_replaced(made: Office) -> None:
    row = sent(made)
    told = [
        explanation_lists.earlier(made.region.pk, one, month(5).ends_on)
        for one in (made.ratio, replaced(made.ratio), made.count)
    ]
    assert told == [[row], [row], []]


def test_what_a_year_left_undone_may_be_done_in_the_next(made: Office) -> None:
    """Three hearings of four by September; the fourth was promised for October and held."""
    made.assign(made.count, assigned_threshold=4)
    made.enter(made.hearings, "2026-09", 3)
    late = datetime.date(2026, 10, 5)
    promise = said(promised_on=datetime.date(2026, 10, 31))
    row = explaining.write(made.region, made.count, month(9), promise, seen="", by=leader(made))
    explaining.send(row, by=leader(made), at=AT, today=late)
    made.enter(made.hearings, "2026-10", 1)
    commitments.measure(today=datetime.date(2026, 11, 3), at=AT)
    row.refresh_from_db()
    assert (row.outcome, row.measured_numerator) == ("kept", 4)


def test_promise_waits_for_the_figures_of_its_month(made: Office) -> None:
    sent(made)
    assert commitments.measure(today=datetime.date(2026, 6, 5), at=AT) == 0


def test_of_a_zero_target_it_is_promised_that_no_more_happens(made: Office) -> None:
    zero = f.target(made.hearings, direction="zero", target_set=made.ratio.target_set)
    made.assign(zero)
    made.enter(made.hearings, "2026-04", 1)
    row = explaining.write(made.region, zero, month(4), said(), seen="", by=leader(made))
    explaining.send(row, by=leader(made), at=AT, today=TODAY)
    made.enter(made.hearings, "2026-05", 0)
    commitments.measure(today=datetime.date(2026, 6, 1), at=AT)
    row.refresh_from_db()
    assert row.outcome == "kept"


def test_kept_promises_are_counted_next_time(client: Client, made: Office) -> None:
    sent(made)
    made.enter(made.solved, "2026-05", 85)
    made.enter(made.remaining, "2026-05", 12)  # 88/100
    commitments.measure(today=datetime.date(2026, 6, 1), at=AT)
    tally = commitments.tally(Explanation.objects.all(), made.year)[made.region.pk]
    assert tally == Tally(kept=0, broken=1)
    assert tally.sentence == "đã thực hiện 0/1 cam kết đã kiểm đếm"
    meeting = f.meeting(made.province, work_year=made.year, period=month(5))
    region = Unit.objects.named(TODAY).get(pk=made.region.pk)
    known = facts.accounted(meeting, region, datetime.date(2026, 6, 2))
    assert [one.words for one in known.due] == ["không thực hiện được cam kết"]
    assert known.tally == tally
    page = signed_in(client, made.head).get(
        reverse("targets:explanation_list"), {"period": month(5).pk, "year": 2026}
    )
    assert "✕ không thực hiện được cam kết" in page.content.decode()
