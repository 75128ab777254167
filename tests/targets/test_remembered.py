"""The catalogue in memory is what stands in the database, whoever changed it."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from targets import remembered
from targets.models import Indicator
from tests import factories as f
from tests.factories import figures

pytestmark = pytest.mark.django_db
MONTH = datetime.date(2026, 8, 1)


def test_catalogue_is_read_once() -> None:
    line = f.indicator()
    f.target(line)
    ask(line)
    with CaptureQueriesContext(connection) as queries:
        ask(line)
    assert len(queries) == 1  # does it still stand


def test_every_change_is_known_at_once() -> None:
    f.work_year(2026)
    line, other = f.indicator(), f.indicator()
    target = f.target(line)
    rule = figures.balance([line], [other])
    seen = [remembered.now().state]
    for row, field, value in (
        (line, "name", "Tin báo"),
        (line, "name", "Tin báo"),  # another version, although it says the same
        (line.field, "name", "Tin báo, tố giác"),
        (target, "threshold", 80),
        (target.target_set, "small_below", 7),
        (rule, "left_text", "phải giải quyết"),
    ):
        setattr(row, field, value)
        row.save()
        seen.append(remembered.now().state)
    for gone in (rule.terms.first(), target.terms.first()):
        assert gone
        gone.delete()
        seen.append(remembered.now().state)
    assert len(set(seen)) == len(seen)


def test_changed_rows_are_read_anew() -> None:
    line = f.indicator("Tin báo mới")
    assert str(ask(line)) == "Tin báo mới"
    Indicator.objects.filter(pk=line.pk).update(name="Nguồn tin mới")
    assert str(ask(line)) == "Nguồn tin mới"
    Indicator.objects.filter(pk=line.pk).update(valid_to=datetime.date(2026, 7, 31))
    assert ask(line) is None


def ask(line: Indicator) -> Indicator | None:
    known = remembered.now()
    known.year(MONTH)
    known.rules(MONTH, [line.pk])
    known.formulas([line.pk])
    return known.line(line.pk, MONTH)
