"""Answering a target that is words, on the page of its cell."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from procuracy.web import clock
from procuracy.web.access import refuse, requires
from procuracy.web.errors import Refused
from targets import answering
from targets.answer_forms import TargetAnswerForm
from targets.choices import as_of
from targets.models import Target
from targets.permissions import may_answer_target, may_read
from targets.views.assignments import asked_unit
from units.acting import Request
from units.reach import reach


@require_POST
@requires(may_read)
def target_answer(request: Request, unit: int, target: int) -> HttpResponse:
    """As of the month that the page shows."""
    seen = asked_unit(request, unit)
    asked = Target.objects.select_related("field")
    wanted = get_object_or_404(asked, pk=target)
    if not reach(request.acting).covers(seen.pk, wanted.field_id):
        raise Http404("Chỉ tiêu này thuộc lĩnh vực của phòng khác.")
    answer = may_answer_target(request.user, seen)
    if not answer:
        return refuse(request, answer)
    chosen = as_of(request.acting, request.POST, request.today)
    form = TargetAnswerForm(request.POST)
    if form.is_valid():
        try:
            answering.answer(
                seen,
                wanted,
                chosen.period.month,
                is_fulfilled=form.cleaned_data["is_fulfilled"],
                text=form.cleaned_data["text"],
                by=request.user,
                at=clock.now(),
                today=request.today,
            )
            messages.success(request, "Đã ghi đánh giá chỉ tiêu.")
            response = redirect("targets:target_cell", unit=unit, target=target)
            response["Location"] += chosen.query
            return response
        except Refused as refused:
            form.add_error(None, refused.message)
    context = {"form": form, "unit": seen, "target": wanted, "chosen": chosen}
    return render(request, "targets/target_answer.html", context, status=422)
