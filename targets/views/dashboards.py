"""Dashboards: each on the screen, on A4 lying across, and as a workbook."""

import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from procuracy.web import clock, xlsx
from procuracy.web.access import requires
from procuracy.web.dates import DateRefused, parse_day, screen_day
from targets import awaited, board_prints, board_sheets, changed, changed_page, filters
from targets import field_page as field_pages
from targets import morning as mornings
from targets import target_page as target_pages
from targets import unit_page as unit_pages
from targets.board_facts import office_facts, seen_board, state_words
from targets.boards import Board
from targets.choices import AsOf, as_of
from targets.filters import Filter
from targets.models import BoardPrint, Target, View
from targets.permissions import may_rank_units, may_read
from targets.permissions.dashboards import may_see_morning
from targets.printing import dashboard_pdf
from targets.sections import Page, file_name, spreads
from targets.views.boards import shares
from units.acting import Request
from units.models import Appointment, Field, Unit
from units.portfolio_board import HEADS
from units.reach import reach


@requires(may_read)
def unit_page(request: Request, unit: int) -> HttpResponse:
    return _screen(request, "unit_page", *_unit(request, unit), thing=unit)


@require_POST
@requires(may_read)
def unit_page_print(request: Request, unit: int) -> HttpResponse:
    """Asked for as a board's print is: seventy targets with their formulas take a while."""
    found, chosen, board = _seen_unit(request, unit)
    asked = board_prints.ask_page(
        by=request.user,
        kind=BoardPrint.Kind.UNIT,
        unit=found,
        board=board,
        chosen=chosen,
        at=clock.now(),
    )
    return redirect(asked.page, asked.pk)


@requires(may_read)
def unit_page_sheet(request: Request, unit: int) -> HttpResponse:
    return _workbook(request, _unit(request, unit)[0])


@requires(may_read)
def target_page(request: Request, target: int) -> HttpResponse:
    return _screen(request, "target_page", *_target(request, target), thing=target)


@requires(may_read)
def target_page_print(request: Request, target: int) -> HttpResponse:
    return _paper(request, _target(request, target)[0])


@requires(may_read)
def target_page_sheet(request: Request, target: int) -> HttpResponse:
    return _workbook(request, _target(request, target)[0])


@requires(may_read)
def field_page(request: Request, code: str) -> HttpResponse:
    return _screen(request, "field_page", *_field(request, code), thing=code)


@requires(may_read)
def field_page_print(request: Request, code: str) -> HttpResponse:
    return _paper(request, _field(request, code)[0])


@requires(may_read)
def field_page_sheet(request: Request, code: str) -> HttpResponse:
    return _workbook(request, _field(request, code)[0])


@requires(may_read)
def changed_list(request: Request) -> HttpResponse:
    return _screen(request, "changed_list", *_changed(request))


@requires(may_read)
def changed_list_print(request: Request) -> HttpResponse:
    return _paper(request, _changed(request)[0])


@requires(may_read)
def changed_list_sheet(request: Request) -> HttpResponse:
    return _workbook(request, _changed(request)[0])


@requires(may_see_morning)
def morning(request: Request) -> HttpResponse:
    return _screen(request, "morning", *_morning(request))


@requires(may_see_morning)
def morning_print(request: Request) -> HttpResponse:
    return _paper(request, _morning(request)[0])


@requires(may_see_morning)
def morning_sheet(request: Request) -> HttpResponse:
    return _workbook(request, _morning(request)[0])


@requires(may_read)
def target_board_sheet(request: Request) -> HttpResponse:
    """The matrix as it is filtered, and behind it its numbers one by one."""
    chosen, wanted, _ = _choice(request)
    board = seen_board(request.acting, chosen, field_code=wanted.field_code, today=request.today)
    state = state_words(clock.now())
    file = xlsx.stream(board_sheets.spreads(wanted.of(board, request.today), wanted.words, state))
    return xlsx.download(file, f"bang-chi-tieu-{request.today:%Y-%m-%d}.xlsx")


Shown = tuple[Page, AsOf, Filter, list[Appointment]]


def _unit(request: Request, unit: int) -> Shown:
    found, chosen, board = _seen_unit(request, unit)
    told = awaited.said(request.user, found, chosen.year, request.today)
    return unit_pages.page(board, found, chosen, told), chosen, Filter(), []


def _seen_unit(request: Request, unit: int) -> tuple[Unit, AsOf, Board]:
    """Http404 for units of which nothing may be read, and for provinces: they are the board."""
    seen = Unit.objects.filter(pk__in=reach(request.acting).unit_ids)
    named = seen.exclude(kind=Unit.Kind.PROVINCE).named(request.today)
    found = get_object_or_404(named, pk=unit)
    chosen = as_of(request.acting, request.GET, request.today)
    board = unit_pages.board_of(request.acting, found, chosen, request.today)
    if not board.columns and found.pk not in reach(request.acting).whole:
        raise Http404("Đơn vị này không có chỉ tiêu thuộc lĩnh vực của phòng.")
    return found, chosen, board


def _target(request: Request, target: int) -> Shown:
    found = get_object_or_404(Target.objects.select_related("field", "target_set"), pk=target)
    chosen, wanted, leaders = _choice(request)
    ranks = bool(may_rank_units(request.user))
    page = target_pages.page(
        request.acting, found, chosen, wanted, today=request.today, ranks=ranks
    )
    return page, chosen, wanted, leaders


def _field(request: Request, code: str) -> Shown:
    found = get_object_or_404(Field, code=code)
    chosen, wanted, leaders = _choice(request)
    page = field_pages.page(request.acting, found, chosen, wanted, today=request.today)
    return page, chosen, wanted, leaders


def _changed(request: Request) -> Shown:
    chosen, wanted, leaders = _choice(request)
    page = changed_page.page(_changes(request, chosen, wanted), chosen, wanted)
    return page, chosen, wanted, leaders


def _morning(request: Request) -> Shown:
    """A deputy's is of his portfolio until he asks for more."""
    chosen, wanted, leaders = _choice(request)
    if "overseer" not in request.GET and request.acting.role not in HEADS:
        own = next((one for one in leaders if one.pk == request.acting.pk), None)
        wanted = Filter(wanted.field, wanted.verdict, own)
    changes = _changes(request, chosen, wanted)
    page = mornings.page(
        request.user, changes, chosen, wanted, today=request.today, now=clock.now()
    )
    return page, chosen, wanted, leaders


def _choice(request: Request) -> tuple[AsOf, Filter, list[Appointment]]:
    chosen = as_of(request.acting, request.GET, request.today)
    leaders = filters.leaders_of(request.acting, request.today)
    return chosen, filters.chosen(request.GET, leaders), leaders


def _changes(request: Request, chosen: AsOf, wanted: Filter) -> changed.Changes:
    since = changed.start_of(_since(request)[0])
    return changed.found(request.acting, chosen, wanted, since=since, today=request.today)


def _since(request: Request) -> tuple[datetime.date, str]:
    """`since` as people write a day, not too far back; by default, and for what is none, the
    working day before. With a sentence where it is not the one that was asked for."""
    today, text = request.today, request.GET.get("since", "")
    default, first = changed.working_day_before(today), changed.earliest(today)
    if not text.strip():
        return default, ""
    try:
        asked = parse_day(text)
    except DateRefused as refused:
        return default, f"{refused.sentence} Đang hiện thay đổi từ {screen_day(default)}."
    if asked > today:
        return today, f"Ngày {screen_day(asked)} chưa đến: đang hiện thay đổi từ hôm nay."
    if asked < first:
        days = changed.DAYS_BACK
        return first, f"Chỉ xem lại được {days} ngày: đang hiện thay đổi từ {screen_day(first)}."
    return asked, ""


def _screen(
    request: Request,
    name: str,
    page: Page,
    chosen: AsOf,
    wanted: Filter,
    leaders: list[Appointment],
    *,
    thing: int | str = "",
) -> HttpResponse:
    """`thing`: what the addresses of paper and workbook name."""
    since, since_note = _since(request)
    context = {
        "thing": thing,
        "page": page,
        "chosen": chosen,
        "wanted": wanted,
        "leaders": leaders,
        "shares": shares(page.counts),
        "views": list(View),
        "since": since,
        "since_note": since_note,
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
        "now": clock.now(),
    }
    return render(request, f"targets/{name}.html", context)


def _paper(request: Request, page: Page) -> HttpResponse:
    at = clock.now()
    drawn = dashboard_pdf(page, office_facts(request.acting.office, request.today, at=at))
    name = file_name(page, request.today, "pdf")
    headers = {
        "Content-Disposition": f'inline; filename="{name}"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(drawn, content_type="application/pdf", headers=headers)


def _workbook(request: Request, page: Page) -> HttpResponse:
    state = state_words(clock.now())
    name = file_name(page, request.today, "xlsx")
    return xlsx.download(xlsx.stream(spreads(page, state)), name)
