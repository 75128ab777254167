"""What a month's way to the Office asks of each: the clerk, the head, the Office, who oversees."""

import datetime
from collections.abc import Iterable

from django.urls import reverse

from meetings.work.items import SHOWN, WORDS, Item
from procuracy.web.dates import screen_moment, screen_month
from targets import deadlines, sheets, submission_boards, submitting
from targets.models import FigureCorrection, Submission
from targets.submission_boards import Tally
from targets.years import entry_month
from units.models import Appointment, Unit

ORIGIN = "Chế độ báo cáo tháng"


def is_put_forward(acting: Appointment, month: datetime.date) -> bool:
    rows = Submission.objects.put_forward()
    return rows.filter(unit=acting.unit_id, month=month).exists()


def own(acting: Appointment, today: datetime.date) -> Iterable[Item]:
    """Of the own unit: what is complete and not sent, what was given back, what the head sees."""
    yield from _complete(acting, today)
    for row in Submission.objects.to_mend(acting).order_by("month")[:SHOWN]:
        yield _item(
            row,
            f"Sửa, gửi lại số liệu {screen_month(row.month)}",
            "Mở",
            f"trả lại: {row.return_reason[:WORDS]}",
        )
    to_approve = list(Submission.objects.to_approve(acting).order_by("month")[:SHOWN])
    dues = deadlines.of_months([acting.unit], [row.month for row in to_approve])
    for row in to_approve:
        is_sent = row.state == Submission.State.SENT
        yield _item(
            row,
            f"Duyệt số liệu {screen_month(row.month)}" + (" sửa sau khi gửi" if is_sent else ""),
            "Xem, duyệt" if is_sent else "Duyệt, gửi",
            "",
            due_at=None if is_sent else dues.get(row.month, {}).get(row.unit_id),
        )


def received(acting: Appointment, today: datetime.date) -> Iterable[Item]:
    """For the Office: months to accept, figures to correct; what was sent first stands first."""
    rows = list(Submission.objects.to_accept(acting).order_by("sent_at")[:SHOWN])
    asked = FigureCorrection.objects.to_decide(acting).select_related("submission", "indicator")
    corrections = list(asked.order_by("asked_at")[:SHOWN])
    units = {row.unit_id for row in rows} | {one.submission.unit_id for one in corrections}
    names = Unit.objects.named(today).in_bulk(units) if units else {}
    for row in rows:
        assert row.sent_at
        yield _item(
            row,
            f"Tiếp nhận số liệu {screen_month(row.month)} của {names[row.unit_id].short_name}",
            "Xem, tiếp nhận",
            f"gửi {screen_moment(row.sent_at)}",
        )
    for one in corrections:
        where = names[one.submission.unit_id].short_name
        yield Item(
            title=f"Quyết định điều chỉnh số liệu {screen_month(one.submission.month)} của {where}",
            detail=f"{one.indicator.name}: {one.reason[:WORDS]}",
            origin="Điều chỉnh số liệu đã tiếp nhận",
            verb="Xem, quyết định",
            url=reverse("targets:correction_detail", args=[one.pk]),
            order=4,
        )


def silent(acting: Appointment, today: datetime.date, now: datetime.datetime) -> list[Item]:
    """Cần đôn đốc: how many units have not sent the month that is wanted now."""
    month = entry_month(today)
    others = acting.seen_unit_ids - acting.own_unit_ids
    units = submission_boards.reporting(others, month, month)
    rows = submission_boards.sent_of(units, month, now)
    tally, dues = Tally.of(rows), [row.due_at for row in rows if row.due_at]
    if tally.received == tally.expected:
        return []
    return [
        Item(
            title=f"{tally.expected - tally.received}/{tally.expected} đơn vị chưa gửi số liệu "
            f"{screen_month(month)}",
            origin=ORIGIN,
            due_at=max(dues, default=None),
            verb="Đôn đốc",
            url=reverse("targets:submission_list") + f"?month={month:%Y-%m}&only=silent",
        )
    ]


def _complete(acting: Appointment, today: datetime.date) -> Iterable[Item]:
    """Every line has its answer, and nobody has put the month forward."""
    month, unit = entry_month(today), acting.unit
    if not acting.types_figures or not unit.exists_on(month):
        return
    if is_put_forward(acting, month) or not sheets.wanted(unit, month).exists():
        return
    if submitting.missing(unit, month).exists():
        return
    words = "Duyệt, gửi" if acting.leads_unit else "Trình thủ trưởng"
    yield Item(
        title=f"{words} số liệu {screen_month(month)}",
        detail="đã nhập đủ các dòng",
        origin=ORIGIN,
        due_at=deadlines.of_month([unit], month)[unit.pk],
        verb=words,
        url=reverse("targets:submission_detail", args=[unit.pk, month]),
        order=2,
    )


def _item(
    row: Submission,
    title: str,
    verb: str,
    detail: str,
    *,
    due_at: datetime.datetime | None = None,
) -> Item:
    return Item(
        title=title,
        detail=detail,
        origin=ORIGIN,
        due_at=due_at,
        verb=verb,
        url=reverse("targets:submission_detail", args=[row.unit_id, row.month]),
        order=3,
    )
