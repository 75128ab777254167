"""Pages of a công văn that corrects or withdraws an issued document, from draft to release."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from meetings.forms.meeting_papers import AmendingPaperForm
from meetings.papers import amending, withdrawing
from meetings.papers.letter_printing import letter_docx, letter_pdf
from meetings.views.answers import telling
from meetings.views.paper_steps import Desk
from procuracy.web import clock
from procuracy.web.access import requires, unattended
from procuracy.web.errors import Refused
from units import permissions as may
from units.acting import Request
from units.models import AmendingPaper, Document


def _also(request: Request, paper: AmendingPaper) -> dict[str, Any]:
    """Of a notice that is withdrawn: what becomes of its tasks."""
    notice = withdrawing.notice_of(paper)
    if notice is None:
        return {}
    return {
        "notice": notice,
        "withdrawal": withdrawing.chosen(paper),
        "open_tasks": withdrawing.open_tasks(notice).count(),
        "choices": withdrawing.Tasks.choices,
    }


DESK = Desk[AmendingPaper](
    way=amending.WAY,
    model=AmendingPaper,
    route="meetings:amending_paper_",
    page="meetings/amending_paper_detail.html",
    file="cong-van",
    facts=amending.facts,
    register=amending.letter_register,
    pdf=letter_pdf,
    docx=letter_docx,
    rights={
        "edit": may.may_edit_amending,
        "approve": may.may_approve_amending,
        "handle": may.may_handle_amending,
        "number": may.may_number_amending,
    },
    about=lambda paper: {"of": paper.of},
    related=("of__office",),
    voids=True,
    also=_also,
)


@require_POST
@requires(may.may_amend_document, load=Document)
def amending_paper_create(request: Request, document: Document, effect: str) -> HttpResponse:
    """Begins the draft, or goes on with the one there is."""
    if effect not in AmendingPaper.LETTERS:
        raise Http404
    try:
        paper = amending.prepare(
            document,
            effect,
            by=request.user,
            at=clock.now(),
            tell=partial(messages.warning, request),
        )
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("units:document_detail", document.pk)
    if paper.is_editable:
        return redirect("meetings:amending_paper_edit", paper.pk)
    return DESK.back(paper)


@require_safe
@requires(may.may_see_amending, load=AmendingPaper)
def amending_paper_detail(request: Request, paper: AmendingPaper) -> HttpResponse:
    return DESK.detail(request, paper)


@requires(may.may_edit_amending, load=AmendingPaper)
def amending_paper_edit(request: Request, paper: AmendingPaper) -> HttpResponse:
    form = AmendingPaperForm(
        request.POST or None,
        instance=paper,
        initial={"edition": paper.edition},
        today=request.today,
    )
    return DESK.edit(request, paper, form, "meetings/amending_paper_edit.html")


@require_POST
@requires(may.may_edit_amending, load=AmendingPaper)
def amending_paper_tasks(request: Request, paper: AmendingPaper) -> HttpResponse:
    """Whether the tasks of the notice stay in force."""
    tasks = request.POST.get("tasks", "")
    if tasks not in withdrawing.Tasks.values:
        messages.error(request, "Chọn các nhiệm vụ đã giao còn thực hiện hay thôi.")
        return DESK.back(paper)
    with telling(request, "Đã ghi lựa chọn; công văn có thêm một câu về các nhiệm vụ."):
        withdrawing.choose(paper, tasks, by=request.user, at=clock.now())
    return DESK.back(paper)


@require_safe
@requires(may.may_see_amending, load=AmendingPaper)
def amending_paper_print(request: Request, paper: AmendingPaper) -> HttpResponse:
    return DESK.printed(request, paper)


@require_safe
@requires(may.may_see_amending, load=AmendingPaper)
def amending_paper_docx(request: Request, paper: AmendingPaper) -> HttpResponse:
    return DESK.word(request, paper)


@require_POST
@requires(may.may_approve_amending, load=AmendingPaper)
def amending_paper_approve(request: Request, paper: AmendingPaper) -> HttpResponse:
    return DESK.approve(request, paper)


@require_POST
@requires(may.may_handle_amending, load=AmendingPaper)
def amending_paper_return(request: Request, paper: AmendingPaper) -> HttpResponse:
    return DESK.give_back(request, paper)


@require_POST
@requires(may.may_handle_amending, load=AmendingPaper)
def amending_paper_sign(request: Request, paper: AmendingPaper) -> HttpResponse:
    return DESK.sign(request, paper)


@require_POST
@requires(may.may_number_amending, load=AmendingPaper)
def amending_paper_number(request: Request, paper: AmendingPaper) -> HttpResponse:
    return DESK.number(request, paper)


@require_POST
@requires(may.may_number_amending, load=AmendingPaper)
def amending_paper_void(request: Request, paper: AmendingPaper) -> HttpResponse:
    return DESK.void(request, paper)


@require_POST
@requires(may.may_handle_amending, load=AmendingPaper)
def amending_paper_release(request: Request, paper: AmendingPaper) -> HttpResponse:
    return DESK.release(request, paper)


@unattended
@require_safe
@requires(may.may_see_amending, load=AmendingPaper)
def amending_paper_delivery(request: Request, paper: AmendingPaper) -> HttpResponse:
    return DESK.delivered(request, paper)
