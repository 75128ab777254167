"""The Office's report that consolidates what the units sent, and who has read it."""

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Least

from meetings.models.meeting_papers import MeetingPaperQuerySet
from meetings.models.meetings import Meeting
from meetings.models.outlines import OutlineLine, OutlineSource
from units.models import Appointment, DocumentAccess, Person, Role, Unit, passages
from units.models.papers import Paper, paper_constraints
from units.models.passages import Passage

if TYPE_CHECKING:
    from units.models import User

MOST_LETTERS = 40_000


class ConsolidatedReportQuerySet(MeetingPaperQuerySet["ConsolidatedReport"]):
    def waiting(self) -> "ConsolidatedReportQuerySet":
        """For the worker, to be drawn up."""
        return self.filter(drawing=ConsolidatedReport.Drawing.WAITING)


class ConsolidatedReport(Paper):
    """Báo cáo tổng hợp of a meeting's organiser: what happened since its last one of the kind."""

    class Drawing(models.TextChoices):
        NONE = "", "chưa lập"
        WAITING = "waiting", "đang lập"
        DONE = "done", "đã lập xong"
        FAILED = "failed", "không lập được"

    PATIENCE = datetime.timedelta(seconds=20)

    meeting = models.OneToOneField(
        Meeting, models.PROTECT, related_name="consolidated", verbose_name="hội nghị"
    )
    previous = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="later",
        verbose_name="báo cáo kỳ trước",
        null=True,
        blank=True,
    )
    since = models.DateField("số liệu từ ngày")
    until = models.DateField("đến hết ngày")
    opening = models.TextField("mở đầu", max_length=5000, blank=True)
    closing = models.TextField("kết thúc", max_length=5000, blank=True)
    # To whom it is sent in the application and by mail; the rest read it as recipients' units.
    readers = models.ManyToManyField(
        Appointment, related_name="+", verbose_name="gửi đến", blank=True
    )
    # Raised by every change of a line; who has the page open asks for what is newer.
    change_no = models.PositiveBigIntegerField(default=0)
    drawing = models.CharField("lập số liệu", max_length=8, choices=Drawing, blank=True)
    progress = models.PositiveSmallIntegerField("đã lập (%)", default=0)
    asked_at = models.DateTimeField("yêu cầu lập lúc", null=True, blank=True)
    drawn_at = models.DateTimeField("số liệu lúc", null=True, blank=True)
    # Why the last drawing came to nothing, as a sentence.
    trouble = models.CharField("lý do không lập được", max_length=500, blank=True)

    objects = ConsolidatedReportQuerySet.as_manager()

    class Meta:
        verbose_name = "báo cáo tổng hợp"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="consolidated_report_period",
                condition=Q(until__gte=F("since")),
                violation_error_message="Ngày cuối của số liệu không được trước ngày đầu.",
            ),
            *paper_constraints("consolidated_report"),
        ]

    def told(self) -> list[Passage]:
        lines = self.lines.shown()
        return [
            *passages.columns(self, "opening"),
            *passages.rows((line.pk, line.title or "Dòng", line.text) for line in lines),
            *passages.columns(self, "closing"),
        ]

    @property
    def outline_office(self) -> str:
        """Whose outline it follows: a province's, else a region's."""
        is_province = self.meeting.organiser.kind == Unit.Kind.PROVINCE
        return str(Unit.Kind.PROVINCE if is_province else Unit.Kind.REGION)

    def stage(self, now: datetime.datetime) -> str:
        """How far the drawing is, or `late` when nobody has done it for longer than it takes."""
        is_waiting = self.drawing == self.Drawing.WAITING
        is_late = is_waiting and self.asked_at is not None and now - self.asked_at > self.PATIENCE
        return "late" if is_late else self.drawing


class ConsolidatedLineQuerySet(models.QuerySet["ConsolidatedLine"]):
    def visible_to(self, user: "User") -> "ConsolidatedLineQuerySet":
        return self.filter(report__in=ConsolidatedReport.objects.visible_to(user))

    def newer_than(self, change_no: int) -> "ConsolidatedLineQuerySet":
        """Changed since; the number is taken under the report's lock (rule 11)."""
        return self.filter(change_no__gt=change_no)

    def shown(self) -> list["ConsolidatedLine"]:
        """In reading order, without what is hidden and what stands below a hidden heading."""
        found: list[ConsolidatedLine] = []
        below: int | None = None
        for line in self.order_by("order", "pk"):
            if below is not None and line.level > below:
                continue
            below = line.level if line.is_hidden else None
            if not line.is_hidden:
                found.append(line)
        return found


class ConsolidatedLine(models.Model):
    """Dòng của báo cáo tổng hợp: what the software wrote, and what stands.

    `[1]` in a text is the anchor of the first entry of `breakdown`:
    {"label", "total", "parts": [[unit's short name, number, unit id], …], "missing": [names],
    "note"}; `sources`: [{"text", "link"}], where the numbers come from.
    """

    report = models.ForeignKey(ConsolidatedReport, models.PROTECT, related_name="lines")
    # None: a line that somebody added.
    outline = models.ForeignKey(
        OutlineLine, models.SET_NULL, related_name="+", null=True, blank=True
    )
    # Place in the whole report, from 1; `level` 1 stands for I., 2 for 1., 3 for 1.1., 4 for a).
    order = models.PositiveSmallIntegerField("thứ tự")
    level = models.PositiveSmallIntegerField("cấp", default=1)
    source = models.CharField(
        "nội dung", max_length=12, choices=OutlineSource, default=OutlineSource.OWN
    )
    title = models.CharField("tên đề mục, tên dòng", max_length=300, blank=True)
    is_heading = models.BooleanField("là đề mục", default=False)
    is_own = models.BooleanField("dòng tự thêm", default=False)
    generated = models.TextField("phần mềm lập", blank=True)
    text = models.TextField("nội dung", max_length=MOST_LETTERS, blank=True)
    is_edited = models.BooleanField("đã sửa tay", default=False)
    # What the software writes now is another text than the one somebody last saw beside his own.
    has_fresh = models.BooleanField("có bản mới chưa xem", default=False)
    version = models.PositiveIntegerField(default=1)
    change_no = models.PositiveBigIntegerField(default=0)
    breakdown = models.JSONField("số theo đơn vị", default=list, blank=True)
    # Of `generated`; `breakdown` is of the text that stands.
    generated_breakdown = models.JSONField("số theo đơn vị, bản mới", default=list, blank=True)
    sources = models.JSONField("nguồn", default=list, blank=True)
    # As the same line of the report before said; what differs is marked.
    previous_text = models.TextField("kỳ trước", blank=True)
    is_hidden = models.BooleanField("không đưa vào báo cáo", default=False)
    hidden_reason = models.CharField("lý do không đưa vào", max_length=300, blank=True)
    edited_by: "models.ForeignKey[User | None, User | None]" = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", null=True, blank=True
    )
    edited_at = models.DateTimeField("lúc sửa", null=True, blank=True)

    objects = ConsolidatedLineQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng báo cáo tổng hợp"
        ordering = ["report", "order", "pk"]
        indexes = [models.Index(fields=["report", "change_no"], name="consolidated_line_newer")]
        constraints = [
            models.UniqueConstraint(
                name="consolidated_line_outline_once",
                fields=["report", "outline"],
                condition=Q(outline__isnull=False),
            ),
            models.CheckConstraint(
                name="consolidated_line_level", condition=Q(level__range=(1, 4))
            ),
            models.CheckConstraint(
                name="consolidated_line_hidden",
                condition=Q(is_hidden=False, hidden_reason="")
                | (Q(is_hidden=True) & ~Q(hidden_reason="")),
                violation_error_message="Ghi lý do không đưa dòng này vào báo cáo.",
            ),
            models.CheckConstraint(
                name="consolidated_line_edited",
                condition=Q(is_edited=False) | Q(edited_by__isnull=False, edited_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.text[:60]


class ConsolidatedWritingQuerySet(models.QuerySet["ConsolidatedWriting"]):
    def present(self, now: datetime.datetime) -> "ConsolidatedWritingQuerySet":
        return self.filter(seen_at__gt=now - ConsolidatedWriting.KEPT)


class ConsolidatedWriting(models.Model):
    """Đang soạn: who has a report's page open, and the line typed in; forgotten after seconds."""

    KEPT = datetime.timedelta(seconds=20)

    report = models.ForeignKey(ConsolidatedReport, models.CASCADE, related_name="writings")
    user = models.ForeignKey("units.User", models.CASCADE, related_name="+")
    line = models.ForeignKey(
        ConsolidatedLine, models.CASCADE, related_name="+", null=True, blank=True
    )
    seen_at = models.DateTimeField("lúc")

    objects = ConsolidatedWritingQuerySet.as_manager()

    class Meta:
        verbose_name = "người đang soạn báo cáo tổng hợp"
        ordering = ["report", "pk"]
        constraints = [
            models.UniqueConstraint(name="consolidated_writing_once", fields=["report", "user"])
        ]

    def __str__(self) -> str:
        return str(self.user_id)


class ReportDeliveryQuerySet(models.QuerySet["ReportDelivery"]):
    def visible_to(self, user: "User") -> "ReportDeliveryQuerySet":
        """One's own, and all of a report for who works on it."""
        own = Q(person_id=user.person_id) if user.person_id else Q(pk__in=[])
        return self.filter(own | Q(report__in=ConsolidatedReport.objects.visible_to(user)))

    def of_person(self, user: "User") -> "ReportDeliveryQuerySet":
        """Each person's own, in whatever position he reads documents."""
        acting = user.acting
        if acting is None or acting.role == Role.ADMINISTRATOR:
            return self.none()
        return self.filter(person_id=user.person_id)

    def opened(self) -> "ReportDeliveryQuerySet":
        """Adds `opened_at`: the first opening, here or among the documents."""
        first = _accesses().order_by("at").values("at")[:1]
        return self.annotate(opened_at=Least("read_at", Subquery(first)))

    def waiting(self) -> "ReportDeliveryQuerySet":
        return self.filter(~Exists(_accesses()), read_at__isnull=True)


def _accesses() -> models.QuerySet[DocumentAccess]:
    return DocumentAccess.objects.filter(
        document=Coalesce(OuterRef("report__document"), OuterRef("report__replaces")),
        user__person=OuterRef("person"),
    )


class ReportDelivery(models.Model):
    """Gửi báo cáo tổng hợp to one person for one unit; when mailed, first opened, downloaded."""

    report = models.ForeignKey(
        ConsolidatedReport, models.PROTECT, related_name="deliveries", verbose_name="báo cáo"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="reports_received", verbose_name="người nhận"
    )
    # For whom the person was told, as of that day.
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="reports_received", verbose_name="đơn vị"
    )
    delivered_at = models.DateTimeField("lúc gửi")
    mailed_at = models.DateTimeField("lúc gửi thư", null=True, blank=True)
    read_at = models.DateTimeField("lúc mở xem lần đầu", null=True, blank=True)
    downloaded_at = models.DateTimeField("lúc tải về", null=True, blank=True)
    reminded_at = models.DateTimeField("lúc nhắc gần nhất", null=True, blank=True)

    objects = ReportDeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "gửi báo cáo tổng hợp"
        ordering = ["report", "unit__order", "pk"]
        indexes = [
            models.Index(
                fields=["person"],
                name="report_delivery_unread",
                condition=Q(read_at__isnull=True),
            )
        ]
        constraints = [
            models.UniqueConstraint(name="report_delivery_once", fields=["report", "person"])
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.person}"
