"""A scheduled meeting is moved or called off, and those who were to come are told."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from meetings.models.meetings import Meeting
from units.models import Person, Unit

if TYPE_CHECKING:
    from units.models import User


class MeetingMoveQuerySet(models.QuerySet["MeetingMove"]):
    def visible_to(self, user: "User") -> "MeetingMoveQuerySet":
        return self.filter(meeting__in=Meeting.objects.visible_to(user))


class MeetingMove(models.Model):
    """Chuyển lịch: when and where a meeting was to be, when and where it is now, and why."""

    append_only = True

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="moves")
    from_starts_at = models.DateTimeField("bắt đầu cũ")
    from_ends_at = models.DateTimeField("kết thúc cũ")
    from_place = models.CharField("địa điểm cũ", max_length=200)
    to_starts_at = models.DateTimeField("bắt đầu mới")
    to_ends_at = models.DateTimeField("kết thúc mới")
    to_place = models.CharField("địa điểm mới", max_length=200)
    reason = models.CharField("lý do", max_length=500)
    by = models.ForeignKey("units.User", models.PROTECT, related_name="+", verbose_name="người làm")
    at = models.DateTimeField("lúc")

    objects = MeetingMoveQuerySet.as_manager()

    class Meta:
        verbose_name = "chuyển lịch họp"
        ordering = ["meeting", "pk"]
        constraints = [
            models.CheckConstraint(
                name="meeting_move_elsewhere",
                condition=~Q(
                    from_starts_at=F("to_starts_at"),
                    from_ends_at=F("to_ends_at"),
                    from_place=F("to_place"),
                ),
                violation_error_message="Ngày, giờ và địa điểm không có gì thay đổi.",
            )
        ]

    def __str__(self) -> str:
        return f"Chuyển lịch: {self.meeting}"


class MeetingNewsQuerySet(models.QuerySet["MeetingNews"]):
    def visible_to(self, user: "User") -> "MeetingNewsQuerySet":
        """Each person's own, whatever position he acts in."""
        return self.filter(person_id=user.person_id) if user.person_id else self.none()

    def waiting(self) -> "MeetingNewsQuerySet":
        return self.filter(acknowledged_at__isnull=True)


class MeetingNews(models.Model):
    """Tin về cuộc họp: that it was moved (`move`) or called off, told to one person."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="news")
    # None: the meeting was called off.
    move = models.ForeignKey(
        MeetingMove, models.PROTECT, related_name="news", null=True, blank=True
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="meeting_news", verbose_name="người nhận"
    )
    # For whom the person was told, as of that day.
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="meeting_news", verbose_name="đơn vị"
    )
    at = models.DateTimeField("lúc")
    acknowledged_at = models.DateTimeField("lúc xác nhận đã biết", null=True, blank=True)

    objects = MeetingNewsQuerySet.as_manager()

    class Meta:
        verbose_name = "tin về cuộc họp"
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(
                fields=["person"],
                name="meeting_news_waiting",
                condition=Q(acknowledged_at__isnull=True),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                name="meeting_news_once",
                fields=["meeting", "move", "person"],
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting}: {'chuyển lịch' if self.move_id else 'đã hủy'}"
