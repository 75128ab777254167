"""Units ranked by the share of targets met; for leadership only."""

import datetime
import io

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from targets.ranking import NOTE, Ranked
from targets.years import derive_periods
from tests import factories as f
from units.models import Role, Unit

pytestmark = pytest.mark.django_db
MONTH = datetime.date(2026, 10, 1)


@pytest.fixture
def province() -> Unit:
    """Region 1 meets both targets, 2 and 3 one of two, 4 has none that counts."""
    made = f.province()
    year = f.work_year(2027)
    derive_periods(year)
    lines = [f.indicator("Vụ dân sự"), f.indicator("Vụ hình sự")]
    targets = [f.target(line) for line in lines]
    for no, values in enumerate([(9, 9), (9, 1), (1, 9), ()], 1):
        where = f.region(made, f"VKSND khu vực {no}")
        for line, target, value in zip(lines, targets, values, strict=False):
            f.figure(line, where, MONTH, value)
            f.assignment(target, where, year, assigned_threshold=5)
    return made


def ranked(client: Client, province: Unit) -> list[Ranked]:
    head = f.user(Role.PROVINCE_HEAD, province)
    client.force_login(head, backend="django.contrib.auth.backends.ModelBackend")
    found: list[Ranked] = client.get(reverse("targets:unit_ranking")).context["ranked"]
    return found


def test_units_stand_by_the_share_of_targets_met(client: Client, province: Unit) -> None:
    found = [(row.unit.short_name[-1], row.place, row.share) for row in ranked(client, province)]
    assert found == [
        ("1", 1, "100,00 %"),
        ("2", 2, "50,00 %"),
        ("3", 2, "50,00 %"),
        ("4", None, ""),
    ]


@pytest.mark.parametrize("role", [Role.HEAD_OF_OFFICE, Role.OFFICE_STAFF, Role.INSPECTOR])
def test_ranking_is_for_leadership_only(client: Client, province: Unit, role: str) -> None:
    user = f.user(role, f.secretariat(province))
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    for page in ("unit_ranking", "unit_ranking_print"):
        assert client.get(reverse(f"targets:{page}")).status_code == 403
    assert reverse("targets:unit_ranking") not in client.get("/").content.decode()


def test_ranking_is_printed_and_is_a_workbook_with_its_rule(client: Client, province: Unit) -> None:
    ranked(client, province)
    paper = PdfReader(io.BytesIO(client.get(reverse("targets:unit_ranking_print")).content))
    printed = " ".join(paper.pages[0].extract_text().split())
    assert paper.pages[0].mediabox.width > paper.pages[0].mediabox.height
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(reverse("targets:unit_ranking_sheet")).content)
    )
    cells = [str(c.value) for row in book.active.iter_rows() for c in row if c.value is not None]
    assert NOTE in printed
    assert NOTE in cells
    for number in ("100,00 %", "50,00 %"):
        assert number in printed
    assert [unit for unit in cells if unit.startswith("VKSND khu")] == [
        f"VKSND khu vực {number}" for number in (1, 2, 3, 4)
    ]
