"""The month's screen of a unit: every matter it watches, every register it only counts."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby

from django.db import transaction
from django.db.models import QuerySet

from meetings.forms.matters import CountForm, UpdateForm
from meetings.matters import narrative, recording, tallying
from meetings.matters.reading import Card, cards
from meetings.models import Matter, MatterCount, MatterRegister, MatterUpdate
from targets import calendar
from units.models import Appointment, User

MONTHS_SHOWN = 12


@dataclass
class Row:
    """`told`: what the month says of it so far. `overtaken`: by whom else, meanwhile."""

    matter: Matter
    card: Card
    form: UpdateForm
    told: MatterUpdate | None = None
    overtaken: MatterUpdate | None = None


@dataclass
class Group:
    register: MatterRegister
    is_worded: bool
    rows: list[Row]


@dataclass
class Counted:
    register: MatterRegister
    before: int | None
    row: MatterCount | None
    form: CountForm


@dataclass
class Entry:
    month: datetime.date
    groups: list[Group] = field(default_factory=list)
    counts: list[Counted] = field(default_factory=list)
    # Registers in which the unit may open a matter.
    open_to: list[MatterRegister] = field(default_factory=list)

    @property
    def all(self) -> int:
        return sum(len(group.rows) for group in self.groups) + len(self.counts)

    @property
    def told(self) -> int:
        rows = [row for group in self.groups for row in group.rows]
        return sum(row.told is not None for row in rows) + sum(
            one.row is not None for one in self.counts
        )

    @property
    def waiting(self) -> int:
        return self.all - self.told

    @property
    def keepable(self) -> int:
        """What one key can say of: a register counted for the first time needs its number."""
        never = sum(one.row is None and one.before is None for one in self.counts)
        return self.waiting - never


def months(today: datetime.date) -> list[datetime.date]:
    """To be told of, the running one first."""
    running = calendar.first_of_month(today)
    return [calendar.add_months(running, -back) for back in range(MONTHS_SHOWN)]


def own(acting: Appointment, month: datetime.date) -> QuerySet[Matter]:
    """Watched by the own unit and those it succeeds, in this month."""
    rows = Matter.objects.open().filter(unit_id__in=acting.own_unit_ids)
    return rows.filter(opened_on__lte=calendar.month_end(month))


def entry(
    acting: Appointment,
    month: datetime.date,
    today: datetime.date,
    data: Mapping[str, str] | None = None,
) -> Entry:
    """`data`: numbers that were sent, to be stored or shown with their errors."""
    registers = list(MatterRegister.objects.in_use())
    kept = narrative.kept(acting.unit, registers)
    rows = _rows(own(acting, month), month, today, kept)
    grouped = groupby(rows, lambda row: row.matter.register)
    return Entry(
        month,
        [Group(register, _is_kept(kept, register), list(found)) for register, found in grouped],
        _counts(acting, month, [one for one in registers if not kept[one.pk]], data),
        [one for one in registers if kept[one.pk]],
    )


def row_of(matter: Matter, month: datetime.date, today: datetime.date) -> Row:
    kept = narrative.kept(matter.unit, [matter.register])
    return _rows(Matter.objects.filter(pk=matter.pk), month, today, kept)[0]


@transaction.atomic
def store_counts(
    entry: Entry, acting: Appointment, *, by: User, at: datetime.datetime
) -> list[MatterCount]:
    """What was typed; raises Refused with nothing stored."""
    return [
        tallying.count(
            one.register,
            acting.unit,
            entry.month,
            opened=one.form.cleaned_data["opened"],
            closed=one.form.cleaned_data["closed"],
            standing=one.form.cleaned_data.get("standing"),
            paper=one.form.cleaned_data["paper"],
            seen=one.form.cleaned_data["seen"],
            by=by,
            at=at,
        )
        for one in entry.counts
        if one.form.has_changed()
    ]


@transaction.atomic
def keep_all(entry: Entry, acting: Appointment, *, by: User, at: datetime.datetime) -> int:
    """Không thay đổi, for whatever the month has not been told of; how many they were."""
    told = recording.keep_all(own(acting, entry.month), entry.month, by=by, at=at)
    waiting = [one for one in entry.counts if one.row is None and one.before is not None]
    for one in waiting:
        tallying.count(one.register, acting.unit, entry.month, opened=0, closed=0, by=by, at=at)
    return told + len(waiting)


def _rows(
    rows: QuerySet[Matter], month: datetime.date, today: datetime.date, kept: Mapping[int, bool]
) -> list[Row]:
    listed = rows.select_related("register", "unit").order_by(
        "register__order", "register_id", "opened_on", "pk"
    )
    found = {row.pk: row for row in listed}
    updates = MatterUpdate.objects.filter(matter__in=list(found), month__gte=month)
    told = {one.matter_id: one for one in updates.order_by("at", "pk")}
    shown = {one.pk: one for one in cards(rows, today)}
    return [
        Row(
            matter,
            shown[pk],
            UpdateForm(
                matter=matter,
                is_worded=_is_kept(kept, matter.register),
                seen=shown[pk].update_id,
            ),
            told.get(pk),
        )
        for pk, matter in found.items()
    ]


def _counts(
    acting: Appointment,
    month: datetime.date,
    registers: list[MatterRegister],
    data: Mapping[str, str] | None,
) -> list[Counted]:
    rows = MatterCount.objects.filter(unit=acting.unit, month=month, register__in=registers)
    stored = {row.register_id: row for row in rows}
    before = tallying.befores(registers, acting.unit, month)
    return [
        Counted(
            one,
            before.get(one.pk),
            stored.get(one.pk),
            CountForm(data, register=one, row=stored.get(one.pk), is_first=one.pk not in before),
        )
        for one in registers
    ]


def _is_kept(kept: Mapping[int, bool], register: MatterRegister) -> bool:
    """A register that is no longer in use keeps what it has as it was."""
    return kept.get(register.pk, register.keeps_narrative)
