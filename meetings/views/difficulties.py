"""Difficulties: noted in a report, listed, answered, settled."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from meetings import reporting
from meetings.conclusion import addressing
from meetings.forms.difficulty_answers import AnswerTaskForm
from meetings.forms.reports import DifficultyForm, SettleForm
from meetings.models import Difficulty, UnitReport
from meetings.permissions.difficulties import (
    may_answer_difficulty,
    may_list_difficulties,
    may_note_difficulty,
    may_settle_difficulty,
)
from meetings.permissions.reports import may_write_report
from meetings.reporting import answer_tasks, difficulties, difficulty_lists
from meetings.views.answers import telling
from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from targets.views.papers import paper, workbook
from units.acting import Request
from units.models import Unit

EDIT, DETAIL = "meetings/difficulty_edit.html", "meetings/difficulty_detail.html"


@require_safe
@requires(may_list_difficulties)
def difficulty_list(request: Request) -> HttpResponse:
    only = request.GET.get("only", "open")
    rows = difficulty_lists.wanted(request.user, request.acting, only, request.today)
    context = {
        "rows": difficulty_lists.named(rows, request.today),
        "count": rows.count(),
        "only": only,
        "choices": difficulty_lists.ONLY,
    }
    return render(request, "meetings/difficulty_list.html", context)


@require_safe
@requires(may_list_difficulties)
def difficulty_list_print(request: Request) -> HttpResponse:
    return paper(request, _page(request))


@require_safe
@requires(may_list_difficulties)
def difficulty_list_sheet(request: Request) -> HttpResponse:
    return workbook(request, _page(request))


def _page(request: Request) -> Any:
    only = request.GET.get("only", "open")
    rows = difficulty_lists.wanted(request.user, request.acting, only, request.today)
    return difficulty_lists.page(difficulty_lists.named(rows, request.today), only)


@requires(may_write_report, load=UnitReport)
def difficulty_create(request: Request, report: UnitReport) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = DifficultyForm(data)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            difficulties.note(
                report, text=said["text"], proposal=said["proposal"], field=said["field"]
            )
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, "Đã ghi khó khăn, đề xuất vào báo cáo.")
            return redirect("meetings:unit_report_edit", report.pk)
    context = {"form": form, "report": report, "closed": reporting.refusal(report)}
    return render(request, EDIT, context, status=422 if form.is_bound else 200)


@requires(may_note_difficulty, load=Difficulty)
def difficulty_edit(request: Request, difficulty: Difficulty) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    first = {"seen": difficulties.words_of(difficulty)}
    row = Difficulty.objects.get(pk=difficulty.pk)
    form = DifficultyForm(data, instance=row, initial=first)
    context: dict[str, Any] = {
        "form": form,
        "report": difficulty.report,
        "difficulty": difficulty,
        "closed": reporting.refusal(difficulty.report),
    }
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            difficulties.change(
                difficulty,
                text=said["text"],
                proposal=said["proposal"],
                field=said["field"],
                seen=said["over"] or said["seen"],
            )
        except difficulties.DifficultyConflict as conflict:
            context |= {"theirs": difficulties.words_of(conflict.theirs), "conflict": True}
            context["mine"] = f"{said['text']}\n{said['proposal']}"
            status = 409
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, "Đã lưu khó khăn, đề xuất.")
            return redirect("meetings:unit_report_edit", difficulty.report_id)
    return render(request, EDIT, context, status=status)


@require_POST
@requires(may_note_difficulty, load=Difficulty)
def difficulty_drop(request: Request, difficulty: Difficulty) -> HttpResponse:
    with telling(request, "Đã bỏ khỏi báo cáo."):
        difficulties.drop(difficulty)
    return redirect("meetings:unit_report_edit", difficulty.report_id)


@require_safe
@requires(may_list_difficulties, load=Difficulty)
def difficulty_detail(request: Request, difficulty: Difficulty) -> HttpResponse:
    return _detail(request, difficulty)


def _detail(request: Request, row: Difficulty, form: Any = None, status: int = 200) -> HttpResponse:
    states = Difficulty.State
    row = Difficulty.objects.select_related("report__meeting", "field").get(pk=row.pk)
    row.unit = Unit.objects.named(request.today).get(pk=row.unit_id)
    may_answer = may_answer_difficulty(request.user, row)
    settles = bool(may_settle_difficulty(request.user, row)) and row.is_open
    context = {
        "errors": form if form is not None and form.non_field_errors() else None,
        "difficulty": row,
        "steps": row.steps.select_related("by__person", "by__unit"),
        "is_waiting": row.is_open and row.state != states.ANSWERED,
        "may_answer": may_answer,
        "may_settle": settles,
        "doings": answer_tasks.doings(row, request.user, request.today),
        "today": request.today,
        "settle_form": form if isinstance(form, SettleForm) else SettleForm(),
    }
    if context["is_waiting"] and may_answer:
        is_typed = isinstance(form, AnswerTaskForm)
        context["answer_form"] = form if is_typed else _answer_form(request, row)
    return render(request, DETAIL, context, status=status)


@require_POST
@requires(may_answer_difficulty, load=Difficulty)
def difficulty_answer(request: Request, difficulty: Difficulty) -> HttpResponse:
    """With the answer, if one is promised, the task of who carries it out."""
    form = _answer_form(request, difficulty, request.POST)

    def act(row: Difficulty, **said: Any) -> None:
        difficulties.answer(row, task=form.order(), **said)

    return _done(request, difficulty, form, "Đã trả lời đơn vị.", act)


def _answer_form(request: Request, row: Difficulty, data: Any = None) -> AnswerTaskForm:
    among = addressing.choices(row.report.meeting.organiser, request.today)
    return AnswerTaskForm(data, among=among, acting=request.acting, on=request.today)


@require_POST
@requires(may_settle_difficulty, load=Difficulty)
def difficulty_reopen(request: Request, difficulty: Difficulty) -> HttpResponse:
    form = SettleForm(request.POST, is_asking=True)
    return _done(request, difficulty, form, "Đã đề nghị trả lời lại.", difficulties.reopen)


@require_POST
@requires(may_settle_difficulty, load=Difficulty)
def difficulty_close(request: Request, difficulty: Difficulty) -> HttpResponse:
    form = SettleForm(request.POST)
    return _done(request, difficulty, form, "Đã kết thúc khó khăn này.", difficulties.close)


def _done(
    request: Request, row: Difficulty, form: Any, sentence: str, act: Callable[..., None]
) -> HttpResponse:
    """Carries out one step, or shows the page again with what was typed and why not."""
    if form.is_valid():
        try:
            act(row, text=form.cleaned_data["text"], by=request.user, at=clock.now())
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, sentence)
            return redirect("meetings:difficulty_detail", row.pk)
    return _detail(request, row, form, status=422)
