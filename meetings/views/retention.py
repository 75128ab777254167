"""Thời hạn bảo quản: the table, what is over or ends soon, and what was decided about it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from meetings.forms.volumes import DisposalForm, RuleForm, TermsForm
from meetings.models import Disposal, IndexTerm, RetentionRule
from meetings.permissions.volumes import may_dispose, may_see_volumes, may_set_retention
from meetings.volumes import deciding, keeping
from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from units.acting import Request
from units.models import Document
from units.models.registry import DocumentKind
from units.views.people import PER_PAGE


@require_safe
@requires(may_see_volumes)
def retention_list(request: Request) -> HttpResponse:
    office = request.acting.office
    rules = list(RetentionRule.objects.filter(office=None))
    own = {
        (rule.document_kind, rule.rhythm): rule
        for rule in RetentionRule.objects.filter(office=office)
    }
    ending = keeping.ending(request.user, request.today)
    context = {
        "rules": [(rule, own.get((rule.document_kind, rule.rhythm))) for rule in rules],
        "ending": [
            (one, DocumentKind(one.kind).label, one.is_over(request.today)) for one in ending
        ],
        "disposals": Disposal.objects.visible_to(request.user)[:20],
        "may_set": may_set_retention(request.user),
        "may_dispose": may_dispose(request.user),
        "terms": IndexTerm.objects.filter(office=office).count(),
    }
    return render(request, "meetings/retention_list.html", context)


@requires(may_set_retention, load=RetentionRule)
def retention_edit(request: Request, rule: RetentionRule) -> HttpResponse:
    """The office's own line in place of a common one."""
    if rule.office_id is not None:
        raise Http404
    office = request.acting.office
    own = RetentionRule.objects.filter(
        office=office, document_kind=rule.document_kind, rhythm=rule.rhythm
    ).first()
    start = own or RetentionRule(
        office=office,
        document_kind=rule.document_kind,
        rhythm=rule.rhythm,
        years=rule.years,
        source=rule.source,
    )
    form = RuleForm(request.POST if request.method == "POST" else None, instance=start)
    if request.method == "POST" and form.is_valid():
        deciding.set_rule(office, rule, form.cleaned_data)
        messages.success(request, "Đã ghi thời hạn bảo quản của cơ quan.")
        return redirect("meetings:retention_list")
    context = {"form": form, "rule": rule, "own": own}
    return render(
        request, "meetings/retention_edit.html", context, status=422 if form.errors else 200
    )


@require_POST
@requires(may_set_retention, load=RetentionRule)
def retention_reset(request: Request, rule: RetentionRule) -> HttpResponse:
    """Back to the common line."""
    RetentionRule.objects.filter(
        office=request.acting.office, document_kind=rule.document_kind, rhythm=rule.rhythm
    ).delete()
    messages.success(request, "Đã trở lại thời hạn chung.")
    return redirect("meetings:retention_list")


@requires(may_set_retention)
def index_term_list(request: Request) -> HttpResponse:
    """The common index words, and the office's own in one field."""
    office = request.acting.office
    own = IndexTerm.objects.filter(office=office)
    written = "\n".join(
        f"{row.term} = {'; '.join(row.variants)}" if row.variants else row.term for row in own
    )
    form = TermsForm(request.POST if request.method == "POST" else None, initial={"terms": written})
    if request.method == "POST" and form.is_valid():
        deciding.set_terms(office, form.cleaned_data["terms"])
        messages.success(request, "Đã lưu từ khóa tra cứu của cơ quan.")
        return redirect("meetings:index_term_list")
    context = {"form": form, "common": IndexTerm.objects.filter(office=None)}
    return render(
        request, "meetings/index_term_list.html", context, status=422 if form.errors else 200
    )


@requires(may_dispose)
def disposal_create(request: Request, kind: str, year: int) -> HttpResponse:
    """What ends of a kind and a year, each with a box; the decision on paper beside it."""
    groups = deciding.group(request.user, kind, year, request.today)
    sent = request.method == "POST"
    form = DisposalForm(request.today, request.POST if sent else None, instance=Disposal())
    chosen = [int(pk) for pk in request.POST.getlist("documents") if pk.isdecimal()][:5000]
    if sent and form.is_valid():
        try:
            made = deciding.decide(
                form.save(commit=False),
                chosen,
                today=request.today,
                by=request.user,
                at=clock.now(),
            )
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, "Đã ghi quyết định cùng danh sách văn bản.")
            return redirect("meetings:disposal_detail", made.pk)
    context = {"form": form, "label": _label(kind), "year": year, **_lines(groups, chosen, sent)}
    status = 422 if form.errors else 200
    return render(request, "meetings/disposal_create.html", context, status=status)


def _lines(groups: list[keeping.Ending], chosen: list[int], sent: bool) -> dict[str, Any]:
    untils = {pk: one.until for one in groups for pk in one.ids}
    rows = Document.objects.light().filter(pk__in=untils).order_by("dated_on", "pk")
    return {
        "lines": [(row, untils[row.pk], not sent or row.pk in chosen) for row in rows],
        "untils": sorted({one.until for one in groups}),
    }


def _label(kind: str) -> str:
    return DocumentKind(kind).label if kind in DocumentKind else ""


@require_safe
@requires(may_see_volumes, load=Disposal)
def disposal_detail(request: Request, disposal: Disposal) -> HttpResponse:
    """The decision and its list; the documents stay and lead from here."""
    items = disposal.items.select_related("document").order_by("document__dated_on", "pk")
    items = items.defer("document__pdf", "document__facts")
    context = {
        "disposal": disposal,
        "page": Paginator(items, PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "meetings/disposal_detail.html", context)
