"""Uploads: what is kept, and every attack by a file that is known here, each by its name."""

import io
import struct
import zipfile
from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from procuracy.web import secrecy, uploads
from procuracy.web.errors import Refused
from procuracy.web.uploads import packages, pdf_text, pdfs, pictures
from procuracy.web.uploads.receiving import BoundedHandler
from tests.uploaded import (
    archive,
    changed,
    excel,
    jpeg,
    noted,
    paragraph,
    pdf,
    png,
    saved,
    word,
    word_of,
)

Dictionary, Name, Array = pikepdf.Dictionary, pikepdf.Name, pikepdf.Array


def given(content: bytes, name: str = "tep.bin") -> uploads.Upload:
    return uploads.read(SimpleUploadedFile(name, content))


def refused(content: bytes, name: str = "tep.bin") -> str:
    with pytest.raises(Refused) as refusal:
        given(content, name)
    return refusal.value.message


def related(kind: str, target: str) -> str:
    return (
        f'<Relationships><Relationship Id="r1" Type="http://x/{kind}" Target="{target}" '
        'TargetMode="External"/></Relationships>'
    )


# --- Kind, name and size -------------------------------------------------------------------------


def test_file_is_known_by_its_first_bytes_and_gets_their_ending() -> None:
    assert given(png(), r"C:\anh\chứng minh.PNG").name == "chứng minh.png"
    assert given(word("Báo cáo"), "bao-cao.pdf").name == "bao-cao.pdf.docx"
    assert given(excel({"xl/x.xml": "<v>1</v>"})).name == "tep.bin.xlsx"
    assert given(jpeg(), "dinh-kem").media_type == uploads.JPEG
    assert given(pdf("Báo cáo"), "bao-cao.pdf").media_type == uploads.PDF


KINDS = {
    "program": (b"MZ\x90 program", "Chỉ nhận tệp PDF"),
    "page with a script": (b"<html><script>alert(1)</script>", "Chỉ nhận tệp PDF"),
    "drawing with a script": (b"<svg xmlns='x'><script/></svg>", "Chỉ nhận tệp PDF"),
    "plain archive": (archive({"readme.xml": "x"}), "Chỉ nhận tệp PDF"),
    "archive behind a program": (b"MZ" + word("x"), "Chỉ nhận tệp PDF"),
    "old or locked Word file": (b"\xd0\xcf\x11\xe0 old", "kiểu cũ"),
    "empty file": (b"", "Tệp rỗng"),
    "broken archive": (b"PK\x03\x04 broken", "bị hỏng"),
    "broken PDF": (b"%PDF-1.7 broken", "bị hỏng"),
    "broken picture": (b"\x89PNG\r\n\x1a\nrest", "bị hỏng"),
    "too large": (jpeg() + b"x" * uploads.MOST_BYTES, "quá 10 MB"),
    "picture and archive in one": (jpeg() + word("TỐI MẬT"), "ghép ở sau"),
    "PDF and archive in one": (pdf("x") + archive({"a.js": "x"}), "ghép ở sau"),
}


@pytest.mark.parametrize("attack", KINDS)
def test_claimed_name_lets_no_other_kind_in(attack: str) -> None:
    content, sentence = KINDS[attack]
    assert sentence in refused(content, "bao-cao.pdf")


NAMES = {
    "../../etc/passwd.pdf": "passwd.pdf",
    "..\\..\\Windows\\system.pdf": "system.pdf",
    "/tuyet/doi.pdf": "doi.pdf",
    "báo\x00 cáo\r\n.pdf": "báo cáo.pdf",
    "fdp.\u202eexe.pdf": "fdp.exe.pdf",
    '<img src="x">.pdf': "img src=x.pdf",
    "...": "tep.pdf",
    "virus.pdf.exe": "virus.pdf.exe.pdf",
    "a" * 400 + ".pdf": "a" * 144 + ".pdf",
}


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_name_is_kept_but_never_a_path(name: str) -> None:
    assert uploads.tidy_name(name, uploads.PDF) == NAMES[name]


def test_files_arrive_in_memory_and_no_more_of_them_than_may_be_kept() -> None:
    handler, mega = BoundedHandler(), b"x" * 1024 * 1024
    files = []
    for _ in range(2):
        handler.new_file("file", "a.pdf", "application/pdf", None)
        for at in range(8):
            handler.receive_data_chunk(mega, at * len(mega))
        files.append(handler.file_complete(8 * len(mega)))
    kept = [len(file.read()) for file in files]
    files[1].seek(0)
    assert kept == [8 * len(mega), 2 * len(mega) + 1]
    with pytest.raises(Refused, match="quá 10 MB"):
        uploads.read(files[1])


# --- Bombs ---------------------------------------------------------------------------------------


def lying(content: bytes, said: int) -> bytes:
    """The archive with another length said of its only part."""
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        true = struct.pack("<I", made.infolist()[0].file_size)
    return content.replace(true, struct.pack("<I", said))


BOMBS = {
    "part that packs too well": excel({"xl/a.xml": "<v>" + "0" * 4_000_000 + "</v>"}, packed=True),
    "more than fits": excel({f"xl/{n}.bin": b"0" * 9_000_000 for n in range(6)}, packed=True),
    "too many parts": excel({f"xl/{n}.xml": "<v/>" for n in range(packages.MOST_PARTS)}),
}
INSIDE = {
    "archive in a file": word(word__a_zip=archive({"a": "x"})),
    "archive under another name": word(word__media__image1_png=archive({"a": "x"})),
    "file in a file in a file": word(
        word__embeddings__so1_xlsx=excel({"xl/embeddings/so2.xlsx": excel({})})
    ),
}


@pytest.mark.parametrize("attack", BOMBS)
def test_archive_bomb_is_refused_before_it_is_unpacked(
    attack: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("unpacked"))
    assert "quá lớn khi mở ra" in refused(BOMBS[attack])


@pytest.mark.parametrize("attack", INSIDE)
def test_nested_archive_is_refused(attack: str) -> None:
    assert "nhúng tệp" in refused(INSIDE[attack])


def test_archive_that_lies_about_its_size_is_refused() -> None:
    honest = word_of("<w:document>" + paragraph("Báo cáo", "x" * 5000) + "</w:document>")
    assert given(honest)
    assert "bị hỏng" in refused(lying(honest, 100))


def test_part_that_is_there_twice_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        made.writestr("word/document.xml", f"<w:document>{paragraph('Báo cáo')}</w:document>")
        with pytest.warns(UserWarning, match="Duplicate"):
            made.writestr("word/document.xml", f"<w:document>{paragraph('MẬT')}</w:document>")
    assert "bị hỏng" in refused(target.getvalue())


PICTURES = {
    "PNG of 4,000 million points": png(64_000, 64_000),
    "PNG of one endless line": png(2**31 - 1, 1),
    "JPEG of 4,000 million points": jpeg(64_000, 64_000),
    "JPEG with a second, larger frame": jpeg()[:2] + jpeg(60_000, 60_000)[2:],
    "picture in a Word file": word(word__media__image1_png=png(64_000, 64_000)),
}


@pytest.mark.parametrize("attack", PICTURES)
def test_picture_bomb_is_seen_by_its_head(attack: str) -> None:
    assert "triệu điểm ảnh" in refused(PICTURES[attack])


def test_scan_of_a_large_sheet_is_taken() -> None:
    assert given(png(7016, 9921)).media_type == uploads.PNG
    assert "bị hỏng" in refused(png(0, 5))
    assert list(pictures.texts(png(text="Máy quét 2"))) == ["Comment\nMáy quét 2"]


def test_entities_that_multiply_are_refused() -> None:
    lol = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><w:document>&b;</w:document>'
    outside = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document>&a;</w:document>'
    for document in (lol, outside, lol.encode("utf-16")):
        assert "khai báo không dùng" in refused(word_of(document))


def test_pdf_that_takes_too_long_ends_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Forms that draw each other, ten times each: a PDF of 3 kB to be read for years."""
    assert (pdf_text.SECONDS, pdf_text.MEMORY) == (20, 768 * 1024 * 1024)
    program = tmp_path / "pdf_text.py"
    source = Path(pdf_text.__file__).read_text()
    program.write_text(source.replace("SECONDS = 20", "SECONDS = 1"))
    monkeypatch.setattr(pdfs, "PROGRAM", program)
    with changed(pdf("Báo cáo"), tmp_path) as made:
        below = made.make_stream(b"BT /F 12 Tf (x) Tj ET")
        for _ in range(12):
            forms = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": [0, 0, 9, 9]}
            form = made.make_stream(b"/X Do " * 10, **forms)
            for stream in (below,):
                stream.Type, stream.Subtype = Name.XObject, Name.Form
                stream.BBox = Array([0, 0, 9, 9])
            form.Resources = Dictionary(XObject=Dictionary(X=below))
            below = form
        page = made.pages[0]
        page.Resources = Dictionary(XObject=Dictionary(X=below))
        page.Contents = made.make_stream(b"/X Do")
        attack = saved(made)
    assert refused(attack) == pdfs.TOO_HARD


def test_pdf_of_too_many_pages_is_refused(tmp_path: Path) -> None:
    with changed(pdf(), tmp_path) as made:
        for _ in range(pdf_text.MOST_PAGES):
            made.add_blank_page()
        assert "dài quá 200 trang" in refused(saved(made))


# --- What would run, or be fetched ---------------------------------------------------------------

MACROS = {
    "macros in Word": word(word__vbaProject_bin="x"),
    "macros in Excel": excel({"xl/vbaProject.bin": "x"}),
    "macros of a template": word(word__vbaData_xml="<a/>"),
    "macros of Excel 4": excel({"xl/macrosheets/sheet1.xml": "<a/>"}),
    "buttons with macros": excel({"customUI/customUI14.xml": "<a/>"}),
    "docm under the name docx": word_of(
        "<a/>",
        {
            "[Content_Types].xml": "<Types><Override PartName='/word/document.xml' ContentType="
            "'application/vnd.ms-word.document.macroEnabled.main+xml'/></Types>"
        },
    ),
}
EMBEDDED = {
    "OLE object": word(word__embeddings__oleObject1_bin=b"\xd0\xcf\x11\xe0"),
    "OLE object by its content": word(word__media__image1_emf=b"\xd0\xcf\x11\xe0 x"),
    "program": word(word__embeddings__cai_dat_exe="MZ"),
    "program under another name": word(word__media__image1_png="MZ program"),
    "control": excel({"xl/activeX/activeX1.xml": "<a/>"}),
    "form control": excel({"xl/ctrlProps/ctrlProp1.xml": "<a/>"}),
    "add-in from the web": word(word__webextensions__taskpane_xml="<a/>"),
    "Word file inside": word(word__embeddings__tep_docx=word("x")),
    "macros in the workbook of a chart": word(
        word__embeddings__so_xlsm=excel({"xl/vbaProject.bin": "x"})
    ),
}
LINKS = {
    "linked workbook": excel({"xl/externalLinks/externalLink1.xml": "<a/>"}),
    "remote template": word_of(
        "<a/>", {"word/_rels/settings.xml.rels": related("attachedTemplate", "http://x/a.dotm")}
    ),
    "remote picture": word_of(
        "<a/>", {"word/_rels/document.xml.rels": related("image", "file://10.0.0.1/a.png")}
    ),
    "remote object": word_of(
        "<a/>", {"word/_rels/document.xml.rels": related("oleObject", "mhtml:http://x")}
    ),
    "DDE": word_of(
        "<w:document><w:p><w:r><w:instrText> DDEA</w:instrText></w:r><w:r>"
        '<w:instrText>UTO c:\\\\cmd.exe "/k" </w:instrText></w:r></w:p></w:document>'
    ),
    "DDE in a simple field": word_of('<w:document><w:fldSimple w:instr="DDE a b"/></w:document>'),
}


@pytest.mark.parametrize("attack", MACROS)
def test_macros_are_refused(attack: str) -> None:
    assert "có macro" in refused(MACROS[attack])


@pytest.mark.parametrize("attack", EMBEDDED)
def test_embedded_objects_are_refused(attack: str) -> None:
    assert "nhúng tệp" in refused(EMBEDDED[attack])


@pytest.mark.parametrize("attack", LINKS)
def test_content_from_elsewhere_is_refused(attack: str) -> None:
    assert "Tệp lấy nội dung từ" in refused(LINKS[attack])


def test_what_offices_really_put_into_files_is_taken() -> None:
    chart = word("Biểu đồ", word__embeddings__so_xlsx=excel({"xl/s.xml": "<v>12</v>"}))
    printer = excel({"xl/printerSettings/printerSettings1.bin": b"\x01\x02"})
    link = word_of(
        "<w:document><w:hyperlink><w:r><w:t>trang</w:t></w:r></w:hyperlink></w:document>",
        {"word/_rels/document.xml.rels": related("hyperlink", "https://vksnd.gov.vn")},
    )
    page = "<w:document><w:p><w:instrText>PAGE</w:instrText></w:p></w:document>"
    for content in (chart, printer, link, word_of(page), word("DDE là viết tắt")):
        assert given(content)


def action(kind: str) -> pikepdf.Object:
    return Dictionary(Type=Name.Action, S=Name(kind), JS="app.alert(1)", F="cmd.exe")


def test_pdf_that_does_something_is_refused(tmp_path: Path) -> None:
    attacks = [
        pdf("x", OpenAction=action("/JavaScript")),
        pdf("x", OpenAction=action("/Launch")),
        pdf("x", OpenAction=Dictionary(S=Name.GoTo, Next=action("/Launch"))),
        pdf("x", AA=Dictionary(WC=action("/JavaScript"))),
        pdf("x", Names=Dictionary(JavaScript=Dictionary(Names=Array(["a"])))),
        pdf("x", Names=Dictionary(EmbeddedFiles=Dictionary(Names=Array(["a.exe"])))),
        pdf("x", AcroForm=Dictionary(XFA=Array(["a"]))),
        pdf("x", Collection=Dictionary(View=Name.T)),
    ]
    with changed(pdf("x"), tmp_path) as made:
        noted(made, Subtype=Name.Link, A=action("/Launch"))
        attacks.append(saved(made))
        noted(made, Subtype=Name.FileAttachment)
        attacks.append(saved(made))
    assert "có mã chạy hoặc kèm tệp" in refused(attacks[0])
    for attack in attacks:
        with pytest.raises(pdf_text.Refusal, match="ACTIVE"):
            list(pdf_text.read(attack))


def test_pdf_that_opens_at_a_page_or_links_to_an_address_is_taken(tmp_path: Path) -> None:
    with changed(pdf("Báo cáo", OpenAction=Dictionary(S=Name.GoTo)), tmp_path) as made:
        noted(made, Subtype=Name.Link, A=Dictionary(S=Name.URI, URI="https://vksnd.gov.vn"))
        assert given(saved(made)).finding.answer is secrecy.Answer.ACCEPT


def test_locked_files_are_refused(tmp_path: Path) -> None:
    with changed(pdf("x"), tmp_path) as made:
        target = io.BytesIO()
        made.save(target, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert "đặt mật khẩu" in refused(target.getvalue())
    content = bytearray(word("x"))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(sign) + place] |= 1
    assert "đặt mật khẩu" in refused(bytes(content))
