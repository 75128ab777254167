"""What was ordered, to whom and until when."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from meetings.models.addressee_groups import AddresseeGroup
from meetings.models.concerning import ConcerningQuerySet
from meetings.models.meetings import Meeting
from meetings.models.minutes import Intervention
from procuracy.web.dates import screen_day
from units.models import Appointment, Field, Unit

if TYPE_CHECKING:
    pass


class DirectiveQuerySet(ConcerningQuerySet["Directive"]):
    """Visible are those of meetings; one outside a meeting shows where it came from, and in its
    tasks."""

    def orders(self) -> "DirectiveQuerySet":
        """What the chair ordered; units' promises are numbered and listed apart."""
        return self.exclude(nature=Directive.Nature.COMMITMENT)

    def given_by(self, offices: Collection[int]) -> "DirectiveQuerySet":
        return self.filter(Q(meeting__organiser_id__in=offices) | Q(office_id__in=offices))

    def inspected_by(self, acting: Appointment) -> "DirectiveQuerySet":
        """Of findings of inspections that the own unit leads; the inspectorate's are all."""
        led = Q(finding__inspection__lead_id__in=acting.own_unit_ids)
        if acting.in_inspectorate:
            led |= Q(finding__inspection__office_id__in=acting.office_ids)
        return self.filter(led)


class Directive(models.Model):
    """Ý kiến chỉ đạo of a meeting, numbered within it; or of an office outside meetings, where a
    row of its own says what it came from: the finding of an inspection (ADR 23).

    `nature` says whose word it is; commitments and answered difficulties are followed alike.
    """

    class Nature(models.TextChoices):
        ORDER = "order", "chỉ đạo"
        COMMITMENT = "commitment", "cam kết"
        ANSWER = "answer", "trả lời khó khăn, đề xuất"
        FINDING = "finding", "khắc phục sau kiểm tra"

    class Repeats(models.TextChoices):
        WEEKLY = "weekly", "hằng tuần"
        MONTHLY = "monthly", "hằng tháng"
        QUARTERLY = "quarterly", "hằng quý"

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="directives", null=True, blank=True
    )
    office = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="directives_outside",
        verbose_name="cơ quan giao ngoài hội nghị",
        null=True,
        blank=True,
    )
    given_on = models.DateField("giao ngày", null=True, blank=True)
    intervention = models.ForeignKey(
        Intervention,
        models.PROTECT,
        related_name="directives",
        verbose_name="từ ý kiến",
        null=True,
        blank=True,
    )
    order = models.PositiveSmallIntegerField("thứ tự")
    # The words marked in the intervention, and at which character they began.
    quote = models.TextField("đoạn được trích", max_length=5000, blank=True)
    quote_start = models.PositiveIntegerField("vị trí đoạn trích", null=True, blank=True)
    text = models.TextField("nội dung chỉ đạo", max_length=5000)
    # The last permitted day; the words are printed ("trước ngày 15/9/2026" permits the 14th).
    due_on = models.DateField("hạn", null=True, blank=True)
    # With an hour the task is late to the minute, else at the day's end.
    due_time = models.TimeField("giờ", null=True, blank=True)
    due_text = models.CharField("hạn bằng chữ", max_length=100, blank=True)
    nature = models.CharField("loại", max_length=10, choices=Nature, default=Nature.ORDER)
    # One task each period: the first is due on `due_on`, the last not after `repeats_until`.
    repeats = models.CharField("lặp lại", max_length=9, choices=Repeats, blank=True)
    repeats_until = models.DateField("lặp lại đến hết ngày", null=True, blank=True)
    # The day of the month that it names: 31 is every month's last; without one that of `due_on`.
    repeats_day = models.PositiveSmallIntegerField("ngày trong tháng", null=True, blank=True)
    difficulty = models.ForeignKey(
        "meetings.Difficulty",
        models.PROTECT,
        related_name="directives",
        verbose_name="trả lời khó khăn, đề xuất",
        null=True,
        blank=True,
    )
    # Whose department follows it in every unit; none: it is of no one field.
    field = models.ForeignKey(
        Field,
        models.PROTECT,
        related_name="directives",
        verbose_name="lĩnh vực",
        null=True,
        blank=True,
    )
    # The unit to whose question or difficulty it is the answer: told what becomes of it.
    asked_by = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="directives_asked_for",
        verbose_name="đơn vị nêu",
        null=True,
        blank=True,
    )
    # Outside a meeting: whose word it is, and on what occasion it was given.
    given_by = models.ForeignKey(
        Appointment,
        models.PROTECT,
        related_name="directives_given",
        verbose_name="người giao",
        null=True,
        blank=True,
    )
    occasion = models.CharField("giao trong dịp", max_length=300, blank=True)
    product = models.CharField("sản phẩm", max_length=200, blank=True)
    # Không giao nhiệm vụ: a choice, so that nothing is forgotten by silence.
    gives_no_task = models.BooleanField("không giao nhiệm vụ", default=False)
    # The leader whom alone it concerns, besides those who read a briefing whole; none: everybody.
    concerns = models.ForeignKey(
        Appointment,
        models.PROTECT,
        related_name="+",
        verbose_name="liên quan đến",
        null=True,
        blank=True,
    )
    version = models.PositiveIntegerField(default=1)

    objects = DirectiveQuerySet.as_manager()

    class Meta:
        verbose_name = "ý kiến chỉ đạo"
        ordering = ["meeting", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="directive_source",
                condition=Q(meeting__isnull=False, office__isnull=True, given_on__isnull=True)
                | Q(meeting__isnull=True, office__isnull=False, given_on__isnull=False),
            ),
            models.CheckConstraint(
                name="directive_hour_of_a_day",
                condition=Q(due_time__isnull=True) | Q(due_on__isnull=False),
            ),
            models.CheckConstraint(
                name="directive_repeats_from_a_day",
                condition=Q(repeats="", repeats_until__isnull=True)
                | ~Q(repeats="") & Q(due_on__isnull=False),
            ),
            models.UniqueConstraint(
                name="directive_commitment_once",
                fields=["intervention"],
                condition=Q(nature="commitment"),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def heard_in(self) -> Meeting:
        """The meeting, where it is known that there is one: at its desk, in its papers."""
        assert self.meeting is not None
        return self.meeting

    @property
    def source_name(self) -> str:
        """The meeting, or what else the order came from."""
        if self.meeting:
            is_promise = self.nature == self.Nature.COMMITMENT
            return f"Cam kết tại {self.meeting.title}" if is_promise else self.meeting.title
        if self.nature == self.Nature.ANSWER:
            return self.occasion
        finding = getattr(self, "finding", None)
        if finding is None:
            assert self.given_on is not None
            occasion = f" ({self.occasion})" if self.occasion else ""
            return f"Chỉ đạo ngày {screen_day(self.given_on)}{occasion}"
        return str(finding.inspection.source_name)

    @property
    def giver_id(self) -> int:
        """The office whose order it is."""
        giver = self.meeting.organiser_id if self.meeting else self.office_id
        assert giver is not None
        return giver


class Addressee(models.Model):
    """Who a directive is for: exactly one of a unit, an appointment or a group."""

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="addressees")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    appointment = models.ForeignKey(
        Appointment, models.PROTECT, null=True, blank=True, related_name="+"
    )
    group = models.ForeignKey(
        AddresseeGroup, models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_lead = models.BooleanField("chủ trì", default=True)

    class Meta:
        verbose_name = "đối tượng thực hiện"
        ordering = ["directive", "-is_lead", "pk"]
        constraints = [
            models.CheckConstraint(
                name="addressee_exactly_one",
                condition=Q(unit__isnull=False, appointment__isnull=True, group__isnull=True)
                | Q(unit__isnull=True, appointment__isnull=False, group__isnull=True)
                | Q(unit__isnull=True, appointment__isnull=True, group__isnull=False),
                violation_error_message="Chọn một đơn vị, một chức vụ hoặc một nhóm.",
            ),
            models.UniqueConstraint(
                name="addressee_once",
                fields=["directive", "unit", "appointment", "group"],
                nulls_distinct=False,
                violation_error_message="Đối tượng này đã có trong danh sách.",
            ),
        ]
