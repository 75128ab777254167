"""A signed copy on its document's page: brought, shown to its readers, kept for ever."""

import hashlib
import io
from typing import Any

import pikepdf
import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.papers.printing import notice_pdf
from tests import factories as f
from tests import signed
from tests.factories import signed_copies as copies
from tests.meetings.notice_facts import directives, province_facts
from tests.units.issuing import facts, issued
from units import signed_copies
from units.models import (
    Document,
    DocumentAccess,
    DocumentRecipient,
    Register,
    Role,
    SignedCopy,
    TrustRoot,
    Unit,
)
from units.numbers import void

pytestmark = pytest.mark.django_db


def drawn(*, is_other: bool = False, number: int = 1) -> bytes:
    said = directives(2)
    if is_other:
        said[0]["text"] = "Dừng rà soát"
    return notice_pdf(province_facts(directives=said, number=number))


@pytest.fixture
def office() -> Unit:
    return f.province()


@pytest.fixture
def document(office: Unit) -> Document:
    def render(number: int, code: str) -> tuple[dict[str, Any], bytes]:
        return facts(number), drawn(number=number)

    return issued(Register.objects.get(office=office), render=render)


@pytest.fixture
def clerk(client: Client, office: Unit) -> Client:
    client.force_login(f.user(Role.REGISTRY_CLERK, office))
    return client


def file(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("Thong bao da ky.pdf", content)


def bring(client: Client, document: Document, content: bytes, **more: str) -> Any:
    said = {"file": file(content), **more}
    return client.post(f"/documents/{document.pk}/signed/", said)


def test_signed_copy_is_kept_with_what_was_found_and_opened_by_readers(
    clerk: Client, office: Unit, document: Document
) -> None:
    page = f"/documents/{document.pk}/"
    assert "Đưa bản đã ký lên" in clerk.get(page).content.decode()
    content = signed.sign(bytes(document.pdf), document.signer_name)
    assert bring(clerk, document, content).headers["Location"] == page
    copy = SignedCopy.objects.get()
    assert bytes(copy.content) == content
    assert copy.sha256 == hashlib.sha256(content).hexdigest()
    assert not copy.is_compared  # nobody had to
    assert signed_copies.best(document) == ("01-TB-VKS.pdf", content)

    unit = f.department(office)
    DocumentRecipient.objects.create(document=document, unit=unit, delivered_at=f.NOW)
    clerk.force_login(f.user(Role.UNIT_CLERK, unit))
    shown = clerk.get(page).content.decode()
    for words in (
        "Mở bản đã ký",
        "Bản in khi cấp số",
        "Trùng với bản đã ban hành",
        "Nguyễn Văn A, VKSND tỉnh Quảng Trị",
        "Chưa kiểm tra được đơn vị cấp",
        "chưa kiểm tra được thu hồi",
    ):
        assert words in shown, words
    assert "Đưa bản khác lên" not in shown
    served = clerk.get(f"{page}signed/{copy.pk}/")
    assert served.content == content
    assert DocumentAccess.objects.filter(action="download").count() == 1
    assert bytes(Document.objects.get().pdf) == bytes(document.pdf)


def test_other_text_is_refused_with_its_places_on_the_page(
    clerk: Client, document: Document
) -> None:
    answer = bring(clerk, document, signed.sign(drawn(is_other=True)), compared="on")
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "Nội dung tệp khác bản đã ban hành" in said
    assert "Dừng" in said
    assert not SignedCopy.objects.exists()


def test_scan_is_kept_once_somebody_answers_for_having_compared_it(
    clerk: Client, document: Document
) -> None:
    scan = scanned(document.page_count)
    answer = bring(clerk, document, scan)
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "không thuộc bí mật nhà nước" in said
    assert "phần mềm không so được" in said
    assert "Tôi đã so từng trang" in said
    assert not SignedCopy.objects.exists()
    assert bring(clerk, document, scan, not_secret="on", compared="on").status_code == 302
    copy = SignedCopy.objects.get()
    assert copy.is_compared
    assert copy.findings["text"] == "none"
    shown = clerk.get(f"/documents/{document.pk}/").content.decode()
    assert "đã so từng trang với bản đã ban hành" in shown


def scanned(pages: int) -> bytes:
    target = io.BytesIO()
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page(page_size=(595, 842))
        made.save(target)
    return target.getvalue()


def test_trusted_certificate_is_added_used_and_taken_out(
    client: Client, office: Unit, document: Document
) -> None:
    client.force_login(f.user(Role.HEAD_OF_OFFICE, office))
    for content, sentence in (
        (b"khong phai chung thu", "không phải chứng thư"),
        (signed.holder().der, "không phải của đơn vị cấp"),
        (b"x" * 70_000, "không phải chứng thư"),
    ):
        answer = client.post("/trust-roots/create/", {"certificate": file(content)})
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
    root = signed.authority().der
    for status in (302, 422):  # once
        answer = client.post("/trust-roots/create/", {"certificate": file(root)})
        assert answer.status_code == status
    assert "CA minh họa" in client.get("/trust-roots/").content.decode()
    bring(client, document, signed.sign(bytes(document.pdf), document.signer_name))
    assert SignedCopy.objects.get().findings["signatures"][0]["trust"] == "trusted"
    client.post(f"/trust-roots/{TrustRoot.objects.get().pk}/remove/")
    assert not TrustRoot.objects.exists()


def test_void_number_takes_no_signed_copy(clerk: Client, document: Document) -> None:
    by = f.user(Role.PROVINCE_HEAD, document.office)
    void(document.entry, reason="Cấp nhầm", by=by, at=f.NOW)
    answer = bring(clerk, document, signed.sign(bytes(document.pdf), document.signer_name))
    assert answer.status_code == 422
    assert "đã bị hủy" in answer.content.decode()


def test_page_costs_the_same_with_one_copy_and_with_many(clerk: Client, document: Document) -> None:
    by = f.user(Role.OFFICE_STAFF, document.office)
    counts = []
    for more in (1, 9):
        for _ in range(more):
            copies.signed_copy(document, by)
        with CaptureQueriesContext(connection) as seen:
            clerk.get(f"/documents/{document.pk}/")
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_nobody_alters_or_deletes_a_signed_copy(document: Document) -> None:
    copy = copies.signed_copy(document, f.user(Role.REGISTRY_CLERK, document.office))
    for attempt in (
        lambda: SignedCopy.objects.filter(pk=copy.pk).update(name="x"),
        lambda: SignedCopy.objects.filter(pk=copy.pk).delete(),
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            attempt()


@pytest.mark.django_db(transaction=True)
def test_verify_documents_names_an_altered_copy(
    document: Document, owner_connection: psycopg.Connection[Any]
) -> None:
    copy = copies.signed_copy(document, f.user(Role.REGISTRY_CLERK, document.office))
    whole = io.StringIO()
    call_command("verify_documents", stdout=whole)
    assert "1 bản đã ký" in whole.getvalue()
    owner_connection.execute("ALTER TABLE units_signedcopy DISABLE TRIGGER USER")
    owner_connection.execute("UPDATE units_signedcopy SET content = set_byte(content, 3, 88)")
    assert said().startswith(f"Bản đã ký (mã {copy.pk}) của {document}: tệp đã lưu không khớp")
    owner_connection.execute("UPDATE units_signedcopy SET sha256 = encode(sha256(content), 'hex')")
    assert "trong lịch sử khi đưa lên là" in said()
    owner_connection.execute("DELETE FROM units_signedcopy")
    assert said() == f"Bản đã ký (mã {copy.pk}): không còn trong cơ sở dữ liệu.\n"


def said() -> str:
    told = io.StringIO()
    with pytest.raises(CommandError):
        call_command("verify_documents", stderr=told)
    return told.getvalue()
