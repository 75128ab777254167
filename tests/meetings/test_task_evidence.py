"""What proves a result, who has the task, and what it quotes."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import DirectiveTask, HandOver, NoticeParagraph
from meetings.papers import task_slip
from meetings.permissions.tasks import may_answer_task, may_hand_over_task
from meetings.tasks import attaching, extending, following, handing_over
from meetings.tasks.overseeing import leaders_in_charge
from meetings.tasks.quoting import quote
from meetings.tasks.trail import trail
from procuracy.web.errors import Refused
from targets import plans
from targets.models import Figure
from tests import factories as make
from tests.factories import plans as plan_rows
from tests.factories import tasks as task_rows
from tests.meetings import offices
from tests.meetings.offices import NOW, TODAY, Office
from tests.meetings.test_notice_pages import as_user
from units.models import Role, Unit

pytestmark = pytest.mark.django_db
AUGUST = datetime.date(2026, 8, 1)
HOUR = datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def on_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", "2026-11-22")


@pytest.fixture
def office() -> Office:
    office = offices.province()
    office.more["head"] = make.user(Role.UNIT_HEAD, office.doers[0], position="Trưởng phòng")
    offices.released(office)
    return office


def task_of(office: Office) -> DirectiveTask:
    return DirectiveTask.objects.get(unit=office.doers[0])


def url(name: str, task: DirectiveTask) -> str:
    return reverse(f"meetings:task_{name}", args=[task.pk])


def test_figure_stands_with_the_number_it_had(office: Office) -> None:
    task, line = task_of(office), make.indicator("Nguồn tin đã giải quyết")
    figure = make.figure(line, task.unit, AUGUST, 126, office.workers[0])
    client = as_user(office.workers[0])
    data = {"indicator": line.pk, "month": "2026-08-01"}
    client.post(url("prove_figure", task), data)
    client.post(url("prove_figure", task), data)
    Figure.objects.filter(pk=figure.pk).update(value=130)
    words = "Nguồn tin đã giải quyết, tháng 8/2026: 126 tin"
    assert [one.words for one in task.evidence.all()] == [words]
    assert words in client.get(url("detail", task)).content.decode()
    client.post(url("prove_figure", task), data)
    assert task.evidence.count() == 2


def test_figure_that_is_not_there_or_anothers_is_refused(office: Office) -> None:
    task, line = task_of(office), make.indicator()
    make.figure(line, task.unit, AUGUST, 126, office.workers[0])
    client = as_user(office.workers[0])
    data = {"indicator": line.pk, "month": "2026-09-01"}
    answer = client.post(url("prove_figure", task), data)
    assert answer.status_code == 422
    assert "chưa nhập số liệu" in answer.content.decode()
    foreign = make.figure(line, office.doers[1], AUGUST, 7, office.workers[1])
    with pytest.raises(Refused, match="của chính đơn vị"):
        attaching.prove_by_figure(task, foreign, by=office.workers[0], at=NOW)


def test_plan_line_stands_as_far_as_it_was(office: Office) -> None:
    task = task_of(office)
    plan = make.plan(task.unit, make.work_year(2028), title="Chương trình quý I")
    line = make.plan_task(plan, content="Rà soát án tồn")
    plans.approve(plan, by=office.head, at=NOW)
    plan_rows.progress(line, office.workers[0], stage="doing", percent=60)
    as_user(office.workers[0]).post(url("prove_plan", task), {"line": line.pk})
    told = "“Rà soát án tồn” (Chương trình quý I): đang thực hiện, 60 %"
    assert task.evidence.get().words == told


def test_nothing_is_added_to_what_was_confirmed(office: Office) -> None:
    task, line = task_of(office), make.indicator()
    figure = make.figure(line, task.unit, AUGUST, 126, office.workers[0])
    DirectiveTask.objects.update(state="confirmed", confirmed_at=NOW)
    with pytest.raises(Refused, match="không đưa thêm minh chứng"):
        attaching.prove_by_figure(task, figure, by=office.workers[0], at=NOW)


def test_paragraph_is_that_of_the_issued_notice_whatever_becomes_of_the_draft(
    office: Office,
) -> None:
    task = task_of(office)
    NoticeParagraph.objects.update(text="sửa sau khi ban hành")
    task.directive.text = "cũng sửa"
    task.directive.save()
    found = quote(task)
    assert found
    assert found.no == 1
    assert found.text.startswith("Rà soát toàn bộ chỉ tiêu chưa đạt")
    page = as_user(office.workers[0]).get(url("detail", task)).content.decode()
    assert "Thông báo số 01/TB-VKS, mục 1" in page
    assert "Rà soát toàn bộ chỉ tiêu chưa đạt" in page
    assert "sửa" not in page.replace("sửa xong", "")


def test_before_the_notice_is_numbered_nothing_is_quoted() -> None:
    office = offices.province()
    offices.signed(office)
    assert quote(task_of(office)) is None


def test_person_in_charge_is_named_by_the_head_and_answers(office: Office) -> None:
    task, head = task_of(office), office.more["head"]
    prosecutor = make.user(Role.INSPECTOR, task.unit, position="Kiểm sát viên")
    assert prosecutor.acting
    assert not may_answer_task(prosecutor, task)
    data = {"seat": prosecutor.acting.pk, "version": 1}
    assert as_user(office.workers[0]).post(url("put_in_charge", task), data).status_code == 403
    as_user(head).post(url("put_in_charge", task), data)
    task = task_of(office)
    assert task.in_charge == prosecutor.acting
    assert may_answer_task(prosecutor, task)
    assert [one.text for one in trail(task)] == [f"Người phụ trách: {prosecutor.acting.named}."]
    stranger = office.workers[1].acting
    with pytest.raises(Refused, match="của chính đơn vị"):
        handing_over.put_in_charge(task, seat=stranger, version=2, by=head, at=NOW)


def test_leader_in_charge_follows_the_portfolio(office: Office) -> None:
    task, head = task_of(office), office.head.acting
    assert leaders_in_charge(task, TODAY) == [head]
    work = make.field()
    task.unit.fields.add(work)
    of_field = make.user(Role.PROVINCE_DEPUTY, office.unit).acting
    assert of_field
    make.portfolio(of_field, field=work)
    assert leaders_in_charge(task, TODAY) == [of_field]
    of_unit = make.user(Role.PROVINCE_DEPUTY, office.unit).acting
    assert of_unit
    make.portfolio(of_unit, unit=task.unit)
    assert leaders_in_charge(task, TODAY) == [of_unit]


def handed(office: Office, to: Unit) -> DirectiveTask:
    task, at = task_of(office), NOW + HOUR
    return handing_over.hand_over(
        task, to=to, reason="Khác lĩnh vực", version=task.version, by=office.clerk, at=at
    )


def test_task_goes_to_another_unit_with_its_trail(office: Office) -> None:
    task, third = task_of(office), make.department(office.unit, "Phòng 15")
    taker = make.user(Role.UNIT_CLERK, third)
    following.acknowledge(task, version=1, by=office.workers[0], at=NOW)
    asked = extending.ask(
        task,
        to_on=datetime.date(2026, 12, 20),
        reason="Chờ",
        version=2,
        by=office.workers[0],
        at=NOW,
    )
    data = {"to": third.pk, "reason": "Không thuộc lĩnh vực", "version": 2}
    assert as_user(office.workers[0]).post(url("hand_over", task), data).status_code == 403
    as_user(office.clerk).post(url("hand_over", task), data)
    task.refresh_from_db()
    assert (task.unit, task.state, task.in_charge) == (third, "new", None)
    asked.refresh_from_db()
    assert asked.state == "withdrawn"
    page = as_user(taker).get(url("detail", task)).content.decode()
    assert "Phòng 1 chuyển giao cho Phòng 15. Lý do: Không thuộc lĩnh vực" in page
    assert "trước đây: Phòng 1" in page
    # Who had it goes on reading it, and does nothing in it.
    before = as_user(office.workers[0]).get(url("detail", task)).content.decode()
    assert "Nay do <b>Phòng 15</b> thực hiện" in before
    assert url("report", task) not in before
    assert as_user(office.workers[1]).get(url("detail", task)).status_code == 404


def test_task_is_not_handed_to_who_has_it_or_stands_in_a_plan(office: Office) -> None:
    task = task_of(office)
    assert office.doers[1] not in handing_over.takers(task, TODAY)
    with pytest.raises(Refused, match="đã có nhiệm vụ từ cùng ý kiến"):
        handed(office, to=office.doers[1])
    plan = make.plan(task.unit, make.work_year(2028))
    following.add_to_plan(task, plan=plan, version=1, by=office.workers[0], at=NOW)
    third = make.department(office.unit, "Phòng 15")
    with pytest.raises(Refused, match="gỡ khỏi chương trình trước"):
        handed(office, to=third)
    following.unlink_from_plan(task, version=2, by=office.workers[0], at=NOW)
    assert plan.tasks.get().origin == ""
    assert handed(office, to=third).unit == third


def test_region_hands_nothing_over_to_the_provinces_units() -> None:
    office = offices.region()
    offices.released(office)
    task = task_of(office)
    assert may_hand_over_task(office.head, task)
    assert not handing_over.takers(task, TODAY).exists()


def test_line_of_the_plan_and_task_lead_to_each_other(office: Office) -> None:
    task, client = task_of(office), as_user(office.workers[0])
    plan = make.plan(task.unit, make.work_year(2028), title="Chương trình quý I")
    line = make.plan_task(plan, content="Rà soát án tồn")
    client.post(url("link_to_plan", task), {"line": line.pk, "version": 1})
    there = client.get(reverse("targets:plan_task_detail", args=[line.pk])).content.decode()
    origin = reverse("meetings:plan_task_origin", args=[line.pk])
    assert origin in there
    assert url("detail", task) in client.get(origin, follow=True).redirect_chain[0][0]
    page = client.get(url("detail", task)).content.decode()
    assert reverse("targets:plan_task_detail", args=[line.pk]) in page
    assert "Chương trình quý I, mục 1" in page


def test_page_costs_the_same_however_much_happened(office: Office) -> None:
    task, client = task_of(office), as_user(office.workers[0])

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url("detail", task)).status_code == 200
        return len(queries)

    happen(office, task, 1)
    cost()
    few = cost()
    for month in range(2, 9):
        happen(office, task, month)
    assert cost() == few


def happen(office: Office, task: DirectiveTask, month: int) -> None:
    """A figure handed in, a later day refused, a colleague named, a hand-over there and back."""
    worker, at = office.workers[0], NOW + month * HOUR
    day = datetime.date(2026, month, 1)
    figure = make.figure(make.indicator(f"Dòng {month}"), task.unit, day, month, worker)
    attaching.prove_by_figure(task, figure, by=worker, at=at)
    asked = task_rows.extension(task, worker, asked_at=at)
    extending.refuse(asked, words="Không", by=office.head, at=at)
    task_rows.answer(task, worker, state="returned", decided_by=worker, decided_at=at)
    task.events.create(state=task.state, text=f"Ghi {month}", by=worker, at=at)
    back = {"task": task, "reason": "Nhầm", "by": office.clerk, "at": at}
    HandOver.objects.create(from_unit=task.unit, to_unit=office.doers[1], **back)
    HandOver.objects.create(from_unit=office.doers[1], to_unit=task.unit, **back)


def test_slip_tells_the_task_its_trail_and_no_national_heading(office: Office) -> None:
    task = task_of(office)
    following.acknowledge(task, version=1, by=office.workers[0], at=NOW)
    html = task_slip.html(task, TODAY, at=NOW)
    for words in ("PHIẾU GIAO VIỆC", "Rà soát toàn bộ", "01/TB-VKS, mục 1", "Đã nhận"):
        assert words in html
    assert "CỘNG HÒA" not in html
    assert "trước ngày 15/12/2026" in html


def test_everything_stands_in_one_order_of_time(office: Office) -> None:
    task, worker = task_of(office), office.workers[0]
    following.acknowledge(task, version=1, by=worker, at=NOW)
    asked = extending.ask(
        task, to_on=datetime.date(2026, 12, 20), reason="Chờ", version=2, by=worker, at=NOW + HOUR
    )
    line = make.indicator("Tin")
    figure = make.figure(line, task.unit, AUGUST, 3, worker)
    attaching.prove_by_figure(task, figure, by=worker, at=NOW + 2 * HOUR)
    extending.grant(asked, by=office.head, at=NOW + 3 * HOUR)
    version = task_of(office).version
    following.report(task, text="Xong", version=version, by=worker, at=NOW + 4 * HOUR)
    following.send_back(
        task, reason="Thiếu", version=version + 1, by=office.clerk, at=NOW + 5 * HOUR
    )
    assert [one.title for one in trail(task)] == [
        "đã nhận",
        "đề nghị gia hạn từ 14/12/2026 đến hết ngày 20/12/2026",
        "đưa minh chứng: số liệu",
        "đồng ý gia hạn đến hết ngày 20/12/2026",
        "đã báo cáo",
        "trả lại",
    ]
