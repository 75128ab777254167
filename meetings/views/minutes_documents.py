"""Pages of the record on paper and of its supplements, from the draft to the release."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from meetings.forms.meeting_papers import MinutesDocumentForm, SupplementForm
from meetings.models import Meeting, MinutesDocument
from meetings.papers import minutes_documents
from meetings.papers.minutes_printing import minutes_context, minutes_pdf
from meetings.papers.minutes_printing import minutes_docx as docx_of
from meetings.permissions import minutes_documents as may
from meetings.views.paper_steps import Desk
from procuracy.web import clock
from procuracy.web.access import requires, unattended
from procuracy.web.errors import Refused
from units.acting import Request


def _text(request: Request, paper: MinutesDocument) -> dict[str, object]:
    """The text as it is printed, and what belongs to the same record."""
    try:
        said = minutes_documents.facts(
            paper, on=request.today, register=minutes_documents.minutes_register(paper)
        )
    except Refused:
        return {"blocks": []}
    whole = paper.corrects or paper
    supplements = whole.supplements.select_related("document").order_by("pk")
    return {"blocks": minutes_context(said)["blocks"], "supplements": supplements}


DESK = Desk[MinutesDocument](
    way=minutes_documents.WAY,
    model=MinutesDocument,
    route="meetings:minutes_document_",
    page="meetings/minutes_document_detail.html",
    file="bien-ban",
    facts=minutes_documents.facts,
    register=minutes_documents.minutes_register,
    pdf=minutes_pdf,
    docx=docx_of,
    rights={
        "edit": may.may_edit_minutes_document,
        "approve": may.may_approve_minutes_document,
        "handle": may.may_handle_minutes_document,
        "number": may.may_number_minutes_document,
    },
    voids=True,
    also=_text,
)


@require_POST
@requires(may.may_create_minutes_document, load=Meeting)
def minutes_document_create(request: Request, meeting: Meeting) -> HttpResponse:
    """Begins the paper of the concluded record, or goes on with the one there is."""
    try:
        paper = minutes_documents.prepare(
            meeting, by=request.user, at=clock.now(), tell=partial(messages.warning, request)
        )
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("meetings:meeting_detail", meeting.pk)
    return DESK.back(paper)


@requires(may.may_edit_minutes_document, load=MinutesDocument)
def minutes_document_supplement(request: Request, paper: MinutesDocument) -> HttpResponse:
    """What of a numbered record is to be read otherwise, and why."""
    form = SupplementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("cause", "correction")}
        try:
            made = minutes_documents.supplement(paper, **said, by=request.user, at=clock.now())
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, "Đã lập biên bản bổ sung: đọc lại, duyệt rồi in trình ký.")
            return DESK.back(made)
    context = {"form": form, "paper": paper, "meeting": paper.meeting}
    status = 422 if form.is_bound else 200
    return render(request, "meetings/minutes_document_supplement.html", context, status=status)


@require_safe
@requires(may.may_see_minutes_document, load=MinutesDocument)
def minutes_document_detail(request: Request, paper: MinutesDocument) -> HttpResponse:
    return DESK.detail(request, paper)


@requires(may.may_edit_minutes_document, load=MinutesDocument)
def minutes_document_edit(request: Request, paper: MinutesDocument) -> HttpResponse:
    form = MinutesDocumentForm(
        request.POST or None,
        instance=paper,
        initial={"edition": paper.edition},
        today=request.today,
    )
    return DESK.edit(request, paper, form, "meetings/minutes_document_edit.html")


@require_safe
@requires(may.may_see_minutes_document, load=MinutesDocument)
def minutes_document_print(request: Request, paper: MinutesDocument) -> HttpResponse:
    return DESK.printed(request, paper)


@require_safe
@requires(may.may_see_minutes_document, load=MinutesDocument)
def minutes_document_docx(request: Request, paper: MinutesDocument) -> HttpResponse:
    return DESK.word(request, paper)


@require_POST
@requires(may.may_approve_minutes_document, load=MinutesDocument)
def minutes_document_approve(request: Request, paper: MinutesDocument) -> HttpResponse:
    return DESK.approve(request, paper)


@require_POST
@requires(may.may_handle_minutes_document, load=MinutesDocument)
def minutes_document_return(request: Request, paper: MinutesDocument) -> HttpResponse:
    return DESK.give_back(request, paper)


@require_POST
@requires(may.may_handle_minutes_document, load=MinutesDocument)
def minutes_document_sign(request: Request, paper: MinutesDocument) -> HttpResponse:
    return DESK.sign(request, paper)


@require_POST
@requires(may.may_number_minutes_document, load=MinutesDocument)
def minutes_document_number(request: Request, paper: MinutesDocument) -> HttpResponse:
    return DESK.number(request, paper)


@require_POST
@requires(may.may_number_minutes_document, load=MinutesDocument)
def minutes_document_void(request: Request, paper: MinutesDocument) -> HttpResponse:
    return DESK.void(request, paper)


@require_POST
@requires(may.may_handle_minutes_document, load=MinutesDocument)
def minutes_document_release(request: Request, paper: MinutesDocument) -> HttpResponse:
    return DESK.release(request, paper)


@unattended
@require_safe
@requires(may.may_see_minutes_document, load=MinutesDocument)
def minutes_document_delivery(request: Request, paper: MinutesDocument) -> HttpResponse:
    return DESK.delivered(request, paper)
