"""How long records are kept: the table, the warning, the decision. Nothing is deleted."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from meetings import work
from meetings.models import Disposal, DisposalItem, MeetingKind, Notice, RetentionRule
from meetings.volumes import keeping, reference
from tests import factories as make
from tests.factories import volumes
from tests.meetings import offices
from tests.meetings.binding import Binder, binder
from units.models import Amendment, Document, Role
from units.models.amending import Effect

pytestmark = pytest.mark.django_db
DAY = datetime.date


@pytest.fixture(autouse=True)
def table() -> None:
    RetentionRule.objects.all().delete()
    for kind, rhythm, years in (
        ("TB", "", 10),
        ("TB", "week", 5),
        ("TB", "year", None),
        ("BC", "", 5),
    ):
        volumes.common_rule(kind, rhythm, years)


@pytest.fixture
def here() -> Binder:
    return binder()


def term(document: Document) -> keeping.Term:
    return keeping.terms([keeping.row_of(document)])[document.pk]


def stands_on(monkeypatch: pytest.MonkeyPatch, day: datetime.date) -> None:
    moment = timezone.make_aware(datetime.datetime.combine(day, datetime.time(9)))
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", moment.isoformat())


def test_time_is_counted_from_the_end_of_the_year(here: Binder) -> None:
    document = here.issue(1)
    assert term(document).until == DAY(2036, 12, 31)
    assert term(document).words == "10 năm, đến hết ngày 31/12/2036"
    assert keeping.basis([term(document)]).endswith("(mức mặc định, cơ quan xác nhận)")
    rule = RetentionRule.objects.get(office=None, document_kind="TB", rhythm="")
    own = RetentionRule.objects.create(
        office=here.unit, document_kind="TB", rhythm="", years=20, source="Bảng của ngành"
    )
    assert term(document).rule == own, "the office's own line goes before the common one"
    assert keeping.basis([term(document)]) == "Bảng của ngành"
    own.delete()
    assert term(document).rule == rule
    RetentionRule.objects.all().delete()
    assert (term(document).until, term(document).words) == (None, "chưa có trong bảng thời hạn")


def test_rhythm_of_the_meeting_decides() -> None:
    office = offices.province()
    notice = offices.released(office)
    document = notice.document
    assert document
    kind = MeetingKind.objects.filter(pk=notice.meeting.kind_id)
    for period, weekday, until in (
        ("", 1, DAY(2031, 12, 31)),
        ("month", None, DAY(2036, 12, 31)),
        ("year", None, None),
    ):
        kind.update(period_kind=period, weekday=weekday)
        assert term(document).until == until
    # What it replaced is kept as what stands in its place.
    here = Binder(office.unit, office.keeper, office.unit.registers.earliest("pk"))
    old = here.issue(22, month=11)
    Amendment.objects.create(document=document, of=old, effect=Effect.REPLACES, reason="Sai")
    assert term(old).until is None
    assert Notice.objects.get().document == document


def test_volume_is_kept_as_long_as_what_is_kept_longest_in_it(here: Binder) -> None:
    short, long = term(here.issue(1)), keeping.Term(None, DAY(2040, 12, 31))
    assert keeping.longest([short, long]) == DAY(2040, 12, 31)
    assert keeping.longest([short, keeping.Term(None, None)]) is None
    assert here.close().keep_until == DAY(2036, 12, 31)


@pytest.mark.parametrize(
    ("today", "warned"),
    [
        (DAY(2036, 11, 30), False),
        (DAY(2036, 12, 1), True),
        (DAY(2036, 12, 31), True),
        (DAY(2037, 6, 1), True),
    ],
)
def test_office_and_registry_are_warned_thirty_days_before(
    here: Binder, today: datetime.date, warned: bool
) -> None:
    here.issue(1)
    chief = make.user(Role.HEAD_OF_OFFICE, make.secretariat(here.unit))
    stranger = make.user(Role.HEAD_OF_OFFICE, make.secretariat(make.province("VKSND tỉnh khác")))
    for user in (chief, here.keeper):
        now = timezone.make_aware(datetime.datetime.combine(today, datetime.time(9)))
        titles = [item.title for item in work.overseen(user, today, now)]
        assert ("1 văn bản hết, sắp hết thời hạn bảo quản" in titles) is warned
    assert keeping.ending(stranger, today) == []


def decision(outcome: str, **more: Any) -> dict[str, Any]:
    said = {"outcome": outcome, "code": "15/QĐ-VKS", "decided_on": "2037-01-10"}
    return said | {"reason": "Hội đồng xác định giá trị đề nghị", "keep_until": ""} | more


def test_decision_is_recorded_with_its_list_and_nothing_goes(
    here: Binder, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    first, second = here.issue(1), here.issue(2)
    stands_on(monkeypatch, DAY(2036, 12, 20))
    client.force_login(here.keeper)
    page = client.get("/retention/").content.decode()
    assert "/disposals/create/TB/2026/" in page
    address = "/disposals/create/TB/2026/"
    both = {"documents": [first.pk, second.pk]}
    early = client.post(address, decision("destroyed", decided_on="2036-12-20") | both)
    assert early.status_code == 422
    assert "còn thời hạn bảo quản đến hết ngày 31/12/2036" in early.content.decode()
    assert "15/QĐ-VKS" in early.content.decode()

    stands_on(monkeypatch, DAY(2037, 1, 10))
    none = client.post(address, decision("destroyed"))
    assert "Chọn ít nhất một văn bản." in none.content.decode()
    late = client.post(address, decision("destroyed", keep_until="2040-12-31") | both)
    assert "Chỉ ghi khi quyết định giữ thêm." in late.content.decode()
    assert not Disposal.objects.exists()
    made = client.post(address, decision("destroyed") | {"documents": [first.pk]})
    disposal = Disposal.objects.get()
    assert made["Location"] == f"/disposals/{disposal.pk}/"
    shown = client.get(made["Location"]).content.decode()
    assert first.code in shown
    assert "bản ghi và bản in đã lưu còn trong phần mềm" in shown
    assert Document.objects.count() == 2, "the rows stay, with their bytes"
    assert client.get(f"/documents/{first.pk}/pdf/").status_code == 200
    left = keeping.ending(here.keeper, DAY(2037, 1, 10))
    assert [one.ids for one in left] == [[second.pk]]

    kept = decision("extended", keep_until="2040-12-31") | {"documents": [second.pk]}
    assert client.post(address, kept).status_code == 302
    assert keeping.ending(here.keeper, DAY(2037, 1, 10)) == []
    assert [one.until for one in keeping.ending(here.keeper, DAY(2040, 12, 15))] == [
        DAY(2040, 12, 31)
    ]
    again = client.post(address, decision("destroyed") | {"documents": [first.pk]})
    assert "vừa được quyết định hoặc chưa đến hạn" in again.content.decode()
    assert DisposalItem.objects.count() == 2


def test_office_sets_its_own_term_and_goes_back(here: Binder, client: Client) -> None:
    document = here.issue(1)
    rule = RetentionRule.objects.get(office=None, document_kind="TB", rhythm="")
    client.force_login(here.keeper)
    said = {"years": "15", "source": "Quyết định của VKSND tối cao"}
    assert client.post(f"/retention/{rule.pk}/edit/", said).status_code == 302
    assert term(document).until == DAY(2041, 12, 31)
    for bad in ({"years": "0"}, {"years": "101"}, {"years": "x"}, {"source": ""}):
        answer = client.post(f"/retention/{rule.pk}/edit/", said | bad)
        assert answer.status_code == 422
    own = RetentionRule.objects.get(office=here.unit)
    assert client.get(f"/retention/{own.pk}/edit/").status_code == 404, "only a common line"
    client.post(f"/retention/{rule.pk}/reset/")
    assert term(document).until == DAY(2036, 12, 31)
    rule.refresh_from_db()
    assert rule.years == 10, "the common line is no office's to change"


def test_table_that_somebody_changed_is_not_loaded_again() -> None:
    reference.load()
    assert RetentionRule.objects.count() == 4
    RetentionRule.objects.all().delete()
    reference.load()
    rules = {(one.document_kind, one.rhythm): one.years for one in RetentionRule.objects.all()}
    assert rules[("TB", "month")] == 10
    assert rules[("TB", "year")] is None
    assert rules[("KH", "")] is None
