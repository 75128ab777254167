"""Workbooks made for somebody and workbooks loaded back; kept a while, never a record."""

import datetime
from typing import Self, TypeVar

from django.db import models
from django.db.models import Q

from targets.models.prints import PATIENCE, View
from targets.models.years import Period
from units.models import Appointment, Field, Unit, User

M = TypeVar("M", bound=models.Model)


class OwnQuerySet(models.QuerySet[M]):
    def visible_to(self, user: User) -> Self:
        return self.filter(user=user) if user.acting else self.none()


class WorkbookQuerySet(OwnQuerySet["Workbook"]):
    def waiting(self) -> "WorkbookQuerySet":
        return self.filter(state=Workbook.State.WAITING)


class Workbook(models.Model):
    """Sổ số liệu (XLSX) that somebody asked for, as the position acted in then sees it.

    Of a unit: its lines to be filled in, from month to month. Consolidated: all units side by side,
    as of the end of a period, one sheet per field.
    """

    class Kind(models.TextChoices):
        UNIT = "unit", "sổ nhập số liệu của đơn vị"
        CONSOLIDATED = "consolidated", "sổ tổng hợp các đơn vị"

    class Layout(models.TextChoices):
        MONTHS = "months", "Mỗi tháng một trang"
        YEARS = "years", "Mỗi năm công tác một trang, tháng theo cột"
        PERIOD = "period", "Số của riêng kỳ"
        TO_DATE = "to_date", "Lũy kế từ đầu năm công tác"
        EACH_MONTH = "each_month", "Từng tháng và lũy kế"

    class State(models.TextChoices):
        WAITING = "waiting", "đang lập"
        DONE = "done", "đã lập xong"
        FAILED = "failed", "không lập được"

    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="người yêu cầu")
    acting = models.ForeignKey(
        Appointment, models.CASCADE, related_name="+", verbose_name="chức vụ khi yêu cầu"
    )
    asked_at = models.DateTimeField("yêu cầu lúc")
    kind = models.CharField("loại sổ", max_length=12, choices=Kind)
    layout = models.CharField("cách trình bày", max_length=10, choices=Layout)
    unit = models.ForeignKey(
        Unit, models.CASCADE, related_name="+", verbose_name="đơn vị", null=True
    )
    first_month = models.DateField("từ tháng", null=True)
    last_month = models.DateField("đến tháng", null=True)
    period = models.ForeignKey(
        Period, models.CASCADE, related_name="+", verbose_name="kỳ", null=True
    )
    field = models.ForeignKey(
        Field, models.CASCADE, related_name="+", verbose_name="lĩnh vực", null=True
    )
    view = models.CharField(
        "cách cộng số liệu", max_length=9, choices=View, default=View.AUTO, blank=True
    )
    state = models.CharField("trạng thái", max_length=8, choices=State, default=State.WAITING)
    progress = models.PositiveSmallIntegerField("đã làm (%)", default=0)
    content = models.BinaryField("tệp", null=True)
    done_at = models.DateTimeField("xong lúc", null=True)

    objects = WorkbookQuerySet.as_manager()

    class Meta:
        verbose_name = "sổ số liệu"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="workbook_asked",
                condition=Q(
                    kind="unit",
                    layout__in=["months", "years"],
                    unit__isnull=False,
                    first_month__lte=models.F("last_month"),
                    period__isnull=True,
                )
                | Q(
                    kind="consolidated",
                    layout__in=["period", "to_date", "each_month"],
                    unit__isnull=True,
                    first_month__isnull=True,
                    last_month__isnull=True,
                    period__isnull=False,
                ),
                violation_error_message="Sổ của đơn vị cần tháng, sổ tổng hợp cần kỳ.",
            ),
            models.UniqueConstraint(
                name="workbook_waiting_once",
                fields=[
                    "user",
                    "acting",
                    "layout",
                    "unit",
                    "first_month",
                    "last_month",
                    "period",
                    "field",
                    "view",
                ],
                condition=Q(state="waiting"),
                nulls_distinct=False,
                violation_error_message="Sổ này đang được lập.",
            ),
            models.CheckConstraint(
                name="workbook_outcome",
                condition=Q(state="waiting", content__isnull=True, done_at__isnull=True)
                | Q(state="done", content__isnull=False, done_at__isnull=False)
                | Q(state="failed", content__isnull=True, done_at__isnull=False),
                violation_error_message="Sổ đã lập xong phải có nội dung và giờ xong.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    def stage(self, now: datetime.datetime) -> str:
        """The state, or `late` when nobody has made it for longer than it ever takes."""
        is_late = self.state == self.State.WAITING and now - self.asked_at > PATIENCE
        return "late" if is_late else self.state


class WorkbookLoadQuerySet(OwnQuerySet["WorkbookLoad"]):
    def reading(self) -> "WorkbookLoadQuerySet":
        return self.filter(state=WorkbookLoad.State.READING)

    def writing(self) -> "WorkbookLoadQuerySet":
        return self.filter(state=WorkbookLoad.State.WRITING)


class WorkbookLoad(models.Model):
    """A unit's workbook that came back: read, shown with its differences, written on confirmation.

    The bytes go as soon as they are read; `found` is what targets.workbooks.differences packs.
    """

    class State(models.TextChoices):
        READING = "reading", "đang đọc"
        READ = "read", "chờ xác nhận"
        REFUSED = "refused", "không nhận"
        WRITING = "writing", "đang ghi"
        DONE = "done", "đã ghi"
        FAILED = "failed", "không xử lý được"

    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="người nạp")
    acting = models.ForeignKey(
        Appointment, models.CASCADE, related_name="+", verbose_name="chức vụ khi nạp"
    )
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+", verbose_name="đơn vị")
    first_month = models.DateField("từ tháng")
    last_month = models.DateField("đến tháng")
    digest = models.CharField("SHA-256 của tệp", max_length=64)
    content = models.BinaryField("tệp", null=True)
    asked_at = models.DateTimeField("nạp lúc")
    state = models.CharField("trạng thái", max_length=8, choices=State, default=State.READING)
    progress = models.PositiveSmallIntegerField("đã làm (%)", default=0)
    refusal = models.TextField("lý do không nhận", blank=True)
    found = models.JSONField("khác biệt", default=dict, blank=True)
    written = models.PositiveIntegerField("số ô đã ghi", null=True)
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True)
    done_at = models.DateTimeField("xong lúc", null=True)

    objects = WorkbookLoadQuerySet.as_manager()

    class Meta:
        verbose_name = "lần nạp sổ số liệu"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="workbook_load_once",
                fields=["user", "unit", "digest"],
                condition=Q(state__in=["reading", "writing"]),
                violation_error_message="Tệp này đang được xử lý.",
            ),
            models.CheckConstraint(
                name="workbook_load_content",
                condition=Q(state="reading", content__isnull=False)
                | (~Q(state="reading") & Q(content__isnull=True)),
                violation_error_message="Chỉ giữ tệp trong khi đọc.",
            ),
            models.CheckConstraint(
                name="workbook_load_outcome",
                condition=Q(
                    state__in=["reading", "read"], confirmed_at__isnull=True, done_at__isnull=True
                )
                | Q(state="writing", confirmed_at__isnull=False, done_at__isnull=True)
                | Q(state="done", done_at__isnull=False, written__isnull=False)
                | Q(state__in=["refused", "failed"], done_at__isnull=False),
                violation_error_message="Lần nạp đã xong phải có giờ xong và kết quả.",
            ),
        ]

    def __str__(self) -> str:
        return f"Nạp sổ số liệu {self.digest[:8]}"

    def stage(self, now: datetime.datetime) -> str:
        """The state, or `late` when the worker has not answered for longer than it ever takes."""
        since = self.confirmed_at or self.asked_at
        is_working = self.state in (self.State.READING, self.State.WRITING)
        return "late" if is_working and now - since > PATIENCE else self.state
