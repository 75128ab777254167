"""What figures ask: of a unit to be typed and answered for, of a field to be checked."""

import datetime
from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse

from meetings.work import submissions
from meetings.work.items import SHOWN, WORDS, Item
from targets import deadlines, sheets, submitting
from targets.models import FieldCheck, FieldQuestion, Indicator
from targets.years import entry_month
from units.models import Appointment, Unit


def wanted(acting: Appointment, today: datetime.date) -> QuerySet[Indicator]:
    """Lines of the month whose figures are wanted now, of a unit that exists in it."""
    month = entry_month(today)
    if not acting.types_figures or not acting.unit.exists_on(month):
        return Indicator.objects.none()
    return sheets.wanted(acting.unit, month)


def missing(acting: Appointment, today: datetime.date) -> QuerySet[Indicator]:
    """Of those wanted, without figure or tick."""
    return submitting.unanswered(wanted(acting, today), acting.unit, entry_month(today))


def entering(acting: Appointment, today: datetime.date) -> Iterable[Item]:
    """Until every line has its answer, or the month was put forward as it is."""
    month = entry_month(today)
    gaps = missing(acting, today).count()
    if not gaps or submissions.is_put_forward(acting, month):
        return
    lines = wanted(acting, today).count()
    yield Item(
        title=f"Nhập số liệu tháng {month.month}",
        detail=f"{lines - gaps}/{lines} dòng đã có số",
        origin="Chế độ báo cáo tháng",
        due_at=deadlines.of_month([acting.unit], month)[acting.unit_id],
        verb="Nhập tiếp" if gaps < lines else "Nhập số liệu",
        url=reverse("targets:figure_entry", kwargs={"unit": acting.unit_id, "month": month}),
        order=2,
    )


def questions(acting: Appointment) -> Iterable[Item]:
    rows = FieldQuestion.objects.to_answer(acting).select_related("field_check__field", "asked_by")
    for row in rows.order_by("asked_at")[:SHOWN]:
        check = row.field_check
        url = reverse("targets:figure_entry", args=[check.unit_id, check.month])
        yield Item(
            title=f"Trả lời câu hỏi về số liệu tháng {check.month.month}: {row.text[:WORDS]}",
            origin=f"{check.field.short_name}, {row.asked_by.position} hỏi",
            verb="Trả lời",
            url=f"{url}#questions",
            order=2,
        )


def answers(acting: Appointment, today: datetime.date) -> Iterable[Item]:
    rows = list(
        FieldCheck.objects.answered_to(acting)
        .select_related("field")
        .order_by("month", "pk")[:SHOWN]
    )
    names = Unit.objects.named(today).in_bulk([row.unit_id for row in rows]) if rows else {}
    for row in rows:
        yield Item(
            title=f"Kiểm tra số liệu {names[row.unit_id].short_name} đã giải trình",
            detail=f"{row.field.short_name}, tháng {row.month.month}/{row.month.year}",
            origin="Kiểm tra số liệu theo lĩnh vực",
            verb="Xem, kiểm tra",
            url=reverse("targets:field_check", args=[row.field_id, row.unit_id, row.month]),
            order=4,
        )
