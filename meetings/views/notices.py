"""Pages of a notice: the list, the draft's beginning, and its way through the registry."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST, require_safe

from meetings.forms.notices import NoticeCreateForm
from meetings.models import Meeting, Notice
from meetings.papers import drafting, noticing
from meetings.papers.notice_facts import facts, notice_register
from meetings.papers.printing import notice_docx as docx_of
from meetings.papers.printing import notice_pdf, shown_earlier, shown_unmet
from meetings.permissions import notices as may
from meetings.views.notice_desk import paragraph_rows
from meetings.views.paper_steps import Desk
from procuracy.web import clock
from procuracy.web.access import requires, unattended
from procuracy.web.dates import office_day
from procuracy.web.errors import Refused
from units.acting import Request
from units.overseeing import mandate_of
from units.registry_steps import steps

PAGE = 50


def _also(request: Request, notice: Notice) -> dict[str, Any]:
    return {
        "notice": notice,
        "sections": list(notice.sections.all()),
        "rows": paragraph_rows(notice),
        "steps": steps(notice, _approver(notice)),
        "earlier": shown_earlier(notice),
        "unmet": shown_unmet(notice),
    }


def _approver(notice: Notice) -> str:
    """Name, and the mandate acted under on that day."""
    if notice.approved_by is None or notice.approved_at is None:
        return ""
    day = office_day(notice.approved_at)
    mandate = mandate_of(notice.approved_by, notice.meeting.organiser, day)
    return f"{notice.approved_by}, {mandate.words}" if mandate else str(notice.approved_by)


DESK = Desk[Notice](
    way=noticing.WAY,
    model=Notice,
    route="meetings:notice_",
    page="meetings/notice_detail.html",
    file="thong-bao",
    facts=facts,
    register=notice_register,
    pdf=notice_pdf,
    docx=docx_of,
    rights={
        "edit": may.may_edit_notice,
        "approve": may.may_approve_notice,
        "handle": may.may_sign_notice,
        "number": may.may_number_notice,
    },
    voids=True,
    replaces=True,
    also=_also,
)


@require_safe
@requires(may.may_list_notices)
def notice_list(request: Request) -> HttpResponse:
    """Notices of the office, and concluded meetings that still wait for one."""
    rows = Notice.objects.visible_to(request.user)
    state = request.GET.get("state", "")
    if state in Notice.State.values:
        rows = rows.filter(state=state)
    rows = rows.select_related("meeting", "document", "signer__person").defer(
        "document__pdf", "document__facts", "earlier", "unmet"
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
                meeting,
                signer=form.cleaned_data["signer"],
                by=request.user,
                at=clock.now(),
                tell=partial(messages.warning, request),
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
    return DESK.detail(request, notice)


@require_GET
@requires(may.may_see_notice, load=Notice)
def notice_preview(request: Request, notice: Notice) -> HttpResponse:
    """What would be printed now, with blank number and date."""
    return DESK.printed(request, notice)


@require_GET
@requires(may.may_see_notice, load=Notice)
def notice_print(request: Request, notice: Notice) -> HttpResponse:
    """The copy for signature."""
    if notice.state == Notice.State.DRAFT:
        messages.error(request, "Chưa in trình ký được: thông báo chưa được duyệt.")
        return DESK.back(notice)
    return DESK.printed(request, notice)


@require_GET
@requires(may.may_see_notice, load=Notice)
def notice_docx(request: Request, notice: Notice) -> HttpResponse:
    return DESK.word(request, notice)


@require_POST
@requires(may.may_approve_notice, load=Notice)
def notice_approve(request: Request, notice: Notice) -> HttpResponse:
    return DESK.approve(request, notice)


@require_POST
@requires(may.may_return_notice, load=Notice)
def notice_return(request: Request, notice: Notice) -> HttpResponse:
    return DESK.give_back(request, notice)


@require_POST
@requires(may.may_sign_notice, load=Notice)
def notice_sign(request: Request, notice: Notice) -> HttpResponse:
    return DESK.sign(request, notice)


@require_POST
@requires(may.may_number_notice, load=Notice)
def notice_number(request: Request, notice: Notice) -> HttpResponse:
    return DESK.number(request, notice)


@require_POST
@requires(may.may_release_notice, load=Notice)
def notice_release(request: Request, notice: Notice) -> HttpResponse:
    return DESK.release(request, notice)


@require_POST
@requires(may.may_number_notice, load=Notice)
def notice_void(request: Request, notice: Notice) -> HttpResponse:
    return DESK.void(request, notice)


@require_POST
@requires(may.may_approve_notice, load=Notice)
def notice_replace(request: Request, notice: Notice) -> HttpResponse:
    return DESK.replace(request, notice)


@unattended
@require_GET
@requires(may.may_see_notice, load=Notice)
def notice_delivery(request: Request, notice: Notice) -> HttpResponse:
    return DESK.delivered(request, notice)
