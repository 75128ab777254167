"""The consolidated report of a meeting: who draws it up, edits it, and takes it further."""

from meetings.models import ConsolidatedLine, ConsolidatedReport, Meeting
from meetings.permissions import papers
from meetings.permissions.meetings import may_run_meeting
from procuracy.web.access import Answer, action
from units.models import User

HEADING = "Báo cáo tổng hợp"


@action("Xem dự thảo báo cáo tổng hợp")
def may_see_consolidated(user: User, report: ConsolidatedReport) -> Answer:
    return papers.reads_drafts(user, "báo cáo tổng hợp")


def sees_line(user: User, line: ConsolidatedLine) -> Answer:
    """Its history is for who sees the draft."""
    return may_see_consolidated(user, line.report)


@action("Lập báo cáo tổng hợp")
def may_create_consolidated(user: User, meeting: Meeting) -> Answer:
    return may_run_meeting(user, meeting)


@action("Soạn báo cáo tổng hợp")
def may_write_consolidated(user: User, report: ConsolidatedReport) -> Answer:
    return may_run_meeting(user, report.meeting)


def writes_line(user: User, line: ConsolidatedLine) -> Answer:
    return may_write_consolidated(user, line.report)
