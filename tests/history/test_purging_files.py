"""A spill in a stored file, or in an approved version of a plan, goes by the same protocol."""

import hashlib
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from procuracy.web.errors import Refused
from procuracy.web.history import purging, sealing
from procuracy.web.history.verifying import verify
from procuracy.web.models import Tombstone
from targets import plans
from targets.models import (
    InstrumentFile,
    Plan,
    PlanEvidence,
    PlanProgress,
    PlanVersion,
    TargetAnswer,
)
from targets.plans import versions
from tests import factories as f
from tests.history.test_purging import SECRET, two_persons
from tests.meetings.stage import signed_in
from units.history_forms import purgeable
from units.models import Unit, User

BYTES = f"%PDF-1.7 {SECRET}".encode()
FILE: dict[str, Any] = {
    "name": "Danh sách.pdf",
    "media_type": "application/pdf",
    "size": len(BYTES),
    "sha256": hashlib.sha256(BYTES).hexdigest(),
    "content": BYTES,
}


@pytest.fixture
def province() -> Unit:
    return f.province()


def kept(*tables: str) -> str:
    """Everything the tables and the history hold, bytes as hexadecimal digits."""
    all_rows = " UNION ALL ".join(
        f"SELECT {table}::text FROM {table}"
        for table in ("web_change", "web_revision", "web_tombstone", *tables)
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT string_agg(t.text, ' ') FROM ({all_rows}) AS t (text)")
        return str(cursor.fetchone()[0])


def purge(row: Any, column: str, persons: tuple[User, User]) -> Tombstone:
    inspector, head = persons
    assert head.acting
    asked = f.purge_request(row, column, inspector)
    return purging.confirm(asked, by=head.pk, acting=head.acting.pk)


def approved(province: Unit, head: User) -> Plan:
    plan = f.plan(province, f.work_year(2026))
    f.plan_task(plan, content=f"Xử lý {SECRET}", solutions=SECRET)
    plans.approve(plan, by=head, at=timezone.now())
    return plan


@pytest.mark.django_db(transaction=True)
def test_purged_file_is_nowhere_and_its_digest_stays(province: Unit) -> None:
    persons = two_persons(province)
    task = f.plan_task(f.plan(province, f.work_year(2026)))
    entry = PlanProgress.objects.create(task=task, stage="doing", by=persons[1], at=f.NOW)
    files = [
        PlanEvidence.objects.create(progress=entry, **FILE),
        InstrumentFile.objects.create(instrument=f.instrument(), **FILE),
    ]
    tables = ["targets_planevidence", "targets_instrumentfile"]
    assert BYTES.hex() in kept(*tables)
    for file in files:
        assert purge(file, "content", persons).content == FILE["sha256"]
    assert BYTES.hex() not in kept(*tables)
    sealing.seal()
    assert verify().fault is None
    client = signed_in(persons[1])
    for page, file in zip(("plan_evidence", "instrument_file"), files, strict=True):
        assert client.get(reverse(f"targets:{page}", args=[file.pk])).status_code == 404
    detail = client.get(reverse("targets:plan_task_detail", args=[task.pk]))
    assert FILE["name"] in detail.content.decode()


@pytest.mark.django_db(transaction=True)
def test_purged_version_keeps_its_shape_and_says_so(province: Unit) -> None:
    persons = two_persons(province)
    plan = approved(province, persons[1])
    version, task = PlanVersion.objects.get(), plan.tasks.get()
    assert SECRET in kept("targets_planversion")
    for row, column in ((version, "content"), (task, "content"), (task, "solutions")):
        purge(row, column, persons)
    assert SECRET not in kept("targets_planversion", "targets_plantask")
    version.refresh_from_db()
    assert version.content["year"] == 2026
    assert [task["id"] for task in version.content["tasks"]] == [task.pk]
    assert versions.is_purged(version)
    client = signed_in(persons[1])
    page = client.get(reverse("targets:plan_version", args=[version.pk])).content.decode()
    assert "đã bị xóa vì lộ bí mật nhà nước" in page
    printed = client.get(reverse("targets:plan_version_print", args=[version.pk]))
    assert printed.content.startswith(b"%PDF")


@pytest.mark.django_db
def test_plan_is_not_restored_from_a_purged_version(province: Unit) -> None:
    persons = two_persons(province)
    plan = approved(province, persons[1])
    plans.open_supplement(plan, reason="Bổ sung", by=persons[1], at=timezone.now())
    purge(PlanVersion.objects.get(), "content", persons)
    with pytest.raises(Refused, match="xóa nội dung lộ bí mật"):
        plans.withdraw(plan, by=persons[1], at=timezone.now())
    assert SECRET in plan.tasks.get().content


@pytest.mark.django_db
def test_asked_on_the_page_of_each(province: Unit) -> None:
    """What may be chosen, by kind; requests for a file are made like those for a text."""
    offered = {model: dict(purgeable(model)) for model in (PlanVersion, PlanEvidence, TargetAnswer)}
    assert "content" in offered[PlanVersion]
    assert {"content", "name"} <= set(offered[PlanEvidence])
    assert "text" in offered[TargetAnswer]
    inspector, _ = two_persons(province)
    file = InstrumentFile.objects.create(instrument=f.instrument(), **FILE)
    url = reverse("units:purge_create", args=["instrumentfile", file.pk])
    said = {"column": "content", "reason": "Theo báo cáo của Phòng 1"}
    assert signed_in(inspector).post(url, said).status_code == 302
