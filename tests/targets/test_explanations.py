"""A unit explains what is behind, promises a level by a day, and is answered."""

from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from meetings import work
from procuracy.web.errors import Refused
from targets import explaining
from targets.models import Explanation, Period, Target
from tests import factories as f
from tests.targets.explained import AT, SAID, TODAY, behind, leader, month, said, sent, signed_in
from tests.targets.figures_facts import Office
from units.models import Role, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", TODAY.isoformat())
    return behind()


def edit_url(here: Office, target: Target | None = None) -> str:
    keys = [here.region.pk, (target or here.ratio).pk, month(4).pk]
    return reverse("targets:explanation_edit", args=keys)


TYPED = {
    "cause": "Hồ sơ chờ kết luận giám định",
    "obstacle": "",
    "solution": "Họp liên ngành hằng tuần",
    "commitment": "Giải quyết xong 4 tin còn lại",
    "promised_on": "2026-05-31",
    "promised_value": "85",
}


def test_what_is_behind_must_be_explained(made: Office) -> None:
    made.assign(made.count, assigned_threshold=5)
    made.enter(made.hearings, "2026-04", 5)
    (score,) = explaining.behind(made.region, month(4), TODAY)
    assert (score.target, score.verdict) == (made.ratio, "at_risk")


def test_half_year_is_explained_with_its_last_month(made: Office) -> None:
    half = Period.objects.get(work_year=made.year, kind=Period.Kind.HALF, number=1)
    assert explaining.closing_month(half) == month(3)
    assert explaining.closing_month(month(3)) == month(3)


def test_clerk_drafts_and_leader_sends(client: Client, made: Office) -> None:
    page = signed_in(client, made.clerk).get(edit_url(made)).content.decode()
    assert "cần giải quyết thêm 6 tin để đạt 90 %" in page
    assert "Gửi giải trình</button>" not in page
    refused = client.post(edit_url(made), TYPED | {"act": "send"})
    assert refused.status_code == 403
    row = Explanation.objects.get()
    assert (row.state, row.cause) == ("draft", TYPED["cause"])
    mark = explaining.mark_of(row)
    signed_in(client, leader(made)).post(edit_url(made), TYPED | {"act": "send", "seen": mark})
    row.refresh_from_db()
    assert (row.state, row.sent_by) == ("sent", leader(made).acting)
    assert (row.seen_verdict, row.seen_numerator, row.seen_denominator) == ("at_risk", 3, 10)
    assert (row.seen_threshold, row.goal) == (90, 85)


LACKING = [
    ({"cause": "  "}, "Chưa ghi nguyên nhân."),
    ({"solution": "", "commitment": ""}, "Chưa ghi giải pháp, cam kết."),
    ({"promised_on": ""}, "Chưa ghi hạn cam kết."),
    ({"promised_on": "2026-05-03"}, "Hạn cam kết 03/5/2026 đã qua"),
    ({"promised_value": "chín mươi"}, "không phải là số"),
    ({"promised_on": "31/02/2026"}, "Hạn cam kết"),
]


def test_lacking_explanation_is_kept_but_not_sent(client: Client, made: Office) -> None:
    signed_in(client, leader(made))
    for change, sentence in LACKING:
        seen = explaining.mark_of(Explanation.objects.first())
        answer = client.post(edit_url(made), TYPED | change | {"act": "send", "seen": seen})
        assert answer.status_code == 422
        page = answer.content.decode()
        assert sentence in page
        assert all(text in page for name, text in TYPED.items() if name not in change and text)
    assert not Explanation.objects.sent().exists()


def test_what_is_met_is_not_explained(made: Office) -> None:
    row = explaining.write(made.region, made.ratio, month(4), said(), seen="", by=leader(made))
    made.enter(made.solved, "2026-03", 60)
    with pytest.raises(Refused, match="không còn chưa đạt"):
        explaining.send(row, by=leader(made), at=AT, today=TODAY)


def test_second_writer_sees_what_the_first_stored(client: Client, made: Office) -> None:
    explaining.write(made.region, made.ratio, month(4), SAID, seen="", by=made.clerk)
    answer = signed_in(client, made.clerk).post(edit_url(made), TYPED | {"seen": ""})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Thiếu kết luận giám định" in page
    assert TYPED["cause"] in page
    over = explaining.mark_of(Explanation.objects.get())
    assert f'name="over" value="{over}"' in page
    client.post(edit_url(made), TYPED | {"seen": "", "over": over})
    assert Explanation.objects.get().cause == TYPED["cause"]


def test_sent_explanation_is_changed_only_when_given_back(client: Client, made: Office) -> None:
    row = sent(made)
    with pytest.raises(Refused, match="đã gửi"):
        explaining.write(
            made.region, made.ratio, month(4), SAID, seen=explaining.mark_of(row), by=made.clerk
        )
    assert signed_in(client, made.clerk).get(edit_url(made)).status_code == 302
    explaining.give_back(row, text="Nêu rõ từng vụ", by=made.head, at=AT)
    page = client.get(edit_url(made)).content.decode()
    assert "yêu cầu giải trình lại: Nêu rõ từng vụ" in page


def test_deputy_in_charge_answers_and_no_other(client: Client, made: Office) -> None:
    row = sent(made)
    holder = f.user(Role.PROVINCE_DEPUTY, made.province, on=TODAY)
    other = f.user(Role.PROVINCE_DEPUTY, made.province, on=TODAY)
    assert holder.acting
    f.portfolio(holder.acting, unit=made.region)
    url = reverse("targets:explanation_answer", args=[row.pk])
    assert signed_in(client, other).post(url, {"text": "Đồng ý"}).status_code == 403
    empty = signed_in(client, holder).post(url, {"text": " "})
    assert empty.status_code == 422
    client.post(url, {"text": "Đồng ý, báo cáo hằng tuần", "act": "answer"})
    row.refresh_from_db()
    assert (row.state, row.answer) == ("answered", "Đồng ý, báo cáo hằng tuần")
    assert row.answered_by == holder.acting


def test_list_names_other_months_that_wait(client: Client, made: Office) -> None:
    sent(made)
    holder = f.user(Role.PROVINCE_DEPUTY, made.province, on=TODAY)
    assert holder.acting
    f.portfolio(holder.acting, unit=made.region)
    signed_in(client, holder)
    url, asked = reverse("targets:explanation_list"), "Kỳ khác còn giải trình chờ ý kiến"
    assert asked not in client.get(url, {"period": month(4).pk}).content.decode()
    page = client.get(url, {"period": month(3).pk}).content.decode()
    assert asked in page
    assert f"period={month(4).pk}" in page


def test_deputy_of_the_field_answers_too(made: Office) -> None:
    row = sent(made)
    holder = f.user(Role.PROVINCE_DEPUTY, made.province, on=TODAY)
    assert holder.acting
    f.portfolio(holder.acting, field=made.field)
    assert list(Explanation.objects.to_answer(holder.acting, TODAY)) == [row]
    titles = [item.title for item in work.waiting(holder, TODAY, AT)]
    assert titles == ["Cho ý kiến về giải trình của VKSND khu vực 4"]


def test_unit_is_told_before_a_meeting_and_in_its_report(client: Client, made: Office) -> None:
    meeting = f.meeting(
        made.province,
        work_year=made.year,
        period=month(4),
        invited=[made.region],
        starts_at=f.moment("2026-05-06 08:00"),
    )
    wanted = "Giải trình 1 chỉ tiêu chưa đạt, nguy cơ"
    assert wanted in [item.title for item in work.waiting(made.clerk, TODAY, AT)]
    report = f.unit_report(meeting, made.region)
    url = reverse("meetings:unit_report_edit", args=[report.pk])
    told = signed_in(client, made.clerk).get(url).content.decode()
    assert edit_url(made) in told
    cell = reverse("targets:target_cell", args=[made.region.pk, made.ratio.pk])
    assert f'href="{cell}?year=2026&amp;period={month(4).pk}"' in told, "down to its months"
    row = sent(made)
    assert wanted not in [item.title for item in work.waiting(made.clerk, TODAY, AT)]
    page = client.get(url).content.decode()
    assert reverse("targets:explanation_detail", args=[row.pk]) in page
    assert "≥ 90 %" in page


def test_list_on_screen_on_paper_and_in_a_workbook_says_the_same(
    client: Client, made: Office
) -> None:
    sent(made)
    where = {"period": month(4).pk, "year": 2026}
    page = signed_in(client, made.head).get(reverse("targets:explanation_list"), where)
    assert "Thiếu kết luận giám định" in page.content.decode()
    book = client.get(reverse("targets:explanation_export"), where)
    sheet = load_workbook(BytesIO(book.content))["Giải trình"]
    row = [cell.value for cell in list(sheet.rows)[-1]]
    assert row[1:5] == [
        "VKSND khu vực 4",
        made.ratio.short_name,
        "≥ 90 %",
        "! nguy cơ 30,00 % (3/10)",
    ]
    assert row[7] == "Xong 3 tin\n≥ 90 % đến 31/5/2026"
    paper = client.get(reverse("targets:explanation_print"), where)
    text = "".join(one.extract_text() for one in PdfReader(BytesIO(paper.content)).pages)
    assert "Phân công lại" in text.replace("\n", " ")


def test_other_unit_does_not_see_a_draft(client: Client, made: Office) -> None:
    row = explaining.write(made.region, made.ratio, month(4), SAID, seen="", by=made.clerk)
    url = reverse("targets:explanation_detail", args=[row.pk])
    assert signed_in(client, made.clerk).get(url).status_code == 200
    assert signed_in(client, made.head).get(url).status_code == 404


def test_nobody_reads_along_while_a_returned_one_is_written_anew(
    client: Client, made: Office
) -> None:
    row = sent(made)
    url = reverse("targets:explanation_detail", args=[row.pk])
    back = reverse("targets:explanation_answer", args=[row.pk])
    answer = signed_in(client, made.head).post(
        back, {"text": "Nêu rõ", "act": "return"}, follow=True
    )
    assert answer.status_code == 200
    assert "Đã yêu cầu đơn vị giải trình lại." in answer.content.decode()
    row.refresh_from_db()
    seen = explaining.mark_of(row)
    anew = said(cause="Đang viết dở")
    explaining.write(made.region, made.ratio, month(4), anew, seen=seen, by=made.clerk)
    assert client.get(url).status_code == 404
    assert "Đang viết dở" in signed_in(client, made.clerk).get(url).content.decode()
    explaining.send(row, by=leader(made), at=AT, today=TODAY)
    assert signed_in(client, made.head).get(url).status_code == 200


def test_list_costs_the_same_with_many_units(client: Client, made: Office) -> None:
    signed_in(client, made.head)
    url = reverse("targets:explanation_list")

    def cost() -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url, {"period": month(4).pk, "year": 2026}).status_code == 200
        return len(queries)

    sent(made)
    few = cost()
    for number in range(6):
        where: Unit = f.region(made.province, f"VKSND khu vực {10 + number}")
        made.assign(made.ratio, where)
        made.enter(made.solved, "2026-04", 1, where)
        made.enter(made.remaining, "2026-04", 9, where)
        f.explanation(made.ratio, where, month(3), leader(made))
    assert cost() == few
