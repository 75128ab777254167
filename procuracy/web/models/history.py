"""The record of changes, written by database triggers, and the seals laid over it."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class TransactionId(models.BigIntegerField):
    """PostgreSQL's `xid8`: grows for the life of a cluster, never wraps; an int in Python."""

    def db_type(self, connection: Any) -> str:
        return "xid8"

    def from_db_value(self, value: Any, *args: Any) -> int | None:
        return None if value is None else int(value)


class Recorded(models.Model):
    """What happened to one row, and who did it.

    `before` and `after` map columns to values: whole rows when inserted or deleted, only the
    changed columns when updated; null on both sides where the content is not kept. Nothing refers
    to other tables: the record outlives what it tells of.
    """

    class Kind(models.TextChoices):
        INSERT = "insert", "thêm"
        UPDATE = "update", "sửa"
        DELETE = "delete", "xóa"

    xid = TransactionId("giao dịch")
    at = models.DateTimeField("lúc")
    table = models.CharField("bảng", max_length=63, db_column="table_name")
    record = models.CharField("bản ghi", max_length=64)
    kind = models.CharField("việc", max_length=6, choices=Kind)
    before = models.JSONField("trước", null=True)
    after = models.JSONField("sau", null=True)
    # "table record" of the row that this one is a part of (a unit's name: the unit).
    whole = models.CharField("thuộc", max_length=128, null=True)  # noqa: DJ001  # absent in most
    # The unit that the row belongs to, else that of who changed it.
    unit_id = models.BigIntegerField("đơn vị", null=True)
    user_id = models.BigIntegerField("tài khoản", null=True)
    appointment_id = models.BigIntegerField("chức vụ", null=True)
    delegation_id = models.BigIntegerField("ủy quyền", null=True)
    address = models.CharField("địa chỉ", max_length=64, default="")
    # "POST /meetings/5/", "manage.py demo", "job units.jobs.deliver"; else "shell".
    source = models.CharField("nguồn", max_length=300)
    role = models.CharField("vai trò cơ sở dữ liệu", max_length=63)

    class Meta:
        abstract = True


class Change(Recorded):
    """A committed change. The role that serves requests reads it and nothing else."""

    written_by_owner = True

    class Meta:
        verbose_name = "thay đổi"
        indexes = [
            models.Index(fields=["table", "record"], name="change_record"),
            models.Index(fields=["whole"], name="change_whole", condition=Q(whole__isnull=False)),
            models.Index(fields=["at", "id"], name="change_at"),
            models.Index(fields=["unit_id", "at"], name="change_unit"),
            models.Index(fields=["user_id", "at"], name="change_user"),
            # Few, and what an inspector asks for first.
            models.Index(fields=["at"], name="change_deleted", condition=Q(kind="delete")),
        ]


class Revision(Recorded):
    """A draft as it was saved while typed; the change that commits it stands in Change."""

    written_by_owner = True

    is_committed = models.BooleanField("đã ghi nhận", default=False)

    class Meta:
        verbose_name = "bản đang soạn"
        indexes = [
            models.Index(fields=["table", "record"], name="revision_record"),
            models.Index(
                fields=["table", "record", "id"],
                name="revision_open",
                condition=Q(is_committed=False),
            ),
            models.Index(fields=["at"], name="revision_at"),
        ]


class Seal(models.Model):
    """Niêm phong: a digest over some rows of Change and over the seal before it.

    `digests` holds 32 bytes for each of `ids`. Rows up to `settled` are all in this or an earlier
    seal; `reached`, `horizon` and `ceiling` say how far ids and transactions had come.
    """

    append_only = True

    number = models.PositiveBigIntegerField("số", primary_key=True)
    at = models.DateTimeField("lúc", db_index=True)
    ids = ArrayField(models.BigIntegerField())
    digests = models.BinaryField()
    highest = models.BigIntegerField(db_index=True)
    settled = models.BigIntegerField()
    reached = models.BigIntegerField()
    horizon = models.BigIntegerField()
    ceiling = models.BigIntegerField()
    previous = models.BinaryField(unique=True, max_length=32)
    digest = models.BinaryField(max_length=32)

    class Meta:
        verbose_name = "niêm phong"
        ordering = ["number"]

    @property
    def hex(self) -> str:
        return bytes(self.digest).hex()

    @property
    def printed(self) -> str:
        """Sixteen groups of four, as somebody can compare by eye."""
        return " ".join(self.hex[i : i + 4] for i in range(0, 64, 4))

    @property
    def printed_lines(self) -> list[str]:
        """The same in two lines, which fit on paper unbroken."""
        return [self.printed[:39], self.printed[40:]]


class HistoryAccess(models.Model):
    """Who looked through the record, exported it or printed a seal, and what for words."""

    append_only = True

    class Action(models.TextChoices):
        SEARCH = "search", "tra cứu"
        EXPORT = "export", "xuất bảng tính"
        PRINT = "print", "in niêm phong"

    at = models.DateTimeField("lúc", db_index=True)
    user_id = models.BigIntegerField("tài khoản")
    appointment_id = models.BigIntegerField("chức vụ", null=True)
    action = models.CharField("việc", max_length=8, choices=Action)
    asked = models.JSONField("điều kiện", default=dict)

    class Meta:
        verbose_name = "lượt tra cứu lịch sử"
