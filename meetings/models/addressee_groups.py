"""Đối tượng thực hiện named as groups: queries over an office's units and people on a day."""

import datetime
from typing import TYPE_CHECKING, NamedTuple

from django.db import models
from django.db.models import Q

from units.models import Appointment, Portfolio, Role, Succession, Unit
from units.models.organisation import in_force

if TYPE_CHECKING:
    from units.models import User


class InspectionMode(models.TextChoices):
    """Hình thức kiểm tra."""

    INSPECTED = "inspected", "kiểm tra"
    SELF = "self", "tự kiểm tra"
    AGAIN = "again", "phúc tra"


# States of an inspection that was not called off (`Inspection.State`).
STANDING = ("planned", "announced", "held", "concluded", "closed")
LEADERS = (Role.PROVINCE_HEAD, Role.PROVINCE_DEPUTY)


class Seat(NamedTuple):
    """Whose task it is: a unit's, or in it a position's."""

    unit: int
    appointment: int | None


class AddresseeGroupQuerySet(models.QuerySet["AddresseeGroup"]):
    def visible_to(self, user: "User") -> "AddresseeGroupQuerySet":
        """Common to all offices; whom one reaches is asked of the own office."""
        acting = user.acting
        return self.none() if acting is None or acting.role == Role.ADMINISTRATOR else self


class AddresseeGroup(models.Model):
    """Đối tượng thực hiện named as a group: a query over the office's units on a day."""

    class Persons(models.TextChoices):
        """Of groups of people: who of the office's departments."""

        UNITS = "", "các đơn vị"
        IN_CHARGE = "in_charge", "Kiểm sát viên được phân công phụ trách các đơn vị đó"

    code = models.SlugField("mã", max_length=30, unique=True)
    name = models.CharField("tên nhóm", max_length=120)
    kinds = models.JSONField("loại đơn vị", default=list)
    with_fields_only = models.BooleanField("chỉ phòng nghiệp vụ", default=False)
    # Only those that stand so in the list of inspections of the day's work year.
    inspected = models.CharField(
        "hình thức kiểm tra trong năm", max_length=9, choices=InspectionMode, blank=True
    )
    persons = models.CharField(
        "giao cho", max_length=9, choices=Persons, blank=True, default=Persons.UNITS
    )
    # What directives have named stays; it is only offered no more.
    is_offered = models.BooleanField("đang dùng", default=True)
    order = models.PositiveSmallIntegerField("thứ tự", default=0)

    objects = AddresseeGroupQuerySet.as_manager()

    class Meta:
        verbose_name = "nhóm đối tượng thực hiện"
        ordering = ["order", "name"]
        constraints = [
            models.UniqueConstraint(
                name="addressee_group_name_once",
                fields=["name"],
                violation_error_message="Đã có nhóm tên này.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def rule_words(self) -> str:
        """`phòng có lĩnh vực công tác`, `VKSND khu vực được kiểm tra trong năm`, …"""
        names = [Unit.Kind(kind).label for kind in self.kinds]
        words = ", ".join(names) + (" có lĩnh vực công tác" if self.with_fields_only else "")
        if self.inspected:
            words += f", trong danh sách {self.get_inspected_display()} của năm"
        return f"Kiểm sát viên được phân công phụ trách {words}" if self.persons else words

    def members(self, office: Unit, on: datetime.date) -> list[Unit]:
        """Units of the group on a day, the Văn phòng included only where its kind is asked for."""
        units = Unit.objects.filter(in_force(on), parent=office, kind__in=self.kinds)
        if self.with_fields_only:
            units = units.filter(fields__isnull=False, is_secretariat=False).distinct()
        if self.inspected:
            units = units.filter(pk__in=_inspected(self.inspected, on))
        return list(units)

    def people(self, office: Unit, on: datetime.date) -> list[Appointment]:
        """Who of the office is in charge of its members on a day, each once; leaders are not
        meant."""
        held = Portfolio.objects.current(on).filter(unit__in=self.members(office, on))
        rows = Appointment.objects.current(on).filter(
            Q(unit=office) | Q(unit__parent=office, unit__kind=Unit.Kind.DEPARTMENT),
            pk__in=held.values("appointment"),
        )
        rows = rows.exclude(role__in=LEADERS).select_related("person")
        return list(rows.order_by("unit__order", "person__given_name", "pk"))

    def seats(self, office: Unit, on: datetime.date) -> list[Seat]:
        """One task for each."""
        if self.persons:
            return [Seat(one.unit_id, one.pk) for one in self.people(office, on)]
        return [Seat(unit.pk, None) for unit in self.members(office, on)]


def _inspected(mode: str, on: datetime.date) -> set[int]:
    """Listed in the work year of the day and not called off, and who followed them since."""
    listed = Unit.objects.filter(
        inspections__mode=mode,
        inspections__state__in=STANDING,
        inspections__work_year__starts_on__lte=on,
        inspections__work_year__ends_on__gte=on,
    )
    found = set(listed.values_list("pk", flat=True))
    heirs = found
    while heirs:
        followed = Succession.objects.filter(predecessor__in=heirs, on__lte=on)
        heirs = set(followed.values_list("successor", flat=True)) - found
        found |= heirs
    return found
