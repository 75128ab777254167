"""A consolidated report on its way: approved as read, numbered once, frozen, and what leaves."""

import datetime
import hashlib
import io
from typing import Any

import openpyxl
import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.consolidating import draft_print, editing, papers, sending, workbook
from meetings.consolidating.showing import shown
from meetings.models import ConsolidatedLine, ConsolidatedReport, Meeting, ReportPrint
from meetings.work import waiting
from procuracy.web import xlsx
from procuracy.web.errors import Refused
from tests import factories as make
from tests.factories.consolidated import consolidated_line, consolidated_report
from tests.meetings.offices import Office, province
from tests.meetings.stage import signed_in
from tests.units.issuing import PDF
from units import issuing
from units.models import Document, PaperPrint

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
NOW, TODAY = make.NOW, make.TODAY


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", "2026-11-22T10:00:00+07:00")


@pytest.fixture
def office() -> Office:
    return province()


@pytest.fixture
def report(office: Office) -> ConsolidatedReport:
    return drafted(office)


def drafted(office: Office, **more: Any) -> ConsolidatedReport:
    starts = datetime.datetime(2026, 11, 30, 8, tzinfo=NOW.tzinfo)
    meeting = make.meeting(
        office.unit, chair=office.head.acting, starts_at=starts, invited=office.doers
    )
    assert office.head.acting
    return consolidated_report(meeting, office.head.acting, **more)


def url(page: str, *args: int) -> str:
    return reverse(f"meetings:{page}", args=args)


def fresh(report: ConsolidatedReport) -> ConsolidatedReport:
    return ConsolidatedReport.objects.select_related("document").get(pk=report.pk)


def walk(office: Office, pk: int) -> Document:
    """Approve, sign, number, release: each by those whose step it is, page by page."""
    head, clerk, keeper = map(signed_in, (office.head, office.clerk, office.keeper))
    rows = ConsolidatedReport.objects.filter(pk=pk)
    assert clerk.post(url("consolidated_approve", pk)).status_code == 403
    head.post(url("consolidated_approve", pk), {"edition": rows.get().edition})
    clerk.post(url("consolidated_sign", pk), {"signed_on": "22/11/2026"})
    assert clerk.post(url("consolidated_number", pk)).status_code == 403
    keeper.post(url("consolidated_number", pk), {"dated_on": "22/11/2026"})
    keeper.post(url("consolidated_release", pk))
    document = rows.get().document
    assert document is not None
    return document


def test_report_walks_its_way_and_what_was_issued_cannot_be_altered(
    office: Office, report: ConsolidatedReport
) -> None:
    """Facts, bytes and their digest in one row; a line that is changed later changes nothing."""
    document = walk(office, report.pk)
    assert fresh(report).state == "released"
    assert (document.kind, document.code) == ("BC", "01/BC-VKS")
    assert hashlib.sha256(bytes(document.pdf)).hexdigest() == document.sha256
    said = [line["title"] for line in document.facts["lines"]]
    assert said == ["Tình hình tội phạm", "Tin báo", "Khởi tố"]
    line = report.lines.get(title="Khởi tố")
    with pytest.raises(Refused, match="trả lại dự thảo trước"):
        editing.write(line, "Khác.", seen=line.version, by=office.clerk, at=NOW)
    ConsolidatedLine.objects.filter(pk=line.pk).update(text="Khác.")
    page = signed_in(office.clerk).get(url("consolidated_detail", report.pk))
    assert "Khác." not in page.content.decode()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE units_document SET sha256 = '' WHERE id = %s", [document.pk])


def test_each_paper_leaves_as_draft_and_as_issued(
    office: Office, report: ConsolidatedReport
) -> None:
    clerk = signed_in(office.clerk)
    answers = {"docx": b"PK", "sheet": b"PK"}
    for page, begins in answers.items():
        assert clerk.get(url(f"consolidated_{page}", report.pk)).content.startswith(begins)
    document = walk(office, report.pk)
    shown_at = clerk.get(url("consolidated_print", report.pk))
    assert shown_at.headers["Location"] == reverse("units:document_pdf", args=[document.pk])
    for taken, page in enumerate(("docx", "sheet"), start=1):
        assert clerk.get(url(f"consolidated_{page}", report.pk)).content.startswith(b"PK")
        assert document.accesses.filter(user=office.clerk, action="download").count() == taken
    chain = clerk.get(url("document_chain", document.pk))
    assert chain["Location"] == url("meeting_detail", report.meeting_id)


def test_draft_is_drawn_by_the_worker_once_for_each_text(
    office: Office, report: ConsolidatedReport
) -> None:
    clerk, address = signed_in(office.clerk), url("consolidated_print", report.pk)

    def ask() -> str:
        return clerk.post(url("consolidated_draw_print", report.pk), follow=True).content.decode()

    assert "Chưa dựng bản in" in clerk.get(address).content.decode()
    assert "Đang dựng bản in" in ask()
    progress = url("consolidated_print_progress", report.pk)
    hx = {"HX-Request": "true"}
    assert clerk.get(f"{progress}?shown=waiting", headers=hx).status_code == 204
    draft_print.draw(report.pk, at=NOW)
    assert clerk.get(f"{progress}?shown=waiting", headers=hx).headers["HX-Refresh"] == "true"
    first = clerk.get(address).content
    assert first.startswith(b"%PDF-")
    assert PaperPrint.objects.filter(user=office.clerk, form="pdf").count() == 1
    # Asked again of the same words: nothing is queued, the very same bytes.
    clerk.post(url("consolidated_draw_print", report.pk))
    assert ReportPrint.objects.get().state == "done"
    ConsolidatedReport.objects.filter(pk=report.pk).update(subject="Trích yếu khác")
    assert "đã sửa sau lần in trước" in clerk.get(address).content.decode()
    ask()
    draft_print.give_up(report.pk)
    assert "Không dựng được bản in" in clerk.get(address).content.decode()


def hindered(report: ConsolidatedReport, how: str) -> None:
    rows = ConsolidatedReport.objects.filter(pk=report.pk)
    if how == "waiting":
        rows.update(drawing="waiting")
    if how == "fresh":
        report.lines.filter(title="Tin báo").update(has_fresh=True)
    if how == "empty":
        report.lines.update(text="")
    if how == "unsaid":
        report.lines.filter(title="Khởi tố").update(text="")
    if how == "nobody":
        report.recipients.clear()
    if how == "cancelled":
        Meeting.objects.filter(pk=report.meeting_id).update(state="cancelled", cancel_reason="x")


def test_approval_says_what_is_missing(report: ConsolidatedReport, office: Office) -> None:
    cases = {
        "waiting": "đang lập số liệu",
        "fresh": "“Tin báo” có bản mới chưa xem",
        "empty": "chưa có nội dung",
        "unsaid": "dòng “Khởi tố” chưa có nội dung",
        "nobody": "chưa chọn đơn vị nhận",
        "cancelled": "hội nghị đã hủy",
    }
    for how, why in cases.items():
        with transaction.atomic():
            hindered(report, how)
            present = fresh(report)
            with pytest.raises(Refused, match=why):
                issuing.approve(
                    papers.WAY, present, edition=present.edition, by=office.head, at=NOW
                )
            transaction.set_rollback(True)
    assert papers.shortcoming(fresh(report), TODAY) == ""


def test_nobody_approves_lines_that_he_has_not_read(
    report: ConsolidatedReport, office: Office
) -> None:
    seen = report.edition
    line = report.lines.get(title="Khởi tố")
    editing.write(line, "Mới 1 vụ.", seen=line.version, by=office.clerk, at=NOW)
    with pytest.raises(Refused, match="vừa được người khác sửa"):
        issuing.approve(papers.WAY, report, edition=seen, by=office.head, at=NOW)


def test_two_editors_of_what_stands_around_see_both_texts(
    office: Office, report: ConsolidatedReport
) -> None:
    clerk = signed_in(office.clerk)
    page = url("consolidated_edit", report.pk)
    said: dict[str, Any] = {
        "edition": report.edition,
        "subject": "Bản một",
        "opening": "Mở",
        "closing": "Kết",
        "recipients_text": "Các phòng",
        "filing": "VT",
        "signer": report.signer_id,
        "recipients": [unit.pk for unit in office.doers],
    }
    assert clerk.post(page, said).status_code == 302
    late = clerk.post(page, said | {"subject": "Bản hai"})
    assert late.status_code == 422
    assert "Bản một" in late.content.decode()
    assert "Bản hai" in late.content.decode()
    assert fresh(report).subject == "Bản một"


def test_workbook_has_a_sheet_for_each_field_with_its_units(report: ConsolidatedReport) -> None:
    register = papers.report_register(report)
    facts = papers.facts(report, on=TODAY, register=register)
    assert facts["units"] == ["Phòng 1", "Phòng 9"]
    with xlsx.stream(workbook.spreads(facts, "Số liệu lúc 10:00.")) as file:
        book = openpyxl.load_workbook(io.BytesIO(file.read()))
    assert book.sheetnames == ["Báo cáo", "I. Tình hình tội phạm"]
    found = [[cell.value for cell in row] for row in book.worksheets[1].iter_rows()]
    assert found[3:6] == [
        ["TT", "Mục", "Nội dung", "Tổng số", "Phòng 1", "Phòng 9"],
        ["1.", "Tin báo", "Tin thụ lý", 4, 3, 1],
        ["1.", "Tin báo", "Tin đã giải quyết", 3, 3, "chưa có số liệu"],
    ]
    whole = [[cell.value for cell in row] for row in book["Báo cáo"].iter_rows()]
    assert whole[5][1:] == [
        "Tin báo",
        "Thụ lý 4 tin, đã giải quyết 3 tin.",
        "Phòng 1 - 3; Phòng 9 - 1.\nPhòng 1 - 3; chưa có số liệu: Phòng 9.",
    ]


def test_long_part_of_a_workbook_is_divided_by_field(
    report: ConsolidatedReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "LONG", 1)
    facts = papers.facts(report, on=TODAY, register=papers.report_register(report))
    names = [spread.name for spread in workbook.spreads(facts, "")]
    assert names == ["Báo cáo", "1. Tin báo"]


def test_facts_keep_no_link_of_a_page(report: ConsolidatedReport) -> None:
    (line,) = (one for one in papers.lines_said(report) if one["title"] == "Tin báo")
    assert line["entries"][0]["parts"] == [["Phòng 1", 3], ["Phòng 9", 1]]
    numbered = shown(papers.lines_said(report))
    assert [note.partition(";")[0] for note in numbered.notes] == ["Phòng 1 - 3", "Phòng 1 - 3"]


def test_changes_are_marked_only_where_a_report_was_before(
    office: Office, report: ConsolidatedReport
) -> None:
    report.lines.filter(title="Tin báo").update(previous_text="Thụ lý 4 tin[1].")
    assert not shown(papers.lines_said(report)).is_marked
    later = drafted(office, previous=report)
    later.lines.filter(title="Khởi tố").update(previous_text="Không.")
    changed = [
        run["text"]
        for line in papers.lines_said(later)
        for paragraph in line["paragraphs"]
        for run in paragraph
        if run["changed"]
    ]
    assert "".join(changed) == "Thụ lý 4 tin, đã giải quyết 3 tin."


def test_hidden_lines_do_not_leave(report: ConsolidatedReport) -> None:
    report.lines.filter(title="Tin báo").update(is_hidden=True, hidden_reason="Chưa đủ")
    assert [line["title"] for line in papers.lines_said(report)] == [
        "Tình hình tội phạm",
        "Khởi tố",
    ]


def test_next_step_waits_with_whose_it_is(
    office: Office, report: ConsolidatedReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "report_pdf", lambda facts: PDF)
    told = [item.title for item in waiting(office.head, TODAY, NOW)]
    assert "Duyệt báo cáo tổng hợp" in told
    issuing.approve(papers.WAY, report, edition=report.edition, by=office.head, at=NOW)
    issuing.record_signature(papers.WAY, report, signed_on=TODAY, by=office.clerk, at=NOW)
    assert "Cấp số báo cáo tổng hợp" in [i.title for i in waiting(office.keeper, TODAY, NOW)]
    issuing.number(papers.WAY, report, dated_on=TODAY, by=office.keeper, at=NOW)
    sending.release(fresh(report), by=office.keeper, at=NOW)
    with pytest.raises(Refused, match="Bước này vừa được người khác thực hiện"):
        sending.release(report, by=office.keeper, at=NOW)


def test_page_costs_the_same_with_many_lines(office: Office, report: ConsolidatedReport) -> None:
    client, page = signed_in(office.clerk), url("consolidated_detail", report.pk)
    client.get(page)
    few = queries(client, page)
    ConsolidatedLine.objects.bulk_create(
        consolidated_line(report, 10 + no, 2, f"Dòng {no}", "Có 4 vụ[1].") for no in range(40)
    )
    assert queries(client, page) == few


def queries(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(page).status_code == 200
    return len(found)
