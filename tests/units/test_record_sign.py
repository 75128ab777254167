"""The sign on an issued page: where it stands, what it says, and what it opens."""

import io
from typing import Any

import pdfplumber
import pytest
import segno
from django.test import Client
from pytest_django.fixtures import Settings

from meetings.papers.letterheads import letterhead
from meetings.papers.printing import notice_html, notice_pdf
from tests import factories as f
from tests.meetings.notice_facts import directives, province_facts
from tests.units.issuing import DAY, issued
from units.models import Register, Role
from units.models.registry import DocumentKind
from units.registry import record_address

ADDRESS = "https://kehoach.vks.example/registers/7/2026/105/"
POINTS = 72 / 25.4  # in a millimetre
DPI = 300


def page_of(**facts: Any) -> Any:
    return pdfplumber.open(io.BytesIO(notice_pdf(province_facts(**facts)))).pages[0]


def test_sign_stands_in_the_lower_margin_and_moves_nothing() -> None:
    said = {"directives": directives(14), "illustrative": True}
    plain, signed = page_of(**said), page_of(record=ADDRESS, **said)
    places = [
        [(char["text"], char["x0"], char["top"]) for char in page.chars] for page in (plain, signed)
    ]
    assert places[0] == places[1]
    drawn = [part for part in signed.curves + signed.lines + signed.rects if part["top"] > 770]
    left, right = min(p["x0"] for p in drawn), max(p["x1"] for p in drawn)
    top, bottom = min(p["top"] for p in drawn), max(p["bottom"] for p in drawn)
    assert 11 < (right - left) / POINTS < 13
    assert 11 < (bottom - top) / POINTS < 13
    assert top / POINTS > 297 - 20 + 1  # below the text, with room around it
    assert bottom / POINTS < 297 - 4  # what every printer prints
    assert right / POINTS == pytest.approx(190, abs=0.6)  # where the text ends


def test_sign_reads_as_the_address() -> None:
    """Sampled module by module from the printed page, against what the address encodes."""
    matrix = segno.make(ADDRESS, error="m", micro=False).matrix
    picture = page_of(record=ADDRESS).to_image(resolution=DPI).original.convert("L")
    side, inch = len(matrix), DPI / 25.4
    left, top = (190 - 12) * inch, (297 - 20 + 3.5) * inch
    module = 12 * inch / side
    seen = [
        [
            int(picture.getpixel((left + (x + 0.5) * module, top + (y + 0.5) * module)) < 128)
            for x in range(side)
        ]
        for y in range(side)
    ]
    assert seen == [list(row) for row in matrix]


def test_page_without_an_address_bears_no_sign() -> None:
    assert "record-sign" in notice_html(province_facts(record=ADDRESS))
    assert "record-sign" not in notice_html(province_facts(record=""))
    assert "record-sign" not in notice_html(province_facts())


@pytest.mark.django_db
def test_only_what_is_numbered_leads_to_its_record(settings: Settings) -> None:
    register = Register.objects.get(office=f.province())
    settings.RECORD_ADDRESS = "https://kehoach.vks.example"
    draft = letterhead(register, DocumentKind.NOTICE, DAY)
    numbered = letterhead(register, DocumentKind.NOTICE, DAY, number=5)
    assert draft["record"] == ""
    assert numbered["record"] == (
        f"https://kehoach.vks.example/registers/{register.pk}/{DAY.year}/5/"
    )
    settings.RECORD_ADDRESS = ""
    assert record_address(register, DAY.year, 5) == ""


@pytest.mark.django_db
def test_address_opens_the_record_to_who_may_read_it(client: Client) -> None:
    office = f.province()
    document = issued(Register.objects.get(office=office))
    path = f"/registers/{document.entry.register_id}/{DAY.year}/{document.entry.number}/"
    assert client.get(path).headers["Location"].startswith("/sign-in/")
    client.force_login(f.user(Role.PROVINCE_HEAD, office))
    assert client.get(path).headers["Location"] == f"/documents/{document.pk}/"
    assert client.get(path.replace("/1/", "/2/")).status_code == 404
    client.force_login(f.user(Role.UNIT_HEAD, f.region(office)))
    assert client.get(path).status_code == 404
