"""A stored file on its way back: saved by the browser, never opened in place of a page of ours."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from procuracy.web.models.files import StoredFile

PURGED = "Nội dung tệp đã bị xóa vì lộ bí mật nhà nước."
# Should a browser show it after all: nothing in it runs, and it fetches nothing.
POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"


def response(file: StoredFile) -> HttpResponse:
    """Behind a view that asked for the rights; no file has an address of its own."""
    if not file.content:
        raise Http404(PURGED)
    headers = {
        "Content-Disposition": content_disposition_header(True, file.name) or "attachment",
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(bytes(file.content), content_type=file.media_type, headers=headers)
