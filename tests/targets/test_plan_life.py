"""A plan from draft to replaced, its versions and supplements, progress with proofs."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.test import Client
from django.urls import reverse

from procuracy.web.errors import Refused
from targets import plans
from targets.models import Plan, PlanEvidence, PlanProgress, PlanSupplement, PlanTask
from targets.plan_facts import changes_facts, plan_facts
from targets.plans import versions
from targets.plans.contents import content
from targets.printing import changes_html
from tests import factories as f
from tests.factories import plans as more
from tests.targets.figures_facts import Office, office
from tests.uploaded import jpeg, word
from units.models import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]
State, Stage = Plan.State, PlanProgress.Stage


@pytest.fixture
def made() -> Office:
    return office()


@pytest.fixture
def plan(made: Office) -> Plan:
    row = f.plan(made.province, made.year, title="Kế hoạch công tác năm 2026")
    f.plan_task(row, content="Rà soát tin báo", order=1, due_on=datetime.date(2026, 8, 31))
    return row


def address(name: str, pk: int) -> str:
    return reverse(f"targets:{name}", args=[pk])


def approved(plan: Plan, made: Office) -> Plan:
    plans.approve(plan, by=made.head, at=f.NOW)
    plan.refresh_from_db()
    return plan


def line(of: Plan) -> PlanTask:
    return of.tasks.get(content="Rà soát tin báo")


def test_plan_is_submitted_returned_and_approved(client: Client, made: Office, plan: Plan) -> None:
    client.force_login(made.staff)
    client.post(address("plan_submit", plan.pk))
    assert (
        "đang trình phê duyệt"
        in client.post(
            address("plan_task_create", plan.pk), {"new-content": "x", "new-lead": made.region.pk}
        ).content.decode()
    )
    client.force_login(made.head)
    assert client.post(address("plan_return", plan.pk), {"reason": ""}).status_code == 422
    client.post(address("plan_return", plan.pk), {"reason": "Thiếu khâu đột phá"})
    client.force_login(made.staff)
    assert "Thiếu khâu đột phá" in client.get(address("plan_detail", plan.pk)).content.decode()
    client.post(address("plan_submit", plan.pk))
    client.post(address("plan_recall", plan.pk))
    client.post(address("plan_submit", plan.pk))
    client.force_login(made.head)
    client.post(address("plan_approve", plan.pk))
    client.post(address("plan_start", plan.pk), {"in_force_on": "22/11/2026"})
    plan.refresh_from_db()
    assert (plan.state, plan.in_force_on) == (State.IN_FORCE, f.TODAY)
    assert (plan.approved_by, plan.versions.get().number) == (made.head, 1)


def test_steps_out_of_turn_are_refused_in_words(made: Office, plan: Plan) -> None:
    with pytest.raises(Refused, match="Kế hoạch dự thảo nên không trả lại được"):
        plans.send_back(plan, reason="x", by=made.head)
    with pytest.raises(Refused, match="không đưa vào thực hiện được"):
        plans.put_in_force(plan, on=f.TODAY, by=made.head)
    with pytest.raises(Refused, match="sửa thẳng vào dự thảo"):
        plans.open_supplement(plan, reason="x", by=made.staff, at=f.NOW)
    approved(plan, made)
    plans.put_in_force(plan, on=f.TODAY, by=made.head)
    with pytest.raises(Refused, match="lập bổ sung"):
        plans.reopen(plan, by=made.head)
    with pytest.raises(Refused, match="Kế hoạch đã được phê duyệt"):
        plans.approve(plan, by=made.head, at=f.NOW)


def test_database_keeps_states_and_their_days_together(made: Office, plan: Plan) -> None:
    for wrong in (
        {"state": "in_force"},
        {"state": "submitted"},
        {"state": "odd"},
        {"replaced_on": f.TODAY},
        {"approved_at": f.NOW},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Plan.objects.filter(pk=plan.pk).update(**wrong)


def test_newer_plan_replaces_the_one_in_force(made: Office, plan: Plan) -> None:
    newer = f.plan(made.province, made.year, title="Kế hoạch mới", replaces=plan)
    f.plan_task(newer)
    approved(newer, made)
    with pytest.raises(Refused, match="chỉ thay thế kế hoạch đang thực hiện"):
        plans.put_in_force(newer, on=f.TODAY, by=made.head)
    approved(plan, made)
    plans.put_in_force(plan, on=f.TODAY, by=made.head)
    plans.put_in_force(newer, on=f.TODAY, by=made.head)
    plan.refresh_from_db()
    assert (plan.state, plan.replaced_on) == (State.REPLACED, f.TODAY)
    assert list(PlanTask.objects.open()) == list(newer.tasks.all())
    with pytest.raises(Refused, match="đã được thay thế"):
        plans.finish_task(line(plan), by=made.staff, at=f.NOW)


def test_supplement_keeps_the_approved_version_and_tells_what_changed(
    client: Client, made: Office, plan: Plan
) -> None:
    gone = f.plan_task(plan, content="Bỏ sau này", order=2)
    approved(plan, made)
    client.force_login(made.staff)
    client.post(address("plan_supplement", plan.pk), {"reason": "Thông báo số 05/TB-VKS"})
    data = {"new-content": "Việc bổ sung", "new-lead": made.region.pk}
    assert client.post(address("plan_task_create", plan.pk), data).status_code == 302
    edit = {"content": "Rà soát tin báo", "lead": made.province.pk, "due_on": "30/9/2026"}
    assert client.post(address("plan_task_edit", line(plan).pk), edit).status_code == 302
    client.post(address("plan_task_remove", gone.pk), {"confirmed": "1"})
    html = client.get(address("plan_detail", plan.pk)).content.decode()
    assert "Bổ sung lần 1" in html
    assert html.count("chờ duyệt") >= 3
    assert "data-focus" not in html
    assert_numbered_as_printed(plan)
    client.post(address("plan_submit", plan.pk))
    client.force_login(made.head)
    assert "bổ sung chờ duyệt" in client.get(reverse("targets:plan_list")).content.decode()
    assert "Thông báo số 05/TB-VKS" in client.get(address("plan_return", plan.pk)).content.decode()
    client.post(address("plan_approve", plan.pk))
    first, second = plan.versions.order_by("number")
    assert [row["content"] for row in first.content["tasks"]] == ["Rà soát tin báo", "Bỏ sau này"]
    kinds = [(row["kind"], row["content"]) for row in versions.changes_of(second)]
    assert kinds == [
        ("changed", "Rà soát tin báo"),
        ("added", "Việc bổ sung"),
        ("dropped", "Bỏ sau này"),
    ]
    assert versions.same(first)
    html = client.get(address("plan_version", second.pk)).content.decode()
    assert "31/8/2026" in html
    assert "30/9/2026" in html
    paper = changes_html(changes_facts(second, f.TODAY))
    assert "Thời hạn: 31/8/2026" in paper
    assert "Lý do: Thông báo số 05/TB-VKS" in paper
    assert "Bỏ sau này" in str(plan_facts(plan, f.TODAY, first.content)["tasks"])
    assert "Bỏ sau này" not in str(plan_facts(plan, f.TODAY)["tasks"])


def assert_numbered_as_printed(plan: Plan) -> None:
    """What was taken out has no place, on the screen and on paper; the copy says what it is."""
    said = {row["id"]: row["no"] for row in content(plan, f.TODAY)["tasks"]}
    assert sorted(said.values()) == [1, 2]
    added = plan.tasks.numbered().get(content="Việc bổ sung")
    assert (added.order, added.no, said[added.pk]) == (3, 2, 2)
    facts = plan_facts(plan, f.TODAY)
    assert "bổ sung lần 1 chưa được phê duyệt" in facts["opening"][-1]
    assert (facts["number"], facts["dated_on"]) == (None, None)
    first = versions.latest(plan)
    assert first
    assert len(plan_facts(plan, f.TODAY, first.content)["opening"]) == 1


def test_list_of_changes_is_redrawn_with_the_task_added(
    client: Client, made: Office, plan: Plan
) -> None:
    approved(plan, made)
    plans.open_supplement(plan, reason="Thông báo số 05/TB-VKS", by=made.staff, at=f.NOW)
    client.force_login(made.staff)
    assert "Chưa thay đổi gì" in client.get(address("plan_detail", plan.pk)).content.decode()
    data = {"new-content": "Việc bổ sung", "new-lead": made.region.pk}
    url = address("plan_task_create", plan.pk)
    html = client.post(url, data, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in html
    tasks, standing = html.split('<div id="standing" hx-swap-oob="true">')
    assert "Việc bổ sung" in tasks
    assert "+ bổ sung" in standing
    assert "Chưa thay đổi gì" not in standing


def test_withdrawn_supplement_leaves_what_was_approved(made: Office, plan: Plan) -> None:
    other = f.person()
    task = line(plan)
    task.people.add(other)
    approved(plan, made)
    before = versions.latest(plan)
    plans.open_supplement(plan, reason="Điều chỉnh", by=made.staff, at=f.NOW)
    task.content, task.due_on = "Nội dung khác", None
    plans.change_task(task, by=made.staff, people=[])
    plans.add_task(PlanTask(content="Thêm", lead=made.region), plan=plan, by=made.staff)
    plans.withdraw(plan, by=made.staff, at=f.NOW)
    assert before
    assert versions.pending(plan, f.TODAY) == []
    assert [list(t.people.all()) for t in plan.tasks.all()] == [[other]]
    assert plan.supplements.get().state == PlanSupplement.State.WITHDRAWN


def test_supplement_without_a_change_is_not_approved(made: Office, plan: Plan) -> None:
    approved(plan, made)
    plans.open_supplement(plan, reason="x", by=made.staff, at=f.NOW)
    with pytest.raises(Refused, match="chưa thay đổi gì"):
        plans.submit(plan, by=made.staff, at=f.NOW)
    with pytest.raises(Refused, match="một lần bổ sung chưa duyệt"):
        plans.open_supplement(plan, reason="y", by=made.staff, at=f.NOW)


def test_versions_and_progress_are_written_once(made: Office, plan: Plan) -> None:
    version = approved(plan, made).versions.get()
    entry = plans.report(line(plan), stage=Stage.DOING, text="x", by=made.staff, at=f.NOW)
    for row in (version, entry, more.evidence(entry)):
        for statement in ("UPDATE {0} SET id = id", "DELETE FROM {0}"):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                connection.cursor().execute(statement.format(row._meta.db_table))


def test_progress_is_written_with_its_proof(client: Client, made: Office, plan: Plan) -> None:
    task = f.plan_task(plan, lead=made.region)
    client.force_login(made.clerk)
    url, page = address("plan_task_report", task.pk), address("plan_task_detail", task.pk)
    photo = SimpleUploadedFile("Phiên tòa.jpg", jpeg())
    said = {"stage": "doing", "percent": "60", "text": "Đã tổ chức 3/5 phiên tòa"}
    answer = client.post(url, said | {"file": photo})
    assert answer.status_code == 422
    assert "Không đọc được chữ" in answer.content.decode()
    assert "not_secret" in answer.content.decode()
    photo.seek(0)
    assert client.post(url, said | {"file": photo, "not_secret": "on"}).status_code == 302
    html = client.get(page).content.decode()
    assert "Đã tổ chức 3/5 phiên tòa" in html
    assert "Phiên tòa.jpg" in html
    got = client.get(address("plan_evidence", PlanEvidence.objects.get().pk))
    assert got.content == jpeg()
    assert got["Content-Disposition"].startswith("attachment")
    assert "đang thực hiện, 60 %" in client.get(address("plan_detail", plan.pk)).content.decode()
    for wrong in ({"text": ""}, {"percent": "101"}, {"percent": "100"}, {"stage": "resumed"}):
        assert client.post(url, said | wrong).status_code == 422, wrong
    client.post(url, {"stage": "done", "text": "Đủ 5 phiên tòa"})
    task.refresh_from_db()
    assert task.done_on == f.TODAY
    client.post(address("plan_task_done", task.pk), {"undo": "1"})
    stages = list(task.progress.values_list("stage", "percent"))
    assert stages == [("doing", 60), ("done", 100), ("resumed", None)]


def test_stamped_file_is_stored_nowhere(client: Client, made: Office, plan: Plan) -> None:
    client.force_login(made.staff)
    file = SimpleUploadedFile("bao-cao.docx", word("Báo cáo", "TUYỆT MẬT"))
    data = {"stage": "doing", "text": "Xem tệp", "file": file, "not_secret": "on"}
    answer = client.post(address("plan_task_report", line(plan).pk), data)
    assert answer.status_code == 422
    assert not PlanProgress.objects.exists()


def test_person_in_charge_reports_his_task(client: Client, made: Office, plan: Plan) -> None:
    clerk = f.user(Role.UNIT_CLERK, made.other)
    task = f.plan_task(plan, lead=made.province, person=clerk.person)
    client.force_login(clerk)
    said = {"stage": "held_up", "text": "Chưa có kinh phí"}
    assert client.post(address("plan_task_report", task.pk), said).status_code == 302
    assert client.post(address("plan_task_report", line(plan).pk), said).status_code == 403


def test_reported_task_is_dropped_not_deleted(made: Office, plan: Plan) -> None:
    task = line(plan)
    plans.report(task, stage=Stage.DOING, text="x", by=made.staff, at=f.NOW)
    plans.remove_task(task, by=made.staff, on=f.TODAY)
    task.refresh_from_db()
    assert task.dropped_on == f.TODAY
    with pytest.raises(Refused, match="chưa có nhiệm vụ nào"):
        plans.approve(plan, by=made.head, at=f.NOW)


def test_history_of_plan_and_task_tells_their_parts(
    client: Client, made: Office, plan: Plan
) -> None:
    approved(plan, made)
    entry = plans.report(line(plan), stage=Stage.DOING, text="x", by=made.staff, at=f.NOW)
    more.evidence(entry)
    client.force_login(made.staff)
    for kind, row, words in (
        ("plan", plan, "bản kế hoạch đã phê duyệt"),
        ("plantask", line(plan), "diễn biến nhiệm vụ kế hoạch"),
    ):
        url = reverse("units:record_history", args=[kind, row.pk])
        page = client.get(url).content.decode().lower()
        assert words in page, kind
