"""A month whose strict balances are broken is not put forward, sent or confirmed."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from procuracy.web.errors import Refused
from targets import submitting
from targets.models import Balance, Figure, Submission
from targets.workbooks import loads, previewing
from tests import factories as f
from tests.factories import figures
from tests.factories.figures import Terms
from tests.targets.figures_facts import DAY, Office, month, office
from tests.targets.workbook_facts import typed, unit_workbook
from units.models import Role, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]
AUGUST = month("2026-08")
DUE = f.moment("2026-08-31 16:00")
WORDS = r"không cân đối.*Tin báo: .* 7 khác .* 9: lệch 2 tin"


@pytest.fixture
def made() -> Office:
    """August in full; solved are 7 where 9 remain."""
    made = office()
    for line, value in ((made.solved, 7), (made.remaining, 9), (made.hearings, 1)):
        made.enter(line, "2026-08", value)
    Figure.objects.update(entered_at=DUE - datetime.timedelta(hours=2))
    figures.balance([made.solved], [made.remaining], is_strict=True)
    return made


@pytest.fixture
def head(made: Office) -> User:
    return f.user(Role.UNIT_HEAD, made.region)


def mend(made: Office, value: int = 9, at: datetime.datetime = DUE) -> None:
    Figure.objects.filter(indicator=made.solved).update(value=value, entered_at=at)


def test_broken_month_is_not_put_forward_or_sent_whatever_the_reason(
    made: Office, head: User
) -> None:
    with pytest.raises(Refused, match=WORDS):
        submitting.submit(made.region, AUGUST, by=made.clerk, at=DUE, note="Sẽ kiểm tra sau")
    with pytest.raises(Refused, match=WORDS):
        submitting.send(made.region, AUGUST, by=head, at=DUE, note="Sẽ kiểm tra sau")
    assert not Submission.objects.exclude(state="draft").exists()
    mend(made)
    submitting.send(made.region, AUGUST, by=head, at=DUE)


def test_what_broke_after_putting_forward_or_sending_is_held(made: Office, head: User) -> None:
    mend(made)
    submitting.submit(made.region, AUGUST, by=made.clerk, at=DUE)
    mend(made, 7)
    with pytest.raises(Refused, match=WORDS):
        submitting.send(made.region, AUGUST, by=head, at=DUE)
    mend(made)
    row = submitting.send(made.region, AUGUST, by=head, at=DUE)
    mend(made, 7, DUE + datetime.timedelta(minutes=1))
    with pytest.raises(Refused, match=WORDS):
        submitting.confirm(row, by=head, at=DUE + datetime.timedelta(minutes=2))


def test_reminder_and_part_of_a_whole_block_nothing(made: Office, head: User) -> None:
    Balance.objects.update(is_strict=False)
    submitting.send(made.region, AUGUST, by=head, at=DUE)


def test_pages_show_what_blocks(client: Client, made: Office) -> None:
    client.force_login(made.clerk)
    for page, words in (
        ("submission_detail", "chưa trình, gửi được"),
        ("figure_entry", "Chưa trình, gửi được."),
    ):
        text = client.get(reverse(f"targets:{page}", args=[made.region.pk, AUGUST])).content
        assert words in text.decode()
        assert "lệch 2 tin" in text.decode()


def test_page_of_a_sent_month_does_not_say_that_it_cannot_be_sent(
    client: Client, made: Office, head: User
) -> None:
    mend(made)
    row = submitting.send(made.region, AUGUST, by=head, at=DUE)
    mend(made, 7, DUE + datetime.timedelta(minutes=1))
    client.force_login(made.clerk)
    page = reverse("targets:figure_entry", args=[made.region.pk, AUGUST])
    save = reverse("targets:figure_save", args=[made.region.pk, AUGUST, made.solved.pk])
    typed = {f"f-{made.solved.pk}": "8", f"seen-{made.solved.pk}": "7.00"}
    for text in (client.get(page).content, client.post(save, typed).content):
        assert "<b>Chưa duyệt được số sửa sau khi gửi.</b>" in text.decode()
        assert "gửi được" not in text.decode()
    unsent = {"state": "submitted", "sent_at": None, "sent_by": None, "approved_at": None}
    Submission.objects.filter(pk=row.pk).update(**unsent)
    assert "<b>Chưa gửi được.</b>" in client.get(page).content.decode()


def test_office_chooses_what_is_strict(client: Client, made: Office) -> None:
    client.force_login(made.staff)
    row = Balance.objects.get()
    typed = {
        "field": made.field.pk,
        "name": row.name,
        "relation": "equal",
        "left": made.solved.code,
        "right": made.remaining.code,
        "order": 0,
    }
    page = reverse("targets:balance_edit", args=[row.pk])
    assert client.post(page, typed).status_code == 302
    assert not Balance.objects.get().is_strict
    client.post(page, typed | {"is_strict": "on"})
    assert Balance.objects.get().is_strict


def test_loaded_workbook_says_what_it_would_break(made: Office) -> None:
    made.clerk.act_on(DAY, None)
    carried: Terms = [(made.remaining, "previous"), made.hearings]
    figures.balance(carried, [made.solved], name="Chuyển sang")
    content = unit_workbook(made, "2026-07", "2026-08")
    values = [(made.remaining, "2026-07", 3), (made.solved, "2026-08", 8)]
    load = loads.take_in(typed(made, *values, content=content), by=made.clerk, at=f.NOW)
    found = previewing.facts(load, DAY)["broken"]
    said = [(one.checked.balance.name, one.checked.difference, held) for one, held in found]
    assert said == [
        ("Tin báo", "1 tin", "chưa trình, gửi được"),
        ("Chuyển sang", "4 tin", ""),
    ]
    assert {one.month for one, _ in found} == {AUGUST}
    client = Client()
    client.force_login(made.clerk)
    text = client.get(reverse("targets:workbook_load_detail", args=[load.pk])).content.decode()
    assert "chưa trình, gửi được" in text
    assert "được, có nhắc" in text
