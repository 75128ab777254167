"""Work years and their periods are data that a province's Office keeps."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from targets.models import Period, WorkYear
from tests import factories as f
from tests.targets.figures_facts import Office, office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]


@pytest.fixture
def made() -> Office:
    return office()


@pytest.fixture
def staff(client: Client, made: Office) -> Client:
    client.force_login(made.staff)
    return client


def address(name: str, *args: int) -> str:
    return reverse(f"targets:{name}", args=args)


def typed(year: WorkYear, changed: Period | None = None, **values: str) -> dict[str, str]:
    """The whole table as the page shows it, one row changed."""
    data: dict[str, str] = {}
    for row in year.periods.all():
        shown = {"label": row.label, "starts_on": f"{row.starts_on:%d/%m/%Y}"}
        shown["ends_on"] = f"{row.ends_on:%d/%m/%Y}"
        shown |= {"due_at": ""} | (values if row == changed else {})
        data |= {f"{row.pk}-{name}": value for name, value in shown.items()}
    return data


def month(year: WorkYear, number: int) -> Period:
    return year.periods.get(kind=Period.Kind.MONTH, number=number)


def test_new_year_gets_its_periods(staff: Client) -> None:
    data = {"year": "2028", "starts_on": "1/10/2027", "ends_on": "30/9/2028"}
    response = staff.post(address("work_year_create"), data)
    year = WorkYear.objects.get(year=2028)
    assert response["Location"] == address("work_year_detail", year.pk)
    assert (year.periods.months().count(), year.periods.count()) == (12, 20)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"year": "2026"}, "đã tồn tại|đã có"),
        ({"starts_on": "1/9/2027", "ends_on": "31/8/2028"}, "không được trùng ngày"),
        ({"ends_on": "1/9/2027"}, "kết thúc sau ngày bắt đầu"),
        ({"ends_on": "1/10/2028"}, "nhiều nhất mười hai tháng"),
        ({"year": "2031"}, "phải có ngày thuộc năm 2031"),
        ({"ends_on": "30/9/3028"}, "kiểm tra lại năm"),
        ({"starts_on": "32/10/2027"}, "Nhập ngày theo mẫu"),
        ({"year": "hai nghìn"}, "số"),
        ({"year": ""}, "chưa điền"),
    ],
)
def test_wrong_year_is_refused(staff: Client, changes: dict[str, str], sentence: str) -> None:
    data = {"year": "2028", "starts_on": "1/10/2027", "ends_on": "30/9/2028"} | changes
    before = WorkYear.objects.count(), Period.objects.count()
    response = staff.post(address("work_year_create"), data)
    assert response.status_code == 422
    assert any(words in response.content.decode() for words in sentence.split("|"))
    assert (WorkYear.objects.count(), Period.objects.count()) == before


def test_periods_are_edited_in_one_table(staff: Client, made: Office) -> None:
    row = month(made.year, 1)
    data = typed(made.year, row, label="Tháng đầu năm", due_at="28/10/2025 11:30")
    assert staff.post(address("work_year_detail", made.year.pk), data).status_code == 302
    row.refresh_from_db()
    assert (row.label, row.due_at) == ("Tháng đầu năm", f.moment("2025-10-28 11:30"))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"label": ""}, "chưa điền"),
        ({"label": "x" * 61}, "tối đa 60 ký tự"),
        ({"label": "Kỳ\nTỐI MẬT"}, "không được nhập"),
        ({"starts_on": "1/10/2025"}, "Trùng ngày với kỳ liền trước (Tháng 10/2025)"),
        ({"starts_on": "30/11/2025", "ends_on": "1/11/2025"}, "kết thúc sau ngày bắt đầu"),
        ({"ends_on": "2/12/2025"}, "phải kết thúc trong tháng 11/2025"),
        ({"ends_on": "1/10/2026"}, "nằm ngoài năm công tác"),
        ({"due_at": "ngày mai"}, "theo dạng 31/8/2026 16:00"),
        ({"due_at": "1/1/0001 00:00"}, "kiểm tra lại năm"),
    ],
)
def test_wrong_period_is_refused_and_nothing_stored(
    staff: Client, made: Office, values: dict[str, str], sentence: str
) -> None:
    row, other = month(made.year, 2), month(made.year, 5)
    data = typed(made.year, row, **values) | {f"{other.pk}-label": "Đổi cùng lúc"}
    response = staff.post(address("work_year_detail", made.year.pk), data)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert {*Period.objects.values_list("label", flat=True)} & {"", "Đổi cùng lúc"} == set()


def test_empty_sending_changes_nothing(staff: Client, made: Office) -> None:
    before = list(Period.objects.values())
    assert staff.post(address("work_year_detail", made.year.pk)).status_code == 422
    assert list(Period.objects.values()) == before


def move(staff: Client, made: Office, first: str, last: str) -> Any:
    data = {"starts_on": first, "ends_on": last}
    return staff.post(address("work_year_edit", made.year.pk), data)


def test_months_keep_name_and_deadline_when_the_year_is_shortened(
    staff: Client, made: Office
) -> None:
    row = month(made.year, 3)
    due = f.moment("2025-12-29 16:00")
    Period.objects.filter(pk=row.pk).update(label="Tháng Chạp", due_at=due)
    assert move(staff, made, "1/12/2025", "30/9/2026").status_code == 302
    row.refresh_from_db()
    assert (row.number, row.label, row.due_at) == (1, "Tháng Chạp", due)
    first_half = made.year.periods.get(kind=Period.Kind.HALF, number=1)
    assert first_half.starts_on == datetime.date(2025, 12, 1)
    assert made.year.periods.months().count() == 10


def test_longer_year_gets_the_months_that_it_lacks(staff: Client, made: Office) -> None:
    move(staff, made, "1/1/2026", "30/9/2026")
    assert move(staff, made, "1/10/2025", "30/9/2026").status_code == 302
    labels = list(made.year.periods.months().values_list("label", flat=True))
    assert (len(labels), labels[0], labels[-1]) == (12, "Tháng 10/2025", "Tháng 9/2026")


def test_year_is_not_shortened_below_its_figures(staff: Client, made: Office) -> None:
    made.enter(made.solved, "2025-10", 7)
    before = list(Period.objects.values())
    response = move(staff, made, "1/11/2025", "30/9/2026")
    assert response.status_code == 422
    assert "Tháng 10/2025 đã có số liệu" in response.content.decode()
    made.year.refresh_from_db()
    assert made.year.starts_on == datetime.date(2025, 10, 1)
    assert list(Period.objects.values()) == before


def test_year_is_not_shortened_below_a_period_that_a_meeting_heard(
    staff: Client, made: Office
) -> None:
    f.meeting(made.province, period=month(made.year, 1))
    before = list(Period.objects.values())
    response = move(staff, made, "1/11/2025", "30/9/2026")
    assert "Có hội nghị gắn với một kỳ" in response.content.decode()
    assert list(Period.objects.values()) == before


def test_unchanged_dates_leave_edited_periods_alone(staff: Client, made: Office) -> None:
    made.year.periods.filter(kind=Period.Kind.HALF, number=1).update(label="Sơ kết")
    move(staff, made, "1/10/2025", "30/9/2026")
    assert made.year.periods.filter(label="Sơ kết").exists()


def test_clerk_of_a_region_does_not_keep_the_calendar(client: Client, made: Office) -> None:
    client.force_login(made.clerk)
    for url in (address("work_year_list"), address("work_year_create")):
        response = client.get(url)
        assert response.status_code == 403
        assert "Văn phòng VKSND tỉnh sửa danh mục dùng chung" in response.content.decode()
