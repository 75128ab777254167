"""The grid around the numbers: carried stock, pairs, last year, balances, sums, nil, outliers."""

import datetime
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from targets.models import CheckedFigure, EntryHabit, Figure, Indicator, NoneArose
from targets.sheets import Opening, Row, Section
from tests import factories as f
from tests.factories import figures
from tests.targets.figures_facts import Office, month, office
from units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]
AUGUST = "2026-08"


@dataclass
class Desk:
    """Carried over + new = solved + remaining; cases and persons side by side."""

    office: Office
    client: Client
    new: Indicator
    cases: Indicator
    persons: Indicator

    def page(self, at: str = AUGUST) -> Any:
        return self.client.get(self.address("figure_entry", at=at))

    def section(self, at: str = AUGUST) -> Section:
        section: Section = self.page(at).context["sections"][0]
        return section

    def save(self, line: Indicator, typed: str, seen: str = "", at: str = AUGUST) -> Any:
        data = {f"f-{line.pk}": typed, f"seen-{line.pk}": seen}
        address = self.address("figure_save", line.pk, at=at)
        return self.client.post(address, data, headers={"HX-Request": "true"})

    def field(self, act: str, at: str = AUGUST, **data: str) -> Any:
        address = self.address(act, self.office.field.pk, at=at)
        return self.client.post(address, data, follow=True)

    def check(self, line: Indicator, checked: str = "1") -> Any:
        address = self.address("figure_check_mark", line.pk)
        data = {"checked": checked}
        return self.client.post(address, data, headers={"HX-Request": "true"})

    def address(self, name: str, *more: int, at: str = AUGUST) -> str:
        return reverse(f"targets:{name}", args=[self.office.region.pk, month(at), *more])

    def line(self, which: Indicator, at: str = AUGUST) -> Any:
        return next(one for one in self.section(at).lines if one.indicator == which)


@pytest.fixture
def desk(client: Client) -> Desk:
    made = office()
    client.force_login(made.clerk)
    new = f.indicator("Tin báo mới", where=made.field)
    cases = f.indicator("Vụ án khởi tố", where=made.field, counted_in="vụ")
    persons = f.indicator("Bị can khởi tố", where=made.field, counted_in="bị can", beside=cases)
    figures.balance(
        [(made.remaining, "previous"), new],
        [made.solved, made.remaining],
        left_text="phải giải quyết",
        right_text="đã giải quyết và còn lại",
    )
    return Desk(made, client, new, cases, persons)


def said(response: Any) -> str:
    text: str = response.content.decode()
    return " ".join(text.split())


def test_stock_of_last_month_is_carried_over(desk: Desk) -> None:
    desk.office.enter(desk.office.remaining, "2026-07", 12)
    section = desk.section()
    (opening,) = [row for row in section.rows if isinstance(row, Opening)]
    assert opening.shown == "12"
    place = section.rows.index(opening)
    after = section.rows[place + 1]
    assert isinstance(after, Row)
    assert after.first.indicator.pk in section.checks[0].rule.lines
    assert "Kỳ trước chuyển sang" in said(desk.page())


def test_predecessors_stock_is_carried_over_and_named(desk: Desk) -> None:
    district = f.unit(
        "VKSND huyện Cam Lộ",
        kind=Unit.Kind.DISTRICT,
        parent=desk.office.province,
        valid_to=datetime.date(2026, 7, 31),
    )
    f.succession(district, desk.office.region, on=month(AUGUST))
    f.figure(desk.office.remaining, district, month("2026-07"), 5)
    f.figure(desk.office.solved, district, month("2025-08"), 9)
    assert "gồm VKSND huyện Cam Lộ 5" in said(desk.page())
    assert desk.line(desk.office.remaining).previous == "5"
    assert desk.line(desk.office.solved).last_year == "9"


def test_units_of_count_stand_side_by_side(desk: Desk) -> None:
    rows = [row for row in desk.section().rows if isinstance(row, Row)]
    (pair,) = [row for row in rows if row.is_pair]
    assert [line.indicator for line in pair.lines] == [desk.cases, desk.persons]
    page = said(desk.page())
    first, second = (page.index(f'name="f-{line.pk}"') for line in (desk.cases, desk.persons))
    assert "<tr" not in page[first:second]


def test_same_month_of_last_year_stands_beside(desk: Desk) -> None:
    desk.office.enter(desk.office.solved, "2025-08", 41)
    assert desk.line(desk.office.solved).last_year == "41"


def test_balance_is_checked_as_it_is_typed_and_refuses_nothing(desk: Desk) -> None:
    desk.office.enter(desk.office.remaining, "2026-07", 12)
    desk.save(desk.new, "56")
    assert "chưa đủ số liệu: Tin báo còn lại" in said(desk.save(desk.office.solved, "44"))
    broken = desk.save(desk.office.remaining, "22")
    assert broken.status_code == 200
    assert (
        "phải giải quyết 68 (12 + 56) khác đã giải quyết và còn lại 66 (44 + 22): lệch 2 tin"
    ) in said(broken)
    assert len(desk.section().broken) == 1
    assert "lệch" not in said(desk.save(desk.office.remaining, "24", "22.00"))


def test_sum_is_typed_and_the_month_is_stored(desk: Desk) -> None:
    desk.office.enter(desk.office.solved, "2025-10", 20)
    desk.office.enter(desk.office.solved, "2026-07", 24)
    assert "từ nay nhập số lũy kế" in said(desk.field("entry_habit_choose", sums="1"))
    answer = said(desk.save(desk.office.solved, "60"))
    assert desk.office.stored(desk.office.solved, AUGUST) == "16.00"
    assert "trong tháng 16" in answer
    assert "gồm cả tháng 11/2025" in answer
    line = desk.line(desk.office.solved)
    assert (line.shown, line.part, line.total, line.seen) == ("60", "16", "60", "16.00")
    assert not desk.line(desk.office.remaining).is_cumulative


def test_sum_below_the_earlier_months_is_refused(desk: Desk) -> None:
    Indicator.objects.filter(pk=desk.office.solved.pk).update(is_cumulative=True)
    desk.office.enter(desk.office.solved, "2026-07", 24)
    response = desk.save(desk.office.solved, "20")
    assert response.status_code == 422
    assert "nhỏ hơn tổng các tháng trước 24 (tháng 7/2026: 24)" in said(response)
    assert desk.office.stored(desk.office.solved, AUGUST) is None


def test_sum_of_another_clerk_is_shown_as_a_sum(desk: Desk) -> None:
    desk.office.enter(desk.office.solved, "2026-07", 24)
    desk.field("entry_habit_choose", sums="1")
    desk.office.enter(desk.office.solved, AUGUST, 6)
    desk.client.force_login(f.user("unit_clerk", desk.office.region))
    response = desk.save(desk.office.solved, "29", "")
    assert response.status_code == 409
    assert "<b>30</b>" in said(response)


def test_unit_chooses_against_the_line(desk: Desk) -> None:
    Indicator.objects.filter(pk=desk.office.solved.pk).update(is_cumulative=True)
    assert desk.line(desk.office.solved).is_cumulative
    desk.field("entry_habit_choose", sums="0")
    assert not desk.line(desk.office.solved).is_cumulative
    assert EntryHabit.objects.get().unit == desk.office.region


def test_nothing_arose_is_ticked_and_makes_no_figure(desk: Desk) -> None:
    assert "Đã ghi tháng 8/2026 không phát sinh" in said(desk.field("field_nil_mark", nil="1"))
    assert not Figure.objects.exists()
    section = desk.section()
    flows = [one for one in section.lines if one.indicator.nature == "flow"]
    assert section.nil
    assert section.entered == len(flows) == len(section.lines) - 1
    desk.field("field_nil_mark", nil="0")
    assert desk.section().entered == 0


def test_nothing_arose_is_refused_where_something_did(desk: Desk) -> None:
    desk.office.enter(desk.new, AUGUST, 3)
    desk.office.enter(desk.office.remaining, AUGUST, 9)
    assert "đã có số liệu phát sinh (Tin báo mới)" in said(desk.field("field_nil_mark", nil="1"))
    assert not NoneArose.objects.exists()


def test_number_typed_later_takes_the_tick_away(desk: Desk) -> None:
    desk.field("field_nil_mark", nil="1")
    desk.save(desk.new, "0")
    assert NoneArose.objects.exists()
    answer = said(desk.save(desk.new, "4", "0.00"))
    assert not NoneArose.objects.exists()
    assert "không phát sinh (" not in answer


def test_unusual_number_is_asked_about_and_can_be_confirmed(desk: Desk) -> None:
    for at in range(1, 8):
        desk.office.enter(desk.new, f"2026-0{at}", 30 + at % 3)
    answer = desk.save(desk.new, "900")
    assert answer.status_code == 200
    assert "! khác thường: 12 tháng qua thường từ 30 đến 32" in said(answer)
    assert "✓ đã kiểm tra" in said(desk.check(desk.new))
    assert desk.line(desk.new).is_checked
    # Said of 900 and of no other number.
    assert "! khác thường" in said(desk.save(desk.new, "901", "900.00"))
    desk.check(desk.new, "0")
    assert not CheckedFigure.objects.exists()


def test_empty_line_cannot_be_confirmed(desk: Desk) -> None:
    response = desk.check(desk.new)
    assert response.status_code == 422
    assert "chưa có số liệu để kiểm tra" in said(response)


def test_field_of_nobody_is_not_found(desk: Desk) -> None:
    for name in ("field_nil_mark", "entry_habit_choose"):
        address = desk.address(name, f.field("Khác").pk)
        assert desk.client.post(address, {"nil": "1"}).status_code == 404


def test_office_reads_all_of_it_and_marks_nothing(desk: Desk) -> None:
    desk.office.enter(desk.new, AUGUST, 3)
    desk.client.force_login(desk.office.staff)
    page = said(desk.page())
    assert "Ghi không phát sinh" not in page
    assert "Tin báo: chưa đủ số liệu" in page
    for name in ("field_nil_mark", "entry_habit_choose"):
        assert desk.field(name, nil="1").status_code == 403
    assert desk.check(desk.new).status_code == 403


def test_queries_do_not_grow_with_balances_pairs_and_past(desk: Desk) -> None:
    few = [counted(desk), saving(desk)]
    for no in range(12):
        first = f.indicator(where=desk.office.field, counted_in="vụ")
        f.indicator(where=desk.office.field, counted_in="bị can", beside=first)
        stock = f.indicator(where=desk.office.field, nature="stock")
        figures.balance([(stock, "previous"), first], [desk.office.solved, stock])
        for back in range(14):
            at = datetime.date(2025 + (6 + back) // 12, (6 + back) % 12 + 1, 1)
            f.figure(first, desk.office.region, at, no, desk.office.clerk)
    assert [counted(desk), saving(desk)] == few


def counted(desk: Desk) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert desk.page().status_code == 200
    return len(queries)


def saving(desk: Desk) -> int:
    desk.save(desk.office.solved, "1", desk.line(desk.office.solved).seen)
    with CaptureQueriesContext(connection) as queries:
        assert desk.save(desk.office.solved, "2", "1.00").status_code == 200
    return len(queries)
