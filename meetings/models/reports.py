"""What a unit sends before the meeting."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from meetings.models.meetings import Meeting
from units.models import Role, Unit

if TYPE_CHECKING:
    from units.models import User


class UnitReportQuerySet(models.QuerySet["UnitReport"]):
    def visible_to(self, user: "User") -> "UnitReportQuerySet":
        """Own report always; others' once sent, for the organiser's leadership and Office."""
        acting = user.acting
        if acting is None or acting.role == Role.ADMINISTRATOR:
            return self.none()
        own = Q(unit_id__in=acting.own_unit_ids)
        received = Q(meeting__organiser_id__in=acting.office_ids)
        wide = acting.leads_office or acting.keeps_office or acting.role == Role.INSPECTOR
        return self.filter(own | received if wide else own)


class UnitReport(models.Model):
    """Báo cáo phục vụ giao ban of one unit for one meeting."""

    class State(models.TextChoices):
        DRAFT = "draft", "nháp"
        SENT = "sent", "đã gửi"
        RETURNED = "returned", "trả lại"

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="reports", verbose_name="hội nghị"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="meeting_reports", verbose_name="đơn vị"
    )
    results = models.TextField("kết quả nổi bật", max_length=20000, blank=True)
    unmet = models.TextField("chỉ tiêu chưa đạt, nguyên nhân", max_length=20000, blank=True)
    difficulties = models.TextField("khó khăn, đề xuất", max_length=20000, blank=True)
    commitments = models.TextField("giải pháp, cam kết", max_length=20000, blank=True)
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.DRAFT)
    return_reason = models.CharField("lý do trả lại", max_length=500, blank=True)
    version = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField("lúc gửi", null=True, blank=True)
    sent_by = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = UnitReportQuerySet.as_manager()

    SECTIONS = ("results", "unmet", "difficulties", "commitments")

    class Meta:
        verbose_name = "báo cáo phục vụ hội nghị"
        ordering = ["meeting", "unit__order"]
        constraints = [
            models.UniqueConstraint(
                name="unit_report_once",
                fields=["meeting", "unit"],
                violation_error_message="Đơn vị đã có báo cáo cho hội nghị này.",
            ),
            models.CheckConstraint(
                name="unit_report_sent",
                condition=~Q(state="sent") | Q(sent_at__isnull=False, sent_by__isnull=False),
            ),
        ]
