"""Phiếu giao việc of an issued notice: the own unit's, or for the issuing office all of them."""

from collections.abc import Collection

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from meetings.papers import slips
from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from units.acting import Request
from units.models import Document, DocumentAccess
from units.permissions import may_follow_documents, may_read_documents
from units.registry import record_access


@require_safe
@requires(may_read_documents, load=Document)
def document_slips_print(request: Request, document: Document) -> HttpResponse:
    """`?unit=`: of one unit. Who drew it is noted like who printed the document."""
    at = clock.now()
    try:
        content = slips.drawn(document, _units(request, document), request.today, at=at)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("units:document_detail", document.pk)
    record_access(document, DocumentAccess.Action.SLIP, by=request.user, at=at)
    headers = {
        "Content-Disposition": f'inline; filename="phieu-giao-viec-{document.pk}.pdf"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _units(request: Request, document: Document) -> Collection[int] | None:
    """Of whom the reader may see the slips; None for all."""
    asked = request.GET.get("unit", "")
    one = {int(asked)} if asked.isdecimal() and len(asked) < 10 else None
    acting = request.acting
    if may_follow_documents(request.user) and document.office_id in acting.office_ids:
        return one
    own = set(acting.own_unit_ids)
    if one and not one <= own:
        raise Http404
    return one or own
