"""The steps of a meeting's paper as its pages take them: the same for each kind (ADR 12).

A kind of paper has a `Desk`; its views guard and name the address, and hand over to it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from meetings.forms.meeting_papers import MeetingPaperForm
from meetings.views.answers import telling
from procuracy.web import clock, docx
from procuracy.web.access import Answer
from procuracy.web.errors import Refused
from units import issuing, paper_prints, reviewing
from units.acting import Request
from units.issuing import Overtaken, Way
from units.models import DocumentAccess, PaperPrint, Register, User
from units.models.papers import Paper
from units.recipient_forms import with_proposal
from units.registry import record_access
from units.registry_step_forms import (
    NumberForm,
    ReplaceForm,
    ReturnForm,
    SignForm,
    VoidForm,
)
from units.registry_steps import delivery, gives_here, steps

P = TypeVar("P", bound=Paper)
Facts = dict[str, Any]
RIGHTS = ("edit", "approve", "handle", "number")


@dataclass(frozen=True)
class Desk(Generic[P]):
    """`route`: "meetings:invitation_", of all its addresses; `page`: its template; `facts` raises
    Refused when it cannot be printed for a day."""

    way: Way[P]
    model: type[P]
    route: str
    page: str
    file: str
    facts: Callable[..., Facts]
    register: Callable[[P], Register]
    pdf: Callable[[Facts], bytes]
    docx: Callable[[Facts], bytes]
    # Of RIGHTS: who may.
    rights: dict[str, Callable[[User, P], Answer]]
    # What it is a paper of, and the columns that lead there.
    about: Callable[[P], dict[str, Any]] = lambda paper: {
        "meeting": paper.meeting  # type: ignore[attr-defined]
    }
    related: tuple[str, ...] = ("meeting__organiser",)
    # Has addresses to void a number, to draw up what replaces an issued one.
    voids: bool = False
    replaces: bool = False
    # What the kind's page shows besides.
    also: Callable[[Request, P], dict[str, Any]] = lambda request, paper: {}

    def back(self, paper: P) -> HttpResponse:
        return redirect(f"{self.route}detail", paper.pk)

    def detail(self, request: Request, paper: P, status: int = 200, **more: Any) -> HttpResponse:
        """Whoever opens what is numbered has read it, as on the document's own page."""
        context = self.context(request, paper) | more
        document = context["document"]
        if document and request.method in ("GET", "HEAD"):
            record_access(document, DocumentAccess.Action.READ, by=request.user, at=clock.now())
        return render(request, self.page, context, status=status)

    def context(self, request: Request, paper: P) -> dict[str, Any]:
        rows: Any = self.model._default_manager
        paper = (
            rows.select_related(*self.related, "document", "signer__person")
            .select_related("approved_by__person", "replaces")
            .defer("document__pdf", "document__facts", "replaces__pdf", "replaces__facts")
            .get(pk=paper.pk)
        )
        may = {name: self.rights[name](request.user, paper) for name in RIGHTS}
        on = request.today
        here = gives_here(self.register, paper)
        return {
            "paper": paper,
            **self.about(paper),
            "document": paper.document,
            "route": self.route,
            "steps": steps(paper, str(paper.approved_by or "")),
            "delivery": delivery(paper),
            "shortcoming": self.way.shortcoming(paper, on) if paper.is_editable else "",
            "review": reviewing.standing(paper, may_edit=may["edit"], may_approve=may["approve"]),
            "return_form": ReturnForm(),
            "sign_form": SignForm(initial={"signed_on": on}),
            "number_form": NumberForm(initial={"dated_on": on}, gives_here=here),
            "may_edit": may["edit"],
            "may_approve": may["approve"],
            "may_return": may["handle"],
            "may_sign": may["handle"],
            "may_number": may["number"],
            "may_release": may["handle"],
            "may_void": self.voids and may["number"],
            "may_replace": self.replaces and may["approve"],
            "void_form": VoidForm(),
            "replace_form": ReplaceForm(),
            "prints": paper_prints.latest(paper),
            **self.also(request, paper),
        }

    # On paper

    def printed(self, request: Request, paper: P) -> HttpResponse:
        """With blank number and date, for signature; what is numbered as it was frozen."""

        def draw(said: Facts) -> HttpResponse:
            headers = {"Content-Disposition": f'inline; filename="{self.file}-{paper.pk}.pdf"'}
            return HttpResponse(self.pdf(said), content_type="application/pdf", headers=headers)

        return self._drawn(request, paper, draw, PaperPrint.Form.PDF)

    def word(self, request: Request, paper: P) -> HttpResponse:
        name = f"{self.file}-{paper.pk}"
        return self._drawn(
            request,
            paper,
            lambda said: docx.download(self.docx(said), name),
            PaperPrint.Form.DOCX,
        )

    def _drawn(
        self,
        request: Request,
        paper: P,
        draw: Callable[[Facts], HttpResponse],
        form: PaperPrint.Form,
    ) -> HttpResponse:
        """Who took it along is noted with the paper."""
        if paper.document_id:
            return redirect("units:document_pdf", paper.document_id)
        try:
            said = self.facts(paper, on=request.today, register=self.register(paper))
        except Refused as refused:
            messages.error(request, refused.message)
            return self.back(paper)
        drawn = draw(said)
        paper_prints.record(paper, form, by=request.user, at=clock.now())
        return drawn

    # Steps

    def edit(self, request: Request, paper: P, form: MeetingPaperForm, page: str) -> HttpResponse:
        """Texts, signer and recipients; a second editor is shown both texts."""
        if not paper.is_editable:
            state = paper.get_state_display()
            messages.error(request, f"{self.way.noun} {state}, không sửa được.")
            return self.back(paper)
        theirs: list[tuple[str, str]] = []
        if is_proposed := with_proposal(form, request.POST):
            messages.info(request, "Dòng Nơi nhận theo các nơi đã chọn: xem, sửa rồi bấm Lưu.")
        elif request.method == "POST" and form.is_valid():
            try:
                issuing.change(self.way, paper, **form.said())
            except Overtaken as overtaken:
                theirs = _differing(form, overtaken.theirs)
                form.data = request.POST.copy()
                form.data["edition"] = str(overtaken.theirs.edition)
                form.add_error(None, overtaken.message)
            except Refused as refused:
                form.add_error(None, refused.message)
            else:
                messages.success(request, f"Đã lưu {issuing.lower(self.way.noun)}.")
                return self.back(paper)
        context = {"form": form, "paper": paper, "theirs": theirs, "route": self.route}
        context |= self.about(paper)
        status = 422 if form.is_bound and not is_proposed else 200
        return render(request, page, context, status=status)

    def approve(self, request: Request, paper: P) -> HttpResponse:
        with telling(request, "Đã duyệt. In trình ký, rồi ghi nhận chữ ký."):
            reviewing.check_comments(paper, seen=_told(request, "comments"))
            edition = _told(request, "edition")
            issuing.approve(self.way, paper, edition=edition, by=request.user, at=clock.now())
        return self.back(paper)

    def give_back(self, request: Request, paper: P) -> HttpResponse:
        form = ReturnForm(request.POST)
        if not form.is_valid():
            return self.detail(request, paper, 422, return_form=form)
        with telling(request, "Đã trả lại dự thảo."):
            reason = form.cleaned_data["reason"]
            issuing.return_to_draft(self.way, paper, reason=reason, by=request.user, at=clock.now())
        return self.back(paper)

    def sign(self, request: Request, paper: P) -> HttpResponse:
        form = SignForm(request.POST)
        if not form.is_valid():
            return self.detail(request, paper, 422, sign_form=form)
        with telling(request, "Đã ghi nhận chữ ký. Văn thư cấp số và ngày."):
            signed_on = form.cleaned_data["signed_on"]
            issuing.record_signature(
                self.way, paper, signed_on=signed_on, by=request.user, at=clock.now()
            )
        return self.back(paper)

    def number(self, request: Request, paper: P) -> HttpResponse:
        """Of two clerks at once, or two clicks, one gets the number and the other is told so."""
        form = NumberForm(request.POST, gives_here=gives_here(self.register, paper))
        if not form.is_valid():
            return self.detail(request, paper, 422, number_form=form)
        try:
            document = issuing.number(
                self.way, paper, **form.cleaned_data, by=request.user, at=clock.now()
            )
        except Refused as refused:
            messages.error(request, refused.message)
            fresh = get_object_or_404(self.model, pk=paper.pk)
            return self.detail(request, fresh, 409, number_form=form)
        messages.success(request, f"Đã cấp số {document.code}; bản in được giữ cố định.")
        return self.back(paper)

    def release(self, request: Request, paper: P) -> HttpResponse:
        with telling(request, "Đã phát hành; đang gửi đến các đơn vị nhận."):
            issuing.release(self.way, paper, by=request.user, at=clock.now())
        return self.back(paper)

    def void(self, request: Request, paper: P) -> HttpResponse:
        form = VoidForm(request.POST)
        if not form.is_valid():
            return self.detail(request, paper, 422, void_form=form)
        with telling(request, "Đã hủy số; lý do được giữ trong sổ văn bản đi."):
            reason = form.cleaned_data["reason"]
            issuing.void_number(self.way, paper, reason=reason, by=request.user, at=clock.now())
        return self.back(paper)

    def replace(self, request: Request, paper: P) -> HttpResponse:
        form = ReplaceForm(request.POST)
        if not form.is_valid():
            return self.detail(request, paper, 422, replace_form=form)
        with telling(request, "Soạn lại, duyệt, ký, cấp số mới; bản đã phát hành còn hiệu lực."):
            reason = form.cleaned_data["reason"]
            issuing.replace(self.way, paper, reason=reason, by=request.user, at=clock.now())
        return self.back(paper)

    def delivered(self, request: Request, paper: P) -> HttpResponse:
        """How many units have it by now; asked again and again until all have."""
        context = {"paper": paper, "route": self.route, "delivery": delivery(paper)}
        return render(request, "units/_registry_step.html#delivery", context)


def _told(request: Request, name: str) -> int:
    """What the page said when it was opened."""
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _differing(form: MeetingPaperForm, theirs: Paper) -> list[tuple[str, str]]:
    """Label and the other person's text, where it is another one."""
    return [
        (str(field.label), getattr(theirs, name))
        for name, field in form.fields.items()
        if isinstance(getattr(theirs, name, None), str)
        and getattr(theirs, name) != form.cleaned_data.get(name, "")
    ]
