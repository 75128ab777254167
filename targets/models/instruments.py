"""Văn bản căn cứ: instruments that plans and targets rest on, from the National Assembly down."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from procuracy.web.models.files import StoredFile
from targets.models.catalogue import CatalogueQuerySet
from units.models import Unit

if TYPE_CHECKING:
    from units.models import User


class InstrumentQuerySet(CatalogueQuerySet["Instrument"]):
    def visible_to(self, user: "User") -> "InstrumentQuerySet":
        """What was issued is common; a draft is its own office's."""
        rows = super().visible_to(user)
        if user.acting is None:
            return rows
        return rows.filter(Q(state__in=Instrument.ISSUED) | Q(unit__in=user.acting.office_ids))

    def issued(self) -> "InstrumentQuerySet":
        """What others may rest on: in force, or replaced since."""
        return self.filter(state__in=Instrument.ISSUED)


class Instrument(models.Model):
    """Văn bản căn cứ: what a plan or target rests on; cites its own bases."""

    class Kind(models.TextChoices):
        RESOLUTION = "NQ", "Nghị quyết"
        DIRECTIVE = "CT", "Chỉ thị"
        PLAN = "KH", "Kế hoạch"
        PROGRAMME = "CTr", "Chương trình"
        GUIDANCE = "HD", "Hướng dẫn"
        DECISION = "QĐ", "Quyết định"

    class State(models.TextChoices):
        DRAFT = "draft", "dự thảo"
        SUBMITTED = "submitted", "đã trình"
        APPROVED = "approved", "đã phê duyệt"
        IN_FORCE = "in_force", "còn hiệu lực"
        REPLACED = "replaced", "đã được thay thế"

    ISSUED = (State.IN_FORCE, State.REPLACED)
    TRANSITIONS = {
        State.DRAFT: {State.SUBMITTED},
        State.SUBMITTED: {State.DRAFT, State.APPROVED},
        State.APPROVED: {State.DRAFT, State.IN_FORCE},
        State.IN_FORCE: {State.REPLACED},
        State.REPLACED: {State.IN_FORCE},
    }

    kind = models.CharField("loại", max_length=4, choices=Kind)
    code = models.CharField("số, ký hiệu", max_length=40, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=120)
    signer = models.CharField("người ký", max_length=120, blank=True)
    subject = models.CharField("trích yếu", max_length=500)
    bases = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="cited_by", verbose_name="căn cứ"
    )
    state = models.CharField("tình trạng", max_length=10, choices=State, default=State.IN_FORCE)
    # The office that drafts it here; empty for what came from elsewhere.
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="instruments",
        verbose_name="đơn vị soạn thảo",
        null=True,
        blank=True,
    )
    # The plan kept here whose printed document it is.
    plan = models.OneToOneField(
        "targets.Plan",
        models.PROTECT,
        related_name="instrument",
        verbose_name="kế hoạch",
        null=True,
        blank=True,
        editable=False,
    )
    replaced_by = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="replaces",
        verbose_name="được thay thế bằng",
        null=True,
        blank=True,
    )
    replaced_on = models.DateField("hết hiệu lực từ ngày", null=True, blank=True)

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản căn cứ"
        ordering = [F("issued_on").desc(nulls_first=True), "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="instrument_code",
                fields=["code", "issued_on", "issuer"],
                condition=~Q(code=""),
                violation_error_message="Văn bản này đã có trong danh mục.",
            ),
            models.CheckConstraint(
                name="instrument_issued",
                condition=Q(state__in=["draft", "submitted", "approved"])
                | (Q(issued_on__isnull=False) & ~Q(code="")),
                violation_error_message="Văn bản đã ban hành phải có số, ký hiệu và ngày.",
            ),
            models.CheckConstraint(
                name="instrument_drafted_here",
                condition=Q(state__in=["in_force", "replaced"]) | Q(unit__isnull=False),
                violation_error_message="Dự thảo phải có đơn vị soạn thảo.",
            ),
            models.CheckConstraint(
                name="instrument_replaced",
                condition=Q(state="replaced", replaced_on__isnull=False)
                | (~Q(state="replaced") & Q(replaced_on__isnull=True, replaced_by__isnull=True)),
                violation_error_message="Ghi ngày hết hiệu lực của văn bản đã được thay thế.",
            ),
            models.CheckConstraint(name="instrument_not_itself", condition=~Q(replaced_by=F("pk"))),
        ]

    def __str__(self) -> str:
        name = self.get_kind_display()
        return f"{name} số {self.code}" if self.code else f"{name} (dự thảo)"

    @property
    def is_issued(self) -> bool:
        return self.state in self.ISSUED

    def may_become(self, state: str) -> bool:
        return state in self.TRANSITIONS[Instrument.State(self.state)]


class InstrumentFileQuerySet(models.QuerySet["InstrumentFile"]):
    def visible_to(self, user: "User") -> "InstrumentFileQuerySet":
        return self.filter(instrument__in=Instrument.objects.visible_to(user))

    def light(self) -> "InstrumentFileQuerySet":
        """Without the bytes, for lists."""
        return self.defer("content")


class InstrumentFile(StoredFile):
    """The instrument as it was issued, or its draft."""

    append_only = True

    instrument = models.ForeignKey(
        Instrument, models.PROTECT, related_name="files", verbose_name="văn bản"
    )

    objects = InstrumentFileQuerySet.as_manager()

    class Meta:
        verbose_name = "tệp văn bản"
        ordering = ["instrument", "pk"]
