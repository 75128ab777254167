"""Units acknowledge documents; their office follows it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from procuracy.web import clock, xlsx
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from units import acknowledgement_board as board
from units import acknowledging
from units.acknowledgement_printing import MOST, board_pdf, board_sheet
from units.acting import Request
from units.distribution_forms import AcknowledgementTermForm
from units.models import Document
from units.permissions import (
    may_acknowledge_document,
    may_follow_documents,
    may_set_acknowledgement_term,
)
from units.views.people import PER_PAGE


@require_POST
@requires(may_acknowledge_document, load=Document)
def document_acknowledge(request: Request, document: Document) -> HttpResponse:
    try:
        acknowledging.acknowledge(document, by=request.user, at=clock.now())
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, f"Đã tiếp nhận {document}.")
    return redirect("units:document_detail", document.pk)


@require_safe
@requires(may_follow_documents)
def acknowledgement_list(request: Request) -> HttpResponse:
    """Văn bản × đơn vị of the own office: who has not said yet that it came."""
    now, state, words = clock.now(), _state(request), _words(request)
    page = Paginator(board.rows(request.user, state, now, words), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "lines": board.lines(page.object_list, now),
        "state": state,
        "states": board.STATES,
        "counts": board.counts(request.user, now),
        "words": words,
        "term": acknowledging.term_of(request.acting.office.pk),
        "may_set_term": may_set_acknowledgement_term(request.user),
        "at": now,
    }
    return render(request, "units/acknowledgement_list.html", context)


@require_safe
@requires(may_follow_documents)
def acknowledgement_print(request: Request) -> HttpResponse:
    now, state = clock.now(), _state(request)
    found = board.rows(request.user, state, now, _words(request))[: MOST + 1]
    lines = board.lines(found, now)
    if len(lines) > MOST:
        messages.error(request, f"Danh sách dài hơn {MOST} dòng: tải bảng tính hoặc lọc bớt.")
        return redirect(f"{reverse('units:acknowledgement_list')}?state={state}")
    content = board_pdf(request.acting.office, state, lines, now)
    headers = {"Content-Disposition": 'inline; filename="tiep-nhan-van-ban.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@require_safe
@requires(may_follow_documents)
def acknowledgement_export(request: Request) -> HttpResponse:
    now, state = clock.now(), _state(request)
    lines = board.lines(board.rows(request.user, state, now, _words(request)), now)
    content = board_sheet(request.acting.office, state, lines, now)
    return xlsx.response(content, "tiep-nhan-van-ban.xlsx")


@requires(may_set_acknowledgement_term)
def acknowledgement_term_edit(request: Request) -> HttpResponse:
    """Holds for what is sent from now on; what was sent keeps its term."""
    term = acknowledging.term_of(request.acting.office.pk)
    data = request.POST if request.method == "POST" else None
    form = AcknowledgementTermForm(data, instance=term)
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, f"Từ nay văn bản gửi đi được tiếp nhận trong {term}.")
        return redirect("units:acknowledgement_list")
    # As it stands: a form that was refused has left its values on the row it was given.
    standing = acknowledging.term_of(request.acting.office.pk) if form.errors else term
    context = {"form": form, "example": acknowledging.reached(standing, clock.now())}
    status = 422 if form.errors else 200
    return render(request, "units/acknowledgement_term_edit.html", context, status=status)


def _state(request: Request) -> str:
    asked = request.GET.get("state", "")
    return asked if asked in board.STATES else "waiting"


def _words(request: Request) -> str:
    return request.GET.get("q", "").replace("\0", "").strip()[:100]
