"""Tập lưu: issued documents of an office bound together, their very bytes (design, rule 6)."""

import datetime
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from meetings.models.conclusion import kept_documents
from targets.models.catalogue import CatalogueQuerySet
from units.models import Document, Role, Unit
from units.models.registry import DocumentKind

if TYPE_CHECKING:
    from units.models import User


class VolumeOrderQuerySet(models.QuerySet["VolumeOrder"]):
    def visible_to(self, user: "User") -> "VolumeOrderQuerySet":
        """For whoever may bind: the registry of the office."""
        acting = user.acting
        if acting is None or not acting.keeps_register:
            return self.none()
        return self.filter(office_id__in=acting.office_ids)

    def waiting(self) -> "VolumeOrderQuerySet":
        return self.filter(state=VolumeOrder.State.WAITING)


class VolumeOrder(models.Model):
    """That a volume be bound of the documents that the clerk saw listed; the worker does it."""

    class State(models.TextChoices):
        WAITING = "waiting", "đang đóng"
        DONE = "done", "đã đóng"
        FAILED = "failed", "không đóng được"

    PATIENCE = datetime.timedelta(seconds=30)

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="cơ quan")
    kind = models.CharField("loại văn bản", max_length=4, choices=DocumentKind)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày")
    # In the order in which they are bound.
    document_ids = ArrayField(models.BigIntegerField(), verbose_name="văn bản")
    asked_by = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", verbose_name="người yêu cầu"
    )
    asked_at = models.DateTimeField("yêu cầu lúc")
    state = models.CharField("trạng thái", max_length=8, choices=State, default=State.WAITING)
    progress = models.PositiveSmallIntegerField("đã xong, phần trăm", default=0)
    trouble = models.CharField("vì sao không đóng được", max_length=500, blank=True)

    objects = VolumeOrderQuerySet.as_manager()

    class Meta:
        verbose_name = "yêu cầu đóng tập"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="volume_order_waiting_once",
                fields=["office", "kind"],
                condition=Q(state="waiting"),
                violation_error_message="Tập của loại văn bản này đang được đóng.",
            ),
            models.CheckConstraint(
                name="volume_order_span",
                condition=Q(starts_on__lte=F("ends_on")),
                violation_error_message="Từ ngày phải trước hoặc bằng đến ngày.",
            ),
        ]

    def __str__(self) -> str:
        span = f"{self.starts_on:%d/%m/%Y}–{self.ends_on:%d/%m/%Y}"
        return f"Đóng tập {self.get_kind_display().lower()} {span}"

    def stage(self, now: datetime.datetime) -> str:
        """The state, or `late` when nobody has worked on it for longer than it ever takes."""
        is_late = self.state == self.State.WAITING and now - self.asked_at > self.PATIENCE
        return "late" if is_late and not self.progress else self.state


class VolumeQuerySet(models.QuerySet["Volume"]):
    def light(self) -> "VolumeQuerySet":
        """Without the bytes, for lists."""
        return self.defer("pdf", "facts")

    def visible_to(self, user: "User") -> "VolumeQuerySet":
        """For those who lead and keep the issuing office, its registry and inspectors; one that
        holds papers of a leaders' briefing for who reads these whole."""
        acting = user.acting
        if acting is None:
            return self.none()
        works = acting.leads_office or acting.keeps_office or acting.keeps_register
        if not works and acting.role != Role.INSPECTOR:
            return self.none()
        found = self.filter(office_id__in=acting.office_ids)
        if acting.keeps_register:
            return found
        kept = VolumeItem.objects.filter(document__in=kept_documents(acting))
        return found.exclude(pk__in=kept.values("volume"))


class Volume(models.Model):
    """A closed volume: what its lists say, and the bytes. Never changed, never deleted."""

    append_only = True

    order = models.OneToOneField(VolumeOrder, models.PROTECT, related_name="volume")
    office = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="cơ quan")
    kind = models.CharField("loại văn bản", max_length=4, choices=DocumentKind)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày")
    year = models.PositiveSmallIntegerField("năm")
    number = models.PositiveSmallIntegerField("tập số")
    facts = models.JSONField("nội dung đã in")
    pdf = models.BinaryField("bản đã đóng")
    sha256 = models.CharField("SHA-256", max_length=64)
    page_count = models.PositiveIntegerField("số trang")
    document_count = models.PositiveIntegerField("số văn bản")
    # The longest of its documents' terms; none: kept for ever.
    keep_until = models.DateField("bảo quản đến hết ngày", null=True)
    closed_at = models.DateTimeField("lúc đóng")
    closed_by = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", verbose_name="người đóng"
    )

    objects = VolumeQuerySet.as_manager()

    class Meta:
        verbose_name = "tập lưu"
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                name="volume_number",
                fields=["office", "year", "number"],
                violation_error_message="Số tập này đã có trong năm.",
            ),
        ]

    def __str__(self) -> str:
        return f"Tập số {self.code}"

    @property
    def code(self) -> str:
        return f"{self.number:02d}/{self.year}"


class VolumeItem(models.Model):
    """A document in its volume: it is bound once."""

    append_only = True

    volume = models.ForeignKey(Volume, models.PROTECT, related_name="items")
    document = models.OneToOneField(Document, models.PROTECT, related_name="bound")
    order = models.PositiveSmallIntegerField("thứ tự")
    first_page = models.PositiveIntegerField("từ trang")
    # Of a span whose volume was closed before it was released.
    is_late = models.BooleanField("phát hành sau khi đóng tập")

    class Meta:
        verbose_name = "văn bản trong tập"
        ordering = ["volume", "order"]
        constraints = [
            models.UniqueConstraint(name="volume_item_order", fields=["volume", "order"])
        ]

    @property
    def last_page(self) -> int:
        return self.first_page + self.document.page_count - 1


class VolumeAccess(models.Model):
    """Who opened a volume's page or its file, and when."""

    append_only = True

    class Action(models.TextChoices):
        READ = "read", "xem"
        DOWNLOAD = "download", "tải bản đã đóng"

    volume = models.ForeignKey(Volume, models.PROTECT, related_name="accesses")
    user = models.ForeignKey("units.User", models.PROTECT, related_name="+")
    action = models.CharField("việc", max_length=10, choices=Action)
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "lượt xem tập lưu"
        indexes = [models.Index(fields=["volume", "at"], name="volume_access_at")]


class IndexTerm(models.Model):
    """A word that documents are looked up by, with other ways of writing it."""

    office: "models.ForeignKey[Unit | None, Unit | None]" = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="cơ quan"
    )  # none: of every office
    term = models.CharField("từ khóa", max_length=80)
    variants = ArrayField(
        models.CharField(max_length=80), verbose_name="cách viết khác", default=list, blank=True
    )

    objects = CatalogueQuerySet["IndexTerm"].as_manager()

    class Meta:
        verbose_name = "từ khóa tra cứu"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="index_term_once",
                fields=["office", "term"],
                nulls_distinct=False,
                violation_error_message="Từ khóa này đã có.",
            )
        ]

    def __str__(self) -> str:
        return self.term
