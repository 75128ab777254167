"""Phiếu giao việc as it went out with a notice."""

from django.db import models

from units.models import Document, Unit


class IssuedSlip(models.Model):
    """What a unit's slip said at the release: `facts` are read by `meetings.papers.slips` alone.

    What became of its tasks since is told beside it, never in it.
    """

    append_only = True

    document = models.ForeignKey(
        Document, models.PROTECT, related_name="slips", verbose_name="văn bản"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    facts = models.JSONField("nội dung đã in")
    made_at = models.DateTimeField("lập lúc")

    class Meta:
        verbose_name = "phiếu giao việc đã phát hành"
        ordering = ["document", "pk"]
        constraints = [
            models.UniqueConstraint(name="issued_slip_once", fields=["document", "unit"])
        ]
