"""Workbooks for tests: ordered, typed in as a spreadsheet program does, a month accepted."""

import datetime
import io
from collections.abc import Callable
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from targets.models import FigureCorrection, Period, Submission, View, Workbook
from targets.workbooks import orders
from tests import factories as f
from tests.targets.figures_facts import DAY, Office, month
from units.models import User


def consolidated(made: Office, layout: str, *, by: User | None = None, **more: Any) -> Workbook:
    by = by or made.head
    by.act_on(DAY, None)
    period = Period.objects.months().get(ends_on=datetime.date(2026, 3, 31))
    asked = {"field": None, "view": View.AUTO} | more
    return orders.ask_consolidated(period, layout=layout, by=by, at=f.NOW, **asked)


def unit_workbook(
    made: Office, first: str = "2026-03", last: str = "", layout: str = "months"
) -> bytes:
    last = last or first
    asked = orders.ask_unit(
        made.region, month(first), month(last), layout=layout, by=made.clerk, at=f.NOW
    )
    assert asked.state == Workbook.State.DONE
    return bytes(asked.content or b"")


def filled(content: bytes, change: Callable[[openpyxl.Workbook], None]) -> bytes:
    """As somebody's own spreadsheet program saves it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def cell(sheet: Worksheet, line: Any, month: str) -> Any:
    """The cell of a line in a month, by the hidden keys."""
    keys = [one.value for one in sheet[4]]
    row = next(row for row in sheet.iter_rows() if row[0].value == str(line.pk))
    return row[keys.index(month)]


def typed(made: Office, *values: tuple[Any, str, Any], content: bytes = b"") -> bytes:
    def change(book: openpyxl.Workbook) -> None:
        for line, at, value in values:
            sheet = next(s for s in book.worksheets if at in [c.value for c in s[4]])
            cell(sheet, line, at).value = value

    return filled(content or unit_workbook(made), change)


def accept(made: Office, at: str) -> Submission:
    """The region's month, by the Office."""
    seat = made.clerk.acting
    return Submission.objects.create(
        unit=made.region,
        month=month(at),
        state=Submission.State.ACCEPTED,
        sent_at=f.NOW,
        sent_by=seat,
        approved_at=f.NOW,
        accepted_at=f.NOW,
        accepted_by=seat,
    )


def correct(made: Office) -> FigureCorrection:
    """Of the solved reports of February."""
    asker = made.clerk.acting
    assert asker
    return FigureCorrection.objects.create(
        submission=accept(made, "2026-02"),
        indicator=made.solved,
        old_value=9,
        new_value=10,
        reason="Cộng sót",
        state=FigureCorrection.State.APPROVED,
        asked_by=asker,
        asked_at=f.NOW,
        decided_by=made.staff.acting,
        decided_at=f.NOW,
    )
