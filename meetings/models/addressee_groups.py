"""Đối tượng thực hiện named as groups: queries over an office's units on a day."""

import datetime

from django.db import models

from units.models import Succession, Unit
from units.models.organisation import in_force


class InspectionMode(models.TextChoices):
    """Hình thức kiểm tra."""

    INSPECTED = "inspected", "kiểm tra"
    SELF = "self", "tự kiểm tra"
    AGAIN = "again", "phúc tra"


# States of an inspection that was not called off (`Inspection.State`).
STANDING = ("planned", "announced", "held", "concluded", "closed")


class AddresseeGroup(models.Model):
    """Đối tượng thực hiện named as a group: a query over the office's units on a day."""

    code = models.SlugField("mã", max_length=30, unique=True)
    name = models.CharField("tên nhóm", max_length=120)
    kinds = models.JSONField("loại đơn vị", default=list)
    with_fields_only = models.BooleanField("chỉ phòng nghiệp vụ", default=False)
    # Only those that stand so in the list of inspections of the day's work year.
    inspected = models.CharField(
        "hình thức kiểm tra trong năm", max_length=9, choices=InspectionMode, blank=True
    )
    order = models.PositiveSmallIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "nhóm đối tượng thực hiện"
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name

    def members(self, office: Unit, on: datetime.date) -> list[Unit]:
        """Units of the group on a day, the Văn phòng included only where its kind is asked for."""
        units = Unit.objects.filter(in_force(on), parent=office, kind__in=self.kinds)
        if self.with_fields_only:
            units = units.filter(fields__isnull=False, is_secretariat=False).distinct()
        if self.inspected:
            units = units.filter(pk__in=_inspected(self.inspected, on))
        return list(units)


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
