"""A working session with one unit: the check, the report and the requests beside each other."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from meetings.forms.sessions import AcceptanceForm, RequestForm
from meetings.models import DirectiveTask, Meeting, MeetingKind
from meetings.models.acceptance import requests, waiting
from meetings.permissions.sessions import may_accept, may_see_session
from meetings.sessions import accepting, checks
from meetings.sessions import requests as asked
from meetings.sessions.pages import progress_words, session_page
from meetings.sessions.requests import Standing
from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from targets.models import PlanTask
from targets.views import papers
from units.acting import Request
from units.models import Appointment, Role, Unit

NO_UNIT = "Cuộc họp này chưa ghi đơn vị làm việc: sửa cuộc họp để chọn đơn vị."


def home(meeting: Meeting) -> HttpResponse:
    """The page that a meeting of this kind has."""
    if meeting.with_unit_id is None:
        return redirect("meetings:meeting_detail", meeting.pk)
    is_launch = meeting.kind.purpose == MeetingKind.Purpose.LAUNCH
    page = "launch_detail" if is_launch else "working_session"
    return redirect(f"meetings:{page}", meeting.pk)


@require_safe
@requires(may_see_session, load=Meeting)
def working_session(request: Request, meeting: Meeting) -> HttpResponse:
    if meeting.kind.purpose != MeetingKind.Purpose.SESSION or meeting.with_unit_id is None:
        return home(meeting) if meeting.kind.is_with_one else _other(request, meeting)
    facts = _facts(request, meeting)
    check = facts["check"]
    context = facts | requests_of(request, meeting, facts["requests"])
    context |= {
        "meeting": meeting,
        "tasks": [(one, progress_words(one)) for one in check.tasks],
        "plan_ids": {plan.pk for plan in check.plans},
    }
    return render(request, "meetings/working_session.html", context)


def _other(request: Request, meeting: Meeting) -> HttpResponse:
    messages.info(request, NO_UNIT)
    return redirect("meetings:meeting_detail", meeting.pk)


def _facts(request: Request, meeting: Meeting) -> dict[str, Any]:
    unit = checks.unit_of(meeting)
    assert unit
    is_own = unit.pk in request.acting.own_unit_ids
    return {
        "unit": unit,
        "check": checks.check(meeting, unit, request.today),
        "told": checks.told(meeting, unit, is_own=is_own),
        "requests": asked.listing(meeting),
    }


def requests_of(request: Request, meeting: Meeting, found: list[asked.Request]) -> dict[str, Any]:
    """For the list of requests, which the pages of sessions and launches share."""
    return {
        "requests": found,
        "waiting": asked.count_of(found, Standing.WAITING),
        "taken": asked.count_of(found, Standing.TAKEN),
        "accept_by": asked.accept_by(meeting),
        "acceptances": meeting.acceptances.select_related("by__person", "supplement"),
        "may_accept": may_accept(request.user, meeting),
        "may_see_plans": set(
            PlanTask.objects.visible_to(request.user)
            .filter(directive_tasks__directive__meeting=meeting)
            .values_list("pk", flat=True)
        ),
        "today": request.today,
    }


@require_safe
@requires(may_see_session, load=Meeting)
def working_session_print(request: Request, meeting: Meeting) -> HttpResponse:
    if meeting.with_unit_id is None:
        return _other(request, meeting)
    page = session_page(meeting, **_named(_facts(request, meeting)))
    return papers.paper(request, page, tells_verdicts=True)


@require_safe
@requires(may_see_session, load=Meeting)
def working_session_sheet(request: Request, meeting: Meeting) -> HttpResponse:
    if meeting.with_unit_id is None:
        return _other(request, meeting)
    return papers.workbook(request, session_page(meeting, **_named(_facts(request, meeting))))


def _named(facts: dict[str, Any]) -> dict[str, Any]:
    return {"found" if name == "requests" else name: value for name, value in facts.items()}


@requires(may_accept, load=Meeting)
def acceptance_edit(request: Request, meeting: Meeting) -> HttpResponse:
    """All requests on one page, each prefilled: one press takes them into the unit's plan."""
    data = request.POST if request.method == "POST" else None
    unit = Unit.objects.named(request.today).get(pk=request.acting.unit_id)
    tasks = _tasks(meeting, unit, data)
    form = AcceptanceForm(data, tasks=tasks)
    rows = _rows(meeting, unit, tasks, data, request)
    status = 200 if data is None else 422
    # Each form is read, so that all of what is missing is told at once.
    if data is not None and all([form.is_valid(), *(row.is_valid() for row in rows)]):
        said = form.cleaned_data
        try:
            accepting.accept(
                meeting,
                [row.choice() for row in rows],
                unit=unit,
                key=said["key"],
                words=said["words"],
                by=request.user,
                at=clock.now(),
            )
        except Refused as refused:
            form.add_error(None, refused.message)
            status = 409
        else:
            messages.success(
                request, "Đã tiếp thu. Bổ sung chương trình rồi trình thủ trưởng duyệt."
            )
            return home(meeting)
    context = {
        "meeting": meeting,
        "unit": unit,
        "form": form,
        "rows": rows,
        "accept_by": asked.accept_by(meeting),
        "in_force_on": asked.in_force_on(meeting),
        "today": request.today,
    }
    return render(request, "meetings/acceptance_edit.html", context, status=status)


def _tasks(meeting: Meeting, unit: Unit, data: Any) -> list[DirectiveTask]:
    """Those waiting; of a form that was sent those it showed, whatever became of them since."""
    own = requests(DirectiveTask.objects.filter(directive__meeting=meeting, unit=unit))
    free = set(waiting(own).values_list("pk", flat=True))
    shown = {int(one) for one in _seen(data) if one.isascii() and one.isdecimal()}
    rows = own.select_related("directive", "appointment").order_by("directive__order", "pk")
    return [task for task in rows if task.pk in (shown or free)]


def _seen(data: Any) -> list[str]:
    return str(data.get("seen", ""))[:4000].split(",") if data is not None else []


def _rows(
    meeting: Meeting, unit: Unit, tasks: list[DirectiveTask], data: Any, request: Request
) -> list[RequestForm]:
    plans = checks.plans_of(meeting, unit)
    lines = PlanTask.objects.standing().numbered().filter(plan__in=plans, done_on=None)
    held = Appointment.objects.current(request.today).filter(unit=unit).select_related("person")
    seats = list(held.exclude(role=Role.ADMINISTRATOR).order_by("pk"))
    heads = [seat.person_id for seat in seats if seat.role == Role.UNIT_HEAD]
    known = {line.pk: line for line in lines.select_related("plan").order_by("plan", "order", "pk")}
    people = {seat.person_id: seat.person for seat in seats}
    return [
        RequestForm(
            data,
            task=task,
            lines=known,
            people=people,
            lead=task.appointment.person_id if task.appointment else next(iter(heads), None),
        )
        for task in tasks
    ]
