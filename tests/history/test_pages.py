"""History as it is read: by whoever sees the record, and by the inspector over all of them."""

import datetime
import io
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings import reporting
from meetings.matters import narrative
from procuracy.web.history import reading, recorded
from procuracy.web.history.context import Actor, Origin, drafting, working
from procuracy.web.models import Change, HistoryAccess
from tests import factories as f
from tests.factories.matters import matter, matter_register, matter_update
from tests.meetings.stage import signed_in
from units.models import Person, Role, Unit, User

pytestmark = pytest.mark.django_db

# Columns that serve the program only; every other one has a Vietnamese name.
UNNAMED = {
    "version",
    "change_no",
    "surroundings_no",
    "client_key",
    "assessment_version",
    "given_name",
}


@pytest.fixture
def province() -> Unit:
    return f.province()


def user(role: str, where: Unit) -> User:
    return f.user(role, where, on=timezone.localdate())


def acting(who: User) -> Origin:
    assert who.acting
    held = who.acting
    return Origin("POST /x/", address="10.1.2.3", who=lambda: Actor(who.pk, held.pk, held.unit_id))


def text(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())


def history(client: Client, record: Any, query: str = "") -> str:
    url = reverse("units:record_history", args=[record._meta.model_name, record.pk])
    return text(client.get(url + query))


def inspector(province: Unit) -> Client:
    return signed_in(user(Role.INSPECTOR, f.department(province, "Thanh tra")))


def search(client: Client, **asked: Any) -> str:
    today = timezone.localdate()
    asked = {"since": today.isoformat(), "until": today.isoformat()} | asked
    return text(client.get(reverse("units:change_list"), asked))


def test_words_are_unique_in_addresses() -> None:
    names = [model._meta.model_name for model in recorded.recorded_models()]
    assert len(names) == len(set(names))


def test_every_column_is_shown_by_a_vietnamese_name() -> None:
    unnamed = {
        f"{model._meta.label}.{field.name}"
        for model in recorded.recorded_models()
        for field in model._meta.concrete_fields
        if not field.primary_key
        and not reading.label_of(field)
        and field.name not in UNNAMED
        and model._meta.app_label != "web"
    }
    assert unnamed == set()


def test_change_says_who_when_and_what(province: Unit) -> None:
    clerk = user(Role.PERSONNEL, f.department(province, "Phòng Tổ chức cán bộ"))
    person = f.person("Lê Văn Cường", phone="0912")
    with working(acting(clerk)):
        Person.objects.filter(pk=person.pk).update(phone="0913 000 111")
    shown = history(signed_in(clerk), person)
    assert str(clerk) in shown
    assert "Cán bộ tổ chức, Phòng Tổ chức cán bộ" in shown
    assert "điện thoại" in shown
    assert shown.index("0912") < shown.index("→") < shown.index("0913 000 111")
    assert "từ 10.1.2.3" in shown


def test_choices_relations_and_days_are_words(province: Unit) -> None:
    reader = user(Role.OFFICE_STAFF, f.secretariat(province))
    phong = f.department(province, "Phòng 7")
    held = f.appointment(f.person(), phong, Role.UNIT_CLERK)
    held.valid_to = datetime.date(2026, 8, 31)
    held.role = Role.UNIT_DEPUTY
    held.save()
    shown = history(signed_in(reader), held)
    assert "31/8/2026" in shown
    assert "cán bộ tổng hợp đơn vị" in shown
    assert "phó thủ trưởng đơn vị" in shown
    assert "Phòng 7" in shown
    assert "unit_deputy" not in shown
    assert "2026-08-31" not in shown


def test_parts_stand_in_the_history_of_their_whole(province: Unit) -> None:
    reader = user(Role.OFFICE_STAFF, f.secretariat(province))
    unit = f.region(province)
    unit.fields.add(f.field("Thi hành án hình sự"))
    shown = history(signed_in(reader), unit)
    assert "lĩnh vực (đơn vị)" in shown
    assert "Thi hành án hình sự" in shown
    assert "tên đơn vị" in shown


def test_who_acts_under_a_mandate_is_shown_so(province: Unit) -> None:
    head, deputy = user(Role.PROVINCE_HEAD, province), user(Role.PROVINCE_DEPUTY, province)
    assert head.acting
    assert deputy.acting
    mandate = f.delegation(head.acting, deputy.acting, mandate="Giấy ủy quyền số 02")
    held = deputy.acting
    who = Actor(deputy.pk, held.pk, province.pk, mandate.pk)
    with working(Origin("POST /x/", who=lambda: who)):
        person = f.person()
    assert "theo ủy quyền (Giấy ủy quyền số 02)" in history(signed_in(head), person)


def test_work_on_the_server_is_told_as_such(province: Unit) -> None:
    reader = signed_in(user(Role.OFFICE_STAFF, f.secretariat(province)))
    person = f.person()
    assert "người quản trị máy chủ (procuracy_app)" in history(reader, person)
    with working(Origin("manage.py load_reference")):
        person = f.person()
    assert "lệnh trên máy chủ (load_reference)" in history(reader, person)
    with working(Origin("job units.jobs.deliver")):
        person = f.person()
    assert "phần mềm tự thực hiện" in history(reader, person)


def test_drafts_are_for_those_who_typed_them(province: Unit) -> None:
    office = f.secretariat(province)
    region = f.region(province)
    meeting = f.meeting(province, invited=[region])
    report = f.unit_report(meeting, region)
    section = f.section(report)
    with drafting():
        type(section).objects.filter(pk=section.pk).update(text="Chưa chắc chắn")
    own = signed_in(user(Role.UNIT_CLERK, region))
    assert "Chưa chắc chắn" not in history(own, section)
    assert "Chưa chắc chắn" in history(own, section, "?drafts")
    sender = user(Role.UNIT_HEAD, region)
    type(section).objects.filter(pk=section.pk).update(text="Chắc chắn")
    report.refresh_from_db()
    reporting.send(report, version=report.version, by=sender, at=f.NOW)
    other = signed_in(user(Role.OFFICE_STAFF, office))
    assert "Chắc chắn" in history(other, section)
    assert "Chưa chắc chắn" not in history(other, section, "?drafts")


def test_history_of_an_unsent_report_is_not_for_the_office(province: Unit) -> None:
    region = f.region(province)
    report = f.unit_report(f.meeting(province, invited=[region]), region)
    office = signed_in(user(Role.OFFICE_STAFF, f.secretariat(province)))
    url = reverse("units:record_history", args=["unitreport", report.pk])
    assert office.get(url).status_code == 403


@pytest.mark.parametrize(
    ("kind", "key"), [("nothing", "1"), ("person", "0"), ("person", "abc"), ("user", "1")]
)
def test_what_has_no_page_of_history_is_not_found(province: Unit, kind: str, key: str) -> None:
    client = signed_in(user(Role.OFFICE_STAFF, f.secretariat(province)))
    assert client.get(f"/history/{kind}/{key}/").status_code == 404


def test_administrator_sees_no_business_history(province: Unit) -> None:
    admin = signed_in(user(Role.ADMINISTRATOR, f.secretariat(province)))
    meeting = f.meeting(province)
    url = reverse("units:record_history", args=["meeting", meeting.pk])
    assert admin.get(url).status_code == 404
    assert admin.get(reverse("units:change_list")).status_code == 403


def test_search_by_each_condition(province: Unit) -> None:
    client = inspector(province)
    typist = user(Role.UNIT_CLERK, f.department(province, "Phòng 8"))
    Person.objects.filter(user=typist).update(full_name="Đặng Thị Hường")
    with working(acting(typist)):
        f.field("Khiếu nại, tố cáo")
    f.field("Dân sự")
    assert typist.acting
    only = {
        "person": "dang thi huong",
        "unit": typist.acting.unit_id,
        "words": "khieu nai",
    }
    for key, value in only.items():
        shown = search(client, thing="units_field", **{key: value})
        assert "Khiếu nại, tố cáo" in shown
        assert "Dân sự" not in shown
    assert "Dân sự" in search(client, thing="units_field", act="insert")
    assert "Dân sự" not in search(client, thing="units_field", act="delete")
    assert "Dân sự" not in search(client, thing="units_person")
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    assert "Dân sự" not in search(client, since="2020-01-01", until=yesterday.isoformat())


def test_search_shows_only_the_own_office(province: Unit) -> None:
    other = f.province("VKSND tỉnh Phú Yên")
    f.region(other, "VKSND khu vực 9")
    f.region(province, "VKSND khu vực 1")
    shown = search(inspector(province))
    assert "VKSND khu vực 1" in shown
    assert "VKSND khu vực 9" not in shown


def test_search_is_paged_without_counting(province: Unit) -> None:
    client = inspector(province)
    for number in range(60):
        f.region(province, "VKSND khu vực 7", place_name=f"Nơi {number:03}")
    asked = {"thing": "units_unitname"}
    first = search(client, **asked)
    assert "Nơi 059" in first
    assert "Nơi 005" not in first
    oldest = Change.objects.filter(table="units_unitname").order_by("-pk")[49].pk
    assert f"before={oldest}" in first
    assert "Nơi 005" in search(client, before=oldest, **asked)


def test_faulty_search_says_what_to_mend(province: Unit) -> None:
    client = inspector(province)
    asked = {"since": "2026-02-01", "until": "2026-01-01"}
    for page in ("units:change_list", "units:change_export"):
        assert "Ngày cuối không được trước ngày đầu." in text(client.get(reverse(page), asked))
    assert not HistoryAccess.objects.exists()


def test_search_and_export_are_logged(province: Unit) -> None:
    client = inspector(province)
    search(client, words="mật khẩu")
    client.get(reverse("units:change_export"))
    first, second = HistoryAccess.objects.order_by("pk")
    assert (first.action, first.asked["words"]) == ("search", "mật khẩu")
    assert second.action == "export"


def test_export_holds_a_row_for_each_field(province: Unit) -> None:
    client = inspector(province)
    f.region(province, "VKSND khu vực 3", name="=1+1")
    answer: Any = client.get(reverse("units:change_export"), {"thing": "units_unitname"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][0] == "LỊCH SỬ THAY ĐỔI"
    fields = {row[8]: row[10] for row in rows if row[7] == "=1+1"}
    assert (fields["tên đầy đủ"], fields["tên gọn"]) == ("=1+1", "VKSND khu vực 3")


@pytest.mark.parametrize("page", ["search", "record"])
def test_pages_cost_the_same_with_many_changes(province: Unit, page: str) -> None:
    client = inspector(province)
    person = f.person()

    def cost(changes: int) -> int:
        for _ in range(changes):
            author = user(Role.UNIT_CLERK, f.department(province, "Phòng"))
            with working(acting(author)):
                f.appointment(person, f.department(province), valid_from="2026-01-01")
        with CaptureQueriesContext(connection) as queries:
            if page == "search":
                search(client, thing="units_appointment")
            else:
                history(client, person)
        return len(queries)

    cost(1)
    few = cost(1)
    assert cost(15) == few


def test_reports_figures_and_portfolios_are_named_as_the_office_names_them(province: Unit) -> None:
    region = f.region(province, "VKSND khu vực 3")
    report = f.unit_report(f.meeting(province, title="Giao ban tháng 11"), region)
    figure = f.figure(f.indicator("Số vụ thụ lý"), region, datetime.date(2026, 10, 1), 4)
    field = f.field()
    deputy = f.appointment(f.person(), province, Role.PROVINCE_DEPUTY)
    held = f.portfolio(deputy, unit=region, field=field)
    today = timezone.localdate()
    names = reading.Names(today)
    for row in (report, figure, held):
        names.want(type(row), row.pk)
    short = region.naming(today).short_name
    assert names.get(type(report), report.pk) == f"{short}, Giao ban tháng 11"
    assert names.get(type(figure), figure.pk) == f"Số vụ thụ lý, {short}, tháng 10/2026"
    assert names.get(type(held), held.pk) == f"{field}, {short}"


def test_words_of_a_register_that_keeps_counts_again_are_shown_to_nobody(province: Unit) -> None:
    """Neither in the history of the matter and its updates, nor found by the inspector."""
    now = timezone.now()
    chief = user(Role.HEAD_OF_OFFICE, f.secretariat(province))
    unit = f.department(province, "Phòng 1")
    register = matter_register("Án cấp ủy theo dõi", keeps_narrative=False, may_hold_secrets=True)
    narrative.switch(register, is_on=True, reason="Đã rà soát", by=chief, at=now)
    with working(acting(user(Role.UNIT_CLERK, unit))):
        row = matter(register, unit, number="12/2026", summary="Xin ý kiến cấp ủy")
        told = matter_update(row, text="Cấp ủy đã trả lời")
        row.summary = "Cấp ủy chỉ đạo"
        row.save(update_fields=["summary"])
    client, inspecting = signed_in(chief), inspector(province)

    def shown() -> str:
        pages = [history(client, row), history(client, told), history(inspecting, row)]
        return " ".join([*pages, search(inspecting), search(inspecting, words="cap uy da tra loi")])

    words = ("Xin ý kiến cấp ủy", "Cấp ủy chỉ đạo", "Cấp ủy đã trả lời")
    before = shown()
    assert all(text in before for text in words)
    narrative.switch(register, is_on=False, reason="Có nguy cơ lộ", by=chief, at=now)
    after = shown()
    assert not [text for text in words if text in after]
    assert after.count(reading.WITHHELD) > 3
    assert "Hồ sơ 12/2026" in after
    assert str(told) not in search(inspecting, words="cap uy da tra loi")
