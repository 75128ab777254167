"""What a leader waits for: figures not sent yet, promises and their days."""

import datetime
from collections.abc import Iterable, Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator

from procuracy.web.dates import screen_day, screen_month
from targets import submission_boards
from targets.boards import Covers
from targets.explanation_lists import Due, promised_level
from targets.models import Explanation, WorkYear
from targets.sections import Cell, Head, Section, counted, listed, plain
from targets.submission_boards import LATE, ON_TIME, Sent, Tally
from targets.years import entry_month
from units.models import Unit, User

A_MONTH = datetime.timedelta(days=28)
CAUSE = 60  # letters, so that a promise is one line of paper


def figures(
    user: User, units: Iterable[int], *, today: datetime.date, now: datetime.datetime
) -> Section:
    """The month whose figures are wanted now, of those among `units`; six queries at most."""
    month = entry_month(today)
    reporting = submission_boards.reporting(list(units), month, month)
    sent = submission_boards.sent_of(reporting, month, now)
    tally = Tally.of(sent)
    link = reverse("targets:submission_list")
    cells = [counted(number) if number else plain("0") for number in tally.numbers]
    rows = [[plain(screen_month(month).capitalize(), link), *cells, plain(_not_sent(sent))]]
    return Section(
        "Số liệu tháng",
        [
            Head("Tháng", 16),
            Head("Phải gửi", 8, is_number=True),
            Head("Đã gửi", 8, is_number=True),
            Head("Đúng hạn", 8, is_number=True),
            Head("Chưa gửi"),
        ],
        rows if tally.expected else [],
        sheet="Số liệu tháng",
        empty="Tháng này không có đơn vị nào phải gửi số liệu.",
    )


def _not_sent(sent: Sequence[Sent]) -> str:
    waiting = [one for one in sent if not one.is_received and one.standing not in (ON_TIME, LATE)]
    late = [one for one in waiting if one.seconds_late]
    names = listed([_short(one.unit) for one in late] or [_short(one.unit) for one in waiting], 6)
    return f"quá hạn: {names}" if late else names


def _short(unit: Unit) -> str:
    return unit.short_name.removeprefix("VKSND ")


def promises(
    user: User, units: Sequence[Unit], covers: Covers, *, today: datetime.date, most: int
) -> Section:
    """Why targets are behind, who promised what by when: what is due first; also what was broken
    this last month. One query."""
    names = {unit.pk: unit.short_name for unit in units}
    broken = Q(outcome=Explanation.Outcome.BROKEN, promised_on__gte=today - A_MONTH)
    rows = (
        Explanation.objects.visible_to(user)
        .promised()
        .filter(Q(outcome="") | broken, unit__in=names)
    )
    found = [
        row
        for row in rows.select_related("target", "period").order_by("promised_on", "pk")
        if covers(row.unit_id, row.target.field_id)
    ]
    return Section(
        "Giải trình, cam kết",
        [
            Head("Đơn vị", 12),
            Head("Chỉ tiêu", 20),
            Head("Nguyên nhân"),
            Head("Cam kết", 10, is_whole=True),
            Head("Hạn", 9, is_whole=True),
            Head("Tình trạng", 15),
        ],
        [_promise(row, names[row.unit_id], today) for row in found[:most]],
        sheet="Cam kết",
        notes=[f"Còn {len(found) - most} cam kết nữa."] if len(found) > most else [],
        empty="Không có cam kết nào còn hạn.",
    )


def _promise(row: Explanation, unit: str, today: datetime.date) -> list[Cell]:
    due = Due(unit, row, today)
    link = reverse("targets:explanation_detail", args=[row.pk])
    return [
        plain(unit),
        plain(row.target.short_name, link),
        plain(Truncator(row.cause).chars(CAUSE)),
        plain(due.level),
        plain(screen_day(row.promised_on) if row.promised_on else ""),
        plain(f"{due.glyph} {due.words}".strip()),
    ]


def said(user: User, unit: Unit, year: WorkYear, today: datetime.date) -> Section:
    """What one unit explained and promised in a year, as far as the reader may see it."""
    rows = Explanation.objects.visible_to(user).filter(unit=unit, period__work_year=year)
    found = rows.select_related("target", "period").order_by("-period__ends_on", "target__order")
    return Section(
        "Giải trình, cam kết",
        [
            Head("Kỳ", 12),
            Head("Chỉ tiêu", 20),
            Head("Nguyên nhân", 22),
            Head("Giải pháp", 20),
            Head("Cam kết", 11),
            Head("Tình trạng"),
        ],
        [_said(row, today) for row in found],
        sheet="Giải trình",
        empty="Đơn vị chưa có giải trình nào trong năm công tác này.",
    )


def _said(row: Explanation, today: datetime.date) -> list[Cell]:
    link = reverse("targets:explanation_detail", args=[row.pk])
    due = Due("", row, today)
    day = f"đến hết {screen_day(row.promised_on)}" if row.promised_on else ""
    return [
        plain(row.period.label),
        plain(row.target.short_name, link),
        plain(row.cause),
        plain(row.solution),
        plain(promised_level(row), note=day),
        plain(row.get_state_display(), note=due.words if row.promised_on else ""),
    ]
