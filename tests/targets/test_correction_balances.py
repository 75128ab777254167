"""A correction that breaks a balance or a pair is accepted only by who has read so."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from targets import correcting
from targets.models import Balance, Figure, FigureCorrection, Indicator
from tests import factories as f
from tests.factories.figures import balance
from tests.factories.submissions import submission
from tests.targets.figures_facts import Office, month, office

AUGUST = month("2026-08")
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]


@pytest.fixture
def made() -> Office:
    """August: 12 carried over + 9 new = 15 solved + 6 remaining; September takes the 6 over."""
    here = office()
    new = f.indicator("Tin báo mới", where=here.field)
    balance([(here.remaining, "previous"), new], [here.solved, here.remaining], name="Tin báo")
    balance([here.solved], [here.hearings], Balance.Relation.NEEDS, name="Cặp")
    for line, at, value in [
        (here.remaining, "2026-07", 12),
        (new, "2026-08", 9),
        (here.solved, "2026-08", 15),
        (here.remaining, "2026-08", 6),
        (here.hearings, "2026-08", 1),
        (new, "2026-09", 4),
        (here.solved, "2026-09", 10),
        (here.remaining, "2026-09", 0),
        (here.hearings, "2026-09", 1),
    ]:
        here.enter(line, at, value)
    submission(here.region, AUGUST, "accepted", by=here.staff)
    return here


def asked(made: Office, line: Indicator, typed: str) -> FigureCorrection:
    row = made.region.submissions.get(month=AUGUST)
    return correcting.ask(row, line, typed=typed, reason="Sót", by=made.clerk, at=f.NOW)


def test_what_holds_afterwards_needs_no_confirmation(made: Office) -> None:
    row = asked(made, made.hearings, "2")
    assert correcting.broken_by(row) == []
    assert correcting.approve(row, by=made.staff, at=f.NOW).broken_balances == ""


def test_broken_balances_of_the_month_and_the_next_are_accepted_by_name(made: Office) -> None:
    row = asked(made, made.remaining, "5")
    broken = correcting.broken_by(row)
    assert [one.split(":")[0] for one in broken] == [
        "Tháng 8/2026, Tin báo",
        "Tháng 9/2026, Tin báo",
    ]
    assert "lệch 1 " in broken[0]
    with pytest.raises(correcting.Unbalanced, match="lệch 2 cân đối"):
        correcting.approve(row, by=made.staff, at=f.NOW, accepted=broken[:1])
    assert FigureCorrection.objects.get().state == "asked"
    correcting.approve(row, by=made.staff, at=f.NOW, accepted=broken)
    row.refresh_from_db()
    assert row.broken_balances.split("\n") == broken
    figure = Figure.objects.get(indicator=made.remaining, month=AUGUST)
    assert figure.value == Decimal(5)


def test_pair_that_would_lack_its_other_half_is_told(made: Office) -> None:
    Figure.objects.filter(month=month("2026-09")).delete()
    other = f.indicator("Tin báo quá hạn", where=made.field)
    balance([other], [f.indicator("Tin báo gia hạn", where=made.field)], Balance.Relation.NEEDS)
    broken = correcting.broken_by(asked(made, other, "2"))
    assert len(broken) == 1
    assert "còn thiếu “Tin báo gia hạn”" in broken[0]


def test_page_warns_first_and_keeps_what_was_confirmed(client: Client, made: Office) -> None:
    row = asked(made, made.remaining, "5")
    client.force_login(made.staff)
    detail = reverse("targets:correction_detail", args=[row.pk])
    page = client.get(detail)
    broken = page.context["broken"]
    assert len(broken) == 2
    assert "Chấp nhận thì cân đối sau không đúng" in page.content.decode()
    url = reverse("targets:correction_approve", args=[row.pk])
    refused = client.post(url, {"broken": broken})
    assert refused.status_code == 422
    assert "xem rồi xác nhận" in refused.content.decode()
    assert client.post(url, {"broken": broken, "is_confirmed": "1"}).status_code == 302
    after = client.get(detail).content.decode()
    assert "Chấp nhận dù lệch cân đối" in after
    assert broken[0] in after
    history = client.get(reverse("units:record_history", args=["figurecorrection", row.pk]))
    assert broken[0] in history.content.decode()
