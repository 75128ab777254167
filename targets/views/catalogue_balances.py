"""Balances between lines of statistics: what must hold, as rows of the Office."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from procuracy.web.access import requires
from procuracy.web.search import matching
from targets.balance_forms import BalanceForm
from targets.catalogue import store_balance
from targets.models import Balance
from targets.permissions import may_edit_catalogue, may_read
from targets.views.catalogue import (
    PER_PAGE,
    asked_field,
    form_page,
    is_stored,
    posted,
    typed_words,
)
from units.acting import Request
from units.models import Field


@requires(may_read)
def balance_list(request: Request) -> HttpResponse:
    words, fields = typed_words(request), list(Field.objects.all())
    field = asked_field(request, fields)
    rows = matching(Balance.objects.all(), words, "code", "name", "source")
    rows = rows.filter(field=field) if field else rows
    rows = rows.select_related("field").prefetch_related("terms__indicator")
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "words": words,
        "fields": fields,
        "field": field,
        "may_edit": may_edit_catalogue(request.user),
    }
    return render(request, "targets/balance_list.html", context)


@requires(may_edit_catalogue)
def balance_create(request: Request) -> HttpResponse:
    fields = list(Field.objects.all())
    form = BalanceForm(posted(request), initial={"field": asked_field(request, fields)})
    if is_stored(form, lambda: store_balance(form.instance, form.sides)):
        messages.success(request, f"Đã thêm cân đối {form.instance.code}.")
        return redirect("targets:balance_list")
    return form_page(request, "targets/balance_create.html", form)


@requires(may_edit_catalogue, load=Balance)
def balance_edit(request: Request, balance: Balance) -> HttpResponse:
    form = BalanceForm(posted(request), instance=balance)
    if is_stored(form, lambda: store_balance(form.instance, form.sides)):
        messages.success(request, f"Đã lưu cân đối {form.instance.code}.")
        return redirect("targets:balance_list")
    return form_page(request, "targets/balance_edit.html", form, balance=balance)
