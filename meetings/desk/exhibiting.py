"""Cards of a unit's targets and watched matters, pulled into the record as they read just now."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from meetings import facts
from meetings.desk import minutes
from meetings.matters import reading
from meetings.models import Exhibit, Intervention, Matter, Meeting
from meetings.scheduling import planning
from procuracy.web.dates import screen_day
from procuracy.web.errors import Refused
from targets import boards, explaining
from targets.models import Explanation, Period
from targets.scores import Score
from units.models import Unit, User

Kind = Exhibit.Kind


@dataclass(frozen=True)
class Card:
    """What one card says: as offered beside the record, and as frozen in it."""

    kind: str
    subject: int
    facts: dict[str, Any]
    is_behind: bool = False

    @property
    def value(self) -> str:
        """For the button that pulls it in: `target-12`."""
        return f"{self.kind}-{self.subject}"


def target_cards(meeting: Meeting, unit: Unit, today: datetime.date) -> list[Card]:
    """Every target given to the unit, in the period heard; those behind first. Fixed queries."""
    period = facts.period_heard(meeting)
    if period is None:
        return []
    said = explaining.known([unit.pk], period)
    cards = [
        _target_card(unit, period, one, said.get((unit.pk, one.target.pk)))
        for one in explaining.scores_of(unit, period, today)
        if one.is_assigned
    ]
    return sorted(cards, key=lambda card: not card.is_behind)


def _target_card(unit: Unit, period: Period, one: Score, said: Explanation | None) -> Card:
    lines = [one.advice, one.small.capitalize(), _promise(said)]
    if one.is_restated:
        lines.append("Số liệu đã điều chỉnh")
    told = {
        "title": one.target.short_name,
        "unit": unit.short_name,
        "when": str(period),
        "verdict": str(one.verdict),
        "shown": one.shown,
        "mark": one.mark,
        "parts": one.parts,
        "lines": [line for line in lines if line],
    }
    return Card(Kind.TARGET, one.target.pk, told, one.verdict in boards.BEHIND)


def _promise(said: Explanation | None) -> str:
    if said is None or said.state == Explanation.State.DRAFT:
        return ""
    if said.promised_on is None:
        return f"Giải trình: {said.cause[:200]}"
    return f"Giải trình: {said.cause[:200]} Cam kết đến {screen_day(said.promised_on)}"


def matter_cards(meeting: Meeting, unit: Unit, user: User) -> list[Card]:
    """Matters of the unit that are still watched, as far as this reader may know them."""
    on = planning.day_of(meeting)
    rows = Matter.objects.visible_to(user).standing(on).filter(unit=unit)
    return [_matter_card(unit, one, on) for one in reading.cards(rows, on)]


def _matter_card(unit: Unit, one: reading.Card, on: datetime.date) -> Card:
    stood = f"Theo dõi {one.age}; giai đoạn: {one.stage}"
    told = {
        "title": f"{one.register}: {one.reference}",
        "unit": unit.short_name,
        "when": screen_day(on),
        "verdict": "",
        "shown": one.age,
        "lines": [line for line in (one.summary, stood, one.told) if line],
    }
    return Card(Kind.MATTER, one.pk, told)


@transaction.atomic
def take(
    meeting: Meeting,
    *,
    key: UUID,
    unit: Unit,
    wanted: str,
    by: User,
    at: datetime.datetime,
    today: datetime.date,
) -> Exhibit:
    """Freeze the card `wanted` ("target-12") into the row; asked for again it is the same one."""
    row = minutes.locked_row(key)
    if row is None or row.meeting_id != meeting.pk or row.removed_at:
        raise Refused("Ý kiến này chưa được ghi hoặc đã gỡ: ghi vài chữ rồi chèn số liệu.")
    known = _found(row, unit, wanted)
    if known:
        return known
    cards = [*target_cards(meeting, unit, today), *matter_cards(meeting, unit, by)]
    card = next((one for one in cards if one.value == wanted), None)
    if card is None:
        raise Refused(f"{unit.short_name} không có chỉ tiêu hoặc vụ, việc này.")
    subject = {f"{card.kind}_id": card.subject}
    made = Exhibit.objects.create(
        intervention=row,
        kind=card.kind,
        unit=unit,
        facts=card.facts,
        taken_at=at,
        taken_by=by,
        **subject,
    )
    _tell(row)
    return made


def _found(row: Intervention, unit: Unit, wanted: str) -> Exhibit | None:
    return next(
        (
            one
            for one in row.exhibits.filter(unit=unit)
            if f"{one.kind}-{one.target_id or one.matter_id}" == wanted
        ),
        None,
    )


@transaction.atomic
def drop(exhibit: Exhibit) -> None:
    """Take a card out of a row while the meeting is in session."""
    row = minutes.locked_row(exhibit.intervention.client_key)
    assert row
    exhibit.delete()
    _tell(row)


def _tell(row: Intervention) -> None:
    """Followers get the row again; its words are the same version of them."""
    row.change_no = minutes.take_change_number(row.meeting)
    row.save(update_fields=["change_no"])
