"""Pages of inspections: the grid, the list on screen, paper and workbook, one inspection."""

import datetime
import io
from dataclasses import dataclass
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings import reference
from meetings.inspections import list_page, printing, repeating, stepping
from meetings.inspections.finding import Said, record
from meetings.models import DirectiveTask, Inspection, InspectionFinding, InspectionMode, Meeting
from meetings.tasks import following
from meetings.work import inspections as work
from meetings.work import tasks, waiting
from targets.models import WorkYear
from tests import factories as make
from tests.factories.inspections import DUE, MARCH, concluded, finding, inspection
from tests.meetings.stage import page, signed_in, words
from tests.uploaded import pdf
from units.models import Role, Unit, User

pytestmark = pytest.mark.django_db
Mode, State = InspectionMode, Inspection.State
NOW, TODAY = make.NOW, make.TODAY
NOVEMBER = TODAY.replace(day=1)


@dataclass
class World:
    province: Unit
    lead: Unit
    unit: Unit
    other: Unit
    year: WorkYear
    clerk: User  # of the Office
    client: Client


@pytest.fixture
def world() -> World:
    province = make.province()
    clerk = make.user(Role.OFFICE_STAFF, make.secretariat(province))
    return World(
        province,
        make.department(province, "Phòng 1"),
        make.region(province, "VKSND khu vực 3"),
        make.region(province, "VKSND khu vực 4"),
        make.work_year(2027),
        clerk,
        signed_in(clerk),
    )


def grid(world: World, typed: dict[str, str]) -> Any:
    units = Unit.objects.filter(parent=world.province)
    fields = ("inspected", "by_itself", "lead", "subject")
    empty = {f"u{unit.pk}-0-{name}": "" for unit in units for name in fields}
    sent = {"year": "2027", "all-lead": "", "all-subject": ""} | empty | typed
    return world.client.post(page("inspection_plan"), sent)


def test_months_typed_into_the_grid_become_lines_of_the_list(world: World) -> None:
    first, second = f"u{world.unit.pk}-0", f"u{world.other.pk}-0"
    typed = {
        "all-lead": str(world.lead.pk),
        "all-subject": "Án hình sự",
        f"{first}-inspected": "3",
        f"{first}-by_itself": "09/2027",
        f"{second}-inspected": "12",
        f"{second}-subject": "Tạm giam",
    }
    for _ in range(2):
        assert grid(world, typed).status_code == 302
    rows = Inspection.objects.order_by("planned_month")
    assert [(row.unit, row.mode, row.planned_month, row.subject) for row in rows] == [
        (world.other, Mode.INSPECTED, datetime.date(2026, 12, 1), "Tạm giam"),
        (world.unit, Mode.INSPECTED, MARCH, "Án hình sự"),
        (world.unit, Mode.SELF, datetime.date(2027, 9, 1), "Án hình sự"),
    ]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"inspected": "13", "lead": "own"}, "Ghi tháng từ 10/2026 đến 9/2027."),
        ({"inspected": "3/2026", "lead": "own"}, "Ghi tháng từ 10/2026 đến 9/2027."),
        ({"inspected": "3"}, "Chọn đơn vị chủ trì."),
        ({"subject": "Tạm giam"}, "Ghi tháng kiểm tra hoặc tự kiểm tra."),
        ({"inspected": "3", "lead": "own", "subject": "TUYỆT MẬT"}, "chỉ ghi mức độ mật"),
    ],
)
def test_grid_refuses_and_keeps_what_was_typed(
    world: World, typed: dict[str, str], sentence: str
) -> None:
    own = {"lead": str(world.lead.pk)} if typed.get("lead") else {}
    answer = grid(world, {f"u{world.unit.pk}-0-{k}": v for k, v in (typed | own).items()})
    assert answer.status_code == 422
    assert sentence in words(answer)
    for text in typed.values():
        assert text in ("own",) or f'value="{text}"' in words(answer)
    assert not Inspection.objects.exists()


def test_last_years_list_is_offered_and_stored_only_when_sent(world: World) -> None:
    before = make.work_year(2026)
    inspection(world.province, world.unit, world.lead, work_year=before, subject="Tạm giam")
    inspection(
        world.province,
        world.unit,
        world.lead,
        work_year=before,
        planned_month=MARCH.replace(month=5),
        subject="Dân sự",
    )
    shown: Any = world.client.get(page("inspection_plan") + "?year=2027&start=last")
    offered = [row.form for row in shown.context["rows"] if row.unit == world.unit]
    told = [(form["inspected"].value(), form["subject"].value()) for form in offered]
    assert told == [("3", "Tạm giam"), ("5", "Dân sự")]
    assert f'name="u{world.unit.pk}-1-inspected"' in words(shown)
    typed = {f"u{world.unit.pk}-1-{k}": v for k, v in (("inspected", "5"), ("subject", "Dân sự"))}
    both = typed | {f"u{world.unit.pk}-{n}-lead": str(world.lead.pk) for n in (0, 1)}
    assert grid(world, both).status_code == 302
    assert Inspection.objects.filter(work_year=world.year).get().subject == "Dân sự"


def test_list_is_the_same_on_screen_paper_and_in_the_workbook(world: World) -> None:
    row = concluded(world.province, world.unit, world.lead, world.clerk, subject="Án hình sự")
    inspection(world.province, world.other, world.lead, planned_month=NOVEMBER, mode=Mode.SELF)
    DirectiveTask.objects.update(due_on=TODAY - datetime.timedelta(days=3))
    shown = words(world.client.get(page("inspection_list") + "?year=2027"))
    for text in ("Đơn vị được kiểm tra: 1", "Đơn vị tự kiểm tra: 1", "Chưa có cuộc phúc tra nào"):
        assert text in shown
    assert page("inspection_detail", row.pk) in shown
    late = words(world.client.get(page("inspection_list") + "?year=2027&only=late"))
    assert "Đơn vị tự kiểm tra: 0" in late
    answer: Any = world.client.get(page("inspection_list_sheet") + "?year=2027&mode=inspected")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    cells = [cell for line in book["Kiểm tra"].iter_rows(values_only=True) for cell in line if cell]
    assert {"3/2027", "VKSND khu vực 3", "Phòng 1", "Án hình sự", "đã kết luận. 20/3/2027"} <= set(
        cells
    )
    paper = world.client.get(page("inspection_list_print") + "?year=2027")
    assert paper.content.startswith(b"%PDF")


def test_list_costs_the_same_with_many_rows(world: World) -> None:
    def cost(name: str, *args: int) -> int:
        world.client.get(page(name, *args) + "?year=2027")
        with CaptureQueriesContext(connection) as queries:
            assert world.client.get(page(name, *args) + "?year=2027").status_code == 200
        return len(queries)

    names = ("inspection_list", "inspection_plan", "inspection_repeat")
    row = concluded(world.province, world.unit, world.lead, world.clerk)
    few = [cost(name) for name in names] + [cost("inspection_detail", row.pk)]
    for number in range(5, 10):
        unit = make.region(world.province, f"VKSND khu vực {number}")
        concluded(world.province, unit, world.lead, world.clerk)
    for text in "abc":
        finding(row, text)
    assert [cost(name) for name in names] + [cost("inspection_detail", row.pk)] == few


def test_inspection_is_carried_through_on_its_page(world: World) -> None:
    person = make.person("Nguyễn Thị Hoa")
    make.appointment(person, world.lead)
    client = signed_in(make.user(Role.UNIT_HEAD, world.lead))
    row = inspection(world.province, world.unit, world.lead)

    def send(step: str, **typed: object) -> Any:
        return client.post(page(f"inspection_{step}", row.pk), typed)

    facts = {
        "unit": world.unit.pk,
        "mode": "inspected",
        "planned_month": "2027-04-01",
        "lead": world.lead.pk,
        "subject": "Tạm giữ, tạm giam",
        "team_lead": person.pk,
        "members": [person.pk],
    }
    assert send("edit", **facts, version=1).status_code == 302
    stale = send("edit", **facts, version=1)
    assert stale.status_code == 422
    assert "vừa được người khác sửa" in words(stale)
    assert send("announce", decision="").status_code == 422
    assert send("announce", decision="số 12/QĐ-VKS").status_code == 302
    assert send("hold", held_on="12/4/2027", held_to="10/4/2027").status_code == 422
    assert send("hold", held_on="10/4/2027").status_code == 302
    text = {"text": "Chậm phân loại tin", "repair": "Phân loại hết", "repair_due": "31/5/2027"}
    more = client.post(page("inspection_finding_create", row.pk), text | {"more": "1"})
    assert more["Location"] == page("inspection_finding_create", row.pk)
    undone = client.post(page("inspection_finding_create", row.pk), text | {"repair": ""})
    assert "Có hạn khắc phục thì ghi yêu cầu" in words(undone)
    assert send("conclude", on="20/4/2027", conclusion="số 05/KL-VKS").status_code == 302
    shown = words(client.get(page("inspection_detail", row.pk)))
    for told in ("Nguyễn Thị Hoa", "số 05/KL-VKS", "đã khắc phục 0/1", "Nhiệm vụ khắc phục"):
        assert told in shown
    task = DirectiveTask.objects.get()
    assert page("task_detail", task.pk) in shown
    assert page("inspection_detail", row.pk) in words(client.get(page("task_detail", task.pk)))
    assert "Còn 1 nội dung" in words(client.post(page("inspection_close", row.pk), follow=True))


def test_refused_step_shows_what_was_typed(world: World) -> None:
    row = inspection(world.province, world.unit, world.lead, state=State.HELD)
    finding(row, repair_due=None)
    early = {"on": "01/3/2027", "conclusion": "số 05/KL-VKS"}
    answer = world.client.post(page("inspection_conclude", row.pk), early)
    assert answer.status_code == 422
    assert "không được trước ngày kiểm tra" in words(answer)
    assert 'value="số 05/KL-VKS"' in words(answer)


def test_re_inspection_is_made_and_judged_on_its_pages(world: World) -> None:
    concluded(world.province, world.unit, world.lead, world.clerk)
    shown = words(world.client.get(page("inspection_repeat") + "?year=2027"))
    assert "Phân loại hết tin báo tồn" in shown
    sent = {"year": "2027", "units": [world.unit.pk], "month": "2027-09-01", "lead": ""}
    assert world.client.post(page("inspection_repeat"), sent).status_code == 302
    assert "Không còn nội dung nào" in words(
        world.client.get(page("inspection_repeat") + "?year=2027")
    )
    row = InspectionFinding.objects.get(carried_from__isnull=False)
    key = f"f{row.pk}"
    judged = page("inspection_finding_judge", row.pk)
    assert world.client.post(judged, {f"{key}-version": 1}).status_code == 422
    good = {f"{key}-outcome": "partly", f"{key}-note": "Còn 2 tin", f"{key}-version": 1}
    assert world.client.post(judged, good).status_code == 302
    page_of = words(world.client.get(page("inspection_detail", row.inspection_id)))
    assert "khắc phục một phần" in page_of
    assert "Lấy từ Kết luận kiểm tra số 05/KL-VKS" in page_of


def test_session_is_called_from_the_inspection_and_links_back(world: World) -> None:
    reference.load()
    make.appointment(make.person(), world.province, Role.PROVINCE_HEAD, position="Viện trưởng")
    row = inspection(world.province, world.unit, world.lead)
    address = page("inspection_meeting", row.pk) + "?session=announce"
    form = world.client.get(address).context["form"]
    typed = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    typed["place"] = "Trụ sở khu vực 3"
    typed = {
        name: str(one) if isinstance(one, datetime.date) else one for name, one in typed.items()
    }
    typed.pop("period", None)
    answer = world.client.post(address, typed)
    assert answer.status_code == 302, words(answer)
    meeting = Meeting.objects.get()
    assert meeting.title == "Công bố quyết định kiểm tra tại VKSND khu vực 3"
    assert list(meeting.invited.all()) == [world.unit]
    row.refresh_from_db()
    assert row.announced_in == meeting
    assert page("inspection_detail", row.pk) in words(
        world.client.get(page("meeting_detail", meeting.pk))
    )
    typed |= {"title": "Lần hai", "on": "2027-03-02"}
    assert "đã có cuộc họp đó" in words(world.client.post(address, typed))
    form_sent = {"version": row.version, "concluded_in": meeting.pk}
    world.client.post(page("inspection_sessions", row.pk), form_sent)
    row.refresh_from_db()
    assert (row.announced_in, row.concluded_in) == (None, meeting)


def test_what_waits_for_lead_unit_and_inspecting_department(world: World) -> None:
    led = inspection(world.province, world.unit, world.lead, planned_month=NOVEMBER)
    inspection(world.province, world.other, world.lead, planned_month=NOVEMBER, mode=Mode.SELF)
    inspection(world.province, world.other, world.lead, planned_month=MARCH)
    head, here = make.user(Role.UNIT_HEAD, world.lead), make.user(Role.UNIT_HEAD, world.unit)
    own = make.user(Role.UNIT_CLERK, world.other)
    assert [one.title for one in waiting(head, TODAY, NOW)] == ["Kiểm tra VKSND khu vực 3"]
    assert "Tự kiểm tra" in [one.title for one in waiting(own, TODAY, NOW)]
    assert head.acting
    assert list(work.to_hold(head.acting, TODAY)) == [led]
    concluded(world.province, world.unit, world.lead, world.clerk)
    repair = "Báo cáo thực hiện: Phân loại hết tin báo tồn"
    assert repair in [one.title for one in waiting(here, TODAY, NOW)]
    DirectiveTask.objects.update(state="reported", reported_at=NOW)
    for user, sees in ((head, True), (world.clerk, True), (here, False), (own, False)):
        assert user.acting
        assert tasks.to_confirm(user.acting).exists() == sees


def test_paper_tells_findings_repairs_and_what_looking_again_showed(world: World) -> None:
    concluded(world.province, world.unit, world.lead, world.clerk)
    repeating.make(
        world.province,
        [world.province.pk],
        world.year,
        [world.unit.pk],
        month=MARCH,
        lead=None,
        by=world.clerk,
        at=NOW,
    )
    again = Inspection.objects.get(mode=Mode.AGAIN)
    record(again, Said("Chưa mở sổ theo dõi"))
    InspectionFinding.objects.exclude(carried_from=None).update(
        outcome="unrepaired", outcome_note="Còn 3 tin"
    )
    told = printing.html(again, TODAY, world.clerk, at=NOW)
    for text in (
        "KẾT QUẢ PHÚC TRA",
        "Yêu cầu khắc phục: Phân loại hết tin báo tồn; hạn: đến hết ngày 30/4/2027",
        "Phúc tra: chưa khắc phục. Còn 3 tin.",
        "Chưa mở sổ theo dõi",
        "1 nội dung phải khắc phục: 0 đã khắc phục, 1 chưa.",
    ):
        assert text in told


def test_repair_is_proved_by_files_until_it_is_reported(world: World) -> None:
    concluded(world.province, world.unit, world.lead, world.clerk)
    task = DirectiveTask.objects.get()
    client = signed_in(make.user(Role.UNIT_CLERK, world.unit))

    def send(name: str, content: bytes) -> Any:
        file = SimpleUploadedFile(name, content)
        return client.post(page("task_attach", task.pk), {"file": file})

    wrong = send("biên bản.pdf", b"MZ")
    assert wrong.status_code == 422
    content = pdf("Biên bản khắc phục")
    for _ in range(2):
        assert send("biên bản.pdf", content).status_code == 302
    kept = task.files.get()
    assert "biên bản.pdf" in words(client.get(page("task_detail", task.pk)))
    read: Any = world.client.get(page("task_file", task.pk, kept.pk))
    assert (read.content, read["X-Content-Type-Options"]) == (content, "nosniff")
    following.report(task, text="Đã làm", version=1, by=world.clerk, at=NOW)
    refused = client.post(page("task_detach", task.pk, kept.pk), follow=True)
    assert "Đã báo cáo kèm tài liệu này" in words(refused)
    following.send_back(task, reason="Thiếu số", version=2, by=world.clerk, at=NOW)
    client.post(page("task_detach", task.pk, kept.pk))
    assert not task.files.exists()
    DirectiveTask.objects.update(state="confirmed", confirmed_at=NOW)
    send("biên bản.pdf", content)
    assert not task.files.exists()


def test_unit_reads_what_was_found_once_it_is_concluded(world: World) -> None:
    """Not while it is typed; what it finds itself it reads at any time."""
    assessment = "Đánh giá đang viết"
    row = inspection(world.province, world.unit, world.lead, assessment=assessment)
    one = finding(row, "Hạn chế đang ghi")
    unit, lead = make.user(Role.UNIT_HEAD, world.unit), make.user(Role.UNIT_CLERK, world.lead)
    histories = [
        reverse("units:record_history", args=["inspection", row.pk]),
        reverse("units:record_history", args=["inspectionfinding", one.pk]),
    ]

    def told(user: User) -> list[bool]:
        present = Inspection.objects.get(pk=row.pk)
        client = signed_in(user)
        shown = words(client.get(page("inspection_detail", row.pk)))
        rows = Inspection.objects.visible_to(user)
        listed = list_page.listed(rows, world.year, TODAY, user)
        printed = printing.html(present, TODAY, user, at=NOW)
        return [
            *(text in shown for text in (assessment, "Hạn chế đang ghi", "/history/inspection/")),
            *(text in printed for text in (assessment, "Hạn chế đang ghi")),
            "Hạn chế, thiếu sót được thông báo khi kết luận." not in shown,
            InspectionFinding.objects.visible_to(user).filter(pk=one.pk).exists(),
            *(client.get(url).status_code == 200 for url in histories),
            listed.tally(present).findings == 1,
        ]

    for state in (State.PLANNED, State.ANNOUNCED, State.HELD):
        Inspection.objects.filter(pk=row.pk).update(state=state, held_on=MARCH)
        assert not any(told(unit)), state
        if state == State.HELD:
            assert all(told(lead))
    Inspection.objects.filter(pk=row.pk).update(mode=Mode.SELF)
    assert all(told(unit))
    Inspection.objects.filter(pk=row.pk).update(mode=Mode.INSPECTED)
    stepping.conclude(row, on=DUE, conclusion="số 05/KL-VKS", by=world.clerk, at=NOW)
    assert all(told(unit))
    stepping.reopen(row, reason="Sửa lời", by=world.clerk, at=NOW)
    assert not any(told(unit))
