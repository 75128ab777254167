"""May a report's lines still be changed, and who changes them now."""

from django.db import connection

from meetings.models import ConsolidatedReport
from procuracy.web.errors import Refused

_NEXT = """
UPDATE meetings_consolidatedreport SET change_no = change_no + 1, edition = edition + 1
WHERE id = %s RETURNING change_no
"""


def refusal(report: ConsolidatedReport) -> str:
    """Why the lines cannot be changed now; empty when they can."""
    if report.is_editable:
        return ""
    return f"Báo cáo {report.get_state_display()}: muốn sửa, trả lại dự thảo trước."


def writable(report: ConsolidatedReport) -> ConsolidatedReport:
    """The report as it stands, held until the transaction ends; Refused when it is closed."""
    rows = ConsolidatedReport.objects.select_for_update(of=("self",)).select_related(
        "meeting__kind", "meeting__organiser", "previous"
    )
    present = rows.get(pk=report.pk)
    if sentence := refusal(present):
        raise Refused(sentence)
    return present


def take_change_number(report: ConsolidatedReport) -> int:
    """The next one, under the row's lock; whoever approves has to have seen this edition."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [report.pk])
        (number,) = cursor.fetchone()
    report.change_no, report.edition = number, report.edition + 1
    return int(number)
