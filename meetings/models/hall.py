"""What the hall's screen is turned to, and what the chair asked of what the figures show."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from meetings.models.agenda import AgendaItem
from meetings.models.attendance import Attendance
from meetings.models.meetings import Meeting
from meetings.models.minutes import Intervention
from targets.models import Target
from units.models import Unit

if TYPE_CHECKING:
    from units.models import User


class HallFocusQuerySet(models.QuerySet["HallFocus"]):
    def visible_to(self, user: "User") -> "HallFocusQuerySet":
        return self.filter(meeting__in=Meeting.objects.visible_to(user))


class HallFocus(models.Model):
    """What the secretary turned the projected screen to, changed under the meeting's change number
    (design, rule 11). Who speaks also follows from the queue and the record, the latest holds."""

    class Shows(models.TextChoices):
        PROGRAMME = "programme", "chương trình, người phát biểu"
        UNIT = "unit", "chỉ tiêu, vụ việc của một đơn vị"

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="focus")
    shows = models.CharField("đang chiếu", max_length=10, choices=Shows, default=Shows.PROGRAMME)
    item = models.ForeignKey(
        AgendaItem,
        models.SET_NULL,
        related_name="+",
        verbose_name="nội dung",
        null=True,
        blank=True,
    )
    item_since = models.DateTimeField("nội dung từ lúc", null=True, blank=True)
    speaker = models.ForeignKey(
        Attendance,
        models.SET_NULL,
        related_name="+",
        verbose_name="người phát biểu",
        null=True,
        blank=True,
    )
    speaker_since = models.DateTimeField("phát biểu từ lúc", null=True, blank=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name="đơn vị", null=True, blank=True
    )

    objects = HallFocusQuerySet.as_manager()

    class Meta:
        verbose_name = "màn hình hội trường"
        constraints = [
            models.CheckConstraint(
                name="hall_focus_unit",
                condition=~Q(shows="unit") | Q(unit__isnull=False),
                violation_error_message="Chọn đơn vị để chiếu.",
            )
        ]


class ChairQuestionQuerySet(models.QuerySet["ChairQuestion"]):
    def visible_to(self, user: "User") -> "ChairQuestionQuerySet":
        return self.filter(meeting__in=Meeting.objects.visible_to(user))

    def unexplained(self) -> "ChairQuestionQuerySet":
        return self.filter(is_unexplained=True)


class ChairQuestion(models.Model):
    """A line of the chair's question list that was taken up: asked, become words of the record, or
    marked as not explained. Lines nobody touched are made of the figures each time."""

    class Kind(models.TextChoices):
        UNMET = "unmet", "chỉ tiêu chưa đạt, chưa giải trình"
        BROKEN = "broken", "không thực hiện được cam kết"
        GROWN = "grown", "vụ việc tăng"
        LATE = "late", "báo cáo chậm"

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="questions", verbose_name="hội nghị"
    )
    # Unit, kind and thing asked about: the same line of the list finds its row again.
    key = models.CharField("khóa", max_length=80, editable=False)
    kind = models.CharField("loại", max_length=8, choices=Kind)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    target = models.ForeignKey(
        Target, models.PROTECT, related_name="+", verbose_name="chỉ tiêu", null=True, blank=True
    )
    # As it stood when it was taken up.
    text = models.TextField("nội dung", max_length=2000)
    asked_at = models.DateTimeField("hỏi lúc", null=True, blank=True)
    intervention = models.OneToOneField(
        Intervention,
        models.PROTECT,
        related_name="question",
        verbose_name="ý kiến truy vấn",
        null=True,
        blank=True,
    )
    # Không giải trình: the unit has nothing to say, and the record says so.
    is_unexplained = models.BooleanField("không giải trình", default=False)
    by = models.ForeignKey("units.User", models.PROTECT, related_name="+", verbose_name="người ghi")
    at = models.DateTimeField("lúc ghi")

    objects = ChairQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "câu hỏi của chủ trì"
        ordering = ["meeting", "unit__order", "pk"]
        constraints = [
            models.UniqueConstraint(name="chair_question_once", fields=["meeting", "key"])
        ]

    def __str__(self) -> str:
        return self.text[:80]
