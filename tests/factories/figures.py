"""Work years, lines, what is typed and checked, and how it was printed."""

import datetime
from typing import Any

from targets.models import (
    Balance,
    BalanceTerm,
    BoardPrint,
    FieldCheck,
    FieldQuestion,
    Figure,
    Indicator,
    Period,
    WorkYear,
)
from tests.factories.common import NOW, next_number
from tests.factories.units import field, user
from units.models import Field, Role, Unit, User

Terms = list[Indicator | tuple[Indicator, str]]


def work_year(year: int = 2026, starts_on: str = "", ends_on: str = "") -> WorkYear:
    """By default 1 October of the year before to 30 September."""
    return WorkYear.objects.create(
        year=year,
        starts_on=starts_on or datetime.date(year - 1, 10, 1),
        ends_on=ends_on or datetime.date(year, 9, 30),
    )


def indicator(
    name: str = "Số tin báo đã giải quyết", *, where: Field | None = None, **more: Any
) -> Indicator:
    number = next_number()
    return Indicator.objects.create(
        code=f"i{number}",
        field=where or field(),
        name=name,
        counted_in=more.pop("counted_in", "tin"),
        **more,
    )


def figure(
    line: Indicator, where: Unit, month: datetime.date, value: int, by: User | None = None
) -> Figure:
    return Figure.objects.create(
        indicator=line,
        unit=where,
        month=month,
        value=value,
        entered_by=by or user(Role.UNIT_CLERK, where),
        entered_at=NOW,
    )


def balance(
    left: Terms, right: Terms, relation: str = Balance.Relation.EQUAL, **more: Any
) -> Balance:
    """Of added lines; (line, "previous") is carried over."""
    first = left[0][0] if isinstance(left[0], tuple) else left[0]
    made = Balance.objects.create(
        code=more.pop("code", "") or f"b{next_number()}",
        field=first.field,
        name=more.pop("name", "Tin báo"),
        relation=relation,
        **more,
    )
    for side, terms in (("left", left), ("right", right)):
        for term in terms:
            line, moment = term if isinstance(term, tuple) else (term, "month")
            BalanceTerm.objects.create(balance=made, side=side, indicator=line, moment=moment)
    return made


def field_check(where: Unit, work: Field, month: datetime.date, **more: Any) -> FieldCheck:
    return FieldCheck.objects.create(unit=where, field=work, month=month, **more)


def field_question(
    of: FieldCheck, by: User, text: str = "Vì sao tăng?", **more: Any
) -> FieldQuestion:
    assert by.acting
    return FieldQuestion.objects.create(
        field_check=of, text=text, asked_by=by.acting, asked_at=more.pop("asked_at", NOW), **more
    )


def board_print(by: User, period: Period) -> BoardPrint:
    """Drawn already."""
    assert by.acting
    return BoardPrint.objects.create(
        user=by,
        acting=by.acting,
        period=period,
        asked_at=NOW,
        state=BoardPrint.State.DONE,
        pdf=b"%PDF-1.7",
        done_at=NOW,
    )
