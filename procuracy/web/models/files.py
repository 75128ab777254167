"""A file somebody handed in, kept as it is in the database."""

from typing import Any

from django.db import models


class StoredFile(models.Model):
    """Only what `procuracy.web.uploads` accepted is stored here; backups hold it with its row.

    Empty bytes: a spilled secret was taken out; name, size and digest say what it was.
    """

    # Beside texts what two persons may take out (`history.purging`).
    purgeable = ("content",)

    name = models.CharField("tên tệp", max_length=150)
    media_type = models.CharField("loại tệp", max_length=100)
    size = models.PositiveIntegerField("cỡ (byte)")
    sha256 = models.CharField("SHA-256", max_length=64)
    content: Any = models.BinaryField("nội dung tệp")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name
