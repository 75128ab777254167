"""The figures of a line, unit and calendar year side by side: what boards add up."""

from django.db import models

from targets.models.figures import Indicator
from units.models import Unit


class FigureYear(models.Model):
    """Số liệu gộp theo năm: twelve months of one line and unit in one row (decision 9).

    Triggers of the owner keep it in the transaction that changes a `Figure`; nobody else writes.
    Months are in hundredths, whole numbers, for they are added by the ten thousand; no figure:
    NULL. A row without any figure does not exist. The figures hold the foreign keys.
    """

    written_by_owner = True

    # In this order a board reads a unit's year as one stretch of the index.
    pk = models.CompositePrimaryKey("unit_id", "year", "indicator_id")
    unit = models.ForeignKey(
        Unit, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    indicator = models.ForeignKey(
        Indicator, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    year = models.SmallIntegerField("năm dương lịch")
    m1 = models.BigIntegerField(null=True)
    m2 = models.BigIntegerField(null=True)
    m3 = models.BigIntegerField(null=True)
    m4 = models.BigIntegerField(null=True)
    m5 = models.BigIntegerField(null=True)
    m6 = models.BigIntegerField(null=True)
    m7 = models.BigIntegerField(null=True)
    m8 = models.BigIntegerField(null=True)
    m9 = models.BigIntegerField(null=True)
    m10 = models.BigIntegerField(null=True)
    m11 = models.BigIntegerField(null=True)
    m12 = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = "số liệu gộp theo năm"

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.unit_id} {self.year}"
