"""Targets: their sums, their sets, and who may change them."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from targets.models import Target, TargetSet, TargetTerm
from tests import factories as f
from tests.targets.figures_facts import Office, office
from units.models import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]


@pytest.fixture
def made() -> Office:
    return office()


@pytest.fixture
def staff(client: Client, made: Office) -> Client:
    client.force_login(made.staff)
    return client


def address(name: str, *args: int) -> str:
    return reverse(f"targets:{name}", args=args)


def typed(made: Office, **changes: str) -> dict[str, str]:
    """A new ratio: solved over solved and remaining."""
    return {
        "target_set": str(made.ratio.target_set_id),
        "code": "T99",
        "field": str(made.field.pk),
        "name": "Tỷ lệ giải quyết",
        "short_name": "Giải quyết",
        "measure": "ratio",
        "direction": "at_least",
        "threshold": "66,5",
        "numerator": made.solved.code,
        "denominator": f"{made.solved.code} + {made.remaining.code}",
        "order": "1",
    } | changes


def terms(target: Target) -> set[tuple[str, str, int]]:
    return set(target.terms.values_list("side", "indicator__code", "sign"))


def test_target_is_added_with_its_sum(staff: Client, made: Office) -> None:
    data = typed(made, denominator=f"{made.solved.code} - {made.remaining.code}")
    response = staff.post(address("target_create"), data)
    stored = Target.objects.get(code="T99")
    assert response["Location"] == address("target_list") + f"?set={made.ratio.target_set_id}"
    assert str(stored.threshold) == "66.50"
    assert terms(stored) == {
        ("numerator", made.solved.code, 1),
        ("denominator", made.solved.code, 1),
        ("denominator", made.remaining.code, -1),
    }


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"denominator": ""}, "Chỉ tiêu tỷ lệ phải có mẫu số"),
        ({"numerator": ""}, "Chỉ tiêu tỷ lệ phải có tử số"),
        ({"measure": "count"}, "Chỉ tiêu số lượng không có mẫu số"),
        ({"measure": "count", "numerator": "", "denominator": ""}, "Ghi dòng thống kê được đếm"),
        ({"measure": "qualitative"}, "Chỉ tiêu định tính không tính từ số liệu"),
        (
            {"measure": "qualitative", "numerator": "", "denominator": ""},
            "định tính không có ngưỡng",
        ),
        ({"direction": "zero"}, "ghi 0 hoặc để trống"),
        ({"numerator": "khong-co"}, "Không có dòng thống kê mang mã: khong-co"),
        ({"numerator": "<script>alert(1)</script>"}, "&lt;script&gt;"),
        ({"numerator": "+ +"}, "Có hai dấu liền nhau"),
        ({"numerator": "x" * 10_000}, "tối đa 1000 ký tự"),
        ({"threshold": "66.5"}, "nhập “66,5”"),
        ({"threshold": "-1"}, "không được âm"),
        ({"threshold": "9" * 14}, "Ngưỡng quá lớn"),
        ({"name": ""}, "chưa điền"),
        ({"name": "Chỉ tiêu\nTỐI MẬT"}, "không được nhập"),
        ({"short_name": "x" * 81}, "tối đa 80 ký tự"),
    ],
)
def test_wrong_target_is_refused_and_nothing_stored(
    staff: Client, made: Office, changes: dict[str, str], sentence: str
) -> None:
    before = Target.objects.count(), TargetTerm.objects.count()
    response = staff.post(address("target_create"), typed(made, **changes))
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert (Target.objects.count(), TargetTerm.objects.count()) == before


def test_line_stands_once_on_a_side(staff: Client, made: Office) -> None:
    data = typed(made, numerator=f"{made.solved.code} - {made.solved.code}")
    response = staff.post(address("target_create"), data)
    assert response.status_code == 422
    assert "bị lặp" in response.content.decode()


def test_code_stands_once_in_a_set(staff: Client, made: Office) -> None:
    response = staff.post(address("target_create"), typed(made, code=made.count.code))
    assert response.status_code == 422
    assert "Mã chỉ tiêu đã có trong hệ thống này" in response.content.decode()


def test_form_shows_the_sum_with_the_names_of_its_lines(staff: Client, made: Office) -> None:
    page = staff.get(address("target_edit", made.ratio.pk)).content.decode()
    assert f"+ {made.solved.code}\n+ {made.remaining.code}</textarea>" in page
    assert f"<b>+</b> {made.remaining.name}" in page


def test_changed_sum_keeps_the_rows_that_stay(staff: Client, made: Office) -> None:
    kept = made.ratio.terms.get(side="numerator").pk
    data = typed(made, denominator=made.remaining.code)
    assert staff.post(address("target_edit", made.ratio.pk), data).status_code == 302
    assert terms(made.ratio) == {
        ("numerator", made.solved.code, 1),
        ("denominator", made.remaining.code, 1),
    }
    assert made.ratio.terms.get(side="numerator").pk == kept


def test_sign_of_a_line_is_changed(staff: Client, made: Office) -> None:
    data = typed(made, denominator=f"{made.solved.code} − {made.remaining.code}")
    staff.post(address("target_edit", made.ratio.pk), data)
    assert ("denominator", made.remaining.code, -1) in terms(made.ratio)


def test_edit_leaves_code_and_set_alone(staff: Client, made: Office) -> None:
    other = TargetSet.objects.create(name="Bộ khác")
    code = made.ratio.code
    data = typed(made, target_set=str(other.pk), code="T1000", name="Tên mới")
    staff.post(address("target_edit", made.ratio.pk), data)
    made.ratio.refresh_from_db()
    assert (made.ratio.name, made.ratio.code) == ("Tên mới", code)
    assert made.ratio.target_set_id != other.pk


@pytest.mark.parametrize(("tick", "is_assumed"), [({}, True), ({"is_verified": "on"}, False)])
def test_tick_clears_the_mark(
    staff: Client, made: Office, tick: dict[str, str], is_assumed: bool
) -> None:
    Target.objects.filter(pk=made.ratio.pk).update(is_assumed=True)
    assert "chưa kiểm chứng" in staff.get(address("target_list")).content.decode()
    staff.post(address("target_edit", made.ratio.pk), typed(made, **tick))
    made.ratio.refresh_from_db()
    assert made.ratio.is_assumed == is_assumed


def test_computed_target_needs_no_sum(staff: Client, made: Office) -> None:
    Target.objects.filter(pk=made.ratio.pk).update(computation="reports")
    data = typed(made, computation="reports", numerator="", denominator="")
    assert staff.post(address("target_edit", made.ratio.pk), data).status_code == 302
    assert terms(made.ratio) == set()


def test_list_explains_percentages_to_everybody(client: Client, made: Office) -> None:
    client.force_login(made.clerk)
    page = client.get(address("target_list")).content.decode()
    assert made.solved.name in page
    assert "≥ 90 %" in page
    assert address("target_edit", made.ratio.pk) not in page


def test_list_shows_one_set_and_field(staff: Client, made: Office) -> None:
    elsewhere = f.target(f.indicator(), name="Chỉ tiêu của bộ khác")
    page = staff.get(address("target_list"), {"set": elsewhere.target_set_id}).content.decode()
    assert elsewhere.name in page
    assert made.ratio.name not in page
    query = {"set": str(made.ratio.target_set_id), "field": elsewhere.field.code}
    assert (
        "Chưa có chỉ tiêu nào của lĩnh vực này"
        in staff.get(address("target_list"), query).content.decode()
    )


def test_administrator_and_region_are_refused(client: Client, made: Office) -> None:
    client.force_login(f.user(Role.ADMINISTRATOR, made.secretariat))
    assert client.get(address("target_list")).status_code == 403
    assert client.get(address("target_edit", made.ratio.pk)).status_code == 404
    client.force_login(made.clerk)
    assert client.post(address("target_create"), typed(made)).status_code == 403
    assert client.post(address("target_edit", made.ratio.pk), typed(made)).status_code == 403


def new_set(**changes: Any) -> dict[str, Any]:
    return {"name": "Bộ chỉ tiêu 2028", "valid_from": "1/10/2027"} | changes


def test_new_set_copies_targets_with_their_sums(staff: Client, made: Office) -> None:
    old = made.ratio.target_set
    Target.objects.filter(pk=made.ratio.pk).update(is_assumed=True)
    data = new_set(copied=old.pk, replaces="on", instrument=f.instrument().pk)
    assert staff.post(address("target_set_create"), data).status_code == 302
    new = TargetSet.objects.get(name="Bộ chỉ tiêu 2028")
    twin = new.targets.get(code=made.ratio.code)
    assert new.targets.count() == old.targets.count() == 2
    assert (terms(twin), twin.threshold, twin.is_assumed) == (terms(made.ratio), 90, True)
    old.refresh_from_db()
    assert old.valid_to == datetime.date(2027, 9, 30)


def test_copied_set_stays_in_force_unless_it_is_replaced(staff: Client, made: Office) -> None:
    old = made.ratio.target_set
    staff.post(address("target_set_create"), new_set(copied=old.pk))
    old.refresh_from_db()
    assert old.valid_to is None


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "chưa điền"),
        ({"name": "Bộ trùng tên"}, "id_name_error"),
        ({"valid_from": ""}, "chưa điền"),
        ({"valid_from": "1/1/9999"}, "kiểm tra lại năm"),
        ({"copied": "99999"}, "id_copied_error"),
        ({"replaces": "on"}, "Chọn bộ chỉ tiêu được chép"),
    ],
)
def test_wrong_set_is_refused(
    staff: Client, made: Office, changes: dict[str, str], sentence: str
) -> None:
    TargetSet.objects.create(name="Bộ trùng tên")
    response = staff.post(address("target_set_create"), new_set(**changes))
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert TargetSet.objects.count() == 2


def test_set_that_begins_later_is_not_replaced(staff: Client, made: Office) -> None:
    later = TargetSet.objects.create(name="Sau", valid_from=datetime.date(2028, 1, 1))
    response = staff.post(address("target_set_create"), new_set(copied=later.pk, replaces="on"))
    assert response.status_code == 422
    assert not TargetSet.objects.filter(name="Bộ chỉ tiêu 2028").exists()


def test_end_of_a_set_is_not_before_its_beginning(staff: Client, made: Office) -> None:
    url = address("target_set_edit", made.ratio.target_set_id)
    data = {"name": "Bộ", "valid_from": "2/1/2026", "valid_to": "1/1/2026"}
    assert staff.post(url, data).status_code == 422
    assert staff.post(url, data | {"valid_to": "2/1/2026"}).status_code == 302
