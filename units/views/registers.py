"""Sổ văn bản đi: the numbers of a register, year by year."""

from django.contrib import messages
from django.db.models import Count, Max, Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render

from procuracy.web.access import requires
from units.acting import Request
from units.forms import RegisterForm
from units.models import Document, DocumentRecipient, Register, Unit
from units.permissions import may_keep_registers, may_see_registers


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
    years = list(register.entries.order_by("-year").values_list("year", flat=True).distinct())
    year = _year(request, years)
    recipients = DocumentRecipient.objects.prefetch_related(
        Prefetch("unit", Unit.objects.named(request.today))
    )
    documents = Document.objects.light().prefetch_related(Prefetch("recipients", recipients))
    entries = register.entries.filter(year=year).prefetch_related(Prefetch("document", documents))
    context = {
        "register": register,
        "office": register.office.naming(request.today),
        "entries": entries,
        "year": year,
        "years": years,
        "may_edit": may_keep_registers(request.user, register),
    }
    return render(request, "units/register_detail.html", context)


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
