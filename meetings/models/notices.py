"""The notice of a conclusion, from draft to release."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from meetings.models.directives import Directive
from meetings.models.meetings import Meeting
from units.models import Appointment, Document, Role, Unit

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


class Notice(models.Model):
    """Thông báo kết luận: approve → sign → number → release (design, rule 5)."""

    class State(models.TextChoices):
        DRAFT = "draft", "dự thảo"
        APPROVED = "approved", "đã duyệt"
        SIGNED = "signed", "đã ký"
        NUMBERED = "numbered", "đã cấp số"
        RELEASED = "released", "đã phát hành"

    TRANSITIONS = {
        State.DRAFT: {State.APPROVED},
        State.APPROVED: {State.DRAFT, State.SIGNED},
        State.SIGNED: {State.DRAFT, State.NUMBERED},
        State.NUMBERED: {State.RELEASED},
        State.RELEASED: set(),
    }

    meeting = models.OneToOneField(
        Meeting, models.PROTECT, related_name="notice", verbose_name="hội nghị"
    )
    subject = models.CharField("trích yếu", max_length=500)
    opening = models.TextField("mở đầu", max_length=10000)
    assessment = models.TextField("đánh giá", max_length=20000, blank=True)
    directives_intro = models.TextField("dẫn vào nhiệm vụ", max_length=2000, blank=True)
    organisation = models.TextField("tổ chức thực hiện", max_length=10000, blank=True)
    # One recipient a line, as printed; who gets it in the application is `recipients`.
    recipients_text = models.TextField("nơi nhận (in)", max_length=5000)
    recipients = models.ManyToManyField(Unit, related_name="+", verbose_name="đơn vị nhận")
    filing = models.CharField("lưu", max_length=60, default="VT, VP")
    signer = models.ForeignKey(
        Appointment, models.PROTECT, related_name="+", verbose_name="người ký"
    )
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    # Why an approved or signed notice went back to draft; emptied by the next approval.
    return_reason = models.CharField("lý do trả lại", max_length=500, blank=True)
    approved_by = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", null=True, blank=True
    )
    approved_at = models.DateTimeField("lúc duyệt", null=True, blank=True)
    signed_on = models.DateField("ngày ký", null=True, blank=True)
    signature_recorded_by = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", null=True, blank=True
    )
    document = models.OneToOneField(
        Document, models.PROTECT, related_name="notice", null=True, blank=True
    )
    released_at = models.DateTimeField("lúc phát hành", null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "thông báo kết luận"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="notice_approved",
                condition=Q(state="draft")
                | Q(approved_by__isnull=False, approved_at__isnull=False),
            ),
            models.CheckConstraint(
                name="notice_signed",
                condition=Q(state__in=["draft", "approved"]) | Q(signed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="notice_numbered",
                condition=Q(state__in=["numbered", "released"]) ^ Q(document__isnull=True),
            ),
            models.CheckConstraint(
                name="notice_released",
                condition=~Q(state="released") | Q(released_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_editable(self) -> bool:
        return self.state == self.State.DRAFT

    def may_become(self, state: str) -> bool:
        return state in self.TRANSITIONS[Notice.State(self.state)]


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
