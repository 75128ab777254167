"""Pages of the invitation to a meeting, from its draft to its release."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from meetings.forms.meeting_papers import InvitationForm
from meetings.models import Invitation, Meeting
from meetings.papers import inviting
from meetings.papers.invitation_printing import invitation_docx as docx_of
from meetings.papers.invitation_printing import invitation_pdf
from meetings.permissions import invitations as may
from meetings.views.paper_steps import Desk
from procuracy.web import clock
from procuracy.web.access import requires, unattended
from procuracy.web.errors import Refused
from units.acting import Request

DESK = Desk[Invitation](
    way=inviting.WAY,
    model=Invitation,
    route="meetings:invitation_",
    page="meetings/invitation_detail.html",
    file="giay-moi",
    facts=inviting.facts,
    register=inviting.invitation_register,
    pdf=invitation_pdf,
    docx=docx_of,
    rights={
        "edit": may.may_edit_invitation,
        "approve": may.may_approve_invitation,
        "handle": may.may_handle_invitation,
        "number": may.may_number_invitation,
    },
    voids=True,
    replaces=True,
)


@require_POST
@requires(may.may_create_invitation, load=Meeting)
def invitation_create(request: Request, meeting: Meeting) -> HttpResponse:
    """Begins the draft, or goes on with the one there is."""
    try:
        paper = inviting.prepare(
            meeting, by=request.user, at=clock.now(), tell=partial(messages.warning, request)
        )
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("meetings:meeting_detail", meeting.pk)
    if paper.is_editable:
        return redirect("meetings:invitation_edit", paper.pk)
    return DESK.back(paper)


@require_safe
@requires(may.may_see_invitation, load=Invitation)
def invitation_detail(request: Request, paper: Invitation) -> HttpResponse:
    return DESK.detail(request, paper)


@requires(may.may_edit_invitation, load=Invitation)
def invitation_edit(request: Request, paper: Invitation) -> HttpResponse:
    form = InvitationForm(
        request.POST or None,
        instance=paper,
        initial={"edition": paper.edition},
        today=request.today,
    )
    return DESK.edit(request, paper, form, "meetings/invitation_edit.html")


@require_safe
@requires(may.may_see_invitation, load=Invitation)
def invitation_print(request: Request, paper: Invitation) -> HttpResponse:
    return DESK.printed(request, paper)


@require_safe
@requires(may.may_see_invitation, load=Invitation)
def invitation_docx(request: Request, paper: Invitation) -> HttpResponse:
    return DESK.word(request, paper)


@require_POST
@requires(may.may_approve_invitation, load=Invitation)
def invitation_approve(request: Request, paper: Invitation) -> HttpResponse:
    return DESK.approve(request, paper)


@require_POST
@requires(may.may_handle_invitation, load=Invitation)
def invitation_return(request: Request, paper: Invitation) -> HttpResponse:
    return DESK.give_back(request, paper)


@require_POST
@requires(may.may_handle_invitation, load=Invitation)
def invitation_sign(request: Request, paper: Invitation) -> HttpResponse:
    return DESK.sign(request, paper)


@require_POST
@requires(may.may_number_invitation, load=Invitation)
def invitation_number(request: Request, paper: Invitation) -> HttpResponse:
    return DESK.number(request, paper)


@require_POST
@requires(may.may_handle_invitation, load=Invitation)
def invitation_release(request: Request, paper: Invitation) -> HttpResponse:
    return DESK.release(request, paper)


@require_POST
@requires(may.may_number_invitation, load=Invitation)
def invitation_void(request: Request, paper: Invitation) -> HttpResponse:
    return DESK.void(request, paper)


@require_POST
@requires(may.may_approve_invitation, load=Invitation)
def invitation_replace(request: Request, paper: Invitation) -> HttpResponse:
    return DESK.replace(request, paper)


@unattended
@require_safe
@requires(may.may_see_invitation, load=Invitation)
def invitation_delivery(request: Request, paper: Invitation) -> HttpResponse:
    return DESK.delivered(request, paper)
