"""Names of units, people and positions for the pages of history, and who made a change."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from procuracy.web.history.reading import Entry, entries
from procuracy.web.models.history import Recorded
from units.models import Appointment, Delegation, Portfolio, Unit, User


def unit_names(keys: Iterable[str], on: datetime.date) -> dict[int, str]:
    rows = Unit.objects.named(on).filter(pk__in=keys)
    return {row.pk: row.short_name or row.code for row in rows}


def appointment_names(keys: Iterable[str], on: datetime.date) -> dict[int, str]:
    """`Nguyễn Văn An, Trưởng phòng`."""
    rows = Appointment.objects.filter(pk__in=keys).select_related("person")
    return {row.pk: f"{row.person.full_name}, {row.position}" for row in rows}


def user_names(keys: Iterable[str], on: datetime.date) -> dict[int, str]:
    return {row.pk: str(row) for row in User.objects.filter(pk__in=keys).select_related("person")}


def portfolio_names(keys: Iterable[str], on: datetime.date) -> dict[int, str]:
    """`Dân sự, HNGĐ, VKSND khu vực 3`."""
    rows = list(Portfolio.objects.filter(pk__in=keys).select_related("field"))
    units = unit_names({str(row.unit_id) for row in rows if row.unit_id}, on)
    return {
        row.pk: ", ".join(str(part) for part in (row.field, units.get(row.unit_id or 0)) if part)
        for row in rows
    }


@dataclass(frozen=True)
class Author:
    """Who made a change, as a page says it."""

    name: str
    position: str = ""
    mandate: str = ""


@dataclass(frozen=True)
class Shown:
    entry: Entry
    author: Author


def shown(changes: Sequence[Recorded], on: datetime.date) -> list[Shown]:
    """Changes in words with their authors; a constant number of queries."""
    authors = _Authors(changes, on)
    return [Shown(entry, authors.of(entry.change)) for entry in entries(changes, on)]


class _Authors:
    def __init__(self, changes: Sequence[Recorded], on: datetime.date) -> None:
        users = {change.user_id for change in changes} - {None}
        held = {c.appointment_id for c in changes if c.appointment_id}
        mandates = {c.delegation_id for c in changes if c.delegation_id}
        self._users = user_names(map(str, users), on) if users else {}
        rows = Appointment.objects.filter(pk__in=held).values_list("pk", "position", "unit")
        found = list(rows) if held else []
        units = unit_names({str(unit) for _, _, unit in found}, on) if found else {}
        self._positions = {pk: f"{position}, {units[unit]}" for pk, position, unit in found}
        given = Delegation.objects.filter(pk__in=mandates) if mandates else []
        self._mandates = {row.pk: row.mandate for row in given}

    def of(self, change: Recorded) -> Author:
        if change.user_id is None:
            return Author(_nobody(change))
        return Author(
            self._users.get(change.user_id, f"tài khoản số {change.user_id}"),
            self._positions.get(change.appointment_id or 0, ""),
            self._mandates.get(change.delegation_id or 0, ""),
        )


def _nobody(change: Recorded) -> str:
    if change.source.startswith("job "):
        return "phần mềm tự thực hiện"
    if change.source == "shell":
        return f"người quản trị máy chủ ({change.role})"
    if change.source.startswith("manage.py"):
        return f"lệnh trên máy chủ ({change.source.removeprefix('manage.py ')})"
    return "người chưa đăng nhập"
