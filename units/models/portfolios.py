"""Who oversees what, and who acts for the head: both with dates."""

import datetime
from typing import TYPE_CHECKING

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from units.models.organisation import DateSpan, Field, Unit, in_force
from units.models.people import Appointment

if TYPE_CHECKING:
    from units.models.accounts import User

_LIFETIME = Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))


class PortfolioQuerySet(models.QuerySet["Portfolio"]):
    def visible_to(self, user: "User") -> "PortfolioQuerySet":
        """Who oversees whom is part of the organisation."""
        return self if user.acting else self.none()

    def current(self, on: datetime.date) -> "PortfolioQuerySet":
        return self.filter(in_force(on))


class Portfolio(models.Model):
    """Phụ trách khối, địa bàn: one unit, one field, or one field in one unit, from–to.

    Held with an appointment: a deputy's, a prosecutor's, or the head's own. Two holders of the same
    thing are shown as an overlap, not refused: for some days both may be right.
    """

    appointment = models.ForeignKey(
        Appointment, models.PROTECT, related_name="portfolios", verbose_name="người phụ trách"
    )
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="overseen_by",
        verbose_name="đơn vị",
        null=True,
        blank=True,
    )
    field = models.ForeignKey(
        Field,
        models.PROTECT,
        related_name="overseen_by",
        verbose_name="lĩnh vực",
        null=True,
        blank=True,
    )
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    decision = models.CharField("căn cứ phân công", max_length=200, blank=True)

    objects = PortfolioQuerySet.as_manager()

    class Meta:
        verbose_name = "phân công phụ trách"
        ordering = ["valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                name="portfolio_lifetime",
                condition=_LIFETIME,
                violation_error_message="Ngày thôi phụ trách không được trước ngày phân công.",
            ),
            models.CheckConstraint(
                name="portfolio_of_something",
                condition=Q(unit__isnull=False) | Q(field__isnull=False),
                violation_error_message="Chọn đơn vị hoặc lĩnh vực phụ trách.",
            ),
            ExclusionConstraint(
                name="portfolio_once",
                expressions=[
                    ("appointment", RangeOperators.EQUAL),
                    (Coalesce("unit", Value(0)), RangeOperators.EQUAL),
                    (Coalesce("field", Value(0)), RangeOperators.EQUAL),
                    (DateSpan(), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Người này đã được phân công nội dung đó rồi.",
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(str(part) for part in (self.field, self.unit) if part)


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def visible_to(self, user: "User") -> "DelegationQuerySet":
        return self if user.acting else self.none()

    def current(self, on: datetime.date) -> "DelegationQuerySet":
        return self.filter(in_force(on))


class Delegation(models.Model):
    """Ủy quyền: the head of an office lets a direct deputy act in his name, by a written mandate.

    Dated, one at a time, and never passed on: who holds one cannot give one.
    """

    grantor = models.ForeignKey(
        Appointment, models.PROTECT, related_name="delegations_given", verbose_name="người ủy quyền"
    )
    delegate = models.ForeignKey(
        Appointment,
        models.PROTECT,
        related_name="delegations_held",
        verbose_name="người được ủy quyền",
    )
    mandate = models.CharField("văn bản ủy quyền", max_length=200)
    scope = models.TextField("nội dung ủy quyền")
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày")

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = "ủy quyền"
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="delegation_lifetime",
                condition=Q(valid_to__gte=F("valid_from")),
                violation_error_message="Ngày hết hạn ủy quyền không được trước ngày bắt đầu.",
            ),
            models.CheckConstraint(
                name="delegation_to_another",
                condition=~Q(grantor=F("delegate")),
                violation_error_message="Không tự ủy quyền cho mình.",
            ),
            ExclusionConstraint(
                name="delegation_one_at_a_time",
                expressions=[
                    ("grantor", RangeOperators.EQUAL),
                    (DateSpan(), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Trong thời gian này đã có một ủy quyền khác có hiệu lực.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delegate.person} theo {self.mandate}"

    @property
    def words(self) -> str:
        """Beside the position of who acts under it."""
        return f"theo ủy quyền của {self.grantor.position} (văn bản: {self.mandate})"
