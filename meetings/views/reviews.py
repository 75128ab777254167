"""Pages of a paper's review, the same for every kind: its text with what was said of each passage,
its versions, and what two of them differ in (ADR 37)."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from meetings.consolidating import papers as consolidated
from meetings.models import ConsolidatedReport, Invitation, Letter, MinutesDocument, Notice
from meetings.papers import amending, inviting, letters, minutes_documents, noticing
from meetings.papers.change_printing import changes_pdf
from meetings.permissions import reviews as may
from meetings.views.answers import telling
from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.dates import screen_moment
from procuracy.web.errors import Refused
from targets import plan_documents
from targets.board_facts import office_facts, printed_words
from targets.models import PlanDocument
from units import reviewing
from units.acting import Request
from units.issuing import Way
from units.models import AmendingPaper, PaperComment, PaperVersion
from units.models.papers import Paper, PaperState
from units.models.passages import Passage
from units.paper_versions import changes
from units.registry_step_forms import ReturnForm
from units.review_forms import CommentForm, HandForm, ResolveForm


@dataclass(frozen=True)
class Kind:
    """`route`: "meetings:invitation_", of the paper's own pages."""

    way: Way[Any]
    route: str


KINDS: dict[type[Paper], Kind] = {
    Notice: Kind(noticing.WAY, "meetings:notice_"),
    Invitation: Kind(inviting.WAY, "meetings:invitation_"),
    MinutesDocument: Kind(minutes_documents.WAY, "meetings:minutes_document_"),
    ConsolidatedReport: Kind(consolidated.WAY, "meetings:consolidated_"),
    PlanDocument: Kind(plan_documents.WAY, "targets:plan_document_"),
    AmendingPaper: Kind(amending.WAY, "meetings:amending_paper_"),
    Letter: Kind(letters.WAY, "meetings:letter_"),
}
NAMES = {str(model._meta.model_name): model for model in KINDS}
NOW = "now"


def called(kind: str) -> type[Paper]:
    if kind not in NAMES:
        raise Http404
    return NAMES[kind]


@require_safe
@requires(may.may_see_review, called=called)
def paper_review(request: Request, paper: Paper) -> HttpResponse:
    """`?on=opening` opens the form at that passage; `?on=` the one for the whole paper."""
    form = CommentForm(initial={"key": request.GET["on"]}) if "on" in request.GET else None
    return _review(request, paper, comment_form=form)


def _review(request: Request, paper: Paper, status: int = 200, **forms: Any) -> HttpResponse:
    rules = may.RULES[type(paper)]
    user = request.user
    form = forms.get("comment_form")
    context = {
        "paper": paper,
        "what": str(paper._meta.verbose_name),
        "route": KINDS[type(paper)].route,
        "review": reviewing.standing(
            paper, may_edit=rules.edit(user, paper), may_approve=rules.approve(user, paper)
        ),
        "parts": _parts(paper, form["key"].value() if form else None),
        "versions": _versions(paper),
        "may_comment": _may_comment(request, paper),
        "hand_form": HandForm(),
        "back_form": ReturnForm(),
        "resolve_form": ResolveForm(),
    }
    return render(request, "meetings/paper_review.html", context | forms, status=status)


def _may_comment(request: Request, paper: Paper) -> object:
    issued = paper.state in (PaperState.NUMBERED, PaperState.RELEASED)
    return not issued and may.may_comment_paper(request.user, paper)


def _versions(paper: Paper) -> list[PaperVersion]:
    kept = PaperVersion.objects.of(paper).defer("passages").select_related("by__person")
    return list(kept.order_by("-number"))


def _parts(paper: Paper, open_at: str | None) -> list[dict[str, Any]]:
    """The whole paper, its passages, and what is gone of it but was commented on."""
    said = list(PaperComment.objects.of(paper).select_related("by__person", "resolved_by__person"))
    passages = [Passage("", "Góp ý chung", ""), *paper.passages()]
    known = {one.key for one in passages}
    gone = {one.key: one.heading for one in said if one.key not in known}
    passages += [Passage(key, f"{heading} (không còn)", "") for key, heading in gone.items()]
    return [
        {
            "passage": passage,
            "comments": [one for one in said if one.key == passage.key],
            "is_gone": passage.key in gone,
            "is_open": open_at == passage.key,
        }
        for passage in passages
    ]


@require_POST
@requires(may.may_comment_paper, called=called)
def paper_comment_create(request: Request, paper: Paper) -> HttpResponse:
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _review(request, paper, 422, comment_form=form)
    key, text = form.cleaned_data["key"], form.cleaned_data["text"]
    try:
        reviewing.comment(
            KINDS[type(paper)].way, paper, key=key, text=text, by=request.user, at=clock.now()
        )
    except Refused as refused:
        form.add_error(None, refused.message)
        form.data = request.POST.copy()
        form.data["key"] = ""
        return _review(request, paper, 422, comment_form=form)
    messages.success(request, "Đã ghi góp ý.")
    return _back(paper, key)


@require_POST
@requires(may.may_resolve_comment, load=PaperComment)
def paper_comment_resolve(request: Request, comment: PaperComment) -> HttpResponse:
    """Says what became of it; `open` in what is sent opens it again."""
    paper = comment.paper
    if "open" in request.POST:
        with telling(request, "Đã mở lại góp ý."):
            reviewing.reopen(comment)
        return _back(paper, comment.key)
    form = ResolveForm(request.POST)
    if not form.is_valid():
        return _review(request, paper, 422, resolve_form=form, resolving=comment.pk)
    with telling(request, "Đã ghi góp ý đã xử lý."):
        answer = form.cleaned_data["answer"]
        reviewing.resolve(comment, answer=answer, by=request.user, at=clock.now())
    return _back(paper, comment.key)


@require_POST
@requires(may.may_hand_paper, called=called)
def paper_hand(request: Request, paper: Paper) -> HttpResponse:
    form = HandForm(request.POST)
    if not form.is_valid():
        return _review(request, paper, 422, hand_form=form)
    kind = KINDS[type(paper)]
    with telling(request, "Đã trình duyệt; người duyệt thấy trong Việc của tôi."):
        note = form.cleaned_data["note"]
        reviewing.hand(kind.way, paper, by=request.user, at=clock.now(), note=note)
    return redirect(f"{kind.route}detail", paper.pk)


@require_POST
@requires(may.may_send_back_paper, called=called)
def paper_send_back(request: Request, paper: Paper) -> HttpResponse:
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _review(request, paper, 422, back_form=form)
    kind = KINDS[type(paper)]
    with telling(request, "Đã trả lại người soạn."):
        reason = form.cleaned_data["reason"]
        reviewing.send_back(kind.way, paper, reason=reason, by=request.user, at=clock.now())
    return redirect(f"{kind.route}detail", paper.pk)


@require_safe
@requires(may.may_see_review, called=called)
def paper_compare(request: Request, paper: Paper) -> HttpResponse:
    """`?before=1&after=now`: numbers of versions, or the text as it stands."""
    context = _compared(request, paper) | {
        "paper": paper,
        "what": str(paper._meta.verbose_name),
        "route": KINDS[type(paper)].route,
        "versions": _versions(paper),
    }
    return render(request, "meetings/paper_compare.html", context)


@require_safe
@requires(may.may_see_review, called=called)
def paper_compare_print(request: Request, paper: Paper) -> HttpResponse:
    said = _compared(request, paper)
    now = clock.now()
    facts = office_facts(request.acting.office, request.today, at=now) | {
        "state": printed_words(now),
        "subject": paper.subject,
        "before": said["before_words"],
        "after": said["after_words"],
        "changes": [
            {"heading": one.heading, "words": one.words, "pieces": [vars(p) for p in one.pieces]}
            for one in said["changes"]
        ],
    }
    headers = {"Content-Disposition": f'inline; filename="so-sanh-{paper.label}-{paper.pk}.pdf"'}
    return HttpResponse(changes_pdf(facts), content_type="application/pdf", headers=headers)


def _compared(request: Request, paper: Paper) -> dict[str, Any]:
    """Without a choice: the last version with the text as it stands."""
    kept = {
        str(one.number): one for one in PaperVersion.objects.of(paper).select_related("by__person")
    }
    if not kept:
        raise Http404
    before = request.GET.get("before") or str(len(kept))
    after = request.GET.get("after") or NOW
    if before not in kept or not (after == NOW or after in kept):
        raise Http404
    told = {name: version.said for name, version in kept.items()} | {NOW: paper.passages()}
    return {
        "before": before,
        "after": after,
        "before_words": _named(kept[before]),
        "after_words": "Bản hiện nay" if after == NOW else _named(kept[after]),
        "changes": changes(told[before], told[after]),
    }


def _named(version: PaperVersion) -> str:
    moment, person = screen_moment(version.at), version.by.person or version.by
    return f"Bản {version.number}: {version.get_occasion_display()} lúc {moment}, {person}"


def _back(paper: Paper, key: str) -> HttpResponse:
    response = redirect("meetings:paper_review", paper.label, paper.pk)
    response["Location"] += f"#part-{key or 'whole'}"
    return response
