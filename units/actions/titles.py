"""Chức danh over time: given, corrected, ended; one at a time for each person."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from procuracy.web.dates import screen_day
from procuracy.web.errors import Refused
from units.models import Person, PersonTitle, User

_DAY = datetime.timedelta(days=1)


@transaction.atomic
def give_title(
    *,
    person: Person,
    title: str,
    valid_from: datetime.date | None,
    valid_to: datetime.date | None = None,
    decision: str = "",
    by: User,
    at: datetime.datetime,
) -> PersonTitle:
    """A new title; the one held until now ends the day before."""
    Person.objects.select_for_update().get(pk=person.pk)
    if valid_from is not None:
        earlier = Q(valid_from__isnull=True) | Q(valid_from__lt=valid_from)
        open_ones = person.titles.filter(earlier, valid_to__isnull=True)
        open_ones.update(valid_to=valid_from - _DAY)
    made = PersonTitle(
        person=person, title=title, valid_from=valid_from, valid_to=valid_to, decision=decision
    )
    _check(made)
    made.save()
    return made


@transaction.atomic
def correct_title(
    row: PersonTitle, *, seen: str, by: User, at: datetime.datetime, **said: Any
) -> None:
    Person.objects.select_for_update().get(pk=row.person_id)
    row = PersonTitle.objects.get(pk=row.pk)
    _refuse_changed(row, seen)
    for name, value in said.items():
        setattr(row, name, value)
    _check(row)
    row.save(update_fields=list(said))


@transaction.atomic
def end_title(row: PersonTitle, *, on: datetime.date, by: User, at: datetime.datetime) -> None:
    """Held until the end of the day `on`."""
    row = PersonTitle.objects.select_for_update().get(pk=row.pk)
    if row.valid_to is not None and row.valid_to <= on:
        raise Refused(f"Chức danh này đã kết thúc ngày {screen_day(row.valid_to)}.")
    if row.valid_from is not None and on < row.valid_from:
        raise Refused(
            f"Ngày thôi giữ chức danh không được trước ngày {screen_day(row.valid_from)}."
        )
    row.valid_to = on
    row.save(update_fields=["valid_to"])


@transaction.atomic
def remove_title(row: PersonTitle, *, seen: str, by: User, at: datetime.datetime) -> None:
    """Take away a title that was entered for the wrong person."""
    row = PersonTitle.objects.select_for_update().get(pk=row.pk)
    _refuse_changed(row, seen)
    row.delete()


def state_of(row: PersonTitle) -> str:
    return f"{row.title}|{row.valid_from}|{row.valid_to}|{row.decision}"


def _refuse_changed(row: PersonTitle, seen: str) -> None:
    if state_of(row) != seen:
        raise Refused("Người khác vừa sửa chức danh này: mở lại trang để xem rồi sửa.")


def _check(row: PersonTitle) -> None:
    """One title at a time; the database has the last word (person_title_one_at_a_time)."""
    if row.valid_from and row.valid_to and row.valid_to < row.valid_from:
        raise Refused("Ngày thôi giữ chức danh không được trước ngày bắt đầu.")
    others = PersonTitle.objects.filter(person=row.person_id).exclude(pk=row.pk)
    if row.valid_to is not None:
        others = others.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=row.valid_to))
    if row.valid_from is not None:
        others = others.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=row.valid_from))
    if other := others.first():
        since = f" từ ngày {screen_day(other.valid_from)}" if other.valid_from else ""
        until = f" đến hết ngày {screen_day(other.valid_to)}" if other.valid_to else ""
        raise Refused(
            f"Đã ghi chức danh {other}{since}{until}: mỗi thời gian chỉ giữ một chức danh."
        )
