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
from tests.meetings.stage import HTMX, Stage, page, signed_in, stage, words
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


def checks(client: Any, report: UnitReport, **typed: str) -> Any:
    """What the page's form sends: the sending that was read goes along."""
    return act(client, "check", report, **{"sent_at": exactly(report)} | typed)


def exactly(report: UnitReport) -> str:
    return f"{report.sent_at:%Y-%m-%dT%H:%M:%S.%f%z}"


def test_department_checks_field_by_field_and_anew_after_the_report_was_sent_again(
    here: Stage, report: UnitReport
) -> None:
    crime, civil, alien = make.field("Tin báo"), make.field("Dân sự"), make.field("Hành chính")
    here.department.fields.add(crime, civil)
    other = make.department(here.province, "Phòng 11")
    other.fields.add(alien)
    checker = make.user(Role.UNIT_CLERK, here.department)
    assert checker.acting
    client = signed_in(checker)
    assert client.get(page("unit_report_edit", report.pk)).status_code == 404
    head = sent(report)
    waiting = UnitReport.objects.to_check(checker.acting)
    assert list(waiting) == [report]
    asked = checks(client, report, **{f"fine_{crime.pk}": "0", f"note_{civil.pk}": "Thiếu án"})
    assert asked.status_code == 422
    assert "Ghi nội dung cần sửa" in words(asked)
    assert "Thiếu án" in words(asked)
    assert "Chọn kết quả" in words(checks(client, report))
    checks(client, report, **{f"fine_{crime.pk}": "0", f"note_{crime.pk}": "Chưa khớp sổ"})
    # One of two: the report still waits for this department, and is not yet checked.
    assert list(waiting.all()) == [report]
    found = checking.checked([report], here.meeting)[report.pk]
    assert (found.done, len(found.wanted), found.remarks[0].note) == (1, 3, "Chưa khớp sổ")
    assert [one.short_name for one in found.missing] == [civil.short_name, alien.short_name]
    shown = words(client.get(page("unit_report_edit", report.pk)))
    assert "1/3 lĩnh vực" in shown
    assert "(Phòng 11)" in shown
    checks(client, report, all="1")
    checks(client, report, all="1")  # the same word is no new row; only a remark is replaced
    assert ReportCheck.objects.filter(field=civil).count() == 1
    assert not waiting.all().exists()
    assert not checking.checked([report], here.meeting)[report.pk].is_checked
    for one in (crime, alien):
        by = checker if one == crime else make.user(Role.UNIT_HEAD, other)
        checking.check(report, [checking.Word(one, True)], by=by, at=report.sent_at or make.NOW)
    done = checking.checked([report], here.meeting)[report.pk]
    assert (done.is_checked, done.remarks) == (True, [])
    notes = list(report.steps.filter(kind="checked").order_by("pk").values_list("note", flat=True))
    assert notes[0] == f"{crime.short_name}: có ý kiến"
    stale = exactly(report)
    later = make.NOW + datetime.timedelta(hours=1)
    reporting.give_back(report, reason="Sửa theo ý kiến phòng", by=here.clerk, at=later)
    report.refresh_from_db()
    far = datetime.datetime(2100, 1, 1, tzinfo=datetime.UTC)
    reporting.send(report, version=report.version, by=head, at=far)
    report.refresh_from_db()
    assert checking.checked([report], here.meeting)[report.pk].done == 0
    assert waiting.all().exists()
    old = act(client, "check", report, sent_at=stale, all="1")
    assert "vừa gửi lại báo cáo" in words(old)


def test_field_of_another_department_is_refused(here: Stage, report: UnitReport) -> None:
    own, alien = make.field("Tin báo"), make.field("Dân sự")
    here.department.fields.add(own)
    checker = make.user(Role.UNIT_CLERK, here.department)
    sent(report)
    with pytest.raises(Refused, match="không do phòng phụ trách"):
        checking.check(report, [checking.Word(alien, True)], by=checker, at=make.NOW)


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


def test_speech_beyond_its_letters_is_kept_and_not_sent_beyond_its_minutes_warned_of(
    report: UnitReport,
) -> None:
    report.sections.filter(order=4).update(source="speech", max_length=1000, minutes=1)
    section = make.section(report, SectionSource.SPEECH)
    assert speaking.minutes_of("") == 0
    assert speaking.minutes_of("từ " * speaking.WORDS_A_MINUTE) == 1
    assert speaking.minutes_of("từ " * (speaking.WORDS_A_MINUTE + 1)) == 2
    clerk = signed_in(make.user(Role.UNIT_CLERK, report.unit))
    url, head = page("unit_report_edit", report.pk), make.user(Role.UNIT_HEAD, report.unit)

    def typed(text: str) -> str:
        seen = sections.mark_of(make.section(report, SectionSource.SPEECH).text)
        data = {"section": section.pk, "seen": seen, "text": text}
        return words(clerk.post(url, data, headers=HTMX))

    long = "ạ" * 1003
    told = typed(long)
    sentence = "dài 1.003 ký tự, nhiều nhất 1.000: rút gọn 3 ký tự rồi gửi."
    assert sentence in told
    assert 'id="report-warnings"' in told
    assert make.section(report, SectionSource.SPEECH).text == long
    report.refresh_from_db()
    for act_on in (reporting.submit, reporting.send):
        with pytest.raises(Refused, match="rút gọn 3 ký tự"):
            act_on(report, version=report.version, by=head, at=make.NOW)
    assert "rút gọn" not in typed("ạ" * 1000)
    slow = "từ " * 250
    assert "đọc khoảng 2 phút, được 1 phút" in typed(slow)
    shown = words(clerk.get(url))
    assert 'data-speech-letters="1000"' in shown
    assert "đọc khoảng 2 phút, được 1 phút" in shown
    assert 'data-confirm-also="#report-warnings"' in shown
    report.refresh_from_db()
    reporting.send(report, version=report.version, by=head, at=make.NOW)
    read = words(clerk.get(url))
    assert "! Đọc khoảng 2 phút, được 1 phút" in read


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

    user = make.user(Role.UNIT_CLERK, here.region)
    html = report_printing.html(report, user, at=make.NOW)
    for said in ("Đã giải quyết 44 tin.", "Tỷ lệ giải quyết: 79", "02 biên chế", "Bản nháp"):
        assert said in html.replace("\u00a0", " ")
    clerk = signed_in(user)
    answer = clerk.get(page("unit_report_print", report.pk))
    assert answer.content.startswith(b"%PDF")
