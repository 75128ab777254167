"""Lịch họp by month and by year: the meetings a person knows of, among days off."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from meetings.models import Meeting, MeetingKind
from procuracy.web.dates import screen_day, screen_month
from targets import calendar as months
from targets import working_days
from targets.models import WorkYear
from targets.sections import Cell, Head, Page, Section
from targets.working_days import DaysOff
from units.models import Unit, User

HEADS = (
    Head("Ngày", 9, is_whole=True),
    Head("Giờ", 7, is_whole=True),
    Head("Cuộc họp"),
    Head("Đăng cai", 12),
    Head("Địa điểm", 14),
    Head("Chủ trì", 14),
    Head("Hạn báo cáo", 12),
    Head("Trạng thái", 8),
)
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


@dataclass(frozen=True)
class Day:
    on: datetime.date
    is_within: bool
    is_today: bool
    off: str
    meetings: list[Meeting] = field(default_factory=list)


@dataclass(frozen=True)
class Span:
    """What is shown: one month, or a work year."""

    title: str
    file: str
    first: datetime.date
    last: datetime.date


def month_span(first: datetime.date) -> Span:
    title = f"Lịch họp {screen_month(first)}"
    return Span(title, f"lich-hop-{first:%Y-%m}", first, months.month_end(first))


def year_span(year: WorkYear) -> Span:
    title = f"Lịch họp năm công tác {year.year}"
    return Span(title, f"lich-hop-nam-{year.year}", year.starts_on, year.ends_on)


def meetings(span: Span, user: User, kind: MeetingKind | None = None) -> list[Meeting]:
    """In order of time, units under their names of the day; 2 queries."""
    rows = Meeting.objects.visible_to(user).filter(
        starts_at__date__gte=span.first, starts_at__date__lte=span.last
    )
    if kind is not None:
        rows = rows.filter(kind=kind)
    found = list(rows.select_related("kind", "chair__person").order_by("starts_at", "pk"))
    units = Unit.objects.named(span.first).in_bulk(
        {pk for one in found for pk in (one.organiser_id, one.host_id)}
    )
    for one in found:
        one.organiser, one.host = units[one.organiser_id], units[one.host_id]
    return found


def weeks(span: Span, rows: Iterable[Meeting], today: datetime.date) -> list[list[Day]]:
    """The month's weeks from Monday, filled up with the days before and after; 1 query."""
    first = span.first - datetime.timedelta(days=span.first.isoweekday() - 1)
    last = span.last + datetime.timedelta(days=7 - span.last.isoweekday())
    off = working_days.days_off(first, last)
    by_day: dict[datetime.date, list[Meeting]] = {}
    for row in rows:
        by_day.setdefault(timezone.localdate(row.starts_at), []).append(row)
    count = (last - first).days + 1
    days = [
        _day(first + datetime.timedelta(days=step), span, today, off, by_day)
        for step in range(count)
    ]
    return [days[at : at + 7] for at in range(0, count, 7)]


def _day(
    on: datetime.date,
    span: Span,
    today: datetime.date,
    off: DaysOff,
    by_day: dict[datetime.date, list[Meeting]],
) -> Day:
    """Weekends are seen by their column; a holiday is named."""
    holiday = off.holidays.get(on)
    return Day(
        on=on,
        is_within=span.first <= on <= span.last,
        is_today=on == today,
        off=holiday.name if holiday else "",
        meetings=by_day.get(on, []),
    )


def by_month(rows: Iterable[Meeting]) -> list[tuple[datetime.date, list[Meeting]]]:
    found: dict[datetime.date, list[Meeting]] = {}
    for row in rows:
        found.setdefault(timezone.localdate(row.starts_at).replace(day=1), []).append(row)
    return list(found.items())


def page(span: Span, rows: Sequence[Meeting], kind: MeetingKind | None = None) -> Page:
    """As printed and written into a workbook."""
    return Page(
        has_figures=False,
        title=span.title,
        file=span.file,
        period=f"từ {screen_day(span.first)} đến hết {screen_day(span.last)}",
        subtitle=kind.name if kind else "",
        sections=[
            Section(
                title="",
                sheet="Lịch họp",
                heads=HEADS,
                rows=[_row(one) for one in rows],
                empty="Chưa có cuộc họp nào trong thời gian này.",
            )
        ],
    )


def _row(meeting: Meeting) -> list[Cell]:
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    chair, due = meeting.chair, meeting.reports_due_at
    return [
        Cell(f"{_short(starts)}, {screen_day(starts)}"),
        Cell(f"{starts:%H:%M}–{ends:%H:%M}"),
        Cell(meeting.title),
        Cell(meeting.host.short_name),
        Cell(f"{meeting.place} ({meeting.get_form_display()})"),
        Cell(f"{chair.person.full_name}, {chair.position}"),
        Cell(
            f"{timezone.localtime(due):%H:%M}, {screen_day(timezone.localtime(due))}" if due else ""
        ),
        Cell(meeting.get_state_display()),
    ]


def _short(moment: datetime.datetime) -> str:
    """`T2` … `CN`, as calendars write weekdays."""
    return "CN" if moment.isoweekday() == 7 else f"T{moment.isoweekday() + 1}"
