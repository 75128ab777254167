"""Targets behind, in an annex of the notice: as their figures stood, and where to find them."""

import datetime

import pytest
from django.urls import reverse

from meetings.models import Meeting, Notice
from meetings.papers import notice_annexes, unmet
from meetings.papers.notice_facts import facts
from meetings.papers.noticing import create_notice
from meetings.papers.printing import annexes, blocks
from procuracy.web.errors import Refused
from targets.models import Figure, Period
from targets.years import derive_periods
from tests import factories as make
from tests.meetings import offices
from tests.meetings.offices import NOW, TODAY
from tests.meetings.stage import Stage, signed_in, stage
from units.models import Register, Unit

pytestmark = pytest.mark.django_db
OCTOBER = datetime.date(2026, 10, 1)


@pytest.fixture
def here() -> Stage:
    """A concluded meeting of a region that let happen what should not."""
    year = make.work_year(2027)
    derive_periods(year)
    made = stage(
        work_year=year,
        period=Period.objects.get(kind="month", starts_on=OCTOBER),
        state=Meeting.State.CONCLUDED,
        concluded_at=NOW,
    )
    line = make.indicator()
    make.assignment(make.target(line, direction="zero"), made.region, year)
    make.figure(line, made.region, OCTOBER, 1)
    return made


@pytest.fixture
def notice(here: Stage) -> Notice:
    return create_notice(here.meeting, signer=here.meeting.chair, by=here.clerk, at=NOW)


def test_annex_says_who_is_behind_as_of_which_day(here: Stage, notice: Notice) -> None:
    told = unmet.facts(notice)
    assert told
    (row,) = told["rows"]
    name = Unit.objects.named(TODAY).get(pk=here.region.pk).short_name
    assert (row["unit"], row["threshold"]) == (name, "0")
    assert row["value"].startswith("Chưa đạt 1")
    assert row["explanation"] == "Chưa giải trình"
    assert unmet.sentence(told) == (
        "Theo số liệu đến ngày 31/10/2026, 01 đơn vị còn 01 chỉ tiêu chưa đạt"
    )
    assert "link" not in row


def test_text_names_the_annex_and_the_annex_its_figures(here: Stage, notice: Notice) -> None:
    register = Register(office=here.meeting.organiser, name="Sổ", document_kinds=["TB"])
    said = facts(notice, on=TODAY, register=register)
    (table,) = annexes(said)
    assert table["title"] == "CHỈ TIÊU CHƯA ĐẠT"
    assert any(
        one["text"].endswith("01 chỉ tiêu chưa đạt (Phụ lục kèm theo).") for one in blocks(said)
    )
    page = signed_in(here.clerk).get(reverse("meetings:notice_edit", args=[notice.pk]))
    cell = reverse("targets:target_cell", args=[here.region.pk, _target(notice)])
    assert f'href="{cell}?year=2027' in page.content.decode().replace("&amp;", "&")


def _target(notice: Notice) -> int:
    return int(notice.unmet["rows"][0]["link"].split("/")[-2])  # type: ignore[index]


def test_figures_corrected_later_change_nothing_until_taken_again(
    here: Stage, notice: Notice
) -> None:
    before = unmet.facts(notice)
    Figure.objects.update(value=2)
    notice.refresh_from_db()
    assert unmet.facts(notice) == before
    notice_annexes.take_unmet(notice, by=here.clerk, at=NOW)
    notice.refresh_from_db()
    assert notice.unmet
    assert notice.unmet["rows"][0]["value"].startswith("Chưa đạt 2")


def test_annex_is_left_out_and_nothing_behind_gives_none(here: Stage, notice: Notice) -> None:
    notice_annexes.leave_unmet_out(notice, by=here.clerk, at=NOW)
    notice.refresh_from_db()
    assert (notice.unmet, notice.unmet_at) == (None, None)
    Figure.objects.update(value=0)
    with pytest.raises(Refused, match="không có chỉ tiêu nào chưa đạt"):
        notice_annexes.take_unmet(notice, by=here.clerk, at=NOW)


def test_office_without_figures_gets_no_annex() -> None:
    assert offices.drafted(offices.region()).unmet is None
