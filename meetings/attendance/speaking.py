"""Who spoke how often and how long: by unit, by site, one by one."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.utils import timezone

from meetings import states
from meetings.attendance import attending
from meetings.models import Meeting, SpeakerTurn
from meetings.models.concerning import reading
from procuracy.web.dates import screen_day
from targets.sections import Cell, Head, Page, Section, counted, plain
from units.models import Unit, User

PER_MINUTE = 60


@dataclass
class Total:
    """`seconds` used against `minutes` given; `over`: turns that took longer than given."""

    turns: int = 0
    minutes: int = 0
    seconds: int = 0
    over: int = 0
    said: int = 0

    def add(self, turn: SpeakerTurn, now: datetime.datetime) -> None:
        self.turns += 1
        self.minutes += turn.minutes
        self.seconds += turn.seconds(now)
        self.over += is_over(turn, now)


@dataclass(frozen=True)
class Totals:
    by_unit: dict[int | None, Total]
    by_site: dict[int, Total]


def totals(meeting: Meeting, now: datetime.datetime) -> Totals:
    """Turns that began, and the rows of the record by who spoke; two queries."""
    found = Totals({}, {})
    begun = meeting.turns.filter(started_at__isnull=False).select_related("attendance")
    for turn in begun:
        found.by_unit.setdefault(turn.attendance.unit_id, Total()).add(turn, now)
        found.by_site.setdefault(turn.attendance.site_id, Total()).add(turn, now)
    said = meeting.interventions.standing().filter(speaker__isnull=False).order_by()
    seats = said.values_list("speaker__unit_id", "speaker__site_id")
    units, sites = Counter(one for one, _ in seats), Counter(one for _, one in seats)
    for counts, into in ((units, found.by_unit), (sites, found.by_site)):
        for pk, number in counts.items():
            into.setdefault(pk, Total()).said = number
    return found


def is_over(turn: SpeakerTurn, now: datetime.datetime) -> bool:
    return turn.seconds(now) > turn.minutes * PER_MINUTE


def clocked(seconds: int) -> str:
    """`12:05`: minutes and seconds."""
    return f"{seconds // PER_MINUTE}:{seconds % PER_MINUTE:02}"


NUMBERS = [
    Head("Ý kiến trong biên bản", 12, is_number=True),
    Head("Lượt phát biểu", 11, is_number=True),
    Head("Được giao, phút", 11, is_number=True),
    Head("Đã dùng, phút:giây", 12, is_number=True),
    Head("Lượt quá giờ", 11, is_number=True),
]


def page(meeting: Meeting, now: datetime.datetime, reader: User) -> Page:
    """As a dashboard: the same on the screen, on paper and in a workbook."""
    found = totals(meeting, now)
    day = states.day_of(meeting)
    units = (
        Unit.objects.named(day)
        .filter(pk__in=[pk for pk in found.by_unit if pk])
        .order_by("order", "code")
    )
    sites = [site for site in meeting.sites.all() if site.pk in found.by_site]
    by_unit = [[plain(unit.short_name), *_numbers(found.by_unit[unit.pk])] for unit in units]
    if guests := found.by_unit.get(None):
        by_unit.append([plain("Khách mời ngoài ngành"), *_numbers(guests)])
    empty = "Chưa có ai phát biểu."
    return Page(
        has_figures=False,
        title="Tổng hợp phát biểu",
        subtitle=meeting.title,
        file=f"tong-hop-phat-bieu-{day:%Y-%m-%d}",
        period=f"Họp ngày {screen_day(day)}",
        sections=[
            Section(
                "Theo đơn vị",
                [Head("Đơn vị"), *NUMBERS],
                by_unit,
                sheet="Theo đơn vị",
                empty=empty,
            ),
            Section(
                "Theo điểm cầu",
                [Head("Điểm cầu"), *NUMBERS],
                [[plain(site.name), *_numbers(found.by_site[site.pk])] for site in sites],
                sheet="Theo điểm cầu",
                empty=empty,
            ),
            _turns(meeting, now, reader),
        ],
    )


def _numbers(one: Total) -> list[Cell]:
    used = plain(clocked(one.seconds)) if one.turns else Cell()
    return [counted(one.said), counted(one.turns), counted(one.minutes), used, counted(one.over)]


def _turns(meeting: Meeting, now: datetime.datetime, reader: User) -> Section:
    labels = {seat.attendance.pk: seat.label for seat in attending.seats(meeting)}
    turns = meeting.turns.select_related("attendance__person", "agenda_item__concerns")
    is_shown = reading(reader, meeting)
    heads = [
        Head("Người phát biểu"),
        Head("Về mục", 24),
        Head("Đăng ký", 9),
        Head("Bắt đầu", 9),
        Head("Được giao, phút", 10, is_number=True),
        Head("Đã dùng, phút:giây", 12, is_number=True),
    ]
    rows = [
        [
            plain(f"{turn.attendance.name}, {labels[turn.attendance_id]}"),
            plain(
                turn.agenda_item.title if turn.agenda_item and is_shown(turn.agenda_item) else ""
            ),
            plain(_hour(turn.asked_at)),
            plain(_hour(turn.started_at)),
            counted(turn.minutes),
            _used(turn, now),
        ]
        for turn in turns
    ]
    empty = "Chưa có ai đăng ký phát biểu."
    return Section("Từng lượt", heads, rows, sheet="Từng lượt", empty=empty)


def _used(turn: SpeakerTurn, now: datetime.datetime) -> Cell:
    if turn.started_at is None:
        return plain("đã rút" if turn.ended_at else "đang chờ")
    return Cell(clocked(turn.seconds(now)), note="quá giờ" if is_over(turn, now) else "")


def _hour(moment: datetime.datetime | None) -> str:
    return f"{timezone.localtime(moment):%H:%M}" if moment else ""
