"""Lịch sử: what became of one record, and the inspector's search over all of them.

Searching and exporting are logged: a GET writes that one row and nothing else.
"""

import datetime
from typing import Any

from django.conf import settings
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from procuracy.web import xlsx
from procuracy.web.access import anyone, refuse, requires
from procuracy.web.history import reading
from procuracy.web.models import Change, HistoryAccess, PurgeRequest, Revision
from units.acting import Request
from units.histories import shown
from units.history_forms import HistoryForm
from units.history_search import COLUMNS, found, rows_of, without_kept
from units.permissions import may_ask_purge, may_search_history

PER_PAGE = 50
EXPORTED_AT_MOST = 10_000


@require_safe
@requires(anyone)
def record_history(request: Request, kind: str, pk: str) -> HttpResponse:
    """Of a row that exists for this user; who sees the record sees its history."""
    record = visible_record(request, kind, pk)
    if path := settings.HISTORY["rules"].get(record._meta.label):
        answer = import_string(path)(request.user, record)
        if not answer:
            return refuse(request, answer)
    table, key = record._meta.db_table, str(record.pk)
    told = Change.objects.filter(Q(table=table, record=key) | Q(whole=f"{table} {key}"))
    changes = without_kept(told, request.acting)
    drafts = own_drafts(request, table, key)
    is_drafts = "drafts" in request.GET
    context = {
        "record": record,
        "kind": kind,
        "called": reading.called(type(record)),
        "name": reading_name(record, request.today),
        "url": address_of(record),
        "is_drafts": is_drafts,
        "has_drafts": drafts.exists(),
        "may_purge": may_ask_purge(request.user),
        "purges": PurgeRequest.objects.filter(table=table, record=key).select_related("tombstone"),
        **page_of(drafts if is_drafts else changes, request),
    }
    return render(request, "units/record_history.html", context)


def visible_record(request: Request, kind: str, pk: str) -> Model:
    model: Any = reading.model_called(kind)
    rows: Any = getattr(model, "_default_manager", None)
    if request.user.acting is None or not hasattr(rows, "visible_to"):
        raise Http404
    try:
        record: Model = get_object_or_404(rows.visible_to(request.user), pk=pk)
    except (ValueError, TypeError) as error:
        raise Http404 from error
    return record


def own_drafts(request: Request, table: str, key: str) -> QuerySet[Revision]:
    """What was saved while typing: for the unit that typed and the office that keeps it."""
    units = request.acting.own_unit_ids | request.acting.office_ids
    return Revision.objects.filter(table=table, record=key, unit_id__in=units)


def reading_name(record: Model, on: datetime.date) -> str:
    names = reading.Names(on)
    names.want(type(record), record.pk)
    return names.get(type(record), record.pk)


def address_of(record: Model) -> str:
    """The record's own page, where it has one."""
    name = f"{record._meta.app_label}:{record._meta.model_name}_detail"
    try:
        return reverse(name, args=[record.pk])
    except NoReverseMatch:
        return ""


def page_of(rows: QuerySet[Any], request: Request) -> dict[str, Any]:
    """A page of the newest rows, older than row `?before=`; nothing is counted."""
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 19:
        last = rows.model.objects.filter(pk=int(before)).values_list("at", flat=True).first()
        if last is not None:
            rows = rows.filter(Q(at__lt=last) | Q(at=last, pk__lt=int(before)))
    some = list(rows.order_by("-at", "-pk")[: PER_PAGE + 1])
    more = some[PER_PAGE - 1].pk if len(some) > PER_PAGE else None
    return {"shown": shown(some[:PER_PAGE], request.today), "older": more}


@require_safe
@requires(may_search_history)
def change_list(request: Request) -> HttpResponse:
    form = HistoryForm(request.acting, request.today, request.GET or None)
    context: dict[str, Any] = {"form": form, "shown": [], "older": None}
    if form.is_valid():
        log(request, HistoryAccess.Action.SEARCH, form.asked())
        context |= page_of(found(form, request.acting), request)
    return render(request, "units/change_list.html", context)


@require_safe
@requires(may_search_history)
def change_export(request: Request) -> HttpResponse:
    """The whole search as a workbook, the newest EXPORTED_AT_MOST rows of it."""
    form = HistoryForm(request.acting, request.today, request.GET or None)
    if not form.is_valid():
        context = {"form": form, "shown": [], "older": None}
        return render(request, "units/change_list.html", context)
    log(request, HistoryAccess.Action.EXPORT, form.asked())
    changes = found(form, request.acting).order_by("-at", "-pk")[:EXPORTED_AT_MOST]
    table = xlsx.Table("Lịch sử", COLUMNS, rows_of(changes, request.today), lines=form.lines())
    return xlsx.response(xlsx.write([table]), f"lich-su-{request.today:%Y-%m-%d}.xlsx")


def log(request: Request, action: str, asked: dict[str, str]) -> None:
    HistoryAccess.objects.create(
        at=timezone.now(),
        user_id=request.user.pk,
        appointment_id=request.acting.pk,
        action=action,
        asked=asked,
    )
