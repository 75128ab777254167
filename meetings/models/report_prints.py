"""The print of a report not issued yet: drawn by the worker, kept while it says the same."""

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from meetings.models.consolidated import ConsolidatedReport

if TYPE_CHECKING:
    from units.models import User

PATIENCE = datetime.timedelta(seconds=30)


class ReportPrintQuerySet(models.QuerySet["ReportPrint"]):
    def visible_to(self, user: "User") -> "ReportPrintQuerySet":
        return self.filter(report__in=ConsolidatedReport.objects.visible_to(user))

    def waiting(self) -> "ReportPrintQuerySet":
        return self.filter(state=ReportPrint.State.WAITING)


class ReportPrint(models.Model):
    """Bản in dự thảo of a consolidated report; `digest`: of all that it says (`report_html`)."""

    class State(models.TextChoices):
        WAITING = "waiting", "đang dựng"
        DONE = "done", "đã dựng xong"
        FAILED = "failed", "không dựng được"

    report = models.OneToOneField(
        ConsolidatedReport, models.CASCADE, related_name="draft_print", verbose_name="báo cáo"
    )
    state = models.CharField("trạng thái", max_length=7, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField("yêu cầu lúc")
    digest = models.CharField("mã SHA-256 của nội dung", max_length=64, blank=True)
    pdf = models.BinaryField("bản in", null=True)

    objects = ReportPrintQuerySet.as_manager()

    class Meta:
        verbose_name = "bản in dự thảo báo cáo tổng hợp"
        constraints = [
            models.CheckConstraint(
                name="report_print_done",
                condition=Q(state="done", pdf__isnull=False)
                | ~Q(state="done") & Q(pdf__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"Bản in, {self.get_state_display()}"

    def stage(self, now: datetime.datetime) -> str:
        """The state, or `late` when nobody has drawn it for longer than it ever takes."""
        is_late = self.state == self.State.WAITING and now - self.asked_at > PATIENCE
        return "late" if is_late else self.state
