"""The print engine: what it may open, what it writes, and that it writes the same twice."""

import base64
import io
import re
import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path
from types import SimpleNamespace

import pdfplumber
import pikepdf
import pytest
from fontTools.ttLib import TTFont

from procuracy.web import pdf
from procuracy.web.pdf_words import page_words

TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
VOWELS = "aăâeêioôơuưy"
LETTERS = [
    unicodedata.normalize("NFC", letter)
    for vowel, tone in product(VOWELS, TONES)
    for letter in (vowel + tone, vowel.upper() + tone)
] + ["đ", "Đ"]
PIXEL = base64.b64encode(
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,"
    b"\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
).decode()


def page(content: str, title: str = "Thông báo") -> str:
    return (
        f'<!DOCTYPE html><html lang="vi"><head><title>{title}</title></head>'
        f"<body>{content}</body></html>"
    )


def opened(content: str, **parts: str) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf.render(page(content, **parts))))


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "http://127.0.0.1:9/logo.png",
        "https://example.com/logo.png",
        "//example.com/logo.png",
        "https://print.invalid.example.com/static/x.png",
        "https://print.invalid/elsewhere.png",
        "/etc/passwd",
        "../../pyproject.toml",
        "/static/../pyproject.toml",
        "/static/%2e%2e/pyproject.toml",
        "/static//etc/passwd",
        "/static/css",
        "/static/%00",
        "/static/no-such-file.png",
        "ftp://example.com/x",
    ],
)
@pytest.mark.parametrize(
    "markup",
    [
        '<img src="{}">',
        '<p style="background-image: url({})">x</p>',
        '<link rel=stylesheet href="{}">',
    ],
)
def test_address_outside_static_files_is_refused_by_name(markup: str, address: str) -> None:
    with pytest.raises(pdf.AddressRefusedError, match="Trang in không"):
        pdf.render(page(markup.format(address)))


def test_link_out_of_the_static_directory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "secret.txt").write_text("x")
    (tmp_path / "static" / "inside.txt").symlink_to(tmp_path / "secret.txt")
    monkeypatch.setattr(pdf, "STATIC_DIR", tmp_path / "static")
    with pytest.raises(pdf.AddressRefusedError):
        pdf.static_file(pdf.BASE_URL + "inside.txt")


def test_engine_works_after_a_refusal() -> None:
    with pytest.raises(pdf.AddressRefusedError):
        pdf.render(page('<img src="file:///etc/passwd">'))
    assert pdf.render(page("<p>Tiếp tục</p>")).startswith(b"%PDF-1.7")


def test_static_file_and_data_address_are_served() -> None:
    assert pdf.static_file(pdf.BASE_URL + "fonts/LiberationSerif-Bold.ttf").is_file()
    document = opened(f'<img src="data:image/gif;base64,{PIXEL}">')
    assert len(document.pages[0].get_images()) == 1


def test_every_vietnamese_letter_is_extracted_in_order() -> None:
    assert len(set(LETTERS)) == 146
    text = " ".join(LETTERS)
    content = "".join(f"<{tag}>{text}</{tag}>" for tag in ("p", "b", "i"))
    drawn = pdf.render(page(content + f"<b><i>{text}</i></b>"))
    with pdfplumber.open(io.BytesIO(drawn)) as document:
        chars = document.pages[0].chars
    found = "".join(char["text"] for char in chars if char["text"].strip())
    assert found == "".join(LETTERS) * 4
    assert unicodedata.is_normalized("NFC", found)
    (read,) = page_words(drawn)
    assert "".join(read.split()) == found
    assert page_words(b"%PDF-1.7 broken") == []


def test_letters_come_from_our_four_faces_only() -> None:
    text = " ".join(LETTERS)
    document = opened(f"<p>{text}</p><b>{text}</b><i>{text}</i><b><i>{text}</i></b>")
    names = {name.partition("+")[2] for name in embedded_fonts(document)}
    face = "Liberation-Serif-VN"
    assert names == {face, f"{face}-Bold", f"{face}-Italic", f"{face}-Bold-Italic"}


def test_embedded_faces_are_what_their_names_say() -> None:
    document = opened("<p>Viện</p><b>kiểm</b><i>sát</i><b><i>nhân</i></b>")
    styles = {}
    for name, font in embedded_fonts(document).items():
        program = font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
        head = TTFont(io.BytesIO(program))["head"]
        assert round(head.fontRevision, 2) == 2.1  # the file's own way to say 2.1.5
        styles[name.partition("-VN")[2]] = head.macStyle  # bit 0 bold, bit 1 italic
    assert styles == {"": 0, "-Bold": 1, "-Italic": 2, "-Bold-Italic": 3}


def embedded_fonts(document: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    """Descendant fonts by name, over all pages."""
    return {
        str(font.BaseFont).lstrip("/"): font
        for sheet in document.pages
        for font in sheet.Resources.Font.values()
    }


def test_every_font_is_embedded_as_a_subset_with_its_letters_mapped() -> None:
    document = opened("<p>Viện <b>kiểm</b> <i>sát</i> <span class=glyph>▲ ✓ ✕</span></p>")
    fonts = embedded_fonts(document)
    assert len(fonts) == 4
    for name, font in fonts.items():
        assert re.match(r"[A-Z]{6}\+", name)
        assert "/ToUnicode" in font
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert 0 < len(descriptor.FontFile2.read_bytes()) < 60_000


def test_file_declares_pdf_a_with_colour_profile_and_metadata() -> None:
    document = opened("<p>x</p>", title="Thông báo số 05/TB-VKS")
    with document.open_metadata() as metadata:
        assert metadata.pdfa_status == "2B"
        assert metadata["dc:title"] == "Thông báo số 05/TB-VKS"
    intent = document.Root.OutputIntents[0]
    assert intent.S == "/GTS_PDFA1"
    assert len(intent.DestOutputProfile.read_bytes()) > 1000
    assert str(document.Root.Lang) == "vi"
    assert str(document.docinfo.Title) == "Thông báo số 05/TB-VKS"
    assert not document.is_encrypted
    assert "/ID" in document.trailer


def test_file_has_nothing_that_pdf_a_forbids() -> None:
    document = opened(f'<p>x</p><img src="data:image/gif;base64,{PIXEL}">')
    for found in document.objects:
        if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
            assert not {"/JS", "/JavaScript", "/Launch", "/EmbeddedFiles"} & set(found.keys())
            assert not found.get("/Interpolate", False)
            assert found.get("/ca", 1) == found.get("/CA", 1) == 1
            assert found.get("/Type") != "/Font" or "/ToUnicode" in found or is_descendant(found)


def is_descendant(font: pikepdf.Dictionary | pikepdf.Stream) -> bool:
    """The inner half of a composite font; the outer one maps letters."""
    return str(font.Subtype).startswith("/CIDFont")


def test_same_document_gives_the_same_bytes_and_no_date() -> None:
    first, second = (pdf.render(page("<p>Viện kiểm sát</p>")) for _ in range(2))
    assert first == second
    assert first != pdf.render(page("<p>Viện kiểm sát.</p>"))
    assert not {"/CreationDate", "/ModDate"} & set(opened("<p>x</p>").docinfo.keys())


def test_threads_printing_at_once_get_their_own_pages() -> None:
    contents = [page(f"<p>Trang {number} {' '.join(LETTERS)}</p>") for number in range(12)]
    alone = [pdf.render(content) for content in contents]
    with ThreadPoolExecutor(6) as threads:
        assert list(threads.map(pdf.render, contents)) == alone


def test_engine_is_entered_by_one_thread_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    inside: list[int] = []
    crowds: list[int] = []

    def slow_engine(**_: object) -> SimpleNamespace:
        def write_pdf(**_: object) -> bytes:
            inside.append(1)
            time.sleep(0.005)
            crowds.append(len(inside))
            inside.pop()
            return b""

        return SimpleNamespace(write_pdf=write_pdf)

    monkeypatch.setattr(pdf, "HTML", slow_engine)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(pdf.render, ["x"] * 8))
    assert crowds == [1] * 8


def test_printable_keeps_letters_and_drops_what_paper_cannot_show() -> None:
    decomposed = unicodedata.normalize("NFD", "Quảng Trị")
    facts = {"a": [decomposed, "x\u202ey\u200b\x0b\ud800z"], "b": 5, "c": None, "d": "1\r\n2\t3"}
    assert pdf.printable(facts) == {"a": ["Quảng Trị", "xyz"], "b": 5, "c": None, "d": "1\n2\t3"}
