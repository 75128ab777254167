"""A plan's paper from its draft to its release, and the supplement that follows it."""

import datetime
import hashlib
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from meetings.work import plans as plan_work
from procuracy.web.errors import Refused
from targets import plan_documents, plan_numbering, plans
from targets.models import Instrument, Plan, PlanDocument
from targets.plans import versions
from tests import factories as f
from tests.targets.figures_facts import Office, office
from tests.units.issuing import PDF
from units import jobs
from units.models import Document, DocumentRecipient, Register, RegisterEntry, Role, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]
NOW, TODAY = f.NOW, f.TODAY
State = PlanDocument.State


@pytest.fixture
def made() -> Office:
    found = office()
    assert found.head  # who signs
    return found


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are drawn once, in the test that looks at them."""
    monkeypatch.setattr(plan_documents, "plan_pdf", lambda facts: PDF)


def keeper(made: Office) -> User:
    return f.user(Role.REGISTRY_CLERK, made.secretariat)


def approved(made: Office, **more: Any) -> Plan:
    plan = f.plan(
        more.pop("unit", made.province),
        made.year,
        title=more.pop("title", "Kế hoạch công tác năm 2026"),
        **more,
    )
    f.plan_task(plan, content="Rà soát tin báo quá hạn", lead=made.region, is_focus=True)
    plans.approve(plan, by=made.head, at=NOW)
    plan.refresh_from_db()
    return plan


def signed(made: Office, plan: Plan) -> PlanDocument:
    paper = plan_documents.prepare(plan, by=made.staff, at=NOW)
    paper = plan_documents.approve(paper, edition=paper.edition, by=made.head, at=NOW)
    return plan_documents.record_signature(paper, signed_on=TODAY, by=made.staff, at=NOW)


def numbered(made: Office, plan: Plan) -> Document:
    return plan_numbering.number(signed(made, plan), dated_on=TODAY, by=made.staff, at=NOW)


def supplemented(made: Office, plan: Plan) -> Plan:
    plans.open_supplement(plan, reason="Theo kết luận tháng 11", by=made.staff, at=NOW)
    f.plan_task(plan, content="Thêm sau kết luận", lead=made.region)
    plans.approve(plan, by=made.head, at=NOW)
    return plan


def test_plan_is_issued_by_those_whose_step_it_is(client: Client, made: Office) -> None:
    """Office drafts, head approves, Office records, registry numbers: page by page."""
    basis = f.instrument(issued_on=datetime.date(2026, 1, 5), subject="Công tác năm 2026")
    plan = f.plan(made.province, made.year, title="Kế hoạch công tác năm 2026")
    plan.bases.add(basis)
    f.plan_task(plan, content="Rà soát tin báo quá hạn", lead=made.region, is_focus=True)
    plans.approve(plan, by=made.head, at=NOW)
    client.force_login(made.staff)
    assert "Soạn văn bản ban hành" in page(client, "plan_detail", plan)
    client.post(url("plan_document_create", plan))
    paper = PlanDocument.objects.get()
    assert waits_for(made.head) == ["Duyệt văn bản ban hành kế hoạch"]
    assert f'value="{paper.subject}"' in page(client, "plan_document_edit", paper)
    client.force_login(made.head)
    client.post(url("plan_document_approve", paper), {"edition": paper.edition})
    client.force_login(made.staff)
    assert waits_for(made.staff) == ["Trình ký kế hoạch, ghi nhận chữ ký"]
    client.post(url("plan_document_sign", paper), {"signed_on": "22/11/2026"})
    assert waits_for(keeper(made)) == ["Cấp số kế hoạch"]
    assert client.post(url("plan_document_number", paper)).status_code == 403
    client.force_login(keeper(made))
    client.post(url("plan_document_number", paper), {"dated_on": "22/11/2026"})
    client.post(url("plan_document_release", paper))
    document = Document.objects.get()
    assert (document.kind, document.code) == ("KH", "01/KH-VKS")
    assert document.sha256 == hashlib.sha256(bytes(document.pdf)).hexdigest()
    assert document.facts["bases"] == [
        f"Căn cứ {basis} ngày 05/01/2026 của {basis.issuer}: Công tác năm 2026"
    ]
    plan.refresh_from_db()
    assert (plan.code, plan.issued_on) == ("01/KH-VKS", TODAY)
    assert (plan.state, plan.in_force_on) == (Plan.State.IN_FORCE, TODAY)
    html = page(client, "plan_document_detail", paper)
    assert "Đã gửi 0/" in html
    assert document.sha256 in html
    answer = client.get(url("plan_document_print", paper))
    assert answer["Location"] == reverse("units:document_pdf", args=[document.pk])
    shown = client.get(reverse("units:document_detail", args=[document.pk])).content.decode()
    assert "Rà soát tin báo quá hạn" in shown
    assert list(document.accesses.values_list("action", flat=True)) == ["read", "read"]
    chain = client.get(reverse("meetings:document_chain", args=[document.pk]))
    assert chain["Location"] == url("plan_detail", plan)


def waits_for(user: User) -> list[str]:
    """In Việc của tôi, of plans."""
    user.act_on(TODAY)
    assert user.acting
    return [item.title for item in plan_work.items(user.acting)]


@pytest.mark.usefixtures("drawn")
def test_issued_plan_is_an_instrument_that_others_cite(made: Office) -> None:
    basis = f.instrument(issued_on=datetime.date(2026, 1, 5))
    plan = approved(made)
    plan.bases.add(basis)
    document = numbered(made, plan)
    found = Instrument.objects.get(plan=plan)
    assert (found.kind, found.code, found.issued_on) == ("KH", document.code, TODAY)
    assert (found.signer, found.state) == (document.signer_name, Instrument.State.IN_FORCE)
    assert list(found.bases.all()) == [basis]


@pytest.mark.usefixtures("drawn")
def test_row_typed_for_the_plan_before_is_taken_over(made: Office) -> None:
    issuer = made.province.naming(TODAY).name
    typed = f.instrument(code="01/KH-VKS", issued_on=TODAY, issuer=issuer)
    plan = approved(made)
    numbered(made, plan)
    assert Instrument.objects.get(code="01/KH-VKS") == typed
    assert Instrument.objects.get(plan=plan) == typed


@pytest.mark.usefixtures("drawn")
def test_programme_of_a_department_is_issued_by_its_province(made: Office) -> None:
    phong = f.department(made.province)
    plan = approved(
        made, unit=phong, kind="CTr", title="Chương trình công tác năm 2026 của Phòng 9"
    )
    facts = numbered(made, plan).facts
    assert (facts["kind_name"], facts["symbol"]) == ("CHƯƠNG TRÌNH", "CTr-VKS")
    assert facts["subject"] == "Công tác năm 2026 của Phòng 9"
    assert facts["office_name"] == made.province.naming(TODAY).name
    assert phong in PlanDocument.objects.get().recipients.all()


@pytest.mark.usefixtures("drawn")
def test_release_hands_the_document_over_once(client: Client, made: Office) -> None:
    document = numbered(made, approved(made))
    plan_documents.release(document.plandocument, by=made.staff, at=NOW)
    client.force_login(made.staff)
    told = page(client, "plan_document_delivery", document.plandocument)
    assert "Đã gửi 0/2 đơn vị, đang gửi tiếp…" in told
    assert url("plan_document_delivery", document.plandocument) in told
    queued = ProcrastinateJob.objects.get(task_name="units.jobs.deliver")
    assert queued.args["document_id"] == document.pk
    for _ in range(2):
        jobs.deliver(**queued.args)
    told = page(client, "plan_document_delivery", document.plandocument)
    assert "Đã gửi 2/2 đơn vị." in told
    assert "hx-get" not in told
    assert set(DocumentRecipient.objects.values_list("unit", flat=True)) == {
        made.secretariat.pk,
        made.region.pk,
    }
    assert Document.objects.visible_to(made.clerk.act_on(TODAY)).exists()


@pytest.mark.usefixtures("drawn")
def test_supplement_prints_and_cites_what_it_changes(made: Office) -> None:
    plan = approved(made)
    first = numbered(made, plan)
    with pytest.raises(Refused, match="đã ban hành số 01/KH-VKS"):
        plan_documents.prepare(plan, by=made.staff, at=NOW)
    document = numbered(made, supplemented(made, plan))
    assert document.code == "02/KH-VKS"
    assert [row["content"] for row in document.facts["changes"]] == ["Thêm sau kết luận"]
    assert document.facts["reason"] == "Theo kết luận tháng 11"
    assert document.facts["bases"][0].startswith("Căn cứ Kế hoạch số 01/KH-VKS ngày 22/11/2026")
    plan.refresh_from_db()
    assert plan.code == first.code
    supplement = Instrument.objects.get(code="02/KH-VKS")
    assert list(supplement.bases.all()) == [plan.instrument]


def test_each_step_waits_for_the_one_before(made: Office) -> None:
    draft = f.plan(made.province, made.year)
    with pytest.raises(Refused, match="Kế hoạch dự thảo nên chưa ban hành được"):
        plan_documents.prepare(draft, by=made.staff, at=NOW)
    plan = approved(made)
    paper = plan_documents.prepare(plan, by=made.staff, at=NOW)
    tomorrow, yesterday = (TODAY + datetime.timedelta(days=days) for days in (1, -1))

    def sign(day: datetime.date) -> Callable[[], object]:
        return lambda: plan_documents.record_signature(paper, signed_on=day, by=made.staff, at=NOW)

    def give(day: datetime.date) -> Callable[[], object]:
        return lambda: plan_numbering.number(paper, dated_on=day, by=made.staff, at=NOW)

    refused(sign(TODAY), "mới ở bước “dự thảo”")
    refused(
        lambda: plan_documents.approve(paper, edition=paper.edition + 1, by=made.head, at=NOW),
        "vừa được người khác sửa",
    )
    plan_documents.approve(paper, edition=paper.edition, by=made.head, at=NOW)
    refused(sign(tomorrow), "ở sau hôm nay")
    refused(sign(yesterday), "không được trước ngày phê duyệt kế hoạch")
    sign(TODAY)()
    refused(give(yesterday), "không được trước ngày ký")
    plan.bases.add(f.instrument(issued_on=tomorrow))
    refused(give(TODAY), "không thể là căn cứ")
    plan.bases.clear()
    Register.objects.filter(office=made.province).update(document_kinds=["TB"])
    refused(give(TODAY), "chưa mở sổ văn bản đi nhận kế hoạch")
    assert not RegisterEntry.objects.exists()


def refused(act: Callable[[], object], words: str) -> None:
    with pytest.raises(Refused, match=words), transaction.atomic():
        act()


def test_plan_approved_anew_takes_the_approval_of_its_paper_away(made: Office) -> None:
    plan = approved(made)
    paper = signed(made, plan)
    plans.reopen(plan, by=made.head)
    refused(
        lambda: plan_numbering.number(paper, dated_on=TODAY, by=made.staff, at=NOW),
        "đã được mở lại hoặc phê duyệt lại",
    )
    plans.approve(plan, by=made.head, at=NOW)
    again = plan_documents.prepare(plan, by=made.staff, at=NOW)
    assert (again.pk, again.state, again.signed_on) == (paper.pk, State.DRAFT, None)
    assert again.version == versions.latest(plan)


def test_second_editor_is_shown_both_texts(client: Client, made: Office) -> None:
    paper = plan_documents.prepare(approved(made), by=made.staff, at=NOW)
    client.force_login(made.staff)
    typed = {
        "edition": paper.edition,
        "subject": paper.subject,
        "opening": "Mở đầu của người thứ nhất",
        "organisation": paper.organisation,
        "recipients_text": paper.recipients_text,
        "filing": paper.filing,
        "signer": paper.signer_id,
        "recipients": [made.region.pk],
    }
    assert client.post(url("plan_document_edit", paper), typed).status_code == 302
    answer = client.post(url("plan_document_edit", paper), typed | {"opening": "Của người sau"})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Mở đầu của người thứ nhất" in html
    assert "Của người sau" in html
    assert PlanDocument.objects.get().opening == "Mở đầu của người thứ nhất"
    for secret, words in (("Nội dung\nTỐI MẬT", "không được nhập"), ("", "chưa điền")):
        bad = client.post(url("plan_document_edit", paper), typed | {"opening": secret})
        assert bad.status_code == 422
        assert words in bad.content.decode()


@pytest.mark.usefixtures("drawn")
def test_number_of_an_issued_plan_is_not_typed_over(client: Client, made: Office) -> None:
    plan = approved(made)
    numbered(made, plan)
    client.force_login(made.staff)
    data = {"code": "99/KH-VKS", "title": "Tên khác", "kind": "CTr", "issued_on": "1/1/2026"}
    client.post(url("plan_edit", plan), data)
    plan.refresh_from_db()
    assert (plan.code, plan.kind, plan.issued_on) == ("01/KH-VKS", "KH", TODAY)
    assert plan.title == "Kế hoạch công tác năm 2026"


class Killed(BaseException):
    """The process died here."""


@pytest.mark.usefixtures("drawn")
def test_death_at_any_statement_leaves_nothing_half_written(made: Office) -> None:
    plan = approved(made)
    paper = signed(made, plan)
    deaths = 0
    while True:
        try:
            with transaction.atomic(), connection.execute_wrapper(dying_at(deaths + 1)):
                plan_numbering.number(paper, dated_on=TODAY, by=made.staff, at=NOW)
            break
        except Killed:
            deaths += 1
            assert not Document.objects.exists()
            assert not RegisterEntry.objects.exists()
            assert not Instrument.objects.exists()
            assert Plan.objects.get().state == Plan.State.APPROVED
    assert deaths > 10
    assert RegisterEntry.objects.get().number == 1
    assert Instrument.objects.get().plan == plan


def dying_at(statement: int) -> Callable[..., Any]:
    """Dies after the statement of that number has run; savepoints are none of its own."""
    seen = [0]

    def wrapper(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        if "SAVEPOINT" in sql:
            return result
        seen[0] += 1
        if seen[0] == statement:
            raise Killed
        return result

    return wrapper


def test_plan_leaves_as_word_file_and_workbook(client: Client, made: Office) -> None:
    plan = approved(made)
    paper = plan_documents.prepare(plan, by=made.staff, at=NOW)
    client.force_login(made.staff)
    for name, thing in (("plan_docx", plan), ("plan_document_docx", paper)):
        answer = client.get(url(name, thing))
        assert answer["Content-Type"].endswith("wordprocessingml.document")
        assert answer.content.startswith(b"PK")
    content = b"".join(client.get(url("plan_sheet", plan)))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    rows = [[cell for cell in row if cell] for row in sheet.iter_rows(values_only=True)]
    task = next(row for row in rows if "Rà soát tin báo quá hạn" in row)
    assert task[0] == 1
    assert "trọng tâm" in task


def test_page_costs_the_same_with_many_tasks(client: Client, made: Office) -> None:
    few, many = (cost(client, made, count) for count in (1, 12))
    assert few == many


def cost(client: Client, made: Office, count: int) -> int:
    plan = f.plan(made.province, made.year, title=f"Kế hoạch {count} nhiệm vụ")
    for _ in range(count):
        f.plan_task(plan, lead=made.region)
    plans.approve(plan, by=made.head, at=NOW)
    paper = plan_documents.prepare(plan, by=made.staff, at=NOW)
    client.force_login(made.staff)
    page(client, "plan_document_detail", paper)
    with CaptureQueriesContext(connection) as queries:
        page(client, "plan_document_detail", paper)
        page(client, "plan_detail", plan)
    return len(queries)


def url(name: str, thing: Any) -> str:
    return reverse(f"targets:{name}", args=[thing.pk])


def page(client: Client, name: str, thing: Any) -> str:
    answer = client.get(url(name, thing))
    assert answer.status_code == 200
    return answer.content.decode()
