"""Pages of matters: the month's screen, the registers, who reads what, paper and workbook."""

import datetime
import io
from dataclasses import dataclass

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import Matter, MatterCount, MatterRegister, MatterUpdate, NarrativeSwitch
from tests import factories as make
from tests.factories.matters import matter, matter_count, matter_register, matter_update
from tests.meetings.test_notice_pages import as_user
from units.models import Field, Role, Unit, User

pytestmark = pytest.mark.django_db
# The clock of tests stands at 22 November 2026: October's numbers are wanted.
MONTH, LAST = datetime.date(2026, 10, 1), datetime.date(2026, 9, 1)
Kind = MatterUpdate.Kind
HTMX = {"HX-Request": "true"}


@dataclass
class World:
    province: Unit
    unit: Unit
    clerk: User
    chief: User
    client: Client
    field: Field
    register: MatterRegister
    counted: MatterRegister
    row: Matter


@pytest.fixture
def world() -> World:
    province = make.province()
    unit = make.region(province)
    clerk = make.user(Role.UNIT_CLERK, unit)
    field = make.field("Án hình sự")
    register = matter_register(short_name="Tồn đọng")
    return World(
        province,
        unit,
        clerk,
        make.user(Role.HEAD_OF_OFFICE, make.secretariat(province)),
        as_user(clerk),
        field,
        register,
        matter_register("Án cấp ủy theo dõi", keeps_narrative=False, may_hold_secrets=True),
        matter(register, unit, number="12/2026", field=field),
    )


def url(name: str, *args: int, query: str = "") -> str:
    return reverse(f"meetings:{name}", args=args) + query


def send(world: World, row: Matter, *, htmx: bool = True, **typed: str) -> "tuple[int, str]":
    given = {"month": "2026-10", "stage": row.stage, "text": ""} | typed
    answer = world.client.post(
        url("matter_update", row.pk), given, headers=HTMX if htmx else {}, follow=not htmx
    )
    return answer.status_code, answer.content.decode()


def test_one_key_says_that_nothing_changed(world: World) -> None:
    page = world.client.get(url("matter_month")).content.decode()
    assert "đã cập nhật 0/2" in page
    assert 'name="same" value="1" data-key="K"' in page
    status, part = send(world, world.row, same="1")
    assert status == 200
    assert "✓ không thay đổi" in part
    assert 'data-key="K"' not in part
    assert "<html" not in part
    assert world.row.updates.last().month == MONTH  # type: ignore[union-attr]


def test_change_is_stored_without_scripts_too(world: World) -> None:
    status, page = send(
        world, world.row, htmx=False, stage="đang truy tố", text="Đã chuyển hồ sơ sang Tòa án"
    )
    assert status == 200
    assert "đã cập nhật 1/2" in page
    update = world.row.updates.last()
    assert update
    assert (update.kind, update.stage) == (Kind.CHANGED, "đang truy tố")


@pytest.mark.parametrize("htmx", [True, False])
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": "Bị can Nguyễn Văn A bỏ trốn"}, "Không ghi tên người bị buộc tội"),
        ({"text": "Vụ Trần Văn Tám"}, "Có thể có tên người"),
        ({"text": "TUYỆT MẬT"}, "chỉ ghi mức độ mật"),
        ({"text": "Đã họp liên ngành", "same": "1"}, "bấm Lưu, hoặc xóa nội dung"),
        ({"stage": "đã quên", "text": "abc"}, "Chọn một mục có trong danh sách"),
    ],
)
def test_refused_line_keeps_what_was_typed(
    world: World, typed: dict[str, str], sentence: str, htmx: bool
) -> None:
    status, page = send(world, world.row, htmx=htmx, **typed)
    assert status == 422
    assert sentence in page
    assert typed["text"] in page
    assert world.row.updates.count() == 1


def test_doubtful_name_may_be_confirmed_and_an_officers_is_not_asked_about(world: World) -> None:
    confirmed = send(world, world.row, text="Tuyến đường Lê Lợi Phố", no_suspects="on")
    assert confirmed[0] == 200
    make.person("Lê Minh Hải")
    assert send(world, world.row, text="Giao Lê Minh Hải trực tiếp kiểm sát")[0] == 200


def test_second_writer_sees_the_firsts_line_and_keeps_his_own(world: World) -> None:
    seen = str(world.row.updates.get().pk)
    send(world, world.row, text="Đã gửi công văn <đôn đốc>", seen=seen)
    status, part = send(world, world.row, text="Đã <b>họp</b> liên ngành", seen=seen)
    assert status == 422
    assert "Đã gửi công văn &lt;đôn đốc&gt;" in part
    assert "Đã &lt;b&gt;họp&lt;/b&gt; liên ngành" in part
    latest = str(world.row.updates.order_by("-pk")[0].pk)
    assert f'name="seen" value="{latest}"' in part
    assert send(world, world.row, text="Đã họp liên ngành", seen=latest)[0] == 200
    assert world.row.updates.count() == 3


def counts(world: World, **typed: str) -> "tuple[int, str]":
    given = {f"r{world.counted.pk}-{name}": value for name, value in typed.items()}
    answer = world.client.post(url("matter_count_save"), given | {"month": "2026-10"}, follow=True)
    return answer.status_code, answer.content.decode()


def test_secret_register_takes_numbers_and_a_paper_only(world: World) -> None:
    assert counts(world, opened="1", closed="0")[0] == 422
    status, page = counts(world, opened="1", closed="0", standing="3", paper="12/BC-VKS")
    assert (status, "Đã lưu số lượng của 1 sổ" in page) == (200, True)
    row = MatterCount.objects.get()
    assert (row.standing, row.opened, row.paper) == (3, 1, "12/BC-VKS")
    assert (
        "chỉ ghi số lượng"
        in world.client.get(url("matter_create", world.counted.pk)).content.decode()
    )
    refused = counts(world, opened="0", closed="9", seen="3", paper="bị can Nguyễn Văn A")
    assert refused[0] == 422
    assert "bị can Nguyễn Văn A" in refused[1]
    assert MatterCount.objects.get().closed == 0


def test_rest_of_the_month_is_unchanged_by_one_button(world: World) -> None:
    matter_count(world.counted, world.unit, LAST, 3)
    page = world.client.get(url("matter_month")).content.decode()
    assert "Còn lại không thay đổi (2)" in page
    world.client.post(url("matter_keep_all"), {"month": "2026-10"})
    assert "đã cập nhật 2/2" in world.client.get(url("matter_month")).content.decode()
    assert MatterCount.objects.get(month=MONTH).standing == 3


def test_matter_is_opened_corrected_closed_and_watched_again(world: World) -> None:
    given = {"number": "20/2026", "field": world.field.pk, "opened_on": "2026-10-05"}
    opened = world.client.post(
        url("matter_create", world.register.pk), given | {"stage": "đang điều tra"}
    )
    assert opened.status_code == 302
    row = Matter.objects.get(number="20/2026")
    form = world.client.get(url("matter_edit", row.pk)).context["form"]
    changed = given | {"paper": "KN 05/KN-VKS", "seen": form.initial["seen"]}
    assert world.client.post(url("matter_edit", row.pk), changed).status_code == 302
    assert world.client.post(url("matter_edit", row.pk), changed).status_code == 422
    closing = {"on": "2026-11-20", "reason": "đình chỉ", "text": "Hết thời hiệu"}
    assert world.client.post(url("matter_close", row.pk), closing).status_code == 302
    assert world.client.post(url("matter_close", row.pk), closing).status_code == 422
    assert (
        world.client.post(url("matter_reopen", row.pk), {"reason": "Phục hồi"}).status_code == 302
    )
    page = world.client.get(url("matter_detail", row.pk)).content.decode()
    for words in (
        "KN 05/KN-VKS",
        'kết thúc: <span class="pre">đình chỉ. Hết thời hiệu',
        "Phục hồi",
    ):
        assert words in page


def test_same_number_in_a_register_is_refused_with_a_sentence(world: World) -> None:
    given = {"number": "12/2026", "field": world.field.pk, "opened_on": "2026-10-05"}
    answer = world.client.post(
        url("matter_create", world.register.pk), given | {"stage": "đang điều tra"}
    )
    assert answer.status_code == 422
    assert "Hồ sơ số này đang được theo dõi trong sổ." in answer.content.decode()


def test_head_of_office_opens_a_register_to_words_with_a_reason(world: World) -> None:
    client = as_user(world.chief)
    page = url("matter_register_switch", world.counted.pk)
    assert client.post(page, {"turn": "on", "reason": ""}).status_code == 422
    assert client.post(page, {"turn": "on", "reason": "Đã rà soát"}).status_code == 302
    assert client.post(page, {"turn": "on", "reason": "Lần nữa"}).status_code == 422
    switch = NarrativeSwitch.objects.get()
    assert (switch.reason, switch.by, switch.office) == (
        "Đã rà soát",
        world.chief.acting,
        world.province,
    )
    shown = world.client.get(url("matter_register", world.counted.pk)).content.decode()
    assert "Đã rà soát" in shown
    assert world.client.get(page).status_code == 403


def test_office_adds_a_register_that_keeps_counts_whatever_is_sent(world: World) -> None:
    client = as_user(make.user(Role.OFFICE_STAFF, world.province.children.get(is_secretariat=True)))
    given = {"name": "Án ma túy", "short_name": "Ma túy", "order": "20", "is_active": "on"}
    assert client.post(url("matter_register_create"), given | {"order": "x"}).status_code == 422
    bold = given | {"keeps_narrative": "on"}
    assert client.post(url("matter_register_create"), bold).status_code == 302
    made = MatterRegister.objects.get(code="ma-tuy")
    assert not made.keeps_narrative
    # Neither does editing open a register that may hold secrets.
    edited = url("matter_register_edit", world.counted.pk)
    assert client.post(edited, bold | {"name": "Án cấp ủy"}).status_code == 302
    world.counted.refresh_from_db()
    assert (world.counted.name, world.counted.may_hold_secrets) == ("Án cấp ủy", True)
    assert not world.counted.keeps_narrative
    assert "Án ma túy" in client.get(url("matter_register_list")).content.decode()


# Who reads what


def test_department_reads_its_field_in_every_unit_and_nothing_else(world: World) -> None:
    department = make.department(world.province, "Phòng 2")
    department.fields.add(world.field)
    other = matter(world.register, world.unit, number="99/2026")
    client = as_user(make.user(Role.UNIT_CLERK, department))
    page = client.get(url("matter_register", world.register.pk)).content.decode()
    assert "Hồ sơ 12/2026" in page
    assert "Hồ sơ 99/2026" not in page
    assert client.get(url("matter_detail", world.row.pk)).status_code == 200
    assert client.get(url("matter_detail", other.pk)).status_code == 404
    overview = client.get(url("matter_list")).content.decode()
    assert "VKSND khu vực 5" in overview
    matter_update(world.row, text="Đã có kết luận giám định", at=make.NOW)
    stranger = as_user(make.user(Role.UNIT_CLERK, make.department(world.province, "Phòng 8")))
    assert stranger.get(url("matter_unit", world.unit.pk)).status_code == 404
    assert (
        "Đã có kết luận"
        not in stranger.get(url("matter_register", world.register.pk)).content.decode()
    )


def test_leader_sees_which_register_grows_and_who_is_silent(world: World) -> None:
    matter_count(world.counted, world.unit, LAST, 3)
    matter_count(world.counted, world.unit, MONTH, 5, opened=2, paper="40/BC-VKS")
    client = as_user(make.user(Role.PROVINCE_HEAD, world.province))
    sections = client.get(url("matter_list")).context["page"].sections
    by_register = {row[0].text: [cell.text for cell in row[2:]] for row in sections[0].rows}
    assert by_register["Án cấp ủy theo dõi"] == ["3", "2", "", "5", "+2", "", ""]
    assert by_register["Vụ, việc tồn đọng"] == ["1", "", "", "1", "", "1 tháng", "1"]
    assert [cell.text for cell in sections[1].rows[0]][-2:] == ["Án cấp ủy theo dõi +2", "1"]
    numbers = client.get(url("matter_register", world.counted.pk)).context["page"].sections[0]
    assert [cell.text for cell in numbers.rows[0]][-6:] == ["3", "5", "2", "", "+2", "40/BC-VKS"]


@pytest.mark.parametrize(
    ("only", "shown"), [("", {"12/2026", "1/2025"}), ("old", {"1/2025"}), ("late", {"12/2026"})]
)
def test_register_shows_only_what_is_asked_for(world: World, only: str, shown: set[str]) -> None:
    old = matter(world.register, world.unit, number="1/2025", opened_on=datetime.date(2025, 3, 1))
    matter_update(old, month=MONTH, kind=Kind.UNCHANGED)
    page = world.client.get(url("matter_register", world.register.pk, query=f"?only={only}"))
    rows = page.context["page"].sections[0].rows
    assert {row[1].text.removeprefix("Hồ sơ ") for row in rows} == shown


def test_meeting_shows_what_changed_and_that_nothing_did(world: World) -> None:
    meeting = make.meeting(world.province, invited=[world.unit], starts_at=make.NOW)
    matter_update(
        world.row, text="Đã xét xử", at=make.NOW - datetime.timedelta(days=2), stage="đang xét xử"
    )
    page = world.client.get(url("matter_changes", meeting.pk)).content.decode()
    assert "có thay đổi: Đã xét xử" in page
    assert "Không sổ nào tăng." in page
    quiet = make.meeting(world.province, invited=[make.region(world.province)])
    client = as_user(world.chief)
    assert "<p>Không.</p>" in client.get(url("matter_changes", quiet.pk)).content.decode()


@pytest.mark.parametrize(
    "name", ["matter_list", "matter_register", "matter_unit", "matter_changes"]
)
def test_page_is_printed_and_written_into_a_workbook(world: World, name: str) -> None:
    meeting = make.meeting(world.province, invited=[world.unit], starts_at=make.NOW)
    keys = {
        "matter_register": [world.register.pk],
        "matter_unit": [world.unit.pk],
        "matter_changes": [meeting.pk],
    }
    printed = world.client.get(url(f"{name}_print", *keys.get(name, [])))
    assert printed.content.startswith(b"%PDF")
    sheet = world.client.get(url(f"{name}_sheet", *keys.get(name, [])))
    book = openpyxl.load_workbook(io.BytesIO(sheet.getvalue()))
    texts = {str(c.value) for one in book for line in one.iter_rows() for c in line if c.value}
    assert texts & {"Vụ, việc tồn đọng", "Hồ sơ 12/2026", "Không sổ nào tăng."}


def test_pages_cost_the_same_with_few_and_many_matters(world: World) -> None:
    client = as_user(make.user(Role.PROVINCE_HEAD, world.province))
    meeting = make.meeting(world.province, invited=[world.unit], starts_at=make.NOW)
    matter_update(world.row, text="Đã đôn đốc", at=make.NOW - datetime.timedelta(days=3))
    pages = [
        (client, url("matter_list")),
        (client, url("matter_register", world.register.pk)),
        (client, url("matter_unit", world.unit.pk)),
        (client, url("matter_changes", meeting.pk)),
        (world.client, url("matter_month")),
    ]

    def cost() -> list[int]:
        found = []
        for visitor, page in pages:
            with CaptureQueriesContext(connection) as queries:
                assert visitor.get(page).status_code == 200
            found.append(len(queries))
        return found

    cost()
    before = cost()
    others = [make.region(world.province, f"VKSND khu vực {n}") for n in range(7, 12)]
    for unit in [world.unit, *others]:
        for n in range(3):
            row = matter(world.register, unit, responsible=world.clerk.person)
            matter_update(row, text=f"Thay đổi {n}", at=make.NOW - datetime.timedelta(days=n))
        matter_count(world.counted, unit, LAST, 4)
    assert cost() == before


def test_work_tells_of_matters_the_month_was_not_told_of(world: World) -> None:
    page = world.client.get(reverse("meetings:my_work")).content.decode()
    assert "Cập nhật vụ, việc theo dõi tháng 10/2026" in page
    assert "1 vụ, việc chưa cập nhật" in page
    send(world, world.row, same="1")
    again = world.client.get(reverse("meetings:my_work")).content.decode()
    assert "vụ, việc chưa cập nhật" not in again


def test_history_of_a_matter_tells_its_updates(world: World) -> None:
    history = reverse("units:record_history", args=["matter", world.row.pk])
    assert "diễn biến vụ, việc" in world.client.get(history).content.decode().lower()
