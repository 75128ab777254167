"""All that the page of a unit's report shows to somebody."""

from typing import Any

from django.forms import Form

from meetings import facts, reporting
from meetings.forms.reports import (
    AcceptForm,
    AttachForm,
    CheckForm,
    ReturnForm,
    SectionForm,
    section_form,
)
from meetings.models import ReportSection, UnitReport
from meetings.models.kind_sections import SectionSource as Source
from meetings.permissions.reports import (
    may_accept_report,
    may_check_report,
    may_extend_report,
    may_return_report,
    may_send_report,
    may_submit_report,
    may_write_report,
)
from meetings.reporting import checking, citing, sections
from meetings.reporting.reading import Reading
from meetings.reporting.speaking import minutes_of, takes_long, too_long, warnings
from meetings.scheduling import planning
from procuracy.web import clock
from targets.permissions import may_explain
from units.acting import Request
from units.models import Unit


def context_of(request: Request, report: UnitReport, refused: Form | None = None) -> dict[str, Any]:
    """`refused`: a form that stays open with what was typed."""
    meeting, user = report.meeting, request.user
    unit = Unit.objects.named(planning.day_of(meeting)).get(pk=report.unit_id)
    report.unit = unit
    may_write = may_write_report(user, report)
    is_writable = bool(may_write) and not reporting.refusal(report)
    reading = Reading(report, user)
    return {
        "report": report,
        "meeting": meeting,
        "unit": unit,
        "closed": reporting.refusal(report),
        "is_writable": is_writable,
        "late": reporting.minutes_late(report, clock.now()),
        "is_partial": not reading.is_whole,
        "sections": [shown(one, reading) for one in reading.sections],
        "warnings": warnings(reading.sections) if is_writable else [],
        "facts_at": max((one.facts_at for one in reading.sections if one.facts_at), default=None),
        "difficulties": reading.difficulties(),
        "files": report.files.light() if reading.is_whole else [],
        "steps": report.steps.select_related("by__person", "by__unit"),
        "accounted": reading.accounted(facts.accounted(meeting, unit, request.today)),
        "may_explain": may_explain(user, unit),
        "owed": facts.owed(unit, clock.now()) if reading.is_whole else None,
        "awards": citing.open_to(report, citing.awards(report), unit) if is_writable else [],
        **_steps(request, reading, refused),
    }


def shown(
    section: ReportSection, reading: Reading, form: SectionForm | None = None
) -> dict[str, Any]:
    text = reading.text(section)
    return {
        "section": section,
        "text": text,
        "form": form or section_form(section),
        "seen": sections.mark_of(section.text),
        "lines": reading.lines(section),
        "is_difficulties": section.source == Source.DIFFICULTIES,
        "is_wordy": section.source == Source.FIGURES,
        "minutes": minutes_of(text) if section.is_speech else 0,
        "too_long": too_long(section),
        "takes_long": takes_long(section),
    }


def _steps(request: Request, reading: Reading, refused: Form | None) -> dict[str, Any]:
    """Who may do what next, with the forms for it."""
    user, report = request.user, reading.report
    may_return = may_return_report(user, report)
    is_heads = report.state == UnitReport.State.SUBMITTED
    own = report.unit_id in request.acting.own_unit_ids
    checked = checking.checked([report], report.meeting)[report.pk]
    departments = checking.in_charge(report.meeting) if report.is_received else {}
    own_fields = checking.own_fields(request.acting, report)
    return {
        "errors": refused if refused is not None and refused.non_field_errors() else None,
        "may_submit": may_submit_report(user, report),
        "may_send": may_send_report(user, report),
        "may_return": bool(may_return) and (own if is_heads else report.is_received),
        "may_accept": bool(may_accept_report(user, report)) and report.state == report.State.SENT,
        "may_check": bool(may_check_report(user, report)) and report.state == report.State.SENT,
        "may_extend": bool(may_extend_report(user, report)) and not report.is_received,
        "checked": checked,
        "checks": [
            (one, checked.last.get(one.pk), departments.get(one.pk, ""), reading.covers(one.pk))
            for one in checked.wanted
        ],
        "return_form": _form(ReturnForm, refused),
        "check_form": refused
        if isinstance(refused, CheckForm)
        else CheckForm(among=own_fields, initial={"sent_at": _exactly(report)}),
        "attach_form": _form(AttachForm, refused),
        "accept_form": refused
        if isinstance(refused, AcceptForm)
        else AcceptForm(initial={"sent_at": _exactly(report)}),
    }


def _form(kind: type[Form], refused: Form | None) -> Form:
    return refused if isinstance(refused, kind) else kind()


def _exactly(report: UnitReport) -> str:
    return f"{report.sent_at:%Y-%m-%dT%H:%M:%S.%f%z}" if report.sent_at else ""
