"""Where a meeting sits, who comes, and who speaks when."""

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from meetings.models.agenda import AgendaItem
from meetings.models.meetings import Meeting
from units.models import Person, Role, Unit

if TYPE_CHECKING:
    from units.models import User


class SiteQuerySet(models.QuerySet["Site"]):
    def visible_to(self, user: "User") -> "SiteQuerySet":
        """With the meeting; and one's own site once the meeting is on the calendar."""
        acting = user.acting
        if acting is None or acting.role == Role.ADMINISTRATOR:
            return self.none()
        own = Q(unit_id__in=acting.own_unit_ids) & ~Q(meeting__state=Meeting.State.DRAFT)
        return self.filter(own | Q(meeting__in=Meeting.objects.visible_to(user)))


class Site(models.Model):
    """Điểm cầu, with the number of people sitting there."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="sites")
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="sites", verbose_name="đơn vị", null=True, blank=True
    )
    name = models.CharField("điểm cầu", max_length=120)
    is_online = models.BooleanField("trực tuyến", default=False)
    head_count = models.PositiveSmallIntegerField("số người", default=0)
    order = models.PositiveSmallIntegerField("thứ tự", default=0)

    objects = SiteQuerySet.as_manager()

    class Meta:
        verbose_name = "điểm cầu"
        ordering = ["meeting", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="site_name",
                fields=["meeting", "name"],
                violation_error_message="Điểm cầu này đã có trong danh sách.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def visible_to(self, user: "User") -> "AttendanceQuerySet":
        return self.filter(site__in=Site.objects.visible_to(user))

    def unmarked(self) -> "AttendanceQuerySet":
        return self.filter(presence=Attendance.Presence.EXPECTED)

    def guests(self) -> "AttendanceQuerySet":
        return self.filter(person__isnull=True)


class Attendance(models.Model):
    """Thành phần dự: person, unit represented and site are independent of each other.

    A guest from outside (khách mời ngoài ngành) is no person of the two tiers: his name and what
    he comes from are typed.
    """

    class Presence(models.TextChoices):
        EXPECTED = "expected", "được mời"
        PRESENT = "present", "có mặt"
        EXCUSED = "excused", "vắng có lý do"
        ABSENT = "absent", "vắng mặt"

    AWAY = (Presence.EXCUSED, Presence.ABSENT)

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    site = models.ForeignKey(
        Site, models.PROTECT, related_name="attendances", verbose_name="điểm cầu"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="attendances", verbose_name="đại diện đơn vị", null=True
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="attendances", verbose_name="người", null=True
    )
    guest_name = models.CharField("họ và tên khách mời", max_length=120, blank=True)
    organisation = models.CharField("cơ quan, tổ chức", max_length=160, blank=True)
    # The position of that day, kept as it was.
    position = models.CharField("chức vụ", max_length=120)
    presence = models.CharField(
        "có mặt", max_length=10, choices=Presence, default=Presence.EXPECTED
    )
    excuse = models.CharField("lý do vắng", max_length=200, blank=True)
    replaced_by = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="replaces",
        verbose_name="người dự thay",
        null=True,
        blank=True,
    )
    arrived_at = models.DateTimeField("giờ đến", null=True, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = "thành phần dự"
        ordering = ["meeting", "site__order", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="attendance_once",
                fields=["meeting", "person"],
                violation_error_message="Người này đã có trong thành phần dự.",
            ),
            models.UniqueConstraint(
                name="attendance_guest_once",
                fields=["meeting", "guest_name", "organisation"],
                condition=Q(person__isnull=True),
                violation_error_message="Khách mời này đã có trong thành phần dự.",
            ),
            models.CheckConstraint(
                name="attendance_who",
                condition=Q(
                    person__isnull=False, unit__isnull=False, guest_name="", organisation=""
                )
                | (
                    Q(person__isnull=True, unit__isnull=True)
                    & ~Q(guest_name="")
                    & ~Q(organisation="")
                ),
                violation_error_message="Ghi họ tên và cơ quan của khách mời.",
            ),
            models.CheckConstraint(
                name="attendance_arrived",
                condition=Q(arrived_at__isnull=True) | Q(presence="present"),
                violation_error_message="Chỉ ghi giờ đến của người có mặt.",
            ),
            models.CheckConstraint(
                name="attendance_away",
                condition=Q(presence__in=["excused", "absent"])
                | Q(excuse="", replaced_by__isnull=True),
                violation_error_message="Chỉ ghi lý do vắng, người dự thay cho người vắng mặt.",
            ),
            models.CheckConstraint(
                name="attendance_not_itself",
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("pk")),
                violation_error_message="Không ai tự dự thay mình.",
            ),
        ]

    def __str__(self) -> str:
        return self.position

    @property
    def is_guest(self) -> bool:
        return self.person_id is None

    @property
    def name(self) -> str:
        return self.person.full_name if self.person else self.guest_name


class SpeakerTurnQuerySet(models.QuerySet["SpeakerTurn"]):
    def visible_to(self, user: "User") -> "SpeakerTurnQuerySet":
        return self.filter(meeting__in=Meeting.objects.visible_to(user))

    def waiting(self) -> "SpeakerTurnQuerySet":
        return self.filter(started_at__isnull=True, ended_at__isnull=True)

    def speaking(self) -> "SpeakerTurnQuerySet":
        return self.filter(started_at__isnull=False, ended_at__isnull=True)

    def spoken(self) -> "SpeakerTurnQuerySet":
        return self.filter(started_at__isnull=False, ended_at__isnull=False)


class SpeakerTurn(models.Model):
    """Lượt phát biểu: asked for, called, begun, ended; one who ends without beginning withdrew."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="turns")
    attendance = models.ForeignKey(
        Attendance, models.PROTECT, related_name="turns", verbose_name="người phát biểu"
    )
    agenda_item = models.ForeignKey(
        AgendaItem,
        models.PROTECT,
        related_name="turns",
        verbose_name="mục chương trình",
        null=True,
        blank=True,
    )
    order = models.PositiveSmallIntegerField("thứ tự")
    minutes = models.PositiveSmallIntegerField("số phút được giao", default=5)
    asked_at = models.DateTimeField("đăng ký lúc")
    called_at = models.DateTimeField("mời lúc", null=True, blank=True)
    started_at = models.DateTimeField("bắt đầu lúc", null=True, blank=True)
    ended_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)

    objects = SpeakerTurnQuerySet.as_manager()

    class Meta:
        verbose_name = "lượt phát biểu"
        ordering = ["meeting", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="speaker_turn_waits_once",
                fields=["attendance"],
                condition=Q(ended_at__isnull=True),
                violation_error_message="Người này đang chờ đến lượt phát biểu.",
            ),
            models.UniqueConstraint(
                name="speaker_turn_one_speaks",
                fields=["meeting"],
                condition=Q(started_at__isnull=False, ended_at__isnull=True),
                violation_error_message="Đang có người phát biểu.",
            ),
            models.CheckConstraint(
                name="speaker_turn_order",
                condition=Q(ended_at__isnull=True)
                | Q(started_at__isnull=True)
                | Q(ended_at__gte=F("started_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"lượt {self.order}"

    def seconds(self, now: datetime.datetime) -> int:
        """How long it has lasted; 0 before it begins."""
        if self.started_at is None:
            return 0
        return max(0, int(((self.ended_at or now) - self.started_at).total_seconds()))
