"""Thresholds changed or taken away after a judging day: why, since when, and what earlier
periods say of it. Ratios are judged by the half year (31 March), these counts by the year."""

import datetime
import io
import json
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from targets import assignment_prints, explanation_facts
from targets.explanation_lists import Entry
from targets.formulas import Result
from targets.given import Given, Later, as_of, latest
from targets.models import Target, TargetAssignment
from targets.scores import Formula, Score, later_of
from targets.sheets import Card
from targets.verdicts import Verdict
from tests import factories as f
from tests.targets.figures_facts import Office, office
from units.models import Unit

REASON = "Thụ lý giảm nửa theo Kế hoạch 15"
REFUSED = "Đã qua ngày đánh giá 31/3/2026: ghi lý do đổi hoặc thôi giao"
MAY = datetime.date(2026, 5, 5)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Office:
    """44 of 56 in March, against 90 %; seen on 5 May."""
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", MAY.isoformat())
    here = office()
    here.assign(here.ratio, assigned_threshold=90)
    here.enter(here.solved, "2026-03", 44)
    here.enter(here.remaining, "2026-03", 12)
    return here


@pytest.fixture
def staff(client: Client, made: Office) -> Client:
    client.force_login(made.staff)
    return client


def save(client: Client, made: Office, typed: str, seen: str, **more: Any) -> Any:
    url = reverse("targets:assignment_grid_save")
    url += f"?year=2026&set={made.ratio.target_set_id}&aspect=assigned"
    unit: Unit = more.pop("unit", made.region)
    target: Target = more.pop("target", made.ratio)
    cells = json.dumps([[str(unit.pk), str(target.pk), typed, seen]])
    return client.post(url, {"cells": cells} | more)


def page(client: Client, made: Office, name: str, month: int, *args: int) -> str:
    period = made.year.periods.months().get(ends_on__month=month)
    url = reverse(f"targets:{name}", args=args) + f"?year=2026&period={period.pk}"
    return client.get(url).content.decode()


def test_later_periods_read_what_stands_and_earlier_ones_what_stood() -> None:
    march, may = datetime.date(2026, 3, 31), datetime.date(2026, 5, 31)
    april = datetime.date(2026, 4, 1)
    for on, stored, expected in [
        (march, (None, MAY, None), Later(MAY, REASON)),
        (may, (None, MAY, None), None),
        (march, (None, None, MAY), Later(MAY, REASON, is_end=True)),
        (march, (None, march, MAY), Later(MAY, REASON, is_end=True)),
    ]:
        given = as_of(on, Decimal(90), None, None, False, *stored, REASON)
        assert given == Given(Decimal(90), None, None, False, expected)
    assert as_of(may, Decimal(90), None, None, False, None, None, MAY, REASON) is None
    for since, expected_nil in [(None, (True, True)), (april, (False, True))]:
        found = [as_of(on, None, None, None, True, since, None, None, "") for on in (march, may)]
        assert tuple(one and one.none_arose for one in found) == expected_nil


def test_sum_is_marked_where_it_is_held_against_the_units_thresholds() -> None:
    anew = Given(Decimal(5), None, None, False, Later(MAY, REASON))
    gone = Given(Decimal(5), None, None, False, Later(MAY, REASON, is_end=True))
    same = Given(Decimal(5), None, None, False)
    ratio, count = Target(measure="ratio", threshold=90), Target(measure="count")
    free = Target(measure="ratio")
    for target, own, units, expected in [
        (ratio, None, [anew], None),
        (free, None, [same, anew], anew.later),
        (count, None, [same, anew], anew.later),
        (count, same, [anew], None),
        (ratio, anew, [same], anew.later),
        (count, None, [gone, same], None),
    ]:
        assert later_of(target, own, units) == expected
    newer = anew._replace(later=Later(MAY + datetime.timedelta(1), ""))
    assert latest([anew, newer, same]) == newer.later


@pytest.mark.django_db
def test_what_was_judged_is_taken_away_for_a_reason_and_stays_on_record(
    staff: Client, made: Office
) -> None:
    refused = save(staff, made, "", "90")
    assert refused.status_code == 422
    assert REFUSED in refused.content.decode()
    assert save(staff, made, "", "90", reason=REASON).status_code == 200
    row = TargetAssignment.objects.get()
    assert (row.withdrawn_on, row.reason, str(row.assigned_threshold)) == (MAY, REASON, "90.00")
    note = f"hôi giao từ ngày 05/5/2026, sau kỳ này, lý do: {REASON}."
    board = page(staff, made, "target_board", 3)
    assert "78,57‡" in board
    assert f"‡ t{note}" in board
    assert f"‡ t{note}" in page(staff, made, "unit_page", 3, made.region.pk)
    key = (made.region.pk, made.ratio.pk)
    cell = page(staff, made, "target_cell", 3, *key)
    assert f"Thôi giao từ ngày 05/5/2026, lý do: {REASON}. Kỳ này còn giao" in cell
    after = page(staff, made, "target_cell", 5, *key)
    assert "Chỉ tiêu này không giao cho" in after
    assert f"hôi giao từ ngày 05/5/2026, lý do: {REASON}" in after
    history = staff.get(reverse("units:record_history", args=["targetassignment", row.pk]))
    assert REASON in history.content.decode()


@pytest.mark.django_db
def test_explanations_and_the_entry_page_tell_the_reason_too(made: Office) -> None:
    """Partials that the list, its print and the unit's report of a meeting share."""
    score = Score(
        Formula(made.ratio, (), {}),
        Result(Decimal(44), Decimal(56), ()),
        Decimal(90),
        Verdict.UNMET,
        later=Later(MAY, REASON),
    )
    entry = Entry(made.region, score, None)
    assert explanation_facts.result_words(entry).endswith(score.regiven)
    drawn: list[tuple[str, dict[str, Any]]] = [
        ("targets/_explanation_score.html", {"score": score}),
        ("targets/_target_card.html", {"card": Card(score, "≥ 90 %")}),
    ]
    for template, context in drawn:
        assert REASON in render_to_string(template, context)


@pytest.mark.django_db
def test_taken_target_is_given_again_in_its_row_for_a_reason(staff: Client, made: Office) -> None:
    save(staff, made, "", "90", reason=REASON)
    kept = TargetAssignment.objects.get().pk
    again = save(staff, made, "85", "")
    assert again.status_code == 422
    assert REFUSED in again.content.decode()
    assert save(staff, made, "85", "", reason="Giao lại").status_code == 200
    row = TargetAssignment.objects.get()
    assert (row.pk, row.withdrawn_on, row.regiven_on, row.reason) == (kept, None, MAY, "Giao lại")
    assert "78,57‡" in page(staff, made, "target_board", 3)
    assert "78,57‡" not in page(staff, made, "target_board", 5)


@pytest.mark.django_db
def test_first_giving_needs_no_reason_and_a_slip_is_mended_on_its_day(
    staff: Client, made: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for typed, seen in [("50", ""), ("55", "50"), ("", "55"), ("60", "")]:
        assert save(staff, made, typed, seen, unit=made.other).status_code == 200
    assert TargetAssignment.objects.filter(unit=made.other).count() == 1
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", "2026-05-06")
    assert save(staff, made, "", "60", unit=made.other).status_code == 422


@pytest.mark.django_db
def test_grid_marks_the_cell_at_once_and_names_the_fields(staff: Client, made: Office) -> None:
    told = f"ngưỡng giao lại ngày 05/5/2026, lý do: {REASON}"
    saved = save(staff, made, "70", "90", reason=REASON)
    assert f'data-told="{told}"' in saved.content.decode()
    grid = staff.get(reverse("targets:assignment_grid"), {"year": "2026"})
    assert grid.context["groups"] == [(made.field, 2)]
    shown = grid.content.decode()
    assert (
        f'<td data-told="‡" title="{told}"><input name="c-{made.region.pk}-{made.ratio.pk}"'
        in shown
    )
    assert f"‡ VKSND khu vực 4, {made.ratio.short_name}: {told}." in shown
    assert (
        f'<th colspan="2" scope="colgroup"><a href="?year=2026&amp;field={made.field.code}">'
        in shown
    )
    save(staff, made, "", "70", reason=REASON)
    assert "thôi giao từ ngày 05/5/2026" in staff.get(grid.request["PATH_INFO"]).content.decode()


@pytest.mark.django_db
def test_first_giving_after_a_judging_day_speaks_of_no_threshold_before(
    staff: Client, made: Office
) -> None:
    """Whatever reason was typed beside other cells that were saved with it."""
    assert save(staff, made, "50", "", unit=made.other, reason=REASON).status_code == 200
    assert TargetAssignment.objects.get(unit=made.other).reason == ""
    cell = page(staff, made, "target_cell", 3, made.other.pk, made.ratio.pk)
    assert "Giao ngày 05/5/2026, sau ngày đánh giá. Khi kỳ này được đánh giá, chỉ tiêu" in cell
    assert "‡ giao ngày 05/5/2026, sau ngày đánh giá." in page(staff, made, "target_board", 3)
    assert "giao lại ngày" not in cell


@pytest.mark.django_db
def test_reason_that_may_be_secret_stores_nothing(staff: Client, made: Office) -> None:
    response = save(staff, made, "", "90", reason="Độ mật: TỐI MẬT")
    assert response.status_code == 422
    assert "Độ mật" not in str(TargetAssignment.objects.get().reason)
    assert TargetAssignment.objects.get().withdrawn_on is None


@pytest.mark.django_db
def test_every_way_of_giving_asks_the_same(staff: Client, made: Office) -> None:
    """The unit's own page; the whole set, as last year too; a workbook."""
    row = f"{made.ratio.pk}-"
    form = {f"{row}is_assigned": "1", f"{row}assigned_threshold": "70"}
    own = reverse("targets:target_assign", args=[made.region.pk]) + "?year=2026"
    refused = staff.post(own, form)
    assert refused.status_code == 422
    assert REFUSED in refused.content.decode()
    assert 'name="reason"' in refused.content.decode()

    before = f.work_year(2025, "2024-12-01", "2025-09-30")
    f.assignment(made.ratio, made.region, before, assigned_threshold=60)
    said = {"target_set": made.ratio.target_set_id, "units": [made.region.pk], "overwrites": "on"}
    fill = reverse("targets:assignment_fill") + "?year=2026"
    look = staff.post(fill, said | {"source": "last_year"})
    assert look.context["asks_reason"]
    apply = reverse("targets:assignment_apply") + "?year=2026"
    left = staff.post(apply, {"changes": look.context["changes"]})
    assert left.status_code == 409
    assert REFUSED in left.content.decode()
    assert str(TargetAssignment.objects.get(work_year=made.year).assigned_threshold) == "90.00"
    staff.post(apply, {"changes": left.context["changes"], "reason": REASON})
    row_now = TargetAssignment.objects.get(work_year=made.year)
    assert (str(row_now.assigned_threshold), row_now.reason) == ("60.00", REASON)

    assert staff.post(own, form | {"reason": "Lần hai"}).status_code == 302
    assert f"lý do: {'Lần hai'}" in staff.get(own).content.decode()


@pytest.mark.django_db
def test_workbook_and_print_of_what_is_given_tell_the_reason(staff: Client, made: Office) -> None:
    save(staff, made, "70", "90", reason=REASON)
    url = reverse("targets:assignment_sheet") + f"?year=2026&set={made.ratio.target_set_id}"
    book = openpyxl.load_workbook(io.BytesIO(staff.get(url).content))
    assert book.active
    told = f"ngưỡng giao lại ngày 05/5/2026, lý do: {REASON}"
    cells = [cell for line in book.active.iter_rows() for cell in line]
    assert [cell.value for cell in cells if cell.value == told] == [told]
    next(cell for cell in cells if cell.value == "70").value = "65"
    file = io.BytesIO()
    book.save(file)
    sent = {"file": SimpleUploadedFile("giao.xlsx", file.getvalue())}
    load = reverse("targets:assignment_import") + f"?year=2026&set={made.ratio.target_set_id}"
    look = staff.post(load, sent)
    assert look.context["asks_reason"]
    rows = list(TargetAssignment.objects.select_related("target__field"))
    facts = assignment_prints.facts(
        Unit.objects.named(MAY).select_related("parent").get(pk=made.region.pk),
        made.year,
        rows,
        at=f.NOW,
    )
    html = assignment_prints.assignments_html(facts)
    assert "≥ 70 %‡" in html
    assert f"‡ {made.ratio.short_name}: {told}." in html


@pytest.mark.django_db
def test_province_and_kinds_are_marked_too(staff: Client, made: Office) -> None:
    """The province's own ratio; the count of its units, which is their thresholds added up."""
    TargetAssignment.objects.filter(unit=made.region).update(regiven_on=None)
    anew = {"regiven_on": MAY, "reason": REASON}
    made.assign(made.ratio, made.province, assigned_threshold=85, **anew)
    made.assign(made.count, made.region, assigned_threshold=5, **anew)
    made.enter(made.hearings, "2026-03", 2)
    board = page(staff, made, "target_board", 3)
    assert "78,57‡" in board.split("<tfoot>")[1]
    assert "2/5‡" in board.split("<tfoot>")[1]
    sums = page(staff, made, "rollup_board", 3)
    assert "2/5‡" in sums
    assert f"‡ ngưỡng giao lại ngày 05/5/2026, lý do: {REASON}." in sums
    assert "78,57‡" not in page(staff, made, "target_board", 5).split("<tfoot>")[1]
