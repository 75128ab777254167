"""The lines of statistics."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render

from procuracy.web.access import requires
from procuracy.web.search import matching
from targets.catalogue_forms import IndicatorForm
from targets.models import Indicator
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
def indicator_list(request: Request) -> HttpResponse:
    words, fields = typed_words(request), list(Field.objects.all())
    field = asked_field(request, fields)
    rows = matching(Indicator.objects.all(), words, "code", "name", "source")
    rows = rows.filter(field=field) if field else rows
    rows = rows.select_related("field", "beside").annotate(
        target_count=Count("terms__target", distinct=True)
    )
    rows = rows.order_by("field__order", "field", "order", "code")
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "words": words,
        "fields": fields,
        "field": field,
        "today": request.today,
        "may_edit": may_edit_catalogue(request.user),
    }
    return render(request, "targets/indicator_list.html", context)


@requires(may_edit_catalogue)
def indicator_create(request: Request) -> HttpResponse:
    fields = list(Field.objects.all())
    form = IndicatorForm(posted(request), initial={"field": asked_field(request, fields)})
    if is_stored(form, form.save):
        messages.success(request, f"Đã thêm dòng {form.instance.code}.")
        return redirect("targets:indicator_list")
    return form_page(request, "targets/indicator_create.html", form)


@requires(may_edit_catalogue, load=Indicator)
def indicator_edit(request: Request, indicator: Indicator) -> HttpResponse:
    form = IndicatorForm(posted(request), instance=indicator)
    if is_stored(form, form.save):
        messages.success(request, f"Đã lưu dòng {form.instance.code}.")
        return redirect("targets:indicator_list")
    return form_page(request, "targets/indicator_edit.html", form, indicator=indicator)
