"""Figures are typed once, cell by cell; what cannot stand is refused beside its cell."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from targets.models import Figure, Indicator, WorkYear
from tests import factories as f
from tests.targets.figures_facts import Office, month, office
from units.models import Role, Unit, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]
AUGUST = "2026-08"


@pytest.fixture
def made() -> Office:
    return office()


def save(
    client: Client,
    made: Office,
    typed: str,
    *,
    seen: str = "",
    line: Indicator | None = None,
    at: str = AUGUST,
    unit: Unit | None = None,
    by: User | None = None,
    more: Mapping[str, str] | None = None,
) -> Any:
    line = line or made.solved
    client.force_login(by or made.clerk)
    url = reverse("targets:figure_save", args=[(unit or made.region).pk, month(at), line.pk])
    data = {f"f-{line.pk}": typed, f"seen-{line.pk}": seen, **(more or {})}
    return client.post(url, data, headers={"HX-Request": "true"})


def said(response: Any) -> str:
    return response.content.decode()


def test_figure_saved_says_so_with_the_time(client: Client, made: Office) -> None:
    response = save(client, made, "44")
    assert response.status_code == 200
    assert "đã lưu" in said(response)
    assert made.stored(made.solved, AUGUST) == "44.00"


@pytest.mark.parametrize("typed", ["1.000", "1,000", "1 000", "１０００"])
def test_thousands_are_read_and_shown_back(client: Client, made: Office, typed: str) -> None:
    response = save(client, made, typed)
    assert made.stored(made.solved, AUGUST) == "1000.00"
    news = json.loads(response["HX-Trigger"])["figure-saved"]
    assert news["shown"] == "1.000"
    assert news["typed"] == typed


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("mười", "không phải là số"),
        ("1,5", "chỉ nhận số nguyên"),
        ("-3", "không được âm"),
        ("1000000000000000000", "Số quá lớn"),
        ("<script>alert(1)</script>", "không phải là số"),
    ],
)
def test_refused_figure_keeps_the_old_one(
    client: Client, made: Office, typed: str, sentence: str
) -> None:
    made.enter(made.solved, AUGUST, 7)
    response = save(client, made, typed, seen="7.00")
    assert response.status_code == 422
    assert sentence in said(response)
    assert "<script>" not in said(response)
    assert made.stored(made.solved, AUGUST) == "7.00"


def test_decimals_are_taken_where_the_line_has_them(client: Client, made: Office) -> None:
    Indicator.objects.filter(pk=made.solved.pk).update(decimals=2)
    assert save(client, made, "1,5").status_code == 200
    assert made.stored(made.solved, AUGUST) == "1.50"


def test_unchanged_figure_writes_nothing(client: Client, made: Office) -> None:
    before = made.enter(made.solved, AUGUST, 7)
    colleague = f.user(Role.UNIT_CLERK, made.region)
    assert save(client, made, "7", seen="7.00", by=colleague).status_code == 200
    after = Figure.objects.get(pk=before.pk)
    assert (after.entered_by_id, after.entered_at) == (made.clerk.pk, before.entered_at)


def test_other_persons_newer_figure_is_not_overwritten(client: Client, made: Office) -> None:
    made.enter(made.solved, AUGUST, 7)
    colleague = f.user(Role.UNIT_CLERK, made.region)
    response = save(client, made, "9", seen="5.00", by=colleague)
    assert response.status_code == 409
    assert "<b>7</b>" in said(response)
    assert "<b>9</b>" in said(response)
    assert made.stored(made.solved, AUGUST) == "7.00"


def test_conflict_is_settled_by_writing_over_what_was_seen(client: Client, made: Office) -> None:
    made.enter(made.solved, AUGUST, 7)
    colleague = f.user(Role.UNIT_CLERK, made.region)
    response = save(client, made, "9", seen="7.00", by=colleague, more={"settled": "1"})
    assert response.status_code == 200
    assert json.loads(response["HX-Trigger"])["figure-saved"]["settled"] is True
    assert made.stored(made.solved, AUGUST) == "9.00"


def test_figure_removed_by_a_colleague_is_not_brought_back(client: Client, made: Office) -> None:
    response = save(client, made, "9", seen="7.00")
    assert response.status_code == 409
    assert made.stored(made.solved, AUGUST) is None


def test_own_quick_correction_is_no_conflict(client: Client, made: Office) -> None:
    save(client, made, "5")
    assert save(client, made, "7", seen="").status_code == 200
    assert made.stored(made.solved, AUGUST) == "7.00"


def test_empty_cell_takes_the_figure_back(client: Client, made: Office) -> None:
    made.enter(made.solved, "2026-10", 7)
    response = save(client, made, "", seen="7.00", at="2026-10")
    assert response.status_code == 200
    assert "đã bỏ số liệu" in said(response)
    assert made.stored(made.solved, "2026-10") is None


def test_old_figure_is_corrected_but_not_taken_back(client: Client, made: Office) -> None:
    made.enter(made.solved, AUGUST, 7)
    response = save(client, made, " ", seen="7.00")
    assert response.status_code == 422
    assert "nhập 0 nếu không phát sinh" in said(response)
    assert made.stored(made.solved, AUGUST) == "7.00"
    assert save(client, made, "0", seen="7.00").status_code == 200


def test_future_month_is_refused(client: Client, made: Office) -> None:
    response = save(client, made, "5", at="2026-12")
    assert response.status_code == 422
    assert "Chưa đến tháng 12/2026" in said(response)


def test_month_outside_any_work_year_is_refused(client: Client, made: Office) -> None:
    response = save(client, made, "5", at="2014-01")
    assert response.status_code == 422
    assert "không thuộc năm công tác nào" in said(response)


def test_closed_unit_is_refused_after_its_end(client: Client, made: Office) -> None:
    Unit.objects.filter(pk=made.region.pk).update(valid_to=month("2026-07").replace(day=15))
    response = save(client, made, "5")
    assert response.status_code == 422
    assert "đã kết thúc hoạt động ngày 15/7/2026" in said(response)
    assert save(client, made, "5", at="2026-07").status_code == 200


def test_new_unit_is_refused_before_its_beginning(client: Client, made: Office) -> None:
    Unit.objects.filter(pk=made.region.pk).update(valid_from=month("2026-09"))
    assert "hoạt động từ ngày 01/9/2026" in said(save(client, made, "5"))


def test_foreign_unit_is_not_found(client: Client, made: Office) -> None:
    assert save(client, made, "5", unit=made.other).status_code == 404
    assert not Figure.objects.exists()


def test_office_reads_but_does_not_enter_for_a_unit(client: Client, made: Office) -> None:
    response = save(client, made, "5", by=made.staff)
    assert response.status_code == 403
    assert not Figure.objects.exists()


def test_line_of_a_foreign_field_is_not_found(client: Client, made: Office) -> None:
    room = f.department(made.province, "Phòng 9")
    clerk = f.user(Role.UNIT_CLERK, room)
    assert save(client, made, "5", unit=room, by=clerk).status_code == 404
    room.fields.add(made.field)
    assert save(client, made, "5", unit=room, by=clerk).status_code == 200


def test_extra_fields_are_ignored(client: Client, made: Office) -> None:
    more = {f"f-{made.hearings.pk}": "99", "value": "98", "entered_by": str(made.head.pk)}
    assert save(client, made, "5", more=more).status_code == 200
    assert list(Figure.objects.values_list("indicator", "entered_by")) == [
        (made.solved.pk, made.clerk.pk)
    ]


def test_unreadable_seen_value_counts_as_nothing(client: Client, made: Office) -> None:
    for seen in ("abc", "1e999999", "NaN"):
        assert save(client, made, "5", seen=seen).status_code == 200


def test_get_does_not_save(client: Client, made: Office) -> None:
    client.force_login(made.clerk)
    url = reverse("targets:figure_save", args=[made.region.pk, month(AUGUST), made.solved.pk])
    assert client.get(url, {f"f-{made.solved.pk}": "5"}).status_code == 405


def test_saved_figure_shows_what_its_targets_become(client: Client, made: Office) -> None:
    made.assign(made.ratio)
    made.enter(made.remaining, AUGUST, 12)
    answer = said(save(client, made, "44"))
    assert "78,57 %" in answer
    assert "cần giải quyết thêm 7 tin để đạt 90 %" in answer


def test_numerator_without_denominator_is_pointed_out(client: Client, made: Office) -> None:
    made.assign(made.ratio)
    answer = said(save(client, made, "44"))
    assert "còn thiếu số liệu: Tin báo còn lại" in answer
    assert "chưa có số liệu" in answer


def grid(made: Office, at: str = AUGUST) -> str:
    return reverse("targets:figure_entry", args=[made.region.pk, month(at)])


def test_grid_shows_last_month_this_month_and_the_year(client: Client, made: Office) -> None:
    made.enter(made.solved, "2025-10", 100)
    made.enter(made.solved, "2026-07", 20)
    made.enter(made.solved, AUGUST, 3)
    made.enter(made.remaining, "2026-07", 9)
    client.force_login(made.clerk)
    section = client.get(grid(made)).context["sections"][0]
    lines = {line.indicator.pk: line for line in section.lines}
    solved, remaining = lines[made.solved.pk], lines[made.remaining.pk]
    assert (solved.previous, solved.shown, solved.total) == ("20", "3", "123")
    assert (remaining.previous, remaining.shown, remaining.total) == ("9", "", "9")


def test_grid_without_javascript_saves_all_and_returns_what_is_wrong(
    client: Client, made: Office
) -> None:
    client.force_login(made.clerk)
    data = {f"f-{made.solved.pk}": "44", f"f-{made.remaining.pk}": "mười hai"}
    response = client.post(grid(made), data)
    assert response.status_code == 422
    assert 'value="mười hai"' in said(response)
    assert made.stored(made.solved, AUGUST) == "44.00"
    data = {f"f-{made.solved.pk}": "44", f"f-{made.remaining.pk}": "12"}
    assert client.post(grid(made), data).status_code == 302
    assert made.stored(made.remaining, AUGUST) == "12.00"


@pytest.mark.parametrize("at", ["2014-01", "2026-12", "2026-13", "0000-01"])
def test_grid_of_an_impossible_month_is_not_found(client: Client, made: Office, at: str) -> None:
    client.force_login(made.clerk)
    url = f"/figures/{made.region.pk}/{at}/"
    assert client.get(url).status_code == 404


def test_grid_of_a_foreign_or_unknown_unit_is_not_found(client: Client, made: Office) -> None:
    client.force_login(made.clerk)
    for unit in (made.other.pk, 0, 10**9):
        assert client.get(f"/figures/{unit}/2026-08/").status_code == 404


def test_clerk_is_led_to_the_month_that_is_wanted(client: Client, made: Office) -> None:
    client.force_login(made.clerk)
    response: Any = client.get(reverse("targets:figure_list"))
    assert response.url == grid(made, "2026-10")


def test_office_sees_who_has_entered_how_much(client: Client, made: Office) -> None:
    made.enter(made.solved, "2026-10", 4)
    client.force_login(made.staff)
    rows = client.get(reverse("targets:figure_list")).context["rows"]
    assert {unit.short_name: count for unit, count, *_ in rows}["VKSND khu vực 4"] == 1


def test_queries_do_not_grow_with_lines_and_targets(client: Client, made: Office) -> None:
    few = counted(client, made)
    for _ in range(20):
        line = f.indicator(where=made.field)
        f.assignment(f.target(line), made.region, WorkYear.objects.get(year=2026))
        made.enter(line, AUGUST, 5)
    assert counted(client, made) == few


def counted(client: Client, made: Office) -> int:
    client.force_login(made.clerk)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(grid(made)).status_code == 200
    return len(queries)
