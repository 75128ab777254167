"""Results across dated successions: as reported, and as successor (design, rules 2 and 3).

A figure stays with the unit that reported it, and nothing here changes one. As reported, every unit
shows its own, also one that has ended. As successor, a unit shows its own and those of the units
that it alone follows, through chains, each up to the day of its succession; a month in which that
day lies belongs to whoever reported it. The figures of a unit that several units follow (chia tách)
cannot be divided: they stay in its own row.

Sources, by nature of the line:
flow   All months of all these units are added.
stock  The last month's value of the successor, once it has one from the succession's month on;
       until then its predecessors' last ones still stand, and are added.
level  As a stock, with values in force from before the period too.
Ratios are never added: callers put the sums into the formula.
"""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q, QuerySet

from procuracy.web.statements import kept
from targets import figure_years, formulas
from targets.calendar import first_of_month
from units.models import Succession, Unit

# `single`: successions up to a day; a unit with several successors is split, hands nothing on.
# `part`: whose figures a row contains, from when, until when, by which units they came and when.
# `latest`: the stock or level that each of them gave last; found one by one by index. `replaced`:
# of those, what a unit further on its way gave anew once it had taken it over. `lived`: by calendar
# year the months for which a part counts; `is_whole`: all that are asked for.
ACROSS = """
WITH RECURSIVE single AS (
    SELECT predecessor_id AS unit, min(successor_id) AS successor, min("on") AS until
    FROM units_succession WHERE "on" <= %(day)s
    GROUP BY predecessor_id HAVING count(*) = 1
), gathered (head, unit, until, path, days) AS (
    SELECT u.id, u.id, date 'infinity', '{{}}'::bigint[], '{{}}'::date[]
    FROM unnest(%(rows)s::bigint[]) AS u(id)
    UNION ALL
    SELECT g.head, s.unit, s.until, g.unit || g.path, s.until || g.days
    FROM gathered g JOIN single s ON s.successor = g.unit
    WHERE s.unit <> g.head AND s.unit <> ALL (g.path)
), part (head, unit, since, until, path, days) AS (
    SELECT head, unit, date '-infinity', until, path, days FROM gathered
    UNION ALL
    SELECT r.unit, r.unit, r.since, date 'infinity', '{{}}'::bigint[], '{{}}'::date[]
    FROM unnest(%(ended)s::bigint[], %(since)s::date[]) AS r(unit, since)
), latest AS MATERIALIZED (
    SELECT p.head, p.unit, p.path, p.days, i.id AS line, f.month, f.value
    FROM part p CROSS JOIN targets_indicator i CROSS JOIN LATERAL (
        SELECT month, value FROM targets_figure
        WHERE unit_id = p.unit AND indicator_id = i.id
          AND month >= p.since AND month < p.until AND month <= %(last)s
          AND (i.nature = 'level' OR month >= %(first)s)
        ORDER BY month DESC LIMIT 1
    ) f
    WHERE i.nature <> 'flow' AND i.id = ANY(%(lines)s)
), replaced AS (
    SELECT a.head, a.unit, a.line
    FROM latest a CROSS JOIN unnest(a.path, a.days) AS way(unit, entered)
    JOIN latest b ON b.head = a.head AND b.unit = way.unit AND b.line = a.line
    WHERE b.month >= date_trunc('month', way.entered)
), flow AS MATERIALIZED (
    SELECT id FROM targets_indicator WHERE nature = 'flow' AND id = ANY(%(lines)s)
), lived AS (
    SELECT p.head, p.unit, y.year,
        p.since <= make_date(y.year, y.first, 1) AND p.until > make_date(y.year, y.last, 1)
            AS is_whole,
        CASE WHEN p.since <= make_date(y.year, y.first, 1) THEN y.first ELSE
            (date_part('year', p.since)::int - y.year) * 12 + date_part('month', p.since)::int
            + (date_part('day', p.since) > 1)::int END AS first,
        CASE WHEN p.until > make_date(y.year, y.last, 1) THEN y.last ELSE
            (date_part('year', p.until - 1)::int - y.year) * 12
            + date_part('month', p.until - 1)::int END AS last
    FROM part p CROSS JOIN (VALUES {spans}) AS y (year, first, last)
)
SELECT f.head, f.indicator_id, trim_scale(sum(f.value) / 100.00)::text, NULL::date,
    bool_or(f.unit <> f.head), bit_or(f.months)
FROM ({years}) f WHERE f.months <> 0
GROUP BY f.head, f.indicator_id
UNION ALL
SELECT a.head, a.line, trim_scale(sum(a.value))::text, max(a.month),
    bool_or(a.unit <> a.head), 0
FROM latest a
WHERE NOT EXISTS (
    SELECT FROM replaced r WHERE r.head = a.head AND r.unit = a.unit AND r.line = a.line
)
GROUP BY a.head, a.line
"""
# Flows of one calendar year, from the summary (decision 9). Of most parts all months asked for
# count, and are added without looking at each.
OF_YEAR = """
SELECT p.head, p.unit, f.indicator_id,
    CASE WHEN p.is_whole THEN {span.added} ELSE {span.added_between} END AS value,
    CASE WHEN p.is_whole THEN {span.bits} ELSE {span.bits_between} END AS months
FROM lived p
JOIN targets_figureyear f ON f.unit_id = p.unit AND f.year = {span.year}
JOIN flow ON flow.id = f.indicator_id + 0
WHERE p.year = {span.year}
"""


class Amount(NamedTuple):
    """A line's value in a row; `month`: of a stock or level, when it was given last."""

    value: formulas.Value
    month: datetime.date | None
    is_inherited: bool  # contains what a predecessor reported
    months: int  # of a flow: a bit for each calendar month that has a figure


Amounts = dict[int, dict[int, Amount]]  # by row (a unit) and line


@dataclass(frozen=True)
class Step:
    """`successor` follows `predecessor` from the day `on`."""

    predecessor: int
    successor: int
    on: datetime.date


class Inheritance:
    """Who follows whom among some units, as it stands on a day."""

    def __init__(self, units: Iterable[Unit], steps: Iterable[Step], day: datetime.date) -> None:
        self.units = {unit.pk: unit for unit in units}
        self.day = day
        self.steps = sorted((s for s in steps if s.on <= day), key=lambda s: (s.on, s.successor))

    @classmethod
    def of(cls, units: Collection[Unit], day: datetime.date) -> "Inheritance":
        """One query. Successors that are not among `units` are known by number only."""
        steps = _steps(tuple(unit.pk for unit in units), day)
        return cls(units, [Step(*row) for row in steps], day)

    def at(self, day: datetime.date) -> "Inheritance":
        return Inheritance(self.units.values(), self.steps, day)

    @cached_property
    def after(self) -> dict[int, list[Step]]:
        """By predecessor."""
        return _by_unit((step.predecessor, step) for step in self.steps)

    @cached_property
    def before(self) -> dict[int, list[Step]]:
        """By successor."""
        return _by_unit((step.successor, step) for step in self.steps)

    def reforms(self, first: datetime.date, last: datetime.date) -> list[Step]:
        """Successions of these units from the day after `first` to `last`: both worlds are seen."""
        return [s for s in self.steps if first < s.on <= last and s.predecessor in self.units]

    def is_split(self, unit: int) -> bool:
        return len(self.after.get(unit, ())) > 1

    def following(self, unit: int) -> Step | None:
        """The succession by which a unit's figures go on to another one of these units."""
        steps = self.after.get(unit, [])
        return steps[0] if len(steps) == 1 and steps[0].successor in self.units else None

    def heir(self, unit: int) -> int:
        """The unit whose row contains this one's figures; itself when nobody takes them on."""
        passed = {unit}
        while (step := self.following(unit)) and step.successor not in passed:
            unit = step.successor
            passed.add(unit)
        return unit

    def inherited(self, unit: int) -> list[Step]:
        """Successions by which other units' figures came into a unit's row, the nearest first."""
        found: list[Step] = []
        reached = {unit}
        waiting = [unit]
        while waiting:
            for step in self.before.get(waiting.pop(0), []):
                if not self.is_split(step.predecessor) and step.predecessor not in reached:
                    reached.add(step.predecessor)
                    waiting.append(step.predecessor)
                    found.append(step)
        return found

    def undivided(self, unit: int) -> list[Step]:
        """Of a successor, or those it follows: splits whose earlier figures it does not contain."""
        members = {unit, *(step.predecessor for step in self.inherited(unit))}
        return [
            step
            for step in self.steps
            if step.successor in members and self.is_split(step.predecessor)
        ]


@kept
def _steps(units: tuple[int, ...], day: datetime.date) -> QuerySet[Succession, Any]:
    touching = Q(predecessor__among=units) | Q(predecessor__successions__successor__among=units)
    rows = Succession.objects.filter(touching, on__lte=day).distinct()
    return rows.values_list("predecessor_id", "successor_id", "on")


def _by_unit(pairs: Iterable[tuple[int, Step]]) -> dict[int, list[Step]]:
    found: dict[int, list[Step]] = {}
    for unit, step in pairs:
        found.setdefault(unit, []).append(step)
    return found


def as_reported(
    units: Collection[int], lines: Collection[int], first: datetime.date, last: datetime.date
) -> Amounts:
    """Each unit's own figures for the months `first` to `last`; one query."""
    return _amounts(units, {}, datetime.date.min, lines, first, last)


def as_successor(
    inheritance: Inheritance,
    units: Collection[int],
    lines: Collection[int],
    first: datetime.date,
    last: datetime.date,
) -> Amounts:
    """The units' figures in the rows of their heirs, every figure once; one query.

    A unit that ended but reported for a month after its succession has a row of its own for that.
    """
    heads = list(dict.fromkeys(inheritance.heir(unit) for unit in units))
    ended = {
        unit: step.on
        for unit in units
        if unit not in heads and (step := inheritance.following(unit))
    }
    found = _amounts(heads, ended, inheritance.day, lines, first, last)
    return {row: values for row, values in found.items() if values or row not in ended}


def _amounts(
    heads: Collection[int],
    ended: Mapping[int, datetime.date],
    day: datetime.date,
    lines: Collection[int],
    first: datetime.date,
    last: datetime.date,
) -> Amounts:
    found: Amounts = {row: {} for row in [*heads, *ended]}
    asked: dict[str, Any] = {
        "rows": list(heads),
        "ended": list(ended),
        "since": list(ended.values()),
    }
    asked |= {"day": day, "lines": list(lines), "first": first, "last": last}
    with connection.cursor() as cursor:
        cursor.execute(_statement(first, last), asked)
        for row, line, value, month, is_inherited, months in cursor:
            found[row][line] = Amount(figure_years.amount(value), month, is_inherited, months)
    return found


@lru_cache(maxsize=256)
def _statement(first: datetime.date, last: datetime.date) -> str:
    spans = figure_years.spans(first, last)
    return ACROSS.format(
        spans=", ".join(str(tuple(span)) for span in spans),
        years=figure_years.union(spans, lambda span: OF_YEAR.format(span=span)),
    )


def values(amounts: Mapping[int, Amount]) -> dict[int, formulas.Value | None]:
    return {line: amount.value for line, amount in amounts.items()}


def total(inheritance: Inheritance, amounts: Amounts) -> dict[int, formulas.Value | None]:
    """All rows as one: a stock or level that a successor has taken over does not count twice.

    Of a unit that was split it is taken over as soon as one of the successors gives its own.
    """
    return formulas.add_units(
        {
            line: amount.value
            for line, amount in of_row.items()
            if amount.month is None or not _is_taken_over(inheritance, amounts, row, line)
        }
        for row, of_row in amounts.items()
    )


def is_counted_later(inheritance: Inheritance, amounts: Amounts, row: int, line: int) -> bool:
    """Whether a row's stock or level was taken over by a unit that follows it."""
    amount = amounts.get(row, {}).get(line)
    if amount is None or amount.month is None:
        return False
    return _is_taken_over(inheritance, amounts, row, line)


def _is_taken_over(inheritance: Inheritance, amounts: Amounts, row: int, line: int) -> bool:
    for step in _onwards(inheritance, row):
        own = amounts.get(step.successor) or amounts.get(inheritance.heir(step.successor)) or {}
        amount = own.get(line)
        if amount and amount.month and amount.month >= first_of_month(step.on):
            return True
    return False


def _onwards(inheritance: Inheritance, unit: int) -> Iterator[Step]:
    """Every succession after a unit, through chains and splits."""
    passed, waiting = {unit}, [unit]
    while waiting:
        for step in inheritance.after.get(waiting.pop(0), []):
            if step.successor not in passed:
                passed.add(step.successor)
                waiting.append(step.successor)
                yield step
