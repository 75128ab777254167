"""Beside the record: who else is typing, cards pulled in, drafts of disabled accounts."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from meetings.desk import exhibiting, inheriting, writing
from meetings.models import Exhibit, Meeting
from meetings.permissions.minutes import may_drop_exhibit, may_inherit_drafts, may_write_minutes
from meetings.views.desk import DESK, drawn
from procuracy.web import clock
from procuracy.web.access import requires, unattended
from procuracy.web.errors import Refused
from units.acting import Request
from units.models import Unit

DRAFTS = "meetings/draft_list.html"


class WritingForm(forms.Form):
    row = forms.UUIDField(required=False)
    item = forms.IntegerField(required=False, min_value=1, max_value=2**31)


class CardForm(forms.Form):
    unit = forms.IntegerField(min_value=1, max_value=2**62)
    card = forms.CharField(max_length=40)


@unattended
@require_POST
@requires(may_write_minutes, load=Meeting)
def minutes_present(request: Request, meeting: Meeting) -> HttpResponse:
    """Told every few seconds by each secretary's desk; answered with the others."""
    form = WritingForm(request.POST)
    said = form.cleaned_data if form.is_valid() else {}
    item = meeting.agenda.filter(pk=said.get("item") or 0).first()
    others = writing.look(meeting, request.user, row=said.get("row"), item=item, at=clock.now())
    return render(request, f"{DESK}#present", {"meeting": meeting, "others": others})


@require_POST
@requires(may_write_minutes, load=Meeting)
def exhibit_take(request: Request, meeting: Meeting, key: UUID) -> HttpResponse:
    """Freeze a card of the unit beside the record into the row that is being typed."""
    form = CardForm(request.POST)
    if not form.is_valid():
        return _refused(Refused("Chọn một thẻ số liệu của đơn vị rồi chèn."))
    unit = get_object_or_404(Unit.objects.named(request.today), pk=form.cleaned_data["unit"])
    try:
        exhibiting.take(
            meeting,
            key=key,
            unit=unit,
            wanted=form.cleaned_data["card"],
            by=request.user,
            at=clock.now(),
            today=request.today,
        )
    except Refused as refusal:
        return _refused(refusal)
    return _cards(request, meeting, key)


@require_POST
@requires(may_drop_exhibit, load=Exhibit)
def exhibit_remove(request: Request, exhibit: Exhibit) -> HttpResponse:
    meeting, key = exhibit.intervention.meeting, exhibit.intervention.client_key
    try:
        exhibiting.drop(exhibit)
    except Refused as refusal:
        return _refused(refusal)
    return _cards(request, meeting, key)


def _refused(refusal: Refused) -> HttpResponse:
    return HttpResponse(refusal.message, status=422, content_type="text/plain; charset=utf-8")


def _cards(request: Request, meeting: Meeting, key: UUID) -> HttpResponse:
    """The cards of a row, for the form that is open on it."""
    if not request.htmx:
        return redirect("meetings:meeting_desk", meeting.pk)
    row = drawn(meeting, get_object_or_404(meeting.interventions, client_key=key))
    context = {"row": row, "meeting": meeting, "is_writer": True, "key": key}
    response = render(request, f"{DESK}#row_cards", context)
    response["HX-Trigger"] = "minutes-changed"
    return response


@unattended
@require_safe
@requires(may_inherit_drafts)
def draft_owners(request: Request) -> HttpResponse:
    """Which of these accounts (`of`: keys) are disabled ones of the office, with their names.

    Asked by a browser that holds drafts of others (static/js/drafts.js).
    """
    asked = set(request.GET.get("of", "").split(",")[:50])
    found = {str(one.pk): str(one) for one in inheriting.accounts(request.acting.office)}
    return JsonResponse({key: name for key, name in found.items() if key in asked})


@requires(may_inherit_drafts)
def draft_list(request: Request) -> HttpResponse:
    """What disabled accounts left half typed; taken on one by one."""
    office = request.acting.office
    if request.method == "POST":
        wanted = request.POST.get("left", "")
        try:
            found = inheriting.take_over(office, wanted, by=request.user, at=clock.now())
        except Refused as refusal:
            messages.error(request, refusal.message)
            return redirect("meetings:draft_list")
        messages.success(request, "Đã nhận bản đang soạn: ghi tiếp ở trang này.")
        return redirect(found.url)
    return render(request, DRAFTS, {"left": inheriting.left(office, request.user)})
