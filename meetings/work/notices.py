"""Notices: to be drafted, and the step that each role takes next."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse

from meetings import noticing
from meetings.items import SHOWN, WORDS, Item
from meetings.models import Meeting, Notice
from units.models import Appointment, Role, User


def to_draft(acting: Appointment) -> QuerySet[Meeting]:
    """Concluded meetings of a kind that must have a notice, and have none."""
    if not acting.keeps_office:
        return Meeting.objects.none()
    return Meeting.objects.filter(
        organiser_id__in=acting.office_ids,
        state__in=noticing.READY,
        kind__needs_notice=True,
        notice__isnull=True,
    )


def drafting(acting: Appointment) -> Iterable[Item]:
    for row in to_draft(acting).order_by("concluded_at")[:SHOWN]:
        yield Item(
            title="Soạn thông báo kết luận",
            origin=row.title,
            verb="Soạn",
            url=reverse("meetings:notice_create", args=[row.pk]),
            order=2,
        )


def waiting(user: User, acting: Appointment) -> QuerySet[Notice]:
    return Notice.objects.visible_to(user).filter(state__in=_steps(acting))


def stepping(user: User, acting: Appointment) -> Iterable[Item]:
    """The step of each notice that this role takes next."""
    steps = _steps(acting)
    rows = (
        waiting(user, acting)
        .select_related("meeting", "document")
        .defer("document__pdf", "document__facts")
    )
    for row in rows.order_by("pk")[:SHOWN]:
        title, verb = steps[row.state]
        yield Item(
            title=title,
            detail=f"trả lại: {row.return_reason}" if row.return_reason else row.subject[:WORDS],
            origin=str(row.document or row.meeting.title),
            verb=verb,
            url=reverse("meetings:notice_detail", args=[row.pk]),
            order=2,
        )


def _steps(acting: Appointment) -> dict[str, tuple[str, str]]:
    """State → (what waits, button) for the steps that are this role's own."""
    State = Notice.State
    steps: dict[str, tuple[str, str]] = {}
    if acting.keeps_office:
        steps[State.DRAFT] = ("Hoàn chỉnh dự thảo thông báo", "Soạn tiếp")
        steps[State.APPROVED] = ("Trình ký, ghi nhận chữ ký", "Trình ký")
    if acting.leads_office or acting.role == Role.HEAD_OF_OFFICE:
        steps[State.DRAFT] = ("Duyệt thông báo kết luận", "Duyệt")
    if acting.keeps_register:
        steps[State.SIGNED] = ("Cấp số thông báo", "Cấp số")
        steps[State.NUMBERED] = ("Phát hành thông báo", "Phát hành")
    return steps
