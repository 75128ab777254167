"""How far a job has come, told to the page that waits for it."""

from typing import Any

from django.db.models import QuerySet

STEP = 5  # percent: a page asks once a second


class Steps:
    """Call it with the percentage as often as you like; `row` is written every few percent."""

    def __init__(self, row: QuerySet[Any]) -> None:
        self._row, self._told = row, 0

    def __call__(self, percent: int) -> None:
        if percent >= self._told + STEP:
            self._told = percent
            self._row.update(progress=percent)
