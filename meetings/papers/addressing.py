"""Who a directive is for and by when, in the words of a paper."""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from meetings.models import Addressee, Directive
from procuracy.web import dates
from units.models import Unit

# Beginnings of group names that are common nouns: small inside a sentence.
COMMON_NOUNS = re.compile(r"(Các|Những|Mọi|Toàn|Tất cả|Thủ trưởng|Lãnh đạo|Cán bộ)\b")
# What is null comes last: a row names one of the three.
REGISTER_ORDER = ("group__order", "group__name", "unit__order", "unit__code")


@dataclass
class Addressees:
    """Names of who a directive is for, as the offices write them."""

    leads: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def paragraph(directive: Directive, names: Addressees) -> str:
    """The directive's words, closed by who does it and by when unless they say so already."""
    return closed(directive.text, names.leads, names.others, due_words(directive))


def closed(text: str, leads: list[str], others: list[str], due: str) -> str:
    text = text.strip()
    order = assignment(text, leads, others, due)
    return f"{re.sub(r'[ ;,:.]+$', '', text)}. {order}" if order else text


def assignment(text: str, leads: list[str], others: list[str], due: str) -> str:
    """'Giao Phòng 1 chủ trì, phối hợp với Phòng 9 thực hiện; thời hạn: trước ngày 15/12/2026.'"""
    said = text.casefold()
    due = "" if due.casefold() in said else due
    if all(name.casefold() in said for name in leads + others):
        leads, others = [], []
    if not leads:
        leads, others = others, []
    if not leads:
        return f"Thời hạn: {due}." if due else ""
    who = f"Giao {listed(leads)}"
    if others:
        who += f" chủ trì, phối hợp với {listed(others)}"
    return f"{who} thực hiện{'; thời hạn: ' + due if due else ''}."


def listed(names: list[str]) -> str:
    names = [_small(name) for name in names]
    return " và ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def addressees(
    directives: Iterable[int | None], on: datetime.date
) -> defaultdict[int | None, Addressees]:
    """By directive id: groups, units in the order of the register, then people as they were named.

    Three queries for any number of directives.
    """
    rows = list(
        Addressee.objects.filter(directive__in=[pk for pk in directives if pk])
        .select_related("group", "appointment__person")
        .order_by("directive", "-is_lead", *REGISTER_ORDER, "pk")
    )
    units = Unit.objects.named(on).in_bulk([row.unit_id for row in rows if row.unit_id])
    found: defaultdict[int | None, Addressees] = defaultdict(Addressees)
    for row in rows:
        names = found[row.directive_id]
        (names.leads if row.is_lead else names.others).append(_addressee_name(row, units))
    return found


def _addressee_name(row: Addressee, units: dict[int, Unit]) -> str:
    if row.group:
        return row.group.name
    if row.appointment:
        return f"đồng chí {row.appointment.person.full_name}, {row.appointment.position}"
    assert row.unit_id is not None
    return units[row.unit_id].short_name


def due_words(directive: Directive) -> str:
    if directive.due_text or directive.due_on is None:
        return directive.due_text
    return dates.term_words(dates.Term.THROUGH, directive.due_on)


def _small(name: str) -> str:
    return name[:1].lower() + name[1:] if COMMON_NOUNS.match(name) else name
