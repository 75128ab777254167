"""Explanations before a meeting: the list, the unit's page, the answer of the leader in charge."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from procuracy.web import clock, xlsx
from procuracy.web.access import refuse, requires
from procuracy.web.errors import Refused
from targets import explaining, explanation_facts, explanation_lists
from targets.board_facts import facts, period_words, seen_board
from targets.boards import BEHIND
from targets.choices import as_of
from targets.explaining import Overtaken, closing_month
from targets.explanation_forms import ExplanationForm, ReplyForm
from targets.explanation_lists import Entry, earlier, elsewhere, overview, picked
from targets.models import Explanation, Period
from targets.permissions import may_answer_explanation, may_explain, may_promise, may_read
from units.acting import Request
from units.models import Field, Unit
from units.reach import reach


@require_safe
@requires(may_read)
def explanation_list(request: Request) -> HttpResponse:
    found = _list(request)
    context = found | {
        "elsewhere": elsewhere(request.acting, found["chosen"].period, request.today),
        "fields": Field.objects.all(),
        "choices": explanation_lists.ONLY,
        "now": clock.now(),
    }
    return render(request, "targets/explanation_list.html", context)


@require_safe
@requires(may_read)
def explanation_print(request: Request) -> HttpResponse:
    found = _list(request)
    drawn = explanation_facts.list_pdf(found["overview"], _heads(request, found))
    headers = {"Content-Disposition": 'inline; filename="giai-trinh-chi-tieu.pdf"'}
    return HttpResponse(drawn, content_type="application/pdf", headers=headers)


@require_safe
@requires(may_read)
def explanation_export(request: Request) -> HttpResponse:
    found = _list(request)
    book = explanation_facts.spreads(found["overview"], _heads(request, found))
    name = f"giai-trinh-chi-tieu-{found['chosen'].period.ends_on:%Y-%m}.xlsx"
    return xlsx.download(xlsx.stream(book), name)


def _list(request: Request) -> dict[str, Any]:
    chosen = as_of(request.acting, request.GET, request.today)
    code = request.GET.get("field", "").replace("\0", "")
    board = seen_board(request.acting, chosen, field_code=code, today=request.today)
    only = picked(request.GET)
    return {
        "chosen": chosen,
        "month": closing_month(chosen.period),
        "overview": overview(request.user, board, chosen, only=only, today=request.today),
        "own": request.acting.own_unit_ids if request.acting.types_figures else (),
        "only": only,
        "field_code": code,
    }


def _heads(request: Request, found: dict[str, Any]) -> dict[str, Any]:
    board = found["overview"].board
    return facts(board, request.acting.office, at=clock.now()) | {"period": period_words(board)}


@requires(may_read)
def explanation_edit(request: Request, unit: int, target: int, period: int) -> HttpResponse:
    """The unit writes; who may not, reads what was sent."""
    where, month = _where(request, unit), _month(request, period)
    answer = may_explain(request.user, where)
    if not answer:
        return refuse(request, answer)
    score = next(
        (s for s in explaining.scores_of(where, month, request.today) if s.target.pk == target),
        None,
    )
    if score is None:
        raise Http404("Chỉ tiêu này không giao cho đơn vị.")
    row = explaining.known([where.pk], month).get((where.pk, target))
    if row and not row.is_editable:
        return redirect("targets:explanation_detail", row.pk)
    entry = Entry(where, score, row)
    form = ExplanationForm(request.POST or None, row=row, goal=entry.goal)
    if (
        request.method == "POST"
        and form.is_valid()
        and (saved := _save(request, entry, month, form))
    ):
        return saved
    context = _page(request, entry, month) | {"form": form, "may_send": _sends(request, where)}
    status = 422 if request.method == "POST" else 200
    return render(request, "targets/explanation_edit.html", context, status=status)


def _save(
    request: Request, entry: Entry, month: Period, form: ExplanationForm
) -> HttpResponse | None:
    """Stored first, then sent if that was asked; None after a refusal, which the form shows."""
    try:
        seen = request.POST.get("over") or form.cleaned_data["seen"]
        row = explaining.write(
            entry.unit, entry.score.target, month, form.said(), seen=seen, by=request.user
        )
    except Refused as refused:
        form.add_error(None, refused.message)
        return None
    except Overtaken as overtaken:
        form.overtaken_by(overtaken.stored)
        return None
    if request.POST.get("act") != "send":
        messages.success(request, "Đã lưu bản nháp giải trình.")
        return redirect("targets:explanation_edit", entry.unit.pk, entry.score.target.pk, month.pk)
    return _send(request, row, form)


def _send(request: Request, row: Explanation, form: ExplanationForm) -> HttpResponse | None:
    answer = may_promise(request.user, row.unit)
    if not answer:
        return refuse(request, answer)
    try:
        explaining.send(row, by=request.user, at=clock.now(), today=request.today)
    except Refused as refused:
        form.follow(row)
        form.add_error(None, refused.message)
        return None
    messages.success(request, "Đã gửi giải trình và cam kết.")
    return redirect("targets:explanation_detail", row.pk)


def _sends(request: Request, unit: Unit) -> Any:
    return may_promise(request.user, unit)


@require_safe
@requires(may_read, load=Explanation)
def explanation_detail(request: Request, explanation: Explanation) -> HttpResponse:
    return render(request, "targets/explanation_detail.html", _detail(request, explanation))


@require_POST
@requires(may_answer_explanation, load=Explanation)
def explanation_answer(request: Request, explanation: Explanation) -> HttpResponse:
    form = ReplyForm(request.POST)
    gives_back = request.POST.get("act") == "return"
    if form.is_valid():
        act = explaining.give_back if gives_back else explaining.answer
        try:
            act(explanation, text=form.cleaned_data["text"], by=request.user, at=clock.now())
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            said = "Đã yêu cầu đơn vị giải trình lại." if gives_back else "Đã ghi ý kiến."
            messages.success(request, said)
            return _answered(explanation, is_gone=gives_back)
    context = _detail(request, explanation) | {"form": form}
    return render(request, "targets/explanation_detail.html", context, status=422)


def _answered(row: Explanation, *, is_gone: bool) -> HttpResponse:
    """`is_gone`: it is its unit's draft again, which the leader does not read; then the list."""
    if not is_gone:
        return redirect("targets:explanation_detail", row.pk)
    response = redirect("targets:explanation_list")
    response["Location"] += f"?year={row.period.work_year.year}&period={row.period_id}"
    return response


def _detail(request: Request, explanation: Explanation) -> dict[str, Any]:
    where = Unit.objects.named(request.today).get(pk=explanation.unit_id)
    scores = explaining.scores_of(where, explanation.period, request.today)
    score = next((s for s in scores if s.target.pk == explanation.target_id), None)
    return {
        "row": explanation,
        "unit": where,
        "score": score,
        "goal": explanation_lists.promised_level(explanation),
        "due": explanation_lists.Due(where.short_name, explanation, request.today),
        "earlier": earlier(explanation.unit_id, explanation.target, explanation.period.ends_on),
        "may_answer": may_answer_explanation(request.user, explanation),
        "may_write": explanation.is_editable and bool(may_explain(request.user, where)),
        "form": ReplyForm(),
    }


def _page(request: Request, entry: Entry, month: Period) -> dict[str, Any]:
    return {
        "entry": entry,
        "unit": entry.unit,
        "score": entry.score,
        "row": entry.explanation,
        "month": month,
        "is_behind": entry.score.verdict in BEHIND,
        "earlier": earlier(entry.unit.pk, entry.score.target, month.ends_on),
    }


def _where(request: Request, unit: int) -> Unit:
    named = Unit.objects.named(request.today).filter(pk__in=reach(request.acting).unit_ids)
    return get_object_or_404(named.exclude(kind=Unit.Kind.PROVINCE), pk=unit)


def _month(request: Request, period: int) -> Period:
    months = Period.objects.months().select_related("work_year")
    return get_object_or_404(months.filter(starts_on__lte=request.today), pk=period)
