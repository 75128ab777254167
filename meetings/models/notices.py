"""The notice of a conclusion, from draft to release."""

from typing import TYPE_CHECKING

from django.db import models

from meetings.models.directives import Directive
from meetings.models.meetings import Meeting
from units.models import Role
from units.models.papers import Paper, paper_constraints

if TYPE_CHECKING:
    from units.models import User


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: "User") -> "NoticeQuerySet":
        """Drafts are for the issuing office; recipients read the issued Document instead."""
        acting = user.acting
        if acting is None:
            return self.none()
        works = (
            acting.leads_office
            or acting.keeps_office
            or acting.role
            in (
                Role.REGISTRY_CLERK,
                Role.INSPECTOR,
            )
        )
        return self.filter(meeting__organiser_id__in=acting.office_ids) if works else self.none()


class Notice(Paper):
    """Thông báo kết luận of a meeting."""

    meeting = models.OneToOneField(
        Meeting, models.PROTECT, related_name="notice", verbose_name="hội nghị"
    )
    opening = models.TextField("mở đầu", max_length=10000)
    assessment = models.TextField("đánh giá", max_length=20000, blank=True)
    directives_intro = models.TextField("dẫn vào nhiệm vụ", max_length=2000, blank=True)
    organisation = models.TextField("tổ chức thực hiện", max_length=10000, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "thông báo kết luận"
        ordering = ["-pk"]
        constraints = paper_constraints("notice")


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
