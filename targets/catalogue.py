"""What an office does to the rows that all share: stores a target with its sum, replaces a set."""

import datetime
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from procuracy.web.errors import Refused
from targets.balance_sides import Part
from targets.models import Balance, Indicator, Target, TargetAssignment, TargetSet, TargetTerm
from targets.terms import Terms


@contextmanager
def at_once() -> Iterator[None]:
    """All or nothing; what somebody else stored in the same moment is said in a sentence."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise Refused(
            "Danh mục vừa được người khác sửa: kiểm tra lại danh sách rồi lưu lần nữa."
        ) from error


@transaction.atomic
def store_target(target: Target, sides: Mapping[str, Terms]) -> None:
    """`sides` by TargetTerm.Side, of codes that exist; rows of the sum stay where they are."""
    target.save()
    codes = [code for terms in sides.values() for _, code in terms]
    lines = {line.code: line for line in Indicator.objects.filter(code__in=codes)}
    wanted = {(s, lines[code].pk): sign for s, terms in sides.items() for sign, code in terms}
    known = {(term.side, term.indicator_id): term for term in target.terms.all()}
    target.terms.filter(pk__in=[known[key].pk for key in known.keys() - wanted.keys()]).delete()
    for (side, line), sign in wanted.items():
        target.terms.update_or_create(side=side, indicator_id=line, defaults={"sign": sign})


@transaction.atomic
def store_balance(balance: Balance, sides: Mapping[str, list[Part]]) -> None:
    """`sides` by BalanceTerm.Side, of codes that exist; rows of the sums stay where they are."""
    balance.save()
    codes = [code for parts in sides.values() for _, code, _ in parts]
    lines = {line.code: line for line in Indicator.objects.filter(code__in=codes)}
    wanted = {
        (side, lines[code].pk, moment): sign
        for side, parts in sides.items()
        for sign, code, moment in parts
    }
    known = {(t.side, t.indicator_id, t.moment): t for t in balance.terms.all()}
    gone = [known[key].pk for key in known.keys() - wanted.keys()]
    balance.terms.filter(pk__in=gone).delete()
    for (side, line, moment), sign in wanted.items():
        balance.terms.update_or_create(
            side=side, indicator_id=line, moment=moment, defaults={"sign": sign}
        )


def is_in_use(target: Target, today: datetime.date) -> bool:
    """Given to somebody for a year that has begun, in a set that is in force or was."""
    first = target.target_set.valid_from
    given = target.assignments.filter(work_year__starts_on__lte=today)
    return (first is None or first <= today) and given.exists()


def was_given(target_set: TargetSet, today: datetime.date) -> bool:
    """Whether boards of months that have ended rest on the set."""
    given = TargetAssignment.objects.filter(target__target_set=target_set)
    return given.filter(work_year__starts_on__lte=last_ended(today)).exists()


def replacement(target_set: TargetSet) -> TargetSet | None:
    return TargetSet.objects.filter(replaces=target_set).first()


def last_ended(today: datetime.date) -> datetime.date:
    """The last day of the last month that is over."""
    return today.replace(day=1) - datetime.timedelta(days=1)


@transaction.atomic
def add_set(new: TargetSet, *, copied: TargetSet | None, replaces: bool) -> int:
    """How many targets were copied. A set that is replaced ends the day before; what it was given
    to units for, and every period until then, stays with it."""
    if copied is not None:
        new.small_below = copied.small_below
        new.replaces = copied if replaces else None
    new.save()
    if copied is None:
        return 0
    if replaces and new.valid_from:
        copied.valid_to = new.valid_from - datetime.timedelta(days=1)
        copied.save(update_fields=["valid_to"])
    rows = list(copied.targets.prefetch_related("terms"))
    made = Target.objects.bulk_create([_copy_of(row, new) for row in rows])
    TargetTerm.objects.bulk_create(
        TargetTerm(target=twin, side=t.side, indicator_id=t.indicator_id, sign=t.sign)
        for row, twin in zip(rows, made, strict=True)
        for t in row.terms.all()
    )
    return len(made)


def _copy_of(target: Target, new: TargetSet) -> Target:
    left_out = {"id", "target_set"}
    columns = [c for c in Target._meta.concrete_fields if c.name not in left_out]
    return Target(target_set=new, **{c.attname: getattr(target, c.attname) for c in columns})
