"""How files arrive (settings.FILE_UPLOAD_HANDLERS): in memory, and only as much as may be kept.

Django would write larger ones to the disk before anybody looks at them, and count each file alone.
"""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MOST_BYTES = 10 * 1024 * 1024


class BoundedHandler(FileUploadHandler):
    """Keeps one byte more than may be, all files of a request together: too much is seen to be."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.room = MOST_BYTES + 1

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        piece = raw_data[: self.room]
        self.room -= len(piece)
        self.kept.write(piece)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """`file_size`: as sent. A file cut short says so by its size."""
        self.kept.seek(0)
        return InMemoryUploadedFile(
            file=self.kept,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
