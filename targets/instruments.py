"""The way of an instrument that an office drafts here, and the tree that instruments form.

Draft → submitted → approved → in force → replaced; what came from elsewhere is in force at once.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction

from procuracy.web.errors import Refused
from procuracy.web.uploads import Upload
from targets.models import Instrument, InstrumentFile, Plan

State = Instrument.State


@transaction.atomic
def submit(instrument: Instrument) -> None:
    """Trình thủ trưởng."""
    _move(instrument, State.SUBMITTED, "trình")


@transaction.atomic
def take_back(instrument: Instrument) -> None:
    """Back to a draft: returned by who approves, or taken back by who drew it up."""
    _move(instrument, State.DRAFT, "đưa về dự thảo")


@transaction.atomic
def approve(instrument: Instrument) -> None:
    _move(instrument, State.APPROVED, "phê duyệt")


@transaction.atomic
def issue(instrument: Instrument, *, code: str, issued_on: datetime.date, signer: str) -> None:
    """Signed, numbered and sent out: from now on others may rest on it."""
    stored = _locked(instrument)
    _must_become(stored, State.IN_FORCE, "ban hành")
    late = next((b for b in stored.bases.all() if b.issued_on and b.issued_on > issued_on), None)
    if late:
        raise Refused(f"Không thể ban hành: {late} ban hành sau ngày này nên không thể là căn cứ.")
    stored.code, stored.issued_on, stored.signer = code, issued_on, signer
    stored.state = State.IN_FORCE
    try:
        with transaction.atomic():
            stored.save()
    except IntegrityError:
        raise Refused("Đã có văn bản khác cùng số, ký hiệu và ngày này.") from None


@transaction.atomic
def replace(instrument: Instrument, *, by: Instrument | None, on: datetime.date) -> None:
    """Hết hiệu lực từ ngày; `by`: what stands in its place, None when nothing does."""
    stored = _locked(instrument)
    _must_become(stored, State.REPLACED, "ghi hết hiệu lực")
    if stored.issued_on and on < stored.issued_on:
        raise Refused("Ngày hết hiệu lực không thể trước ngày ban hành.")
    if by and by.pk == stored.pk:
        raise Refused("Một văn bản không thể thay thế chính nó.")
    stored.state, stored.replaced_by, stored.replaced_on = State.REPLACED, by, on
    stored.save()


@transaction.atomic
def restore(instrument: Instrument) -> None:
    """Undoes `replace`, for one that was marked by mistake."""
    stored = _locked(instrument)
    if stored.state != State.REPLACED:
        raise Refused("Văn bản này đang còn hiệu lực.")
    stored.state, stored.replaced_by, stored.replaced_on = State.IN_FORCE, None, None
    stored.save()


def keep_file(instrument: Instrument, upload: Upload) -> InstrumentFile:
    """A file stays; a better one is added beside it."""
    columns = upload.columns()
    if instrument.files.filter(sha256=columns["sha256"]).exists():
        raise Refused("Tệp này đã được lưu kèm văn bản.")
    return InstrumentFile.objects.create(instrument=instrument, **columns)


def _move(instrument: Instrument, state: str, verb: str) -> None:
    stored = _locked(instrument)
    _must_become(stored, state, verb)
    stored.state = state
    stored.save(update_fields=["state"])


def _must_become(instrument: Instrument, state: str, verb: str) -> None:
    # What is in force is replaced or restored, never drafted again.
    if not instrument.may_become(state):
        raise Refused(f"Không thể {verb}: văn bản {instrument.get_state_display()}.")


def _locked(instrument: Instrument) -> Instrument:
    return Instrument.objects.select_for_update().get(pk=instrument.pk)


@dataclass
class Node:
    """An instrument in its place below the first of its bases; plans that rest on it."""

    instrument: Instrument
    depth: int
    also: list[Instrument] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)


def tree(rows: Iterable[Instrument], plans: Iterable[Plan] = ()) -> list[Node]:
    """Depth first, each once: under its youngest base, the nearest above it; the others are named.

    `rows` with their bases prefetched. Bases are never younger than what rests on them, so there
    is no circle; one that got in by other ways is shown from its first member.
    """
    known = {row.pk: row for row in rows}
    below: dict[int | None, list[Instrument]] = defaultdict(list)
    also: dict[int, list[Instrument]] = {}
    for row in known.values():
        bases = sorted((b for b in row.bases.all() if b.pk in known), key=_age, reverse=True)
        below[bases[0].pk if bases else None].append(row)
        also[row.pk] = bases[1:]
    resting: dict[int, list[Plan]] = defaultdict(list)
    for plan in plans:
        for basis in plan.bases.all():
            resting[basis.pk].append(plan)
    seen: set[int] = set()

    def walk(row: Instrument, depth: int) -> Iterator[Node]:
        if row.pk in seen:
            return
        seen.add(row.pk)
        yield Node(row, depth, also[row.pk], resting[row.pk])
        for child in sorted(below[row.pk], key=_age):
            yield from walk(child, depth + 1)

    tops = sorted(below[None], key=_age, reverse=True)
    nodes = [node for top in tops for node in walk(top, 0)]
    return nodes + [node for row in known.values() for node in walk(row, 0)]


def _age(instrument: Instrument) -> tuple[datetime.date, int]:
    return instrument.issued_on or datetime.date.max, instrument.pk
