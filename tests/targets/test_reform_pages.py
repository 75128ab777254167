"""What a reader sees of a reform: the board's two views, the cell below, the print, the report."""

import datetime
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from meetings import facts
from targets import board_facts, board_prints
from targets.boards import Board
from targets.filters import Filter
from targets.models import BoardPrint, Figure, Indicator, Period, Target, View, WorkYear
from targets.years import derive_periods
from tests import factories as f
from tests.targets.figures_facts import month
from units.models import Role, Succession, Unit, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]
REFORM = datetime.date(2025, 7, 1)


class Reform:
    """Cam Lộ (5 in June) became region 5 (3 in August); the goal of 4 was given to Cam Lộ."""

    def __init__(self) -> None:
        for year, first, last in (
            (2024, "2023-12-01", "2024-11-30"),
            (2025, "2024-12-01", "2025-09-30"),
        ):
            f.work_year(year, first, last)
            derive_periods(WorkYear.objects.get(year=year))
        self.year = WorkYear.objects.get(year=2025)
        self.province = f.province()
        ended = datetime.date(2025, 6, 30)
        self.district = f.unit(
            "VKSND huyện Cam Lộ", kind=Unit.Kind.DISTRICT, parent=self.province, valid_to=ended
        )
        self.region = f.region(self.province, valid_from=REFORM)
        Succession.objects.create(predecessor=self.district, successor=self.region, on=REFORM)
        self.line: Indicator = f.indicator("Phiên tòa rút kinh nghiệm", counted_in="phiên")
        self.target: Target = f.target(self.line)
        f.assignment(self.target, self.district, self.year, assigned_threshold=4)
        self.clerk = f.user(Role.UNIT_CLERK, self.region)
        for unit, at, value in (
            (self.district, "2024-06", 4),
            (self.district, "2025-06", 5),
            (self.region, "2025-08", 3),
        ):
            self.enter(unit, at, value)
        self.head: User = f.user(Role.PROVINCE_HEAD, self.province)

    def enter(self, unit: Unit, at: str, value: int) -> None:
        Figure.objects.create(
            indicator=self.line,
            unit=unit,
            month=month(at),
            value=value,
            entered_by=self.clerk,
            entered_at=f.NOW,
        )


@pytest.fixture
def made() -> Reform:
    return Reform()


def read(client: Client, made: Reform, address: str) -> str:
    client.force_login(made.head, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(address, follow=True)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def board(client: Client, made: Reform, query: str) -> str:
    return read(client, made, reverse("targets:target_board") + query)


def cell(client: Client, made: Reform, unit: Unit, query: str = "?year=2025") -> str:
    address = reverse("targets:target_cell", args=[unit.pk, made.target.pk])
    return read(client, made, address + query)


def test_board_shows_the_successor_with_its_mark(client: Client, made: Reform) -> None:
    html = board(client, made, "?year=2025")
    assert "gồm VKSND huyện Cam Lộ (đến 30/6/2025)" in html
    assert '<td class="more inherited" data-g="▲">' in html
    assert ">8/4</a>" in html
    assert "* gồm số liệu của đơn vị trước khi sắp xếp." in html
    assert html.count('aria-current="true"') == 1


def test_view_is_kept_in_the_address(client: Client, made: Reform) -> None:
    html = board(client, made, "?year=2025&view=reported")
    assert ">5/4</a>" in html
    assert "kết thúc 30/6/2025" in html
    assert f"{made.district.pk}/{made.target.pk}/?year=2025&period=" in html
    assert "&view=reported" in html
    assert '<input type="hidden" name="view" value="reported">' in html


def test_year_without_a_reform_offers_no_choice(client: Client, made: Reform) -> None:
    Succession.objects.all().delete()
    assert "Theo đơn vị kế thừa" not in board(client, made, "?year=2025")


def test_board_beside_last_year(client: Client, made: Reform) -> None:
    """8 of two months against 4 of one month: not to be compared; 8 against 4 + 6: −20 %."""
    html = board(client, made, "?year=2025&compare=1")
    assert "cùng kỳ chỉ có số liệu 1/2 tháng" in html
    made.enter(made.district, "2024-08", 6)
    html = board(client, made, "?year=2025&compare=1")
    assert "8/4<small>−20,00 %</small>" in html
    assert "(tháng 12/2023 đến tháng 8/2024)" in html


def test_cell_opens_to_what_each_predecessor_reported(client: Client, made: Reform) -> None:
    html = cell(client, made, made.region)
    assert "VKSND huyện Cam Lộ</a>" in html
    assert "theo ngưỡng giao cho đơn vị trước" in html
    assert "Cùng kỳ năm trước:" in html
    own = cell(client, made, made.region, "?year=2025&view=reported")
    assert "VKSND huyện Cam Lộ</a>" not in own


def test_total_says_how_it_stands_to_last_year(client: Client, made: Reform) -> None:
    made.enter(made.district, "2024-08", 6)
    html = cell(client, made, made.province)
    assert "10; nay giảm 20,00 %" in html


def printed(made: Reform, **choice: object) -> Board:
    asked = BoardPrint(
        user=made.head,
        acting=made.head.acting,
        asked_at=f.NOW,
        period=Period.objects.months().get(ends_on=datetime.date(2025, 8, 31)),
        **choice,
    )
    return board_facts.asked_board(asked, today=f.TODAY)


def test_print_says_which_view_it_is(made: Reform) -> None:
    shown = board_facts.facts(printed(made), made.province, at=f.NOW)
    assert shown["view"] == "Theo đơn vị kế thừa (cơ cấu ngày 31/8/2025)."
    assert shown["rows"][0]["cells"][0]["value"] == "8/4*"
    assert shown["notes"] == [
        "* gồm số liệu của đơn vị trước khi sắp xếp.",
        "VKSND khu vực 5: gồm VKSND huyện Cam Lộ (đến 30/6/2025).",
    ]
    other = board_facts.facts(printed(made, view=View.REPORTED), made.province, at=f.NOW)
    assert other["view"] == "Theo đơn vị báo cáo."


def test_print_beside_last_year_says_by_how_much(made: Reform) -> None:
    made.enter(made.district, "2024-08", 6)
    shown = board_facts.facts(printed(made, compares=True), made.province, at=f.NOW)
    assert shown["rows"][0]["cells"][0]["change"] == "−20,00 %"
    assert "(12/2023 đến 8/2024)" in shown["notes"][-1]


def test_prints_of_two_views_wait_beside_each_other(
    made: Reform, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board_prints, "AT_ONCE", 0)
    period = Period.objects.months().get(ends_on=datetime.date(2025, 8, 31))
    asked = {
        board_prints.ask(by=made.head, period=period, wanted=Filter(), at=f.NOW, view=view).pk
        for view in (View.REPORTED, View.SUCCESSOR, View.REPORTED)
    }
    assert len(asked) == 2


def test_unit_hears_how_it_stands_to_last_year(made: Reform) -> None:
    """Region 5 with Cam Lộ: 8 of a goal of 20, last year 4 and 6."""
    meeting = f.meeting(
        made.province,
        work_year=made.year,
        starts_at=datetime.datetime(2025, 9, 8, 8, tzinfo=f.NOW.tzinfo),
        period=Period.objects.months().get(ends_on=datetime.date(2025, 8, 31)),
    )
    f.assignment(made.target, made.region, made.year, assigned_threshold=20)
    made.enter(made.district, "2024-08", 6)
    (score,) = facts.targets_behind(meeting, made.region, f.TODAY)
    assert (score.shown, score.is_inherited) == ("8/20", True)
    assert score.last_year
    assert score.last_year.sentence == "giảm 20,00 % so với cùng kỳ; cùng kỳ 10"
