"""A paper on its way through the registry of the office that issues it."""

from typing import TYPE_CHECKING, Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from units.models import passages
from units.models.organisation import Unit
from units.models.passages import Passage
from units.models.people import Appointment
from units.models.registry import Document

if TYPE_CHECKING:
    from units.models.accounts import User


class Urgency(models.TextChoices):
    """Mức độ khẩn: what the stamp says (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

    NORMAL = "", "thường"
    URGENT = "urgent", "khẩn"
    VERY_URGENT = "very_urgent", "thượng khẩn"
    EXPRESS = "express", "hỏa tốc"


# Columns of every kind of paper that are chosen, not worded.
MARKED = ("urgency", "copies")
MOST_COPIES = 2000


class PaperState(models.TextChoices):
    DRAFT = "draft", "dự thảo"
    APPROVED = "approved", "đã duyệt"
    SIGNED = "signed", "đã ký"
    NUMBERED = "numbered", "đã cấp số"
    RELEASED = "released", "đã phát hành"


class Paper(models.Model):
    """Văn bản before it is a Document: approve → sign → number → release (design, rule 5).

    A kind of paper adds what it says and `paper_constraints`; its steps are `units.issuing`.
    """

    State = PaperState
    TRANSITIONS = {
        PaperState.DRAFT: {PaperState.APPROVED},
        PaperState.APPROVED: {PaperState.DRAFT, PaperState.SIGNED},
        PaperState.SIGNED: {PaperState.DRAFT, PaperState.NUMBERED},
        PaperState.NUMBERED: {PaperState.RELEASED},
        PaperState.RELEASED: set(),
    }
    # Beside texts what two persons may take out (`history.purging`).
    purgeable: tuple[str, ...] = ("annexes",)

    subject = models.CharField("trích yếu", max_length=500)
    # One recipient a line, as printed; who gets it in the application is `recipients`.
    recipients_text = models.TextField("nơi nhận (in)", max_length=5000)
    recipients = models.ManyToManyField(Unit, related_name="+", verbose_name="đơn vị nhận")
    # Groups mean what they mean on the document's day (units.distributing).
    groups = models.ManyToManyField(
        "units.RecipientGroup", blank=True, related_name="+", verbose_name="nhóm nơi nhận"
    )
    bodies = models.ManyToManyField(
        "units.OutsideBody", blank=True, related_name="+", verbose_name="cơ quan bên ngoài"
    )
    filing = models.CharField("lưu", max_length=60, default="VT, VP")
    urgency = models.CharField(
        "mức độ khẩn", max_length=12, choices=Urgency, default=Urgency.NORMAL, blank=True
    )
    # How many are issued on paper; unknown as long as nobody said so.
    copies = models.PositiveSmallIntegerField(
        "số lượng bản",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_COPIES)],
    )
    # Written by the clerk: a list of {title, text, is_table}, in order; a table's text is lines of
    # cells parted by tabs, its heading first.
    annexes = models.JSONField("phụ lục", default=list, blank=True)
    signer = models.ForeignKey(
        Appointment, models.PROTECT, related_name="+", verbose_name="người ký"
    )
    state = models.CharField(
        "trạng thái", max_length=10, choices=PaperState, default=PaperState.DRAFT
    )
    # Raised by every change, so that nobody approves or overwrites a text he did not read.
    edition = models.PositiveIntegerField("lần sửa", default=1)
    # Why an approved or signed paper went back to draft; emptied by the next approval.
    return_reason = models.CharField("lý do trả lại", max_length=500, blank=True)
    approved_by: "models.ForeignKey[User | None, User | None]" = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", null=True, blank=True
    )
    approved_at = models.DateTimeField("lúc duyệt", null=True, blank=True)
    signed_on = models.DateField("ngày ký", null=True, blank=True)
    signature_recorded_by: "models.ForeignKey[User | None, User | None]" = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", null=True, blank=True
    )
    document = models.OneToOneField(
        Document, models.PROTECT, related_name="%(class)s", null=True, blank=True
    )
    # When it first went out; a paper that is drawn up anew keeps what its readers go by.
    released_at = models.DateTimeField("lúc phát hành", null=True, blank=True)
    # The issued document that this paper will replace once it is numbered itself.
    replaces: "models.ForeignKey[Document | None, Document | None]" = models.ForeignKey(
        Document,
        models.PROTECT,
        related_name="replacing_%(class)ss",
        null=True,
        blank=True,
        verbose_name="thay thế văn bản",
    )
    replace_reason = models.CharField("lý do thay thế", max_length=500, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.subject

    @property
    def is_editable(self) -> bool:
        return self.state == PaperState.DRAFT

    @property
    def in_force(self) -> Document | None:
        """What its readers go by: until a replacement is released, what it will replace."""
        return self.document if self.state == PaperState.RELEASED else self.replaces

    def marks(self) -> dict[str, Any]:
        """Facts of its edges: what is filed, how urgent, how many; and its written annexes."""
        urgency = self.get_urgency_display() if self.urgency else ""
        return {
            "filing": self.filing,
            "urgency": urgency,
            "copies": self.copies,
            "annexes": self.annexes,
        }

    @property
    def label(self) -> str:
        """Its kind, as reviews and addresses name it: "notice"."""
        return str(self._meta.model_name)

    def passages(self) -> list[Passage]:
        """All that its readers will read, in order; what is reviewed and compared."""
        return passages.whole(self, self.told())

    def told(self) -> list[Passage]:
        """What its kind says; of a kind with rows, the rows too."""
        return list(passages.columns(self))

    def may_become(self, state: str) -> bool:
        return state in self.TRANSITIONS[PaperState(self.state)]

    def touch(self, *fields: str) -> Self:
        """Store a change as another edition; without names every column is stored."""
        self.edition += 1
        self.save(update_fields=["edition", *fields] if fields else None)
        return self


def paper_constraints(name: str) -> list[models.BaseConstraint]:
    """What each state has behind it, for a kind of paper called `name`."""
    return [
        models.CheckConstraint(
            name=f"{name}_approved",
            condition=Q(state="draft") | Q(approved_by__isnull=False, approved_at__isnull=False),
        ),
        models.CheckConstraint(
            name=f"{name}_signed",
            condition=Q(state__in=["draft", "approved"])
            | Q(signed_on__isnull=False, signature_recorded_by__isnull=False),
        ),
        models.CheckConstraint(
            name=f"{name}_numbered",
            condition=Q(state__in=["numbered", "released"]) ^ Q(document__isnull=True),
        ),
        models.CheckConstraint(
            name=f"{name}_released",
            condition=~Q(state="released") | Q(released_at__isnull=False),
        ),
        models.CheckConstraint(
            name=f"{name}_replaces",
            condition=Q(replaces__isnull=True) | ~Q(replace_reason=""),
            violation_error_message="Ghi lý do thay thế văn bản.",
        ),
    ]
