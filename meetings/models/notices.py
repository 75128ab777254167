"""The notice of a conclusion, from draft to release."""

from django.db import models
from django.db.models import Q

from meetings.models.directives import Directive
from meetings.models.meeting_papers import MeetingPaperQuerySet
from meetings.models.meetings import Meeting
from units.models import passages
from units.models.papers import Paper, paper_constraints
from units.models.passages import Passage


class NoticeQuerySet(MeetingPaperQuerySet["Notice"]):
    pass


class Notice(Paper):
    """Thông báo kết luận of a meeting."""

    meeting = models.OneToOneField(
        Meeting, models.PROTECT, related_name="notice", verbose_name="hội nghị"
    )
    opening = models.TextField("mở đầu", max_length=10000)
    assessment = models.TextField("đánh giá", max_length=20000, blank=True)
    directives_intro = models.TextField("dẫn vào nhiệm vụ", max_length=2000, blank=True)
    organisation = models.TextField("tổ chức thực hiện", max_length=10000, blank=True)
    # Annex on what became of earlier conclusions: rows as they stood at a moment; none: without it.
    earlier = models.JSONField("tình hình thực hiện kết luận kỳ trước", null=True, blank=True)
    earlier_at = models.DateTimeField("số liệu lúc", null=True, blank=True)

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
        ]

    def told(self) -> list[Passage]:
        said = enumerate(self.paragraphs.all(), start=1)
        return [
            *passages.columns(self, "opening", "assessment", "directives_intro"),
            *passages.rows((row.pk, f"Nhiệm vụ {no}", row.text) for no, row in said),
            *passages.columns(self, "organisation"),
        ]


class NoticeParagraph(models.Model):
    """A numbered paragraph of the notice; its directive is where it came from."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="paragraphs")
    directive = models.ForeignKey(
        Directive, models.PROTECT, related_name="paragraphs", null=True, blank=True
    )
    order = models.PositiveSmallIntegerField("thứ tự")
    text = models.TextField("nội dung", max_length=5000)

    class Meta:
        verbose_name = "đoạn của thông báo"
        ordering = ["notice", "order", "pk"]
        constraints = [
            models.UniqueConstraint(name="notice_paragraph_once", fields=["notice", "directive"])
        ]
