"""Sổ văn bản đi: the numbers of a register, year by year."""

from django.contrib import messages
from django.db.models import Count, Max, Prefetch, prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from procuracy.web import clock, xlsx
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from units import numbers, register_book, symbols
from units.acting import Request
from units.forms import RegisterForm
from units.models import Register, Unit
from units.permissions import may_keep_registers, may_see_registers, may_skip_numbers
from units.register_forms import RangeForm, SkipForm
from units.register_printing import MOST, register_pdf, register_sheet
from units.registry import highest_number


@requires(may_see_registers)
def register_list(request: Request) -> HttpResponse:
    registers = (
        Register.objects.visible_to(request.user)
        .prefetch_related(Prefetch("office", Unit.objects.named(request.today)))
        .annotate(entry_count=Count("entries"), last_on=Max("entries__dated_on"))
        .order_by("office__order", "name")
    )
    context = {"registers": registers, "may_open": may_keep_registers(request.user)}
    return render(request, "units/register_list.html", context)


@requires(may_see_registers, load=Register)
def register_detail(request: Request, register: Register) -> HttpResponse:
    prefetch_related_objects([register.office], "names")
    years = register_book.years(register)
    year = _year(request, years)
    found = register_book.lines(register, year, request.today)
    context = {
        "register": register,
        "office": register.office.naming(request.today),
        "examples": symbols.examples(register, request.today),
        "without_symbol": symbols.without_symbol(register, request.today),
        "lines": found,
        "unexplained": register_book.unexplained(found),
        "is_long": len(found) > MOST,
        "year": year,
        "years": years,
        "may_edit": may_keep_registers(request.user, register),
        "may_skip": may_skip_numbers(request.user, register),
    }
    return render(request, "units/register_detail.html", context)


@require_safe
@requires(may_see_registers, load=Register)
def register_print(request: Request, register: Register) -> HttpResponse:
    """Refused in words while a number is left open, and where there are too many to wait for."""
    year, first, last = RangeForm(request.GET).span(request.today)
    found = register_book.lines(register, year, request.today)
    why = _why_not_printed(register_book.unexplained(found))
    shown = [line for line in found if line.last >= first and line.first <= last]
    if not why and len(shown) > MOST:
        why = f"Sổ năm {year} có {len(shown)} dòng: chọn từ số, đến số để in mỗi lần {MOST} dòng."
    if why:
        messages.error(request, why)
        return _back(register, year)
    content = register_pdf(register, year, shown, request.today)
    name = f"so-van-ban-di-{register.pk}-{year}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@require_safe
@requires(may_see_registers, load=Register)
def register_export(request: Request, register: Register) -> HttpResponse:
    year, _, _ = RangeForm(request.GET).span(request.today)
    found = register_book.lines(register, year, request.today)
    if why := _why_not_printed(register_book.unexplained(found)):
        messages.error(request, why)
        return _back(register, year)
    content = register_sheet(register, year, found)
    return xlsx.response(content, f"so-van-ban-di-{register.pk}-{year}.xlsx")


@requires(may_skip_numbers, load=Register)
def register_skip(request: Request, register: Register) -> HttpResponse:
    following = highest_number(register, request.today.year) + 1
    initial = {"year": request.today.year, "first": following}
    form = SkipForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            numbers.skip(register, **form.said(), by=request.user, at=clock.now())
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, "Đã ghi lý do; các số này không cấp cho văn bản nào.")
            return _back(register, form.cleaned_data["year"])
    context = {"form": form, "register": register}
    return render(request, "units/register_skip.html", context, status=422 if form.errors else 200)


def _why_not_printed(unexplained: str) -> str:
    if not unexplained:
        return ""
    return f"Chưa in được: số {unexplained} không có văn bản và chưa ghi lý do."


def _back(register: Register, year: int) -> HttpResponse:
    return redirect(f"{reverse('units:register_detail', args=[register.pk])}?year={year}")


@requires(may_keep_registers)
def register_create(request: Request) -> HttpResponse:
    return _edit(request, Register(office=request.acting.office), "units/register_create.html")


@requires(may_keep_registers, load=Register)
def register_edit(request: Request, register: Register) -> HttpResponse:
    return _edit(request, register, "units/register_edit.html")


def _edit(request: Request, register: Register, template: str) -> HttpResponse:
    form = RegisterForm(request.POST if request.method == "POST" else None, instance=register)
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        messages.success(request, f"Đã lưu {saved.name}.")
        return redirect("units:register_detail", saved.pk)
    context = {"form": form, "register": register}
    return render(request, template, context, status=422 if form.errors else 200)


def _year(request: Request, years: list[int]) -> int:
    """The year asked for if the register has it, else its newest, else the present one."""
    wanted = request.GET.get("year", "")
    if wanted.isascii() and wanted.isdigit() and len(wanted) == 4:
        return int(wanted)
    return years[0] if years else request.today.year
