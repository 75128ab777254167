"""Tập lưu: what is bound, what goes into the next one, and the bound file."""

from typing import Any, cast

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header, parse_etags
from django.views.decorators.http import require_GET, require_safe

from meetings.forms.volumes import ChoiceForm
from meetings.models import Volume, VolumeAccess, VolumeItem, VolumeOrder
from meetings.permissions.volumes import may_close_volumes, may_see_volumes
from meetings.volumes import choosing, keeping, ordering
from meetings.volumes.choosing import Choice
from procuracy.web import clock
from procuracy.web.access import requires, unattended
from procuracy.web.errors import Refused
from units.acting import Request
from units.models import Unit
from units.views.people import PER_PAGE

PREVIEWED = 200  # lines shown of a long list
_BYTES = ("document__pdf", "document__facts")
_VOLUME_BYTES = ("volume__pdf", "volume__facts")


@require_safe
@requires(may_see_volumes)
def volume_list(request: Request) -> HttpResponse:
    """Tập lưu of the own office, the newest first, and what is being bound."""
    offices = Prefetch("office", Unit.objects.named(request.today))
    volumes = Volume.objects.visible_to(request.user).light().prefetch_related(offices)
    orders = VolumeOrder.objects.visible_to(request.user).exclude(state="done")
    context = {
        "page": Paginator(volumes, PER_PAGE).get_page(request.GET.get("page")),
        "orders": orders[:5],
        "may_close": may_close_volumes(request.user),
    }
    return render(request, "meetings/volume_list.html", context)


@requires(may_close_volumes)
def volume_create(request: Request) -> HttpResponse:
    """GET: what would go in; POST: the order, for the very list that was shown."""
    sent = request.POST if request.method == "POST" else request.GET
    form = ChoiceForm(request.acting, request.today, sent if "kind" in sent else None)
    context: dict[str, Any] = {"form": form}
    status = 200
    if form.is_bound and form.is_valid():
        choice = form.choice()
        if request.method == "POST":
            try:
                seen = request.POST.get("seen", "")
                order = ordering.ask(choice, seen=seen, by=request.user, at=clock.now())
            except Refused as refused:
                form.add_error(None, refused.message)
                status = 422
            else:
                return redirect("meetings:volume_order", order.pk)
        context |= _preview(request, choice)
    elif request.method == "POST":
        status = 422
    return render(request, "meetings/volume_create.html", context, status=status)


def _preview(request: Request, choice: Choice) -> dict[str, Any]:
    found = choosing.documents(choice, request.user)
    terms = keeping.terms([keeping.row_of(one) for one in found])
    bound = choosing.bound_already(choice)
    return {
        "choice": choice,
        "found": found[:PREVIEWED],
        "count": len(found),
        "pages": choosing.page_total(found),
        "late": sum(one.is_late for one in found),  # type: ignore[attr-defined]
        "keep_until": keeping.longest(terms.values()),
        "keep_basis": keeping.basis(terms.values()),
        "refusal": ordering.refusal(found),
        "seen": choosing.fingerprint(found),
        "left_out": choosing.left_out(choice, request.user),
        "bound": bound[:PREVIEWED],
        "bound_count": len(bound),
    }


@unattended
@require_GET
@requires(may_close_volumes, load=VolumeOrder)
def volume_order(request: Request, order: VolumeOrder) -> HttpResponse:
    """Asks for itself every second with what it shows; 204 while nothing has changed."""
    stage = order.stage(clock.now())
    shown = f"{stage}-{order.progress}"
    if request.htmx and request.GET.get("shown") == shown:
        return HttpResponse(status=204)
    template = "meetings/volume_order.html" + ("#outcome" if request.htmx else "")
    made = Volume.objects.light().filter(order=order).first()
    context = {"order": order, "stage": stage, "shown": shown, "volume": made}
    return render(request, template, context)


@require_safe
@requires(may_see_volumes, load=Volume)
def volume_detail(request: Request, volume: Volume) -> HttpResponse:
    """Its contents, and what of its span was released after it was closed."""
    _record(request, volume, VolumeAccess.Action.READ)
    items = volume.items.select_related("document").order_by("order")
    later = VolumeItem.objects.filter(
        volume__office=volume.office_id,
        volume__kind=volume.kind,
        is_late=True,
        document__dated_on__range=(volume.starts_on, volume.ends_on),
    ).exclude(volume=volume)
    context = {
        "volume": volume,
        "office": volume.office.naming(volume.ends_on),
        "lines": list(zip(items.defer(*_BYTES), volume.facts["documents"], strict=True)),
        "keep_basis": volume.facts.get("keep_basis", ""),
        "later": later.select_related("volume", "document").defer(*_BYTES, *_VOLUME_BYTES),
        "accesses": volume.accesses.select_related("user__person").order_by("-at")[:100],
    }
    return render(request, "meetings/volume_detail.html", context)


@require_safe
@requires(may_see_volumes, load=Volume)
def volume_pdf(request: Request, volume: Volume) -> HttpResponse:
    """The stored bytes and nothing else; their digest is the ETag."""
    _record(request, volume, VolumeAccess.Action.DOWNLOAD)
    etag = f'"{volume.sha256}"'
    response: HttpResponse
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(bytes(volume.pdf), content_type="application/pdf")
        name = f"tap-{volume.number:02d}-{volume.year}.pdf"
        response["Content-Disposition"] = cast(str, content_disposition_header(False, name))
    response["ETag"] = etag
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _record(request: Request, volume: Volume, action: VolumeAccess.Action) -> None:
    VolumeAccess.objects.create(volume=volume, user=request.user, action=action, at=clock.now())
