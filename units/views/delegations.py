"""Mandates of the head: who acted for him and when, a new one, and its early end."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from units.acting import Request
from units.delegating import delegate, head_on, revoke
from units.delegation_forms import DelegationForm, RevokeForm
from units.models import Delegation
from units.permissions import may_delegate, may_see_organisation

PER_PAGE = 50


@requires(may_see_organisation)
def delegation_list(request: Request) -> HttpResponse:
    """Those of the own office and of what it succeeds, the newest first."""
    rows = Delegation.objects.filter(grantor__unit__in=request.acting.office_ids)
    rows = rows.select_related("grantor__person", "delegate__person")
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "today": request.today,
        "may_give": may_delegate(request.user),
    }
    return render(request, "units/delegation_list.html", context)


@requires(may_delegate)
def delegation_create(request: Request) -> HttpResponse:
    office = request.acting.office
    form = DelegationForm(
        office,
        request.today,
        request.POST if request.method == "POST" else None,
        initial={"valid_from": request.today},
    )
    if request.method == "POST" and form.is_valid() and _give(request, form):
        messages.success(request, "Đã ghi ủy quyền.")
        return redirect("units:delegation_list")
    context = {"form": form, "head": head_on(office, request.today)}
    status = 422 if form.errors else 200
    return render(request, "units/delegation_create.html", context, status=status)


def _give(request: Request, form: DelegationForm) -> bool:
    """False when it was refused; the sentence then stands in the form."""
    head = head_on(request.acting.office, form.cleaned_data["valid_from"])
    if head is None:
        form.add_error("valid_from", "Vào ngày này cơ quan không có Viện trưởng.")
        return False
    said = {name: form.cleaned_data[name] for name in form.declared_fields}
    try:
        delegate(grantor=head, by=request.user, at=clock.now(), **said)
    except Refused as refused:
        form.add_error(None, refused.message)
        return False
    return True


@requires(may_delegate, load=Delegation)
def delegation_end(request: Request, delegation: Delegation) -> HttpResponse:
    """Revoked early; a mandate that has not begun is taken away whole."""
    is_to_come = delegation.valid_from > request.today
    data = request.POST if request.method == "POST" else None
    form = RevokeForm(data, initial={"on": request.today})
    if is_to_come:
        del form.fields["on"]
    if request.method == "POST" and form.is_valid():
        try:
            revoke(delegation, on=form.cleaned_data.get("on"), by=request.user, at=clock.now())
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, "Đã thu hồi ủy quyền.")
            return redirect("units:delegation_list")
    context = {"form": form, "delegation": delegation, "is_to_come": is_to_come}
    status = 422 if form.errors else 200
    return render(request, "units/delegation_end.html", context, status=status)
