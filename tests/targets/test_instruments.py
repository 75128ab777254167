"""Instruments drafted here: submitted, approved, issued, replaced; the tree; files and awards."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from procuracy.web.errors import Refused
from targets import instruments
from targets.models import Award, Instrument
from tests import factories as f
from tests.factories import plans as plan_rows
from tests.targets.figures_facts import Office, office
from tests.uploaded import png
from units.models import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]
State = Instrument.State
SCAN = png()


@pytest.fixture
def made() -> Office:
    return office()


@pytest.fixture
def staff(client: Client, made: Office) -> Client:
    client.force_login(made.staff)
    return client


def address(name: str, *args: int) -> str:
    return reverse(f"targets:{name}", args=args)


def draft(made: Office, **more: object) -> Instrument:
    columns = {"code": "", "issued_on": None, "state": State.DRAFT} | more
    columns["unit"] = made.province
    return Instrument.objects.create(
        kind="KH", issuer="VKSND tỉnh", subject="Kế hoạch chuyên đề", **columns
    )


def test_draft_goes_its_way_until_it_is_replaced(staff: Client, made: Office) -> None:
    page = staff.get(address("instrument_create") + "?draft=1").content.decode()
    assert 'name="code"' not in page, "a draft has no number yet"
    data = {"kind": "KH", "issuer": "VKSND tỉnh", "subject": "Kế hoạch chuyên đề tin báo"}
    assert staff.post(address("instrument_create") + "?draft=1", data).status_code == 302
    own = Instrument.objects.get()
    assert (own.state, own.unit) == (State.DRAFT, made.province)

    staff.post(address("instrument_submit", own.pk))
    assert staff.post(address("instrument_approve", own.pk)).status_code == 403
    head = Client()
    head.force_login(f.user(Role.PROVINCE_HEAD, made.province))
    head.post(address("instrument_approve", own.pk))
    issued = {"code": "12/KH-VKS", "issued_on": "5/11/2026", "signer": "Nguyễn Văn A"}
    assert staff.post(address("instrument_issue", own.pk), issued).status_code == 302
    own.refresh_from_db()
    assert (own.state, str(own), own.signer) == (
        State.IN_FORCE,
        "Kế hoạch số 12/KH-VKS",
        "Nguyễn Văn A",
    )

    newer = f.instrument("20/KH-VKS", issued_on=datetime.date(2026, 11, 10))
    staff.post(address("instrument_replace", own.pk), {"by": newer.pk, "on": "10/11/2026"})
    own.refresh_from_db()
    assert (own.state, own.replaced_by) == (State.REPLACED, newer)
    shown = staff.get(address("instrument_detail", newer.pk)).content.decode()
    assert "Kế hoạch số 12/KH-VKS" in shown
    staff.post(address("instrument_restore", own.pk))
    own.refresh_from_db()
    assert (own.state, own.replaced_by) == (State.IN_FORCE, None)


def test_steps_out_of_order_are_refused(made: Office) -> None:
    own = draft(made)
    with pytest.raises(Refused, match="Không thể phê duyệt: văn bản dự thảo"):
        instruments.approve(own)
    with pytest.raises(Refused, match="Không thể ban hành: văn bản dự thảo"):
        instruments.issue(own, code="1/KH", issued_on=f.TODAY, signer="A")
    with pytest.raises(Refused, match="Không thể trình: văn bản còn hiệu lực"):
        instruments.submit(f.instrument())
    with pytest.raises(Refused, match="không thể trước ngày ban hành"):
        instruments.replace(f.instrument(), by=None, on=datetime.date(2020, 1, 1))


def test_number_given_twice_is_refused_and_typed_text_stays(staff: Client, made: Office) -> None:
    taken = f.instrument("12/KH-VKS", issued_on=datetime.date(2026, 11, 5), issuer="VKSND tỉnh")
    own = draft(made, state=State.APPROVED)
    own.bases.add(f.instrument("9/CT", issued_on=datetime.date(2026, 11, 6)))
    data = {"code": taken.code, "issued_on": "5/11/2026", "signer": "Nguyễn Văn A"}
    answer = staff.post(address("instrument_issue", own.pk), data)
    assert answer.status_code == 422
    assert "ban hành sau ngày này nên không thể là căn cứ" in answer.content.decode()
    own.bases.clear()
    answer = staff.post(address("instrument_issue", own.pk), data)
    assert answer.status_code == 422
    assert "Đã có văn bản khác cùng số" in answer.content.decode()
    assert "Nguyễn Văn A" in answer.content.decode()


def test_draft_of_another_office_does_not_exist(client: Client, made: Office) -> None:
    own = draft(made)
    client.force_login(f.user(Role.OFFICE_STAFF, f.secretariat(f.province("VKSND tỉnh Phú Yên"))))
    assert client.get(address("instrument_detail", own.pk)).status_code == 404
    assert "Kế hoạch chuyên đề" not in client.get(address("instrument_list")).content.decode()
    assert "Kế hoạch chuyên đề" not in client.get(address("instrument_tree")).content.decode()


def test_paper_of_an_issued_plan_is_not_edited(staff: Client, made: Office) -> None:
    own = f.instrument(plan=f.plan(made.province, made.year))
    answer = staff.post(address("instrument_edit", own.pk), {"subject": "khác"}, follow=True)
    assert "lập bản bổ sung" in answer.content.decode()
    own.refresh_from_db()
    assert own.subject != "khác"


def test_tree_hangs_each_once_below_its_nearest_base(staff: Client, made: Office) -> None:
    law = f.instrument("96/2019/QH14", issued_on=datetime.date(2019, 11, 27))
    order = f.instrument("01/CT-VKSTC", issued_on=datetime.date(2025, 12, 1))
    plan = f.instrument("03/KH-VKS", issued_on=datetime.date(2025, 12, 20))
    order.bases.add(law)
    plan.bases.add(law, order)
    programme = f.plan(made.region, made.year, title="Chương trình của phòng")
    programme.bases.add(plan)

    rows = Instrument.objects.prefetch_related("bases")
    nodes = instruments.tree(rows, [programme])

    assert [(n.instrument, n.depth, n.also) for n in nodes] == [
        (law, 0, []),
        (order, 1, []),
        (plan, 2, [law]),
    ]
    assert nodes[2].plans == [programme]
    page = staff.get(address("instrument_tree")).content.decode()
    assert page.index("96/2019/QH14") < page.index("01/CT-VKSTC") < page.index("03/KH-VKS")
    assert "Chương trình của phòng" in page


def test_tree_with_a_circle_still_shows_everything() -> None:
    first, second = f.instrument("1/A"), f.instrument("2/B")
    first.bases.add(second)
    second.bases.add(first)
    nodes = instruments.tree(Instrument.objects.prefetch_related("bases"))
    assert {n.instrument for n in nodes} == {first, second}


def test_file_is_kept_once_and_secrets_are_refused(staff: Client) -> None:
    own = f.instrument()
    url = address("instrument_attach", own.pk)

    def send(name: str, content: bytes, **more: str) -> int:
        return staff.post(url, {"file": SimpleUploadedFile(name, content), **more}).status_code

    assert send("ke-hoach.exe", b"MZ") == 422
    assert send("TỐI MẬT.png", SCAN, not_secret="on") == 422
    assert not own.files.exists()
    assert send("ke-hoach.png", SCAN) == 422, "nobody vouched for a scan"
    assert send("ke-hoach.png", SCAN, not_secret="on") == 302
    assert send("lan-nua.png", SCAN, not_secret="on") == 422
    stored = own.files.get()
    answer = staff.get(address("instrument_file", stored.pk))
    assert answer.content == SCAN
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'; sandbox")
    assert Client().get(address("instrument_file", stored.pk)).status_code == 302, (
        "no public address"
    )


def test_file_taken_unscanned_is_marked(staff: Client) -> None:
    own = f.instrument()
    plan_rows.instrument_file(own, virus_check="away")
    assert "chưa quét vi-rút" in staff.get(address("instrument_detail", own.pk)).content.decode()


def test_list_prints_and_exports_what_it_shows(staff: Client) -> None:
    f.instrument("01/HD", subject="Hướng dẫn công tác kiểm sát")
    f.instrument("02/HD", subject="Nội dung khác")
    query = "?q=huong dan"
    assert staff.get(address("instrument_print") + query)["Content-Type"] == "application/pdf"
    sheet = staff.get(address("instrument_sheet") + query)
    assert sheet["Content-Type"].startswith("application/vnd.openxmlformats")


def test_award_is_recorded_once_and_shown(staff: Client, made: Office) -> None:
    unit = made.region
    data = {
        "work_year": made.year.pk,
        "unit": unit.pk,
        "title": "Tập thể lao động xuất sắc",
        "decision_code": "215/QĐ-VKS",
        "decided_on": "5/11/2026",
        "decided_by": "Viện trưởng VKSND tỉnh",
    }
    assert staff.post(address("award_create"), data).status_code == 302
    again = staff.post(address("award_create"), data)
    assert again.status_code == 422
    assert "Khen thưởng này đã được ghi." in again.content.decode()
    page = staff.get(address("award_list")).content.decode()
    assert "215/QĐ-VKS" in page
    assert staff.get(address("award_print")).status_code == 200
    award = Award.objects.get()
    assert staff.post(address("award_remove", award.pk)).status_code == 302
    assert not Award.objects.exists()


def test_awards_are_listed_with_the_same_queries(staff: Client, made: Office) -> None:
    unit, counts = made.region, []
    for number in range(3):
        plan_rows.award(unit, made.year, title=f"Giấy khen {number}")
        with CaptureQueriesContext(connection) as found:
            assert staff.get(address("award_list")).status_code == 200
        counts.append(len(found))
    assert len(set(counts[1:])) == 1
