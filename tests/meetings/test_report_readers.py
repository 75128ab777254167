"""Who reads how much of a unit's report: the whole, his fields, nothing while it is mended."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings import reporting
from meetings.models import ReportFile, UnitReport
from meetings.models.kind_sections import SectionSource as Source
from meetings.reporting import checking, report_printing
from targets.years import derive_periods
from tests import factories as make
from tests.factories.matters import matter, matter_register
from tests.meetings.stage import Stage, page, signed_in, stage, words
from units.models import Field, Role, User

pytestmark = pytest.mark.django_db
OWN = ("tin của án riêng", "ca riêng", "khó riêng", "cũ riêng", "Sổ riêng: 4")
OTHER = ("tin của án khác", "ca khác", "khó khác", "cũ khác", "Sổ khác: 9")
WHOLE = ("Lời đơn vị viết", "nhiệm vụ còn dở", "trong năm cam kết", "phu-luc.pdf")


@dataclass
class World:
    here: Stage
    field: Field
    report: UnitReport
    file: ReportFile


def lines(here: Stage, field: Field, name: str) -> dict[str, list[dict[str, str]]]:
    """One line of each kind about this field, as they are drawn up."""
    target = make.target(make.indicator(where=field))
    cell = reverse("targets:target_cell", args=[here.region.pk, target.pk])
    register = matter_register(f"Sổ {name}", field=field)
    case = matter(register, here.region, field=field)
    link = reverse("meetings:matter_detail", args=[case.pk])
    return {
        Source.UNMET: [{"text": f"tin của án {name}", "link": f"{cell}?year=2026&period=1"}],
        Source.MATTERS: [
            {"text": f"ca {name}", "link": link},
            {"text": f"{register.name}: {4 if name == 'riêng' else 9}"},
        ],
    }


@pytest.fixture
def world() -> World:
    here = stage()
    own, other = make.field("Tin báo"), make.field("Dân sự")
    here.department.fields.add(own)
    report = make.unit_report(here.meeting, here.region, results="Lời đơn vị viết")
    both = [lines(here, own, "riêng"), lines(here, other, "khác")]
    drawn = {kind: [*both[0][kind], *both[1][kind]] for kind in (Source.UNMET, Source.MATTERS)}
    drawn[Source.OVERDUE] = [{"text": "nhiệm vụ còn dở", "link": "/tasks/1/"}]
    drawn[Source.COMMITMENTS] = [{"text": "trong năm cam kết"}]
    for order, (source, told) in enumerate(drawn.items(), start=5):
        row, _ = report.sections.get_or_create(source=source, defaults={"order": order})
        row.facts = told
        row.save()
    earlier = make.unit_report(make.meeting(here.province, title="Trước"), here.region)
    carried = {
        name: make.difficulty(earlier, f"cũ {name}", field=field, raised_at=make.NOW)
        for name, field in (("riêng", own), ("khác", other))
    }
    report.sections.filter(source=Source.DIFFICULTIES).update(
        facts=[
            {"text": f"cũ {name}", "link": reverse("meetings:difficulty_detail", args=[row.pk])}
            for name, row in carried.items()
        ]
    )
    make.difficulty(report, "khó riêng", field=own)
    make.difficulty(report, "khó khác", field=other)
    file = make.report_file(report)
    ReportFile.objects.filter(pk=file.pk).update(name="phu-luc.pdf")
    head = make.user(Role.UNIT_HEAD, here.region)
    reporting.send(report, version=report.version, by=head, at=make.NOW)
    report.refresh_from_db()
    return World(here, own, report, file)


def shown(world: World, user: User) -> tuple[str, str]:
    report = UnitReport.objects.get(pk=world.report.pk)
    read = words(signed_in(user).get(page("unit_report_edit", report.pk)))
    return read, report_printing.html(report, user, at=make.NOW).replace("\u00a0", " ")


def by_pair(world: World) -> User:
    """A prosecutor of another department with this field of this unit alone."""
    user = make.user(Role.UNIT_CLERK, make.department(world.here.province, "Phòng 12"))
    assert user.acting
    make.portfolio(user.acting, unit=world.here.region, field=world.field)
    return user


def test_reader_by_field_reads_its_lines_only_on_page_and_paper(world: World) -> None:
    here = world.here
    readers = {
        make.user(Role.UNIT_CLERK, here.department): False,
        by_pair(world): False,
        here.clerk: True,
        make.user(Role.UNIT_CLERK, here.region): True,
        make.user(Role.INSPECTOR, make.department(here.province, "Thanh tra")): True,
        make.user(Role.PROVINCE_HEAD, here.province): True,
    }
    history = reverse("units:record_history", args=["unitreport", world.report.pk])
    section = world.report.sections.first()
    assert section
    of_section = reverse("units:record_history", args=["reportsection", section.pk])
    of_file = reverse("units:record_history", args=["reportfile", world.file.pk])
    for user, is_whole in readers.items():
        for told in shown(world, user):
            for text in OWN:
                assert text in told, (user.acting, text)
            for text in (*OTHER, *WHOLE):
                assert (text in told) == is_whole, (user.acting, text)
        client = signed_in(user)
        assert client.get(history).status_code == (200 if is_whole else 403)
        assert client.get(of_section).status_code == (200 if is_whole else 404)
        assert client.get(of_file).status_code == (200 if is_whole else 404)
        file = client.get(page("unit_report_file", world.report.pk, world.file.pk))
        assert file.status_code == (200 if is_whole else 403)
        assert client.get(page("unit_report_print", world.report.pk)).status_code == 200


def test_personnel_of_the_unit_reads_no_cases(world: World) -> None:
    read, _ = shown(world, make.user(Role.PERSONNEL, world.here.region))
    assert "Lời đơn vị viết" in read
    assert "ca riêng" not in read
    assert "Sổ riêng: 4" not in read


def queries(world: World, user: User) -> tuple[int, int]:
    client, report = signed_in(user), UnitReport.objects.get(pk=world.report.pk)
    client.get(page("unit_report_edit", report.pk))
    with CaptureQueriesContext(connection) as read:
        client.get(page("unit_report_edit", report.pk))
    report_printing.html(report, user, at=make.NOW)
    with CaptureQueriesContext(connection) as printed:
        report_printing.html(report, user, at=make.NOW)
    return len(read), len(printed)


def test_longer_report_costs_no_more(world: World) -> None:
    user = make.user(Role.UNIT_CLERK, world.here.department)
    before = queries(world, user)
    for number in range(3):
        more = lines(world.here, world.field, f"thêm {number}")
        for source, told in more.items():
            row = make.section(world.report, source)
            row.facts = row.facts + told
            row.save(update_fields=["facts"])
    assert queries(world, user) == before


def test_report_given_back_is_the_units_alone_until_it_is_sent_again(world: World) -> None:
    here, pk = world.here, world.report.pk
    office = signed_in(here.clerk)
    url, told = page("unit_report_edit", pk), {"reason": "Nêu rõ nguyên nhân"}
    answer: Any = office.post(page("unit_report_return", pk), told, follow=True)
    board = page("unit_report_list", here.meeting.pk)
    assert answer.redirect_chain == [(board, 302)]
    assert "Đã trả lại báo cáo" in words(answer)
    assert f'href="{url}"' not in words(answer)
    again: Any = office.post(page("unit_report_return", pk), told, follow=True)
    assert again.redirect_chain == [(board, 302)]
    assert "Chỉ trả lại được" in words(again)
    inspector = make.user(Role.INSPECTOR, make.department(here.province, "Thanh tra"))
    history = reverse("units:record_history", args=["unitreport", pk])
    file = page("unit_report_file", pk, world.file.pk)
    for client in (office, signed_in(inspector)):
        for address in (url, page("unit_report_print", pk), history, file):
            assert client.get(address).status_code == 403
        assert "đã trả lại" in words(client.get(url))
    unit = signed_in(make.user(Role.UNIT_CLERK, here.region))
    assert unit.get(url).status_code == unit.get(history).status_code == 200
    head = make.user(Role.UNIT_DEPUTY, here.region)
    report = UnitReport.objects.get(pk=pk)
    reporting.send(report, version=report.version, by=head, at=make.NOW)
    assert office.get(url).status_code == 200


def test_reader_by_field_sees_targets_behind_of_his_field_and_no_tally(world: World) -> None:
    here, other = world.here, make.field("Dân sự")
    year = here.meeting.work_year
    derive_periods(year)
    period = year.periods.get(kind="year")
    type(here.meeting).objects.filter(pk=here.meeting.pk).update(period=period)
    behind = []
    for field in (world.field, other):
        done, whole = make.indicator(where=field), make.indicator(where=field)
        target = make.target(done, whole, direction="at_most")
        make.assignment(target, here.region, year, assigned_threshold=5)
        for line, value in ((done, 10), (whole, 56)):
            make.figure(line, here.region, period.ends_on.replace(day=1), value)
        behind.append(target.short_name)
    earlier = make.meeting(here.province, state="concluded", concluded_at=make.NOW, title="Trước")
    task = make.directive_task(make.directive(earlier, "Rà soát tin quá hạn"), here.region)
    checker = make.user(Role.UNIT_CLERK, here.department)
    for user, is_whole in ((checker, False), (here.clerk, True)):
        read, _ = shown(world, user)
        assert behind[0] in read
        assert (behind[1] in read) == is_whole
        assert (task.directive.text in read) == is_whole


def test_remarks_of_other_departments_stay_between_them_and_the_office(world: World) -> None:
    here = world.here
    other = make.department(here.province, "Phòng 11")
    field = make.field("Hành chính")
    other.fields.add(field)
    by = make.user(Role.UNIT_CLERK, other)
    word = checking.Word(field, False, "Thiếu hai vụ")
    checking.check(world.report, [word], by=by, at=make.NOW)
    checker = make.user(Role.UNIT_CLERK, here.department)
    for user, reads in ((checker, False), (by, True), (here.clerk, True)):
        read, _ = shown(world, user)
        assert "1/" in read
        assert ("Thiếu hai vụ" in read) == reads
