"""The day's seal on screen and on paper."""

import io

import pdfplumber
import pytest
from django.urls import reverse
from django.utils import timezone

from procuracy.web.models import HistoryAccess
from tests import factories as f
from tests.meetings.stage import signed_in
from units.models import Role

pytestmark = pytest.mark.django_db


def test_seal_of_the_day_is_listed_shown_and_printed() -> None:
    today = timezone.localdate()
    province = f.province()
    client = signed_in(f.user(Role.INSPECTOR, f.department(province, "Thanh tra"), on=today))
    seal = f.seal(timezone.now())
    listed = client.get(reverse("units:seal_list")).content.decode()
    assert seal.hex[:16] in listed
    shown = client.get(reverse("units:seal_detail", args=[today])).content.decode()
    assert seal.printed in shown
    answer = client.get(reverse("units:seal_pdf", args=[today]))
    with pdfplumber.open(io.BytesIO(answer.content)) as file:
        (page,) = file.pages
        words = " ".join(page.extract_text().split())
    assert (round(page.width), round(page.height)) == (595, 842)
    assert seal.printed in words
    assert "NIÊM PHONG" in words
    assert HistoryAccess.objects.get().action == "print"


@pytest.mark.parametrize("day", ["2020-01-01", "2020-13-01", "hom-nay"])
def test_day_without_a_seal_is_not_found(day: str) -> None:
    province = f.province()
    client = signed_in(f.user(Role.PROVINCE_HEAD, province, on=timezone.localdate()))
    assert client.get(reverse("units:seal_detail", args=[day])).status_code == 404
