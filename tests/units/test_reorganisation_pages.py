"""The assistant's pages: from a draft through the dry run to the record, and back."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from tests import factories as f
from tests.units import reorganised
from tests.units.reorganised import ON, Stage
from units.models import Reorganisation, Role, Succession, Unit

CREATE = "/reorganisations/create/?kind={}&on=1/11/2026"
DECISION = {
    "code": "84/2026/NQ",
    "issued_on": "20/10/2026",
    "issuer": "Ủy ban Thường vụ Quốc hội",
}
NEW = {
    "n0-kind": "region",
    "n0-number": "9",
    "n0-name": "Viện kiểm sát nhân dân khu vực 9",
    "n0-short_name": "VKSND khu vực 9",
    "n0-place_name": "Quảng Trị",
    "n0-symbol": "VKSKV9",
}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", f.TODAY.isoformat())


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    with reorganised.filled(django_db_blocker) as made:
        yield made


@pytest.fixture
def stage(built: Stage, client: Client) -> Iterator[Stage]:
    with reorganised.apart(built) as one:
        client.force_login(one.staff)
        yield one


def text(response: Any) -> str:
    return str(response.content.decode())


def send(client: Client, stage: Stage, step: str, kind: str = "merge", **more: Any) -> Any:
    data = {"count": "1", "step": step, "sources": [unit.pk for unit in stage.districts]}
    return client.post(CREATE.format(kind), data | NEW | DECISION | more)


def test_kind_and_day_come_first_and_a_wrong_day_says_what_to_type(
    client: Client, stage: Stage
) -> None:
    page = text(client.get("/reorganisations/create/"))
    assert "sáp nhập, hợp nhất" in page
    assert "Chỉ đổi tên" in page
    wrong = client.get("/reorganisations/create/?kind=merge&on=31/2/2026")
    assert "dd/mm/yyyy" in text(wrong)
    assert "Số, ký hiệu văn bản" not in text(wrong)


def test_draft_offers_own_units_of_the_eve_and_nobody_elses(client: Client, stage: Stage) -> None:
    f.region(f.province("VKSND tỉnh Phú Yên"), "VKSND khu vực 77")
    page = text(client.get(CREATE.format("merge")))
    assert "VKSND huyện Cam Lộ" in page
    assert "khu vực 77" not in page


def test_dry_run_shows_counts_names_and_choices_and_writes_nothing(
    client: Client, stage: Stage
) -> None:
    before = reorganised.everything()
    response = send(client, stage, "preview")
    assert response.status_code == 200
    page = text(response)
    assert "9 chức vụ đang giữ" in page
    assert "Viện trưởng 0, Viện trưởng, VKSND huyện Cam Lộ" in page
    assert "6 số liệu tháng" in page
    assert "Thủ trưởng đơn vị của VKSND khu vực 9" in page
    assert "1 chỉ tiêu số lượng: ngưỡng được cộng" in page
    assert 'name="n0-symbol" value="VKSKV9"' in page
    assert reorganised.everything() == before


def test_missing_choice_is_asked_for_and_nothing_is_lost(client: Client, stage: Stage) -> None:
    response = send(client, stage, "apply")
    assert response.status_code == 422
    assert "Chưa chọn: Thủ trưởng đơn vị của VKSND khu vực 9" in text(response)
    assert 'name="n0-symbol" value="VKSKV9"' in text(response)
    assert not Reorganisation.objects.exists()


def test_applied_draft_leads_to_its_record_and_undo_takes_it_back(
    client: Client, stage: Stage
) -> None:
    head = {"choice.units.people.n0.unit_head": str(stage.things["head1"].pk)}
    response = send(client, stage, "apply", **head)
    record = Reorganisation.objects.get()
    assert response["Location"] == f"/reorganisations/{record.pk}/"
    page = text(client.get(response["Location"]))
    assert "84/2026/NQ ngày 20/10/2026 của Ủy ban Thường vụ Quốc hội" in page
    assert "VKSND khu vực 9 (thành lập)" in page
    assert "Còn hoàn tác được" in page
    assert "01/11/2026" in text(client.get("/reorganisations/"))
    client.post(f"/reorganisations/{record.pk}/undo/")
    page = text(client.get(f"/reorganisations/{record.pk}/"))
    assert "đã hoàn tác" in page
    assert "Còn hoàn tác được" not in page
    assert not Succession.objects.exists()


def test_record_says_what_hangs_on_it_instead_of_offering_the_undo(
    client: Client, stage: Stage
) -> None:
    head = {"choice.units.people.n0.unit_head": str(stage.things["head1"].pk)}
    send(client, stage, "apply", **head)
    record = Reorganisation.objects.get()
    f.figure(f.indicator(), Unit.objects.get(number=9), ON, 3, stage.staff)
    page = text(client.get(f"/reorganisations/{record.pk}/"))
    assert "Không hoàn tác được nữa" in page
    assert "1 số liệu" in page
    client.post(f"/reorganisations/{record.pk}/undo/")
    assert Unit.objects.filter(number=9).exists()


def test_refusal_keeps_what_was_typed(client: Client, stage: Stage) -> None:
    response = send(client, stage, "preview", kind="split")
    assert response.status_code == 422
    assert "Chia tách phải ra từ hai đơn vị trở lên" in text(response)
    assert 'value="VKSND khu vực 9"' in text(response)


def test_pure_change_of_name_is_led_to_the_page_of_the_unit(client: Client, stage: Stage) -> None:
    unit = stage.districts[0]
    response = send(
        client, stage, "preview", "convert", sources=[unit.pk], **{"n0-kind": "district"}
    )
    assert response.status_code == 422
    assert f'href="/units/{unit.pk}/edit/"' in text(response)


def test_one_more_new_unit_keeps_what_was_typed_and_judges_nothing(
    client: Client, stage: Stage
) -> None:
    page = text(send(client, stage, "add", code=""))
    assert 'name="n1-name"' in page
    assert 'value="VKSND khu vực 9"' in page
    assert "Mục này chưa điền" not in page


def test_day_to_come_may_be_looked_at_only(client: Client, stage: Stage) -> None:
    data = {"count": "1", "sources": [unit.pk for unit in stage.districts]} | NEW | DECISION
    url = "/reorganisations/create/?kind=merge&on=1/12/2026"
    assert "chưa đến" in text(client.post(url, data | {"step": "preview"}))
    late = client.post(url, data | {"step": "apply"})
    assert late.status_code == 422
    assert not Reorganisation.objects.exists()


def test_new_unit_without_its_names_says_so_at_the_field(client: Client, stage: Stage) -> None:
    response = send(client, stage, "preview", **{"n0-short_name": "", "n0-symbol": "vks kv"})
    assert response.status_code == 422
    assert "Mục này chưa điền." in text(response)
    assert "Ký hiệu viết hoa" in text(response)


@pytest.mark.parametrize("role", [Role.PROVINCE_HEAD, Role.PERSONNEL])
def test_only_the_office_runs_it(client: Client, stage: Stage, role: Role) -> None:
    where = stage.office if role == Role.PROVINCE_HEAD else f.department(stage.office)
    client.force_login(f.user(role, where))
    assert client.get("/reorganisations/").status_code == 200
    assert "Sắp xếp đơn vị" not in text(client.get("/reorganisations/"))
    assert send(client, stage, "apply").status_code == 403


def test_list_costs_the_same_with_many_records(client: Client, stage: Stage) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/reorganisations/").status_code == 200
        return len(queries)

    def grow(count: int) -> None:
        for _ in range(count):
            region = f.region(stage.office, valid_from=ON)
            f.succession(f.region(stage.office, valid_to=ON), region, is_assumed=True)
            f.reorganisation(stage.office, stage.staff)

    grow(1)
    few = cost()
    grow(20)
    assert cost() == few
