"""Không phát sinh of one count in a work year: nothing there was to be counted (design, rule 4).

The tick speaks of the whole year, and so until it is judged: the head sees it when he sends a
month, and once the judging month is sent or overdue it stays as it is.
"""

import datetime

from django.db import transaction

from procuracy.web.dates import screen_day, screen_moment
from procuracy.web.errors import Refused
from targets import deadlines, holding
from targets.calendar import first_of_month
from targets.models import TargetAssignment, WorkYear
from targets.verdicts import COUNTED
from units.models import Unit

STANDS = "không đổi ghi không phát sinh nữa"


@transaction.atomic
def mark(given: TargetAssignment, *, is_nil: bool, at: datetime.datetime) -> None:
    """Refused for what is not counted, and after the judging."""
    if given.target.measure not in COUNTED:
        raise Refused("Chỉ ghi không phát sinh cho chỉ tiêu số lượng.")
    day = given.due_on or given.work_year.ends_on
    holding.check_unsent(given.unit, first_of_month(day), STANDS)
    due = deadlines.of_month([given.unit], first_of_month(day)).get(given.unit_id)
    if due and at > due:
        raise Refused(
            f"Chỉ tiêu này được đánh giá ngày {screen_day(day)} và đã quá hạn gửi số liệu "
            f"({screen_moment(due)}): {STANDS}."
        )
    given.none_arose = is_nil
    given.save(update_fields=["none_arose"])


def ticked(unit: Unit, month: datetime.date) -> list[TargetAssignment]:
    """In the month's work year; for the head to see before he sends."""
    year = WorkYear.objects.of_month(month)
    rows = TargetAssignment.objects.standing().filter(unit=unit, work_year=year, none_arose=True)
    return list(
        rows.select_related("target", "work_year").order_by("target__order", "target__code")
    )
