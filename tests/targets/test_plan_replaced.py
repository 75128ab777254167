"""A plan whose number is void, and one whose paper takes the place of an issued one."""

import pytest
from django.test import Client

from procuracy.web.errors import Refused
from targets import plan_documents, plan_numbering, plan_renumbering
from targets.models import Instrument, Plan, PlanDocument
from targets.plan_printing import plan_html
from tests import factories as f
from tests.targets.figures_facts import Office, office
from tests.targets.test_plan_documents import approved, keeper, numbered, supplemented, url
from tests.units.issuing import PDF
from units.models import Amendment, Document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]
NOW, TODAY = f.NOW, f.TODAY


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(plan_documents, "plan_pdf", lambda facts: PDF)
    return office()


def anew(made: Office, plan: Plan) -> Document:
    """The draft of a paper that goes its way once more."""
    paper = plan_documents.prepare(plan, by=made.staff, at=NOW)
    paper = plan_documents.approve(paper, edition=paper.edition, by=made.head, at=NOW)
    plan_documents.record_signature(paper, signed_on=TODAY, by=made.staff, at=NOW)
    return plan_numbering.number(paper, dated_on=TODAY, by=made.staff, at=NOW)


def test_void_number_takes_back_what_it_put_in_force(made: Office, client: Client) -> None:
    plan = approved(made)
    first = numbered(made, plan)
    plan.refresh_from_db()
    assert (plan.state, plan.code) == (Plan.State.IN_FORCE, first.code)
    client.force_login(made.staff)
    paper = PlanDocument.objects.get()
    assert client.post(url("plan_document_void", paper), {"reason": "x"}).status_code == 403
    client.force_login(keeper(made))
    assert client.post(url("plan_document_void", paper), {"reason": ""}).status_code == 422
    client.post(url("plan_document_void", paper), {"reason": "Cấp nhầm sổ"})
    plan.refresh_from_db()
    assert (plan.state, plan.code, plan.issued_on) == (Plan.State.APPROVED, "", None)
    assert not Instrument.objects.filter(code=first.code).exists()
    assert first.entry.void.reason == "Cấp nhầm sổ"
    second = anew(made, plan)
    plan.refresh_from_db()
    assert (second.code, plan.code) == ("02/KH-VKS", "02/KH-VKS")
    assert plan.instrument.code == second.code


def test_number_that_others_rest_on_stays(made: Office) -> None:
    document = numbered(made, approved(made))
    cited = Instrument.objects.get(code=document.code)
    f.instrument(subject="Căn cứ vào kế hoạch").bases.add(cited)
    paper = PlanDocument.objects.get()
    with pytest.raises(Refused, match="đã có nội dung căn cứ vào 01/KH-VKS"):
        plan_renumbering.void(paper, reason="x", by=made.staff, at=NOW)
    assert PlanDocument.objects.get().document == document


def test_replacing_paper_names_the_old_one_and_takes_its_place(made: Office) -> None:
    plan = approved(made)
    old = numbered(made, plan)
    paper = plan_documents.release(PlanDocument.objects.get(), by=made.staff, at=NOW)
    paper = plan_renumbering.replace(paper, reason="Sai mục đích", by=made.head, at=NOW)
    assert plan_documents.prepare(plan, by=made.staff, at=NOW).pk == paper.pk
    new = anew(made, plan)
    assert f"thay thế Kế hoạch số {old.code}" in plan_html(new.facts)
    plan.refresh_from_db()
    row, older = plan.instrument, Instrument.objects.get(code=old.code)
    assert (plan.code, row.code) == (new.code, new.code)
    assert (older.state, older.replaced_by, older.plan) == (Instrument.State.REPLACED, row, None)
    assert not Amendment.objects.exists()
    plan_documents.release(PlanDocument.objects.get(), by=made.staff, at=NOW)
    assert Amendment.objects.get().of == old


def test_void_number_of_a_replacement_leaves_the_old_paper_in_its_place(made: Office) -> None:
    plan = approved(made)
    old = numbered(made, plan)
    paper = plan_documents.release(PlanDocument.objects.get(), by=made.staff, at=NOW)
    plan_renumbering.replace(paper, reason="Sai mục đích", by=made.head, at=NOW)
    anew(made, plan)
    plan_renumbering.void(PlanDocument.objects.get(), reason="Nhầm", by=made.staff, at=NOW)
    plan.refresh_from_db()
    assert (plan.state, plan.code, plan.instrument.code) == ("in_force", old.code, old.code)
    assert Instrument.objects.get(code=old.code).state == Instrument.State.IN_FORCE


def test_plan_that_was_approved_anew_is_supplemented_not_replaced(made: Office) -> None:
    plan = approved(made)
    numbered(made, plan)
    paper = plan_documents.release(PlanDocument.objects.get(), by=made.staff, at=NOW)
    supplemented(made, plan)
    with pytest.raises(Refused, match="ban hành bản bổ sung"):
        plan_renumbering.replace(paper, reason="x", by=made.head, at=NOW)
