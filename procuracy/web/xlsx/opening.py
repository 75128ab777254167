"""Opening trusts nothing: size, archive and every part are looked at before use.

Nothing of an uploaded file is stored here or unpacked to disk.
"""

import html
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

import openpyxl

from procuracy.web.errors import Refused
from procuracy.web.numbers import format_number

MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 24 * 1024 * 1024
MOST_PARTS = 300
MOST_ROWS = 5_000  # of a table


@contextmanager
def opened(content: bytes) -> Iterator[openpyxl.Workbook]:
    """The workbook, to be read row by row. Refused when it cannot be taken as a whole, also when
    that shows only while it is read: do nothing else inside."""
    check_file(content)
    try:
        _refuse_entities(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's, about decorations it leaves out
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
            try:
                yield book
            finally:
                book.close()
    except Refused:
        raise
    except Exception as error:  # whatever a broken archive makes of the reader
        raise Refused(
            "Tệp bị hỏng hoặc không phải bảng tính Excel (.xlsx): mở bằng Excel, chọn Lưu thành "
            "“Excel Workbook (.xlsx)” rồi tải lên lại."
        ) from error


def check_file(content: bytes) -> None:
    """Refuses what is no workbook, or too much of one, before anything is unpacked."""
    if not content:
        raise Refused("Tệp rỗng.")
    if len(content) > MOST_BYTES:
        raise Refused("Tệp lớn quá 2 MB: bỏ hình ảnh, các trang tính không dùng rồi tải lên lại.")
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(
            "Tệp là Excel kiểu cũ (.xls) hoặc có đặt mật khẩu: mở bằng Excel, bỏ mật khẩu và lưu "
            "thành “Excel Workbook (.xlsx)”."
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        _check_parts(archive)
    except Refused:
        raise
    except Exception as error:  # the archive reader has many words for a broken one
        raise Refused("Tệp không phải bảng tính Excel (.xlsx).") from error


def _check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if "word/document.xml" in names:
        raise Refused("Tệp là văn bản Word, không phải bảng tính Excel (.xlsx).")
    if "xl/workbook.xml" not in names:
        raise Refused("Tệp không phải bảng tính Excel (.xlsx).")
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("Tệp có đặt mật khẩu: bỏ mật khẩu rồi tải lên lại.")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refused(
            f"Bảng tính quá lớn: mỗi lần nhập tối đa {format_number(MOST_ROWS)} dòng, "
            "không kèm hình ảnh."
        )
    if any(name.startswith("xl/vbaProject") for name in names):
        raise Refused("Tệp có macro: lưu thành “Excel Workbook (.xlsx)” không có macro.")


def _refuse_entities(content: bytes) -> None:
    """No part of a workbook declares a document type; an attack by entities needs one."""
    signs = [
        sign.encode(code)
        for sign in ("<!DOCTYPE", "<!ENTITY")
        for code in ("utf-8", "utf-16-le", "utf-16-be")
    ]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.infolist():
            if part.filename.endswith((".xml", ".rels")):
                text = archive.read(part)
                if any(sign in text for sign in signs):
                    raise Refused("Tệp có khai báo không dùng trong bảng tính Excel.")


_TEXT = re.compile(rb"<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)<")


def texts(workbook: bytes) -> Iterator[str]:
    """Every text of a checked workbook, whatever sheet, comment or drawing it stands in; once."""
    found = set[bytes]()
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        for part in archive.infolist():
            if part.filename.endswith(".xml"):
                content = archive.read(part)
                if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
                    content = content.decode("utf-16", "replace").encode()
                found.update(_TEXT.findall(content))
    return (html.unescape(text.decode("utf-8", "replace")) for text in found)
