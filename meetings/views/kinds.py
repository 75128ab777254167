"""Kinds of meeting and what their meetings begin with."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from meetings.forms.kinds import MeetingKindForm, NewMeetingKindForm
from meetings.models import MeetingKind
from procuracy.web.access import requires
from targets.permissions import may_edit_catalogue
from targets.views.catalogue import posted
from units.acting import Request


@requires(may_edit_catalogue)
def meeting_kind_list(request: Request) -> HttpResponse:
    kinds = MeetingKind.objects.all()
    return render(request, "meetings/meeting_kind_list.html", {"kinds": kinds})


@requires(may_edit_catalogue)
def meeting_kind_create(request: Request) -> HttpResponse:
    form = NewMeetingKindForm(posted(request))
    if request.method == "POST" and form.is_valid():
        made = form.save()
        messages.success(request, f"Đã thêm loại hội nghị {made.name}.")
        return redirect("meetings:meeting_kind_list")
    status = 422 if request.method == "POST" else 200
    return render(request, "meetings/meeting_kind_create.html", {"form": form}, status=status)


@requires(may_edit_catalogue, load=MeetingKind)
def meeting_kind_edit(request: Request, kind: MeetingKind) -> HttpResponse:
    form = MeetingKindForm(posted(request), instance=kind)
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, f"Đã lưu loại hội nghị {kind.name}.")
        return redirect("meetings:meeting_kind_list")
    context = {"form": form, "kind": kind}
    status = 422 if form.is_bound else 200
    return render(request, "meetings/meeting_kind_edit.html", context, status=status)
