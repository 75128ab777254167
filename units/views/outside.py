"""Bodies outside and groups that an office addresses its papers to; what was given to the post."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from procuracy.web import clock
from procuracy.web.access import requires
from units import distributing
from units.acting import Request
from units.delivering import mail_is_possible
from units.distribution_forms import (
    OutsideBodyForm,
    PostingForm,
    PostingSpanForm,
    RecipientGroupForm,
)
from units.models import OutsideBody, OutsideRecipient, Posting, RecipientGroup, Unit
from units.models.distribution import meanings
from units.permissions import (
    may_edit_outside_bodies,
    may_edit_recipient_groups,
    may_follow_documents,
    may_post_document,
    may_see_outside_bodies,
)
from units.posting_printing import MOST, book_pdf
from units.views.people import PER_PAGE

LIST = "units:outside_body_list"


@require_safe
@requires(may_see_outside_bodies)
def outside_body_list(request: Request) -> HttpResponse:
    """Both lists: bodies with their addresses, groups with whom they mean today."""
    office, on = request.acting.office, request.today
    groups: Any = RecipientGroup.objects.visible_to(request.user)
    groups = list(groups.prefetch_related("bodies"))
    meant = meanings(groups, office, on)
    every = Unit.objects.filter(pk__in=set().union(*meant.values())).order_by("order", "code")
    names = every.short_names(on)
    told = [(group, [names[pk] for pk in names if pk in meant[group.pk]]) for group in groups]
    context = {
        "bodies": OutsideBody.objects.visible_to(request.user),
        "groups": told,
        "may_edit": may_edit_outside_bodies(request.user),
    }
    return render(request, "units/outside_body_list.html", context)


@requires(may_edit_outside_bodies)
def outside_body_create(request: Request) -> HttpResponse:
    row = OutsideBody(office=request.acting.office)
    form = OutsideBodyForm(request.POST or None, instance=row)
    return _edited(request, form, "units/outside_body_create.html")


@requires(may_edit_outside_bodies, load=OutsideBody)
def outside_body_edit(request: Request, body: OutsideBody) -> HttpResponse:
    """What was sent before keeps the name and the address it was sent to."""
    form = OutsideBodyForm(request.POST or None, instance=body)
    return _edited(request, form, "units/outside_body_edit.html")


@requires(may_edit_recipient_groups)
def recipient_group_create(request: Request) -> HttpResponse:
    row = RecipientGroup(office=request.acting.office)
    form = RecipientGroupForm(request.POST or None, instance=row, today=request.today)
    return _edited(request, form, "units/recipient_group_create.html")


@requires(may_edit_recipient_groups, load=RecipientGroup)
def recipient_group_edit(request: Request, group: RecipientGroup) -> HttpResponse:
    form = RecipientGroupForm(request.POST or None, instance=group, today=request.today)
    return _edited(request, form, "units/recipient_group_edit.html")


def _edited(request: Request, form: BaseForm, template: str) -> HttpResponse:
    if form.is_bound and form.is_valid():
        saved = form.save()  # type: ignore[attr-defined]
        messages.success(request, f"Đã lưu “{saved.name}”.")
        return redirect(LIST)
    status = 422 if form.is_bound else 200
    return render(request, template, {"form": form}, status=status)


@require_safe
@requires(may_follow_documents)
def posting_list(request: Request) -> HttpResponse:
    """What went outside: first what still has to be given to the post."""
    return _postings(request)


def _postings(
    request: Request, refused: OutsideRecipient | None = None, form: PostingForm | None = None
) -> HttpResponse:
    """The list; with a form that was refused in its recipient's row."""
    rows = OutsideRecipient.objects.visible_to(request.user)
    waiting = rows.to_post(is_mailed=mail_is_possible())
    is_all = request.GET.get("state") == "all"
    shown: Any = rows if is_all else waiting
    shown = shown.select_related("document", "letter", "posting__by__person")
    shown = shown.defer("document__pdf", "document__facts").order_by("-released_at", "pk")
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "is_all": is_all,
        "waiting": waiting.count(),
        "first": request.today.replace(day=1),
        "today": request.today,
        "may_post": may_post_document(request.user),
        "refused": refused,
        "form": form,
    }
    return render(request, "units/posting_list.html", context, status=422 if form else 200)


@require_safe
@requires(may_follow_documents)
def posting_print(request: Request) -> HttpResponse:
    """The book that the post signs, for the days that were asked for."""
    since, until = PostingSpanForm(request.GET).span(request.today)
    sent = Posting.objects.filter(
        recipient__in=OutsideRecipient.objects.visible_to(request.user),
        sent_on__range=(since, until),
    )
    found = list(
        sent.select_related("recipient__document")
        .defer("recipient__document__pdf", "recipient__document__facts")
        .order_by("sent_on", "pk")[: MOST + 1]
    )
    if len(found) > MOST:
        span = f"từ ngày {since:%d/%m/%Y} đến hết ngày {until:%d/%m/%Y}"
        messages.error(request, f"Quá {MOST} nơi nhận {span}: chọn ít ngày hơn để in.")
        return redirect(f"{reverse('units:posting_list')}?state=all")
    content = book_pdf(request.acting.office, (since, until), found, request.today)
    headers = {"Content-Disposition": 'inline; filename="so-gui-buu-dien.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@require_POST
@requires(may_post_document, load=OutsideRecipient)
def outside_recipient_post(request: Request, row: OutsideRecipient) -> HttpResponse:
    released_on = timezone.localtime(row.released_at).date()
    form = PostingForm(request.POST, released_on=released_on, today=request.today)
    if not form.is_valid():
        return _postings(request, row, form)
    if distributing.post(row, **form.said(), by=request.user, at=clock.now()):
        messages.success(request, f"Đã ghi gửi bưu điện đến {row.name}.")
    else:
        messages.error(request, "Người khác đã ghi văn bản này đã gửi bưu điện.")
    return redirect("units:posting_list")
