"""Issued documents: what came in and went out, how each reads, and its very bytes.

Reading, downloading and printing are logged (design, rule 9): a GET writes that one row and
nothing else.
"""

from typing import Any, cast

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch
from django.http import HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header, parse_etags
from django.views.decorators.http import require_safe

from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.search import matching
from units.acting import Request
from units.models import (
    AmendingPaper,
    Amendment,
    Document,
    DocumentAccess,
    DocumentRecipient,
    Unit,
    VoidNumber,
)
from units.models.amending import ENDING
from units.permissions import (
    may_amend_document,
    may_keep_signed_copy,
    may_read_documents,
    may_see_accesses,
    may_see_registers,
)
from units.registry import issuer_name, record_access
from units.signed_copies import told
from units.views.people import PER_PAGE

ACCESSES_SHOWN = 100
SIGNED_SHOWN = 20
BYTES = ("document__pdf", "document__facts", "of__pdf", "of__facts")


@requires(may_read_documents)
def document_list(request: Request) -> HttpResponse:
    """Văn bản đến (received by the own unit) or đi (issued by the own office)."""
    acting = request.acting
    usual = "out" if may_see_registers(request.user) else "in"
    way = request.GET.get("way") if request.GET.get("way") in ("in", "out") else usual
    words = request.GET.get("q", "").replace("\0", "")[:100]
    documents = Document.objects.visible_to(request.user).light()
    if way == "in":
        received = DocumentRecipient.objects.filter(unit__in=acting.own_unit_ids)
        documents = documents.filter(Exists(received.filter(document=OuterRef("pk"))))
    else:
        documents = documents.filter(office__in=acting.office_ids)
    found = matching(documents, words, "subject", "code").annotate(
        issuer=issuer_name(),
        is_void=Exists(VoidNumber.objects.filter(entry__document=OuterRef("pk"))),
        is_ended=Exists(Amendment.objects.filter(of=OuterRef("pk"), effect__in=ENDING)),
    )
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "way": way,
        "words": words,
    }
    return render(request, "units/document_list.html", context)


@require_safe
@requires(may_read_documents, load=Document)
def document_detail(request: Request, document: Document) -> HttpResponse:
    record_access(document, DocumentAccess.Action.READ, by=request.user, at=clock.now())
    may_see = may_see_accesses(request.user, document)
    accesses = document.accesses.select_related("user__person").order_by("-at")
    context = {
        "document": document,
        **_standing(request, document),
        "office": document.office.naming(document.dated_on),
        "facts": document.facts,
        **_distribution(request, document),
        **_signed(request, document),
        "may_see_accesses": may_see,
        "accesses": accesses[:ACCESSES_SHOWN] if may_see else [],
    }
    return render(request, "units/document_detail.html", context)


@require_safe
@requires(may_read_documents)
def register_record(request: Request, pk: int, year: int, number: int) -> HttpResponse:
    """Where the sign on the page leads: to the document that bears this number."""
    entry = {"entry__register": pk, "entry__year": year, "entry__number": number}
    visible = Document.objects.visible_to(request.user).light()
    return redirect("units:document_detail", get_object_or_404(visible, **entry).pk)


def _signed(request: Request, document: Document) -> dict[str, Any]:
    """What came back signed, the newest first; readers get that one."""
    copies = document.signed_copies.light().select_related("by__person").order_by("-pk")
    signed = list(copies[:SIGNED_SHOWN])
    return {
        "signed": signed,
        "signed_found": told(signed[0].findings) if signed else None,
        "may_sign": may_keep_signed_copy(request.user, document),
    }


def _distribution(request: Request, document: Document) -> dict[str, Any]:
    """{received: recipients with unit and who acknowledged, outside: bodies outside, asked: what
    the reader's unit is asked to acknowledge}"""
    rows = document.recipients.select_related("acknowledgement__by__person").order_by("pk")
    received = list(rows.prefetch_related(Prefetch("unit", Unit.objects.named(request.today))))
    asked = DocumentRecipient.objects.to_acknowledge(request.acting).filter(document=document)
    outside = document.outside_recipients.select_related("letter", "posting__by__person")
    return {"received": received, "asked": asked.first(), "outside": outside}


def _standing(request: Request, document: Document) -> dict[str, Any]:
    """What was done about it, what is being done, and whether the reader may do something."""
    amendments = Amendment.objects.select_related("document", "of").defer(*BYTES)
    letters = AmendingPaper.objects.visible_to(request.user).filter(of=document)
    return {
        "void": VoidNumber.objects.filter(entry__document=document).first(),
        "amends": amendments.filter(document=document).first(),
        "amended_by": amendments.filter(of=document).order_by("pk"),
        "letters": letters.exclude(state=AmendingPaper.State.RELEASED),
        "may_amend": may_amend_document(request.user, document),
    }


@require_safe
@requires(may_read_documents, load=Document)
def document_pdf(request: Request, document: Document) -> HttpResponse:
    """The stored bytes and nothing else; their digest is the ETag."""
    return _served(request, document, DocumentAccess.Action.DOWNLOAD)


@require_safe
@requires(may_read_documents, load=Document)
def document_print(request: Request, document: Document) -> HttpResponse:
    """The same bytes, asked for to be printed."""
    return _served(request, document, DocumentAccess.Action.PRINT)


def _served(request: Request, document: Document, action: DocumentAccess.Action) -> HttpResponse:
    record_access(document, action, by=request.user, at=clock.now())
    etag = f'"{document.sha256}"'
    response: HttpResponse
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(bytes(document.pdf), content_type="application/pdf")
        name = document.code.replace("/", "-") + ".pdf"
        response["Content-Disposition"] = cast(str, content_disposition_header(False, name))
    response["ETag"] = etag
    patch_cache_control(response, private=True, no_cache=True)
    return response
