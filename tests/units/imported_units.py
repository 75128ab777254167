"""Workbooks of units, sent as the page sends them."""

import datetime
import re
from collections.abc import Sequence
from html import unescape
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from procuracy.web import xlsx
from tests import factories as f
from tests.units.register_pages import FIRST
from units import unit_sheets as sheets
from units.models import Unit, UnitName

DECEMBER = datetime.date(2026, 12, 1)
HEADINGS = [column.heading for column in sheets.COLUMNS]


def coded_province() -> Unit:
    made = f.province(valid_from=FIRST)
    Unit.objects.filter(pk=made.pk).update(code="T1")
    made.names.update(valid_from=FIRST)
    made.refresh_from_db()
    return made


def region(office: Unit, number: int, **more: Any) -> Unit:
    """With dates and a code that can be typed."""
    made = f.region(office, f"VKSND khu vực {number}", number=number, valid_from=FIRST, **more)
    Unit.objects.filter(pk=made.pk).update(code=f"T1-KV{number}")
    made.names.update(valid_from=FIRST)
    made.refresh_from_db()
    return made


def line(**said: Any) -> list[Any]:
    """A row of a new region."""
    row: dict[str, Any] = {
        sheets.CODE: "T1-KV9",
        sheets.KIND: "khu vực",
        sheets.NUMBER: 9,
        sheets.PARENT: "T1",
        sheets.NAME: "Viện kiểm sát nhân dân khu vực 9",
        sheets.SHORT_NAME: "VKSND khu vực 9",
        sheets.PLACE: "Lệ Thủy",
        sheets.SYMBOL: "VKSKV9",
        sheets.FIRST: DECEMBER,
    }
    row |= {getattr(sheets, name): value for name, value in said.items()}
    return [row.get(heading) for heading in HEADINGS]


def as_known(unit: Unit, **said: Any) -> list[Any]:
    """A row that says of a unit what is known, but for what is said."""
    name = list(unit.names.all())[-1]
    row = sheets._row(unit, name, sheets.field_names(unit))
    for key, value in said.items():
        row[HEADINGS.index(getattr(sheets, key))] = value
    return row


def workbook(rows: Sequence[Sequence[Any]]) -> bytes:
    return xlsx.write([xlsx.Table(sheets.SHEET, sheets.COLUMNS, rows)])


def upload(client: Client, content: bytes, **more: Any) -> Any:
    file = SimpleUploadedFile("don-vi.xlsx", content)
    return client.post("/units/import/", {"file": file, "reason": "Quyết định số 5"} | more)


def text(response: Any) -> str:
    return unescape(" ".join(response.content.decode().split()))


def sealed(response: Any) -> str:
    found = re.search(r'name="sealed" value="([^"]+)"', response.content.decode())
    assert found, text(response)
    return found[1]


def apply(client: Client, response: Any, **more: Any) -> Any:
    return client.post("/units/import/apply/", {"sealed": sealed(response)} | more)


def faults(client: Client, rows: Sequence[Sequence[Any]]) -> str:
    before = stored()
    response = upload(client, workbook(rows))
    assert response.status_code == 422
    assert stored() == before
    assert 'name="sealed"' not in response.content.decode()
    return text(response)


def stored() -> list[Any]:
    return [
        *Unit.objects.order_by("pk").values_list(),
        *UnitName.objects.order_by("pk").values_list(),
    ]
