"""Units × targets: cells saved one by one or together, never over somebody else's."""

import datetime
import io
import json
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from targets.models import Target, TargetAssignment
from tests import factories as f
from tests.targets.figures_facts import Office, office
from units.models import Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_january")]

GRID = "assignment_grid"


@pytest.fixture
def made() -> Office:
    return office()


@pytest.fixture
def staff(client: Client, made: Office) -> Client:
    client.force_login(made.staff)
    return client


def address(name: str, made: Office, aspect: str = "assigned") -> str:
    query = f"?year=2026&set={made.ratio.target_set_id}&aspect={aspect}"
    return reverse(f"targets:{name}") + query


def save(client: Client, made: Office, *cells: tuple[Unit, Target, str, str], **more: Any) -> Any:
    sent = [[str(unit.pk), str(what.pk), typed, seen] for unit, what, typed, seen in cells]
    reason = more.pop("reason", "")
    url = address("assignment_grid_save", made, **more)
    return client.post(url, {"cells": json.dumps(sent), "reason": reason})


def given(made: Office, unit: Unit | None = None) -> dict[int, str]:
    rows = TargetAssignment.objects.filter(unit=unit or made.region, work_year=made.year)
    return {row.target_id: str(row.assigned_threshold) for row in rows}


def test_cells_are_saved_one_or_many(staff: Client, made: Office) -> None:
    cells = [(made.region, made.ratio, "x", ""), (made.other, made.count, "12", "")]
    assert save(staff, made, *cells).status_code == 200
    assert given(made) == {made.ratio.pk: "None"}
    assert given(made, made.other) == {made.count.pk: "12.00"}
    assert save(staff, made, (made.region, made.ratio, "", "x")).status_code == 200
    assert given(made) == {}


def test_conflict_shows_what_somebody_else_wrote(staff: Client, made: Office) -> None:
    made.assign(made.ratio, assigned_threshold=85)
    made.assign(made.count, assigned_threshold=3)
    cells = [(made.region, made.ratio, "90", "80"), (made.region, made.count, "4", "3")]
    response = save(staff, made, *cells)
    assert response.status_code == 409
    assert "người khác vừa ghi “85”" in response.content.decode()
    assert given(made) == {made.ratio.pk: "85.00", made.count.pk: "4.00"}
    # Whoever has seen it may write over it; to write the same is no conflict.
    assert save(staff, made, (made.region, made.ratio, "90", "85")).status_code == 200
    assert save(staff, made, (made.region, made.ratio, "90", "85")).status_code == 200


def test_wrong_cell_leaves_the_others_stored(staff: Client, made: Office) -> None:
    cells = [(made.region, made.ratio, "-5", ""), (made.region, made.count, "4", "")]
    response = save(staff, made, *cells)
    assert response.status_code == 422
    assert made.ratio.short_name in response.content.decode()
    assert given(made) == {made.count.pk: "4.00"}


def test_whole_form_changes_only_what_was_typed(staff: Client, made: Office) -> None:
    """Without JavaScript: a cell that stands as it was shown does not undo another's change."""
    page = staff.get(address(GRID, made))
    made.assign(made.count, assigned_threshold=7)
    key = f"{made.region.pk}-{made.ratio.pk}"
    data = {f"c-{key}": "95", f"c-{made.region.pk}-{made.count.pk}": ""}
    response = staff.post(address(GRID, made), data | {"seen": page.context["seen"]})
    assert response.status_code == 302
    assert given(made) == {made.ratio.pk: "95.00", made.count.pk: "7.00"}


def test_whole_form_keeps_what_could_not_be_stored(staff: Client, made: Office) -> None:
    made.assign(made.ratio, assigned_threshold=85)
    key = f"{made.region.pk}-{made.ratio.pk}"
    response = staff.post(address(GRID, made), {f"c-{key}": "90", "seen": "{}"})
    body = response.content.decode()
    assert response.status_code == 409
    assert f'name="c-{key}" id="c-{key}" value="90" data-seen="85"' in body


def test_unit_promises_in_its_own_row_and_not_less(client: Client, made: Office) -> None:
    made.assign(made.ratio, assigned_threshold=90)
    made.assign(made.ratio, made.other)
    client.force_login(f.user(Role.UNIT_HEAD, made.region))
    low = save(client, made, (made.region, made.ratio, "85", ""), aspect="committed")
    assert low.status_code == 422
    assert "thấp hơn ngưỡng giao 90 %" in low.content.decode()
    assert (
        save(client, made, (made.region, made.ratio, "95", ""), aspect="committed").status_code
        == 200
    )
    assert str(TargetAssignment.objects.get(unit=made.region).committed_threshold) == "95.00"
    other = save(client, made, (made.other, made.ratio, "95", ""), aspect="committed")
    assert other.status_code == 404
    assert save(client, made, (made.region, made.ratio, "70", "90")).status_code == 403


def test_threshold_above_a_promise_asks_for_a_new_one(staff: Client, made: Office) -> None:
    made.assign(made.ratio, assigned_threshold=80, committed_threshold=85)
    response = save(staff, made, (made.region, made.ratio, "90", "80"))
    assert "đơn vị đăng ký lại" in response.content.decode()
    assert TargetAssignment.objects.get().committed_threshold is None


def test_due_day_lies_in_the_year_and_needs_a_target(staff: Client, made: Office) -> None:
    cell = (made.region, made.ratio, "31/8/2026", "")
    assert save(staff, made, cell, aspect="due").status_code == 422
    made.assign(made.ratio)
    assert save(staff, made, cell, aspect="due").status_code == 200
    assert str(TargetAssignment.objects.get().due_on) == "2026-08-31"


def test_grid_and_saving_cost_the_same_for_any_size(staff: Client, made: Office) -> None:
    small = queries(staff, made, [made.region])
    units = [f.region(made.province, f"VKSND khu vực {n}") for n in range(10, 22)]
    for n in range(12):
        line = f.indicator(f"Dòng {n}", where=made.field)
        f.target(line, name=f"Chỉ tiêu thêm {n}", target_set=made.ratio.target_set)
    assert queries(staff, made, units) == small


def queries(client: Client, made: Office, units: list[Unit]) -> tuple[int, int]:
    targets = list(made.ratio.target_set.targets.all())
    with CaptureQueriesContext(
        connection,
    ) as page:
        assert client.get(address(GRID, made)).status_code == 200
    with CaptureQueriesContext(connection) as saving:
        cells = [(unit, target, "x", "") for unit in units for target in targets]
        assert save(client, made, *cells).status_code == 200
    return len(page), len(saving)


def look(client: Client, made: Office, **said: Any) -> Any:
    data = {"target_set": made.ratio.target_set_id, "source": "common"} | said
    return client.post(reverse("targets:assignment_fill") + "?year=2026", data)


def apply(client: Client, page: Any) -> Any:
    url = reverse("targets:assignment_apply") + "?year=2026"
    return client.post(url, {"changes": page.context["changes"]})


def test_whole_set_is_given_to_many_units_after_a_look(staff: Client, made: Office) -> None:
    made.assign(made.ratio, assigned_threshold=95)
    page = look(staff, made, units=[made.region.pk, made.other.pk])
    assert (page.context["count"], TargetAssignment.objects.count()) == (3, 1)
    assert apply(staff, page).status_code == 302
    assert given(made) == {made.ratio.pk: "95.00", made.count.pk: "None"}
    assert len(given(made, made.other)) == 2
    assert look(staff, made, units=[made.region.pk]).context["count"] == 0


def test_department_gets_the_targets_of_its_fields(staff: Client, made: Office) -> None:
    nine = f.department(made.province, "Phòng 9")
    assert look(staff, made, units=[nine.pk]).context["count"] == 0
    nine.fields.add(made.field)
    assert look(staff, made, units=[nine.pk]).context["count"] == 2


def test_set_is_given_as_last_year_with_what_predecessors_had(staff: Client, made: Office) -> None:
    """Due days keep their distance to the year's end; promises are made anew."""
    before = f.work_year(2025, "2024-12-01", "2025-09-30")
    old = [f.region(made.province, f"VKSND huyện {n}") for n in "AB"]
    for unit, threshold in zip(old, (4, 6), strict=True):
        f.succession(unit, made.region, on="2025-07-01")
        due = "2025-08-31"
        row = f.assignment(made.count, unit, before, assigned_threshold=threshold, due_on=due)
        TargetAssignment.objects.filter(pk=row.pk).update(committed_threshold=9)
    page = look(staff, made, source="last_year", units=[made.region.pk])
    apply(staff, page)
    row = TargetAssignment.objects.get(unit=made.region)
    assert (str(row.assigned_threshold), str(row.due_on)) == ("10.00", "2026-08-31")
    assert row.committed_threshold is None


def test_preview_of_another_or_altered_is_refused(staff: Client, made: Office) -> None:
    page = look(staff, made, units=[made.region.pk])
    response = staff.post(
        reverse("targets:assignment_apply") + "?year=2026",
        {"changes": page.context["changes"] + "x"},
    )
    assert response.status_code == 422
    assert not TargetAssignment.objects.exists()


def test_what_changed_since_the_preview_is_shown(staff: Client, made: Office) -> None:
    page = look(staff, made, units=[made.region.pk], overwrites="on")
    made.assign(made.ratio, assigned_threshold=77)
    response = apply(staff, page)
    assert response.status_code == 409
    assert "Người khác vừa ghi “77”" in response.content.decode()
    assert given(made) == {made.ratio.pk: "77.00", made.count.pk: "None"}


def sheet(client: Client, made: Office) -> openpyxl.Workbook:
    content = client.get(address("assignment_sheet", made)).content
    return openpyxl.load_workbook(io.BytesIO(content))


def load(client: Client, made: Office, book: openpyxl.Workbook) -> Any:
    file = io.BytesIO()
    book.save(file)
    sent = SimpleUploadedFile("giao.xlsx", file.getvalue())
    return client.post(address("assignment_import", made), {"file": sent})


def cell(book: openpyxl.Workbook, unit: Unit, target: Target, heading: str) -> Any:
    page = book.active
    assert page
    heads = next(row for row in page.iter_rows() if row[0].value == "Mã đơn vị")
    column = next(head.column for head in heads if head.value == heading)
    row = next(r for r in page.iter_rows() if (r[0].value, r[2].value) == (unit.code, target.code))
    return page.cell(row[0].row, column)


def test_workbook_goes_out_and_comes_back_with_a_look(staff: Client, made: Office) -> None:
    made.assign(made.ratio, due_on="2026-08-31")
    book = sheet(staff, made)
    assert cell(book, made.region, made.ratio, "Ngưỡng giao").value == "x"
    assert made.solved.name in cell(book, made.region, made.ratio, "Cách tính").value
    assert load(staff, made, book).context["count"] == 0
    cell(book, made.region, made.ratio, "Ngưỡng giao").value = 66.5
    cell(book, made.region, made.count, "Ngưỡng giao").value = "12"
    page = load(staff, made, book)
    assert page.context["count"] == 2
    assert given(made) == {made.ratio.pk: "None"}
    apply(staff, page)
    assert given(made) == {made.ratio.pk: "66.50", made.count.pk: "12.00"}
    again = sheet(staff, made)
    assert load(staff, made, again).context["count"] == 0


def test_faults_of_a_workbook_name_their_cells(staff: Client, made: Office) -> None:
    book = sheet(staff, made)
    cell(book, made.region, made.ratio, "Ngưỡng giao").value = "nhiều"
    cell(book, made.region, made.count, "Mã chỉ tiêu").value = "T-lạ"
    page = load(staff, made, book)
    assert page.status_code == 422
    said = [(fault.heading, fault.sentence) for fault in page.context["faults"]]
    assert [heading for heading, _ in said] == ["Ngưỡng giao", "Mã chỉ tiêu"]
    assert "T-lạ" in said[1][1]


def test_threshold_given_after_the_judging_says_so_on_earlier_boards(
    staff: Client, made: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A ratio is judged by the half year, this count by the year: only the first is marked."""
    made.assign(made.ratio, assigned_threshold=90)
    made.assign(made.count, assigned_threshold=12)
    made.enter(made.solved, "2026-03", 44)
    made.enter(made.remaining, "2026-03", 12)
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", "2026-05-05")
    cells = [(made.region, made.ratio, "70", "90"), (made.region, made.count, "9", "12")]
    refused = save(staff, made, *cells)
    assert refused.status_code == 422
    assert "Đã qua ngày đánh giá 31/3/2026: ghi lý do" in refused.content.decode()
    assert given(made) == {made.ratio.pk: "90.00", made.count.pk: "9.00"}
    assert save(staff, made, cells[0], reason="Thụ lý giảm nửa.").status_code == 200
    kept = dict(TargetAssignment.objects.values_list("target", "regiven_on"))
    assert kept == {made.ratio.pk: datetime.date(2026, 5, 5), made.count.pk: None}

    def asked(number: int) -> str:
        period = made.year.periods.months().get(ends_on__month=number)
        return f"?year=2026&period={period.pk}"

    url = reverse("targets:target_cell", args=[made.region.pk, made.ratio.pk])
    cell = staff.get(url + asked(3)).content.decode()
    assert "Ngưỡng giao lại ngày 05/5/2026, lý do: Thụ lý giảm nửa" in cell
    assert "giao lại ngày" not in staff.get(url + asked(5)).content.decode()
    board = reverse("targets:target_board")
    drawn = staff.get(board + asked(3)).content.decode()
    assert "78,57‡" in drawn
    assert "ngưỡng giao lại ngày 05/5/2026" in drawn
    page = reverse("targets:unit_page", args=[made.region.pk])
    assert (
        "‡ ngưỡng giao lại ngày 05/5/2026, sau kỳ này, lý do: Thụ lý giảm nửa."
        in staff.get(page + asked(3)).content.decode()
    )


def test_year_that_is_over_keeps_its_thresholds(
    staff: Client, made: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither given, altered, moved nor taken away; the same again is no change."""
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", f.TODAY.isoformat())
    made.assign(made.count, assigned_threshold=12)
    tries = [(made.ratio, "x", ""), (made.count, "9", "12"), (made.count, "", "12")]
    for target, typed, seen in tries:
        response = save(staff, made, (made.region, target, typed, seen))
        assert response.status_code == 422
        assert "đã kết thúc ngày 30/9/2026" in response.content.decode()
    due = save(staff, made, (made.region, made.count, "31/8/2026", ""), aspect="due")
    assert due.status_code == 422
    assert save(staff, made, (made.region, made.count, "12", "12")).status_code == 200
    assert given(made) == {made.count.pk: "12.00"}
    page = staff.get(address(GRID, made)).content.decode()
    assert "không đổi nữa" in page
