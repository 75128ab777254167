"""Where issued documents go: terms of acknowledgement, groups of recipients, bodies outside."""

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, F, Q

from procuracy.web.working_hours import Hours
from units.models.organisation import Succession, Unit, in_force, lineage
from units.models.registry import Document, DocumentRecipient

if TYPE_CHECKING:
    from units.models.accounts import User


class Acknowledgement(models.Model):
    """Tiếp nhận: somebody of the unit says that the document has come; said once."""

    append_only = True

    recipient = models.OneToOneField(
        DocumentRecipient, models.PROTECT, related_name="acknowledgement"
    )
    by = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", verbose_name="người tiếp nhận"
    )
    at = models.DateTimeField("lúc tiếp nhận")

    class Meta:
        verbose_name = "tiếp nhận văn bản"


class AcknowledgementTerm(models.Model):
    """How soon the units acknowledge what an office sends them."""

    class Counted(models.TextChoices):
        HOURS = "hours", "giờ làm việc"
        DAYS = "days", "ngày làm việc"

    office = models.OneToOneField(
        Unit, models.PROTECT, related_name="acknowledgement_term", verbose_name="cơ quan"
    )
    amount = models.PositiveSmallIntegerField(
        "thời hạn", default=1, validators=[MinValueValidator(1), MaxValueValidator(80)]
    )
    counted_in = models.CharField("tính theo", max_length=5, choices=Counted, default=Counted.DAYS)
    morning_from = models.TimeField("buổi sáng từ", default=datetime.time(7, 30))
    morning_to = models.TimeField("đến", default=datetime.time(11, 30))
    afternoon_from = models.TimeField("buổi chiều từ", default=datetime.time(13, 30))
    afternoon_to = models.TimeField("đến", default=datetime.time(17, 0))

    class Meta:
        verbose_name = "thời hạn tiếp nhận văn bản"
        constraints = [
            models.CheckConstraint(
                name="acknowledgement_term_hours",
                condition=Q(morning_from__lt=F("morning_to"))
                & Q(morning_to__lte=F("afternoon_from"))
                & Q(afternoon_from__lt=F("afternoon_to")),
                violation_error_message="Giờ làm việc phải theo thứ tự: sáng từ, đến, chiều từ, "
                "đến.",
            ),
            models.CheckConstraint(
                name="acknowledgement_term_amount",
                condition=Q(amount__gte=1, amount__lte=80),
                violation_error_message="Thời hạn từ 1 đến 80.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.get_counted_in_display()}"

    @property
    def hours(self) -> Hours:
        return Hours(
            ((self.morning_from, self.morning_to), (self.afternoon_from, self.afternoon_to))
        )


class OfOfficeQuerySet(models.QuerySet["OfOffice"]):
    def visible_to(self, user: "User") -> "OfOfficeQuerySet":
        """The own office's, and those of the offices it succeeds."""
        return self.filter(office_id__in=user.acting.office_ids) if user.acting else self.none()

    def offered_by(self, office: Unit) -> "OfOfficeQuerySet":
        return self.filter(office_id__in=lineage(office)[0], is_offered=True)


class OfOffice(models.Model):
    """A name that an office puts into its Nơi nhận."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="cơ quan")
    name = models.CharField("tên như in ở Nơi nhận", max_length=200)
    order = models.PositiveSmallIntegerField("thứ tự", default=0)
    # What was chosen stays; it is only offered no more.
    is_offered = models.BooleanField("đang dùng", default=True)

    objects = OfOfficeQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class OutsideBody(OfOffice):
    """Cơ quan ngoài ngành, or above: reached by e-mail where it has an address, else by post."""

    address = models.CharField("địa chỉ", max_length=300, blank=True)
    email = models.EmailField("thư điện tử", blank=True)

    class Meta:
        verbose_name = "cơ quan nhận bên ngoài"
        ordering = ["order", "name"]
        constraints = [
            models.UniqueConstraint(
                name="outside_body_once",
                fields=["office", "name"],
                violation_error_message="Cơ quan này đã có trong danh sách.",
            )
        ]


class RecipientGroup(OfOffice):
    """Nhóm nơi nhận: a query over the office's units on a day, and bodies outside."""

    kinds = ArrayField(
        models.CharField(max_length=10, choices=Unit.Kind),
        default=list,
        blank=True,
        verbose_name="mọi đơn vị loại",
    )
    with_fields_only = models.BooleanField("chỉ phòng nghiệp vụ", default=False)
    units = models.ManyToManyField(Unit, blank=True, related_name="+", verbose_name="đơn vị kể tên")
    bodies = models.ManyToManyField(
        OutsideBody, blank=True, related_name="groups", verbose_name="cơ quan bên ngoài"
    )

    class Meta:
        verbose_name = "nhóm nơi nhận"
        ordering = ["order", "name"]
        constraints = [
            models.UniqueConstraint(
                name="recipient_group_once",
                fields=["office", "name"],
                violation_error_message="Đã có nhóm tên này.",
            )
        ]

    def members(self, office: Unit, on: datetime.date) -> set[int]:
        return meanings([self], office, on)[self.pk]


def meanings(
    groups: "Iterable[RecipientGroup]", office: Unit, on: datetime.date
) -> dict[int, set[int]]:
    """Group → keys of the units it means on a day; whoever follows a named one is meant by it.

    The same number of queries for any number of groups.
    """
    some = list(groups)
    models.prefetch_related_objects(some, "units")
    below = Unit.objects.filter(in_force(on), parent=office).annotate(has_fields=Count("fields"))
    by_kind = list(below.values_list("pk", "kind", "has_fields", "is_secretariat"))
    named = {group.pk: {unit.pk for unit in group.units.all()} for group in some}
    heirs = _heirs(on) if any(named.values()) else {}
    named = {pk: _followed(units, heirs) for pk, units in named.items()}
    every = Unit.objects.filter(in_force(on), pk__in=set().union(*named.values()))
    standing = set(every.values_list("pk", flat=True))
    return {
        group.pk: (named[group.pk] & standing)
        | {
            pk
            for pk, kind, has_fields, is_secretariat in by_kind
            if kind in group.kinds
            and not (group.with_fields_only and (is_secretariat or not has_fields))
        }
        for group in some
    }


def _heirs(on: datetime.date) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    rows = Succession.objects.filter(on__lte=on).values_list("predecessor", "successor")
    for predecessor, successor in rows:
        found.setdefault(predecessor, set()).add(successor)
    return found


def _followed(units: set[int], heirs: dict[int, set[int]]) -> set[int]:
    found = new = units
    while new:
        new = set().union(*(heirs.get(pk, set()) for pk in new)) - found
        found = found | new
    return found


class OutsideRecipientQuerySet(models.QuerySet["OutsideRecipient"]):
    def visible_to(self, user: "User") -> "OutsideRecipientQuerySet":
        if user.acting is None:
            return self.none()
        return self.filter(document__office_id__in=user.acting.office_ids)

    def to_post(self, *, is_mailed: bool) -> "OutsideRecipientQuerySet":
        """Neither written to nor given to the post: by post where there is no address, and all
        where the house has no mail server."""
        waiting = self.filter(posting__isnull=True, letter__isnull=True)
        return waiting.filter(email="") if is_mailed else waiting


class OutsideRecipient(models.Model):
    """A body outside that gets a document: its name and addresses as they were at the release."""

    append_only = True

    document = models.ForeignKey(Document, models.PROTECT, related_name="outside_recipients")
    body = models.ForeignKey(OutsideBody, models.PROTECT, related_name="received")
    name = models.CharField("tên", max_length=200)
    address = models.CharField("địa chỉ", max_length=300, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    released_at = models.DateTimeField("lúc phát hành")

    objects = OutsideRecipientQuerySet.as_manager()

    class Meta:
        verbose_name = "nơi nhận bên ngoài"
        ordering = ["document", "pk"]
        constraints = [
            models.UniqueConstraint(name="outside_recipient_once", fields=["document", "body"])
        ]

    def __str__(self) -> str:
        return self.name


class OutsideLetter(models.Model):
    """That the document was mailed to a body outside: noted at the last moment before the mail
    server takes the letter over, so that nobody gets it twice."""

    recipient = models.OneToOneField(OutsideRecipient, models.PROTECT, related_name="letter")
    sent_at = models.DateTimeField("lúc gửi thư")

    class Meta:
        verbose_name = "thư gửi cơ quan bên ngoài"


class Posting(models.Model):
    """Đã gửi bưu điện: who gave it to the post, and on which day."""

    append_only = True

    recipient = models.OneToOneField(OutsideRecipient, models.PROTECT, related_name="posting")
    sent_on = models.DateField("ngày gửi")
    note = models.CharField("số hiệu bưu gửi, ghi chú", max_length=120, blank=True)
    by = models.ForeignKey("units.User", models.PROTECT, related_name="+", verbose_name="người gửi")
    at = models.DateTimeField("lúc ghi")

    class Meta:
        verbose_name = "gửi bưu điện"


class PaperPrint(models.Model):
    """Who took a paper along before it was issued: drawn for signature, or as a Word file."""

    append_only = True

    class Form(models.TextChoices):
        PDF = "pdf", "bản in"
        DOCX = "docx", "bản Word"

    # `meetings.notice` and its key: of several apps, and kept when a draft is thrown away.
    paper = models.CharField("loại văn bản", max_length=60)
    paper_pk = models.PositiveBigIntegerField("khóa")
    edition = models.PositiveIntegerField("lần sửa")
    state = models.CharField("trạng thái", max_length=10)
    form = models.CharField("dạng", max_length=4, choices=Form)
    user = models.ForeignKey("units.User", models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "lượt in dự thảo"
        indexes = [models.Index(fields=["paper", "paper_pk", "at"], name="paper_print_of")]
