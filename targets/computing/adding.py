"""What was counted, put beside typed figures: into rows, totals and last year's months."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from targets.calendar import month_end
from targets.computing.lines import numbers
from targets.computing.sources import Item, sources
from targets.formulas import Value
from targets.models import Target
from targets.sights import Found, Sight


def added(found: Found, sight: Sight, targets: Iterable[Target], today: datetime.date) -> Found:
    """With the lines of the computed ones among `targets`; without such nothing is asked.

    One query for each source, two where last year is asked for.
    """
    wanted = sorted({target.computation for target in targets if target.computation})
    if not wanted:
        return found
    first, last = sight.year.starts_on, sight.period.ends_on
    now = _values(wanted, sight, found.values, first, min(last, _yesterday(today)))
    found = replace(found, values=_joined(found.values, now), total=_total(found.total, now))
    if found.before is None or found.total_before is None:
        return found
    months = sight.months_before
    then = _values(wanted, sight, found.before, months[0], month_end(months[1]))
    return replace(
        found,
        before=_joined(found.before, then),
        total_before=_total(found.total_before, then),
    )


Rows = dict[int, dict[int, Value | None]]


def _values(
    wanted: Iterable[str],
    sight: Sight,
    rows: Iterable[int],
    first: datetime.date,
    last: datetime.date,
) -> Rows:
    """Of each row, 0 where nothing fell due; a unit that ended counts in its heir's row."""
    shown = set(rows)
    found: Rows = {row: {} for row in shown}
    for computation in wanted:
        on_time, fallen_due = numbers(computation)
        for row in shown:
            found[row] |= {on_time: 0, fallen_due: 0}
        for unit, (done, due) in _counted(computation, sight.reporting, first, last).items():
            row = sight.inheritance.heir(unit) if sight.is_successor else unit
            values = found.setdefault(row, {})
            values[on_time] = (values.get(on_time) or 0) + done
            values[fallen_due] = (values.get(fallen_due) or 0) + due
    return found


def _counted(
    computation: str, units: Collection[int], first: datetime.date, last: datetime.date
) -> dict[int, tuple[int, int]]:
    total: dict[int, tuple[int, int]] = {}
    for source in sources(computation):
        for unit, (done, due) in source.count(units, first, last).items():
            before = total.get(unit, (0, 0))
            total[unit] = (before[0] + done, before[1] + due)
    return total


def _joined(
    values: Mapping[int, Mapping[int, Value | None]], computed: Rows
) -> dict[int, Mapping[int, Value | None]]:
    return {row: {**of_row, **computed.get(row, {})} for row, of_row in values.items()}


def _total(total: Mapping[int, Value | None], computed: Rows) -> dict[int, Value | None]:
    sums: dict[int, Value | None] = dict(total)
    for values in computed.values():
        for line, value in values.items():
            sums[line] = (sums.get(line) or 0) + (value or 0)
    return sums


def items(
    computation: str, units: Collection[int], sight: Sight, today: datetime.date
) -> list[Item]:
    """What was counted for the units up to the period's end, source by source."""
    return items_between(computation, units, sight.year.starts_on, sight.period.ends_on, today)


def items_between(
    computation: str,
    units: Collection[int],
    first: datetime.date,
    last: datetime.date,
    today: datetime.date,
) -> list[Item]:
    """What fell due in those days, as far as they are over."""
    last = min(last, _yesterday(today))
    found = (source.items(units, first, last) for source in sources(computation))
    return [item for of_source in found for item in of_source]


def _yesterday(today: datetime.date) -> datetime.date:
    return today - datetime.timedelta(days=1)
