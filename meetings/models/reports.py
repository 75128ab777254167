"""What a unit sends before the meeting, and its way to the Office (states as a `Submission`'s)."""

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from meetings.models.kind_sections import SectionHabits
from meetings.models.meetings import Meeting
from procuracy.web.models.files import StoredFile
from units.models import Appointment, Field, Role, Unit
from units.reach import IN_THE_FIELD, reach

if TYPE_CHECKING:
    from units.models import User

COMING = (Meeting.State.SCHEDULED, Meeting.State.IN_SESSION)


class UnitReportQuerySet(models.QuerySet["UnitReport"]):
    def visible_to(self, user: "User") -> "UnitReportQuerySet":
        """Own report always; others' once sent, for the organiser's leadership and Office, and
        for a department in its field."""
        acting = user.acting
        if acting is None or acting.role == Role.ADMINISTRATOR:
            return self.none()
        rows = Q(unit_id__in=acting.own_unit_ids)
        of_office = Q(meeting__organiser_id__in=acting.office_ids)
        if acting.leads_office or acting.keeps_office or acting.role == Role.INSPECTOR:
            rows |= of_office
        elif acting.role in IN_THE_FIELD and (scope := reach(acting)).is_by_field:
            rows |= of_office & Q(unit_id__in=scope.unit_ids, state__in=UnitReport.RECEIVED)
        return self.filter(rows)

    def whole_to(self, user: "User") -> "UnitReportQuerySet":
        """Those read with what is of no field, or of all (ADR 28): own ones; once sent, for the
        organiser's leadership, Office and inspector, and for who oversees the unit as a whole."""
        acting = user.acting
        if acting is None:
            return self.none()
        sent = Q(state__in=UnitReport.RECEIVED)
        if not (acting.leads_office or acting.keeps_office or acting.role == Role.INSPECTOR):
            sent &= Q(unit_id__in=reach(acting).whole)
        return self.visible_to(user).filter(Q(unit_id__in=acting.own_unit_ids) | sent)

    def with_deadline(self) -> "UnitReportQuerySet":
        """Adds `deadline`: the meeting's, or the later one that the unit was given."""
        return self.annotate(deadline=Coalesce("extended_to", "meeting__reports_due_at"))

    def coming(self) -> "UnitReportQuerySet":
        return self.filter(meeting__state__in=COMING)

    def received(self) -> "UnitReportQuerySet":
        return self.filter(state__in=UnitReport.RECEIVED)

    def to_write(self, acting: Appointment) -> "UnitReportQuerySet":
        """The own unit's, to be written; before the head's eyes they wait for him."""
        if not acting.types_figures:
            return self.none()
        states = [UnitReport.State.DRAFT, UnitReport.State.RETURNED]
        return self.coming().filter(unit_id__in=acting.own_unit_ids, state__in=states)

    def to_approve(self, acting: Appointment) -> "UnitReportQuerySet":
        if not acting.leads_unit:
            return self.none()
        own = self.coming().filter(unit_id__in=acting.own_unit_ids)
        return own.filter(state=UnitReport.State.SUBMITTED)

    def to_check(self, acting: Appointment) -> "UnitReportQuerySet":
        """Sent by units in whose field this department works, some field not looked at since."""
        scope = reach(acting)
        if acting.role not in IN_THE_FIELD or not scope.fields:
            return self.none()
        looked = ReportCheck.objects.filter(
            report=OuterRef(OuterRef("pk")),
            field=OuterRef("pk"),
            at__gte=OuterRef(OuterRef("sent_at")),
        )
        departments = Unit.objects.filter(parent__in=acting.office_ids, kind=Unit.Kind.DEPARTMENT)
        asked = Field.objects.filter(pk__in=scope.fields, unit__in=departments)
        rows = self.coming().filter(
            unit_id__in=scope.area,
            unit__kind__in=[Unit.Kind.DISTRICT, Unit.Kind.REGION],
            meeting__organiser_id__in=acting.office_ids,
            state=UnitReport.State.SENT,
        )
        rows = rows.exclude(unit_id__in=acting.own_unit_ids)
        return rows.filter(Exists(asked.exclude(Exists(looked))))

    def to_accept(self, acting: Appointment) -> "UnitReportQuerySet":
        if not acting.keeps_office:
            return self.none()
        rows = self.coming().filter(meeting__organiser_id__in=acting.office_ids)
        return rows.filter(state=UnitReport.State.SENT)


class UnitReport(models.Model):
    """Báo cáo phục vụ giao ban of one unit for one meeting; its words stand in its sections."""

    class State(models.TextChoices):
        DRAFT = "draft", "nháp"
        SUBMITTED = "submitted", "trình thủ trưởng"
        SENT = "sent", "đã gửi"
        ACCEPTED = "accepted", "đã tiếp nhận"
        RETURNED = "returned", "trả lại"

    RECEIVED = (State.SENT, State.ACCEPTED)

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="reports", verbose_name="hội nghị"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="meeting_reports", verbose_name="đơn vị"
    )
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.DRAFT)
    return_reason = models.CharField("lý do trả lại", max_length=500, blank=True)
    # Raised by every change of a section, a difficulty or an attachment: what a sender has seen.
    version = models.PositiveIntegerField(default=0)
    # The moment that counts for the deadline: the head's approval that sends it.
    sent_at = models.DateTimeField("lúc gửi", null=True, blank=True)
    sent_by = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", null=True, blank=True
    )
    accepted_at = models.DateTimeField("lúc tiếp nhận", null=True, blank=True)
    accepted_by = models.ForeignKey(
        Appointment,
        models.PROTECT,
        related_name="+",
        verbose_name="người tiếp nhận",
        null=True,
        blank=True,
    )
    extended_to = models.DateTimeField("được gia hạn đến", null=True, blank=True)
    extension_reason = models.CharField("lý do gia hạn", max_length=300, blank=True)

    objects = UnitReportQuerySet.as_manager()

    # Given by UnitReportQuerySet.with_deadline().
    deadline: datetime.datetime | None

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
                condition=~Q(state__in=["sent", "accepted"])
                | Q(sent_at__isnull=False, sent_by__isnull=False),
            ),
            models.CheckConstraint(
                name="unit_report_accepted",
                condition=Q(state="accepted", accepted_at__isnull=False, accepted_by__isnull=False)
                | Q(~Q(state="accepted"), accepted_at__isnull=True, accepted_by__isnull=True),
            ),
            models.CheckConstraint(
                name="unit_report_extended",
                condition=Q(extended_to__isnull=True, extension_reason="")
                | Q(Q(extended_to__isnull=False), ~Q(extension_reason="")),
                violation_error_message="Gia hạn phải có hạn mới và lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"Báo cáo của {self.unit} phục vụ {self.meeting}"

    @property
    def is_received(self) -> bool:
        """Sent and not given back."""
        return self.state in self.RECEIVED

    @property
    def due_at(self) -> datetime.datetime | None:
        return self.extended_to or self.meeting.reports_due_at


class ReportSectionQuerySet(models.QuerySet["ReportSection"]):
    def visible_to(self, user: "User") -> "ReportSectionQuerySet":
        return self.filter(report__in=UnitReport.objects.whole_to(user))


class ReportSection(SectionHabits):
    """A section as it was when the report was opened: lines that the software draws up (`facts`,
    see `meetings.prefilling`) and below them the unit's own words."""

    report = models.ForeignKey(UnitReport, models.CASCADE, related_name="sections")
    # Of a speech: how many minutes it may take.
    minutes = models.PositiveSmallIntegerField("số phút", null=True, blank=True)
    facts = models.JSONField("số liệu, việc do phần mềm lập", default=list, blank=True)
    facts_at = models.DateTimeField("lúc lập", null=True, blank=True)
    text = models.TextField("nội dung", max_length=20000, blank=True)

    objects = ReportSectionQuerySet.as_manager()

    class Meta:
        verbose_name = "mục của báo cáo"
        ordering = ["report", "order"]
        constraints = [
            models.UniqueConstraint(name="report_section_order", fields=["report", "order"])
        ]


class ReportStep(models.Model):
    """What was done with a report, by whom, when. Only added to."""

    class Kind(models.TextChoices):
        SUBMITTED = "submitted", "trình thủ trưởng"
        SENT = "sent", "duyệt, gửi"
        CHECKED = "checked", "kiểm tra"
        RETURNED = "returned", "trả lại"
        ACCEPTED = "accepted", "tiếp nhận"
        EXTENDED = "extended", "gia hạn"

    append_only = True

    report = models.ForeignKey(UnitReport, models.PROTECT, related_name="steps")
    kind = models.CharField("bước", max_length=10, choices=Kind)
    by = models.ForeignKey(Appointment, models.PROTECT, related_name="+", verbose_name="người làm")
    at = models.DateTimeField("lúc")
    note = models.CharField("ghi chú", max_length=500, blank=True)

    class Meta:
        verbose_name = "bước của báo cáo phục vụ hội nghị"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.get_kind_display()


class ReportCheck(models.Model):
    """What a department says of one of its fields in a sent report. Only added to: of each field
    the last word counts, and none that was said before the report was sent anew."""

    append_only = True

    report = models.ForeignKey(UnitReport, models.PROTECT, related_name="checks")
    field = models.ForeignKey(
        Field, models.PROTECT, related_name="report_checks", verbose_name="lĩnh vực"
    )
    is_fine = models.BooleanField("không có ý kiến gì thêm")
    note = models.CharField("ý kiến", max_length=1000, blank=True)
    by = models.ForeignKey(
        Appointment, models.PROTECT, related_name="+", verbose_name="người kiểm tra"
    )
    at = models.DateTimeField("lúc kiểm tra")

    class Meta:
        verbose_name = "kiểm tra báo cáo phục vụ hội nghị"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="report_check_said",
                condition=Q(is_fine=True) | ~Q(note=""),
                violation_error_message="Ghi nội dung cần sửa, bổ sung.",
            ),
            models.UniqueConstraint(
                name="report_check_once",
                fields=["report", "field", "at"],
                violation_error_message="Lĩnh vực này vừa được kiểm tra.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.note or 'không có ý kiến'}"


class ReportFileQuerySet(models.QuerySet["ReportFile"]):
    def visible_to(self, user: "User") -> "ReportFileQuerySet":
        return self.filter(report__in=UnitReport.objects.whole_to(user))

    def light(self) -> "ReportFileQuerySet":
        """Without the bytes, for lists."""
        return self.defer("content")


class ReportFile(StoredFile):
    """Tài liệu kèm theo: taken away again as long as the report may be changed."""

    report = models.ForeignKey(
        UnitReport, models.PROTECT, related_name="files", verbose_name="báo cáo"
    )

    objects = ReportFileQuerySet.as_manager()

    class Meta:
        verbose_name = "tài liệu kèm báo cáo"
        ordering = ["report", "pk"]
