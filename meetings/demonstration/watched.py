"""What the new Quảng Trị watches: invented throughout, by months before a given day.

Two regions and Phòng 9 have not told of the last month yet, so that there is something to do.
"""

import datetime
from collections.abc import Iterator

from meetings.demonstration.current import REGIONS
from meetings.demonstration.script import HANOI
from meetings.demonstration.watched_cases import CASES, Case
from meetings.models import Matter, MatterCount, MatterRegister, MatterUpdate
from targets.calendar import add_months, first_of_month
from targets.years import entry_month
from units.models import Appointment, Field, Role

Kind = MatterUpdate.Kind
SILENT = ("QT2-KV2", "QT2-KV4", "QT2-P9")
COUNTED_MONTHS = 6
# In a region at a time, by register; where hardly any is to be expected, none comes or goes.
MOST = {
    "cap-uy": 3,
    "noi-chinh": 2,
    "lanh-dao": 4,
    "danh-bac": 6,
    "tham-nhung": 2,
    "huy-rung": 3,
}


def play(today: datetime.date) -> None:
    last = entry_month(today)
    holders = _holders(today)
    registers = {row.code: row for row in MatterRegister.objects.all()}
    fields = dict(Field.objects.values_list("code", "pk"))
    made = Matter.objects.bulk_create(
        _matter(case, last, registers[case.register], fields[case.field], holders[case.unit], today)
        for case in CASES
    )
    MatterUpdate.objects.bulk_create(
        update
        for case, matter in zip(CASES, made, strict=True)
        for update in _updates(case, matter, last, today)
    )
    counted = [row for row in registers.values() if not row.keeps_narrative]
    MatterCount.objects.bulk_create(_counts(counted, holders, last, today))


def _holders(today: datetime.date) -> dict[str, Appointment]:
    """The heads write, as far as this story is concerned."""
    codes = {*REGIONS, *(case.unit for case in CASES)}
    rows = Appointment.objects.current(today).filter(unit__code__in=codes, role=Role.UNIT_HEAD)
    return {row.unit.code: row for row in rows.select_related("unit")}


def _matter(
    case: Case,
    last: datetime.date,
    register: MatterRegister,
    field: int,
    by: Appointment,
    today: datetime.date,
) -> Matter:
    opened = add_months(last, -case.since)
    stage = case.told[min(case.told)][0] if case.told else case.stage
    is_paper = case.number.startswith("KN")
    month = add_months(last, -case.closed) if case.closed is not None else None
    return Matter(
        register=register,
        unit_id=by.unit_id,
        field_id=field,
        number="" if is_paper else case.number,
        paper=f"{case.number}/KN-VKS ngày 12/{opened.month}/{opened.year}" if is_paper else "",
        summary=case.summary,
        opened_on=opened.replace(day=12),
        stage=stage,
        responsible_id=by.person_id,
        closed_on=month.replace(day=24) if month else None,
        closing_reason="đã xét xử, bản án có hiệu lực" if month else "",
        opened_by=by,
        opened_at=_moment(opened, today),
    )


def _updates(
    case: Case, matter: Matter, last: datetime.date, today: datetime.date
) -> Iterator[MatterUpdate]:
    """A line for each month, the closing one in place of the month's own."""
    until = 1 if case.unit in SILENT else 0
    stage, text, kind = case.stage, "", Kind.OPENED
    for back in range(case.since, max(until, case.closed or 0) - 1, -1):
        if back != case.since:
            said = case.told.get(back)
            stage, text = said or (stage, "")
            kind = Kind.CHANGED if said else Kind.UNCHANGED
        if back == case.closed:
            kind, text = Kind.CLOSED, matter.closing_reason
        month = add_months(last, -back)
        yield MatterUpdate(
            matter=matter,
            month=month,
            kind=kind,
            stage=stage,
            text=text,
            by=matter.opened_by,
            at=_moment(month, today),
        )


def _counts(
    registers: list[MatterRegister],
    holders: dict[str, Appointment],
    last: datetime.date,
    today: datetime.date,
) -> Iterator[MatterCount]:
    for place, code in enumerate(REGIONS):
        silent = 1 if code in SILENT else 0
        for number, register in enumerate(registers):
            most = MOST.get(register.code, 0)
            standing = (place * 3 + number * 2) % (most + 1)
            for back in range(COUNTED_MONTHS - 1, silent - 1, -1):
                opened = int(most > 0 and (place + number * 2 + back) % 4 == 0)
                closed = int(standing > 1 and (place + number + back) % 3 == 0)
                standing += opened - closed
                month = add_months(last, -back)
                yield MatterCount(
                    register=register,
                    unit_id=holders[code].unit_id,
                    month=month,
                    standing=standing,
                    opened=opened,
                    closed=closed,
                    by=holders[code],
                    at=_moment(month, today),
                )


def _moment(month: datetime.date, today: datetime.date) -> datetime.datetime:
    """On the third of the next month; the last month was told of two days ago."""
    day = first_of_month(add_months(month, 1)).replace(day=3)
    if month >= entry_month(today):
        day = today - datetime.timedelta(days=2)
    return datetime.datetime.combine(day, datetime.time(7, 30), tzinfo=HANOI)
