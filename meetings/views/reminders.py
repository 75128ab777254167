"""Nhắc việc: what one was reminded of until one says so, and when leaders are told."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from meetings.forms.reminders import EscalationTermForm
from meetings.models import EscalationTerm, TaskReminder
from meetings.permissions.reminders import may_set_escalation
from meetings.tasks import reminding
from meetings.tasks.reminder_page import reminded
from procuracy.web import clock
from procuracy.web.access import anyone, requires
from targets.views.catalogue import posted
from units.acting import Request


@require_safe
@requires(anyone)
def task_reminder_list(request: Request) -> HttpResponse:
    """The own ones, of tasks that the position lets see."""
    page = reminded(request.user, request.today)
    context = {"page": page, "may_set": may_set_escalation(request.user)}
    return render(request, "meetings/task_reminder_list.html", context)


@require_POST
@requires(anyone)
def task_reminder_acknowledge(request: Request, pk: int) -> HttpResponse:
    """Of its task everything said so far."""
    row = get_object_or_404(TaskReminder.objects.visible_to(request.user), pk=pk)
    reminding.acknowledge(request.user, [row.task_id], at=clock.now())
    return redirect("meetings:task_reminder_list")


@require_POST
@requires(anyone)
def task_reminder_acknowledge_all(request: Request) -> HttpResponse:
    """What stood on the page when it was read: later ones are not known yet."""
    last = request.POST.get("last", "")
    shown = TaskReminder.objects.visible_to(request.user).filter(
        pk__lte=int(last) if last.isdecimal() and len(last) < 18 else 0
    )
    done = reminding.acknowledge_rows(shown, at=clock.now())
    if done:
        messages.success(request, "Đã xác nhận biết tất cả nhắc việc.")
    return redirect("meetings:task_reminder_list")


@requires(may_set_escalation)
def escalation_edit(request: Request) -> HttpResponse:
    office = request.acting.office
    held = EscalationTerm.objects.filter(office=office).first()
    form = EscalationTermForm(posted(request), instance=held or EscalationTerm(office=office))
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, "Đã lưu thời hạn báo lãnh đạo, áp dụng từ lần nhắc việc tới.")
        return redirect("meetings:task_reminder_list")
    context = {"form": form, "office": office}
    status = 422 if form.is_bound else 200
    return render(request, "meetings/escalation_edit.html", context, status=status)
