"""What must hold between lines of one unit's month: rows that the Office edits, never code."""

import datetime

from django.db import models
from django.db.models import F, Q

from targets.models.catalogue import CatalogueQuerySet
from targets.models.figures import Indicator
from units.models import Field
from units.models.organisation import VIETNAMESE, in_force


class BalanceQuerySet(CatalogueQuerySet["Balance"]):
    def valid(self, on: datetime.date) -> "BalanceQuerySet":
        return self.filter(in_force(on))


class Balance(models.Model):
    """Cân đối: signed lines equal, or do not exceed, signed lines; or a line demands another.

    It is shown beside the figures as they are typed, and refuses nothing there; a strict one that
    is broken keeps the month from being put forward or sent.
    """

    class Relation(models.TextChoices):
        EQUAL = "equal", "bằng"
        AT_MOST = "at_most", "không quá"
        NEEDS = "needs", "phải đi kèm"

    code = models.SlugField("mã", max_length=20, unique=True)
    field = models.ForeignKey(
        Field, models.PROTECT, related_name="balances", verbose_name="lĩnh vực"
    )
    name = models.CharField("tên", max_length=200, db_collation=VIETNAMESE)
    relation = models.CharField("quan hệ", max_length=8, choices=Relation)
    is_strict = models.BooleanField("phải đúng mới trình, gửi được", default=False)
    # What a side is called in a sentence: "phải giải quyết"; empty: the names of its lines.
    left_text = models.CharField("tên vế trái", max_length=120, blank=True)
    right_text = models.CharField("tên vế phải", max_length=120, blank=True)
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    order = models.PositiveSmallIntegerField("thứ tự", default=0)
    source = models.CharField("nguồn", max_length=200, blank=True)

    objects = BalanceQuerySet.as_manager()

    class Meta:
        verbose_name = "cân đối"
        ordering = ["field__order", "order", "code"]
        constraints = [
            models.CheckConstraint(
                name="balance_days",
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                violation_error_message="Ngày thôi dùng không được trước ngày bắt đầu dùng.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def is_valid(self, on: datetime.date) -> bool:
        """Same rule as BalanceQuerySet.valid."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or self.valid_to >= on
        )

    @property
    def left_lines(self) -> list[tuple[str, str]]:
        """(sign, words) of each line; of terms that were fetched before."""
        return self._lines(BalanceTerm.Side.LEFT)

    @property
    def right_lines(self) -> list[tuple[str, str]]:
        return self._lines(BalanceTerm.Side.RIGHT)

    def _lines(self, side: str) -> list[tuple[str, str]]:
        terms = sorted((t for t in self.terms.all() if t.side == side), key=lambda term: term.pk)
        return [("−" if term.sign < 0 else "+", str(term)) for term in terms]


class BalanceTerm(models.Model):
    """One line's part in a balance: on which side, added or taken away, of which month."""

    class Side(models.TextChoices):
        LEFT = "left", "vế trái"
        RIGHT = "right", "vế phải"

    class Moment(models.TextChoices):
        """PREVIOUS, of an end stock: kỳ trước chuyển sang."""

        MONTH = "month", "tháng này"
        PREVIOUS = "previous", "kỳ trước chuyển sang"

    balance = models.ForeignKey(Balance, models.CASCADE, related_name="terms")
    side = models.CharField("vế", max_length=5, choices=Side)
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="balance_terms")
    sign = models.SmallIntegerField("dấu", default=1)
    moment = models.CharField("tháng", max_length=8, choices=Moment, default=Moment.MONTH)

    class Meta:
        verbose_name = "số hạng của cân đối"
        ordering = ["balance", "side", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="balance_term_once", fields=["balance", "side", "indicator", "moment"]
            ),
            models.CheckConstraint(name="balance_term_sign", condition=Q(sign__in=[-1, 1])),
        ]

    def __str__(self) -> str:
        """`Nguồn tin chưa giải quyết (kỳ trước chuyển sang)`"""
        name = self.indicator.name
        return f"{name} ({self.Moment.PREVIOUS.label})" if self.is_carried else name

    @property
    def is_carried(self) -> bool:
        return self.moment == self.Moment.PREVIOUS
