"""Niêm phong of each day: read, compared, printed and put into the binder."""

import datetime
from typing import Any

from django.db.models import F, IntegerField, Sum
from django.db.models.functions import TruncDate
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from procuracy.web import pdf
from procuracy.web.access import requires
from procuracy.web.dates import printed_short
from procuracy.web.history import sealing
from procuracy.web.models import HistoryAccess, Seal
from procuracy.web.paper import office_lines
from units.acting import Request
from units.models import Unit
from units.permissions import may_see_seals
from units.views.history import log

DAYS_SHOWN = 31


@require_safe
@requires(may_see_seals)
def seal_list(request: Request) -> HttpResponse:
    """The last seal of each day, newest first."""
    since = timezone.now() - datetime.timedelta(days=DAYS_SHOWN)
    rows = Seal.objects.defer("ids", "digests").filter(at__gte=since)
    days: Any = rows.annotate(day=TruncDate("at")).order_by("-day", "-number").distinct("day")
    return render(request, "units/seal_list.html", {"seals": list(days), "days": DAYS_SHOWN})


@require_safe
@requires(may_see_seals)
def seal_detail(request: Request, day: str) -> HttpResponse:
    return render(request, "units/seal_detail.html", _facts(day))


@require_safe
@requires(may_see_seals)
def seal_pdf(request: Request, day: str) -> HttpResponse:
    facts = _facts(day)
    seal: Seal = facts["seal"]
    log(request, HistoryAccess.Action.PRINT, {"day": day, "digest": seal.hex})
    office = Unit.objects.named(request.today).get(pk=request.acting.office.pk)
    context: dict[str, Any] = pdf.printable(
        {
            "document_title": f"Niêm phong lịch sử thay đổi ngày {printed_short(facts['day'])}",
            "office_lines": office_lines(office.name),
            "printed_by": str(request.user),
            "position": request.acting.position,
            "printed_at": timezone.localtime(),
        }
    )
    html = render_to_string("print/seal.html", facts | context)
    response = HttpResponse(pdf.render(html), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="niem-phong-{day}.pdf"'
    return response


def _facts(day: str) -> dict[str, Any]:
    """The day's last seal; it vouches for all rows of the day and of the days before it."""
    wanted = _day(day)
    zone = timezone.get_current_timezone()
    seal = sealing.seal_of_day(wanted, zone) if wanted else None
    if wanted is None or seal is None:
        raise Http404
    begin = datetime.datetime.combine(wanted, datetime.time(), zone)
    rows = Seal.objects.filter(at__gte=begin, number__lte=seal.number)
    count = rows.aggregate(rows=Sum(_length(), output_field=IntegerField()))["rows"]
    is_past = timezone.localdate() > wanted
    return {"seal": seal, "day": wanted, "rows": count, "seals": rows.count(), "is_past": is_past}


def _length() -> Any:
    return F("ids__len")


def _day(text: str) -> datetime.date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
