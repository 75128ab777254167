"""Workbooks that were made and loaded, for pages that show them."""

import datetime

from targets.models import Period, Workbook, WorkbookLoad
from tests.factories.common import NOW
from units.models import User


def workbook(by: User, period: Period) -> Workbook:
    """Consolidated, made already."""
    assert by.acting
    return Workbook.objects.create(
        user=by,
        acting=by.acting,
        kind=Workbook.Kind.CONSOLIDATED,
        layout=Workbook.Layout.TO_DATE,
        period=period,
        asked_at=NOW,
        state=Workbook.State.DONE,
        content=b"PK",
        progress=100,
        done_at=NOW,
    )


def workbook_load(by: User, month: datetime.date) -> WorkbookLoad:
    """Of the person's own unit, read, without a difference."""
    assert by.acting
    found = {"changes": [], "conflicts": [], "refusals": [], "counts": [1, 0, 0]}
    return WorkbookLoad.objects.create(
        user=by,
        acting=by.acting,
        unit=by.acting.unit,
        first_month=month,
        last_month=month,
        digest="0" * 64,
        asked_at=NOW,
        state=WorkbookLoad.State.READ,
        found=found | {"made_at": NOW.isoformat()},
        progress=100,
    )
