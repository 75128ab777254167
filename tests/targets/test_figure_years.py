"""The summary that boards add up equals the figures, whatever was done to them (decision 9)."""

import datetime

import pytest
from django.db import connection

from targets.models import FigureYear
from targets.models.figure_year_triggers import DIFFERING
from tests import factories as f

pytestmark = pytest.mark.django_db


def differing() -> int:
    with connection.cursor() as cursor:
        cursor.execute(DIFFERING)
        return int(cursor.fetchone()[0])


def test_a_typed_figure_stands_in_its_year_at_once() -> None:
    figure = f.figure(f.indicator(), f.region(f.province()), datetime.date(2026, 3, 1), "12.50")

    row = FigureYear.objects.get(unit=figure.unit, indicator=figure.indicator)

    assert (row.year, row.m3, row.m2) == (2026, 1250, None)
    assert differing() == 0
