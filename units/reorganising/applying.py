"""A reorganisation is carried out in one transaction, or not at all."""

import datetime

from django.db import transaction
from django.utils import timezone

from procuracy.web.dates import screen_day
from procuracy.web.errors import Refused
from units.models import Reorganisation, Succession, Unit, UnitName, User
from units.reorganising.checking import check
from units.reorganising.drafts import Cast, Decision, Draft, NewUnit, cast, code_of
from units.reorganising.ledger import Ledger
from units.reorganising.protocol import Change, Heir, answered, followers
from units.reorganising.reporting import Report, facts, report


def dry_run(draft: Draft, *, by: User) -> Report:
    """What `apply` would do. Writes nothing; Refused as `apply` would be."""
    found = cast(draft, by=by)
    check(found)
    return report(_change(found, _expected(found)))


@transaction.atomic
def apply(draft: Draft, *, by: User, at: datetime.datetime) -> Reorganisation:
    """Refused when a rule forbids it, a choice is missing, or the day has not come."""
    if draft.on > timezone.localtime(at).date():
        raise Refused(
            f"Ngày {screen_day(draft.on)} chưa đến: xem trước được, thực hiện từ ngày đó."
        )
    found = cast(draft, by=by, locked=True)
    check(found)
    record = record_of(draft.kind, draft.on, draft.office, draft.decision, by, at)
    ledger = Ledger(record)
    change = _change(found, [*_existing(found), *_found(found, ledger)])
    made = report(change)
    for question in made.questions:
        answered(question, draft.choices)
    record.facts = facts(made)
    record.save(update_fields=["facts"])
    _end(found, ledger)
    _follow(change, ledger)
    for follower in followers():
        follower.move(change, ledger)
    return record


def record_of(
    kind: str,
    on: datetime.date,
    office: Unit,
    decision: Decision,
    by: User,
    at: datetime.datetime,
) -> Reorganisation:
    return Reorganisation.objects.create(
        kind=kind,
        on=on,
        office=office,
        instrument_code=decision.code,
        instrument_issued_on=decision.issued_on,
        instrument_issuer=decision.issuer,
        by=by,
        at=at,
    )


def _change(found: Cast, heirs: list[Heir]) -> Change:
    draft = found.draft
    routes = {}
    if found.is_move:
        routes = {unit.pk: heir.key for unit, heir in zip(found.sources, heirs, strict=True)}
    elif draft.kind != Reorganisation.Kind.SPLIT:
        routes = {unit.pk: heirs[0].key for unit in found.sources}
    return Change(draft.kind, draft.on, found.sources, heirs, routes, draft.choices)


def _existing(found: Cast) -> list[Heir]:
    return [Heir(f"u{unit.pk}", unit.short_name, unit) for unit in found.targets]


def _expected(found: Cast) -> list[Heir]:
    """As in `apply`, with names alone for those that are not founded yet."""
    new = [Heir(f"n{place}", unit.short_name) for place, unit in enumerate(found.new)]
    return [*_existing(found), *new]


def _found(found: Cast, ledger: Ledger) -> list[Heir]:
    office, draft = found.draft.office, found.draft
    taken = set(Unit.objects.filter(code__startswith=office.code).values_list("code", flat=True))
    units = []
    for new in found.new:
        code = code_of(new, office, taken)
        taken.add(code)
        units.append(_unit(found, new, code))
    made = Unit.objects.bulk_create(units)
    ledger.made(Unit, [unit.pk for unit in made])
    names = UnitName.objects.bulk_create(
        _name(unit, new, draft.on) for unit, new in zip(made, found.new, strict=True)
    )
    ledger.made(UnitName, [name.pk for name in names])
    _give_fields(found.new, made, ledger)
    return [
        Heir(f"n{place}", new.short_name, unit)
        for place, (unit, new) in enumerate(zip(made, found.new, strict=True))
    ]


def _unit(found: Cast, new: NewUnit, code: str) -> Unit:
    is_department = new.kind == Unit.Kind.DEPARTMENT
    decision = found.draft.decision
    return Unit(
        code=code,
        kind=new.kind,
        number=new.number,
        parent=None if new.kind == Unit.Kind.PROVINCE else found.draft.office,
        is_secretariat=is_department and any(unit.is_secretariat for unit in found.sources),
        valid_from=found.draft.on,
        source=f"{decision.code} ngày {screen_day(decision.issued_on)} của {decision.issuer}",
        order=max(unit.order for unit in found.sources),
    )


def _name(unit: Unit, new: NewUnit, on: datetime.date) -> UnitName:
    return UnitName(
        unit=unit,
        name=new.name,
        short_name=new.short_name,
        place_name=new.place_name,
        symbol=new.symbol,
        valid_from=on,
    )


def _give_fields(new: list[NewUnit], units: list[Unit], ledger: Ledger) -> None:
    link = Unit.fields.through
    rows = link.objects.bulk_create(
        link(unit_id=unit.pk, field_id=field)
        for unit, wanted in zip(units, new, strict=True)
        for field in wanted.field_ids
    )
    ledger.made(link, [row.pk for row in rows])


def _end(found: Cast, ledger: Ledger) -> None:
    """The sources and their last names end on the eve."""
    sources = Unit.objects.filter(pk__in=[unit.pk for unit in found.sources])
    ids = list(sources.values_list("pk", flat=True))
    with ledger.changing(Unit, ids):
        sources.update(valid_to=found.last_day)
    names = UnitName.objects.filter(unit__in=ids).exclude(valid_to__lte=found.last_day)
    name_ids = list(names.values_list("pk", flat=True))
    with ledger.changing(UnitName, name_ids):
        UnitName.objects.filter(pk__in=name_ids).update(valid_to=found.last_day)


def _follow(change: Change, ledger: Ledger) -> None:
    pairs = [
        (source, heir)
        for source in change.source_ids
        for heir in change.heirs
        if change.is_split or change.routes[source] == heir.key
    ]
    rows = Succession.objects.bulk_create(
        Succession(
            predecessor_id=source,
            successor_id=heir.pk,
            on=change.on,
            source=ledger.record.instrument,
            reorganisation=ledger.record,
        )
        for source, heir in pairs
    )
    ledger.made(Succession, [row.pk for row in rows])
