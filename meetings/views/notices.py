"""Pages of a notice: the list, the draft's beginning, and the steps from approval to release."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST, require_safe

from meetings.forms.notices import NoticeCreateForm
from meetings.models import Meeting, Notice
from meetings.papers import drafting, noticing
from meetings.papers.notice_facts import facts, notice_register
from meetings.papers.printing import notice_docx as docx_of
from meetings.papers.printing import notice_pdf, shown_earlier
from meetings.permissions import notices as may
from meetings.views.answers import telling
from procuracy.web import clock, docx
from procuracy.web.access import requires, unattended
from procuracy.web.dates import office_day
from procuracy.web.errors import Refused
from units.acting import Request
from units.overseeing import mandate_of
from units.registry_step_forms import (
    NumberForm,
    ReplaceForm,
    ReturnForm,
    SignForm,
    VoidForm,
)
from units.registry_steps import delivery, gives_here, steps

PAGE = 50
# Of the addresses of the steps.
ROUTE = "meetings:notice_"


@require_safe
@requires(may.may_list_notices)
def notice_list(request: Request) -> HttpResponse:
    """Notices of the office, and concluded meetings that still wait for one."""
    rows = Notice.objects.visible_to(request.user)
    state = request.GET.get("state", "")
    if state in Notice.State.values:
        rows = rows.filter(state=state)
    rows = rows.select_related("meeting", "document", "signer__person").defer(
        "document__pdf", "document__facts", "earlier"
    )
    page = Paginator(rows.order_by("-meeting__starts_at"), PAGE).get_page(request.GET.get("page"))
    waiting = (
        Meeting.objects.visible_to(request.user)
        .filter(organiser_id__in=request.acting.office_ids, kind__needs_notice=True)
        .filter(state__in=noticing.READY, notice__isnull=True)
    )
    context = {
        "page": page,
        "query": urlencode({"state": state}) + "&",
        "state": state,
        "states": Notice.State,
        "waiting": waiting[:20],
    }
    return render(request, "meetings/notice_list.html", context)


@requires(may.may_create_notice, load=Meeting)
def notice_create(request: Request, meeting: Meeting) -> HttpResponse:
    """Drafts the notice of a concluded meeting once its signer is chosen."""
    existing = Notice.objects.filter(meeting=meeting).first()
    if existing:
        return redirect("meetings:notice_detail", existing.pk)
    signer = drafting.default_signer(meeting, request.today)
    data = request.POST or None
    form = NoticeCreateForm(meeting, request.today, data, initial={"signer": signer})
    if request.method == "POST" and form.is_valid():
        try:
            notice = noticing.create_notice(
                meeting, signer=form.cleaned_data["signer"], by=request.user, at=clock.now()
            )
            return redirect("meetings:notice_edit", notice.pk)
        except Refused as refused:
            form.add_error(None, refused.message)
    context = {"meeting": meeting, "form": form, "may_draft": meeting.state in noticing.READY}
    status = 422 if form.errors else 200
    return render(request, "meetings/notice_create.html", context, status=status)


@require_safe
@requires(may.may_see_notice, load=Notice)
def notice_detail(request: Request, notice: Notice) -> HttpResponse:
    return render(request, "meetings/notice_detail.html", _detail(request, notice))


@require_GET
@requires(may.may_see_notice, load=Notice)
def notice_preview(request: Request, notice: Notice) -> HttpResponse:
    """What would be printed now, with blank number and date."""
    return _blank_print(request, notice)


@require_GET
@requires(may.may_see_notice, load=Notice)
def notice_print(request: Request, notice: Notice) -> HttpResponse:
    """The copy for signature; a numbered notice is only ever served as it was frozen."""
    if notice.document_id:
        return redirect("units:document_pdf", notice.document_id)
    if notice.state == Notice.State.DRAFT:
        messages.error(request, "Chưa in trình ký được: thông báo chưa được duyệt.")
        return redirect("meetings:notice_detail", notice.pk)
    return _blank_print(request, notice)


@require_GET
@requires(may.may_see_notice, load=Notice)
def notice_docx(request: Request, notice: Notice) -> HttpResponse:
    """The draft as a Word file, with blank number and date; what was issued is its PDF alone."""
    if notice.document_id:
        return redirect("units:document_pdf", notice.document_id)
    return _drawn(
        request, notice, lambda said: docx.download(docx_of(said), f"thong-bao-{notice.pk}")
    )


@require_POST
@requires(may.may_approve_notice, load=Notice)
def notice_approve(request: Request, notice: Notice) -> HttpResponse:
    edition = request.POST.get("edition", "")
    seen = int(edition) if edition.isdecimal() and len(edition) < 10 else 0
    with telling(request, "Đã duyệt thông báo. In trình ký, rồi ghi nhận chữ ký."):
        noticing.approve(notice, edition=seen, by=request.user, at=clock.now())
    return redirect("meetings:notice_detail", notice.pk)


@require_POST
@requires(may.may_return_notice, load=Notice)
def notice_return(request: Request, notice: Notice) -> HttpResponse:
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _again(request, notice, {"return_form": form})
    with telling(request, "Đã trả lại dự thảo."):
        reason = form.cleaned_data["reason"]
        noticing.return_to_draft(notice, reason=reason, by=request.user, at=clock.now())
    return redirect("meetings:notice_detail", notice.pk)


@require_POST
@requires(may.may_sign_notice, load=Notice)
def notice_sign(request: Request, notice: Notice) -> HttpResponse:
    form = SignForm(request.POST)
    if not form.is_valid():
        return _again(request, notice, {"sign_form": form})
    with telling(request, "Đã ghi nhận chữ ký. Văn thư cấp số và ngày."):
        signed_on = form.cleaned_data["signed_on"]
        noticing.record_signature(notice, signed_on=signed_on, by=request.user, at=clock.now())
    return redirect("meetings:notice_detail", notice.pk)


@require_POST
@requires(may.may_number_notice, load=Notice)
def notice_number(request: Request, notice: Notice) -> HttpResponse:
    """Of two clerks at once, or two clicks, one gets the number and the other is told so."""
    form = NumberForm(request.POST, gives_here=gives_here(notice_register, notice))
    if not form.is_valid():
        return _again(request, notice, {"number_form": form})
    try:
        document = noticing.number(notice, **form.cleaned_data, by=request.user, at=clock.now())
    except Refused as refused:
        messages.error(request, refused.message)
        fresh = get_object_or_404(Notice, pk=notice.pk)
        return _again(request, fresh, {"number_form": form}, status=409)
    messages.success(request, f"Đã cấp số {document.code}; nội dung và bản in đã được giữ cố định.")
    return redirect("meetings:notice_detail", notice.pk)


@require_POST
@requires(may.may_release_notice, load=Notice)
def notice_release(request: Request, notice: Notice) -> HttpResponse:
    with telling(request, "Đã phát hành; đang gửi đến các đơn vị nhận."):
        noticing.release(notice, by=request.user, at=clock.now())
    return redirect("meetings:notice_detail", notice.pk)


@require_POST
@requires(may.may_number_notice, load=Notice)
def notice_void(request: Request, notice: Notice) -> HttpResponse:
    form = VoidForm(request.POST)
    if not form.is_valid():
        return _again(request, notice, {"void_form": form})
    with telling(request, "Đã hủy số; lý do được giữ trong sổ văn bản đi."):
        reason = form.cleaned_data["reason"]
        noticing.void_number(notice, reason=reason, by=request.user, at=clock.now())
    return redirect("meetings:notice_detail", notice.pk)


@require_POST
@requires(may.may_approve_notice, load=Notice)
def notice_replace(request: Request, notice: Notice) -> HttpResponse:
    form = ReplaceForm(request.POST)
    if not form.is_valid():
        return _again(request, notice, {"replace_form": form})
    with telling(request, "Sửa dự thảo rồi duyệt, ký, cấp số mới; bản đã phát hành còn hiệu lực."):
        reason = form.cleaned_data["reason"]
        noticing.replace(notice, reason=reason, by=request.user, at=clock.now())
    return redirect("meetings:notice_detail", notice.pk)


@unattended
@require_GET
@requires(may.may_see_notice, load=Notice)
def notice_delivery(request: Request, notice: Notice) -> HttpResponse:
    """How many units have it by now; asked again and again until all have."""
    context = {"paper": notice, "route": ROUTE, "delivery": delivery(notice)}
    return render(request, "units/_registry_step.html#delivery", context)


def _blank_print(request: Request, notice: Notice) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="thong-bao-{notice.pk}.pdf"'}

    def drawn(said: dict[str, Any]) -> HttpResponse:
        return HttpResponse(notice_pdf(said), content_type="application/pdf", headers=headers)

    return _drawn(request, notice, drawn)


def _drawn(
    request: Request, notice: Notice, draw: Callable[[dict[str, Any]], HttpResponse]
) -> HttpResponse:
    """`draw` of what the notice says today, or back to its page with the reason why not."""
    try:
        return draw(facts(notice, on=request.today, register=notice_register(notice)))
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("meetings:notice_detail", notice.pk)


def _again(
    request: Request, notice: Notice, forms: dict[str, Any], *, status: int = 422
) -> HttpResponse:
    context = _detail(request, notice) | forms
    return render(request, "meetings/notice_detail.html", context, status=status)


def _detail(request: Request, notice: Notice) -> dict[str, Any]:
    user = request.user
    notice = Notice.objects.select_related(
        "meeting",
        "document",
        "replaces",
        "signer__person",
        "approved_by__person",
        "meeting__organiser",
    ).get(pk=notice.pk)
    rows = list(notice.paragraphs.select_related("directive__intervention"))
    return {
        "notice": notice,
        "meeting": notice.meeting,
        "document": notice.document,
        "paragraphs": rows,
        "route": ROUTE,
        "steps": steps(notice, _approver(notice)),
        "delivery": delivery(notice),
        "earlier": shown_earlier(notice),
        "shortcoming": noticing.shortcoming(notice, request.today) if notice.is_editable else "",
        "return_form": ReturnForm(),
        "sign_form": SignForm(initial={"signed_on": request.today}),
        "number_form": NumberForm(
            initial={"dated_on": request.today}, gives_here=gives_here(notice_register, notice)
        ),
        "may_edit": may.may_edit_notice(user, notice),
        "may_approve": may.may_approve_notice(user, notice),
        "may_return": may.may_return_notice(user, notice),
        "may_sign": may.may_sign_notice(user, notice),
        "may_number": may.may_number_notice(user, notice),
        "may_release": may.may_release_notice(user, notice),
        "may_void": may.may_number_notice(user, notice),
        "may_replace": may.may_approve_notice(user, notice),
        "void_form": VoidForm(),
        "replace_form": ReplaceForm(),
    }


def _approver(notice: Notice) -> str:
    """Name, and the mandate acted under on that day."""
    if notice.approved_by is None or notice.approved_at is None:
        return ""
    day = office_day(notice.approved_at)
    mandate = mandate_of(notice.approved_by, notice.meeting.organiser, day)
    return f"{notice.approved_by}, {mandate.words}" if mandate else str(notice.approved_by)
