"""Difficulties of units: raised with a report, answered, settled or asked about again."""

import datetime

from meetings.models import Difficulty, DifficultyStep, UnitReport
from units.models import User


def raise_all(report: UnitReport, *, by: User, at: datetime.datetime) -> None:
    """With the report that is sent: whoever answers sees them from now on."""
    assert by.acting
    drafts = list(report.difficulties.filter(raised_at__isnull=True))
    Difficulty.objects.filter(pk__in=[one.pk for one in drafts]).update(raised_at=at)
    DifficultyStep.objects.bulk_create(
        DifficultyStep(
            difficulty=one, kind=DifficultyStep.Kind.RAISED, by=by.acting, at=at, text=one.text
        )
        for one in drafts
    )
