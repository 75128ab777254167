"""Sentences of figures and targets."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.urls import reverse

from meetings.consolidating import places
from meetings.consolidating.counting import Counted, Months, brief
from meetings.consolidating.places import Place
from meetings.consolidating.reading import Known
from meetings.consolidating.said import Entry, Said, Speaker, change, number, plain
from meetings.models import OutlineLine
from procuracy.web.dates import screen_month
from procuracy.web.numbers import format_percent
from targets.models import Indicator
from targets.scores import Score, own_goal
from targets.sights import Found
from targets.verdicts import Verdict

SINCE = {"tang_giam": "kỳ trước", "tang_giam_cung_ky": "cùng kỳ năm trước"}


def speak_figures(line: OutlineLine, known: Known) -> Speaker:
    figures = known.figures
    lines = [figures.lines.get(code) for code in line.indicators]

    def speak(place: Place) -> Said:
        if place.name == "ty_le":
            return _share(lines, figures.now)
        if place.name == "ky_so_lieu":
            return Said(_months_said(known.months))
        indicator = lines[place.number - 1]
        if indicator is None:
            return Said(places.UNKNOWN_HERE)
        if place.name in ("ten", "don_vi_tinh"):
            return Said(indicator.name if place.name == "ten" else indicator.counted_in)
        return _of_line(place.name, indicator, known)

    return speak


def _months_said(months: Months) -> str:
    last = screen_month(months.last)
    return last if months.count == 1 else f"từ {screen_month(months.first)} đến {last}"


def _of_line(name: str, indicator: Indicator, known: Known) -> Said:
    figures = known.figures
    if name in ("so", "luy_ke"):
        counted = figures.counted(indicator, figures.now if name == "so" else figures.to_date)
        if counted.total is None and figures.is_nil(indicator):
            return Said("0", 0)
        return Said(number(counted.total), counted.total, _entry(indicator, counted, known))
    now = figures.now.total.get(indicator.pk)
    then = figures.before if name in ("so_truoc", "tang_giam") else figures.last_year
    before = then.total.get(indicator.pk)
    if name.startswith("tang_giam"):
        return Said(change(now, before, SINCE[name]))
    return Said(number(before))


def _entry(indicator: Indicator, counted: Counted, known: Known) -> Entry:
    month = known.months.last
    parts: list[list[Any]] = []
    for unit, value in counted.parts:
        if value and unit.pk != known.office.pk:
            parts.append([brief(unit), plain(value), _page(indicator.field_id, unit.pk, month)])
    return {
        "label": indicator.name,
        "total": plain(counted.total),
        "parts": parts,
        "missing": counted.missing,
    }


@lru_cache(maxsize=4096)
def _page(field: int, unit: int, month: datetime.date) -> str:
    """Where a unit's figures of a field are looked at; thousands of times a report."""
    return reverse("targets:field_check", args=[field, unit, month])


def _share(lines: list[Indicator | None], now: Found) -> Said:
    values = [now.total.get(line.pk) if line else None for line in lines[:2]]
    if len(values) < 2 or values[0] is None or not values[1]:
        return Said(places.UNKNOWN_HERE)
    share = Decimal(values[0]) * 100 / Decimal(values[1])
    return Said(format_percent(share))


# Targets


def speak_target(line: OutlineLine, known: Known) -> Speaker:
    score = _score(line.target, known)

    def speak(place: Place) -> Said:
        if score is None:
            return Said(line.title if place.name == "ten" else places.UNKNOWN_HERE)
        numerator, denominator, _ = score.result
        words: dict[str, Callable[[], str]] = {
            "ten": lambda: score.target.short_name,
            "tu_so": lambda: number(numerator),
            "mau_so": lambda: number(denominator),
            "nguong": lambda: own_goal(score),
            "danh_gia": lambda: score.verdict.word,
        }
        if place.name != "ket_qua":
            return Said(words[place.name]())
        return Said(score.shown or score.verdict.word, entry=_results(line.target, known))

    return speak


def _score(code: str, known: Known) -> Score | None:
    """Of the whole office: the board's total, of an office without units its own row."""
    if known.board is None:
        return None
    row = known.board.total or next(
        (row for row in known.board.rows if row.unit.pk == known.office.pk), None
    )
    scores = row.scores if row else []
    return next((one for one in scores if one.target.code == code and one.is_assigned), None)


def _results(code: str, known: Known) -> Entry:
    parts: list[list[Any]] = []
    missing: list[str] = []
    board = known.board
    for row in board.rows if board and board.total else []:
        for score in row.scores:
            if score.target.code != code or not score.is_assigned:
                continue
            if score.verdict is Verdict.NO_FIGURE:
                missing.append(brief(row.unit))
            elif score.verdict is not Verdict.NONE_AROSE:
                page = reverse("targets:target_cell", args=[row.unit.pk, score.target.pk])
                parts.append([brief(row.unit), score.shown or score.verdict.word, page])
    return {"label": "Kết quả từng đơn vị", "total": "", "parts": parts, "missing": missing}
