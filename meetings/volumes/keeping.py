"""Until when records are kept, by the table of terms, and what of them is over or ends soon."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from meetings.models import (
    ConsolidatedReport,
    Disposal,
    DisposalItem,
    Invitation,
    MinutesDocument,
    Notice,
    RetentionRule,
)
from units.models import Amendment, Document, User
from units.models.amending import Effect

WARNED = datetime.timedelta(days=30)
_OF_MEETINGS = (Notice, Invitation, MinutesDocument, ConsolidatedReport)


@dataclass(frozen=True)
class Term:
    """`rule`: the line of the table that says so; none: the table has none, so it is kept."""

    rule: RetentionRule | None
    until: datetime.date | None

    @property
    def words(self) -> str:
        if self.rule is None:
            return "chưa có trong bảng thời hạn"
        if self.until is None:
            return self.rule.words
        return f"{self.rule.words}, đến hết ngày {self.until:%d/%m/%Y}"


@dataclass(frozen=True)
class Row:
    """What of a document its term follows from."""

    pk: int
    office: int
    kind: str
    dated_on: datetime.date


class Table:
    """The lines that hold for some offices: an office's own before the common ones, one for the
    rhythm of the meeting before that for all."""

    def __init__(self, offices: Iterable[int]) -> None:
        rows = RetentionRule.objects.filter(Q(office=None) | Q(office__in=list(offices)))
        self.rules = {(row.office_id, row.document_kind, row.rhythm): row for row in rows}

    def term(self, row: Row, rhythm: str) -> Term:
        for office in (row.office, None):
            for rate in (rhythm, ""):
                if rule := self.rules.get((office, row.kind, rate)):
                    return Term(rule, _end(row.dated_on, rule.years))
        return Term(None, None)

    @property
    def shortest(self) -> int | None:
        """Years of the line that ends first."""
        return min((rule.years for rule in self.rules.values() if rule.years), default=None)


def _end(dated_on: datetime.date, years: int | None) -> datetime.date | None:
    """Counted from the end of the year in which it was issued."""
    return datetime.date(dated_on.year + years, 12, 31) if years else None


def terms(rows: list[Row], table: Table | None = None) -> dict[int, Term]:
    """Document → its term."""
    table = table or Table({row.office for row in rows})
    rates = rhythms([row.pk for row in rows])
    return {row.pk: table.term(row, rates.get(row.pk, "")) for row in rows}


def row_of(document: Document) -> Row:
    return Row(document.pk, document.office_id, document.kind, document.dated_on)


def longest(found: Iterable[Term]) -> datetime.date | None:
    """A volume is kept as long as the document of it that is kept longest; None: for ever."""
    days = [term.until for term in found]
    return None if not days or None in days else max(day for day in days if day)


def basis(found: Iterable[Term]) -> str:
    """Where the terms come from, each source once."""
    return "; ".join(sorted({term.rule.basis for term in found if term.rule}))


def rhythms(ids: list[int]) -> dict[int, str]:
    """How often the meeting is held that a document belongs to; one that was replaced belongs to
    the meeting of what stands in its place."""
    newer = dict(
        Amendment.objects.filter(of__in=ids, effect=Effect.REPLACES).values_list("of", "document")
    )
    while more := dict(
        Amendment.objects.filter(of__in=set(newer.values()), effect=Effect.REPLACES)
        .exclude(document__in=set(newer.values()))
        .values_list("of", "document")
    ):
        newer = {old: more.get(new, new) for old, new in newer.items()}
    wanted = set(ids) | set(newer.values())
    found: dict[int, str] = {}
    for paper in _OF_MEETINGS:
        rows: Any = paper._default_manager.filter(document__in=wanted)
        kinds = ("document", "meeting__kind__period_kind", "meeting__kind__weekday")
        for pk, period, weekday in rows.values_list(*kinds):
            found[pk] = period or ("week" if weekday else "")
    return found | {old: found[new] for old, new in newer.items() if new in found}


@dataclass(frozen=True)
class Ending:
    """Documents of one year and one line of the table, whose time ends on the same day."""

    rule: RetentionRule
    kind: str
    year: int
    until: datetime.date
    ids: list[int]

    @property
    def count(self) -> int:
        return len(self.ids)

    def is_over(self, today: datetime.date) -> bool:
        return self.until < today


def ending(user: User, today: datetime.date) -> list[Ending]:
    """What of the own office nobody has decided about: over, or within thirty days."""
    if user.acting is None:
        return []
    table = Table(user.acting.office_ids)
    if table.shortest is None:
        return []
    last = today + WARNED
    rows = _undecided(user, last).filter(dated_on__year__lte=last.year - table.shortest)
    found = [Row(*row[:4]) for row in rows.values_list("pk", "office", "kind", "dated_on")]
    if not found:
        return []
    later, told = _extended([row.pk for row in found]), terms(found, table)
    groups: dict[tuple[int, str, int, datetime.date], list[int]] = {}
    rules: dict[int, RetentionRule] = {}
    for row in found:
        rule, until = told[row.pk].rule, later.get(row.pk, told[row.pk].until)
        if rule and until and until <= last:
            groups.setdefault((rule.pk, row.kind, row.dated_on.year, until), []).append(row.pk)
            rules[rule.pk] = rule
    made = [Ending(rules[key[0]], *key[1:], ids) for key, ids in groups.items()]
    return sorted(made, key=lambda one: (one.until, one.kind, one.year))


def _undecided(user: User, last: datetime.date) -> Any:
    """Neither destroyed nor kept for ever, nor longer than asked about."""
    assert user.acting
    decided = DisposalItem.objects.filter(document=OuterRef("pk"))
    gone = Q(disposal__outcome=Disposal.Outcome.DESTROYED)
    kept = Q(disposal__outcome=Disposal.Outcome.EXTENDED) & (
        Q(disposal__keep_until=None) | Q(disposal__keep_until__gt=last)
    )
    mine = Document.objects.visible_to(user).filter(office__in=user.acting.office_ids)
    return mine.filter(~Exists(decided.filter(gone | kept))).order_by()


def _extended(ids: list[int]) -> dict[int, datetime.date]:
    """Until when what was kept longer is kept, by the last decision."""
    rows = DisposalItem.objects.filter(
        document__in=ids, disposal__outcome=Disposal.Outcome.EXTENDED
    )
    told = rows.order_by("pk").values_list("document", "disposal__keep_until")
    return {pk: until for pk, until in told if until}
