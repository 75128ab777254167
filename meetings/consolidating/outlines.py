"""The outline of a kind's report as a tree, and what is changed in it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from meetings.consolidating import places
from meetings.consolidating.numbering import LEVELS
from meetings.models import MeetingKind, OutlineLine
from meetings.models.outlines import OutlineSource as Source
from procuracy.web.errors import Refused
from targets.models import Indicator, Target
from units.models import Unit


@dataclass(frozen=True)
class Node:
    """A line with how deep it stands, from 1."""

    line: OutlineLine
    level: int


def of_report(kind: MeetingKind, office: Unit) -> list[Node]:
    return list(walk(OutlineLine.objects.of(kind, office).select_related("register")))


def of_kind(kind: MeetingKind, office_kind: str) -> list[Node]:
    rows = OutlineLine.objects.filter(kind=kind, office_kind=office_kind)
    return list(walk(rows.select_related("register")))


def walk(rows: Iterable[OutlineLine]) -> Iterator[Node]:
    """In reading order; each line right before what belongs to it."""
    below: dict[int | None, list[OutlineLine]] = {}
    for row in sorted(rows, key=lambda one: (one.order, one.pk)):
        below.setdefault(row.parent_id, []).append(row)

    def down(parent: int | None, level: int) -> Iterator[Node]:
        for row in below.get(parent, []):
            yield Node(row, min(level, LEVELS))
            yield from down(row.pk, level + 1)

    return down(None, 1)


def check(line: OutlineLine) -> None:
    """Refused with the line and what in it is not known."""
    places.places(line)
    if line.source == Source.FIGURES:
        there = Indicator.objects.filter(code__in=line.indicators).values_list("code", flat=True)
        if unknown := places.unknown_codes(line, there):
            raise Refused(f"Không có dòng thống kê mã {', '.join(unknown)}.")
    if line.source == Source.TARGET and not Target.objects.filter(code=line.target).exists():
        raise Refused(f"Không có chỉ tiêu mã {line.target}.")


@transaction.atomic
def save(line: OutlineLine) -> OutlineLine:
    """A new line stands last below its heading; a moved one too."""
    _held(line.kind)
    check(line)
    before = OutlineLine.objects.filter(pk=line.pk).first()
    if line.parent_id:
        _check_parent(line)
    if before is None or before.parent_id != line.parent_id:
        line.order = _last(line) + 1
    line.save()
    return line


def _check_parent(line: OutlineLine) -> None:
    nodes = of_kind(line.kind, line.office_kind)
    depth = {node.line.pk: node.level for node in nodes}
    parents = {node.line.pk: node.line.parent_id for node in nodes}
    above: int | None = line.parent_id
    while above is not None and above in parents:
        if above == line.pk:
            raise Refused("Một đề mục không chuyển được vào chính nó hoặc mục con của nó.")
        above = parents[above]
    if line.parent_id not in depth:
        raise Refused("Đề mục cấp trên không thuộc đề cương này.")
    if depth[line.parent_id] + _height(line, nodes) > LEVELS:
        raise Refused(f"Đề cương nhiều nhất {LEVELS} cấp.")


def _height(line: OutlineLine, nodes: Sequence[Node]) -> int:
    """Levels that the line and what belongs to it take."""
    below = [node.line for node in nodes if line.pk and node.line.parent_id == line.pk]
    return 1 + max((_height(one, nodes) for one in below), default=0)


@transaction.atomic
def move(line: OutlineLine, *, up: bool) -> bool:
    """Past its neighbour below the same heading; whether there was one."""
    _held(line.kind)
    rows = OutlineLine.objects.filter(
        kind=line.kind, office_kind=line.office_kind, parent=line.parent_id
    )
    there = sorted(rows, key=lambda one: (one.order, one.pk))
    at = next(n for n, one in enumerate(there) if one.pk == line.pk)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(there):
        return False
    there.insert(to, there.pop(at))
    for order, one in enumerate(there, start=1):
        one.order = order
    OutlineLine.objects.bulk_update(there, ["order"])
    return True


@transaction.atomic
def remove(line: OutlineLine) -> None:
    """Reports already drawn up keep the line if somebody wrote in it."""
    _held(line.kind)
    if line.children.exists():
        raise Refused("Đề mục còn dòng bên trong: bỏ hoặc chuyển các dòng đó trước.")
    line.delete()


def _held(kind: MeetingKind) -> None:
    MeetingKind.objects.select_for_update().get(pk=kind.pk)


def _last(line: OutlineLine) -> int:
    rows = OutlineLine.objects.filter(
        kind=line.kind, office_kind=line.office_kind, parent=line.parent_id
    )
    found: int | None = rows.aggregate(last=Max("order"))["last"]
    return found or 0
