"""Kinds of meeting with their habits: rows, so that an office may add its own."""

import datetime
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from targets.models import Period
from targets.models.catalogue import CatalogueQuerySet
from units.models import Unit

if TYPE_CHECKING:
    from units.models import User


class Form(models.TextChoices):
    """Hình thức họp."""

    IN_PERSON = "in_person", "trực tiếp"
    ONLINE = "online", "trực tuyến"
    MIXED = "mixed", "trực tiếp kết hợp trực tuyến"


class Weekday(models.IntegerChoices):
    """As `date.isoweekday` counts."""

    MONDAY = 1, "thứ Hai"
    TUESDAY = 2, "thứ Ba"
    WEDNESDAY = 3, "thứ Tư"
    THURSDAY = 4, "thứ Năm"
    FRIDAY = 5, "thứ Sáu"
    SATURDAY = 6, "thứ Bảy"
    SUNDAY = 7, "Chủ nhật"


OFFICE_KINDS = (Unit.Kind.PROVINCE, Unit.Kind.DISTRICT, Unit.Kind.REGION)


def every_office() -> list[str]:
    return [str(kind) for kind in OFFICE_KINDS]


class MeetingKindQuerySet(CatalogueQuerySet["MeetingKind"]):
    def held_by(self, office: Unit) -> "MeetingKindQuerySet":
        """Kinds in use that offices like this one hold."""
        return self.filter(is_in_use=True, offices__contains=[office.kind])

    def recurring(self) -> "MeetingKindQuerySet":
        """Same rule as `MeetingKind.recurs`; a test holds them together."""
        return self.exclude(period_kind="", weekday__isnull=True)


class MeetingKind(models.Model):
    """Loại hội nghị, with its habits.

    Heard every period of a kind, else every week on its weekday, else when somebody calls it.
    """

    class Audience(models.TextChoices):
        LEADERSHIP = "leadership", "lãnh đạo Viện, Văn phòng"
        ALL = "all", "tất cả đơn vị"
        ONE = "one", "một đơn vị"
        CHOSEN = "chosen", "đơn vị được chọn"

    class Purpose(models.TextChoices):
        """What the meeting is for; sessions and launches have pages of their own."""

        HEARING = "hearing", "nghe báo cáo, giao ban"
        SESSION = "session", "làm việc với một đơn vị"
        LAUNCH = "launch", "triển khai chương trình công tác của một đơn vị"

    # Its requests are taken into the plan of the unit that it is held with.
    WITH_ONE = (Purpose.SESSION, Purpose.LAUNCH)

    class Presiding(models.TextChoices):
        HEAD = "head", "Viện trưởng"
        DEPUTY = "deputy", "Phó Viện trưởng phụ trách"

    Form = Form
    Weekday = Weekday

    code = models.SlugField("mã", max_length=20, unique=True)
    name = models.CharField("tên loại", max_length=120)
    # {ky} is the label of the period heard, {nam} the work year.
    title_template = models.CharField("mẫu tên hội nghị", max_length=200)
    period_kind = models.CharField("kỳ", max_length=12, choices=Period.Kind, blank=True)
    offices = ArrayField(
        models.CharField(max_length=12, choices=Unit.Kind),
        verbose_name="cơ quan tổ chức",
        default=every_office,
    )
    purpose = models.CharField("mục đích", max_length=10, choices=Purpose, default=Purpose.HEARING)
    # Working days after the conclusion came into force; none: nobody is reminded.
    acceptance_days = models.PositiveSmallIntegerField(
        "hạn tiếp thu, số ngày làm việc sau kết luận",
        null=True,
        blank=True,
        validators=[MaxValueValidator(60)],
    )
    audience = models.CharField(
        "thành phần", max_length=10, choices=Audience, default=Audience.CHOSEN
    )
    presiding = models.CharField("chủ trì", max_length=6, choices=Presiding, default=Presiding.HEAD)
    by_portfolio = models.BooleanField("chỉ đạo theo lĩnh vực, địa bàn phụ trách", default=False)
    hosted_in_turn = models.BooleanField("luân phiên đăng cai", default=False)
    form = models.CharField("hình thức", max_length=10, choices=Form, default=Form.IN_PERSON)
    weekday = models.PositiveSmallIntegerField("thứ", choices=Weekday, null=True, blank=True)
    # Of a kind that hears periods: from how many days after a period's end it may be held.
    days_after = models.PositiveSmallIntegerField(
        "số ngày sau khi hết kỳ", default=5, validators=[MaxValueValidator(90)]
    )
    usual_time = models.TimeField("giờ bắt đầu", default=datetime.time(8))
    length_minutes = models.PositiveSmallIntegerField(
        "thời gian họp, phút",
        default=120,
        validators=[MinValueValidator(10), MaxValueValidator(720)],
    )
    # Working days before the meeting; none: units send no reports.
    report_days = models.PositiveSmallIntegerField(
        "hạn báo cáo, số ngày làm việc trước ngày họp",
        null=True,
        blank=True,
        validators=[MaxValueValidator(60)],
    )
    report_time = models.TimeField("hạn báo cáo, giờ", default=datetime.time(16))
    # None: not limited.
    speech_minutes = models.PositiveSmallIntegerField(
        "phát biểu, số phút", null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    speech_length = models.PositiveIntegerField(
        "phát biểu, số ký tự", null=True, blank=True, validators=[MaxValueValidator(50_000)]
    )
    agenda = models.TextField("chương trình mẫu (mỗi dòng: nội dung | số phút)", blank=True)
    needs_notice = models.BooleanField("phải ra thông báo kết luận", default=True)
    notice_by_field = models.BooleanField(
        "thông báo xếp ý kiến chỉ đạo theo lĩnh vực", default=False
    )
    # What a unit's clerk reports of a task waits for the unit's head.
    answers_by_head = models.BooleanField(
        "kết quả nhiệm vụ phải được thủ trưởng đơn vị duyệt", default=False
    )
    is_in_use = models.BooleanField("đang dùng", default=True)
    order = models.PositiveSmallIntegerField("thứ tự", default=0)

    objects = MeetingKindQuerySet.as_manager()

    class Meta:
        verbose_name = "loại hội nghị"
        ordering = ["order", "name"]
        constraints = [
            models.CheckConstraint(
                name="meeting_kind_offices",
                condition=~Q(offices=[]) & Q(offices__contained_by=list(OFFICE_KINDS)),
                violation_error_message="Chọn ít nhất một loại cơ quan tổ chức hội nghị này.",
            ),
            models.CheckConstraint(
                name="meeting_kind_with_one",
                condition=Q(purpose="hearing") | Q(audience="one"),
                violation_error_message=(
                    "Buổi làm việc, hội nghị triển khai chương trình có thành phần là một đơn vị."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def recurs(self) -> bool:
        """A year's calendar can be made of it."""
        return bool(self.period_kind) or self.weekday is not None

    @property
    def is_with_one(self) -> bool:
        return self.purpose in self.WITH_ONE

    @property
    def is_launch(self) -> bool:
        return self.purpose == self.Purpose.LAUNCH

    @property
    def is_weekly(self) -> bool:
        return not self.period_kind and self.weekday is not None

    @property
    def length(self) -> datetime.timedelta:
        return datetime.timedelta(minutes=self.length_minutes)


class HostTurnQuerySet(models.QuerySet["HostTurn"]):
    def visible_to(self, user: "User") -> "HostTurnQuerySet":
        """An office's rotation is known to itself and to whom it may ask to host."""
        acting = user.acting
        if acting is None:
            return self.none()
        offices = acting.office_ids | {acting.unit.parent_id or 0}
        return self.filter(organiser_id__in=offices)


class HostTurn(models.Model):
    """Lượt đăng cai: the units that house an office's meetings in turn, in order."""

    organiser = models.ForeignKey(
        Unit, models.PROTECT, related_name="host_turns", verbose_name="cơ quan tổ chức"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="turns_to_host", verbose_name="đơn vị đăng cai"
    )
    place = models.CharField("địa điểm", max_length=200, blank=True)
    order = models.PositiveSmallIntegerField("thứ tự")

    objects = HostTurnQuerySet.as_manager()

    class Meta:
        verbose_name = "lượt đăng cai"
        ordering = ["organiser", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="host_turn_once",
                fields=["organiser", "unit"],
                violation_error_message="Đơn vị này đã có trong vòng luân phiên.",
            ),
            models.CheckConstraint(
                name="host_turn_another",
                condition=~Q(organiser=models.F("unit")),
                violation_error_message="Cơ quan tổ chức không xếp lượt cho chính mình.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.unit}"
