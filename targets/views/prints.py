"""The print of the board: asked for, waited for, read."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET, require_POST

from procuracy.web import clock
from procuracy.web.access import requires, unattended
from procuracy.web.errors import Refused
from targets import board_facts, board_prints, filters
from targets.choices import as_of
from targets.models import BoardPrint
from targets.permissions import may_read
from units.acting import Request
from units.models import Unit


@require_POST
@requires(may_read)
def board_print(request: Request) -> HttpResponse:
    chosen = as_of(request.acting, request.POST, request.today)
    wanted = filters.chosen(request.POST, filters.leaders_of(request.acting, request.today))
    try:
        asked = board_prints.ask(
            by=request.user,
            period=chosen.period,
            wanted=wanted,
            view=chosen.view,
            compares=chosen.compares,
            at=clock.now(),
        )
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect(reverse("targets:target_board") + chosen.query + wanted.query)
    return redirect(asked.page, asked.pk)


@unattended
@require_GET
@requires(may_read, load=BoardPrint)
def board_print_detail(request: Request, asked: BoardPrint) -> HttpResponse:
    """Asks for itself every second with the stage it shows; 204 while nothing has changed."""
    stage = asked.stage(clock.now())
    if request.htmx and request.GET.get("shown") == stage:
        return HttpResponse(status=204)
    template = "targets/board_print_detail.html" + ("#outcome" if request.htmx else "")
    context = {
        "asked": asked,
        "stage": stage,
        "wanted": board_facts.filter_of(asked),
        "unit": asked.unit_id and Unit.objects.named(request.today).get(pk=asked.unit_id),
    }
    if asked.kind != BoardPrint.Kind.BOARD:
        context["query"] = board_facts.asked_choice(asked, request.today).query
    return render(request, template, context)


@require_GET
@requires(may_read, load=BoardPrint)
def board_print_pdf(request: Request, asked: BoardPrint) -> HttpResponse:
    if asked.pdf is None:
        return redirect("targets:board_print_detail", asked.pk)
    headers = {"Content-Disposition": f'inline; filename="{asked.file_name}"'}
    response = HttpResponse(bytes(asked.pdf), content_type="application/pdf", headers=headers)
    patch_cache_control(response, private=True)
    return response
