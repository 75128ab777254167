"""One inspection on paper: who was inspected, what was found, what must be repaired and is."""

import datetime
from typing import Any

from django.template.loader import render_to_string

from meetings.inspections.repairs import Repair, repairs
from meetings.models import Inspection
from meetings.permissions.inspections import reads_findings
from procuracy.web import paper, pdf
from procuracy.web.dates import printed_short, screen_moment, screen_month
from targets.board_facts import office_facts
from units.models import Unit, User

State = Inspection.State
TITLES = {
    Inspection.Mode.INSPECTED: "Kết quả kiểm tra",
    Inspection.Mode.SELF: "Kết quả tự kiểm tra",
    Inspection.Mode.AGAIN: "Kết quả phúc tra",
}


def drawn(
    inspection: Inspection, today: datetime.date, user: User, *, at: datetime.datetime
) -> bytes:
    return pdf.render(html(inspection, today, user, at=at))


def html(inspection: Inspection, today: datetime.date, user: User, *, at: datetime.datetime) -> str:
    """A4 upright, under the office that inspects, its name as of the day of inspection; what was
    found only for whom it is told already."""
    rows = Inspection.objects.select_related("office__parent", "team_lead")
    row = rows.get(pk=inspection.pk)
    on = row.held_on or today
    names = Unit.objects.named(on).in_bulk([row.unit_id, row.lead_id])
    heads = pdf.printable(office_facts(row.office, on, at=at))
    title = TITLES[Inspection.Mode(row.mode)]
    is_told = bool(reads_findings(user, row))
    found = repairs([row.pk], today, user) if is_told else []
    assessed = row.assessment.splitlines() if is_told else []
    context = pdf.printable(
        {
            "subtitle": names[row.unit_id].name,
            "state": f"{row.get_state_display().capitalize()}; in lúc {screen_moment(at)}",
            "facts": _facts(row, names),
            "is_told": is_told,
            "paragraphs": [line for line in assessed if line.strip()],
            "findings": [_finding(one) for one in found],
            "summary": _summary(found),
        }
    )
    context |= {
        "document_title": f"{title}: {names[row.unit_id].short_name}",
        "illustrative": heads["illustrative"],
        "superior_lines": paper.office_lines(heads["superior_name"]),
        "issuer_lines": paper.office_lines(heads["office_name"]),
        "title_lines": [title.upper()],
    }
    return render_to_string("print/inspection.html", context)


def _facts(row: Inspection, names: dict[int, Unit]) -> list[tuple[str, str]]:
    people = [row.team_lead.full_name] if row.team_lead else []
    members = [person.full_name for person in row.members.all()]
    told = [
        ("Nội dung kiểm tra", row.subject),
        ("Đơn vị chủ trì", names[row.lead_id].name),
        ("Quyết định kiểm tra", row.decision),
        ("Thời gian", _days(row)),
        ("Trưởng đoàn", ", ".join(people)),
        ("Thành viên", ", ".join(members)),
        ("Kết luận kiểm tra", row.conclusion),
        ("Lý do không thực hiện", row.cancel_reason),
    ]
    return [(word, text) for word, text in told if text]


def _days(row: Inspection) -> str:
    if row.held_on is None:
        return f"theo danh sách: {screen_month(row.planned_month)}"
    first = f"ngày {printed_short(row.held_on)}"
    if row.held_to is None or row.held_to == row.held_on:
        return first
    return f"từ {first} đến hết ngày {printed_short(row.held_to)}"


def _finding(one: Repair) -> dict[str, Any]:
    finding = one.finding
    again = ""
    if finding.outcome:
        note = f". {finding.outcome_note}" if finding.outcome_note else ""
        again = f"{finding.get_outcome_display()}{note}"
    return {
        "text": finding.text,
        "field": finding.field.name if finding.field else "",
        "repair": finding.repair.strip().rstrip("."),
        "due": printed_short(finding.repair_due) if finding.repair_due else "",
        "responsible": finding.responsible.full_name if finding.responsible else "",
        "repaired": one.words,
        "again": again,
    }


def _summary(found: list[Repair]) -> str:
    asked = sum(bool(one.finding.repair) for one in found)
    done, late = sum(one.is_repaired for one in found), sum(one.is_late for one in found)
    if not asked:
        return ""
    overdue = f", {late} quá hạn" if late else ""
    return f"{asked} nội dung phải khắc phục: {done} đã khắc phục, {asked - done} chưa{overdue}."
