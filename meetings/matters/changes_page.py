"""For a meeting: what its units' matters did since the one before, and which registers grew."""

from collections.abc import Iterable
from itertools import groupby

from django.urls import reverse

from meetings.matters.counting import Movement, movements
from meetings.matters.overview_page import names_of, numbers
from meetings.matters.reading import News, since
from meetings.models import Matter, MatterCount, MatterUpdate, Meeting
from procuracy.web.dates import office_day, screen_day
from targets.sections import Cell, Head, Page, Section, plain
from units.models import Unit, User


def page(user: User, meeting: Meeting) -> Page:
    on = office_day(meeting.starts_at)
    rows = Matter.objects.visible_to(user)
    found = since(meeting, rows=rows)
    first = office_day(found.moment)
    units = list(meeting.invited.all().named(on).select_related("parent"))
    counts = MatterCount.objects.visible_to(user)
    moved = movements(units, first, on, matters=rows, counts=counts)
    before = f"“{found.previous.title}”" if found.previous else "một tháng trước"
    return Page(
        title="Vụ, việc theo dõi: thay đổi từ kỳ họp trước",
        file=f"vu-viec-thay-doi-{on:%Y-%m-%d}",
        period=f"Từ {screen_day(first)} ({before}) đến {screen_day(on)}",
        subtitle=meeting.title,
        sections=[_grown(moved, units), *_news(found.news, units)],
        back=(reverse("meetings:meeting_detail", args=[meeting.pk]), "Về cuộc họp"),
    )


def _grown(moved: Iterable[Movement], units: list[Unit]) -> Section:
    names = names_of(units)
    rows = sorted((one for one in moved if one.growth > 0), key=lambda one: -one.growth)
    return Section(
        "Sổ tăng so với kỳ họp trước",
        [
            Head("Đơn vị", 22),
            Head("Sổ theo dõi"),
            Head("Kỳ trước", 9, is_number=True),
            Head("Mới", 8, is_number=True),
            Head("Kết thúc", 8, is_number=True),
            Head("Đang theo dõi", 10, is_number=True),
            Head("Tăng, giảm", 9, is_number=True),
        ],
        [[plain(names[one.unit_id]), plain(one.register.name), *numbers([one])] for one in rows],
        sheet="Sổ tăng",
        empty="Không sổ nào tăng.",
    )


def _news(news: list[News], units: list[Unit]) -> list[Section]:
    """A section for each register; without any news one that says so."""
    if not news:
        return [Section("Thay đổi", [Head("Nội dung")], [], empty="Không.")]
    names = names_of(units)
    heads = [
        Head("Đơn vị", 18),
        Head("Hồ sơ", 16),
        Head("Thay đổi"),
        Head("Giai đoạn", 16),
        Head("Ngày ghi", 10),
    ]
    return [
        Section(
            f"{register.name}: {len(rows)} thay đổi",
            heads,
            [_row(one, names[one.matter.unit_id]) for one in rows],
            sheet=register.short_name[:28],
        )
        for register, found in groupby(news, lambda one: one.matter.register)
        for rows in [list(found)]
    ]


def _row(one: News, unit: str) -> list[Cell]:
    kind = MatterUpdate.Kind(one.kind).label
    return [
        plain(unit),
        Cell(one.matter.reference, reverse("meetings:matter_detail", args=[one.matter.pk])),
        plain(f"{kind}: {one.text}" if one.text else kind),
        plain(one.stage),
        plain(screen_day(office_day(one.at))),
    ]
