"""The rotation board: who hosts next, and in which order."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from meetings.forms.calendar import HostTurnForm
from meetings.models import HostTurn
from meetings.permissions.calendar import may_plan_meetings
from meetings.scheduling import hosting
from meetings.views.answers import telling
from procuracy.web.access import requires
from procuracy.web.dates import screen_day
from procuracy.web.errors import Refused
from targets.sections import Cell, Head, Page, Section
from targets.views.catalogue import posted
from targets.views.papers import paper, workbook
from units.acting import Request
from units.models import Unit

HEADS = (
    Head("Lượt", 6),
    Head("Đơn vị"),
    Head("Địa điểm"),
    Head("Đăng cai gần nhất"),
    Head("Sắp đăng cai"),
)


@requires(may_plan_meetings)
def host_turn_list(request: Request) -> HttpResponse:
    """Sent, the form adds a unit at the end."""
    office = request.acting.office
    form = HostTurnForm(posted(request), organiser=office, today=request.today)
    form.instance.organiser = office
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            hosting.add(office, said["unit"], said["place"])
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Đã thêm {said['unit'].short_name} vào vòng luân phiên.")
            return redirect("meetings:host_turn_list")
    turns = hosting.board(office, request.today)
    context = {"form": form, "turns": turns, "next": next((t for t in turns if t.is_next), None)}
    status = 422 if request.method == "POST" else 200
    return render(request, "meetings/host_turn_list.html", context, status=status)


@require_POST
@requires(may_plan_meetings)
def host_turn_step(request: Request, pk: int) -> HttpResponse:
    """One place earlier, or later where `later` is sent."""
    hosting.step(_row(request, pk), 1 if request.POST.get("later") else -1)
    return redirect("meetings:host_turn_list")


@require_POST
@requires(may_plan_meetings)
def host_turn_remove(request: Request, pk: int) -> HttpResponse:
    with telling(request, "Đã bỏ đơn vị khỏi vòng luân phiên."):
        hosting.remove(_row(request, pk))
    return redirect("meetings:host_turn_list")


@require_safe
@requires(may_plan_meetings)
def host_turn_print(request: Request) -> HttpResponse:
    return paper(request, _page(request))


@require_safe
@requires(may_plan_meetings)
def host_turn_sheet(request: Request) -> HttpResponse:
    return workbook(request, _page(request))


def _row(request: Request, pk: int) -> HostTurn:
    return get_object_or_404(HostTurn.objects.filter(organiser=request.acting.office), pk=pk)


def _page(request: Request) -> Page:
    office = Unit.objects.named(request.today).get(pk=request.acting.office.pk)
    turns = hosting.board(office, request.today)
    return Page(
        has_figures=False,
        title="Luân phiên đăng cai hội nghị",
        file="luan-phien-dang-cai",
        period=f"tính đến {screen_day(request.today)}",
        subtitle=next((f"lượt tới: {t.unit.short_name}" for t in turns if t.is_next), ""),
        sections=[
            Section(
                title="",
                sheet="Luân phiên",
                heads=HEADS,
                rows=[_cells(number, turn) for number, turn in enumerate(turns, start=1)],
                empty="Chưa xếp vòng luân phiên.",
            )
        ],
    )


def _cells(number: int, turn: hosting.Turn) -> list[Cell]:
    held = [
        f"{one.title}, {screen_day(one.starts_at)}" if one else ""
        for one in (turn.last, turn.ahead)
    ]
    return [
        Cell(str(number), value=number),
        Cell(turn.unit.short_name),
        Cell(turn.row.place),
        *map(Cell, held),
    ]
