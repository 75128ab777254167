"""Prints of the board that are drawn for somebody; kept a while, never a record."""

import datetime

from django.db import models
from django.db.models import Q

from targets.models.years import Period
from units.models import Appointment, Field, Unit, User

PATIENCE = datetime.timedelta(seconds=20)


class View(models.TextChoices):
    """How a board shows figures across a reform; AUTO: as successor once one lies in its span."""

    AUTO = "", "Mặc định"
    REPORTED = "reported", "Theo đơn vị báo cáo"
    SUCCESSOR = "successor", "Theo đơn vị kế thừa"


class BoardPrintQuerySet(models.QuerySet["BoardPrint"]):
    def visible_to(self, user: User) -> "BoardPrintQuerySet":
        return self.filter(user=user) if user.acting else self.none()

    def waiting(self) -> "BoardPrintQuerySet":
        return self.filter(state=BoardPrint.State.WAITING)


class BoardPrint(models.Model):
    """What somebody asked to have printed, as the position acted in then sees it."""

    class Kind(models.TextChoices):
        BOARD = "board", "bảng chỉ tiêu"
        UNIT = "unit", "kết quả của đơn vị"
        SUMS = "sums", "tổng hợp theo khối, lĩnh vực"

    class State(models.TextChoices):
        WAITING = "waiting", "đang dựng"
        DONE = "done", "đã dựng xong"
        FAILED = "failed", "không dựng được"

    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="người in")
    acting = models.ForeignKey(
        Appointment, models.CASCADE, related_name="+", verbose_name="chức vụ khi in"
    )
    asked_at = models.DateTimeField("yêu cầu lúc")
    kind = models.CharField("bản in", max_length=5, choices=Kind, default=Kind.BOARD)
    period = models.ForeignKey(Period, models.CASCADE, related_name="+", verbose_name="kỳ")
    unit = models.ForeignKey(
        Unit, models.CASCADE, related_name="+", verbose_name="trang của đơn vị", null=True
    )
    field = models.ForeignKey(
        Field, models.CASCADE, related_name="+", verbose_name="lĩnh vực", null=True
    )
    verdict = models.CharField("mức kết quả", max_length=12, blank=True, default="")
    overseer = models.ForeignKey(
        Appointment,
        models.CASCADE,
        related_name="+",
        verbose_name="khối của lãnh đạo phụ trách",
        null=True,
    )
    view = models.CharField(
        "cách cộng số liệu", max_length=9, choices=View, default=View.AUTO, blank=True
    )
    compares = models.BooleanField("so cùng kỳ", default=False)
    state = models.CharField("trạng thái", max_length=8, choices=State, default=State.WAITING)
    pdf = models.BinaryField("bản in", null=True)
    done_at = models.DateTimeField("xong lúc", null=True)

    objects = BoardPrintQuerySet.as_manager()

    class Meta:
        verbose_name = "bản in bảng chỉ tiêu"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="board_print_waiting_once",
                fields=[
                    *("user", "acting", "kind", "period", "unit", "field", "verdict", "overseer"),
                    *("view", "compares"),
                ],
                condition=Q(state="waiting"),
                nulls_distinct=False,
                violation_error_message="Bản in này đang được dựng.",
            ),
            models.CheckConstraint(
                name="board_print_unit",
                condition=Q(kind="unit", unit__isnull=False)
                | ~Q(kind="unit") & Q(unit__isnull=True),
                violation_error_message="Bản in của đơn vị phải ghi đơn vị, bản in khác thì không.",
            ),
            models.CheckConstraint(
                name="board_print_outcome",
                condition=Q(state="waiting", pdf__isnull=True, done_at__isnull=True)
                | Q(state="done", pdf__isnull=False, done_at__isnull=False)
                | Q(state="failed", pdf__isnull=True, done_at__isnull=False),
                violation_error_message="Bản in đã xong phải có nội dung và giờ xong.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.Kind(self.kind).label.capitalize()}, {self.period.label}"

    @property
    def file_name(self) -> str:
        return f"{FILES[self.Kind(self.kind)]}-{self.period.ends_on:%Y-%m}.pdf"

    @property
    def page(self) -> str:
        """Where who asked goes next: to the print, or to where one waits for it."""
        what = "pdf" if self.state == self.State.DONE else "detail"
        return f"targets:board_print_{what}"

    def stage(self, now: datetime.datetime) -> str:
        """The state, or `late` when nobody has drawn it for longer than it ever takes."""
        is_late = self.state == self.State.WAITING and now - self.asked_at > PATIENCE
        return "late" if is_late else self.state


FILES = {
    BoardPrint.Kind.BOARD: "bang-chi-tieu",
    BoardPrint.Kind.UNIT: "chi-tieu-don-vi",
    BoardPrint.Kind.SUMS: "tong-hop-theo-khoi",
}
