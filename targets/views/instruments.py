"""Instruments: what plans and targets rest on, listed, as a tree, drafted, issued and replaced."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from procuracy.web.access import requires
from procuracy.web.errors import Refused
from procuracy.web.search import matching
from procuracy.web.uploads import serving
from targets import instrument_lists, instruments
from targets.instrument_forms import FileForm, InstrumentForm, IssueForm, ReplaceForm
from targets.models import Instrument, InstrumentFile, Plan, TargetSet
from targets.permissions import may_edit_catalogue, may_read
from targets.permissions.instruments import (
    may_add_instrument,
    may_approve_instrument,
    may_edit_instrument,
)
from targets.views.catalogue import PER_PAGE, form_page, is_stored, posted, typed_words
from targets.views.papers import paper, workbook
from units.acting import Request
from units.models import Unit

State = Instrument.State


@require_safe
@requires(may_read)
def instrument_list(request: Request) -> HttpResponse:
    rows, words, state = _asked(request)
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "words": words,
        "state": state,
        "states": State.choices,
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
        "may_add": may_add_instrument(request.user),
    }
    return render(request, "targets/instrument_list.html", context)


@require_safe
@requires(may_read)
def instrument_tree(request: Request) -> HttpResponse:
    """From the National Assembly down to the plans of units."""
    rows = Instrument.objects.visible_to(request.user).prefetch_related("bases")
    named = Prefetch("unit", Unit.objects.named(request.today))
    plans = Plan.objects.visible_to(request.user).filter(bases__isnull=False).distinct()
    plans = plans.select_related("work_year").prefetch_related("bases", named)
    context = {"nodes": instruments.tree(rows, plans), "may_add": may_add_instrument(request.user)}
    return render(request, "targets/instrument_tree.html", context)


@require_safe
@requires(may_read)
def instrument_print(request: Request) -> HttpResponse:
    return paper(request, instrument_lists.page(*_asked(request)[:2]))


@require_safe
@requires(may_read)
def instrument_sheet(request: Request) -> HttpResponse:
    return workbook(request, instrument_lists.page(*_asked(request)[:2]))


def _asked(request: Request) -> tuple[Any, str, str]:
    words, state = typed_words(request), request.GET.get("state", "")
    rows = Instrument.objects.visible_to(request.user)
    if state in State.values:
        rows = rows.filter(state=state)
    else:
        state = ""
    rows = matching(rows, words, "code", "issuer", "subject", "signer")
    rows = rows.select_related("replaced_by").prefetch_related("bases")
    return rows.order_by(*(Instrument._meta.ordering or ())), words, state


@requires(may_add_instrument)
def instrument_create(request: Request) -> HttpResponse:
    """What came from elsewhere, or with `?draft=1` a draft of the own office."""
    drafts = "draft" in request.GET or not may_edit_catalogue(request.user)
    new = Instrument(state=State.DRAFT, unit=request.acting.office) if drafts else Instrument()
    if drafts:
        office = Unit.objects.named(request.today).get(pk=request.acting.office.pk)
        new.issuer = office.name
    form = InstrumentForm(posted(request), instance=new)
    if is_stored(form, form.save):
        messages.success(request, f"Đã thêm {form.instance}.")
        return redirect("targets:instrument_detail", pk=form.instance.pk)
    return form_page(request, "targets/instrument_create.html", form, drafts=drafts)


@requires(may_edit_instrument, load=Instrument)
def instrument_edit(request: Request, instrument: Instrument) -> HttpResponse:
    if instrument.state in (State.SUBMITTED, State.APPROVED):
        words = "Văn bản đã trình: rút lại về dự thảo trước khi sửa."
        messages.error(request, words)
        return redirect("targets:instrument_detail", pk=instrument.pk)
    if instrument.plan_id:
        words = "Văn bản này do kế hoạch đã ban hành lập ra nên không sửa ở đây: lập bản bổ sung."
        messages.error(request, words)
        return redirect("targets:instrument_detail", pk=instrument.pk)
    form = InstrumentForm(posted(request), instance=instrument)
    if is_stored(form, form.save):
        messages.success(request, f"Đã lưu {form.instance}.")
        return redirect("targets:instrument_detail", pk=instrument.pk)
    return form_page(request, "targets/instrument_edit.html", form, instrument=instrument)


@require_safe
@requires(may_read, load=Instrument)
def instrument_detail(request: Request, instrument: Instrument) -> HttpResponse:
    return render(request, "targets/instrument_detail.html", _detail(request, instrument))


def _detail(request: Request, instrument: Instrument, **forms: Any) -> dict[str, Any]:
    seen = Instrument.objects.visible_to(request.user)
    named = Prefetch("unit", Unit.objects.named(request.today))
    plans = Plan.objects.visible_to(request.user).filter(bases=instrument)
    return {
        "instrument": instrument,
        "bases": instrument.bases.all(),
        "cited_by": seen.filter(bases=instrument),
        "replaces": seen.filter(replaced_by=instrument),
        "issued": Plan.objects.visible_to(request.user).filter(instrument=instrument).first(),
        "plans": plans.select_related("work_year").prefetch_related(named),
        "target_sets": TargetSet.objects.visible_to(request.user).filter(instrument=instrument),
        "files": instrument.files.light(),
        "may_edit": may_edit_instrument(request.user, instrument),
        "may_approve": may_approve_instrument(request.user, instrument),
        "file_form": FileForm(),
        "issue_form": IssueForm(initial={"issued_on": request.today}),
        "replace_form": ReplaceForm(replaced=instrument, initial={"on": request.today}),
        **forms,
    }


@require_POST
@requires(may_edit_instrument, load=Instrument)
def instrument_submit(request: Request, instrument: Instrument) -> HttpResponse:
    return _told(request, instrument, "Đã trình.", lambda: instruments.submit(instrument))


@require_POST
@requires(may_edit_instrument, load=Instrument)
def instrument_recall(request: Request, instrument: Instrument) -> HttpResponse:
    words = "Đã rút lại để sửa."
    return _told(request, instrument, words, lambda: instruments.take_back(instrument))


@require_POST
@requires(may_approve_instrument, load=Instrument)
def instrument_return(request: Request, instrument: Instrument) -> HttpResponse:
    words = "Đã trả lại dự thảo."
    return _told(request, instrument, words, lambda: instruments.take_back(instrument))


@require_POST
@requires(may_approve_instrument, load=Instrument)
def instrument_approve(request: Request, instrument: Instrument) -> HttpResponse:
    words = "Đã phê duyệt; Văn phòng lấy số và ban hành."
    return _told(request, instrument, words, lambda: instruments.approve(instrument))


@require_POST
@requires(may_edit_instrument, load=Instrument)
def instrument_issue(request: Request, instrument: Instrument) -> HttpResponse:
    form = IssueForm(request.POST)
    said = form.cleaned_data if form.is_valid() else {}
    named = {name: said.get(name) for name in ("code", "issued_on", "signer")}

    def act() -> None:
        instruments.issue(instrument, **named)  # type: ignore[arg-type]

    return _sent(request, instrument, form, "issue_form", "Đã ban hành.", act)


@require_POST
@requires(may_edit_instrument, load=Instrument)
def instrument_replace(request: Request, instrument: Instrument) -> HttpResponse:
    form = ReplaceForm(request.POST, replaced=instrument)

    def act() -> None:
        said = form.cleaned_data
        instruments.replace(instrument, by=said["by"], on=said["on"])

    return _sent(request, instrument, form, "replace_form", "Đã ghi hết hiệu lực.", act)


@require_POST
@requires(may_edit_instrument, load=Instrument)
def instrument_restore(request: Request, instrument: Instrument) -> HttpResponse:
    words = "Văn bản được ghi lại là còn hiệu lực."
    return _told(request, instrument, words, lambda: instruments.restore(instrument))


@require_POST
@requires(may_edit_instrument, load=Instrument)
def instrument_attach(request: Request, instrument: Instrument) -> HttpResponse:
    form = FileForm(request.POST, request.FILES)

    def act() -> None:
        instruments.keep_file(instrument, form.cleaned_data["file"])

    return _sent(request, instrument, form, "file_form", "Đã lưu tệp.", act)


@require_safe
@requires(may_read, load=InstrumentFile)
def instrument_file(request: Request, file: InstrumentFile) -> HttpResponse:
    return serving.response(file)


def _sent(
    request: Request,
    instrument: Instrument,
    form: Any,
    name: str,
    done: str,
    act: Callable[[], object],
) -> HttpResponse:
    """Back to the instrument; a form that was refused stays open with what was typed."""
    if form.is_valid():
        try:
            act()
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, done)
            return redirect("targets:instrument_detail", pk=instrument.pk)
    context = _detail(request, instrument, **{name: form})
    return render(request, "targets/instrument_detail.html", context, status=422)


def _told(
    request: Request, instrument: Instrument, done: str, act: Callable[[], object]
) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, done)
    return redirect("targets:instrument_detail", pk=instrument.pk)
