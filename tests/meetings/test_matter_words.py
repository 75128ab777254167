"""Words of a matter: found and quoted while its register keeps them, withheld once it does not."""

import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from meetings import histories, searching
from meetings.matters import narrative
from meetings.models import Exhibit, ReportSection
from meetings.models.kind_sections import SectionSource
from meetings.reporting import prefilling, report_printing
from tests import factories as make
from tests.factories.matters import matter, matter_count, matter_register, matter_update
from tests.meetings.stage import HTMX, in_session, page, save_row, signed_in, stage, words
from units.models import Role

pytestmark = pytest.mark.django_db
SAID = "Đang chờ kết luận giám định tài chính"


def found(user: Any, asked: str) -> list[str]:
    hits = searching.search(user, asked, make.TODAY).get("Vụ, việc theo dõi", [])
    return [hit.title for hit in hits]


def test_search_finds_by_number_and_paper_by_words_only_where_they_are_kept() -> None:
    here = stage()
    chief = make.user(Role.HEAD_OF_OFFICE, here.office)
    open_register = matter_register("Tồn đọng", may_hold_secrets=True, keeps_narrative=False)
    narrative.switch(open_register, is_on=True, reason="Đã rà soát", by=chief, at=make.NOW)
    matter(open_register, here.region, number="12/2026", summary=SAID)
    paper = "Công văn 45/BNC"
    counted = matter_register("Tham nhũng", keeps_narrative=False, may_hold_secrets=True)
    month = datetime.date(2026, 10, 1)
    matter_count(counted, here.region, month, standing=4, paper=paper)
    silent = matter(counted, here.region, number="", paper="CV 99/TU", summary="Giám định tài sản")
    by_reference = {
        "ho so 12/2026": ["Tồn đọng: Hồ sơ 12/2026"],
        "99/tu": ["Tham nhũng: CV 99/TU"],
        "45/bnc": [f"Tham nhũng, tháng 10/2026: {paper}"],
    }
    for asked, titles in by_reference.items():
        assert found(chief, asked) == titles
    assert found(chief, "giam dinh") == ["Tồn đọng: Hồ sơ 12/2026"]
    narrative.switch(open_register, is_on=False, reason="Có nguy cơ", by=chief, at=make.NOW)
    assert found(chief, "giam dinh") == []
    assert found(chief, "12/2026") == ["Tồn đọng: Hồ sơ 12/2026"]
    # Rights: another region, and whoever has no part in cases.
    other = make.user(Role.UNIT_CLERK, make.region(here.province, "VKSND khu vực 8"))
    registry = make.user(Role.REGISTRY_CLERK, here.office)
    for asked in by_reference:
        assert found(other, asked) == found(registry, asked) == []
    shown = words(signed_in(chief).get(reverse("meetings:search"), {"q": "12/2026"}))
    assert "Vụ, việc theo dõi" in shown
    assert "Hồ sơ 12/2026" in shown
    assert page("matter_detail", silent.pk) not in shown


def test_frozen_card_withholds_its_words_from_later_readers() -> None:
    here, key = in_session(), uuid4()
    chief = make.user(Role.HEAD_OF_OFFICE, here.office)
    register = matter_register("Tồn đọng", may_hold_secrets=True, keeps_narrative=False)
    narrative.switch(register, is_on=True, reason="Đã rà soát", by=chief, at=make.NOW)
    row = matter(register, here.region, number="12/2026", summary=SAID)
    client = signed_in(here.clerk)
    save_row(client, here.meeting, key)
    card = {"card": f"matter-{row.pk}", "unit": here.region.pk}
    client.post(page("exhibit_take", here.meeting.pk, key), card, headers=HTMX)
    minutes, desk = page("meeting_minutes", here.meeting.pk), page("meeting_desk", here.meeting.pk)
    exhibit = Exhibit.objects.get()
    history = reverse("units:record_history", args=["intervention", exhibit.intervention_id])
    frozen = exhibit.facts
    for url in (minutes, desk):
        assert SAID in words(client.get(url)), url
    assert histories.silent_exhibits() == set()
    narrative.switch(register, is_on=False, reason="Có nguy cơ", by=chief, at=make.NOW)
    for url in (minutes, desk):
        shown = words(client.get(url))
        assert SAID not in shown
        assert "nay chỉ ghi số lượng" in shown
        assert "Hồ sơ 12/2026" in shown
    assert SAID not in words(client.get(history))
    assert Exhibit.objects.get().facts == frozen
    assert histories.silent_exhibits() == histories.silent_exhibits([str(exhibit.pk)])
    assert histories.silent_exhibits() == {str(exhibit.pk)}


def test_lines_of_a_report_withhold_them_too() -> None:
    here = stage()
    chief = make.user(Role.HEAD_OF_OFFICE, here.office)
    register = matter_register("Tồn đọng", may_hold_secrets=True, keeps_narrative=False)
    narrative.switch(register, is_on=True, reason="Đã rà soát", by=chief, at=make.NOW)
    row = matter(register, here.region, number="12/2026")
    matter_update(row, text=SAID, at=make.NOW - datetime.timedelta(hours=1))
    report = make.unit_report(here.meeting, here.region)
    report.sections.filter(order=3).update(source=SectionSource.MATTERS)
    prefilling.draw_up(report, at=make.NOW)
    user = make.user(Role.UNIT_CLERK, here.region)
    clerk, url = signed_in(user), page("unit_report_edit", report.pk)
    section = make.section(report, SectionSource.MATTERS)
    assert SAID in words(clerk.get(url))
    assert histories.silent_sections() == set()
    narrative.switch(register, is_on=False, reason="Có nguy cơ", by=chief, at=make.NOW)
    shown = words(clerk.get(url)) + report_printing.html(report, user, at=make.NOW)
    assert SAID not in shown
    assert "Tồn đọng: Hồ sơ 12/2026" in shown
    assert ReportSection.objects.get(pk=section.pk).facts == section.facts
    assert histories.silent_sections() == {str(section.pk)}
