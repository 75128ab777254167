"""What is watched, for how long, and what changed.

Whose matters a reader may know is for `visible_to`: pages hand in `rows`; without them every matter
of the units is meant. Words stand on a card only where the register keeps them for the unit.
"""

import datetime
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from meetings.matters import narrative
from meetings.models import Matter, MatterUpdate, Meeting
from procuracy.web.dates import office_day
from units.models import Unit
from units.models.organisation import lineage

Kind = MatterUpdate.Kind
# What tells of something new; that nothing changed is no news.
NEWS = (Kind.OPENED, Kind.CHANGED, Kind.CLOSED, Kind.REOPENED)
# Before a kind's first meeting: about a month.
LOOK_BACK = datetime.timedelta(days=31)
MONTHS_OF_YEAR = 12


@dataclass(frozen=True)
class Card:
    """A matter as it stood at the end of a day. `told`: what its last news said."""

    pk: int
    register_id: int
    register: str
    unit_id: int
    field_id: int
    field: str
    reference: str
    number: str
    paper: str
    summary: str
    opened_on: datetime.date
    age_days: int
    age: str
    stage: str
    told: str
    told_on: datetime.date | None
    update_id: int | None
    updated_month: datetime.date | None
    responsible: str
    closed_on: datetime.date | None
    closing_reason: str

    def facts(self) -> dict[str, Any]:
        """For a frozen copy: days in ISO form."""
        days = (datetime.date,)
        return {k: v.isoformat() if isinstance(v, days) else v for k, v in asdict(self).items()}


@dataclass(frozen=True)
class News:
    """One update that tells something new."""

    matter: Matter
    kind: str
    stage: str
    text: str
    month: datetime.date
    at: datetime.datetime

    @property
    def words(self) -> str:
        """`có thay đổi: đã chuyển Tòa án. Giai đoạn: đang xét xử`."""
        told = f": {self.text.rstrip('.')}" if self.text else ""
        return f"{Kind(self.kind).label}{told}. Giai đoạn: {self.stage}"


@dataclass(frozen=True)
class Since:
    """What changed for a meeting's units since the meeting before it."""

    previous: Meeting | None
    moment: datetime.datetime
    news: list[News]


def of_unit(unit: Unit, on: datetime.date) -> list[Card]:
    """Watched by the unit, or by one that it succeeds, at the end of a day; oldest first within
    each register."""
    rows = Matter.objects.standing(on).filter(unit__in=lineage(unit)[0])
    return cards(rows, on)


def card(matter: Matter, on: datetime.date) -> Card:
    return cards(Matter.objects.filter(pk=matter.pk), on)[0]


def cards(
    rows: QuerySet[Matter], on: datetime.date, *, month: datetime.date | None = None
) -> list[Card]:
    """At the end of a day; with `month`, as told of up to that month, whenever it was written."""
    found = list(rows.select_related("register", "field", "responsible", "unit__parent"))
    known = Q(month__lte=month) if month else Q(at__lt=_end(on))
    updates = MatterUpdate.objects.filter(known, matter__in=found)
    last = _last_of_each(updates)
    told = _last_of_each(updates.filter(kind__in=NEWS))
    worded = narrative.worded(found)
    return [_card(row, on, last.get(row.pk), told.get(row.pk), row.pk in worded) for row in found]


def changed(
    units: Iterable[Unit],
    since: datetime.datetime,
    until: datetime.datetime,
    *,
    rows: QuerySet[Matter] | None = None,
) -> list[News]:
    """Later than `since`, not later than `until`; by register, unit and moment."""
    matters = (Matter.objects.all() if rows is None else rows).filter(unit__in=list(units))
    updates = (
        MatterUpdate.objects.filter(matter__in=matters, kind__in=NEWS, at__gt=since, at__lte=until)
        .select_related("matter__register", "matter__unit__parent")
        .order_by("matter__register__order", "matter__unit__order", "matter", "at", "pk")
    )
    found = list(updates)
    worded = narrative.worded({row.matter_id: row.matter for row in found}.values())
    return [
        News(
            row.matter,
            row.kind,
            row.stage,
            row.text if row.matter_id in worded else "",
            row.month,
            row.at,
        )
        for row in found
    ]


def since(meeting: Meeting, *, rows: QuerySet[Matter] | None = None) -> Since:
    """Of the invited units, until the meeting begins."""
    before = previous(meeting)
    moment = before.starts_at if before else meeting.starts_at - LOOK_BACK
    news = changed(meeting.invited.all(), moment, meeting.starts_at, rows=rows)
    return Since(before, moment, news)


def previous(meeting: Meeting) -> Meeting | None:
    """The last one of its kind that the organiser, or an office it succeeds, held before."""
    held = Meeting.objects.filter(
        kind=meeting.kind_id,
        organiser__in=lineage(meeting.organiser)[0],
        starts_at__lt=meeting.starts_at,
        state__in=[Meeting.State.CONCLUDED, Meeting.State.CLOSED],
    )
    return held.order_by("-starts_at").first()


def age_words(opened_on: datetime.date, on: datetime.date) -> str:
    """`12 ngày`, `8 tháng`, `2 năm 3 tháng`: whole months, counted by calendar days."""
    months = (on.year - opened_on.year) * MONTHS_OF_YEAR + on.month - opened_on.month
    months -= on.day < opened_on.day
    if months < 1:
        return f"{max((on - opened_on).days, 0)} ngày"
    years, rest = divmod(months, MONTHS_OF_YEAR)
    if not years:
        return f"{months} tháng"
    return f"{years} năm {rest} tháng" if rest else f"{years} năm"


def _card(
    row: Matter,
    on: datetime.date,
    last: MatterUpdate | None,
    told: MatterUpdate | None,
    is_worded: bool,
) -> Card:
    ended = row.closed_on is not None and row.closed_on <= on
    until = row.closed_on if ended and row.closed_on else on
    return Card(
        pk=row.pk,
        register_id=row.register_id,
        register=row.register.short_name,
        unit_id=row.unit_id,
        field_id=row.field_id,
        field=row.field.short_name,
        reference=row.reference,
        number=row.number,
        paper=row.paper,
        summary=row.summary if is_worded else "",
        opened_on=row.opened_on,
        age_days=max((until - row.opened_on).days, 0),
        age=age_words(row.opened_on, until),
        stage=last.stage if last else row.stage,
        told=told.text if told and is_worded else "",
        told_on=office_day(told.at) if told else None,
        update_id=last.pk if last else None,
        updated_month=last.month if last else None,
        responsible=row.responsible.full_name if row.responsible else "",
        closed_on=row.closed_on if ended else None,
        closing_reason=row.closing_reason if ended else "",
    )


def _last_of_each(updates: QuerySet[MatterUpdate]) -> dict[int, MatterUpdate]:
    rows = updates.order_by("matter_id", "-at", "-pk").distinct("matter_id")
    return {row.matter_id: row for row in rows}


def _end(on: datetime.date) -> datetime.datetime:
    """The first moment of the next day, in office time."""
    following = datetime.datetime.combine(on + datetime.timedelta(days=1), datetime.time.min)
    return timezone.make_aware(following)
