"""`manage.py verify_documents` names what somebody with the owner's rights has altered."""

import io
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests import factories as f
from tests.units.issuing import issued
from units.models import Document, Register

pytestmark = pytest.mark.django_db(transaction=True)
Owner = psycopg.Connection[Any]
LAST = "octet_length(pdf) - 2"  # in a comment at the end of the file
FLIP = f"set_byte(pdf, {LAST}, get_byte(pdf, {LAST}) # 1)"
UNSEEN = (
    "ALTER TABLE units_document DISABLE TRIGGER USER",
    "ALTER TABLE units_registerentry DISABLE TRIGGER USER",
)


def said() -> tuple[str, str]:
    """What the command names, and how it ends."""
    told = io.StringIO()
    with pytest.raises(CommandError) as ended:
        call_command("verify_documents", stderr=told)
    return told.getvalue(), str(ended.value)


def test_flipped_byte_is_named_and_nothing_else(owner_connection: Owner) -> None:
    register = Register.objects.get(office=f.province())
    for _ in range(3):
        issued(register)
    whole = io.StringIO()
    call_command("verify_documents", stdout=whole)
    assert whole.getvalue().startswith("3 văn bản nguyên vẹn")
    second = Document.objects.get(code="02/TB-VKS").pk
    for statement in UNSEEN:
        owner_connection.execute(statement)
    owner_connection.execute(f"UPDATE units_document SET pdf = {FLIP} WHERE id = {second}")
    named, end = said()
    assert named == (
        f"Thông báo số 02/TB-VKS (mã {second}): "
        "bản in đã lưu không khớp mã SHA-256 ghi khi cấp số.\n"
    )
    assert end == "1 trong 3 văn bản không còn như khi ban hành."

    # Digest made to fit: the history still has the one of the moment of numbering.
    owner_connection.execute(
        f"UPDATE units_document SET sha256 = encode(sha256(pdf), 'hex') WHERE id = {second}"
    )
    named, _ = said()
    assert named.startswith(f"Thông báo số 02/TB-VKS (mã {second}): sha256 nay là")

    # Subject and number altered without a trace of their own.
    owner_connection.execute("UPDATE units_document SET subject = 'Khác' WHERE code = '01/TB-VKS'")
    owner_connection.execute("UPDATE units_registerentry SET number = 9 WHERE number = 3")
    named, end = said()
    assert "số 01/TB-VKS" in named
    assert "trong lịch sử khi cấp số là Kết luận giao ban tháng 10" in named
    assert "sổ văn bản đi ghi số 09" in named
    assert end.startswith("3 trong 3")


def test_deleted_document_and_owners_change_are_named(owner_connection: Owner) -> None:
    register = Register.objects.get(office=f.province())
    first, second = issued(register), issued(register)
    owner_connection.execute(f"UPDATE units_document SET subject = 'x' WHERE id = {first.pk}")
    owner_connection.execute(f"DELETE FROM units_registerentry WHERE document_id = {second.pk}")
    assert "không có số trong sổ văn bản đi" in said()[0]
    owner_connection.execute(f"DELETE FROM units_document WHERE id = {second.pk}")
    named, _ = said()
    assert f"Văn bản mã {first.pk}: đã bị sửa lúc" in named
    assert f"Văn bản số 02/TB-VKS (mã {second.pk}): không còn trong cơ sở dữ liệu." in named
