"""What a kind of meeting asks units to report, section by section."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from meetings.forms.kind_sections import KindSections
from meetings.models import MeetingKind
from procuracy.web.access import requires
from targets.permissions import may_edit_catalogue
from units.acting import Request


@requires(may_edit_catalogue, load=MeetingKind)
def meeting_kind_sections(request: Request, kind: MeetingKind) -> HttpResponse:
    """Reports that are already open keep the sections they have."""
    data = request.POST if request.method == "POST" else None
    rows = KindSections(data, instance=kind)
    if rows.is_bound and rows.is_valid():
        with transaction.atomic():
            rows.save()
        messages.success(request, f"Đã lưu mục báo cáo của {kind.name}.")
        return redirect("meetings:meeting_kind_sections", kind.pk)
    context = {"kind": kind, "rows": rows}
    status = 422 if rows.is_bound else 200
    return render(request, "meetings/meeting_kind_sections.html", context, status=status)
