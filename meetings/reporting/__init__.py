"""Reports that invited units write and send before a meeting: their way to the Office.

nháp → trình → thủ trưởng duyệt, gửi → phòng nghiệp vụ kiểm tra → Văn phòng tiếp nhận, or trả lại.
"""

import datetime

from django.db import transaction

from meetings.models import ReportStep, UnitReport
from meetings.models.kind_sections import SectionSource as Source
from meetings.reporting import difficulties
from meetings.reporting.holding import closed, locked, refusal, writable
from meetings.reporting.opening import open_reports
from meetings.reporting.speaking import too_long
from procuracy.web.dates import screen_moment
from procuracy.web.errors import Refused
from procuracy.web.history import drafts
from units.models import Appointment, User

__all__ = [
    "accept",
    "give_back",
    "minutes_late",
    "open_reports",
    "refusal",
    "send",
    "submit",
]
State, Kind = UnitReport.State, ReportStep.Kind


@transaction.atomic
def submit(report: UnitReport, *, version: int, by: User, at: datetime.datetime) -> None:
    """Trình: the unit's clerk puts the report before the head."""
    present = writable(report)
    if present.state == State.SUBMITTED:
        raise Refused("Báo cáo đã trình thủ trưởng đơn vị.")
    _check(present, version)
    _step(present, Kind.SUBMITTED, by, at, state=State.SUBMITTED, return_reason="")


@transaction.atomic
def send(report: UnitReport, *, version: int, by: User, at: datetime.datetime) -> None:
    """Duyệt, gửi: sent is what the head saw; the moment counts for the deadline."""
    present = writable(report)
    _check(present, version)
    facts = {"sent_at": at, "sent_by": by, "return_reason": ""}
    _step(present, Kind.SENT, by, at, "", state=State.SENT, **facts)
    difficulties.raise_all(present, by=by, at=at)
    drafts.commit(present.sections.all())


@transaction.atomic
def give_back(report: UnitReport, *, reason: str, by: User, at: datetime.datetime) -> None:
    """Trả lại: by the head what was put before him, by the Office what was sent or accepted; the
    unit mends it and sends it again, and the new moment counts."""
    present, seat = locked(report), _seat(by)
    if sentence := closed(present.meeting):
        raise Refused(sentence)
    is_heads = present.state == State.SUBMITTED and present.unit_id in seat.own_unit_ids
    is_offices = present.is_received and present.meeting.organiser_id in seat.office_ids
    if not (is_heads or is_offices):
        raise Refused("Chỉ trả lại được báo cáo đã trình hoặc đã gửi.")
    facts = {"return_reason": reason, "accepted_at": None, "accepted_by": None}
    _step(present, Kind.RETURNED, by, at, reason, state=State.RETURNED, **facts)


@transaction.atomic
def accept(
    report: UnitReport,
    *,
    by: User,
    at: datetime.datetime,
    note: str = "",
    sent_at: datetime.datetime | None = None,
) -> None:
    """Tiếp nhận by the Office; `sent_at`: the sending that it has looked at."""
    present, seat = locked(report), _seat(by)
    if present.state == State.ACCEPTED and present.accepted_at:
        raise Refused(f"Báo cáo vừa được tiếp nhận lúc {screen_moment(present.accepted_at)}.")
    if present.state != State.SENT:
        raise Refused("Đơn vị chưa gửi báo cáo này.")
    if present.sent_by_id == by.pk:
        raise Refused("Người duyệt, gửi không tự tiếp nhận báo cáo của mình.")
    if sent_at is not None and present.sent_at != sent_at:
        raise Refused("Đơn vị vừa gửi lại báo cáo: đọc bản mới nhất rồi tiếp nhận.")
    _step(
        present,
        Kind.ACCEPTED,
        by,
        at,
        note,
        state=State.ACCEPTED,
        accepted_at=at,
        accepted_by=seat,
    )


def minutes_late(report: UnitReport, now: datetime.datetime) -> int:
    """Whole minutes after the deadline at which it was sent, or that have passed; 0 in time."""
    due = report.due_at
    sent = report.sent_at if report.is_received else now
    if due is None or sent is None or sent <= due:
        return 0
    return max(1, int((sent - due).total_seconds() // 60))


def _check(report: UnitReport, version: int) -> None:
    if report.version != version:
        raise Refused("Báo cáo vừa được sửa: đọc lại bản mới nhất rồi gửi.")
    rows = list(report.sections.all())
    said = [row for row in rows if row.text.strip()]
    has_difficulties = report.difficulties.exists()
    if not said and not has_difficulties:
        raise Refused("Báo cáo chưa có nội dung: viết ít nhất một mục rồi gửi.")
    for row in rows:
        if sentence := too_long(row):
            raise Refused(sentence)
        is_said = bool(row.text.strip() or row.facts)
        if row.source == Source.DIFFICULTIES:
            is_said = is_said or has_difficulties
        if row.is_required and not is_said:
            raise Refused(f"Mục “{row.title}” phải có nội dung; không có thì ghi “Không.”.")


def _step(
    report: UnitReport,
    kind: str,
    by: User,
    at: datetime.datetime,
    note: str = "",
    **facts: object,
) -> None:
    for name, value in facts.items():
        setattr(report, name, value)
    report.save(update_fields=list(facts))
    ReportStep.objects.create(report=report, kind=kind, by=_seat(by), at=at, note=note)


def _seat(by: User) -> Appointment:
    assert by.acting
    return by.acting
