"""Khó khăn, đề xuất of units: raised with a report, answered by a leader, tracked until closed."""

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q

from meetings.models.reports import UnitReport
from units.models import Appointment, Field, Portfolio, Role, Unit
from units.reach import IN_THE_FIELD, reach

if TYPE_CHECKING:
    from units.models import User

LEADERS = (Role.PROVINCE_HEAD, Role.PROVINCE_DEPUTY)


class DifficultyQuerySet(models.QuerySet["Difficulty"]):
    def visible_to(self, user: "User") -> "DifficultyQuerySet":
        """Own ones always; raised ones for the office's leadership and Office, and in its field
        for a department."""
        acting = user.acting
        if acting is None or acting.role == Role.ADMINISTRATOR:
            return self.none()
        own, raised = Q(unit_id__in=acting.own_unit_ids), Q(raised_at__isnull=False)
        rows = own | raised & Q(unit_id__in=acting.seen_unit_ids)
        if acting.role in IN_THE_FIELD and (scope := reach(acting)).is_by_field:
            rows |= raised & scope.of("unit_id", "field_id")
        return self.filter(rows)

    def open(self) -> "DifficultyQuerySet":
        """Raised and not closed: they go to the next meeting."""
        return self.filter(raised_at__isnull=False).exclude(state=Difficulty.State.CLOSED)

    def unanswered(self) -> "DifficultyQuerySet":
        return self.open().exclude(state=Difficulty.State.ANSWERED)

    def to_answer(self, acting: Appointment, on: datetime.date) -> "DifficultyQuerySet":
        """Waiting for this leader: a deputy by his portfolio, the head for what nobody has."""
        if not acting.leads_office:
            return self.none()
        rows = self.unanswered().filter(
            unit_id__in=acting.seen_unit_ids, report__meeting__organiser_id__in=acting.office_ids
        )
        if acting.role not in LEADERS:
            return rows
        unit = Q(unit=OuterRef("unit")) | Q(unit=None)
        field = Q(field=OuterRef("field")) | Q(field=None)
        held = Portfolio.objects.current(on).filter(unit & field)
        own = Exists(held.filter(appointment=acting))
        return rows.filter(own if acting.role == Role.PROVINCE_DEPUTY else own | ~Exists(held))

    def to_settle(self, acting: Appointment) -> "DifficultyQuerySet":
        """Answered: the own unit says whether that will do."""
        if not acting.types_figures:
            return self.none()
        answered = self.filter(state=Difficulty.State.ANSWERED)
        return answered.filter(unit_id__in=acting.own_unit_ids)


class Difficulty(models.Model):
    """Khó khăn of a unit with what it proposes. A row without `raised_at` is still a draft in a
    report that was not sent; the last answer stands here, all of them in the steps."""

    class State(models.TextChoices):
        WAITING = "waiting", "chờ trả lời"
        ANSWERED = "answered", "đã trả lời"
        REOPENED = "reopened", "đề nghị trả lời lại"
        CLOSED = "closed", "đã xong"

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="difficulties", verbose_name="đơn vị"
    )
    report = models.ForeignKey(
        UnitReport, models.PROTECT, related_name="difficulties", verbose_name="báo cáo"
    )
    field = models.ForeignKey(
        Field,
        models.PROTECT,
        related_name="difficulties",
        verbose_name="lĩnh vực",
        null=True,
        blank=True,
    )
    text = models.TextField("khó khăn, vướng mắc", max_length=2000)
    proposal = models.TextField("đề xuất, kiến nghị", max_length=2000, blank=True)
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.WAITING)
    raised_at = models.DateTimeField("lúc nêu", null=True, blank=True)
    answer = models.TextField("trả lời", max_length=4000, blank=True)
    answered_by = models.ForeignKey(
        Appointment,
        models.PROTECT,
        related_name="+",
        verbose_name="người trả lời",
        null=True,
        blank=True,
    )
    answered_at = models.DateTimeField("lúc trả lời", null=True, blank=True)
    closed_at = models.DateTimeField("lúc kết thúc", null=True, blank=True)

    objects = DifficultyQuerySet.as_manager()

    class Meta:
        verbose_name = "khó khăn, đề xuất"
        ordering = ["-raised_at", "pk"]
        indexes = [
            models.Index(
                fields=["unit", "raised_at"],
                name="difficulty_open",
                condition=Q(raised_at__isnull=False) & ~Q(state="closed"),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="difficulty_answered",
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
            ),
            models.CheckConstraint(
                name="difficulty_states",
                condition=Q(state="waiting", closed_at__isnull=True)
                | Q(
                    state__in=["answered", "reopened"],
                    answered_at__isnull=False,
                    closed_at__isnull=True,
                    raised_at__isnull=False,
                )
                | Q(state="closed", closed_at__isnull=False, raised_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def is_open(self) -> bool:
        return self.raised_at is not None and self.state != self.State.CLOSED


class DifficultyStep(models.Model):
    """Raised, answered, asked about again, settled: who, when, in which words. Only added to."""

    class Kind(models.TextChoices):
        RAISED = "raised", "nêu khó khăn"
        ANSWERED = "answered", "trả lời"
        REOPENED = "reopened", "đề nghị trả lời lại"
        CLOSED = "closed", "kết thúc"

    append_only = True

    difficulty = models.ForeignKey(Difficulty, models.PROTECT, related_name="steps")
    kind = models.CharField("bước", max_length=10, choices=Kind)
    by = models.ForeignKey(Appointment, models.PROTECT, related_name="+", verbose_name="người làm")
    at = models.DateTimeField("lúc")
    text = models.TextField("nội dung", max_length=4000, blank=True)

    class Meta:
        verbose_name = "bước của khó khăn, đề xuất"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.get_kind_display()
