"""A board: rows of scores under columns, its parts, and how it is drawn."""

from collections import Counter
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from targets.boards.drawing import cell_of
from targets.boards.heads import Column, head
from targets.models import Period, WorkYear
from targets.rollups import Group, Source, Sums
from targets.scores import Score, own_goal
from targets.sights import Sight
from targets.verdicts import Verdict
from units.models import Field, Unit
from units.overseeing import Overseen
from units.reach import Reach

Covers = Callable[[int, int], bool]  # of a unit and a field, by id
BEHIND = {Verdict.UNMET, Verdict.AT_RISK}
# The order of the strip above the board and of its bar.
STRIP = (
    Verdict.EXCEEDED,
    Verdict.MET,
    Verdict.ONGOING,
    Verdict.AT_RISK,
    Verdict.UNMET,
    Verdict.NONE_AROSE,
    Verdict.NO_FIGURE,
    Verdict.NO_THRESHOLD,
)
LEGEND = [v for v in STRIP if v.glyph]


@dataclass
class Row:
    unit: Unit
    scores: list[Score]
    cells: list[dict[str, str] | None] = field(default_factory=list)
    head: list[dict[str, str]] = field(default_factory=list)  # name and link, as it is printed
    note: str = ""  # what of its predecessors the row contains, or that it cannot be divided


@dataclass
class Board:
    year: WorkYear
    period: Period
    columns: list[Column]
    rows: list[Row]
    total: Row | None
    sight: Sight
    total_name: str = "Toàn tỉnh"
    source: Source | None = None  # for sums of some of the rows
    heads: list[dict[str, str]] = field(default_factory=list)  # as the template prints them

    @property
    def groups(self) -> list[tuple[Field, int]]:
        """(field, number of its columns), in order."""
        columns = groupby(self.columns, key=lambda column: column.target.field_id)
        groups = [list(same) for _, same in columns]
        return [(same[0].target.field, len(same)) for same in groups]

    @property
    def goals(self) -> list[str]:
        """What each column asks for; of a unit alone its own threshold."""
        if self.total or len(self.rows) != 1:
            return [column.goal for column in self.columns]
        pairs = zip(self.columns, self.rows[0].scores, strict=True)
        return [own_goal(one) if one.is_assigned else column.goal for column, one in pairs]

    @property
    def shown(self) -> list[Row]:
        return [*self.rows, *([self.total] if self.total else [])]

    @property
    def is_restated(self) -> bool:
        """Some result contains a figure that was corrected after its acceptance."""
        shown = self.shown
        return any(
            score.is_restated or score.is_before_restated for row in shown for score in row.scores
        )

    @property
    def is_small(self) -> bool:
        """Some result rests on few cases."""
        shown = [*self.rows, *([self.total] if self.total else [])]
        return any(score.is_small for row in shown for score in row.scores)

    def counts(self) -> list[tuple[Verdict, int]]:
        counted = Counter(score.verdict for row in self.rows for score in row.scores)
        return [(verdict, counted[verdict]) for verdict in STRIP if counted[verdict]]

    def holding(self, verdicts: Container[Verdict]) -> "Board":
        """Rows and columns in which one of these verdicts stands."""
        kept = [
            at
            for at in range(len(self.columns))
            if any(row.scores[at].verdict in verdicts for row in self.rows)
        ]
        rows = [row for row in self.rows if any(one.verdict in verdicts for one in row.scores)]
        return self._of(rows, kept, self.total)

    def readable(self, scope: Reach) -> "Board":
        """Of units not read wholly the fields that may be read; what is empty then is left out."""
        total = _read(self.total, scope.covers) if self.total else None
        part = self._covered(scope.covers, scope.whole, total)
        if self.source:
            part.source = replace(self.source, covers=scope.covers)
        return part

    def overseen(self, held: Overseen) -> "Board":
        """What a leader oversees; its total in place of the province's."""
        part = self._covered(held.covers_figures, held.unit_ids, None)
        if self.total is None or self.source is None:
            return part
        group = Group("Khối phụ trách", held.covers_figures)
        scores = Sums(self.source).of(group, [column.formula for column in part.columns])
        return replace(part, total=Row(self.total.unit, scores), total_name=group.name)

    def _covered(self, covers: Covers, whole: Container[int], total: "Row | None") -> "Board":
        rows = [_read(row, covers) for row in self.rows]
        rows = [row for row in rows if row.unit.pk in whole or _is_filled(row)]
        return self._of(rows, self._asked_of(rows), total)

    def only(self, unit_id: int) -> "Board":
        """One unit's row, with the targets that it was assigned."""
        rows = [row for row in self.rows if row.unit.pk == unit_id]
        return self._of(rows, self._asked_of(rows), None)

    def of_target(self, target_id: int) -> "Board":
        """One column; none where it is asked of nobody."""
        kept = [at for at, one in enumerate(self.columns) if one.target.pk == target_id]
        return self._of(self.rows if kept else [], kept, self.total if kept else None)

    def _asked_of(self, rows: Sequence[Row]) -> list[int]:
        return [
            at for at in range(len(self.columns)) if any(row.scores[at].is_assigned for row in rows)
        ]

    def _of(self, rows: list[Row], kept: list[int], total: "Row | None") -> "Board":
        columns = [self.columns[at] for at in kept]
        shown = [_kept(row, kept) for row in rows]
        return replace(self, columns=columns, rows=shown, total=total and _kept(total, kept))

    def drawn(self, query: str) -> "Board":
        """With the cells that the template prints; `query` is carried into their links."""
        told = self.sight.is_choice or self.sight.compares
        ends = [f"/{column.target.pk}/{query}" for column in self.columns]
        goals = zip(self.columns, self.goals, strict=True)
        self.heads = [head(column, goal, query) for column, goal in goals]
        for row in self.rows:
            row.head = [{"name": row.unit.short_name, "link": f"units/{row.unit.pk}/{query}"}]
        for row in [*self.rows, *([self.total] if self.total else [])]:
            unit = str(row.unit.pk)
            cells = zip(row.scores, ends, strict=True)
            row.cells = [cell_of(score, unit + end, told) for score, end in cells]
        return self


def _kept(row: Row, at: Sequence[int]) -> Row:
    return replace(row, scores=[row.scores[i] for i in at], cells=[])


def _read(row: Row, covers: Covers) -> Row:
    """With blanks for what may not be read, or is not asked for."""
    scores = [
        one
        if covers(row.unit.pk, one.target.field_id)
        else Score(one.formula, one.formula.result({}), None, Verdict.UNASSIGNED)
        for one in row.scores
    ]
    return replace(row, scores=scores)


def _is_filled(row: Row) -> bool:
    return any(score.is_assigned for score in row.scores)
