"""The calendar on the screen, on paper, as a workbook and for other programs."""

import datetime
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.models import Meeting, MeetingKind
from meetings.permissions.calendar import may_plan_meetings
from meetings.permissions.meetings import may_create_meeting, may_list_meetings, may_see_meeting
from meetings.scheduling import calendar, calendar_files
from meetings.scheduling.calendar import Span
from procuracy.web import clock, icalendar
from procuracy.web.access import requires
from procuracy.web.dates import FIRST_YEAR, LAST_YEAR
from procuracy.web.forms import tidied
from targets.calendar import add_months
from targets.models import WorkYear
from targets.views.papers import paper, workbook
from units.acting import Request


@dataclass(frozen=True)
class Asked:
    """What the address asks for; what it does not say, or says wrongly, is now."""

    span: Span
    month: datetime.date
    year: WorkYear | None
    kind: MeetingKind | None
    by_year: bool

    @property
    def query(self) -> str:
        kind = f"&kind={self.kind.code}" if self.kind else ""
        if self.by_year and self.year:
            return f"?view=year&year={self.year.year}{kind}"
        return f"?month={self.month:%Y-%m}{kind}"


@require_safe
@requires(may_list_meetings)
def meeting_calendar(request: Request) -> HttpResponse:
    asked = _asked(request)
    rows = calendar.meetings(asked.span, request.user, asked.kind)
    context = {
        "asked": asked,
        "before": add_months(asked.month, -1),
        "after": add_months(asked.month, 1),
        "weekdays": calendar.WEEKDAYS,
        "weeks": [] if asked.by_year else calendar.weeks(asked.span, rows, request.today),
        "months": calendar.by_month(rows) if asked.by_year else [],
        "count": len(rows),
        "kinds": MeetingKind.objects.all(),
        "years": WorkYear.objects.all(),
        "may_create": may_create_meeting(request.user),
        "may_plan": may_plan_meetings(request.user),
    }
    return render(request, "meetings/meeting_calendar.html", context)


@require_safe
@requires(may_list_meetings)
def meeting_calendar_print(request: Request) -> HttpResponse:
    asked = _asked(request)
    rows = calendar.meetings(asked.span, request.user, asked.kind)
    return paper(request, calendar.page(asked.span, rows, asked.kind))


@require_safe
@requires(may_list_meetings)
def meeting_calendar_sheet(request: Request) -> HttpResponse:
    asked = _asked(request)
    rows = calendar.meetings(asked.span, request.user, asked.kind)
    return workbook(request, calendar.page(asked.span, rows, asked.kind))


@require_safe
@requires(may_list_meetings)
def meeting_calendar_export(request: Request) -> HttpResponse:
    """All that is shown, for the calendar of a phone or a mail program."""
    asked = _asked(request)
    shown = calendar.meetings(asked.span, request.user, asked.kind)
    rows = calendar_files.counted(Meeting.objects.filter(pk__in=[one.pk for one in shown]))
    content = calendar_files.file_of(asked.span.title, rows.order_by("starts_at"), clock.now())
    return _file(content, asked.span.file)


@require_safe
@requires(may_see_meeting, load=Meeting)
def meeting_export(request: Request, meeting: Meeting) -> HttpResponse:
    row = calendar_files.counted(Meeting.objects.all()).get(pk=meeting.pk)
    content = calendar_files.file_of(row.title, [row], clock.now())
    return _file(content, f"lich-hop-{meeting.pk}")


def _file(content: bytes, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.ics"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=icalendar.CONTENT_TYPE, headers=headers)


def _asked(request: Request) -> Asked:
    today = request.today
    code = tidied(request.GET.get("kind", ""))
    kind = MeetingKind.objects.filter(code=code).first() if code else None
    number = request.GET.get("year", "")
    is_number = number.isascii() and number.isdecimal() and len(number) <= 4
    year = WorkYear.objects.filter(year=int(number)).first() if is_number else None
    year = year or WorkYear.objects.at(today)
    month = _month(request.GET.get("month", "")) or today.replace(day=1)
    by_year = request.GET.get("view") == "year" and year is not None
    span = calendar.year_span(year) if by_year and year else calendar.month_span(month)
    return Asked(span, month, year, kind, by_year)


def _month(text: str) -> datetime.date | None:
    """`2026-11`; years that no office plans for are as none."""
    try:
        month = datetime.date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return month if FIRST_YEAR < month.year < LAST_YEAR else None
