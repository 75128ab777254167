"""Pages of an office's ordinary official letters, from the list and the draft to the release."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from meetings.forms.letters import LetterCreateForm, LetterForm
from meetings.models import Letter, Meeting
from meetings.papers import letters
from meetings.papers.letter_printing import letter_docx as docx_of
from meetings.papers.letter_printing import letter_pdf
from meetings.permissions import letters as may
from meetings.views.paper_steps import Desk
from procuracy.web import clock
from procuracy.web.access import requires, unattended
from procuracy.web.errors import Refused
from units.acting import Request
from units.models import Unit

PAGE = 50


def _also(request: Request, letter: Letter) -> dict[str, Any]:
    """The unit that wrote it by its name of today, and the meeting where the reader may see it."""
    unit = Unit.objects.named(request.today).get(pk=letter.unit_id)
    return {"unit": unit, "meeting": _seen_meeting(request, letter)}


def _seen_meeting(request: Request, letter: Letter) -> Meeting | None:
    if letter.meeting_id is None:
        return None
    return Meeting.objects.visible_to(request.user).filter(pk=letter.meeting_id).first()


def _about(letter: Letter) -> dict[str, Any]:
    return {"letter": letter}


DESK = Desk[Letter](
    way=letters.WAY,
    model=Letter,
    route="meetings:letter_",
    page="meetings/letter_detail.html",
    file="cong-van",
    facts=letters.facts,
    register=letters.letter_register,
    pdf=letter_pdf,
    docx=docx_of,
    rights={
        "edit": may.may_edit_letter,
        "approve": may.may_approve_letter,
        "handle": may.may_handle_letter,
        "number": may.may_number_letter,
    },
    about=_about,
    related=("office", "unit", "begun_by__person"),
    voids=True,
    replaces=True,
    also=_also,
)


@require_safe
@requires(may.may_list_letters)
def letter_list(request: Request) -> HttpResponse:
    """Letters of the office, or of the own unit; by state and words."""
    rows = Letter.objects.visible_to(request.user)
    state, words = request.GET.get("state", ""), request.GET.get("q", "").strip()[:100]
    if state in Letter.State.values:
        rows = rows.filter(state=state)
    if words := words.replace("\0", ""):
        rows = rows.filter(Q(subject__icontains=words) | Q(addressed__icontains=words))
    rows = rows.select_related("document", "signer__person", "unit").defer(
        "document__pdf", "document__facts", "content", "annexes"
    )
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    names = Unit.objects.named(request.today).in_bulk({one.unit_id for one in page})
    context = {
        "page": page,
        "rows": [(one, names[one.unit_id]) for one in page],
        "query": urlencode({"state": state, "q": words}) + "&",
        "state": state,
        "words": words,
        "states": Letter.State,
        "may_create": may.may_create_letter(request.user),
    }
    return render(request, "meetings/letter_list.html", context)


@requires(may.may_create_letter)
def letter_create(request: Request) -> HttpResponse:
    """What it is about and whom it is sent to; the rest is written in its own page.

    `?meeting=`: what it is written for.
    """
    about = _meeting(request)
    form = LetterCreateForm(request.POST or None, user=request.user, initial={"meeting": about})
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("subject", "addressed", "meeting")}
        try:
            letter = letters.begin(
                request.acting,
                **said,
                by=request.user,
                at=clock.now(),
                tell=partial(messages.warning, request),
            )
            return redirect("meetings:letter_edit", letter.pk)
        except Refused as refused:
            form.add_error(None, refused.message)
    status = 422 if form.is_bound else 200
    context = {"form": form, "meeting": about}
    return render(request, "meetings/letter_create.html", context, status=status)


def _meeting(request: Request) -> Meeting | None:
    """The one that was asked for, if it exists for this user."""
    asked = request.GET.get("meeting") or request.POST.get("meeting", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 11):
        return None
    return Meeting.objects.visible_to(request.user).filter(pk=asked).first()


@require_safe
@requires(may.may_see_letter, load=Letter)
def letter_detail(request: Request, letter: Letter) -> HttpResponse:
    return DESK.detail(request, letter)


@requires(may.may_edit_letter, load=Letter)
def letter_edit(request: Request, letter: Letter) -> HttpResponse:
    form = LetterForm(
        request.POST or None,
        instance=letter,
        initial={"edition": letter.edition},
        today=request.today,
    )
    return DESK.edit(request, letter, form, "meetings/letter_edit.html")


@require_safe
@requires(may.may_see_letter, load=Letter)
def letter_print(request: Request, letter: Letter) -> HttpResponse:
    return DESK.printed(request, letter)


@require_safe
@requires(may.may_see_letter, load=Letter)
def letter_docx(request: Request, letter: Letter) -> HttpResponse:
    return DESK.word(request, letter)


@require_POST
@requires(may.may_approve_letter, load=Letter)
def letter_approve(request: Request, letter: Letter) -> HttpResponse:
    return DESK.approve(request, letter)


@require_POST
@requires(may.may_handle_letter, load=Letter)
def letter_return(request: Request, letter: Letter) -> HttpResponse:
    return DESK.give_back(request, letter)


@require_POST
@requires(may.may_handle_letter, load=Letter)
def letter_sign(request: Request, letter: Letter) -> HttpResponse:
    return DESK.sign(request, letter)


@require_POST
@requires(may.may_number_letter, load=Letter)
def letter_number(request: Request, letter: Letter) -> HttpResponse:
    return DESK.number(request, letter)


@require_POST
@requires(may.may_handle_letter, load=Letter)
def letter_release(request: Request, letter: Letter) -> HttpResponse:
    return DESK.release(request, letter)


@require_POST
@requires(may.may_number_letter, load=Letter)
def letter_void(request: Request, letter: Letter) -> HttpResponse:
    return DESK.void(request, letter)


@require_POST
@requires(may.may_approve_letter, load=Letter)
def letter_replace(request: Request, letter: Letter) -> HttpResponse:
    return DESK.replace(request, letter)


@unattended
@require_safe
@requires(may.may_see_letter, load=Letter)
def letter_delivery(request: Request, letter: Letter) -> HttpResponse:
    return DESK.delivered(request, letter)
