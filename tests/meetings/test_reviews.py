"""A paper before its approval: handed over, commented on, given back, compared (ADR 37)."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.conclusion import concluding
from meetings.models import Invitation, MinutesDocument
from meetings.papers import inviting, minutes_documents, noticing
from meetings.views.reviews import KINDS
from meetings.work import waiting
from procuracy.web.errors import Refused
from tests import factories as make
from tests.factories import distribution
from tests.meetings import offices
from tests.meetings.measuring import sheets
from tests.meetings.offices import NOW, Office
from tests.meetings.stage import ANYHOW, signed_in
from tests.meetings.test_meeting_papers import ahead
from tests.units.issuing import PDF
from units import issuing, reviewing
from units.models import PaperComment, PaperVersion, Role, User
from units.models.papers import Paper
from units.models.passages import Passage
from units.models.reviews import kinds_of_paper
from units.paper_versions import Piece, changes, pieces

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", "2026-11-22T10:00:00+07:00")


@pytest.fixture
def office() -> Office:
    return offices.province()


@pytest.fixture
def paper(office: Office) -> Invitation:
    return inviting.prepare(ahead(office), by=office.clerk, at=NOW)


def at(view: str, paper: Paper) -> str:
    return reverse(f"meetings:{view}", args=[paper.label, paper.pk])


def page(client: Client, paper: Paper, query: str = "") -> str:
    answer = client.get(f"{at('paper_review', paper)}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def edit(paper: Invitation, **said: str) -> Invitation:
    paper.refresh_from_db()
    for name, value in said.items():
        setattr(paper, name, value)
    return paper.touch()


def commented(
    paper: Paper, office: Office, key: str = "place", text: str = "Ghi rõ tầng"
) -> PaperComment:
    return reviewing.comment(
        KINDS[type(paper)].way, paper, key=key, text=text, by=office.head, at=NOW
    )


def approve(office: Office, paper: Paper, comments: int) -> str:
    said = {"edition": paper.edition, "comments": comments}
    signed_in(office.head).post(reverse("meetings:invitation_approve", args=[paper.pk]), said)
    paper.refresh_from_db()
    return paper.state


def test_draft_is_handed_commented_mended_and_approved(office: Office, paper: Invitation) -> None:
    head, clerk = signed_in(office.head), signed_in(office.clerk)
    clerk.post(at("paper_hand", paper), {"note": "Kính trình Viện trưởng"})
    detail = reverse("meetings:invitation_detail", args=[paper.pk])
    assert "Đang trình duyệt" in head.get(detail).content.decode()
    head.post(at("paper_comment_create", paper), {"key": "place", "text": "Ghi rõ tầng mấy"})
    comment = PaperComment.objects.get()
    assert (comment.heading, comment.quote) == ("Địa điểm", paper.place)
    assert "1 góp ý chưa xử lý" in clerk.get(detail).content.decode()
    paper = edit(paper, place="Hội trường tầng 3")
    assert "Đã sửa sau khi trình" in head.get(detail).content.decode()
    resolve = reverse("meetings:paper_comment_resolve", args=[comment.pk])
    clerk.post(resolve, {"answer": "Đã ghi tầng 3"})
    shown = page(head, paper)
    assert "Đã ghi tầng 3" in shown
    assert "Góp ý khi phần này viết" in shown
    assert approve(office, paper, comments=0) == "approved"
    kept = PaperVersion.objects.of(paper).order_by("number")
    assert [one.occasion for one in kept] == ["handed", "approved"]
    assert kept[0].note == "Kính trình Viện trưởng"


def test_approval_warns_of_open_comments_and_refuses_unseen_ones(
    office: Office, paper: Invitation
) -> None:
    commented(paper, office)
    assert approve(office, paper, comments=0) == "draft"
    detail = reverse("meetings:invitation_detail", args=[paper.pk])
    shown = signed_in(office.head).get(detail).content.decode()
    assert "Còn 1 góp ý chưa xử lý. Vẫn duyệt?" in shown
    assert approve(office, paper, comments=1) == "approved"


def test_leader_approves_a_draft_that_was_never_handed_over(
    office: Office, paper: Invitation
) -> None:
    assert approve(office, paper, comments=0) == "approved"
    assert [str(one) for one in PaperVersion.objects.of(paper)] == ["Bản 1 (duyệt)"]


def test_what_was_handed_over_goes_back_with_the_reason(office: Office, paper: Invitation) -> None:
    head, clerk = signed_in(office.head), signed_in(office.clerk)
    back = {"reason": "Thiếu khách mời"}
    head.post(at("paper_send_back", paper), back)
    assert not PaperVersion.objects.exists()
    clerk.post(at("paper_hand", paper))
    assert clerk.post(at("paper_send_back", paper), back).status_code == 403
    head.post(at("paper_send_back", paper), back)
    paper.refresh_from_db()
    assert (paper.state, paper.return_reason) == ("draft", "Thiếu khách mời")
    assert reviewing.handed(paper) is None
    clerk.post(at("paper_hand", paper))
    paper.refresh_from_db()
    assert paper.return_reason == ""
    occasions = PaperVersion.objects.of(paper).values_list("number", "occasion")
    assert list(occasions) == [(1, "handed"), (2, "returned"), (3, "handed")]


def test_same_text_is_not_handed_over_twice(office: Office, paper: Invitation) -> None:
    reviewing.hand(inviting.WAY, paper, by=office.clerk, at=NOW)
    with pytest.raises(Refused, match="chưa sửa gì từ đó"):
        reviewing.hand(inviting.WAY, paper, by=office.clerk, at=NOW)
    reviewing.hand(inviting.WAY, edit(paper, notes="Mang báo cáo"), by=office.clerk, at=NOW)


def test_unfinished_draft_is_not_handed_over(office: Office, paper: Invitation) -> None:
    paper.recipients.clear()
    with pytest.raises(Refused, match="Chưa trình duyệt được"):
        reviewing.hand(inviting.WAY, paper, by=office.clerk, at=NOW)


def test_text_approved_and_given_back_is_compared_with_the_one_that_stands(
    office: Office, paper: Invitation
) -> None:
    issuing.approve(inviting.WAY, paper, edition=paper.edition, by=office.head, at=NOW)
    issuing.return_to_draft(inviting.WAY, paper, reason="Sửa giờ", by=office.head, at=NOW)
    edit(paper, place="Phòng họp số 2", notes="Mang theo báo cáo")
    clerk = signed_in(office.clerk)
    asked = f"{at('paper_compare', paper)}?before=1&after=now"
    shown = clerk.get(asked).content.decode()
    assert "<del>" in shown
    assert "<ins>Mang theo báo cáo</ins>" in shown
    assert "Thời gian" not in shown
    same = clerk.get(f"{at('paper_compare', paper)}?before=1&after=2").content.decode()
    assert "Hai bản không khác nhau" in same
    printed = clerk.get(f"{at('paper_compare_print', paper)}?before=1&after=now")
    assert "Mang theo báo cáo" in " ".join(line.text for line in sheets(printed.content)[0].lines())
    for wrong in ("?before=9", "?before=1&after=x"):
        assert clerk.get(f"{at('paper_compare', paper)}{wrong}").status_code == 404


def test_comment_on_a_passage_that_is_gone_is_kept(office: Office) -> None:
    notice = offices.drafted(office)
    row = notice.paragraphs.get(order=2)
    reviewing.comment(
        noticing.WAY, notice, key=f"row-{row.pk}", text="Bỏ ý này", by=office.head, at=NOW
    )
    row.delete()
    shown = page(signed_in(office.clerk), notice)
    assert "(không còn)" in shown
    assert "Bỏ ý này" in shown
    with pytest.raises(Refused, match="không còn trong thông báo"):
        reviewing.comment(
            noticing.WAY, notice, key=f"row-{row.pk}", text="Nữa", by=office.head, at=NOW
        )


def test_comment_says_once_what_became_of_it_and_may_be_opened_again(
    office: Office, paper: Invitation
) -> None:
    comment, clerk = commented(paper, office), signed_in(office.clerk)
    resolve = reverse("meetings:paper_comment_resolve", args=[comment.pk])
    clerk.post(resolve, {"answer": "Đã sửa"})
    with pytest.raises(Refused, match="vừa được ghi là đã xử lý"):
        reviewing.resolve(comment, answer="", by=office.head, at=NOW)
    clerk.post(resolve, {"open": "1"})
    comment.refresh_from_db()
    assert comment.is_open
    assert reviewing.open_comments(paper) == 1


def test_comment_of_a_secret_line_is_refused_and_kept_in_the_form(
    office: Office, paper: Invitation
) -> None:
    typed = {"key": "place", "text": "Xem công văn\nTUYỆT MẬT"}
    answer = signed_in(office.head).post(at("paper_comment_create", paper), typed)
    assert answer.status_code == 422
    assert "TUYỆT MẬT" in answer.content.decode()
    assert not PaperComment.objects.exists()


def test_numbered_paper_is_no_longer_commented_on(
    office: Office, paper: Invitation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inviting, "invitation_pdf", lambda facts: PDF)
    issuing.approve(inviting.WAY, paper, edition=paper.edition, by=office.head, at=NOW)
    issuing.record_signature(inviting.WAY, paper, signed_on=make.TODAY, by=office.clerk, at=NOW)
    issuing.number(inviting.WAY, paper, dated_on=make.TODAY, by=office.keeper, at=NOW)
    with pytest.raises(Refused, match="đã cấp số, không góp ý"):
        commented(paper, office)
    assert "Ghi góp ý" not in page(signed_in(office.head), paper, "?on=place")


def test_review_is_read_by_inspectors_and_unknown_to_others(
    office: Office, paper: Invitation
) -> None:
    comment = commented(paper, office)
    inspector = signed_in(make.user(Role.INSPECTOR, office.unit))
    shown = page(inspector, paper, "?on=place")
    assert "Ghi rõ tầng" in shown
    assert "<textarea" not in shown.split("<main", 1)[-1]
    wrong = inspector.post(at("paper_comment_create", paper), {"key": "", "text": "x"})
    assert wrong.status_code == 403
    foreign = signed_in(make.user(Role.PROVINCE_HEAD, make.province("VKSND tỉnh khác")))
    for client in (foreign, signed_in(office.workers[0])):
        assert client.get(at("paper_review", paper)).status_code == 404
        resolve = reverse("meetings:paper_comment_resolve", args=[comment.pk])
        assert client.post(resolve).status_code == 404
    assert foreign.get(reverse("meetings:paper_review", args=["unit", 1])).status_code == 404


def test_regional_office_reviews_its_own_papers() -> None:
    office = offices.region()
    notice = offices.drafted(office)
    clerk, head = signed_in(office.clerk), signed_in(office.head)
    clerk.post(at("paper_hand", notice))
    head.post(at("paper_comment_create", notice), {"key": "opening", "text": "Rõ ngày họp"})
    assert "Rõ ngày họp" in page(clerk, notice)


def test_work_says_what_is_handed_over_and_what_was_said(office: Office, paper: Invitation) -> None:
    def told(user: User) -> list[str]:
        waits = waiting(user, make.TODAY, NOW)
        return [item.detail for item in waits if "giấy mời" in item.title]

    assert told(office.clerk) == [paper.subject]
    reviewing.hand(inviting.WAY, paper, by=office.clerk, at=NOW)
    commented(paper, office)
    shown = "đang trình duyệt; 1 góp ý chưa xử lý"
    assert told(office.head) == told(office.clerk) == [shown]


def test_every_kind_of_paper_is_reviewed() -> None:
    assert set(KINDS) == set(kinds_of_paper().values())


def test_record_is_cut_into_what_was_said_and_concluded(office: Office) -> None:
    concluding.reopen(office.meeting, reason="Ghi thêm", by=office.clerk, at=NOW)
    concluding.conclude(office.meeting, by=office.clerk, at=NOW, reasons=ANYHOW)
    paper = minutes_documents.prepare(office.meeting, by=office.clerk, at=NOW)
    said = {one.key: one.text for one in MinutesDocument.objects.get(pk=paper.pk).passages()}
    assert said["directives"].startswith("1. Rà soát toàn bộ chỉ tiêu chưa đạt")
    assert not {"groups", "bodies"} & set(said)


def test_groups_and_bodies_outside_that_a_paper_goes_to_are_compared(
    office: Office, paper: Invitation
) -> None:
    before = paper.passages()
    paper.groups.add(distribution.recipient_group(office.unit, "Các phòng"))
    paper.bodies.add(distribution.outside_body(office.unit, "Tòa án nhân dân tỉnh"))
    found = [(one.heading, one.kind, one.pieces) for one in changes(before, paper.passages())]
    assert found == [
        ("Nhóm nơi nhận", "added", [Piece("Các phòng", "added")]),
        ("Cơ quan bên ngoài nhận", "added", [Piece("Tòa án nhân dân tỉnh", "added")]),
    ]


def test_review_asks_the_database_as_often_for_many_comments(
    office: Office, paper: Invitation
) -> None:
    client = signed_in(office.head)
    counted = []
    for many in (1, 12):
        for _ in range(many):
            commented(paper, office)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page(client, paper)
        counted.append(len(asked))
    assert counted[0] == counted[1]


def drawn(before: str, after: str) -> str:
    marks = {"added": "+{}+", "removed": "-{}-", "": "{}"}
    return "".join(marks[one.kind].format(one.text) for one in pieces(before, after))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("Họp lúc 8 giờ sáng", "Họp lúc 9 giờ sáng", "Họp lúc -8-+9+ giờ sáng"),
        ("Một\nHai\nBa", "Một\nBa", "Một\n-Hai\n-Ba"),
        ("Một\nBa", "Một\nHai\nBa", "Một\n+Hai\n+Ba"),
        ("giữ nguyên", "giữ nguyên", "giữ nguyên"),
        (
            "Phòng 1 báo cáo",
            "Khu vực 5 rà soát án tồn",
            "-Phòng 1 báo cáo-\n+Khu vực 5 rà soát án tồn+",
        ),
        ("(trước ngày 15/12)", "(trước ngày 20/12)", "(trước ngày -15/12-+20/12+)"),
        (
            "Các khu vực dự vào tuần cuối tháng.",
            "Các khu vực dự vào ngày 28/11, 01 buổi.",
            "Các khu vực dự vào -tuần cuối tháng-+ngày 28/11, 01 buổi+.",
        ),
        ("", "Mới", "+Mới+"),
        ("Cũ", "", "-Cũ-"),
    ],
)
def test_two_texts_differ_by_words(before: str, after: str, shown: str) -> None:
    assert drawn(before, after) == shown


def test_passages_added_removed_moved_and_renumbered_are_told_apart() -> None:
    before = [
        Passage("a", "Mở đầu", "Như cũ"),
        Passage("row-1", "Nhiệm vụ 1", "Thứ nhất"),
        Passage("row-2", "Nhiệm vụ 2", "Thứ hai"),
        Passage("row-3", "Nhiệm vụ 3", "Thứ ba"),
    ]
    after = [
        Passage("a", "Mở đầu", "Như cũ"),
        Passage("row-3", "Nhiệm vụ 1", "Thứ ba"),
        Passage("row-2", "Nhiệm vụ 2", "Thứ hai, sửa"),
        Passage("row-9", "Nhiệm vụ 3", "Mới"),
    ]
    found = [(one.heading, one.kind) for one in changes(before, after)]
    assert ("Nhiệm vụ 1", "removed") in found
    assert ("Nhiệm vụ 3", "added") in found
    assert ("Nhiệm vụ 2", "changed") in found
    assert sum(kind == "moved" for _, kind in found) <= 1
    assert changes(before, before) == []


def test_kept_version_stays_as_it_was(office: Office, paper: Invitation) -> None:
    """What is only added to is closed to the role that serves: tests/units/test_registry."""
    assert PaperVersion.append_only
    reviewing.hand(inviting.WAY, paper, by=office.clerk, at=NOW)
    kept = PaperVersion.objects.get()
    edit(paper, place="Nơi khác")
    kept.refresh_from_db()
    assert "Nơi khác" not in str(kept.passages)
