"""The agenda on paper and in a workbook."""

from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from meetings import states
from meetings.agenda import lines
from meetings.agenda.lines import Line
from meetings.models import Meeting
from procuracy.web import paper, pdf
from procuracy.web.dates import printed_moment
from targets.sections import Cell, Head, Page, Section, plain
from units.models import Demonstration, Unit, User


def head_facts(meeting: Meeting) -> dict[str, Any]:
    """What stands above every paper of a meeting: its office by the name of that day."""
    units = Unit.objects.named(states.day_of(meeting))
    office = units.select_related("parent").get(pk=meeting.organiser_id)
    above = office.parent and units.get(pk=office.parent.pk)
    superior = above.name if above else "Viện kiểm sát nhân dân tối cao"
    return {
        "superior_lines": paper.office_lines(superior),
        "issuer_lines": paper.office_lines(office.name),
        "subject_lines": paper.heading_lines(meeting.title),
        "when": _when(meeting),
        "place": meeting.place,
        "form": meeting.get_form_display(),
        "illustrative": Demonstration.objects.exists(),
    }


def _when(meeting: Meeting) -> str:
    ends = printed_moment(meeting.ends_at).partition(" ngày ")[0]
    return f"{printed_moment(meeting.starts_at)}, dự kiến kết thúc lúc {ends}"


def agenda_html(meeting: Meeting, reader: User) -> str:
    laid_out = lines.laid_out(meeting, reader)
    context = head_facts(meeting) | {
        "document_title": f"Chương trình: {meeting.title}",
        "kind_name": "CHƯƠNG TRÌNH",
        "lines": [_printed(line) for line in laid_out if not line.is_moved_on],
        "total": lines.minutes_of(laid_out),
    }
    return render_to_string("print/agenda.html", pdf.printable(context))


def _printed(line: Line) -> dict[str, Any]:
    item = line.item
    return {
        "number": line.number,
        "begins": f"{timezone.localtime(line.begins):%H:%M}" if line.begins else "",
        "title": item.title,
        # What lies there, of a leader's part of a briefing.
        "detail": item.reason if item.concerns_id else "",
        "presenter": item.presenter,
        "minutes": item.minutes,
    }


def agenda_pdf(meeting: Meeting, reader: User) -> bytes:
    return pdf.render(agenda_html(meeting, reader))


def agenda_page(meeting: Meeting, reader: User) -> Page:
    """As a workbook: a row for each line."""
    laid_out = lines.laid_out(meeting, reader)
    heads = [
        Head("TT", 6),
        Head("Bắt đầu", 8),
        Head("Nội dung", 44),
        Head("Trình bày", 16),
        Head("Số phút", 8, is_number=True),
        Head("Vì sao", 18),
    ]
    total = lines.minutes_of(laid_out)
    summed = [plain(""), plain(""), plain("Cộng"), plain(""), Cell(str(total), value=total)]
    return Page(
        has_figures=False,
        title="Chương trình",
        file=f"chuong-trinh-{states.day_of(meeting):%Y-%m-%d}",
        period=meeting.title,
        sections=[
            Section(
                "",
                heads,
                [_row(line) for line in laid_out],
                sheet="Chương trình",
                foot=[*summed, plain("")],
                empty="Chưa có chương trình.",
            )
        ],
        notes=[f"Thời gian họp: {lines.slot_minutes(meeting)} phút."],
    )


def _row(line: Line) -> list[Cell]:
    item = line.item
    later = [f"chuyển sang {one.meeting.title}" for one in line.copies if one.is_moved]
    late = ["bổ sung"] if item.added_at else []
    return [
        plain(str(line.number or "")),
        plain(f"{timezone.localtime(line.begins):%H:%M}" if line.begins else ""),
        plain(item.title),
        plain(item.presenter),
        Cell(str(item.minutes), value=item.minutes) if line.number else Cell(),
        plain("; ".join([*late, *([item.reason] if item.reason else []), *later])),
    ]


def answer(content: bytes, name: str, meeting: Meeting) -> HttpResponse:
    """A PDF shown in the browser, under a name that says which meeting's it is."""
    file = f"{name}-{states.day_of(meeting):%Y-%m-%d}.pdf"
    headers = {
        "Content-Disposition": f'inline; filename="{file}"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type="application/pdf", headers=headers)
