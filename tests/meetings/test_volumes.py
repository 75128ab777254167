"""Đóng tập: the stored pages under a cover, numbered through, and to be looked up in."""

import datetime
import io
from dataclasses import replace

import pikepdf
import pytest
from django.db import DatabaseError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from pypdf import PdfReader

from meetings.models import IndexTerm, Volume, VolumeItem, VolumeOrder
from meetings.volumes import choosing, closing, drawing, ordering, saying
from meetings.volumes.alphabet import order as alphabetical
from procuracy.web.errors import Refused
from procuracy.web.pdf_faces import face
from procuracy.web.pdf_lists import Column, Listing, pages, wrapped
from tests import factories as make
from tests.factories.volumes import common_rule
from tests.meetings import offices
from tests.meetings.binding import LAST, NOW, Binder, binder, set_pages
from tests.units.issuing import facts as issued_facts
from units import numbers
from units.models import Amendment, Document
from units.models.amending import Effect
from units.models.registry import DocumentKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Binder:
    return binder()


def texts(volume: Volume) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(bytes(volume.pdf))).pages]


def flat(text: str) -> str:
    return " ".join(text.split())


def test_volume_holds_stored_pages_between_its_lists(here: Binder) -> None:
    IndexTerm.objects.create(office=here.unit, term="tạm giam", variants=["bị can tại ngoại"])
    IndexTerm.objects.create(office=here.unit, term="ăn cắp")
    common_rule()
    one = here.issue(1, pages=2, text="Rút hồ sơ bị can tại ngoại; ăn cắp")
    two = here.issue(3, pages=3, text="Hạn tạm giam")
    volume = here.close()
    found = texts(volume)
    assert (volume.code, volume.document_count) == ("01/2026", 2)
    assert volume.page_count == len(found) == 1 + 1 + 5 + 5 + 1, "cover, contents, lists"

    cover, contents, *rest = found
    assert "TẬP THÔNG BÁO" in flat(cover)
    assert "Từ ngày 01/9/2026 đến hết ngày 30/9/2026" in flat(cover)
    told = flat(contents)
    assert "Tập 01/2026 · trang i" in told
    assert f"1 {one.code} 01/9/2026 Thông báo: Kết luận giao ban ngày 1" in told
    assert f"2 {two.code} 03/9/2026" in told

    bound, lists, certificate = rest[:5], rest[5:10], flat(rest[10])
    owners = [(one, 1), (one, 2), (two, 1), (two, 2), (two, 3)]
    for number, (text, (owner, own)) in enumerate(zip(bound, owners, strict=True), start=1):
        assert f"{owner.code} own {own}" in text, "the page as it was stored"
        assert f"Tập 01/2026 · trang {number}" in text
    by_unit, by_field, by_number, by_keyword, digests = map(flat, lists)
    assert "TRA CỨU THEO ĐƠN VỊ" in by_unit
    assert "TRA CỨU THEO LĨNH VỰC" in by_field
    assert f"{one.code} 1 {two.code} 3" in by_number
    assert f"ăn cắp {one.code} (1) tạm giam {one.code} (1), {two.code} (3)" in by_keyword
    assert one.sha256 in digests
    assert two.sha256 in digests
    assert "2 văn bản, 5 trang văn bản, đánh số liên tục từ trang 1 đến trang 5" in certificate
    assert "từ trang 6 đến trang 10" in certificate
    assert "Thời hạn bảo quản: đến hết ngày 31/12/2036; căn cứ:" in certificate
    assert "(mức mặc định, cơ quan xác nhận)" in certificate
    assert certificate.count("Tập 01/2026 · trang 11") == 1


def test_keyword_leads_to_the_pages_on_which_it_stands(here: Binder) -> None:
    """A long notice is not read through for one word; a word broken by the edge of a page leads to
    where the document begins."""
    own = {"office": here.unit}
    IndexTerm.objects.create(term="tạm giam", variants=["giam giữ"], **own)
    IndexTerm.objects.create(term="kháng nghị", **own)
    said = ["Mở đầu", "Hạn Tạm giam", "việc giam  giữ; kháng", "nghị", "tạm giam"]
    long = here.issue(1, made=(issued_facts(1, " ".join(said)), set_pages(*said)))
    short = here.issue(2, made=(issued_facts(2, "Tạm giam"), set_pages("Tạm giam")))
    *_, by_keyword, _, _ = map(flat, texts(here.close()))
    assert f"kháng nghị {long.code} (1) tạm giam {long.code} (2–3, 5), {short.code} (6)" in (
        by_keyword
    )


def test_bound_file_is_archived_like_a_document(here: Binder) -> None:
    """PDF/A-2b of the cover holds for the whole: profile, metadata, all own fonts embedded."""
    here.issue(1)
    volume = here.close()
    pdf = pikepdf.open(io.BytesIO(bytes(volume.pdf)))
    with pdf.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
        assert metadata["dc:title"] == "Tập số 01/2026: Thông báo"
    root = pdf.Root
    assert str(root.Lang) == "vi"
    assert len(root.OutputIntents) == 1
    assert "/StructTreeRoot" not in root, "stored pages bring no tags along"
    assert not any("/StructParents" in page.obj for page in pdf.pages)
    own = [
        font
        for page in pdf.pages
        for name, font in page.obj.Resources.Font.items()
        if name != "/F"  # of the small test pages
    ]
    files = [one.DescendantFonts[0].FontDescriptor for one in own if "/DescendantFonts" in one]
    assert len(files) == len(own) > 5
    assert all("/FontFile2" in one or "/FontFile3" in one for one in files)
    reader = PdfReader(io.BytesIO(bytes(volume.pdf)))
    assert reader.page_labels[:4] == ["Bìa", "i", "1", "2"]
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert titles[0] == "01/TB-VKS ngày 01/9/2026"
    assert titles[-1] == "Chứng từ kết thúc"


def test_equal_documents_give_equal_bytes(here: Binder) -> None:
    """Nothing of the moment stands in the file but what its facts say."""
    here.issue(1)
    order = VolumeOrder.objects.get(pk=here.order())
    documents = list(Document.objects.all())
    facts = saying.facts(order, documents, NOW) | {"number": 1, "year": 2026}
    front, back = drawing.contents(facts), drawing.indexes(facts)
    made = {
        drawing.bound(facts, [bytes(one.pdf) for one in documents], front, back)[0]
        for _ in range(2)
    }
    assert len(made) == 1


def test_void_and_unreleased_stay_out_with_their_reason() -> None:
    office = offices.province()
    document = offices.numbered(office)
    here = binder_of(office)
    void = here.issue(22, month=11)
    numbers.void(void.entry, reason="In nhầm", by=here.keeper, at=NOW)
    issued = here.issue(22, month=11)
    choice = here.choice(datetime.date(2026, 11, 1), offices.TODAY)
    assert choosing.documents(choice, here.keeper) == [issued]
    told = {row.document: row.reason for row in choosing.left_out(choice, here.keeper)}
    assert told == {document: "chưa phát hành", void: "số đã hủy"}
    offices.release(document.notice, by=office.keeper, at=NOW)
    assert choosing.documents(choice, here.keeper) == [document, issued]


def binder_of(office: offices.Office) -> Binder:
    return Binder(office.unit, office.keeper, office.unit.registers.earliest("pk"))


def test_later_document_goes_to_the_next_volume_which_names_the_first(here: Binder) -> None:
    early = here.issue(5)
    first = here.close()
    late = here.issue(20, subject="Phát hành muộn")
    newer = here.issue(2, month=10, pages=1)
    Amendment.objects.create(document=newer, of=early, effect=Effect.REPLACES, reason="Sai số")
    october = here.choice(datetime.date(2026, 10, 1), datetime.date(2026, 10, 31))
    second = here.close(october)
    rows = list(second.items.order_by("order"))
    assert [(row.document, row.first_page, row.is_late) for row in rows] == [
        (late, 1, True),
        (newer, 3, False),
    ]
    notes = [line["note"] for line in second.facts["documents"]]
    assert notes == ["bổ sung tập số 01/2026", "thay thế 01/TB-VKS (tập số 01/2026, trang 1)"]
    assert "bổ sung tập số 01/2026" in flat(texts(second)[1])
    assert "1 văn bản phát hành sau khi tập của kỳ trước đã đóng" in flat(texts(second)[-1])
    assert first.code == "01/2026"
    assert second.code == "02/2026"


def test_volumes_are_numbered_by_office_and_year(here: Binder) -> None:
    other = binder(make.region(here.unit))
    for one in (here, other):
        one.issue(1)
    assert [one.close().code for one in (here, other)] == ["01/2026", "01/2026"]
    here.issue(1, month=10)
    october = here.choice(datetime.date(2026, 10, 1), datetime.date(2026, 10, 31))
    assert here.close(october).code == "02/2026"
    january = datetime.datetime(2027, 1, 5, 9, tzinfo=NOW.tzinfo)
    here.clock = january
    made = here.issue(31, month=10)
    assert made.code == "03/TB-VKS"
    span = here.choice(LAST, datetime.date(2027, 1, 3))
    assert here.close(span).code == "01/2027", "a new year starts at 01"


def test_list_that_changed_is_shown_again(here: Binder) -> None:
    here.issue(1)
    choice = here.choice()
    seen = choosing.fingerprint(choosing.documents(choice, here.keeper))
    here.issue(2)
    with pytest.raises(Refused, match="Danh sách văn bản vừa thay đổi"):
        ordering.ask(choice, seen=seen, by=here.keeper, at=NOW)
    here.order()
    assert ProcrastinateJob.objects.count() == 1
    with pytest.raises(Refused, match="đang được đóng"):
        here.order()
    assert ProcrastinateJob.objects.count() == 1


def test_span_without_documents_and_one_too_large_are_refused(
    here: Binder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Refused, match="không có văn bản nào chưa đóng tập"):
        here.order()
    here.issue(1)
    monkeypatch.setattr(ordering, "MOST_PAGES", 1)
    with pytest.raises(Refused, match=r"1 văn bản, 2 trang: .* Chọn kỳ ngắn hơn"):
        here.order()


def test_document_made_void_meanwhile_ends_the_order_with_a_sentence(here: Binder) -> None:
    here.issue(1)
    void = here.issue(2)
    order = here.order()
    numbers.void(void.entry, reason="In nhầm", by=here.keeper, at=NOW)
    closing.close(order, at=NOW)
    found = VolumeOrder.objects.get()
    assert (found.state, Volume.objects.count()) == ("failed", 0)
    assert "vừa bị hủy số" in found.trouble
    assert here.close().document_count == 1


def test_repeated_job_closes_once(here: Binder) -> None:
    here.issue(1)
    order = here.order()
    for _ in range(2):
        closing.close(order, at=NOW)
    assert Volume.objects.count() == VolumeItem.objects.count() == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE meetings_volume SET pdf = ''",
        "UPDATE meetings_volume SET facts = '{}'",
        "DELETE FROM meetings_volume",
        "UPDATE meetings_volumeitem SET first_page = 9",
        "DELETE FROM meetings_volumeitem",
        "TRUNCATE meetings_volume CASCADE",
        "DELETE FROM meetings_volumeaccess",
        "UPDATE meetings_disposal SET reason = 'khác'",
        "DELETE FROM meetings_disposalitem",
    ],
)
def test_role_that_serves_cannot_alter_a_closed_volume(statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_volume_of_another_kind_takes_its_own_documents(here: Binder) -> None:
    here.register.document_kinds.append(DocumentKind.LETTER)
    here.register.save()
    here.issue(1)
    letter = here.issue(2, kind=DocumentKind.LETTER)
    volume = here.close(replace(here.choice(), kind=DocumentKind.LETTER))
    assert [item.document for item in volume.items.all()] == [letter]


def test_order_of_words_is_that_of_the_database() -> None:
    words = ["đ", "ê", "e", "d", "ă", "a", "â", "ơ", "o", "ô", "ư", "u", "y", "x", "g", "h"]
    words += ["tạm giam", "tạm giữ", "tam", "tám", "tàm", "tảm", "tãm", "Án điểm", "án treo"]
    words += ["ma túy", "mà", "mạ", "đặc xá", "đá", "da", "Khởi tố", "kháng nghị", "2 cấp", "tin"]
    with connection.cursor() as cursor:
        cursor.execute('SELECT w FROM unnest(%s::text[]) w ORDER BY w COLLATE "vi-x-icu"', [words])
        expected = [row[0] for row in cursor]
    assert sorted(words, key=alphabetical) == expected


def test_cells_wrap_between_words_and_long_rows_go_on_below() -> None:
    drawn = face("Regular")
    lines = wrapped("thực hành quyền công tố " * 9, 120, 11, drawn)
    assert len(lines) > 5
    assert all(drawn.width(line, 11) <= 120 for line in lines)
    assert " ".join(lines) == ("thực hành quyền công tố " * 9).strip()
    assert all(drawn.width(line, 9) <= 50 for line in wrapped("ab12" * 16, 50, 9, drawn))
    columns = (Column("A", 60), Column("B", 100))
    made = pages([Listing("Tên", columns, [["x", "dài " * 3000]])])
    assert len(made) > 2


def test_letters_outside_the_face_leave_a_box_not_an_error(here: Binder) -> None:
    here.issue(1, subject="Kết luận 会议 ✓")
    assert here.close().page_count == 10
