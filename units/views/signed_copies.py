"""What came back signed: brought to its document, read, and the certificates trusted."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from procuracy.web.uploads import serving
from units import signed_copies, trusting
from units.acting import Request
from units.models import Document, DocumentAccess, SignedCopy, TrustRoot
from units.permissions import (
    may_keep_signed_copy,
    may_keep_trust_roots,
    may_read_documents,
    may_see_registers,
)
from units.registry import record_access
from units.signed_copy_forms import SignedCopyForm, TrustRootForm


@requires(may_keep_signed_copy, load=Document)
def signed_copy_create(request: Request, document: Document) -> HttpResponse:
    form = SignedCopyForm(document, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and form.findings:
        try:
            signed_copies.bring(
                document,
                form.cleaned_data["file"],
                form.findings,
                is_compared=form.cleaned_data["compared"],
                by=request.user,
                at=clock.now(),
            )
        except Refused as refused:
            form.add_error("file", refused.message)
        else:
            messages.success(request, "Đã lưu bản đã ký cùng hồ sơ văn bản.")
            return redirect("units:document_detail", document.pk)
    found = form.findings
    context = {
        "form": form,
        "document": document,
        "found": signed_copies.told(found.columns()) if found else None,
        "doubts": found.doubts if found else [],
    }
    status = 422 if form.errors else 200
    return render(request, "units/signed_copy_create.html", context, status=status)


@require_safe
@requires(may_read_documents, load=Document)
def signed_copy_file(request: Request, document: Document, copy: int) -> HttpResponse:
    """The very bytes that came back; every reading is part of the record."""
    found = get_object_or_404(SignedCopy, document=document, pk=copy)
    record_access(document, DocumentAccess.Action.DOWNLOAD, by=request.user, at=clock.now())
    return serving.response(found)


@require_safe
@requires(may_see_registers)
def trust_root_list(request: Request) -> HttpResponse:
    """Certificates by which the office's signed copies are checked."""
    roots = TrustRoot.objects.visible_to(request.user).defer("content")
    context = {
        "roots": roots.select_related("by__person"),
        "may_keep": may_keep_trust_roots(request.user),
        "now": clock.now(),
    }
    return render(request, "units/trust_root_list.html", context)


@requires(may_keep_trust_roots)
def trust_root_create(request: Request) -> HttpResponse:
    form = TrustRootForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data["certificate"]
        try:
            trusting.trust(request.acting.office, found, by=request.user, at=clock.now())
        except Refused as refused:
            form.add_error("certificate", refused.message)
        else:
            messages.success(request, f"Đã tin cậy chứng thư của {found.subject}.")
            return redirect("units:trust_root_list")
    status = 422 if form.errors else 200
    return render(request, "units/trust_root_create.html", {"form": form}, status=status)


@require_POST
@requires(may_keep_trust_roots, load=TrustRoot)
def trust_root_remove(request: Request, root: TrustRoot) -> HttpResponse:
    trusting.distrust(root)
    messages.success(request, f"Không còn tin cậy chứng thư của {root.subject}.")
    return redirect("units:trust_root_list")
