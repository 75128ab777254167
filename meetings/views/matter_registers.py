"""Registers of matters as a catalogue, and the head of Office's decision on their words."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify

from meetings.forms.matters import MatterRegisterForm, SwitchForm
from meetings.matters import narrative
from meetings.models import MatterRegister
from meetings.permissions.matters import may_keep_matter_registers, may_switch_narrative
from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from units.acting import Request


@requires(may_keep_matter_registers)
def matter_register_list(request: Request) -> HttpResponse:
    registers = list(MatterRegister.objects.select_related("field"))
    kept = narrative.kept(request.acting.office, registers)
    context = {"rows": [(one, kept[one.pk]) for one in registers]}
    return render(request, "meetings/matter_register_list.html", context)


@requires(may_keep_matter_registers)
def matter_register_create(request: Request) -> HttpResponse:
    form = MatterRegisterForm(request.POST or None)
    if form.is_bound and form.is_valid():
        made = form.save(commit=False)
        made.code = _code(made.short_name)
        made.save()
        messages.success(request, f"Đã mở sổ {made.name}.")
        return redirect("meetings:matter_register_list")
    status = 422 if form.is_bound else 200
    return render(request, "meetings/matter_register_create.html", {"form": form}, status=status)


@requires(may_keep_matter_registers, load=MatterRegister)
def matter_register_edit(request: Request, register: MatterRegister) -> HttpResponse:
    form = MatterRegisterForm(request.POST or None, instance=register)
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, f"Đã lưu sổ {register.name}.")
        return redirect("meetings:matter_register_list")
    context = {"form": form, "register": register}
    status = 422 if form.is_bound else 200
    return render(request, "meetings/matter_register_edit.html", context, status=status)


@requires(may_switch_narrative, load=MatterRegister)
def matter_register_switch(request: Request, register: MatterRegister) -> HttpResponse:
    office = narrative.province_of(request.acting.office)
    is_on = narrative.is_kept(office, register)
    form = SwitchForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            narrative.switch(
                register,
                is_on=request.POST.get("turn") == "on",
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, f"Đã đổi cách ghi sổ {register.name}.")
            return redirect("meetings:matter_register", register.pk)
        except Refused as refused:
            form.add_error(None, refused.message)
    switches = register.switches.filter(office=office).select_related("by__person")
    context = {"form": form, "register": register, "is_on": is_on, "switches": switches}
    status = 422 if form.is_bound else 200
    return render(request, "meetings/matter_register_switch.html", context, status=status)


def _code(name: str) -> str:
    """From the short name; a second one of the same name gets a number."""
    stem = slugify(name.replace("đ", "d").replace("Đ", "d"))[:16] or "so"
    taken = set(MatterRegister.objects.filter(code__startswith=stem).values_list("code", flat=True))
    more = (f"{stem}-{number}" for number in range(2, 1000))
    return stem if stem not in taken else next(code for code in more if code not in taken)
