"""The chair's question list: ticked when asked, put into the record by one key."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from meetings.hall import questions
from meetings.hall.questions import Line
from meetings.models import Meeting
from meetings.permissions.hall import may_question
from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from targets.sections import Head, Page, Section, plain
from targets.views import papers
from units.acting import Request

PAGE = "meetings/question_list.html"
ACTS = {
    "tick": questions.tick,
    "put": questions.put,
    "unexplained": questions.leave_unexplained,
}


@require_safe
@requires(may_question, load=Meeting)
def question_list(request: Request, meeting: Meeting) -> HttpResponse:
    return render(request, PAGE, _context(meeting))


def _context(meeting: Meeting) -> dict[str, Any]:
    lines = questions.listing(meeting, clock.now())
    return {
        "meeting": meeting,
        "groups": [(unit, list(some)) for unit, some in groupby(lines, key=lambda one: one.unit)],
        "total": len(lines),
        "open_count": sum(one.is_open for one in lines),
        "first_open": next((one.key for one in lines if one.is_open), ""),
    }


@require_POST
@requires(may_question, load=Meeting)
def question_act(request: Request, meeting: Meeting, key: str) -> HttpResponse:
    """`act`: tick, put or unexplained; by htmx the list comes back, the next line in focus."""
    act = ACTS.get(request.POST.get("act", ""))
    try:
        if act is None:
            raise Refused("Chọn việc cần làm với câu hỏi.")
        now = clock.now()
        act(meeting, questions.found(meeting, key, now), by=request.user, at=now)
    except Refused as refusal:
        if request.htmx:
            context = _context(meeting) | {"refusal": refusal.message}
            return render(request, f"{PAGE}#lines", context, status=409)
        messages.error(request, refusal.message)
    if request.htmx:
        return render(request, f"{PAGE}#lines", _context(meeting))
    return redirect("meetings:question_list", meeting.pk)


@require_safe
@requires(may_question, load=Meeting)
def question_print(request: Request, meeting: Meeting) -> HttpResponse:
    return papers.paper(request, _page(meeting))


@require_safe
@requires(may_question, load=Meeting)
def question_sheet(request: Request, meeting: Meeting) -> HttpResponse:
    return papers.workbook(request, _page(meeting))


def _page(meeting: Meeting) -> Page:
    lines = questions.listing(meeting, clock.now())
    heads = [Head("TT", 5), Head("Đơn vị", 18), Head("Loại", 17), Head("Nội dung hỏi", 45)]
    heads.append(Head("Đã hỏi, ghi chú", 15))
    return Page(
        has_figures=False,
        title="Câu hỏi cho chủ trì",
        file=f"cau-hoi-{slugify(meeting.title)[:40]}",
        period=meeting.title,
        sections=[
            Section(
                "",
                heads,
                [_cells(no, line) for no, line in enumerate(lines, start=1)],
                sheet="Câu hỏi",
                empty="Số liệu không cho thấy điều gì cần hỏi.",
            )
        ],
    )


def _cells(no: int, line: Line) -> list[Any]:
    texts = [str(no), line.unit.short_name, line.kind.label, line.words, _state(line)]
    return [plain(text) for text in texts]


def _state(line: Line) -> str:
    if line.row is None or line.is_open:
        return ""
    said = ["đã hỏi"] if line.row.asked_at else []
    said += ["đã ghi biên bản"] if line.row.intervention_id else []
    said += ["không giải trình"] if line.row.is_unexplained else []
    return ", ".join(said)
