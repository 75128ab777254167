"""A page of sections on paper and as a workbook."""

from django.http import HttpResponse

from procuracy.web import clock, xlsx
from targets.board_facts import office_facts, printed_words, state_words
from targets.printing import dashboard_pdf
from targets.sections import Page, file_name, spreads
from units.acting import Request


def paper(request: Request, page: Page, *, tells_verdicts: bool = False) -> HttpResponse:
    """`tells_verdicts`: with the legend of their signs."""
    facts = office_facts(request.acting.office, request.today, at=clock.now())
    if not page.has_figures:
        facts["state"] = printed_words(clock.now())
    if not tells_verdicts:
        facts["legend"] = []
    headers = {
        "Content-Disposition": f'inline; filename="{file_name(page, request.today, "pdf")}"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(dashboard_pdf(page, facts), content_type="application/pdf", headers=headers)


def workbook(request: Request, page: Page) -> HttpResponse:
    told = state_words if page.has_figures else printed_words
    sheets = spreads(page, told(clock.now()))
    return xlsx.download(xlsx.stream(sheets), file_name(page, request.today, "xlsx"))
