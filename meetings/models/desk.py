"""What helps at the secretary's desk: phrases, frozen cards, who types where, inherited drafts."""

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from meetings.models.agenda import AgendaItem
from meetings.models.matters import Matter
from meetings.models.meetings import Meeting
from meetings.models.minutes import Intervention
from targets.models import Target
from units.models import Unit

if TYPE_CHECKING:
    from units.models import User


class PhraseQuerySet(models.QuerySet["Phrase"]):
    def visible_to(self, user: "User") -> "PhraseQuerySet":
        """An office's own, for those who type its minutes."""
        acting = user.acting
        if acting is None or not (acting.keeps_office or acting.leads_office):
            return self.none()
        return self.filter(office_id__in=acting.office_ids)


class Phrase(models.Model):
    """Câu mẫu of an office's minutes; its shortcut is typed and turned into the words."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="phrases", verbose_name="cơ quan")
    shortcut = models.CharField("chữ tắt", max_length=12)
    text = models.TextField("câu mẫu", max_length=1000)
    # Blank: offered for every kind of intervention.
    kind = models.CharField(
        "dùng cho loại ý kiến", max_length=12, choices=Intervention.Kind, blank=True
    )
    order = models.PositiveSmallIntegerField("thứ tự", default=0)

    objects = PhraseQuerySet.as_manager()

    class Meta:
        verbose_name = "câu mẫu"
        ordering = ["office", "order", "shortcut"]
        constraints = [
            models.UniqueConstraint(
                name="phrase_shortcut_once",
                fields=["office", "shortcut"],
                violation_error_message="Chữ tắt này đã dùng cho một câu mẫu khác.",
            ),
            models.CheckConstraint(
                name="phrase_shortcut_one_word",
                condition=Q(shortcut__regex=r"^\S+$"),
                violation_error_message="Chữ tắt viết liền, không có dấu cách.",
            ),
        ]

    def __str__(self) -> str:
        return self.shortcut


class ExhibitQuerySet(models.QuerySet["Exhibit"]):
    def visible_to(self, user: "User") -> "ExhibitQuerySet":
        return self.filter(intervention__in=Intervention.objects.visible_to(user))


class Exhibit(models.Model):
    """Thẻ số liệu: a target's or a matter's card in the record, as it read when it was taken.

    `facts` hold every printed word: {"title", "verdict", "tone", "glyph", "value", "lines": […]}.
    """

    class Kind(models.TextChoices):
        TARGET = "target", "chỉ tiêu"
        MATTER = "matter", "vụ, việc theo dõi"

    intervention = models.ForeignKey(
        Intervention, models.PROTECT, related_name="exhibits", verbose_name="ý kiến"
    )
    kind = models.CharField("loại", max_length=6, choices=Kind)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="exhibits", verbose_name="đơn vị")
    target = models.ForeignKey(
        Target, models.PROTECT, related_name="exhibits", null=True, blank=True
    )
    matter = models.ForeignKey(
        Matter, models.PROTECT, related_name="exhibits", null=True, blank=True
    )
    facts = models.JSONField("nội dung thẻ")
    taken_at = models.DateTimeField("lấy lúc")
    taken_by = models.ForeignKey("units.User", models.PROTECT, related_name="+")

    objects = ExhibitQuerySet.as_manager()

    class Meta:
        verbose_name = "thẻ số liệu"
        ordering = ["intervention", "taken_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="exhibit_once",
                fields=["intervention", "unit", "target", "matter"],
                nulls_distinct=False,
                violation_error_message="Thẻ này đã có ở ý kiến.",
            ),
            models.CheckConstraint(
                name="exhibit_of_its_kind",
                condition=Q(kind="target", target__isnull=False, matter__isnull=True)
                | Q(kind="matter", target__isnull=True, matter__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.facts.get("title", ""))


class WritingQuerySet(models.QuerySet["Writing"]):
    def visible_to(self, user: "User") -> "WritingQuerySet":
        return self.filter(meeting__in=Meeting.objects.visible_to(user))

    def present(self, now: datetime.datetime) -> "WritingQuerySet":
        """Heard of within the last few looks."""
        return self.filter(seen_at__gt=now - Writing.KEPT)


class Writing(models.Model):
    """Đang ghi: a secretary at the desk, and the row in which something is being typed."""

    KEPT = datetime.timedelta(seconds=20)

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="writings")
    user = models.ForeignKey("units.User", models.CASCADE, related_name="+")
    row = models.UUIDField("ý kiến đang nhập", null=True, blank=True)
    agenda_item = models.ForeignKey(
        AgendaItem, models.CASCADE, related_name="+", null=True, blank=True
    )
    seen_at = models.DateTimeField("lúc")

    objects = WritingQuerySet.as_manager()

    class Meta:
        verbose_name = "người đang ghi biên bản"
        ordering = ["meeting", "pk"]
        constraints = [models.UniqueConstraint(name="writing_once", fields=["meeting", "user"])]

    def __str__(self) -> str:
        return str(self.user_id)


class DraftTakeoverQuerySet(models.QuerySet["DraftTakeover"]):
    def visible_to(self, user: "User") -> "DraftTakeoverQuerySet":
        acting = user.acting
        if acting is None or not (acting.keeps_office or acting.leads_office):
            return self.none()
        return self.filter(office_id__in=acting.office_ids)


class DraftTakeover(models.Model):
    """Nhận bản đang soạn: the head of Office takes on what a disabled account left unfinished."""

    append_only = True

    office = models.ForeignKey(
        Unit, models.PROTECT, related_name="draft_takeovers", verbose_name="cơ quan"
    )
    account = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", verbose_name="tài khoản đã khóa"
    )
    table = models.CharField("bảng", max_length=63)
    record = models.CharField("bản ghi", max_length=64)
    by = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", verbose_name="người nhận"
    )
    at = models.DateTimeField("lúc")

    objects = DraftTakeoverQuerySet.as_manager()

    class Meta:
        verbose_name = "nhận bản đang soạn"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["table", "record"], name="draft_takeover_row")]

    def __str__(self) -> str:
        return f"{self.table} {self.record}"
