"""A department in its field: one page over all units, one for each unit, questions and checks."""

import datetime
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from procuracy.web import clock
from procuracy.web.access import refuse, requires
from procuracy.web.errors import Refused
from targets import calendar, checking, field_board_page, field_boards
from targets.checking import Part
from targets.field_forms import AnswerForm, QuestionForm
from targets.models import FieldCheck, FieldQuestion
from targets.permissions import may_answer_question, may_check_field, may_see_fields
from targets.sections import Page
from targets.views import papers
from targets.years import entry_month
from units.acting import Request
from units.models import Field, Unit
from units.reach import reach

MONTHS_BACK = 18


@requires(may_see_fields)
def field_board(request: Request) -> HttpResponse:
    return render(request, "targets/field_board.html", _board(request))


@requires(may_see_fields)
def field_board_print(request: Request) -> HttpResponse:
    return papers.paper(request, _board_page(request), tells_verdicts=True)


@requires(may_see_fields)
def field_board_sheet(request: Request) -> HttpResponse:
    return papers.workbook(request, _board_page(request))


def _board_page(request: Request) -> Page:
    found = _board(request)
    if found["field"] is None:
        raise Http404("Đơn vị của bạn chưa có lĩnh vực nào.")
    return field_board_page.page(found["whole"], found["board"])


def _board(request: Request) -> dict[str, Any]:
    """The field and month asked for, else the first field and the month that is entered now."""
    fields = field_boards.fields_of(reach(request.acting))
    asked = request.GET.get("field", "")
    field = next((one for one in fields if one.code == asked), fields[0] if fields else None)
    wanted = entry_month(request.today)
    months = [calendar.add_months(wanted, -back) for back in range(MONTHS_BACK)]
    month = next((one for one in months if f"{one:%Y-%m}" == request.GET.get("month")), wanted)
    context: dict[str, Any] = {"fields": fields, "field": field, "months": months, "month": month}
    if field:
        whole = field_boards.assemble(request.acting, field, month, today=request.today)
        only_open = request.GET.get("only") == "open"
        context |= {
            "whole": whole,
            "board": whole.open_only() if only_open else whole,
            "only_open": only_open,
            "query": f"?field={field.code}&month={month:%Y-%m}{'&only=open' if only_open else ''}",
            "now": clock.now(),
        }
    return context


@requires(may_see_fields)
def field_check(request: Request, field: int, unit: int, month: datetime.date) -> HttpResponse:
    return _page(request, _part(request, field, unit, month))


@require_POST
@requires(may_see_fields)
def field_check_ask(request: Request, field: int, unit: int, month: datetime.date) -> HttpResponse:
    part = _part(request, field, unit, month)
    answer = may_check_field(request.user, _check(part))
    if not answer:
        return refuse(request, answer)
    form = QuestionForm(request.POST)
    if form.is_valid() and _done(
        request,
        f"Đã gửi câu hỏi tới {part.unit.short_name}.",
        lambda: checking.ask(part, text=form.cleaned_data["text"], by=request.user, at=clock.now()),
    ):
        return _back(part)
    return _page(request, part, form, status=422)


@require_POST
@requires(may_see_fields)
def field_check_done(request: Request, field: int, unit: int, month: datetime.date) -> HttpResponse:
    part = _part(request, field, unit, month)
    answer = may_check_field(request.user, _check(part))
    if not answer:
        return refuse(request, answer)
    _done(
        request,
        f"Đã kiểm tra số liệu của {part.unit.short_name}.",
        lambda: checking.mark_checked(part, by=request.user, at=clock.now()),
    )
    return _back(part)


@require_POST
@requires(may_answer_question, load=FieldQuestion)
def field_question_answer(request: Request, question: FieldQuestion) -> HttpResponse:
    """From the unit's entry page; the department sees the answer beside its question."""
    check, form = question.field_check, AnswerForm(request.POST, prefix=f"q{question.pk}")
    if form.is_valid() and _done(
        request,
        "Đã gửi trả lời cho phòng nghiệp vụ.",
        lambda: checking.answer(
            question, text=form.cleaned_data["answer"], by=request.user, at=clock.now()
        ),
    ):
        url = reverse("targets:figure_entry", args=[check.unit_id, check.month])
        return redirect(f"{url}#questions")
    context = {"question": question, "form": form, "check": check}
    return render(request, "targets/field_question_answer.html", context, status=422)


def _part(request: Request, field: int, unit: int, month: datetime.date) -> Part:
    """Http404 for what may not be read, and for months that have not come."""
    scope = reach(request.acting)
    named = Unit.objects.named(calendar.month_end(month)).filter(pk__in=scope.unit_ids)
    where = get_object_or_404(named.exclude(kind=Unit.Kind.PROVINCE), pk=unit)
    work = get_object_or_404(Field, pk=field)
    if month > request.today or not scope.covers(where.pk, work.pk):
        raise Http404("Không có số liệu này.")
    return Part(where, work, month)


def _check(part: Part) -> FieldCheck:
    """What the rule is asked about, whether anything was said of it yet or not."""
    return part.stored() or FieldCheck(**part.key)


def _page(
    request: Request, part: Part, form: QuestionForm | None = None, *, status: int = 200
) -> HttpResponse:
    lines = field_boards.lines_of(part.field, part.month)
    (row,) = field_boards.rows_of(
        request.acting, [part.unit], lines, part.field, part.month, request.today
    )
    context = {
        "part": part,
        "row": row,
        "form": form or QuestionForm(),
        "may_check": may_check_field(request.user, row.check or FieldCheck(**part.key)),
        "previous_month": calendar.add_months(part.month, -1),
        "year_before": calendar.add_months(part.month, -12),
    }
    return render(request, "targets/field_check.html", context, status=status)


def _back(part: Part) -> HttpResponse:
    return redirect("targets:field_check", part.field.pk, part.unit.pk, part.month)


def _done(request: Request, words: str, act: Callable[[], object]) -> bool:
    try:
        act()
    except Refused as refused:
        messages.error(request, refused.message)
        return False
    messages.success(request, words)
    return True
