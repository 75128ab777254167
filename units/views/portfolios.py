"""Who oversees what: the board of an office, single assignments, and sharing out anew."""

import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.dates import screen_day
from procuracy.web.errors import Refused
from units.acting import Request
from units.actions.portfolios import assign, stop
from units.actions.rotation import Rotation, plan_rotation, rotate
from units.models import Portfolio, Unit
from units.permissions import may_keep_portfolios, may_see_organisation
from units.portfolio_board import LEADERS, Board, board
from units.portfolio_forms import BoardDayForm, PortfolioForm, RotationForm, StopForm
from units.portfolio_printing import board_pdf


@requires(may_see_organisation)
def portfolio_board(request: Request) -> HttpResponse:
    form = BoardDayForm(request.GET if "on" in request.GET else None, initial={"on": request.today})
    on = form.day(request.today)
    office = _shown_office(request, on)
    is_own = office.pk == request.acting.office.pk
    above = request.acting.office.parent
    context = {
        "form": form,
        "on": on,
        "office": office,
        "board": board(office, on),
        "other": above if is_own and above else None if is_own else request.acting.office,
        "may_keep": is_own and may_keep_portfolios(request.user),
        "is_own": is_own,
    }
    return render(request, "units/portfolio_board.html", context)


@require_safe
@requires(may_see_organisation)
def portfolio_board_print(request: Request) -> HttpResponse:
    """The board of the same day and office, on paper."""
    on = BoardDayForm(request.GET if "on" in request.GET else None).day(request.today)
    content = board_pdf(board(_shown_office(request, on), on), request.today)
    headers = {"Content-Disposition": 'inline; filename="phan-cong-phu-trach.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _shown_office(request: Request, on: datetime.date) -> Unit:
    """The office asked for by `?office=`, else the user's own."""
    offices = Unit.objects.offices().named(on)
    if code := request.GET.get("office", "").replace("\0", ""):
        return get_object_or_404(offices, code=code)
    return offices.get(pk=request.acting.office.pk)


@requires(may_keep_portfolios)
def portfolio_create(request: Request) -> HttpResponse:
    office = request.acting.office
    asked = {name: request.GET.get(name, "") for name in ("holder", "unit", "field")}
    form = PortfolioForm(
        office,
        request.today,
        request.POST if request.method == "POST" else None,
        initial=asked | {"valid_from": _day(request.GET.get("on", "")) or request.today},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = assign(by=request.user, at=clock.now(), **_said(form))
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            _tell(request, made)
            return redirect(_board_on(max(made.valid_from, request.today)))
    status = 422 if form.errors else 200
    return render(request, "units/portfolio_create.html", {"form": form}, status=status)


def _said(form: PortfolioForm) -> dict[str, Any]:
    names = ("unit", "field", "valid_from", "valid_to", "decision")
    return {name: form.cleaned_data[name] for name in names} | {
        "appointment": form.cleaned_data["holder"]
    }


def _tell(request: Request, made: Portfolio) -> None:
    """What was written, and who of the leaders oversees the same at that time."""
    messages.success(request, f"Đã phân công {made.appointment.person.full_name}.")
    if made.appointment.role not in LEADERS or not made.appointment.unit.is_office:
        return
    others = Portfolio.objects.current(made.valid_from).exclude(appointment=made.appointment)
    others = others.filter(unit=made.unit, field=made.field, appointment__role__in=LEADERS)
    names = others.filter(appointment__unit=made.appointment.unit_id).values_list(
        "appointment__person__full_name", flat=True
    )
    if names:
        messages.warning(request, f"Trùng: {', '.join(names)} cũng đang phụ trách nội dung này.")


def _board_on(on: datetime.date) -> str:
    return f"{reverse('units:portfolio_board')}?on={on.isoformat()}"


def _day(text: str) -> datetime.date | None:
    form = BoardDayForm({"on": text})
    return form.cleaned_data["on"] if form.is_valid() else None


@requires(may_keep_portfolios, load=Portfolio)
def portfolio_end(request: Request, portfolio: Portfolio) -> HttpResponse:
    """Gives the last day; what has not begun is taken away whole."""
    is_to_come = portfolio.valid_from > request.today
    initial = {"on": portfolio.valid_to or request.today}
    form = StopForm(request.POST if request.method == "POST" else None, initial=initial)
    if is_to_come:
        del form.fields["on"]
    if request.method == "POST" and form.is_valid():
        try:
            stop(portfolio, on=form.cleaned_data.get("on"), by=request.user, at=clock.now())
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(
                request, "Đã bỏ phân công." if is_to_come else "Đã ghi ngày thôi phụ trách."
            )
            return redirect("units:portfolio_board")
    context = {
        "form": form,
        "portfolio": portfolio,
        "unit": Unit.objects.named(request.today).filter(overseen_by=portfolio).first(),
        "is_to_come": is_to_come,
    }
    status = 422 if form.errors else 200
    return render(request, "units/portfolio_end.html", context, status=status)


@requires(may_keep_portfolios)
def portfolio_rotate(request: Request) -> HttpResponse:
    """First shows what would change; the second sending applies just that."""
    sent = request.POST if request.method == "POST" else None
    since = _day((sent or request.GET).get("since", "")) or _first_of_next_month(request.today)
    form = RotationForm(board(request.acting.office, since), sent, initial={"since": since})
    rotation = None
    if sent is not None and form.is_valid():
        if "apply" in sent and _apply(request, form):
            return redirect(_board_on(since))
        rotation = plan_rotation(request.acting.office, form.wanted, since)
        if not rotation and not form.errors:
            form.add_error(
                None, "Chưa có thay đổi nào: chọn người phụ trách mới ở ít nhất một dòng."
            )
    context = {
        "form": form,
        "since": since,
        "board": form.board,
        "rotation": rotation,
        "shares": _shares(form, rotation),
        "is_past": since < request.today,
    }
    return render(
        request, "units/portfolio_rotate.html", context, status=422 if form.errors else 200
    )


def _first_of_next_month(day: datetime.date) -> datetime.date:
    return (day.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)


def _apply(request: Request, form: RotationForm) -> bool:
    """False when it was refused; the sentence then stands in the form."""
    since = form.cleaned_data["since"]
    try:
        made = rotate(
            request.acting.office,
            form.wanted,
            since=since,
            decision=form.cleaned_data["decision"],
            seen=request.POST.get("seen", ""),
            by=request.user,
            at=clock.now(),
        )
    except Refused as refused:
        form.add_error(None, refused.message)
        return False
    messages.success(
        request,
        f"Đã phân công lại từ ngày {screen_day(since)}: {len(made.ended)} phân công kết thúc ngày "
        f"hôm trước, {len(made.begun)} phân công bắt đầu.",
    )
    return True


def _shares(form: RotationForm, rotation: Rotation | None) -> list[dict[str, Any]]:
    """Side by side, what each leader holds from the day on: kept, gained and lost."""
    shown: Board = form.board
    wanted = form.wanted if rotation else {}
    shares: dict[int, dict[str, Any]] = {
        leader.pk: {"leader": leader, "kept": [], "gained": [], "lost": []}
        for leader in form.leaders.values()
    }
    for row in shown.rows:
        before = {held.portfolio.appointment_id for held in row.holders}
        after = before
        if row.thing in wanted:
            leader = wanted[row.thing]
            after = {leader.pk} if leader else set()
        for pk in (before | after) & shares.keys():
            part = "lost" if pk not in after else "kept" if pk in before else "gained"
            shares[pk][part].append(row.label)
    return list(shares.values())
