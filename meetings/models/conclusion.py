"""What a meeting went through, and its record as it stood each time it was concluded."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from meetings.models.consolidated import ConsolidatedReport
from meetings.models.meeting_papers import MeetingPaperQuerySet
from meetings.models.meetings import Meeting, whole_to
from meetings.models.notices import Notice
from meetings.models.wordings import PaperWording
from units.models import Appointment, Document, passages
from units.models.papers import Paper, paper_constraints
from units.models.passages import Passage

if TYPE_CHECKING:
    from units.models import User


class MeetingStepQuerySet(models.QuerySet["MeetingStep"]):
    def visible_to(self, user: "User") -> "MeetingStepQuerySet":
        return self.filter(meeting__in=Meeting.objects.visible_to(user))


class MeetingStep(models.Model):
    """A state that a meeting came into: who, when and, where one is asked for, why."""

    append_only = True

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="steps", verbose_name="hội nghị"
    )
    state = models.CharField("trạng thái", max_length=12, choices=Meeting.State)
    reason = models.CharField("lý do", max_length=500, blank=True)
    by = models.ForeignKey("units.User", models.PROTECT, related_name="+", verbose_name="người")
    at = models.DateTimeField("lúc")

    objects = MeetingStepQuerySet.as_manager()

    class Meta:
        verbose_name = "bước của hội nghị"
        ordering = ["meeting", "at", "pk"]

    def __str__(self) -> str:
        return self.get_state_display()


class MinutesVersionQuerySet(models.QuerySet["MinutesVersion"]):
    def visible_to(self, user: "User") -> "MinutesVersionQuerySet":
        return self.filter(meeting__in=Meeting.objects.visible_to(user).read_whole(user))


class MinutesVersion(models.Model):
    """The record word for word as it was concluded, as plain data (`meetings.minutes_content`).

    Written once; a meeting that is reopened and concluded again gets another one. A secret spilled
    into it is taken out with all its texts.
    """

    append_only = True
    purgeable = ("content",)

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="versions", verbose_name="hội nghị"
    )
    number = models.PositiveSmallIntegerField("bản")
    content: Any = models.JSONField("nội dung đã chốt")
    sha256 = models.CharField("SHA-256", max_length=64)
    # Why the meeting had been reopened; the first version has none.
    reason = models.CharField("lý do ghi lại", max_length=500, blank=True)
    by = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", verbose_name="người kết luận"
    )
    at = models.DateTimeField("lúc kết luận")

    objects = MinutesVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "bản biên bản đã chốt"
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(
                name="minutes_version_number",
                fields=["meeting", "number"],
                violation_error_message="Bản này của biên bản đã có.",
            ),
            models.CheckConstraint(name="minutes_version_first", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"Bản {self.number}"


class ConclusionOverrideQuerySet(models.QuerySet["ConclusionOverride"]):
    def visible_to(self, user: "User") -> "ConclusionOverrideQuerySet":
        return self.filter(version__in=MinutesVersion.objects.visible_to(user))


class ConclusionOverride(models.Model):
    """Something was missing and the meeting was concluded all the same: what, and why."""

    class Rule(models.TextChoices):
        DIRECTIVES = "directives", "có ý kiến chỉ đạo"
        ADDRESSEE = "addressee", "ý kiến chỉ đạo có đơn vị thực hiện"
        DUE = "due", "ý kiến chỉ đạo có thời hạn"
        EXPLANATION = "explanation", "chỉ tiêu chưa đạt có giải trình"
        ATTENDANCE = "attendance", "điểm danh đủ"
        SPEAKER = "speaker", "ý kiến có người phát biểu"
        ASSESSMENT = "assessment", "có đánh giá của chủ trì"
        COMMITMENT = "commitment", "cam kết có đơn vị thực hiện"
        UNREVIEWED = "unreviewed", "nhiệm vụ không có hạn đã xem xét"

    append_only = True

    version = models.ForeignKey(
        MinutesVersion, models.PROTECT, related_name="overrides", verbose_name="bản biên bản"
    )
    rule = models.CharField("điều cần có", max_length=12, choices=Rule)
    missing = models.TextField("còn thiếu", max_length=5000)
    reason = models.CharField("lý do vẫn kết luận", max_length=500)

    objects = ConclusionOverrideQuerySet.as_manager()

    class Meta:
        verbose_name = "kết luận khi còn thiếu"
        ordering = ["version", "pk"]
        constraints = [
            models.UniqueConstraint(name="conclusion_override_once", fields=["version", "rule"]),
            models.CheckConstraint(
                name="conclusion_override_reason",
                condition=~Q(reason=""),
                violation_error_message="Ghi lý do vẫn kết luận khi còn thiếu.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_rule_display()


def kept_documents(acting: Appointment) -> models.QuerySet[Any, Any]:
    """Records, notices and consolidated reports of leaders' briefings that this position does not
    read whole."""
    if acting.keeps_register:
        return Document.objects.none().values("pk")
    whole = whole_to(acting, "meeting__")
    of_briefings = {"meeting__kind__by_portfolio": True, "document__isnull": False}
    records, *others = (
        paper._default_manager.filter(**of_briefings).exclude(whole).order_by().values("document")
        for paper in (MinutesDocument, Notice, ConsolidatedReport)
    )
    return records.union(*others)


class MinutesDocumentQuerySet(MeetingPaperQuerySet["MinutesDocument"]):
    def supplementary(self) -> "MinutesDocumentQuerySet":
        return self.filter(corrects__isnull=False)


class MinutesDocument(Paper):
    """Biên bản, Mẫu 1.9: a version of the record on paper; or biên bản bổ sung, which says what
    of a numbered record is to be read otherwise. The chair signs, and the secretary beside him."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="minutes_documents", verbose_name="hội nghị"
    )
    version = models.OneToOneField(
        MinutesVersion,
        models.PROTECT,
        related_name="paper",
        verbose_name="bản biên bản",
        null=True,
        blank=True,
    )
    corrects = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="supplements",
        verbose_name="bổ sung cho biên bản",
        null=True,
        blank=True,
    )
    secretary = models.ForeignKey(
        Appointment, models.PROTECT, related_name="+", verbose_name="thư ký"
    )
    # By which version of the office's wording it is laid out; none: by the house's own.
    wording = models.ForeignKey(
        PaperWording,
        models.PROTECT,
        related_name="+",
        verbose_name="mẫu biên bản",
        null=True,
        blank=True,
    )
    # Of a supplement: why, and what is corrected; one paragraph a line.
    cause = models.TextField("lý do bổ sung", max_length=2000, blank=True)
    correction = models.TextField("nội dung bổ sung, đính chính", max_length=20000, blank=True)

    objects = MinutesDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "biên bản trình ký"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="minutes_document_one_unissued",
                fields=["meeting"],
                condition=Q(document__isnull=True),
                violation_error_message="Hội nghị đang có một biên bản chưa cấp số.",
            ),
            models.CheckConstraint(
                name="minutes_document_of_one",
                condition=Q(version__isnull=False, corrects__isnull=True, correction="")
                | Q(version__isnull=True, corrects__isnull=False) & ~Q(correction=""),
                violation_error_message="Biên bản bổ sung phải có nội dung.",
            ),
            *paper_constraints("minutes_document"),
        ]

    def told(self) -> list[Passage]:
        """Of the record what was said and concluded, as the version froze it."""
        if self.version is None:
            return list(passages.columns(self, "cause", "correction"))
        content = self.version.content
        said = [f"{row['time']} {row['speaker']}: {row['text']}" for row in content["said"]]
        ordered = [f"{row['no']}. {row['text']}" for row in content["directives"]]
        return [
            Passage("said", "Diễn biến", "\n".join(said)),
            Passage("assessment", "Đánh giá", content["assessment"]),
            Passage("directives", "Kết luận, ý kiến chỉ đạo", "\n".join(ordered)),
        ]

    @property
    def is_supplement(self) -> bool:
        return self.corrects_id is not None
