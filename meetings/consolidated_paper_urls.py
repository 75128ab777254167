"""Addresses of consolidated reports as papers, and of those who get them."""

from django.urls import URLPattern, path

from meetings.conclusion_urls import ANEW, STEPS, paper_urls
from meetings.views import consolidated_papers, consolidated_prints, consolidated_readers

REPORT = "consolidated/<int:pk>"
# Its print is drawn by the worker.
PRINT = {
    "print": STEPS["print"],
    "draw_print": "print/draw/",
    "print_progress": "print/progress/",
}
DRAFT = {step: tail for step, tail in STEPS.items() if step not in PRINT}
RECEIVED = "received-reports/<int:pk>"

urlpatterns: list[URLPattern] = [
    *paper_urls(consolidated_papers, "consolidated", "consolidated", DRAFT | ANEW),
    *paper_urls(consolidated_prints, "consolidated", "consolidated", PRINT),
    path(f"{REPORT}/sheet/", consolidated_papers.consolidated_sheet, name="consolidated_sheet"),
    path(
        f"{REPORT}/readers/",
        consolidated_readers.consolidated_readers,
        name="consolidated_readers",
    ),
    path(f"{REPORT}/send/", consolidated_readers.consolidated_send, name="consolidated_send"),
    path(f"{REPORT}/remind/", consolidated_readers.consolidated_remind, name="consolidated_remind"),
    path(
        f"{REPORT}/receipts/print.pdf",
        consolidated_readers.consolidated_receipts_print,
        name="consolidated_receipts_print",
    ),
    path(
        f"{REPORT}/receipts/sheet/",
        consolidated_readers.consolidated_receipts_sheet,
        name="consolidated_receipts_sheet",
    ),
    path(f"{RECEIVED}/", consolidated_readers.received_report, name="received_report"),
    path(
        f"{RECEIVED}/print.pdf",
        consolidated_readers.received_report_print,
        name="received_report_print",
    ),
    path(
        f"{RECEIVED}/report.docx",
        consolidated_readers.received_report_docx,
        name="received_report_docx",
    ),
    path(
        f"{RECEIVED}/sheet/",
        consolidated_readers.received_report_sheet,
        name="received_report_sheet",
    ),
]
