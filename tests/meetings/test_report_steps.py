"""A report's way: put forward, sent by the head, checked by departments, accepted or given back."""

import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from meetings import reporting
from meetings.models import Meeting, ReportCheck, ReportStep, UnitReport
from meetings.models.kind_sections import SectionSource
from meetings.reporting import attaching, checking, opening, sections, speaking
from procuracy.web.errors import Refused
from procuracy.web.uploads import Upload
from procuracy.web.uploads import read as read_upload
from tests import factories as make
from tests.meetings.stage import Stage, page, signed_in, stage, words
from units.models import Role

pytestmark = pytest.mark.django_db
State = UnitReport.State


@pytest.fixture
def here() -> Stage:
    return stage()


@pytest.fixture
def report(here: Stage) -> UnitReport:
    return make.unit_report(here.meeting, here.region, results="Đã giải quyết 44 tin.")


def act(client: Any, name: str, report: UnitReport, **typed: Any) -> Any:
    answer = client.post(page(f"unit_report_{name}", report.pk), typed, follow=True)
    report.refresh_from_db()
    return answer


def sent(report: UnitReport) -> Any:
    head = make.user(Role.UNIT_HEAD, report.unit)
    reporting.send(report, version=report.version, by=head, at=make.NOW)
    report.refresh_from_db()
    return head


def test_clerk_puts_forward_the_head_sends_the_office_accepts(
    here: Stage, report: UnitReport
) -> None:
    clerk = signed_in(make.user(Role.UNIT_CLERK, here.region))
    head = signed_in(make.user(Role.UNIT_HEAD, here.region))
    assert act(clerk, "send", report, version=0).status_code == 403
    act(clerk, "submit", report, version=0)
    assert report.state == State.SUBMITTED
    act(head, "send", report, version=0)
    assert report.state == State.SENT
    office = signed_in(here.clerk)
    shown = words(office.get(page("unit_report_edit", report.pk)))
    moment = f"{report.sent_at:%Y-%m-%dT%H:%M:%S.%f%z}"
    assert moment in shown
    act(office, "accept", report, sent_at=moment, note="Đủ nội dung")
    assert report.state == State.ACCEPTED
    kinds = list(report.steps.values_list("kind", flat=True))
    assert kinds == ["submitted", "sent", "accepted"]
    assert "muốn sửa, đề nghị Văn phòng trả lại" in reporting.refusal(report)


def test_head_gives_back_what_was_put_before_him(here: Stage, report: UnitReport) -> None:
    clerk = signed_in(make.user(Role.UNIT_CLERK, here.region))
    head = signed_in(make.user(Role.UNIT_HEAD, here.region))
    act(clerk, "submit", report, version=0)
    act(head, "return", report, reason="Nêu rõ nguyên nhân")
    assert (report.state, report.return_reason) == (State.RETURNED, "Nêu rõ nguyên nhân")
    assert ReportStep.objects.filter(report=report, kind="returned").exists()
    # The Office has nothing to give back: it never saw the report.
    told = words(act(signed_in(here.clerk), "return", report, reason="Thiếu"))
    assert "Chỉ trả lại được" in told


def test_accepted_is_what_was_read(here: Stage, report: UnitReport) -> None:
    sent(report)
    with pytest.raises(Refused, match="vừa gửi lại"):
        reporting.accept(
            report,
            by=here.clerk,
            at=make.NOW,
            sent_at=make.NOW - datetime.timedelta(hours=1),
        )
    reporting.accept(report, by=here.clerk, at=make.NOW, sent_at=make.NOW)
    with pytest.raises(Refused, match="vừa được tiếp nhận"):
        reporting.accept(report, by=here.clerk, at=make.NOW)


def test_nobody_accepts_what_he_sent_himself(here: Stage) -> None:
    head = make.user(Role.HEAD_OF_OFFICE, here.office)
    own = make.unit_report(here.meeting, here.office, results="Việc của Văn phòng")
    reporting.send(own, version=0, by=head, at=make.NOW)
    with pytest.raises(Refused, match="không tự tiếp nhận"):
        reporting.accept(own, by=head, at=make.NOW)


def test_required_section_without_words_or_lines_holds_the_report_up(report: UnitReport) -> None:
    section = make.section(report, SectionSource.COMMITMENTS)
    report.sections.filter(pk=section.pk).update(is_required=True)
    head = make.user(Role.UNIT_HEAD, report.unit)
    with pytest.raises(Refused, match=r"“Giải pháp, cam kết” phải có nội dung"):
        reporting.submit(report, version=0, by=head, at=make.NOW)
    report.sections.filter(pk=section.pk).update(facts=[{"text": "cam kết"}])
    reporting.submit(report, version=0, by=head, at=make.NOW)


def test_department_checks_its_field_and_anew_after_the_report_was_sent_again(
    here: Stage, report: UnitReport
) -> None:
    field = make.field()
    here.department.fields.add(field)
    checker = make.user(Role.UNIT_CLERK, here.department)
    client = signed_in(checker)
    assert client.get(page("unit_report_edit", report.pk)).status_code == 404
    head = sent(report)
    assert list(UnitReport.objects.to_check(checker.acting)) == [report]  # type: ignore[arg-type]
    asked = act(client, "check", report, is_fine="0", note="")
    assert "Ghi nội dung cần sửa" in words(asked)
    act(client, "check", report, is_fine="0", note="Số tin chưa khớp sổ")
    assert not UnitReport.objects.to_check(checker.acting).exists()  # type: ignore[arg-type]
    found = checking.checked([report], here.province)[report.pk]
    assert (found.done, found.wanted, found.remarks[0].note) == (1, 1, "Số tin chưa khớp sổ")
    later = make.NOW + datetime.timedelta(hours=1)
    ReportCheck.objects.order_by("pk").last()
    reporting.give_back(report, reason="Sửa theo ý kiến phòng", by=here.clerk, at=later)
    report.refresh_from_db()
    far = datetime.datetime(2100, 1, 1, tzinfo=datetime.UTC)
    reporting.send(report, version=report.version, by=head, at=far)
    report.refresh_from_db()
    assert checking.checked([report], here.province)[report.pk].done == 0
    assert UnitReport.objects.to_check(checker.acting).exists()  # type: ignore[arg-type]


def test_one_unit_gets_more_time_and_is_then_not_late(here: Stage, report: UnitReport) -> None:
    due = here.meeting.starts_at - datetime.timedelta(days=1)
    opening.set_deadline(here.meeting, due)
    report.refresh_from_db()
    after = due + datetime.timedelta(minutes=90)
    assert reporting.minutes_late(report, after) == 90
    office = signed_in(here.clerk)
    wrong = act(office, "extend", report, due_at=f"{due:%d/%m/%Y %H:%M}", reason="Mất điện")
    assert "Hạn mới phải sau hạn chung" in words(wrong)
    opening.extend(report, to=after, reason="Mất điện", by=here.clerk, at=make.NOW)
    report.refresh_from_db()
    assert (reporting.minutes_late(report, after), report.due_at) == (0, after)
    assert report.steps.get().kind == ReportStep.Kind.EXTENDED
    assert UnitReport.objects.with_deadline().get(pk=report.pk).deadline == after


def test_deadline_opens_reports_of_the_invited_with_the_sections_of_the_kind(here: Stage) -> None:
    kind = here.meeting.kind
    kind.speech_minutes, kind.speech_length = 5, 3000
    kind.save()
    kind.sections.create(order=1, source="own", title="Kết quả tuần", is_required=True)
    kind.sections.create(order=2, source="speech", title="Phát biểu")
    office = signed_in(here.clerk)
    url = page("unit_report_open", here.meeting.pk)
    late = here.meeting.starts_at + datetime.timedelta(hours=1)
    assert office.post(url, {"due_at": f"{late:%d/%m/%Y %H:%M}"}).status_code == 422
    due = here.meeting.starts_at - datetime.timedelta(days=2)
    office.post(url, {"due_at": f"{due:%d/%m/%Y %H:%M}"})
    assert {one.unit for one in here.meeting.reports.all()} == {here.department, here.region}
    own, speech = here.meeting.reports.get(unit=here.region).sections.all()
    assert (own.title, own.is_required, own.max_length) == ("Kết quả tuần", True, 20_000)
    assert (speech.max_length, speech.minutes) == (3000, 5)
    # Whoever is invited later gets what the others got, though the kind asks for more by now.
    kind.sections.create(order=3, source="unmet", title="Chưa đạt")
    third = make.region(here.province, "VKSND khu vực 9")
    here.meeting.invited.add(third)
    reporting.open_reports(here.meeting)
    assert here.meeting.reports.get(unit=third).sections.count() == 2


def test_speech_is_told_how_long_it_is_and_refused_beyond_its_letters(report: UnitReport) -> None:
    report.sections.filter(order=4).update(source="speech", max_length=100, minutes=5)
    section = make.section(report, SectionSource.SPEECH)
    assert speaking.minutes_of("") == 0
    assert speaking.minutes_of("từ " * speaking.WORDS_A_MINUTE) == 1
    assert speaking.minutes_of("từ " * (speaking.WORDS_A_MINUTE + 1)) == 2
    with pytest.raises(Refused, match="nhiều nhất 100 ký tự, đang có 101"):
        sections.write(section, "x" * 101, seen=sections.mark_of(""))
    clerk = signed_in(make.user(Role.UNIT_CLERK, report.unit))
    assert 'data-speech-letters="100"' in words(clerk.get(page("unit_report_edit", report.pk)))


def upload(content: bytes = b"tai lieu") -> Upload:
    pdf = make_pdf(content)
    return read_upload(SimpleUploadedFile("phu luc.pdf", pdf))


def make_pdf(text: bytes) -> bytes:
    from procuracy.web import pdf

    return pdf.render(f"<p>{text.decode()}</p>")


def test_attachment_goes_with_the_report_and_stays_once_it_is_sent(report: UnitReport) -> None:
    kept = attaching.attach(report, upload())
    assert attaching.attach(report, upload()).pk == kept.pk
    report.refresh_from_db()
    assert report.version == 1
    clerk = signed_in(make.user(Role.UNIT_CLERK, report.unit))
    url = page("unit_report_file", report.pk, kept.pk)
    answer = clerk.get(url)
    assert answer["Content-Disposition"].startswith("attachment")
    other = signed_in(make.user(Role.UNIT_CLERK, make.region(report.unit.parent, "Khu vực 8")))  # type: ignore[arg-type]
    assert other.get(url).status_code == 404
    sent(report)
    with pytest.raises(Refused, match="Báo cáo đã gửi"):
        attaching.detach(kept)
    refused = clerk.post(
        page("unit_report_attach", report.pk), {"file": SimpleUploadedFile("a.exe", b"MZ1234")}
    )
    assert refused.status_code == 422


def test_concluded_meeting_takes_no_more_steps(here: Stage, report: UnitReport) -> None:
    sent(report)
    Meeting.objects.filter(pk=here.meeting.pk).update(state="concluded", concluded_at=make.NOW)
    with pytest.raises(Refused, match="đã kết luận"):
        reporting.give_back(report, reason="Muộn", by=here.clerk, at=make.NOW)


def test_report_prints_with_its_sections(here: Stage, report: UnitReport) -> None:
    report.sections.filter(order=2).update(facts=[{"text": "Tỷ lệ giải quyết", "word": "79 %"}])
    make.difficulty(report, "Thiếu biên chế", proposal="Bổ sung 02 biên chế")
    from meetings.reporting import report_printing

    html = report_printing.html(report, at=make.NOW)
    for said in ("Đã giải quyết 44 tin.", "Tỷ lệ giải quyết: 79", "02 biên chế", "Bản nháp"):
        assert said in html.replace("\u00a0", " ")
    clerk = signed_in(make.user(Role.UNIT_CLERK, here.region))
    answer = clerk.get(page("unit_report_print", report.pk))
    assert answer.content.startswith(b"%PDF")
