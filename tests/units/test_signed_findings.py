"""A real signed PDF against the issued one: what is found, what is refused, what somebody must see.

No database: the document is its bytes, number and day. Signed by a throw-away authority.
"""

import datetime
import functools
import io
from typing import Any

import pikepdf
import pytest

from meetings.papers.printing import notice_pdf
from procuracy.web import uploads
from procuracy.web.errors import Refused
from procuracy.web.secrecy import Answer, Finding
from tests import signed, uploaded
from tests.meetings.notice_facts import directives, province_facts
from units import signed_copies
from units.comparing import Text
from units.models import Document
from units.registry import page_count

# Drawn and signed once, by one of the parallel runners.
pytestmark = pytest.mark.xdist_group("signed findings")


@functools.cache
def print_of(**changes: Any) -> bytes:
    number = changes.pop("number", 5)
    said = directives(changes.pop("count", 14))
    if changes.pop("is_other", False):
        said[3]["text"] = "Dừng rà soát"
    return notice_pdf(province_facts(directives=said, number=number))


@functools.cache
def document() -> Document:
    pdf = print_of()
    on = datetime.date.fromisoformat(province_facts()["dated_on"])
    return Document(
        code="05/TB-VKS",
        dated_on=on,
        pdf=pdf,
        page_count=page_count(pdf),
        sha256="",
        signer_name="NGUYỄN VĂN A",
    )


@functools.cache
def signed_once() -> bytes:
    return signed.sign(print_of())


@pytest.fixture(autouse=True)
def roots(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    trusted = [signed.authority().der]
    monkeypatch.setattr(signed_copies, "roots_of", lambda document: trusted)
    return trusted


def upload(content: bytes, media_type: str = uploads.PDF) -> uploads.Upload:
    return uploads.Upload("ban-ky.pdf", media_type, content, Finding(Answer.ACCEPT))


def examined(content: bytes, media_type: str = uploads.PDF) -> signed_copies.Findings:
    return signed_copies.examine(document(), upload(content, media_type))


def test_signed_print_is_the_issued_text_signed_whole(roots: list[bytes]) -> None:
    found = examined(signed_once())
    assert (found.text, found.pages, found.refusal, found.doubts) == (Text.SAME, 3, "", [])
    (one,) = found.signatures
    assert one.name == "Nguyễn Văn A, VKSND tỉnh Quảng Trị"
    assert one.issuer.startswith(signed.AUTHORITY)
    assert (one.intact, one.covers, one.changes, one.trust) == (True, "whole", "none", "trusted")
    assert abs(datetime.datetime.fromisoformat(one.at).timestamp() - now()) < 3600
    assert not one.is_stamped  # the signer's own word for the time


def now() -> float:
    return datetime.datetime.now(datetime.UTC).timestamp()


def test_without_trusted_certificates_the_issuer_stays_unknown(roots: list[bytes]) -> None:
    roots.clear()
    found = examined(signed_once())
    assert found.signatures[0].trust == "unknown"
    assert found.doubts == []
    roots.append(signed.issue("CA khác").der)
    found = examined(signed_once())
    assert found.signatures[0].trust == "untrusted"
    assert "không do đơn vị tin cậy cấp" in found.doubts[0]


def test_signature_of_somebody_else_has_to_be_looked_at() -> None:
    found = examined(signed.sign(print_of(), "Lê Văn C"))
    assert found.refusal == ""
    assert found.doubts == ["Không chữ ký số nào mang tên NGUYỄN VĂN A, người ký in trên văn bản."]


def test_second_signature_leaves_the_first_one_whole() -> None:
    found = examined(signed.sign(signed_once(), "Văn thư VKSND tỉnh"))
    assert [(s.covers, s.changes) for s in found.signatures] == [
        ("revision", "signed"),
        ("whole", "none"),
    ]
    assert (found.refusal, found.doubts) == ("", [])


def test_file_changed_after_the_last_signature_is_refused() -> None:
    found = examined(signed.stamped(signed_once()))
    assert found.signatures[0].changes == "changed"
    assert found.refusal == signed_copies.CHANGED.format(name=found.signatures[0].name)


def test_number_stamped_between_two_signatures_is_looked_at() -> None:
    """A leader signs, the registry stamps the number, then signs for the office."""
    found = examined(signed.sign(signed.stamped(signed_once()), "Văn thư VKSND tỉnh"))
    assert found.refusal == ""
    assert found.text == Text.STAMPED
    assert any("tệp còn được ghi thêm" in doubt for doubt in found.doubts)


def test_flipped_byte_under_a_signature_is_refused() -> None:
    whole = signed_once()
    at = whole.index(b"endstream") - 20
    found = examined(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    assert not found.signatures[0].intact
    assert "không khớp với tệp" in found.refusal


def test_signature_over_a_part_of_the_file_is_refused() -> None:
    """The byte range leaves out more than the signature itself."""
    whole = signed_once()
    start = whole.rindex(b"/ByteRange")
    end = whole.index(b"]", start)
    numbers = [int(n) for n in whole[start:end].partition(b"[")[2].split()]
    numbers[3] -= 40
    said = b"/ByteRange [" + b" ".join(str(n).encode() for n in numbers)
    found = examined(whole[:start] + said.ljust(end - start) + whole[end:])
    assert found.signatures[0].covers == "part"
    assert found.refusal


def test_other_text_is_refused_and_shown() -> None:
    found = examined(signed.sign(print_of(is_other=True)))
    assert found.refusal == signed_copies.OTHER_TEXT
    assert any("Dừng" in one.copy for one in found.differences)


def test_missing_page_is_refused_and_shown() -> None:
    with pikepdf.open(io.BytesIO(print_of())) as opened:
        del opened.pages[-1]
        target = io.BytesIO()
        opened.save(target)
    found = examined(signed.sign(target.getvalue()))
    assert (found.pages, found.issued_pages) == (2, 3)
    assert found.refusal == signed_copies.OTHER_TEXT
    assert found.differences[-1].page == 3


def test_print_signed_before_it_was_numbered_is_looked_at() -> None:
    blank = notice_pdf(
        province_facts(directives=directives(14), number=None, dated_on=None, year=2026)
    )
    found = examined(signed.sign(blank))
    assert (found.text, found.refusal) == (Text.STAMPED, "")
    assert found.doubts == ["Tệp có chữ đóng thêm hoặc để trống số, ngày."]


def test_scan_without_text_is_said_to_be_one() -> None:
    blank = io.BytesIO()
    with pikepdf.new() as made:
        for _ in range(3):
            made.add_blank_page(page_size=(595, 842))
        made.save(blank)
    found = examined(blank.getvalue())
    assert (found.text, found.refusal) == (Text.NONE, "")
    assert "phần mềm không so được" in found.doubts[0]
    one_page = examined(uploaded.pdf())
    assert one_page.refusal == "Tệp có 1 trang, văn bản đã ban hành có 3 trang."
    assert examined(uploaded.jpeg(), uploads.JPEG).refusal == one_page.refusal


def test_unsigned_print_and_other_kinds_are_refused() -> None:
    document().sha256 = uploads.Upload(
        "x.pdf", uploads.PDF, print_of(), Finding(Answer.ACCEPT)
    ).columns()["sha256"]
    with pytest.raises(Refused, match="chưa có chữ ký"):
        examined(print_of())
    with pytest.raises(Refused, match="PDF hoặc ảnh"):
        examined(uploaded.word("Thông báo"), uploads.WORD)
    with pytest.raises(Refused, match="bị hỏng"):
        examined(b"%PDF-1.7\nno such thing")


def test_long_print_signed_twice_is_read_within_its_limits() -> None:
    """Thousands of tags: what was changed between two signatures must not take minutes."""
    pdf = print_of(count=120)
    long = Document(
        code="05/TB-VKS", dated_on=document().dated_on, pdf=pdf, page_count=page_count(pdf)
    )
    copy = signed.sign(signed.sign(pdf), "Văn thư VKSND tỉnh")
    found = signed_copies.examine(long, upload(copy))
    assert found.pages > 10
    assert (found.text, found.refusal, found.doubts) == (Text.SAME, "", [])
    assert [one.changes for one in found.signatures] == ["signed", "none"]
