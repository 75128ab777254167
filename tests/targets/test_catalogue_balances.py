"""The Office keeps balances and pairs of lines; what cannot be meant is refused in a sentence."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from targets.models import Balance, Indicator
from tests import factories as f
from tests.factories import figures
from tests.targets.figures_facts import Office, office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]


@pytest.fixture
def made(client: Client) -> Office:
    world = office()
    client.force_login(world.staff)
    return world


def typed(made: Office, left: str, right: str, **more: str) -> dict[str, str]:
    return {
        "code": "tb-can-doi",
        "field": str(made.field.pk),
        "name": "Nguồn tin",
        "relation": "equal",
        "left": left,
        "right": right,
        "order": "0",
        **more,
    }


def said(response: Any) -> str:
    text: str = response.content.decode()
    return text


def create(client: Client, data: dict[str, str]) -> Any:
    return client.post(reverse("targets:balance_create"), data)


def test_balance_is_stored_as_it_was_typed(client: Client, made: Office) -> None:
    left = f"trước:{made.remaining.code} + {made.hearings.code}"
    right = f"{made.solved.code} {made.remaining.code}"
    assert create(client, typed(made, left, right)).status_code == 302
    terms = Balance.objects.get().terms.order_by("pk").values_list("side", "moment", "indicator")
    assert list(terms) == [
        ("left", "previous", made.remaining.pk),
        ("left", "month", made.hearings.pk),
        ("right", "month", made.solved.pk),
        ("right", "month", made.remaining.pk),
    ]
    page = said(client.get(reverse("targets:balance_list")))
    assert "Tin báo còn lại (kỳ trước chuyển sang)" in page


def test_impossible_sides_are_refused_and_kept(client: Client, made: Office) -> None:
    cases = [
        ("tb-la", made.solved.code, "Không có dòng thống kê mang mã: tb-la"),
        ("", made.solved.code, "Ghi ít nhất một mã dòng"),
        (f"trước:{made.solved.code}", made.remaining.code, "không phải dòng tồn cuối kỳ"),
        (made.solved.code, made.solved.code, "Hai vế giống nhau"),
    ]
    for left, right, sentence in cases:
        response = create(client, typed(made, left, right))
        assert response.status_code == 422
        assert sentence in said(response)
    assert not Balance.objects.exists()


def test_edited_side_keeps_the_rows_that_stay(client: Client, made: Office) -> None:
    balance = figures.balance([made.hearings], [made.solved, made.remaining])
    kept = balance.terms.get(indicator=made.solved).pk
    address = reverse("targets:balance_edit", args=[balance.pk])
    assert f"+ {made.solved.code}" in said(client.get(address))
    data = typed(made, made.hearings.code, f"{made.solved.code} − {made.remaining.code}")
    assert client.post(address, data).status_code == 302
    assert balance.terms.get(indicator=made.solved).pk == kept
    assert balance.terms.get(indicator=made.remaining).sign == -1


def test_pair_is_of_one_field_and_nature(client: Client, made: Office) -> None:
    line = f.indicator("Bị can", where=made.field, counted_in="bị can")
    address = reverse("targets:indicator_edit", args=[line.pk])
    data = {
        "code": line.code,
        "field": str(made.field.pk),
        "name": line.name,
        "counted_in": "bị can",
        "nature": "flow",
        "decimals": "0",
        "order": "0",
    }
    refused = client.post(address, data | {"beside": str(made.remaining.pk)})
    assert "Hai dòng cùng hàng phải cùng lĩnh vực và tính chất" in said(refused)
    assert client.post(address, data | {"beside": str(made.solved.pk)}).status_code == 302
    assert Indicator.objects.get(pk=line.pk).beside == made.solved
    # The first line of a row is no second one elsewhere.
    first = reverse("targets:indicator_edit", args=[made.solved.pk])
    other = data | {"code": made.solved.code, "name": "Tin", "beside": str(made.hearings.pk)}
    assert "đã đứng đầu hàng" in said(client.post(first, other))


def test_only_what_arises_is_typed_as_a_sum(client: Client, made: Office) -> None:
    address = reverse("targets:indicator_edit", args=[made.remaining.pk])
    data = {
        "code": made.remaining.code,
        "field": str(made.field.pk),
        "name": "Còn lại",
        "counted_in": "tin",
        "nature": "stock",
        "decimals": "0",
        "order": "0",
        "is_cumulative": "on",
    }
    assert "Chỉ số phát sinh trong tháng mới nhập lũy kế được" in said(client.post(address, data))
