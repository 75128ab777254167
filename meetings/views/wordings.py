"""The office's own wordings of its papers: text on the left, what it would print on the right."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from meetings.forms.wordings import WordingForm
from meetings.models import MeetingKind, PaperWording
from meetings.papers.drafting import course_of
from meetings.permissions import wordings as may
from meetings.views.answers import telling
from meetings.wording import house, keeping, lists, trying
from meetings.wording.papers import PAPERS
from meetings.wording.sections import PaperKind
from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from units.acting import Request
from units.models import Unit
from units.paper_versions import pieces

VERSIONS_SHOWN = 20
EVERY = 0  # in an address: for every kind of meeting


@require_safe
@requires(may.may_list_wordings)
def wording_list(request: Request) -> HttpResponse:
    """Each paper for every kind of meeting and for each kind, with where its words come from."""
    context = {"papers": lists.of_office(request.acting.office)}
    return render(request, "meetings/wording_list.html", context)


@requires(may.may_edit_wording)
def wording_edit(request: Request, paper: str, kind: int) -> HttpResponse:
    worded, of_kind, office = _about(request, paper, kind)
    last = keeping.last(worded, office.pk, of_kind.pk if of_kind else None)
    source = keeping.source(worded, office.pk, of_kind.pk if of_kind else None, _course(of_kind))
    first = {"text": source.text, "version": last.version if last else 0}
    form = _form(request, worded, of_kind, request.POST or None, initial=first)
    theirs: str | None = None
    if form.is_bound and form.is_valid():
        try:
            kept = keeping.save(
                worded,
                office=office,
                kind=of_kind,
                text=form.cleaned_data["text"],
                seen=form.cleaned_data["version"],
                by=request.user,
                at=clock.now(),
            )
        except keeping.Overtaken as overtaken:
            theirs = overtaken.theirs.text if overtaken.theirs else source.text
            form.data = request.POST.copy()
            form.data["version"] = str(overtaken.theirs.version if overtaken.theirs else 0)
            form.add_error(None, overtaken.message)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, f"Đã lưu mẫu, bản {kept.version}.")
            return redirect("meetings:wording_edit", paper, kind)
    context = _page(request, worded, of_kind, form) | {
        "theirs": theirs,
        "source": source,
        "own": last if last and last.text else None,
        "versions": _versions(office, worded, of_kind),
    }
    status = 422 if form.is_bound else 200
    return render(request, "meetings/wording_edit.html", context, status=status)


@require_POST
@requires(may.may_edit_wording)
def wording_preview(request: Request, paper: str, kind: int) -> HttpResponse:
    """What is typed, drawn; nothing is kept."""
    worded, of_kind, _ = _about(request, paper, kind)
    form = _form(request, worded, of_kind, request.POST)
    context = {"trial": _trial(request, worded, of_kind, form)}
    return render(request, "meetings/wording_edit.html#preview", context)


@require_POST
@requires(may.may_edit_wording)
def wording_print(request: Request, paper: str, kind: int) -> HttpResponse:
    """What is typed, on paper."""
    worded, of_kind, office = _about(request, paper, kind)
    trial = _trial(request, worded, of_kind, _form(request, worded, of_kind, request.POST))
    try:
        drawn = trying.printed(trial, office, request.today)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("meetings:wording_edit", paper, kind)
    headers = {"Content-Disposition": 'inline; filename="xem-thu-mau.pdf"'}
    return HttpResponse(drawn, content_type="application/pdf", headers=headers)


@require_POST
@requires(may.may_edit_wording)
def wording_drop(request: Request, paper: str, kind: int) -> HttpResponse:
    """Back to the wording behind it; what was written stays among the versions."""
    worded, of_kind, office = _about(request, paper, kind)
    seen = request.POST.get("version", "")
    with telling(request, "Đã bỏ mẫu riêng; các bản đã lưu vẫn xem lại được."):
        keeping.drop(
            worded,
            office=office,
            kind=of_kind,
            seen=int(seen) if seen.isdecimal() and len(seen) < 10 else 0,
            by=request.user,
            at=clock.now(),
        )
    return redirect("meetings:wording_edit", paper, kind)


@require_safe
@requires(may.may_see_wording, load=PaperWording)
def wording_detail(request: Request, wording: PaperWording) -> HttpResponse:
    """A version, and the words in which it differs from the one before."""
    before = PaperWording.objects.of(wording.office_id, wording.paper).filter(
        kind=wording.kind_id, version=wording.version - 1
    )
    earlier = before.first()
    course = _course(wording.kind)
    old = earlier.text if earlier and earlier.text else house.text(wording.paper, course)
    new = wording.text or house.text(wording.paper, course)
    context = {
        "wording": wording,
        "kind": wording.kind_id or EVERY,
        "every": lists.every(PAPERS[wording.paper]),
        "earlier": earlier,
        "pieces": list(pieces(old, new)),
    }
    return render(request, "meetings/wording_detail.html", context)


def _about(request: Request, paper: str, kind: int) -> tuple[PaperKind, MeetingKind | None, Unit]:
    """404 for a paper that is not worded, a kind that the office does not hold."""
    office = request.acting.office
    if paper not in PAPERS or (kind != EVERY and not PAPERS[paper].of_kind):
        raise Http404("Không có mẫu của loại văn bản này.")
    if kind == EVERY:
        return PAPERS[paper], None, office
    return PAPERS[paper], get_object_or_404(MeetingKind.objects.held_by(office), pk=kind), office


def _form(
    request: Request, paper: PaperKind, kind: MeetingKind | None, data: Any, **more: Any
) -> WordingForm:
    return WordingForm(data, paper=paper, user=request.user, kind=kind, **more)


def _course(kind: MeetingKind | None) -> str:
    return course_of(kind) if kind else house.USUAL


def _trial(
    request: Request, paper: PaperKind, kind: MeetingKind | None, form: WordingForm
) -> trying.Trial:
    """Of what stands in the form, whether it may be stored or not."""
    if form.is_bound:
        form.is_valid()
        meeting, text = form.cleaned_data.get("meeting"), form.data.get("text", "")
    else:
        meeting, text = form.first_meeting(), form.initial["text"]
    return trying.tried(
        text.replace("\r\n", "\n"),
        paper,
        meeting=meeting,
        course=_course(kind),
        office=request.acting.office,
        on=request.today,
    )


def _page(
    request: HttpRequest, paper: PaperKind, kind: MeetingKind | None, form: WordingForm
) -> dict[str, Any]:
    return {
        "paper": paper,
        "label": PaperWording.Paper(paper.paper).label,
        "kind": kind,
        "kind_key": kind.pk if kind else EVERY,
        "every": lists.every(paper),
        "form": form,
        "trial": _trial(request, paper, kind, form),  # type: ignore[arg-type]
        "groups": lists.fields(paper),
        "ways": lists.ways(),
        "examples": lists.examples(paper),
    }


def _versions(office: Unit, paper: PaperKind, kind: MeetingKind | None) -> list[PaperWording]:
    rows = PaperWording.objects.of(office.pk, paper.paper).filter(kind=kind)
    return list(rows.select_related("by__person").defer("text")[:VERSIONS_SHOWN])
