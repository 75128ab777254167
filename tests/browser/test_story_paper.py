"""One notice by keyboard: from the draft, past its reviewer and registry, into a bound volume."""

import io
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from pypdf import PdfReader

from meetings.conclusion import concluding
from meetings.models import Meeting, Volume
from procuracy.web import clock
from targets.models import Period
from targets.years import derive_periods
from tests import factories as make
from tests.browser import story
from tests.browser.near_office import At
from tests.meetings.stage import ANYHOW, page, signed_in
from units.models import Document, DocumentRecipient, Role

pytestmark = pytest.mark.django_db

FIRST, SECOND = "Rà soát án tạm đình chỉ", "Kiểm sát chặt tin báo quá hạn"
URGED = "Văn phòng đôn đốc, báo cáo hằng tuần."
REMARK = "Nêu rõ ai đôn đốc"
CODE = "01/TB-VKS"


class World:
    """A province with one region; its monthly meeting was concluded with two orders."""

    def __init__(self) -> None:
        self.province = make.province(name="Viện kiểm sát nhân dân tỉnh Quảng Trị")
        office = make.secretariat(self.province)
        region = make.region(self.province, "VKSND khu vực 5")
        self.clerk = make.user(Role.OFFICE_STAFF, office)
        self.registry = make.user(Role.REGISTRY_CLERK, office)
        self.head = make.user(Role.PROVINCE_HEAD, self.province, position="Viện trưởng")
        self.unit_clerk = make.user(Role.UNIT_CLERK, region)
        self.meeting = make.meeting(
            self.province, title="Giao ban tháng 11", state=Meeting.State.IN_SESSION,
            opened_at=make.NOW, starts_at=make.NOW, invited=[region],
        )  # fmt: skip
        derive_periods(self.meeting.work_year)
        for words in (FIRST, SECOND):
            make.directive(self.meeting, words, units=[region])
        concluding.conclude(self.meeting, by=self.clerk, at=make.NOW, reasons=ANYHOW)


def test_notice_from_the_draft_to_the_bound_volume(at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_PRETENDED", "2026-11-22")
    world = World()
    clerk, head, registry = at(world.clerk), at(world.head), at(world.registry)
    draft(clerk, world)
    review(head)
    mend(clerk)
    issue(clerk, head, registry)
    receive(at(world.unit_clerk), world)
    bind(registry, world)


def draft(clerk: Page, world: World) -> None:
    """What the chair said second is to be done first; who urges stands before all orders."""
    clerk.goto(page("meeting_detail", world.meeting.pk))
    story.follow(clerk, "Dự thảo thông báo")
    story.push(clerk, "Soạn dự thảo")
    story.move_up(clerk, SECOND)
    story.move_section_up(clerk, "organisation", URGED)
    story.follow(clerk, "Xong, trình duyệt")
    story.hand_over(clerk, "Đề nghị duyệt trong ngày.")


def review(head: Page) -> None:
    story.take_up(head, "Duyệt thông báo kết luận")
    story.follow(head, "Trình duyệt, góp ý, các bản (1)")
    story.comment(head, "Tổ chức thực hiện", REMARK)


def mend(clerk: Page) -> None:
    story.take_up(clerk, "Hoàn chỉnh dự thảo thông báo")
    story.follow(clerk, "1 góp ý chưa xử lý")
    story.settle(clerk, REMARK, "Giao Văn phòng đôn đốc")
    story.follow(clerk, "Về văn bản")


def issue(clerk: Page, head: Page, registry: Page) -> None:
    story.approve_notice(head)
    clerk.reload()
    story.record_signature(clerk)
    story.number_notice(registry)
    story.release_notice(registry)
    printed = PdfReader(io.BytesIO(bytes(Document.objects.get().pdf)))
    said = " ".join("".join(sheet.extract_text() for sheet in printed.pages).split())
    assert said.index(URGED) < said.index(SECOND) < said.index(FIRST)


def receive(unit: Page, world: World) -> None:
    work("units.jobs.deliver")
    story.acknowledge(unit)
    came = DocumentRecipient.objects.get()
    assert came.acknowledgement.by == world.unit_clerk
    expect(unit.locator("main")).to_contain_text(SECOND)


def bind(registry: Page, world: World) -> None:
    """The stored pages, under a cover; the volume's page leads back to the document."""
    month = Period.objects.months().get(starts_on__lte=make.TODAY, ends_on__gte=make.TODAY)
    registry.goto("/")
    story.order_volume(registry, "Thông báo", month.label)
    work("meetings.jobs.close_volume")
    opened = signed_in(world.registry).get(story.open_volume(registry)).content
    expect(registry.get_by_role("heading", level=1)).to_contain_text("01/2026")
    volume = Volume.objects.get()
    pages = PdfReader(io.BytesIO(opened)).pages
    assert len(pages) == volume.page_count > Document.objects.get().page_count
    assert any(CODE in " ".join(sheet.extract_text().split()) for sheet in pages)
    story.follow(registry, CODE)
    expect(registry.get_by_role("heading", level=1)).to_contain_text(CODE)


def work(name: str) -> None:
    """What the worker does of this kind, here and now."""
    task: Any = app.tasks[name]
    for job in ProcrastinateJob.objects.filter(task_name=name, status="todo"):
        task.func(*[None] * task.pass_context, **job.args)
