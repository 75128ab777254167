"""A spill of state secrets is taken out by two persons; that it was taken out stays provable."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class PurgeRequest(models.Model):
    """One person asks; the same request is carried out once, by another person."""

    append_only = True

    table = models.CharField("bảng", max_length=63, db_column="table_name")
    record = models.CharField("bản ghi", max_length=64)
    column = models.CharField("mục", max_length=63, db_column="column_name")
    reason = models.CharField("lý do", max_length=500)
    unit_id = models.BigIntegerField("cơ quan")
    asked_by = models.BigIntegerField("người đề nghị")
    asked_as = models.BigIntegerField("chức vụ người đề nghị")
    asked_at = models.DateTimeField("lúc đề nghị")

    class Meta:
        verbose_name = "đề nghị xóa nội dung lộ bí mật"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["table", "record"], name="purge_record")]

    def __str__(self) -> str:
        return self.reason


class Tombstone(models.Model):
    """What is left of purged content: its digest, and of each row of Change the digests
    (hexadecimal, 64 letters each, in the order of `ids`) before and after the purge."""

    written_by_owner = True

    request = models.OneToOneField(PurgeRequest, models.PROTECT, related_name="tombstone")
    confirmed_by = models.BigIntegerField("người xác nhận")
    confirmed_as = models.BigIntegerField("chức vụ người xác nhận")
    at = models.DateTimeField("lúc xóa")
    content = models.CharField("mã băm nội dung", max_length=64)
    ids = ArrayField(models.BigIntegerField())
    originals = models.TextField()
    remains = models.TextField()

    class Meta:
        verbose_name = "biên bản xóa nội dung lộ bí mật"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"theo đề nghị số {self.request_id}"
