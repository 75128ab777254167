"""The lists and forms of common rows cost the same with one row and with fifty."""

import datetime
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from targets.models import Balance, BalanceTerm, Target, TargetTerm
from tests import factories as f
from tests.factories import figures
from tests.targets.figures_facts import Office, office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]


def another_instrument(made: Office, no: int) -> None:
    f.instrument().bases.add(f.instrument())


def another_line(made: Office, no: int) -> None:
    f.indicator(f"Dòng {no}", where=f.field(f"Lĩnh vực {no}"))


def another_target(made: Office, no: int) -> None:
    line = f.indicator(f"Dòng {no}", where=f.field(f"Lĩnh vực {no}"))
    target: Target = f.target(line, made.solved, target_set=made.ratio.target_set)
    TargetTerm.objects.create(target=target, side="denominator", indicator=line, sign=-1)


def another_year(made: Office, no: int) -> None:
    f.work_year(2030 + no)


def another_term(made: Office, no: int) -> None:
    line = f.indicator(where=f.field())
    TargetTerm.objects.create(target=made.ratio, side="denominator", indicator=line)


def another_figure(made: Office, no: int) -> None:
    f.figure(made.solved, made.region, datetime.date(2020 + no // 12, no % 12 + 1, 1), no)


def another_balance(made: Office, no: int) -> None:
    figures.balance([f.indicator(where=f.field(f"Lĩnh vực {no}"))], [made.solved])


def another_balance_term(made: Office, no: int) -> None:
    BalanceTerm.objects.create(
        balance=Balance.objects.earliest("pk"),
        side="right",
        indicator=f.indicator(where=made.field),
    )


PAGES: list[tuple[str, Callable[[Office, int], None]]] = [
    ("work_year_list", another_year),
    ("instrument_list", another_instrument),
    ("instrument_edit", another_instrument),
    ("indicator_list", another_line),
    ("indicator_edit", another_figure),
    ("balance_list", another_balance),
    ("balance_edit", another_balance_term),
    ("target_list", another_target),
    ("target_edit", another_term),
]


def cost(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.parametrize(("name", "add"), PAGES, ids=[name for name, _ in PAGES])
def test_page_costs_the_same_with_fifty_rows(
    client: Client, name: str, add: Callable[[Office, int], None]
) -> None:
    made = office()
    made.clerk  # noqa: B018  # makes its account before anything is counted
    things = {
        "instrument": f.instrument(),
        "indicator": made.solved,
        "balance": figures.balance([made.solved], [made.remaining]),
        "target": made.ratio,
    }
    one = name.removesuffix("_edit")
    url = reverse(f"targets:{name}", args=[things[one].pk] if name.endswith("_edit") else [])
    client.force_login(made.staff)
    add(made, 1)
    few = cost(client, url)
    for no in range(2, 51):
        add(made, no)
    assert cost(client, url) == few


def test_table_of_periods_costs_the_same_for_every_year(client: Client) -> None:
    made = office()
    short = made.year
    full = cost_of_year(client, made, short.pk)
    short.periods.exclude(kind="month", number=1).delete()
    assert cost_of_year(client, made, short.pk) == full


def cost_of_year(client: Client, made: Office, pk: int) -> int:
    client.force_login(made.staff)
    return cost(client, reverse("targets:work_year_detail", args=[pk]))
