"""What the Office, the head and the clerk see of a month, and what their buttons do."""

import datetime
from io import BytesIO
from typing import Any

import openpyxl
import pdfplumber
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from targets import calendar, correcting, submission_boards, submission_printing, submitting
from targets.models import Figure, FigureCorrection, Submission, SubmissionDeadline, WorkYear
from tests import factories as f
from tests.factories import submissions
from tests.targets.figures_facts import Office, month, office
from units.models import Role, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]
AUGUST, OCTOBER = month("2026-08"), month("2026-10")


@pytest.fixture
def made() -> Office:
    made = office()
    for line in (made.solved, made.remaining, made.hearings):
        made.enter(line, "2026-08", 7)
    return made


def head(made: Office) -> User:
    return f.user(Role.UNIT_HEAD, made.region)


def post(client: Client, by: User, name: str, *args: Any, **data: str) -> Any:
    client.force_login(by)
    return client.post(reverse(f"targets:{name}", args=args), data)


def shown(client: Client, by: User, name: str, *args: Any, query: str = "") -> str:
    client.force_login(by)
    response = client.get(reverse(f"targets:{name}", args=args) + query)
    assert response.status_code == 200
    return str(response.content.decode())


def test_month_is_submitted_sent_returned_and_accepted(client: Client, made: Office) -> None:
    where = (made.region.pk, AUGUST)
    assert post(client, made.clerk, "submission_submit", *where).status_code == 302
    assert "chờ thủ trưởng duyệt" in shown(client, made.clerk, "submission_detail", *where)
    seen = submitting.mark(made.region, AUGUST)
    assert post(client, head(made), "submission_send", *where, seen=seen).status_code == 302
    row = Submission.objects.get()
    empty = post(client, made.staff, "submission_return", row.pk, reason="")
    assert empty.status_code == 422
    assert "Ghi lý do để đơn vị biết" in empty.content.decode()
    post(client, made.staff, "submission_return", row.pk, reason="Thiếu phiên tòa")
    assert "Thiếu phiên tòa" in shown(client, made.clerk, "figure_entry", *where)
    post(client, head(made), "submission_send", *where, seen=seen)
    early = post(client, made.staff, "submission_accept", row.pk, seen=seen)
    assert "đánh dấu vẫn tiếp nhận" in early.content.decode()
    post(client, made.staff, "submission_accept", row.pk, seen=seen, unchecked="1")
    assert Submission.objects.get().state == "accepted"


def test_refused_step_says_why_and_keeps_the_note(client: Client, made: Office) -> None:
    Figure.objects.filter(indicator=made.hearings).delete()
    refused = post(client, head(made), "submission_send", made.region.pk, AUGUST, note="")
    assert refused.status_code == 422
    assert "Còn 1 dòng chưa có số liệu" in refused.content.decode()


def test_accepted_month_is_shown_shut_with_the_way_to_correct(client: Client, made: Office) -> None:
    row = submissions.submission(made.region, AUGUST, "accepted", by=made.staff)
    page = shown(client, made.clerk, "figure_entry", made.region.pk, AUGUST)
    assert "gửi đề nghị điều chỉnh" in page
    assert f'name="f-{made.solved.pk}"' not in page
    assert reverse("targets:correction_create", args=[row.pk, made.solved.pk]) in page


def test_correction_is_asked_decided_and_marked(client: Client, made: Office) -> None:
    row = submissions.submission(made.region, AUGUST, "accepted", by=made.staff)
    where = (row.pk, made.solved.pk)
    wrong = post(client, made.clerk, "correction_create", *where, new_value="chín", reason="Sót")
    assert wrong.status_code == 422
    assert "chín" in wrong.content.decode()
    post(client, made.clerk, "correction_create", *where, new_value="9", reason="Sót 2 tin")
    asked = FigureCorrection.objects.get()
    unanswered = post(client, made.staff, "correction_refuse", asked.pk, note="")
    assert unanswered.status_code == 422
    assert "Sót 2 tin" in shown(client, made.staff, "correction_detail", asked.pk)
    post(client, made.staff, "correction_approve", asked.pk, note="")
    assert made.stored(made.solved, "2026-08") == "9.00"
    page = shown(client, made.clerk, "figure_entry", made.region.pk, AUGUST)
    assert page.count("số liệu đã điều chỉnh sau khi tiếp nhận") == 1
    assert "đã điều chỉnh" in shown(client, made.staff, "correction_list")


def test_deadline_by_kind_and_for_one_unit(client: Client, made: Office) -> None:
    period = made.year.periods.months().get(ends_on=datetime.date(2026, 8, 31))
    post(client, made.staff, "deadline_edit", period.pk, region="25/8/2026 11:30")
    (row,) = SubmissionDeadline.objects.all()
    assert row.due_at == f.moment("2026-08-25 11:30")
    wrong = post(client, made.staff, "deadline_edit", period.pk, region="25/8 sáng")
    assert wrong.status_code == 422
    assert "25/8 sáng" in wrong.content.decode()
    said = {"unit": str(made.region.pk), "due_at": "24/8/2026 16:00", "reason": "Mất điện"}
    early = post(client, made.staff, "deadline_extend", period.pk, **said)
    assert "sau hạn đang áp dụng" in early.content.decode()
    post(client, made.staff, "deadline_extend", period.pk, **said | {"due_at": "27/8/2026 16:00"})
    assert "Mất điện" in shown(client, made.staff, "deadline_edit", period.pk)


def test_list_names_the_late_and_the_silent(client: Client, made: Office) -> None:
    due = f.moment("2026-10-31 16:00")
    WorkYear.objects.get(year=2027).periods.months().filter(number=1).update(due_at=due)
    f.region(made.province, "VKSND khu vực 5")
    submissions.submission(made.region, OCTOBER, at=due + datetime.timedelta(minutes=5))
    page = shown(client, made.staff, "submission_list", query="?month=2026-10")
    assert "trễ 5 phút" in page
    assert "quá hạn 21 ngày 18 giờ" in page
    assert "1/2 đơn vị đã gửi, 0 đúng hạn" in page
    silent = shown(client, made.staff, "submission_list", query="?month=2026-10&only=silent")
    assert "VKSND khu vực 5" in silent
    assert "VKSND khu vực 4" not in silent


def test_board_screen_paper_and_workbook_agree(client: Client, made: Office) -> None:
    """Of two regions, one of which began in September: expected 12 + 1, received 2, on time 1."""
    late = f.region(made.province, "VKSND khu vực 6", valid_from=datetime.date(2026, 9, 1))
    due = f.moment("2026-08-31 16:00")
    submissions.submission(made.region, AUGUST, at=due)
    submissions.submission(late, month("2026-09"), at=f.moment("2026-09-30 16:00:01"))
    last = month("2026-09")
    units = submission_boards.reporting([made.region.pk, late.pk], made.year.starts_on, last)
    board = submission_boards.of_year(units, made.year, last, f.NOW)
    assert board.tally.numbers == (13, 2, 1)
    assert [tally.numbers for tally in board.by_month][-2:] == [(1, 1, 1), (2, 1, 0)]
    page = shown(client, made.staff, "submission_board", query="?year=2026")
    assert "đã nhận 2/13, đúng hạn 1" in page
    html = submission_printing.html(board, made.province, at=f.NOW)
    assert "</span> 1 giây</td>" in html
    client.force_login(made.staff)
    sent = client.get(reverse("targets:submission_board_export"), {"year": "2026"})
    book = openpyxl.load_workbook(BytesIO(sent.getvalue()))
    rows = [row for row in book["Tình hình gửi"].iter_rows(values_only=True) if row[0]]
    assert next(row for row in rows if row[0] == "VKSND khu vực 4")[-3:] == (12, 1, 1)
    details = list(book["Chi tiết"].iter_rows(values_only=True))
    assert any(row[3:5] == ("16:00:01, 30/9/2026", "trễ 1 giây") for row in details)


def test_pages_cost_the_same_with_many_units(client: Client, made: Office) -> None:
    def cost() -> list[int]:
        pages = [("submission_list", "?month=2026-10"), ("submission_board", "?year=2026")]
        counts = []
        for name, query in pages:
            with CaptureQueriesContext(connection) as asked:
                shown(client, made.staff, name, query=query)
            counts.append(len(asked))
        return counts

    cost()
    few = cost()
    for number in range(11, 21):
        where = f.region(made.province, f"VKSND khu vực {number}")
        submissions.submission(where, OCTOBER)
        row = submissions.submission(where, AUGUST, "accepted", by=made.staff)
        submissions.correction(row, made.solved, made.clerk)
    assert all(now <= then for now, then in zip(cost(), few, strict=True))


def test_totals_of_a_corrected_figure_are_marked_on_board_cell_and_paper(
    client: Client, made: Office
) -> None:
    made.assign(made.ratio)
    row = submissions.submission(made.region, AUGUST, "accepted", by=made.staff)
    clerk = made.clerk
    asked = correcting.ask(row, made.solved, typed="9", reason="Sót", by=clerk, at=f.NOW)
    query = "?year=2026"
    assert "†" not in shown(client, made.staff, "target_board", query=query)
    correcting.approve(asked, by=made.staff, at=f.NOW)
    assert "†" in shown(client, made.staff, "target_board", query=query)
    cell = shown(client, made.staff, "target_cell", made.region.pk, made.ratio.pk, query=query)
    assert "Số liệu đã điều chỉnh" in cell


def test_year_stays_on_its_paper() -> None:
    """A4 lying across, and no text over the next column, with a unit late in every month."""
    made = office()
    for at in calendar.months_between(month("2025-10"), month("2026-09")):
        late = f.moment(f"{calendar.month_end(at)} 16:00") + datetime.timedelta(
            hours=20, minutes=37
        )
        submissions.submission(made.region, at, at=late)
    units = submission_boards.reporting([made.region.pk], made.year.starts_on, month("2026-09"))
    board = submission_boards.of_year(units, made.year, month("2026-09"), f.NOW)
    drawn = submission_printing.drawn(board, made.province, at=f.NOW)
    with pdfplumber.open(BytesIO(drawn)) as paper:
        (page,) = paper.pages
        assert page.width > page.height
        (table,) = page.find_tables()
        lines = {x for cell in table.cells for x in (cell[0], cell[2])}
        for word in page.crop(table.bbox).extract_words():
            crossed = [x for x in lines if word["x0"] + 1 < x < word["x1"] - 1]
            assert not crossed, word["text"]


def test_history_names_the_month_and_its_correction(client: Client, made: Office) -> None:
    row = submissions.submission(made.region, AUGUST, "accepted", by=made.staff)
    asked = submissions.correction(row, made.solved, made.clerk, old_value=7)
    client.force_login(made.staff)
    for model, key, name in (
        ("submission", row.pk, "Số liệu VKSND khu vực 4, tháng 8/2026"),
        ("figurecorrection", asked.pk, "VKSND khu vực 4, tháng 8/2026: 7 → 9"),
    ):
        page = client.get(reverse("units:record_history", args=[model, key]))
        assert page.status_code == 200
        assert name in page.content.decode()
