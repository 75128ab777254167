"""Who has opened a report and when, who not yet: for the screen, on paper and as a workbook."""

from collections.abc import Sequence

from django.urls import reverse

from meetings.consolidating import readers
from meetings.models import ConsolidatedReport, ReportDelivery
from procuracy.web.dates import screen_moment
from targets.sections import Cell, Head, Page, Section, plain

HEADS = [
    Head("TT", 5),
    Head("Đơn vị"),
    Head("Người nhận", 18),
    Head("Gửi lúc", 14),
    Head("Mở xem lần đầu", 14),
    Head("Tải về", 14),
    Head("Nhắc gần nhất", 14),
]
UNREAD = "chưa mở"


def page(report: ConsolidatedReport) -> Page:
    rows = readers.deliveries(report)
    opened = sum(row.opened_at is not None for row in rows)  # type: ignore[attr-defined]
    return Page(
        title="Theo dõi mở xem báo cáo tổng hợp",
        file=f"mo-xem-bao-cao-{report.pk}",
        period=str(report.document or report.subject),
        subtitle=report.meeting.title,
        sections=[
            Section(
                "",
                HEADS,
                [_cells(number, row) for number, row in enumerate(rows, 1)],
                sheet="Người nhận",
                empty="Báo cáo chưa gửi đến ai.",
            )
        ],
        facts=[
            ("Đã gửi", Cell(str(len(rows)))),
            ("Đã mở", Cell(str(opened))),
            ("Chưa mở", Cell(str(len(rows) - opened))),
        ],
        back=(reverse("meetings:consolidated_readers", args=[report.pk]), "Người nhận báo cáo"),
    )


def _cells(number: int, row: ReportDelivery) -> Sequence[Cell]:
    moments = (row.opened_at, row.downloaded_at, row.reminded_at)  # type: ignore[attr-defined]
    opened, downloaded, reminded = (screen_moment(at) if at else "" for at in moments)
    return [
        plain(str(number)),
        plain(row.unit.short_name),
        plain(row.person.full_name),
        plain(screen_moment(row.delivered_at)),
        plain(opened or UNREAD),
        plain(downloaded),
        plain(reminded),
    ]
