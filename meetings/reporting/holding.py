"""May a report still be changed, and who changes it now."""

from django.db.models import F

from meetings.models import Meeting, UnitReport
from procuracy.web.errors import Refused

State = UnitReport.State


def refusal(report: UnitReport) -> str:
    """Why the report cannot be changed now; empty when it can."""
    if report.state == State.ACCEPTED:
        return "Văn phòng đã tiếp nhận báo cáo: muốn sửa, đề nghị Văn phòng trả lại."
    if report.state == State.SENT:
        return "Báo cáo đã gửi: muốn sửa, đề nghị Văn phòng trả lại."
    return closed(report.meeting)


def closed(meeting: Meeting) -> str:
    """Why nothing more is done with reports of this meeting; empty when something is."""
    if meeting.state in (Meeting.State.CONCLUDED, Meeting.State.CLOSED):
        return "Hội nghị đã kết luận: không sửa báo cáo nữa."
    if meeting.state == Meeting.State.CANCELLED:
        return "Cuộc họp đã hủy: không cần gửi báo cáo."
    return ""


def locked(report: UnitReport) -> UnitReport:
    rows = UnitReport.objects.select_for_update(of=("self",)).select_related("meeting", "unit")
    return rows.get(pk=report.pk)


def writable(report: UnitReport) -> UnitReport:
    """The report as it stands, held until the transaction ends; refused when it is closed."""
    present = locked(report)
    if sentence := refusal(present):
        raise Refused(sentence)
    return present


def touch(report: UnitReport) -> None:
    """Something of a report that is held was changed: who sends has to have seen it."""
    UnitReport.objects.filter(pk=report.pk).update(version=F("version") + 1)
    report.version += 1
