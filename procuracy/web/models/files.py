"""A file somebody handed in, kept as it is in the database."""

from typing import Any

from django.db import models


class StoredFile(models.Model):
    """Only what `procuracy.web.uploads` accepted is stored here; backups hold it with its row.

    Empty bytes: a spilled secret was taken out; name, size and digest say what it was.
    """

    class VirusCheck(models.TextChoices):
        """What the office's scanner said when the file was handed in."""

        NONE = "", "không có máy quét vi-rút"
        CLEAN = "clean", "đã quét vi-rút"
        AWAY = "away", "chưa quét vi-rút được"

    # Beside texts what two persons may take out (`history.purging`).
    purgeable = ("content",)

    name = models.CharField("tên tệp", max_length=150)
    media_type = models.CharField("loại tệp", max_length=100)
    size = models.PositiveIntegerField("cỡ (byte)")
    sha256 = models.CharField("SHA-256", max_length=64)
    content: Any = models.BinaryField("nội dung tệp")
    virus_check = models.CharField(
        "quét vi-rút", max_length=5, choices=VirusCheck, default=VirusCheck.NONE, blank=True
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name
