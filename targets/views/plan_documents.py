"""Pages of the paper that issues a plan, from its draft to its release."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from procuracy.web import clock, docx
from procuracy.web.access import requires, unattended
from procuracy.web.errors import Refused
from targets import plan_documents, plan_numbering, plan_renumbering
from targets.models import Plan, PlanDocument
from targets.permissions import may_read
from targets.permissions import plan_documents as may
from targets.plan_document_forms import PlanDocumentForm
from targets.plan_facts import document_facts, plan_register, supplement_changes
from targets.plan_printing import plan_docx, plan_pdf
from targets.views.plan_states import told
from targets.views.plans import printed
from units import paper_prints, reviewing
from units.acting import Request
from units.models import Document, DocumentAccess, PaperPrint
from units.recipient_forms import with_proposal
from units.registry import record_access
from units.registry_step_forms import NumberForm, ReplaceForm, ReturnForm, SignForm, VoidForm
from units.registry_steps import delivery, gives_here, steps

State = PlanDocument.State
PAPER = "targets:plan_document_detail"
# Of the addresses of the steps.
ROUTE = "targets:plan_document_"


@require_POST
@requires(may.may_prepare_plan_document, load=Plan)
def plan_document_create(request: Request, plan: Plan) -> HttpResponse:
    """Begins the draft, or goes on with the one there is."""
    try:
        paper = plan_documents.prepare(
            plan, by=request.user, at=clock.now(), tell=partial(messages.warning, request)
        )
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("targets:plan_detail", plan.pk)
    return redirect("targets:plan_document_edit" if paper.is_editable else PAPER, paper.pk)


@require_safe
@requires(may_read, load=PlanDocument)
def plan_document_detail(request: Request, paper: PlanDocument) -> HttpResponse:
    """Whoever opens what is numbered has read it, as on the document's own page."""
    said = _detail(request, paper)
    if document := said["document"]:
        record_access(document, DocumentAccess.Action.READ, by=request.user, at=clock.now())
    return render(request, "targets/plan_document_detail.html", said)


@requires(may.may_edit_plan_document, load=PlanDocument)
def plan_document_edit(request: Request, paper: PlanDocument) -> HttpResponse:
    """Texts, signer and recipients; a second editor is shown both texts."""
    if not paper.is_editable:
        messages.error(request, f"Văn bản {paper.get_state_display()}, không sửa được.")
        return redirect(PAPER, paper.pk)
    initial = {"edition": paper.edition}
    form = PlanDocumentForm(
        request.POST or None, instance=paper, initial=initial, today=request.today
    )
    theirs: list[tuple[str, str]] = []
    if is_proposed := with_proposal(form, request.POST):
        messages.info(request, "Dòng Nơi nhận theo các nơi đã chọn: xem, sửa rồi bấm Lưu.")
    elif request.method == "POST" and form.is_valid():
        try:
            plan_documents.change(paper, **form.said(), by=request.user)
        except plan_documents.Conflict as conflict:
            theirs = _differing(form, conflict.theirs)
            form.data = request.POST.copy()
            form.data["edition"] = str(conflict.theirs.edition)
            form.add_error(None, conflict.message)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, "Đã lưu văn bản.")
            return redirect(PAPER, paper.pk)
    context = {"form": form, "paper": paper, "plan": paper.plan, "theirs": theirs, "route": ROUTE}
    status = 422 if form.is_bound and not is_proposed else 200
    return render(request, "targets/plan_document_edit.html", context, status=status)


def _differing(form: PlanDocumentForm, theirs: PlanDocument) -> list[tuple[str, str]]:
    """Label and the other person's text, where it is another one."""
    return [
        (str(form.fields[name].label), getattr(theirs, name))
        for name in plan_documents.TEXTS
        if name in form.fields and getattr(theirs, name) != form.cleaned_data.get(name, "")
    ]


@require_safe
@requires(may_read, load=PlanDocument)
def plan_document_print(request: Request, paper: PlanDocument) -> HttpResponse:
    """With blank number and date, for signature; what is numbered is served as it was frozen."""
    if paper.document_id:
        return redirect("units:document_pdf", paper.document_id)
    return _drawn(
        request,
        paper,
        lambda said: printed(plan_pdf(said), f"{_name(paper)}.pdf"),
        PaperPrint.Form.PDF,
    )


@require_safe
@requires(may_read, load=PlanDocument)
def plan_document_docx(request: Request, paper: PlanDocument) -> HttpResponse:
    if paper.document_id:
        return redirect("units:document_pdf", paper.document_id)
    return _drawn(
        request,
        paper,
        lambda said: docx.download(plan_docx(said), _name(paper)),
        PaperPrint.Form.DOCX,
    )


def _name(paper: PlanDocument) -> str:
    return f"van-ban-ke-hoach-{paper.plan_id}-{paper.pk}"


def _drawn(
    request: Request,
    paper: PlanDocument,
    draw: Callable[[dict[str, Any]], HttpResponse],
    form: PaperPrint.Form,
) -> HttpResponse:
    """`draw` of what the paper says today, or back to its page with the reason why not."""
    try:
        register = plan_register(paper.plan)
        drawn = draw(document_facts(paper, on=request.today, register=register))
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect(PAPER, paper.pk)
    paper_prints.record(paper, form, by=request.user, at=clock.now())
    return drawn


@require_POST
@requires(may.may_approve_plan_document, load=PlanDocument)
def plan_document_approve(request: Request, paper: PlanDocument) -> HttpResponse:
    def act() -> None:
        reviewing.check_comments(paper, seen=_said(request, "comments"))
        plan_documents.approve(
            paper, edition=_said(request, "edition"), by=request.user, at=clock.now()
        )

    return _told(request, paper, "Đã duyệt. In trình ký, rồi ghi nhận chữ ký.", act)


def _said(request: Request, name: str) -> int:
    """What the page told when it was opened."""
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


@require_POST
@requires(may.may_return_plan_document, load=PlanDocument)
def plan_document_return(request: Request, paper: PlanDocument) -> HttpResponse:
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _again(request, paper, {"return_form": form})

    def act() -> None:
        reason = form.cleaned_data["reason"]
        plan_documents.return_to_draft(paper, reason=reason, by=request.user, at=clock.now())

    return _told(request, paper, "Đã trả lại dự thảo.", act)


@require_POST
@requires(may.may_sign_plan_document, load=PlanDocument)
def plan_document_sign(request: Request, paper: PlanDocument) -> HttpResponse:
    form = SignForm(request.POST)
    if not form.is_valid():
        return _again(request, paper, {"sign_form": form})

    def act() -> None:
        plan_documents.record_signature(
            paper, signed_on=form.cleaned_data["signed_on"], by=request.user, at=clock.now()
        )

    return _told(request, paper, "Đã ghi nhận chữ ký. Văn thư cấp số và ngày.", act)


@require_POST
@requires(may.may_number_plan_document, load=PlanDocument)
def plan_document_number(request: Request, paper: PlanDocument) -> HttpResponse:
    """Of two clerks at once, or two clicks, one gets the number and the other is told so."""
    form = NumberForm(request.POST, gives_here=_gives_here(paper))
    if not form.is_valid():
        return _again(request, paper, {"number_form": form})
    try:
        said = form.cleaned_data
        document = plan_numbering.number(paper, **said, by=request.user, at=clock.now())
    except Refused as refused:
        messages.error(request, refused.message)
        fresh = get_object_or_404(PlanDocument, pk=paper.pk)
        return _again(request, fresh, {"number_form": form}, status=409)
    words = f"Đã cấp số {document.code}; bản in được giữ cố định, văn bản vào danh mục căn cứ."
    messages.success(request, words)
    return redirect(PAPER, paper.pk)


@require_POST
@requires(may.may_release_plan_document, load=PlanDocument)
def plan_document_release(request: Request, paper: PlanDocument) -> HttpResponse:
    def act() -> None:
        plan_documents.release(paper, by=request.user, at=clock.now())

    return _told(request, paper, "Đã phát hành; đang gửi đến các đơn vị nhận.", act)


@require_POST
@requires(may.may_number_plan_document, load=PlanDocument)
def plan_document_void(request: Request, paper: PlanDocument) -> HttpResponse:
    form = VoidForm(request.POST)
    if not form.is_valid():
        return _again(request, paper, {"void_form": form})

    def act() -> None:
        reason = form.cleaned_data["reason"]
        plan_renumbering.void(paper, reason=reason, by=request.user, at=clock.now())

    return _told(request, paper, "Đã hủy số; lý do được giữ trong sổ văn bản đi.", act)


@require_POST
@requires(may.may_approve_plan_document, load=PlanDocument)
def plan_document_replace(request: Request, paper: PlanDocument) -> HttpResponse:
    form = ReplaceForm(request.POST)
    if not form.is_valid():
        return _again(request, paper, {"replace_form": form})

    def act() -> None:
        reason = form.cleaned_data["reason"]
        plan_renumbering.replace(paper, reason=reason, by=request.user, at=clock.now())

    done = "Soạn lại, duyệt, ký, cấp số mới; bản đã phát hành còn hiệu lực."
    return _told(request, paper, done, act)


@unattended
@require_safe
@requires(may_read, load=PlanDocument)
def plan_document_delivery(request: Request, paper: PlanDocument) -> HttpResponse:
    """How many units have it by now; asked again and again until all have."""
    context = {"paper": paper, "route": ROUTE, "delivery": delivery(paper)}
    return render(request, "units/_registry_step.html#delivery", context)


def _told(
    request: Request, paper: PlanDocument, done: str, act: Callable[[], object]
) -> HttpResponse:
    told(request, paper.plan, done, act)
    return redirect(PAPER, paper.pk)


def _again(
    request: Request, paper: PlanDocument, forms: dict[str, Any], *, status: int = 422
) -> HttpResponse:
    context = _detail(request, paper) | forms
    return render(request, "targets/plan_document_detail.html", context, status=status)


def _detail(request: Request, paper: PlanDocument) -> dict[str, Any]:
    rows = PlanDocument.objects.select_related(
        "plan__unit__parent",
        "plan__work_year",
        "version",
        "since",
        "document",
        "signer__person",
        "approved_by__person",
        "replaces",
    )
    paper = rows.defer("document__pdf", "document__facts", "replaces__pdf", "replaces__facts").get(
        pk=paper.pk
    )
    user, today = request.user, request.today
    may_edit = may.may_edit_plan_document(user, paper)
    may_approve = may.may_approve_plan_document(user, paper)
    return {
        "paper": paper,
        "plan": paper.plan,
        "document": paper.document,
        # A department reads what its province issued for it once that is released.
        "may_open": Document.objects.visible_to(user).filter(plandocument=paper).exists(),
        "tasks": paper.version.content["tasks"],
        "changes": supplement_changes(paper),
        "route": ROUTE,
        "steps": steps(paper, str(paper.approved_by or "")),
        "prints": paper_prints.latest(paper),
        "delivery": delivery(paper),
        "shortcoming": plan_documents.shortcoming(paper, today) if paper.is_editable else "",
        "return_form": ReturnForm(),
        "sign_form": SignForm(initial={"signed_on": today}),
        "number_form": NumberForm(initial={"dated_on": today}, gives_here=_gives_here(paper)),
        "may_edit": may_edit,
        "may_approve": may_approve,
        "review": reviewing.standing(paper, may_edit=may_edit, may_approve=may_approve),
        "may_return": may.may_return_plan_document(user, paper),
        "may_sign": may.may_sign_plan_document(user, paper),
        "may_number": may.may_number_plan_document(user, paper),
        "may_release": may.may_release_plan_document(user, paper),
        "may_void": may.may_number_plan_document(user, paper),
        "may_replace": may.may_approve_plan_document(user, paper),
        "void_form": VoidForm(),
        "replace_form": ReplaceForm(),
    }


def _gives_here(paper: PlanDocument) -> bool:
    return gives_here(lambda one: plan_register(one.plan), paper)
