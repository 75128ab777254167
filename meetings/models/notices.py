"""The notice of a conclusion, from draft to release."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from meetings.models.directives import Directive
from meetings.models.meeting_papers import MeetingPaperQuerySet
from meetings.models.meetings import Meeting
from units.models import Field, passages
from units.models.amending import AmendingPaper
from units.models.papers import Paper, paper_constraints
from units.models.passages import Passage

if TYPE_CHECKING:
    from units.models import User


class NoticeQuerySet(MeetingPaperQuerySet["Notice"]):
    pass


class Notice(Paper):
    """Thông báo kết luận of a meeting; what it says are its sections and paragraphs."""

    meeting = models.OneToOneField(
        Meeting, models.PROTECT, related_name="notice", verbose_name="hội nghị"
    )
    # Orders stand below the names of their fields of work, and are numbered in that order.
    by_field = models.BooleanField("xếp ý kiến chỉ đạo theo lĩnh vực", default=False)
    # Annex on what became of earlier conclusions: rows as they stood at a moment; none: without it.
    earlier = models.JSONField("tình hình thực hiện kết luận kỳ trước", null=True, blank=True)
    earlier_at = models.DateTimeField("số liệu lúc", null=True, blank=True)
    # Annex on targets that are unmet, likewise (meetings.papers.unmet).
    unmet = models.JSONField("chỉ tiêu chưa đạt", null=True, blank=True)
    unmet_at = models.DateTimeField("lấy số liệu chỉ tiêu lúc", null=True, blank=True)

    purgeable = (*Paper.purgeable, "earlier", "unmet")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "thông báo kết luận"
        ordering = ["-pk"]
        constraints = [
            *paper_constraints("notice"),
            models.CheckConstraint(
                name="notice_earlier_as_of",
                condition=Q(earlier__isnull=True, earlier_at__isnull=True)
                | Q(earlier__isnull=False, earlier_at__isnull=False),
            ),
            models.CheckConstraint(
                name="notice_unmet_as_of",
                condition=Q(unmet__isnull=True, unmet_at__isnull=True)
                | Q(unmet__isnull=False, unmet_at__isnull=False),
            ),
        ]

    def told(self) -> list[Passage]:
        """Sections in their order, the numbered orders below the one that they belong to."""
        found = []
        for section in self.sections.all():
            key = f"section-{section.pk}" if section.is_own else section.role
            found.append(Passage(key, section.heading, section.text))
            if section.role == NoticeSection.Role.DIRECTIVES:
                said = enumerate(self.paragraphs.all(), start=1)
                found += passages.rows((row.pk, f"Nhiệm vụ {no}", row.text) for no, row in said)
        return found


class OfNoticeQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: "User") -> Self:
        """Of every notice that this person sees."""
        return self.filter(notice__in=Notice.objects.visible_to(user).order_by())


class Drawn(models.Model):
    """A text that the software draws up and hands mend: a new drawing moves `generated` alone once
    a hand has changed `text` (ADR 27, 32)."""

    generated = models.TextField("phần mềm soạn", blank=True)
    # What the software writes now is another text than the one somebody last saw beside his own.
    has_fresh = models.BooleanField("có bản soạn lại chưa xem", default=False)

    class Meta:
        abstract = True


class NoticeSection(Drawn):
    """Mục of a notice, in the order in which it is printed.

    `sources`: [{"text", "page", "args"}], where its words were taken from.
    """

    class Role(models.TextChoices):
        OPENING = "opening", "mở đầu"
        ASSESSMENT = "assessment", "đánh giá"
        DIRECTIVES = "directives", "dẫn vào nhiệm vụ"
        ORGANISATION = "organisation", "tổ chức thực hiện"
        OWN = "own", "mục tự thêm"

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="sections")
    role = models.CharField("phần", max_length=12, choices=Role, default=Role.OWN)
    order = models.PositiveSmallIntegerField("thứ tự")
    # As printed behind its Roman number; the opening has none.
    title = models.CharField("tên mục", max_length=200, blank=True)
    text = models.TextField("nội dung", max_length=20000, blank=True)
    sources = models.JSONField("nguồn", default=list, blank=True)

    objects = OfNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "mục của thông báo"
        ordering = ["notice", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="notice_section_once", fields=["notice", "role"], condition=~Q(role="own")
            ),
            models.CheckConstraint(
                name="notice_section_title",
                condition=Q(role="opening") | ~Q(title=""),
                violation_error_message="Mục cần có tên.",
            ),
        ]

    def __str__(self) -> str:
        return self.heading

    @property
    def heading(self) -> str:
        return self.title or self.get_role_display().capitalize()

    @property
    def is_own(self) -> bool:
        return self.role == self.Role.OWN

    @property
    def is_edited(self) -> bool:
        """By a hand, of what the software wrote."""
        return bool(self.generated or not self.is_own) and self.text != self.generated


class NoticeParagraph(Drawn):
    """A numbered paragraph of the notice; its directive is where it came from."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="paragraphs")
    directive = models.ForeignKey(
        Directive, models.PROTECT, related_name="paragraphs", null=True, blank=True
    )
    # Of a paragraph without a directive: the heading it stands below where orders stand by field.
    field = models.ForeignKey(
        Field,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="lĩnh vực",
    )
    order = models.PositiveSmallIntegerField("thứ tự")
    text = models.TextField("nội dung", max_length=5000)

    objects = OfNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "đoạn của thông báo"
        ordering = ["notice", "order", "pk"]
        constraints = [
            models.UniqueConstraint(name="notice_paragraph_once", fields=["notice", "directive"])
        ]

    @property
    def heading_field(self) -> Field | None:
        return self.directive.field if self.directive else self.field

    @property
    def is_edited(self) -> bool:
        return self.directive_id is not None and self.text != self.generated


class NoticeStep(models.Model):
    """Bước sửa of a draft, which an undo goes back by; gone once the notice is approved.

    `changes`: [{"table", "pk", "before", "after"}], values by column of what differs; None for a
    row that was not there.
    """

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="steps")
    by = models.ForeignKey("units.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words = models.CharField(max_length=300)
    changes = models.JSONField()

    class Meta:
        verbose_name = "bước sửa thông báo"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.words


class NoticeWithdrawal(models.Model):
    """What becomes of a notice's tasks once a letter withdraws it."""

    class Tasks(models.TextChoices):
        STAY = "stay", "vẫn thực hiện"
        END = "end", "thôi thực hiện"

    letter = models.OneToOneField(
        AmendingPaper, models.PROTECT, related_name="notice_withdrawal", verbose_name="công văn"
    )
    notice = models.ForeignKey(
        Notice, models.PROTECT, related_name="withdrawals", verbose_name="thông báo"
    )
    tasks = models.CharField("nhiệm vụ đã giao", max_length=4, choices=Tasks)
    chosen_by = models.ForeignKey("units.User", models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField("chọn lúc")
    # When its tasks ended, with the letter's release; how many.
    ended_at = models.DateTimeField("thôi lúc", null=True, blank=True)
    ended = models.PositiveIntegerField("số nhiệm vụ thôi thực hiện", default=0)

    class Meta:
        verbose_name = "thu hồi thông báo"

    def __str__(self) -> str:
        return f"{self._meta.verbose_name}: {self.get_tasks_display()}"
