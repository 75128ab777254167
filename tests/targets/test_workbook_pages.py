"""Pages of workbooks: order, download, load, look, write; by the worker when it is much."""

import datetime
import io
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from procuracy.web.models import Change
from procuracy.web.xlsx import CONTENT_TYPE
from targets import jobs
from targets.models import Period, Workbook, WorkbookLoad
from targets.workbooks import loading, loads, orders
from tests import factories as f
from tests.targets.figures_facts import DAY, Office, office
from tests.targets.workbook_facts import typed, unit_workbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]
LIST = reverse("targets:workbook_list")
LOAD = reverse("targets:workbook_load")
HTMX = {"HX-Request": "true"}
MARCH = {"unit-first_month": "2026-03", "unit-last_month": "2026-03", "unit-layout": "months"}


@pytest.fixture
def made() -> Office:
    made = office()
    made.clerk.act_on(DAY, None)
    made.enter(made.solved, "2026-03", 44)
    return made


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def attempt(number: int = 1) -> Any:
    """The context of a job; the first attempt of two."""
    return SimpleNamespace(job=SimpleNamespace(attempts=number))


def sent(client: Client, content: bytes) -> Any:
    file = SimpleUploadedFile("so.xlsx", content, content_type=CONTENT_TYPE)
    return client.post(LOAD, {"load-file": file})


def test_clerk_takes_the_workbook_along_and_brings_it_back(made: Office) -> None:
    client = signed_in(made.clerk)
    asked = MARCH | {"unit-unit": made.region.pk}
    answer = client.post(reverse("targets:workbook_order_unit"), asked, follow=True)
    assert answer["Content-Type"] == CONTENT_TYPE
    assert f"so-lieu-{made.region.code}-2026-03.xlsx" in answer["Content-Disposition"]
    content = typed(made, (made.solved, "2026-03", 45), content=answer.content)
    page = sent(client, content)
    shown = client.get(page["Location"]).content.decode()
    for words in ("VKSND khu vực 4", "F7", "44", "45", "Ghi 1 số"):
        assert words in shown
    load = WorkbookLoad.objects.get()
    done = client.post(reverse("targets:workbook_load_apply", args=[load.pk]), follow=True)
    assert "số đã ghi" in done.content.decode()
    assert made.stored(made.solved, "2026-03") == "45.00"
    sheet = client.get(reverse("targets:workbook_load_sheet", args=[load.pk]))
    assert sheet["Content-Type"] == CONTENT_TYPE
    again = client.post(reverse("targets:workbook_load_apply", args=[load.pk]), follow=True)
    assert "Lần nạp này đã ghi" in again.content.decode()
    assert "Không có gì thay đổi" in client.get(sent(client, content)["Location"]).content.decode()


def test_no_months_far_ahead_are_offered(made: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The year goes on to September; the next month may be prepared."""
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", "2026-04-10")
    page = signed_in(made.clerk).get(LIST)
    months = [key for key, _ in page.context["unit_form"].fields["last_month"].choices]
    assert months[:3] == ["2026-05", "2026-04", "2026-03"]
    of_year = dict(page.context["consolidated_form"].fields["period"].choices)
    offered = [label for periods in of_year.values() for _, label in periods]
    assert "Tháng 4/2026" in offered
    assert "Tháng 5/2026" not in offered


def test_number_unlike_the_past_is_marked_before_it_is_written(made: Office) -> None:
    for at in ("2025-10", "2025-11", "2025-12", "2026-01", "2026-02"):
        made.enter(made.solved, at, 40)
    content = typed(made, (made.solved, "2026-03", 99_999_999_999), (made.remaining, "2026-03", 50))
    client = signed_in(made.clerk)
    shown = client.get(sent(client, content)["Location"])
    assert [(one.new, one.unlike) for one in shown.context["changes"]] == [
        ("99.999.999.999", "khác thường: 12 tháng qua thường là 40"),
        ("50", ""),
    ]
    assert "<b>1</b>số khác thường" in shown.content.decode()
    load = WorkbookLoad.objects.get()
    sheet = client.get(reverse("targets:workbook_load_sheet", args=[load.pk]))
    book = openpyxl.load_workbook(io.BytesIO(sheet.getvalue()))
    notes = [str(row[-1].value) for row in book.active.iter_rows()]
    assert any("Khác thường: 12 tháng qua thường là 40." in note for note in notes)


def test_what_is_no_workbook_is_answered_with_a_sentence(made: Office) -> None:
    client = signed_in(made.clerk)
    for content, said in (
        (b"not a workbook", "không phải bảng tính Excel"),
        (b"", "Tệp rỗng"),
        (b"PK" + b"x" * 2**21, "lớn quá 2 MB"),
    ):
        answer = sent(client, content)
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert "Chọn tệp sổ số liệu" in client.post(LOAD).content.decode()


def test_bad_choices_are_answered_with_a_sentence(made: Office) -> None:
    client, url = signed_in(made.clerk), reverse("targets:workbook_order_unit")
    asked = MARCH | {"unit-unit": made.region.pk}
    for wrong, said in (
        ({"unit-last_month": "2026-02"}, "Tháng cuối phải từ tháng đầu trở đi"),
        ({"unit-unit": made.other.pk}, "Chọn đơn vị trong danh sách"),
        ({"unit-first_month": "2026-13"}, "Chọn tháng trong danh sách"),
    ):
        answer = client.post(url, asked | wrong)
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert not Workbook.objects.exists()


def test_consolidated_workbook_waits_for_the_worker_and_shows_progress(
    made: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orders, "AT_ONCE", 0)
    client = signed_in(made.head)
    period = Period.objects.months().get(ends_on=datetime.date(2026, 3, 31))
    asked = {"all-period": period.pk, "all-layout": "to_date"}
    page = client.post(reverse("targets:workbook_order"), asked)["Location"]
    row = Workbook.objects.get()
    assert page == reverse("targets:workbook_detail", args=[row.pk])
    assert "Đang lập sổ… 0 %" in client.get(page).content.decode()
    same = client.get(f"{page}?shown=waiting-0", headers=HTMX)
    assert same.status_code == 204
    assert client.get(f"{page}file/")["Location"] == page
    Workbook.objects.update(progress=40)
    part = client.get(f"{page}?shown=waiting-0", headers=HTMX).content.decode()
    assert "40 %" in part
    assert ProcrastinateJob.objects.filter(task_name=jobs.make_workbook.name).count() == 1
    jobs.make_workbook(attempt(), workbook_id=row.pk)
    assert "Tải tệp Excel" in client.get(page, headers=HTMX).content.decode()
    assert client.get(f"{page}file/")["Content-Type"] == CONTENT_TYPE


def test_much_is_read_and_written_by_the_worker_in_the_name_of_the_clerk(
    made: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = typed(made, (made.solved, "2026-03", 45))
    monkeypatch.setattr(loads, "AT_ONCE", 0)
    client = signed_in(made.clerk)
    page = sent(client, content)["Location"]
    load = WorkbookLoad.objects.get()
    assert sent(client, content)["Location"] == page
    assert "Đang đọc tệp" in client.get(page).content.decode()
    jobs.read_workbook(attempt(), load_id=load.pk)
    jobs.read_workbook(attempt(), load_id=load.pk)
    client.post(f"{page}apply/")
    assert "Đang ghi số liệu" in client.get(page).content.decode()
    jobs.write_workbook(attempt(), load_id=load.pk)
    jobs.write_workbook(attempt(), load_id=load.pk)
    load.refresh_from_db()
    assert (load.state, load.written) == (WorkbookLoad.State.DONE, 1)
    change = Change.objects.filter(table="targets_figure").latest("pk")
    assert change.user_id == made.clerk.pk


def test_a_job_that_fails_twice_says_so(made: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    content = typed(made, (made.solved, "2026-03", 45))
    monkeypatch.setattr(loads, "AT_ONCE", 0)
    client = signed_in(made.clerk)
    page = sent(client, content)["Location"]
    load = WorkbookLoad.objects.get()
    monkeypatch.setattr(loading, "compare", lambda *_: 1 / 0)
    for attempts, state in ((1, "reading"), (2, "failed")):
        with pytest.raises(ZeroDivisionError):
            jobs.read_workbook(attempt(attempts), load_id=load.pk)
        load.refresh_from_db()
        assert load.state == state
    assert "Không xử lý được tệp" in client.get(page).content.decode()


def test_pages_cost_the_same_however_much_differs(made: Office) -> None:
    few = loads.take_in(typed(made, (made.solved, "2026-03", 45)), by=made.clerk, at=f.NOW)
    content = unit_workbook(made, "2025-10", "2026-10")
    many = [
        (line, f"2026-{no:02}", 5)
        for no in range(1, 11)
        for line in (made.solved, made.remaining, made.hearings)
    ]
    much = loads.take_in(typed(made, *many, content=content), by=made.clerk, at=f.NOW)
    client = signed_in(made.clerk)
    client.get(LIST)
    counts = []
    for load in (few, much):
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("targets:workbook_load_detail", args=[load.pk]))
        counts.append(len(queries))
    assert counts[0] == counts[1]
