"""‡ in the grid of assignments: what was given, given anew or taken away after a judging day."""

from collections.abc import Iterable, Mapping, Sequence

from targets.assigning import Key, Rows
from targets.given import told
from targets.models import Target
from targets.scores import MOST_REGIVEN, REGIVEN
from units.models import Unit

Marks = Mapping[Key, str]  # the words for a cell


def marks(rows: Rows) -> Marks:
    """`rows`: with the records of what was taken away."""
    return {key: later.words for key, row in rows.items() if (later := told(row))}


def notes(found: Marks, units: Iterable[Unit], targets: Sequence[Target]) -> list[str]:
    """`‡ VKSND khu vực 4, Giải quyết tin báo: ngưỡng giao lại ngày …`, as many as one reads."""
    said = [
        f"{REGIVEN} {unit.short_name}, {target.short_name}: {found[unit.pk, target.pk]}."
        for unit in units
        for target in targets
        if (unit.pk, target.pk) in found
    ]
    shown, more = said[:MOST_REGIVEN], len(said) - MOST_REGIVEN
    return [*shown, f"{REGIVEN} và {more} ô khác: rê chuột vào ô để xem."] if more > 0 else shown
