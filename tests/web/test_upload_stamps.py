"""Secrecy stamps in files: found wherever they stand, and only where they are stamps."""

from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from procuracy.web import secrecy, uploads
from procuracy.web.errors import Refused
from tests.uploaded import changed, excel, jpeg, noted, paragraph, pdf, png, saved, word, word_of


def given(content: bytes) -> secrecy.Finding:
    return uploads.read(SimpleUploadedFile("tep.bin", content)).finding


def is_held(content: bytes) -> None:
    with pytest.raises(Refused, match=r"mức độ mật|Độ mật"):
        given(content)


SHEET = "<worksheet><sheetData><row><c><f>A1&amp;B1</f><v>{}</v></c></row></sheetData></worksheet>"
BOX = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"
STAMPED = {
    "line": word("Báo cáo", "TỐI MẬT", "Nội dung"),
    "label": word("Độ mật: Mật"),
    "spread over runs": word_of(f"<w:document>{paragraph('T', 'ỐI M', 'ẬT')}</w:document>"),
    "with a remark between": word_of("<w:document><w:t>TỐI <!-- x -->MẬT</w:t></w:document>"),
    "in other letters": word_of(
        '<?xml version="1.0" encoding="utf-16"?><w:document><w:t>TỐI MẬT</w:t></w:document>'.encode(
            "utf-16"
        )
    ),
    "as numbers": word_of("<w:document><w:t>T&#7888;I M&#7852;T</w:t></w:document>"),
    "text box": word_of(
        f"<w:document><w:p><w:r><w:t>Kính gửi</w:t>{BOX.format('MẬT')}</w:r></w:p></w:document>"
    ),
    "header": word("x", word__header1_xml=f"<w:hdr>{paragraph('MẬT')}</w:hdr>"),
    "footer": word("x", word__footer2_xml=f"<w:ftr>{paragraph('MẬT')}</w:ftr>"),
    "footnote": word("x", word__footnotes_xml=f"<w:footnotes>{paragraph('MẬT')}</w:footnotes>"),
    "comment": word("x", word__comments_xml=f"<w:comments>{paragraph('MẬT')}</w:comments>"),
    "watermark": word("x", word__header1_xml='<w:hdr><v:textpath string="TUYỆT MẬT"/></w:hdr>'),
    "title": word("x", docProps__core_xml="<cp><dc:title>MẬT</dc:title><dc:s>a</dc:s></cp>"),
    "own property": word("x", docProps__custom_xml="<P><vt:lpwstr>TỐI MẬT</vt:lpwstr></P>"),
    "description of a picture": word_of('<w:document><wp:docPr descr="TỐI MẬT"/></w:document>'),
    "taken-out text": word_of("<w:document><w:del><w:delText>MẬT</w:delText></w:del></w:document>"),
    "cell": excel({"xl/sharedStrings.xml": "<sst><si><t>TUYỆT MẬT</t></si></sst>"}),
    "cell with a formula": excel({"xl/worksheets/sheet1.xml": SHEET.format("TUYỆT MẬT")}),
    "comment of a cell": excel(
        {"xl/comments1.xml": "<c><comment><text><r><t>MẬT</t></r></text></comment></c>"}
    ),
    "new comment of a cell": excel(
        {"xl/threadedComments/t1.xml": "<a><threadedComment><text>MẬT</text></threadedComment></a>"}
    ),
    "head of a sheet": excel(
        {
            "xl/worksheets/s.xml": "<w><headerFooter><oddHeader>&amp;LVKS&amp;C&amp;"
            '"Times,Bold"&amp;14TỐI MẬT</oddHeader></headerFooter></w>'
        }
    ),
    "name of a sheet": excel({"xl/a.xml": '<sheets><sheet name="MẬT"/></sheets>'}),
    "figures of a chart": word(
        "x",
        word__embeddings__so_xlsx=excel({"xl/sharedStrings.xml": "<sst><si><t>MẬT</t></si></sst>"}),
    ),
    "PDF": pdf("Báo cáo", "TỐI MẬT"),
    "picture": png(text="TỐI MẬT"),
    "photograph": jpeg(text="TỐI MẬT"),
}


@pytest.mark.parametrize("place", STAMPED)
def test_stamped_file_is_refused(place: str) -> None:
    is_held(STAMPED[place])


def test_stamp_beside_the_pages_of_a_pdf_is_found(tmp_path: Path) -> None:
    attacks = []
    with changed(pdf("Báo cáo"), tmp_path) as made:
        noted(made, Subtype=pikepdf.Name.Stamp, Contents="TUYỆT MẬT")
        attacks.append(saved(made))
    with changed(pdf("Báo cáo"), tmp_path) as made:
        made.docinfo["/Subject"] = "TỐI MẬT"
        attacks.append(saved(made))
    with changed(pdf("Báo cáo"), tmp_path) as made:
        with made.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
            xmp["dc:title"] = "TỐI MẬT"
        attacks.append(saved(made))
    for attack in attacks:
        is_held(attack)


def test_words_that_a_program_split_are_read_as_one() -> None:
    split = [
        "bảo vệ bí ",
        "</w:t></w:r><w:proofErr w:type='spellStart'/><w:r><w:rPr><w:b/><w14:glow><w14:c/>"
        "</w14:glow></w:rPr><w:t>mật nhà nước",
    ]
    assert given(word_of(f"<w:document>{paragraph(*split)}</w:document>")) == (
        secrecy.Finding(secrecy.Answer.ACCEPT)
    )


def test_what_cannot_be_read_is_asked_about() -> None:
    for content in (jpeg(text="Máy ảnh"), png(), pdf(), word("Hồ sơ mật của vụ án")):
        assert given(content).answer is secrecy.Answer.ASK
    for content in (word("Đã rà soát 12 tin"), pdf("Đã rà soát 12 tin"), word("bí mật nhà nước")):
        assert given(content).answer is secrecy.Answer.ACCEPT
