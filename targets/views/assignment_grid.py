"""A whole set in one grid of units × targets: typed, pasted, saved cell by cell or all at once."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from procuracy.web.access import Denied, refuse, requires
from targets import assigning, promises
from targets.assigning import Change, Key, Stored
from targets.assignment_forms import ReasonForm
from targets.assignment_marks import Marks, marks, notes
from targets.models import Target, TargetAssignment, TargetSet, WorkYear
from targets.permissions import may_assign_targets, may_commit_targets, may_read
from targets.promises import Aspect
from targets.regiving import Regiving
from targets.scores import REGIVEN, goal_text
from targets.views.assignments import asked_year, seen_units, stored_with_reason
from units.acting import Request
from units.models import Field, Unit

PAGE = "targets/assignment_grid.html"
MOST_CELLS = 10_000


@dataclass(frozen=True)
class Grid:
    """What one looks at: a set in a year, of one field or of all, one aspect of each cell."""

    year: WorkYear
    sets: list[TargetSet]
    chosen: TargetSet | None
    field: Field | None
    aspect: Aspect
    units: list[Unit]
    targets: list[Target]
    editable: frozenset[int]  # units of which the reader may change this aspect

    @property
    def query(self) -> str:
        field = f"&field={self.field.code}" if self.field else ""
        chosen = f"&set={self.chosen.pk}" if self.chosen else ""
        return f"?year={self.year.year}{chosen}{field}&aspect={self.aspect}"

    @property
    def aspects(self) -> list[Aspect]:
        return list(Aspect)

    def target(self, key: str) -> Target | None:
        return next((one for one in self.targets if str(one.pk) == key), None)


@requires(may_read)
def assignment_grid(request: Request) -> HttpResponse:
    grid = _grid(request)
    if request.method != "POST":
        return _page(request, grid)
    if not grid.editable:
        return refuse(request, _refusal(request, grid))
    changes = _whole_form(request, grid)
    stored, reason = stored_with_reason(request, grid.year, changes)
    if stored.wrong or stored.contested:
        typed = {(change.key, change.aspect): change.typed for change in changes}
        return _page(request, grid, stored=stored, typed=typed, reason=reason)
    messages.success(request, f"Đã lưu {stored.written} ô. {_dropped(grid, stored)}".strip())
    return redirect(request.get_full_path())


@require_POST
@requires(may_read)
def assignment_grid_save(request: Request) -> HttpResponse:
    """The cells that were changed, one or many; answers with what became of each."""
    grid = _grid(request)
    if not grid.editable:
        return refuse(request, _refusal(request, grid))
    changes = _sent_cells(request, grid)
    stored, reason = stored_with_reason(request, grid.year, changes)
    context = {
        "outcomes": _outcomes(grid, changes, stored),
        "dropped": _dropped(grid, stored),
        "unconfirmed": reason if reason.asks else None,
    }
    status = 409 if stored.contested else 422 if stored.wrong else 200
    return render(request, "targets/_assignment_saved.html", context, status=status)


def _grid(request: Request) -> Grid:
    """From `year`, `set`, `field` and `aspect`; unknown ones are the default."""
    year = asked_year(request)
    sets = assigning.sets_of(year)
    asked = request.GET
    chosen = next((s for s in sets if str(s.pk) == asked.get("set")), next(iter(sets), None))
    rows = Target.objects.filter(target_set=chosen).select_related("field")
    targets = list(rows.order_by("field__order", "order", "code"))
    field = next((t.field for t in targets if t.field.code == asked.get("field")), None)
    may_give = bool(may_assign_targets(request.user))
    default = Aspect.ASSIGNED if may_give else Aspect.COMMITTED
    aspect = next((a for a in Aspect if a == asked.get("aspect")), default)
    units = [unit for unit in seen_units(request, year) if unit.kind != Unit.Kind.PROVINCE]
    own = (
        [unit for unit in units if may_commit_targets(request.user, unit)]
        if aspect is Aspect.COMMITTED
        else units
        if may_give
        else []
    )
    shown = [target for target in targets if field is None or target.field_id == field.pk]
    editable = frozenset(unit.pk for unit in own)
    return Grid(year, sets, chosen, field, aspect, units, shown, editable)


def _refusal(request: Request, grid: Grid) -> Any:
    """Why nothing of what is shown may be changed."""
    if grid.aspect is Aspect.COMMITTED:
        return Denied("Lãnh đạo đơn vị đăng ký ngưỡng phấn đấu của đơn vị mình.")
    return may_assign_targets(request.user)


def _page(
    request: Request,
    grid: Grid,
    *,
    stored: Stored | None = None,
    typed: dict[tuple[Key, Aspect], str] | None = None,
    reason: ReasonForm | None = None,
) -> HttpResponse:
    rows = _all_rows(grid)
    known, told = assigning.standing(rows), marks(rows)
    regiving = Regiving.of(grid.year, grid.targets, request.today)
    texts = {key: promises.shown(row, grid.aspect) for key, row in known.items()}
    seen = {f"{unit}-{target}": text for (unit, target), text in texts.items() if text}
    fields = {target.field.code: target.field for target in _all_targets(grid)}
    context: dict[str, Any] = {
        "grid": grid,
        "years": WorkYear.objects.all(),
        "ended": assigning.ended_words(grid.year, request.today),
        "asks_reason": any(regiving.is_over(row) for row in known.values()),
        "reason": reason or ReasonForm(),
        "fields": fields.values(),
        "columns": [(target, goal_text(target, target.threshold)) for target in grid.targets],
        "groups": _groups(grid),
        "rows": [
            (unit, _cells(grid, unit, known, texts, typed or {}, told)) for unit in grid.units
        ],
        "told": notes(told, grid.units, grid.targets),
        "seen": json.dumps(seen, separators=(",", ":")),
        "may_give": may_assign_targets(request.user),
        "given": len(known),
        "why": None if grid.editable else _refusal(request, grid),
    }
    if stored:
        contested = {key for key, _ in stored.contested} | {key for key, _ in stored.wrong}
        changes = [
            Change(unit, target, grid.aspect, (typed or {})[(unit, target.pk), grid.aspect], "")
            for unit, key in contested
            if (target := grid.target(str(key)))
        ]
        context["outcomes"] = _outcomes(grid, changes, stored)
        context["written"] = stored.written
    return render(request, PAGE, context, status=409 if stored else 200)


def _all_rows(grid: Grid) -> assigning.Rows:
    return assigning.all_rows(grid.year, [unit.pk for unit in grid.units], grid.targets)


def _groups(grid: Grid) -> list[tuple[Field, int]]:
    """The fields above the columns, each with how many."""
    by_field = groupby(grid.targets, lambda target: target.field)
    return [(field, len(list(of_field))) for field, of_field in by_field]


def _all_targets(grid: Grid) -> list[Target]:
    rows = Target.objects.filter(target_set=grid.chosen).select_related("field")
    return list(rows.order_by("field__order", "order", "code"))


def _cells(
    grid: Grid,
    unit: Unit,
    known: dict[Key, TargetAssignment],
    texts: dict[Key, str],
    typed: dict[tuple[Key, Aspect], str],
    told: Marks,
) -> list[dict[str, str]]:
    """For `each`: a cell that may not be typed into is read-only."""
    found = []
    is_own = unit.pk in grid.editable
    for target in grid.targets:
        key = (unit.pk, target.pk)
        is_open = is_own and (grid.aspect is Aspect.ASSIGNED or key in known)
        found.append(
            {
                "key": f"{unit.pk}-{target.pk}",
                "unit": str(unit.pk),
                "target": str(target.pk),
                "text": typed.get((key, grid.aspect), texts.get(key, "")),
                "seen": texts.get(key, ""),
                "how": "" if is_open else "readonly",
                "mark": REGIVEN if key in told else "",
                "told": told.get(key, ""),
            }
        )
    return found


def _whole_form(request: Request, grid: Grid) -> list[Change]:
    """Cells whose text is not the one that the page showed."""
    seen = _seen_texts(request)
    found = []
    for unit in grid.editable:
        for target in grid.targets:
            key = f"{unit}-{target.pk}"
            typed = request.POST.get(f"c-{key}")
            if typed is not None and typed.strip() != seen.get(key, ""):
                found.append(Change(unit, target, grid.aspect, typed.strip(), seen.get(key, "")))
    return found


def _seen_texts(request: Request) -> dict[str, str]:
    try:
        seen = json.loads(request.POST.get("seen", "{}"))
    except ValueError:
        return {}
    return {str(k): str(v) for k, v in seen.items()} if isinstance(seen, dict) else {}


def _sent_cells(request: Request, grid: Grid) -> list[Change]:
    """`cells`: a list of [unit, target, typed, seen]. Http404 for what is not in the grid."""
    try:
        cells = json.loads(request.POST.get("cells", "[]"))
    except ValueError:
        cells = None
    if not isinstance(cells, list) or len(cells) > MOST_CELLS:
        raise Http404("Không đọc được các ô vừa sửa.")
    return [_sent_cell(cell, grid) for cell in cells]


def _sent_cell(cell: Any, grid: Grid) -> Change:
    if not (isinstance(cell, list) and len(cell) == 4 and all(isinstance(c, str) for c in cell)):
        raise Http404("Không đọc được các ô vừa sửa.")
    unit, key, typed, seen = cell
    target = grid.target(key)
    if target is None or not unit.isdecimal() or int(unit) not in grid.editable:
        raise Http404("Ô này không có trong bảng hoặc không thuộc quyền sửa.")
    return Change(int(unit), target, grid.aspect, typed.replace("\0", "").strip()[:40], seen)


def _outcomes(grid: Grid, changes: Sequence[Change], stored: Stored) -> list[dict[str, Any]]:
    """Of each change: how it went, what now stands, in words where somebody must act."""
    names = {unit.pk: unit.short_name for unit in grid.units}
    told, found = marks(_all_rows(grid)), []
    for change in changes:
        at = change.key, change.aspect
        state = (
            "wrong" if at in stored.wrong else "contested" if at in stored.contested else "saved"
        )
        row = stored.rows.get(change.key)
        present = stored.contested.get(at, promises.shown(row, change.aspect))
        found.append(
            {
                "key": f"{change.unit}-{change.target.pk}",
                "state": state,
                "stored": present,
                "typed": change.typed,
                "place": f"{names[change.unit]}, {change.target.short_name}",
                "sentence": stored.wrong.get(at, ""),
                "told": told.get(change.key, ""),
            }
        )
    return found


def _dropped(grid: Grid, stored: Stored) -> str:
    if not stored.dropped:
        return ""
    names = {unit.pk: unit.short_name for unit in grid.units}
    units = ", ".join(dict.fromkeys(names[unit] for unit, _ in stored.dropped))
    return (
        f"Bỏ {len(stored.dropped)} ngưỡng đăng ký thấp hơn ngưỡng giao mới ({units}): "
        "đơn vị đăng ký lại."
    )
