"""A wrong notice: its number void before it went out; replaced by another one that names it."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from meetings.conclusion.concluding import reopening_refusal
from meetings.models import DirectiveTask, Notice
from meetings.papers import noticing
from meetings.papers.notice_facts import facts, notice_register
from meetings.papers.printing import notice_html
from meetings.tasks.quoting import quote
from procuracy.web.errors import Refused
from tests.meetings import offices
from tests.meetings.offices import NOW, TODAY, Office
from tests.meetings.test_notice_race import Killed, dying_at
from tests.units.issuing import PDF
from units.models import Amendment, Document, Register, RegisterEntry, VoidNumber
from units.register_book import lines

WRONG = "Ghi sai thời hạn ở ý kiến 1"


@pytest.fixture(autouse=True)
def drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are not drawn here."""
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", "2026-11-22T10:00:00+07:00")
    monkeypatch.setattr(noticing, "notice_pdf", lambda facts: PDF)


@pytest.fixture
def office() -> Office:
    return offices.province()


def client(user: Any) -> Client:
    one = Client()
    one.force_login(user)
    return one


def again(office: Office, notice: Notice) -> Notice:
    """From draft to release once more."""
    notice = noticing.approve(notice, edition=notice.edition, by=office.head, at=NOW)
    noticing.record_signature(notice, signed_on=TODAY, by=office.clerk, at=NOW)
    noticing.number(notice, dated_on=TODAY, by=office.keeper, at=NOW)
    return noticing.release(notice, by=office.keeper, at=NOW)


def book() -> list[tuple[str, list[str]]]:
    register = Register.objects.get()
    return [(line.numbers, line.remarks) for line in lines(register, TODAY.year, TODAY)]


@pytest.mark.django_db
def test_void_number_stays_and_the_notice_takes_the_next_one(office: Office) -> None:
    notice = offices.numbered(office).notice
    page = client(office.keeper).get(f"/notices/{notice.pk}/").content.decode()
    assert "Hủy số" in page
    answer = client(office.keeper).post(f"/notices/{notice.pk}/void/", {"reason": ""})
    assert answer.status_code == 422
    said = {"reason": "Bản in thiếu trang"}
    assert client(office.clerk).post(f"/notices/{notice.pk}/void/", said).status_code == 403
    assert client(office.keeper).post(f"/notices/{notice.pk}/void/", said).status_code == 302
    notice.refresh_from_db()
    assert (notice.state, notice.document) == (Notice.State.DRAFT, None)
    assert notice.return_reason == "Số 01/TB-VKS đã hủy: Bản in thiếu trang"
    first = Document.objects.get()
    shown = client(office.head).get(f"/documents/{first.pk}/").content.decode()
    assert "Số đã bị hủy" in shown
    assert again(office, notice).document == Document.objects.get(code="02/TB-VKS")
    assert book() == [("01", ["Số hủy: Bản in thiếu trang"]), ("02", [])]
    with pytest.raises(Refused, match="đã phát hành nên không hủy số được"):
        noticing.void_number(notice, reason="nữa", by=office.keeper, at=NOW)


@pytest.mark.django_db
def test_replacing_notice_names_the_old_one_and_tasks_stay_in_force(office: Office) -> None:
    notice = offices.released(office)
    old = notice.document
    assert old is not None
    tasks = DirectiveTask.objects.active().count()
    assert tasks
    said = {"reason": WRONG}
    assert client(office.keeper).post(f"/notices/{notice.pk}/replace/", said).status_code == 403
    assert client(office.head).post(f"/notices/{notice.pk}/replace/", said).status_code == 302
    notice.refresh_from_db()
    assert (notice.state, notice.replaces) == (Notice.State.DRAFT, old)
    assert DirectiveTask.objects.active().count() == tasks
    assert not Amendment.objects.exists()
    task = DirectiveTask.objects.active().select_related("directive__meeting__notice").first()
    assert task
    assert task.is_active
    quoted = quote(task)
    assert quoted
    assert (quoted.document, quoted.no) == (old, 1)
    assert "đang soạn văn bản thay thế" in reopening_refusal(notice.meeting)
    draft = facts(notice, on=TODAY, register=notice_register(notice))
    named = "Thông báo này thay thế Thông báo số 01/TB-VKS ngày 22/11/2026"
    assert named in notice_html(draft)

    new = again(office, notice).document
    assert new is not None
    assert new.facts["replaces"] == "Thông báo số 01/TB-VKS ngày 22/11/2026"
    amendment = Amendment.objects.get()
    assert (amendment.document, amendment.of, amendment.effect) == (new, old, "replaces")
    assert amendment.reason == WRONG
    assert book() == [
        ("01", ["Đã được thay thế bằng Thông báo số 02/TB-VKS ngày 22/11/2026"]),
        ("02", ["Thay thế Thông báo số 01/TB-VKS ngày 22/11/2026"]),
    ]
    reader = client(office.head)
    assert "Đã được thay thế bằng" in reader.get(f"/documents/{old.pk}/").content.decode()
    assert WRONG in reader.get(f"/documents/{new.pk}/").content.decode()
    assert "đã thay thế, thu hồi" in reader.get("/documents/?way=out").content.decode()
    assert reader.get(reverse("meetings:document_chain", args=[old.pk])).status_code == 200


@pytest.mark.django_db
def test_only_what_went_out_is_replaced(office: Office) -> None:
    notice = offices.numbered(office).notice
    with pytest.raises(Refused, match="Chỉ soạn văn bản thay thế cho thông báo đã phát hành"):
        noticing.replace(notice, reason=WRONG, by=office.head, at=NOW)
    assert not Amendment.objects.exists()


@pytest.mark.django_db
def test_chain_of_replacements_is_told_one_by_one(office: Office) -> None:
    notice = offices.released(office)
    for _ in range(2):
        notice = noticing.replace(notice, reason=WRONG, by=office.head, at=NOW)
        notice = again(office, notice)
    pairs = Amendment.objects.order_by("pk").values_list("of__code", "document__code")
    assert list(pairs) == [("01/TB-VKS", "02/TB-VKS"), ("02/TB-VKS", "03/TB-VKS")]


@pytest.mark.django_db(transaction=True)
def test_death_at_any_statement_of_a_replacement_leaves_one_document_and_one_job(
    office: Office,
) -> None:
    """Replace, number and release, each killed after every statement and then tried again."""
    notice = offices.released(office)
    ProcrastinateJob.objects.all().delete()
    deaths = survived(lambda: noticing.replace(notice, reason=WRONG, by=office.head, at=NOW))
    notice.refresh_from_db()
    notice = noticing.approve(notice, edition=notice.edition, by=office.head, at=NOW)
    noticing.record_signature(notice, signed_on=TODAY, by=office.clerk, at=NOW)
    deaths += survived(lambda: noticing.number(notice, dated_on=TODAY, by=office.keeper, at=NOW))
    assert not Amendment.objects.exists()
    deaths += survived(lambda: noticing.release(notice, by=office.keeper, at=NOW))
    assert deaths > 25
    assert RegisterEntry.objects.count() == Document.objects.count() == 2
    assert Amendment.objects.get().of.code == "01/TB-VKS"
    assert ProcrastinateJob.objects.filter(task_name="units.jobs.deliver").count() == 1


@pytest.mark.django_db(transaction=True)
def test_death_at_any_statement_of_a_void_number_leaves_one_reason(office: Office) -> None:
    notice = offices.numbered(office).notice
    deaths = survived(
        lambda: noticing.void_number(notice, reason="Sai người ký", by=office.keeper, at=NOW)
    )
    assert deaths > 5
    assert VoidNumber.objects.get().reason == "Sai người ký"
    assert Notice.objects.get().state == Notice.State.DRAFT


def survived(act: Any) -> int:
    """How often `act` died, once after each of its statements, before it came through."""
    statement = 0
    while True:
        statement += 1
        before = state()
        try:
            with connection.execute_wrapper(dying_at(statement)):
                act()
        except Killed:
            assert state() == before
            continue
        return statement - 1


def state() -> list[Any]:
    """What a half-done step would show."""
    return [
        Notice.objects.values_list("state", "edition", "document", "replaces").get(),
        Document.objects.count(),
        RegisterEntry.objects.count(),
        VoidNumber.objects.count(),
        Amendment.objects.count(),
        ProcrastinateJob.objects.count(),
    ]
