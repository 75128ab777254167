"""Minutes typed live."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, OuterRef, Q
from django.db.models.lookups import Exact

from meetings.models.agenda import AgendaItem
from meetings.models.attendance import Attendance
from meetings.models.concerning import ConcerningQuerySet
from meetings.models.meetings import Meeting, whole_to
from units.models import Appointment, Unit

if TYPE_CHECKING:
    from units.models import User


class InterventionQuerySet(ConcerningQuerySet["Intervention"]):
    def read_by(self, user: "User | None") -> "InterventionQuerySet":
        """Of a briefing not while it is still typed: whom it concerns may be chosen last."""
        rows = super().read_by(user)
        if user is None or user.acting is None:
            return rows
        written = Q(is_finished=True) | Q(meeting__kind__by_portfolio=False)
        return rows.filter(written | whole_to(user.acting, "meeting__"))

    def _told(self, concerned: Q) -> Q:
        written = Q(Exact(OuterRef("is_finished"), True)) | Q(kind__by_portfolio=False)
        return concerned & written

    def standing(self) -> "InterventionQuerySet":
        return self.filter(removed_at__isnull=True)

    def newer_than(self, change_no: int) -> "InterventionQuerySet":
        """Changed or removed since; the number is taken under the meeting's lock (rule 11)."""
        return self.filter(change_no__gt=change_no)


class Intervention(models.Model):
    """Ý kiến: what somebody said, and which earlier words it answers."""

    class Kind(models.TextChoices):
        REPORT = "report", "báo cáo"
        QUESTION = "question", "truy vấn"
        EXPLANATION = "explanation", "giải trình"
        ANSWER = "answer", "trả lời"
        CONTRIBUTION = "contribution", "tham luận"
        COMMITMENT = "commitment", "cam kết"
        CONCLUSION = "conclusion", "chỉ đạo, kết luận"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="interventions")
    agenda_item = models.ForeignKey(
        AgendaItem,
        models.PROTECT,
        related_name="interventions",
        verbose_name="mục chương trình",
        null=True,
        blank=True,
    )
    kind = models.CharField("loại ý kiến", max_length=12, choices=Kind)
    speaker = models.ForeignKey(
        Attendance,
        models.PROTECT,
        related_name="interventions",
        verbose_name="người phát biểu",
        null=True,
        blank=True,
    )
    # As printed: kept even if the attendance list is corrected later.
    speaker_text = models.CharField("người phát biểu", max_length=160)
    text = models.TextField("nội dung", max_length=20000, blank=True)
    answers = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="replies",
        verbose_name="trả lời cho",
        null=True,
        blank=True,
    )
    # Whom a question is put to; the heads of this unit are offered first for its explanation.
    asked = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="questions_asked",
        verbose_name="đơn vị được hỏi",
        null=True,
        blank=True,
    )
    # The leader whom alone it concerns, besides those who read a briefing whole; none: everybody.
    concerns = models.ForeignKey(
        Appointment,
        models.PROTECT,
        related_name="+",
        verbose_name="liên quan đến",
        null=True,
        blank=True,
    )
    spoken_at = models.DateTimeField("lúc phát biểu")
    # Written down by its secretary; before that somebody is still typing in it.
    is_finished = models.BooleanField("đã ghi xong", default=False)
    version = models.PositiveIntegerField(default=1)
    change_no = models.PositiveBigIntegerField()
    # Given by the browser, so that a repeated sending makes no second row.
    client_key = models.UUIDField(unique=True, editable=False)
    edited_by = models.ForeignKey("units.User", models.PROTECT, related_name="+")
    removed_at = models.DateTimeField("gỡ khỏi biên bản lúc", null=True, blank=True)

    objects = InterventionQuerySet.as_manager()

    class Meta:
        verbose_name = "ý kiến"
        ordering = ["meeting", "spoken_at", "pk"]
        indexes = [models.Index(fields=["meeting", "change_no"])]
        constraints = [
            models.CheckConstraint(
                name="intervention_not_itself",
                condition=Q(answers__isnull=True) | ~Q(answers=F("pk")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.speaker_text}: {self.text[:60]}"
