"""People, and the positions they hold from–to."""

import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import (
    Case,
    CharField,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from procuracy.web import clock
from procuracy.web.search import Plain
from units.models.organisation import VIETNAMESE, DateSpan, Unit, in_force, lineage

if TYPE_CHECKING:
    from units.models.accounts import User
    from units.models.portfolios import Delegation


class Role(models.TextChoices):
    """What a position may do here; the words are design words, the label is for screens."""

    PROVINCE_HEAD = "province_head", "Viện trưởng"
    PROVINCE_DEPUTY = "province_deputy", "Phó Viện trưởng"
    HEAD_OF_OFFICE = "head_of_office", "Chánh Văn phòng"
    OFFICE_STAFF = "office_staff", "cán bộ tổng hợp Văn phòng"
    REGISTRY_CLERK = "registry_clerk", "văn thư"
    UNIT_HEAD = "unit_head", "thủ trưởng đơn vị"
    UNIT_DEPUTY = "unit_deputy", "phó thủ trưởng đơn vị"
    UNIT_CLERK = "unit_clerk", "cán bộ tổng hợp đơn vị"
    PERSONNEL = "personnel", "cán bộ tổ chức"
    INSPECTOR = "inspector", "thanh tra"
    ADMINISTRATOR = "administrator", "quản trị hệ thống"


# Positions with one holder at a time, an acting (quyền) one included.
ONE_HOLDER = (Role.PROVINCE_HEAD, Role.HEAD_OF_OFFICE, Role.UNIT_HEAD)
_PROVINCE_LEADERS = {Role.PROVINCE_HEAD, Role.PROVINCE_DEPUTY}
_UNIT_LEADERS = {Role.UNIT_HEAD, Role.UNIT_DEPUTY}
_OFFICE = {Role.HEAD_OF_OFFICE, Role.OFFICE_STAFF}
_WIDE = _PROVINCE_LEADERS | _OFFICE | {Role.REGISTRY_CLERK, Role.INSPECTOR}


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, user: "User") -> "PersonQuerySet":
        return self if user.acting else self.none()

    def titled(self, on: datetime.date) -> "PersonQuerySet":
        """Adds `title`, the chức danh held on a day in words ("" where none is recorded)."""
        held = PersonTitle.objects.filter(in_force(on), person=OuterRef("pk"))
        words = [When(title=code, then=Value(label)) for code, label in PersonTitle.Title.choices]
        named = held.annotate(words=Case(*words, default=Value(""), output_field=CharField()))
        return self.annotate(title=Coalesce(Subquery(named.values("words")[:1]), Value("")))


class Person(models.Model):
    """Somebody of the two tiers; may have an account, may have none."""

    full_name = models.CharField("họ và tên", max_length=80, db_collation=VIETNAMESE)
    # Vietnamese lists are ordered by the given name, the last word.
    given_name = models.GeneratedField(
        expression=models.Func(
            F("full_name"),
            Value(r"^.*\s"),
            Value(""),
            function="regexp_replace",
            output_field=models.CharField(max_length=80),
        ),
        output_field=models.CharField(max_length=80, db_collation=VIETNAMESE),
        db_persist=True,
    )
    email = models.EmailField("thư điện tử", blank=True)
    phone = models.CharField("điện thoại", max_length=30, blank=True)
    # What the personnel office proposes; the administrator opens the account.
    suggested_username = models.CharField("tên đăng nhập đề nghị", max_length=60, blank=True)

    # Given by PersonQuerySet.titled().
    title: str

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "người"
        ordering = ["given_name", "full_name"]
        indexes = [GinIndex(OpClass(Plain("full_name"), "gin_trgm_ops"), name="person_plain_name")]

    def __str__(self) -> str:
        return self.full_name


class PersonTitleQuerySet(models.QuerySet["PersonTitle"]):
    def visible_to(self, user: "User") -> "PersonTitleQuerySet":
        return self if user.acting else self.none()


class PersonTitle(models.Model):
    """Chức danh of a person from–to: Luật Tổ chức VKSND (ranks of Kiểm sát viên), and officials."""

    class Title(models.TextChoices):
        SENIOR_PROSECUTOR = "senior_prosecutor", "Kiểm sát viên cao cấp"
        INTERMEDIATE_PROSECUTOR = "intermediate_prosecutor", "Kiểm sát viên trung cấp"
        JUNIOR_PROSECUTOR = "junior_prosecutor", "Kiểm sát viên sơ cấp"
        SENIOR_EXAMINER = "senior_examiner", "Kiểm tra viên cao cấp"
        CHIEF_EXAMINER = "chief_examiner", "Kiểm tra viên chính"
        EXAMINER = "examiner", "Kiểm tra viên"
        SENIOR_SPECIALIST = "senior_specialist", "Chuyên viên cao cấp"
        CHIEF_SPECIALIST = "chief_specialist", "Chuyên viên chính"
        SPECIALIST = "specialist", "Chuyên viên"
        OFFICER = "officer", "Cán sự"
        CONTRACT = "contract", "Nhân viên hợp đồng"

    person = models.ForeignKey(Person, models.CASCADE, related_name="titles", verbose_name="người")
    title = models.CharField("chức danh", max_length=24, choices=Title)
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    decision = models.CharField("quyết định", max_length=200, blank=True)

    objects = PersonTitleQuerySet.as_manager()

    class Meta:
        verbose_name = "chức danh"
        ordering = ["person", F("valid_from").asc(nulls_first=True)]
        constraints = [
            ExclusionConstraint(
                name="person_title_one_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (DateSpan(), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Một người chỉ giữ một chức danh trong cùng thời gian.",
            )
        ]

    def __str__(self) -> str:
        return self.get_title_display()


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def visible_to(self, user: "User") -> "AppointmentQuerySet":
        """Positions are part of the organisation, which everybody with a position sees."""
        return self if user.acting else self.none()

    def current(self, on: datetime.date) -> "AppointmentQuerySet":
        return self.filter(in_force(on))

    def within(
        self, first: datetime.date, last: datetime.date | None = None
    ) -> "AppointmentQuerySet":
        """Held on some day from `first` to `last` (without one: for ever)."""
        rows = self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=first))
        return rows if last is None else rows.filter(valid_from__lte=last)

    def delegated(self, on: datetime.date) -> "AppointmentQuerySet":
        """Adds `delegation_id`: the mandate under which a position acts for its head on a day."""
        held = FilteredRelation(
            "delegations_held", condition=in_force(on, prefix="delegations_held__")
        )
        return self.annotate(mandate=held, delegation_id=F("mandate__pk"))

    def of_office(self, office: Unit) -> "AppointmentQuerySet":
        return self.filter(Q(unit=office) | Q(unit__parent=office))

    def may_sign(self) -> "AppointmentQuerySet":
        """Who may sign what an office issues: its leaders; its head of Office by order (TL.)."""
        leaders = Q(role__in=_PROVINCE_LEADERS) | Q(
            role__in=_UNIT_LEADERS, unit__kind__in=[Unit.Kind.DISTRICT, Unit.Kind.REGION]
        )
        return self.filter(leaders | Q(role=Role.HEAD_OF_OFFICE))


class Appointment(models.Model):
    """A person holds a position in a unit from–to, with the role it gives in this application."""

    class Manner(models.TextChoices):
        """How somebody came to a position: Luật Cán bộ, công chức."""

        APPOINTED = "appointed", "bổ nhiệm, bố trí"
        TRANSFERRED = "transferred", "điều động"
        ROTATED = "rotated", "luân chuyển"
        SECONDED = "seconded", "biệt phái"

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="appointments", verbose_name="người"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="appointments", verbose_name="đơn vị"
    )
    role = models.CharField("vai trò", max_length=16, choices=Role)
    position = models.CharField("chức vụ", max_length=80)
    is_acting = models.BooleanField("quyền (Q.)", default=False)
    is_concurrent = models.BooleanField("kiêm nhiệm", default=False)
    manner = models.CharField("hình thức", max_length=12, choices=Manner, default=Manner.APPOINTED)
    decision = models.CharField("quyết định", max_length=200, blank=True)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    # The day on which `User.act_on` took it up for a request: portfolios and mandates are dated.
    taken_on: datetime.date | None = None
    # Given by AppointmentQuerySet.delegated(); known of every position a request is made from.
    delegation_id: int | None = None

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = "bổ nhiệm"
        ordering = ["valid_from", "pk"]
        indexes = [models.Index(fields=["unit", "role"])]
        constraints = [
            models.CheckConstraint(
                name="appointment_lifetime",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                violation_error_message="Ngày thôi giữ chức vụ không được trước ngày bổ nhiệm.",
            ),
            ExclusionConstraint(
                name="appointment_one_holder",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (DateSpan(), RangeOperators.OVERLAPS),
                ],
                condition=Q(role__in=ONE_HOLDER),
                violation_error_message="Trong thời gian này chức vụ đã có người khác giữ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}, {self.unit}"

    @property
    def named(self) -> str:
        """`Nguyễn Văn An, Phó Viện trưởng`."""
        return f"{self.person.full_name}, {self.position}"

    @property
    def office(self) -> Unit:
        return self.unit.office

    @cached_property
    def delegation(self) -> "Delegation | None":
        """The mandate acted under now, with its grantor; costs a query only where there is one."""
        if self.delegation_id is None:
            return None
        return self.delegations_held.select_related("grantor__person").get(pk=self.delegation_id)

    @cached_property
    def _lineage(self) -> tuple[frozenset[int], frozenset[int]]:
        return lineage(self.unit)

    @cached_property
    def _office_lineage(self) -> tuple[frozenset[int], frozenset[int]]:
        return self._lineage if self.unit.is_office else lineage(self.office)

    @cached_property
    def own_unit_ids(self) -> frozenset[int]:
        """The unit and those it succeeds: their rows are this holder's own."""
        return self._lineage[0]

    @cached_property
    def office_ids(self) -> frozenset[int]:
        """The office worked for and those it succeeds."""
        return self._office_lineage[0]

    @cached_property
    def seen_unit_ids(self) -> frozenset[int]:
        """Units whose figures, plans and reports the holder may read."""
        if self.role == Role.ADMINISTRATOR:
            return frozenset()
        if self.role in _WIDE or self.leads_office:
            return self._office_lineage[1]
        return self.own_unit_ids

    @property
    def leads_office(self) -> bool:
        """Head or deputy of a body with its own seal."""
        return self.role in _PROVINCE_LEADERS or (
            self.role in _UNIT_LEADERS and self.unit.is_office
        )

    @property
    def heads_office(self) -> bool:
        """Its head, not a deputy."""
        is_head = self.role == Role.UNIT_HEAD and self.unit.is_office
        return self.role == Role.PROVINCE_HEAD or is_head

    @property
    def reads_briefings(self) -> bool:
        """The whole of its office's leaders' briefings (ADR 24)."""
        return self.heads_office or self.role == Role.HEAD_OF_OFFICE

    @property
    def leads_unit(self) -> bool:
        return self.role in _UNIT_LEADERS or self.role == Role.HEAD_OF_OFFICE

    @property
    def keeps_office(self) -> bool:
        """Does the Office's work: a province's Văn phòng, or the clerk of a region or district."""
        return self.role in _OFFICE or (self.role == Role.UNIT_CLERK and self.unit.is_office)

    @cached_property
    def in_inspectorate(self) -> bool:
        """An inspector, or whoever leads or writes for the department that inspectors work in."""
        if self.role == Role.INSPECTOR:
            return True
        if self.unit.is_office or self.role not in _UNIT_LEADERS | {Role.UNIT_CLERK}:
            return False
        on = self.taken_on or clock.today()
        held = Appointment.objects.current(on).filter(unit=self.unit_id, role=Role.INSPECTOR)
        return held.exists()

    @property
    def keeps_register(self) -> bool:
        return self.role == Role.REGISTRY_CLERK

    @property
    def receives_documents(self) -> bool:
        """Takes in what other offices send to the own unit."""
        return self.types_figures or self.keeps_register or self.leads_office

    @property
    def types_figures(self) -> bool:
        """Enters and answers for the own unit."""
        return self.role in _UNIT_LEADERS | {Role.UNIT_CLERK} | _OFFICE
