"""Each office's registry: registers, the numbers given, and what was issued."""

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import ExtractYear

from units.models.organisation import Unit
from units.models.people import Appointment, Role

if TYPE_CHECKING:
    from units.models.accounts import User


class DocumentKind(models.TextChoices):
    """Named documents and their abbreviations, Nghị định 30/2020/NĐ-CP, Phụ lục III."""

    NOTICE = "TB", "Thông báo"
    MINUTES = "BB", "Biên bản"
    INVITATION = "GM", "Giấy mời"
    REPORT = "BC", "Báo cáo"
    PLAN = "KH", "Kế hoạch"
    PROGRAMME = "CTr", "Chương trình"
    LETTER = "CV", "Công văn"
    DECISION = "QĐ", "Quyết định"


class RegisterQuerySet(models.QuerySet["Register"]):
    def taking(self, kind: str) -> "RegisterQuerySet":
        return self.filter(document_kinds__contains=[kind])

    def visible_to(self, user: "User") -> "RegisterQuerySet":
        return self.filter(office_id__in=user.acting.office_ids) if user.acting else self.none()


class Register(models.Model):
    """Sổ văn bản đi of an office for one or more kinds of documents, numbered by calendar year."""

    class Source(models.TextChoices):
        HERE = "here", "cấp số tại đây"
        ELSEWHERE = "elsewhere", "ghi nhận số từ hệ thống văn bản"

    office = models.ForeignKey(
        Unit, models.PROTECT, related_name="registers", verbose_name="cơ quan"
    )
    name = models.CharField("tên sổ", max_length=120)
    document_kinds = ArrayField(
        models.CharField(max_length=4, choices=DocumentKind), verbose_name="loại văn bản"
    )
    # Filled by units.symbols: {loai} is the kind's abbreviation, {coquan} the office's symbol,
    # {donvi} that of the department which drafted it.
    symbol_template = models.CharField("mẫu ký hiệu", max_length=40, default="{loai}-{coquan}")
    source = models.CharField("cách cấp số", max_length=10, choices=Source, default=Source.HERE)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        verbose_name = "sổ văn bản đi"
        ordering = ["office", "name"]
        constraints = [
            models.UniqueConstraint(
                name="register_name",
                fields=["office", "name"],
                violation_error_message="Cơ quan này đã có sổ cùng tên.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class DocumentQuerySet(models.QuerySet["Document"]):
    def light(self) -> "DocumentQuerySet":
        """Without the bytes, for lists."""
        return self.defer("pdf", "facts")

    def visible_to(self, user: "User") -> "DocumentQuerySet":
        """The issuing office's own people who keep or lead it, and the recipients' units.

        An administrator sees no business content, whatever his unit received.
        """
        if user.acting is None or user.acting.role == Role.ADMINISTRATOR:
            return self.none()
        received = DocumentRecipient.objects.filter(unit_id__in=user.acting.own_unit_ids)
        elsewhere = received.exclude(unit_id=F("document__office_id"))
        issued = Q(office_id__in=user.acting.seen_unit_ids)
        for kept in _KEPT:
            issued &= ~Q(pk__in=kept(user.acting))
        return self.filter(issued | Q(pk__in=elsewhere.values("document")))


# What apps above keep from some who see an office's other documents: ids, one subquery each.
_KEPT: list[Callable[[Appointment], models.QuerySet[Any, Any]]] = []


def keep(documents: Callable[[Appointment], models.QuerySet[Any, Any]]) -> None:
    """Registered once, at start; recipients outside the office read what was sent to them."""
    _KEPT.append(documents)


class Document(models.Model):
    """Something numbered and issued: the frozen facts and the very bytes. Never changed, never
    deleted: the role that serves requests has no right to (design, rules 5 and 6)."""

    append_only = True

    office = models.ForeignKey(
        Unit, models.PROTECT, related_name="documents", verbose_name="cơ quan"
    )
    kind = models.CharField("loại", max_length=4, choices=DocumentKind)
    code = models.CharField("số, ký hiệu", max_length=30)
    subject = models.CharField("trích yếu", max_length=500)
    dated_on = models.DateField("ngày ban hành")
    signer_name = models.CharField("người ký", max_length=80)
    signer_position = models.CharField("chức vụ người ký", max_length=120)
    facts = models.JSONField("nội dung đã in")
    pdf = models.BinaryField("bản in")
    sha256 = models.CharField("SHA-256", max_length=64)
    page_count = models.PositiveSmallIntegerField("số trang")
    issued_at = models.DateTimeField("lúc cấp số")
    issued_by = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", verbose_name="người cấp số"
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản"
        ordering = ["-dated_on", "-pk"]
        indexes = [models.Index(fields=["office", "-dated_on"])]
        constraints = [
            models.UniqueConstraint(
                "office",
                "code",
                ExtractYear("dated_on"),
                name="document_code_once",
                violation_error_message="Cơ quan đã có văn bản cùng số, ký hiệu trong năm này.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} số {self.code}"


class RegisterEntry(models.Model):
    """A number of a register, taken once and never given back."""

    append_only = True

    register = models.ForeignKey(
        Register, models.PROTECT, related_name="entries", verbose_name="sổ"
    )
    year = models.PositiveSmallIntegerField("năm")
    number = models.PositiveIntegerField("số")
    dated_on = models.DateField("ngày")
    document = models.OneToOneField(
        Document, models.PROTECT, related_name="entry", verbose_name="văn bản"
    )

    class Meta:
        verbose_name = "số văn bản"
        ordering = ["register", "year", "number"]
        constraints = [
            models.UniqueConstraint(
                name="register_entry_number",
                fields=["register", "year", "number"],
                violation_error_message="Số này đã được cấp trong năm.",
            ),
            models.CheckConstraint(
                name="register_entry_year",
                condition=Q(dated_on__year=models.F("year")),
                violation_error_message="Ngày văn bản phải thuộc năm của sổ.",
            ),
            models.CheckConstraint(
                name="register_entry_positive",
                condition=Q(number__gte=1),
                violation_error_message="Số văn bản bắt đầu từ 01.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number:02d}/{self.year}"


class DocumentRecipientQuerySet(models.QuerySet["DocumentRecipient"]):
    def visible_to(self, user: "User") -> "DocumentRecipientQuerySet":
        """What the own office sent."""
        if user.acting is None:
            return self.none()
        return self.filter(document__office_id__in=user.acting.office_ids)

    def waiting(self) -> "DocumentRecipientQuerySet":
        """Asked to acknowledge what is still in force, and has not."""
        rows = self.filter(due_at__isnull=False, acknowledgement__isnull=True)
        return rows.exclude(document__amended_by__effect__in=["replaces", "withdraws"])

    def overdue(self, now: datetime.datetime) -> "DocumentRecipientQuerySet":
        return self.waiting().filter(due_at__lt=now)

    def to_acknowledge(self, acting: Appointment) -> "DocumentRecipientQuerySet":
        """Of the own unit, for those who receive its documents."""
        if not acting.receives_documents:
            return self.none()
        return self.waiting().filter(unit_id__in=acting.own_unit_ids)


class DocumentRecipient(models.Model):
    """A unit that received a document; written when it is delivered."""

    append_only = True

    document = models.ForeignKey(Document, models.PROTECT, related_name="recipients")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="received")
    delivered_at = models.DateTimeField("lúc gửi")
    # Until when it is to be acknowledged; nothing where nobody is asked to.
    due_at = models.DateTimeField("hạn tiếp nhận", null=True, blank=True)

    objects = DocumentRecipientQuerySet.as_manager()

    class Meta:
        verbose_name = "nơi nhận"
        indexes = [
            models.Index(
                fields=["unit"], name="document_recipient_due", condition=Q(due_at__isnull=False)
            )
        ]
        constraints = [
            models.UniqueConstraint(name="document_recipient_once", fields=["document", "unit"])
        ]


class DocumentLetter(models.Model):
    """That a unit was written to about a document it received: noted at the last moment before the
    mail server takes the letter over, so that nobody is written to twice."""

    recipient = models.OneToOneField(DocumentRecipient, models.PROTECT, related_name="letter")
    sent_at = models.DateTimeField("lúc gửi thư")

    class Meta:
        verbose_name = "thư báo có văn bản"


class DocumentAccess(models.Model):
    """Who read, downloaded or printed an issued document, and when."""

    append_only = True

    class Action(models.TextChoices):
        READ = "read", "xem"
        DOWNLOAD = "download", "tải bản in"
        PRINT = "print", "in"
        SLIP = "slip", "in phiếu giao việc"

    document = models.ForeignKey(Document, models.PROTECT, related_name="accesses")
    user = models.ForeignKey("units.User", models.PROTECT, related_name="+")
    action = models.CharField("việc", max_length=10, choices=Action)
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "lượt xem văn bản"
        indexes = [models.Index(fields=["document", "at"])]


class Demonstration(models.Model):
    """Exists only in a demonstration database: its accounts are public and its prints say so."""

    today = models.DateField("dựng theo ngày")

    class Meta:
        verbose_name = "dữ liệu minh họa"
