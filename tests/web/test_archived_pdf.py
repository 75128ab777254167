"""What archives take: PDF/A-2b by an independent validator, tagged so that it can be read aloud."""

import io
from typing import Any

import pikepdf
import pytest

from meetings.papers.printing import notice_pdf
from procuracy.web import pdf
from procuracy.web.binding import Book
from procuracy.web.pdf_lists import Column, Listing, pages
from tests.archived import faults, untagged
from tests.meetings.notice_facts import directives, province_facts
from tests.web.test_pdf import PIXEL, page

TABLE = (
    "<h2>I. Đánh giá</h2><p>Hai nội dung<span class=footnote>Phòng 1: 2</span>.</p>"
    "<table class=grid><thead><tr><th>TT</th><th>Nội dung</th></tr></thead>"
    "<tbody><tr><td>1</td><td>Tin báo</td></tr></tbody></table>"
    f'<img alt="Dấu" src="data:image/gif;base64,{PIXEL}">'
)
ANNEX: dict[str, Any] = {
    "title": "Danh mục nhiệm vụ",
    "rows": [{"no": 1, "content": "Rà soát", "lead": "Phòng 1", "due": "trước ngày 30/11/2026"}],
}
PAPERS = {
    "letters, pictures, tables, footnotes, marks": lambda: pdf.render(
        page(TABLE + "<p class=glyph>▲ ✓ ✕</p>")
    ),
    "a notice of several pages": lambda: notice_pdf(province_facts(directives=directives(14))),
    "a notice with an annex": lambda: notice_pdf(province_facts(annex=ANNEX)),
    "an illustrative notice": lambda: notice_pdf(province_facts(illustrative=True)),
}


@pytest.mark.parametrize("name", PAPERS)
def test_validator_finds_pdf_a_2b_and_all_of_it_tagged(name: str) -> None:
    drawn = PAPERS[name]()
    assert faults(drawn) == []
    assert untagged(drawn) == []


def test_validator_names_what_is_wrong() -> None:
    """The same page after somebody took out what archives ask for."""
    whole = pdf.render(page(TABLE))

    def without(root: str) -> str:
        with pikepdf.open(io.BytesIO(whole)) as opened:
            del opened.Root[root]
            target = io.BytesIO()
            opened.save(target)
        return " ".join(faults(target.getvalue()) + untagged(target.getvalue()))

    assert "METADATA" in without("/Metadata")
    assert "OutputIntent" in without("/OutputIntents") or "DEVICE" in without("/OutputIntents")
    assert "STRUCT-TREE-ROOT" in without("/StructTreeRoot")


def test_tags_follow_the_text_in_reading_order() -> None:
    with pikepdf.open(io.BytesIO(pdf.render(page(TABLE)))) as opened:
        assert bool(opened.Root.MarkInfo.Marked)
        assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)
        assert str(opened.Root.Lang) == "vi"
        tags = list(spoken(opened.Root.StructTreeRoot))
    seen = [tag for tag in tags if tag in ("/H2", "/P", "/Table", "/TR", "/TH", "/TD", "/Figure")]
    assert seen == ["/H2", "/P", "/Table", "/TR", "/TH", "/TH", "/TR", "/TD", "/TD", "/Figure"]


def spoken(element: pikepdf.Object) -> list[str]:
    """Kinds of the elements below one, as a reader comes upon them."""
    below = element.get("/K")
    children = list(below) if isinstance(below, pikepdf.Array) else [below]
    found = []
    for child in children:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            found += [str(child.S), *spoken(child)]
    return found


def test_what_the_file_says_of_itself_is_plain_text() -> None:
    drawn = pdf.render(page("<p>x</p>", title="Thông báo số 05/TB-VKS"))
    assert "Thông báo số 05/TB-VKS".encode() in drawn
    assert b'pdfaid:part="2"' in drawn


def test_volume_of_tagged_documents_is_archived_and_points_at_no_tags_that_stayed_behind() -> None:
    """Its pages hold the content that was stored; the marks in it belong to no tree, and say so."""
    stored = [PAPERS["a notice with an annex"](), PAPERS["an illustrative notice"]()]
    book = Book(pdf.render(page("<p>Bìa</p><p style='break-before: page'>Cuối</p>")), str)
    columns = (Column("TT", 60), Column("Số, ký hiệu", 100))
    book.add_lists(pages([Listing("Mục lục", columns, [["1", "05/TB-VKS"]])]), "Mục lục")
    for one in stored:
        book.add(one, "Thông báo")
    made = book.bound(last="Chứng từ kết thúc")
    assert faults(made) == []
    with pikepdf.open(io.BytesIO(made)) as bound:
        kinds = (pikepdf.Dictionary, pikepdf.Stream)
        named = {str(key) for one in bound.objects if isinstance(one, kinds) for key in one.keys()}  # noqa: SIM118
        contents = [page.Contents for page in bound.pages]
        said = {part.read_bytes() for one in contents for part in _parts(one)}
    left = {"/StructTreeRoot", "/StructParents", "/StructParent", "/ParentTree", "/MarkInfo"}
    assert not named & (left | {"/StructElem", "/Annots"})
    for one in stored:
        with pikepdf.open(io.BytesIO(one)) as whole:
            assert "/StructTreeRoot" in whole.Root
            assert {part.read_bytes() for p in whole.pages for part in _parts(p.Contents)} <= said


def _parts(content: Any) -> list[Any]:
    return list(content) if isinstance(content, pikepdf.Array) else [content]
