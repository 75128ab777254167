"""A consolidated report is drawn up from what is known, and never over what a hand wrote."""

import datetime

import pytest

from meetings import reference
from meetings.consolidating import (
    drawing,
    editing,
    generating,
    orders,
    outlines,
    places,
    presets,
)
from meetings.consolidating.comparing import differences
from meetings.consolidating.numbering import numbers
from meetings.models import ConsolidatedLine, ConsolidatedReport, Meeting, MeetingKind, OutlineLine
from meetings.reporting.sections import mark_of
from procuracy.web.errors import Refused
from targets import boards
from targets import reference as target_reference
from targets.models import NoneArose, Target
from tests import factories as make
from tests.factories import matters as matter_rows
from tests.meetings.consolidating import OCTOBER, Here, heard, names
from units import reference as unit_reference

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Here:
    return heard()


def test_number_carries_its_units_and_who_is_silent(here: Here) -> None:
    here.count(here.new, here.stage.region, 3)
    here.count(here.new, here.stage.department, 1234)
    here.count(here.solved, here.stage.region, 0)
    text, breakdown = here.text(template="Thụ lý {so} vụ; xong {so_2} vụ.")
    assert text == "Thụ lý 1.237[1] vụ; xong 0[2] vụ."
    first, second = breakdown
    assert first["total"] == 1237
    assert sorted(part[:2] for part in first["parts"]) == sorted(
        [[names(here.stage.region), 3], [names(here.stage.department), 1234]]
    )
    assert all(part[2].startswith("/fields/") for part in first["parts"])
    assert first["missing"] == [names(here.second)]
    assert second["parts"] == []  # nought is no part
    assert sorted(second["missing"]) == sorted([names(here.stage.department), names(here.second)])


def test_nothing_happened_is_told_from_nobody_said(here: Here) -> None:
    line = here.line(template="Thụ lý {so} vụ.", indicators=[here.new.code])
    report = here.drawn()
    assert report.lines.get(outline=line).text == "Chưa có số liệu."
    here.count(here.new, here.stage.region, 0)
    generating.generate(report, at=make.NOW)
    row = report.lines.get(outline=line)
    assert row.text == "Không[1]."
    assert len(row.breakdown[0]["missing"]) == 2
    for where in (here.stage.department, here.second):  # ticked: nil, and no longer silent
        NoneArose.objects.create(
            unit=where,
            field=here.new.field,
            month=OCTOBER,
            ticked_by=here.clerk,
            ticked_at=make.NOW,
        )
    generating.generate(report, at=make.NOW)
    assert report.lines.get(outline=line).text == "Không."


def test_places_compare_with_the_report_before_and_last_year(here: Here) -> None:
    september, last_year = datetime.date(2026, 9, 1), datetime.date(2025, 10, 1)
    here.count(here.new, here.stage.region, 10)
    here.count(here.solved, here.stage.region, 4)
    here.count(here.new, here.stage.region, 12, september)
    here.count(here.new, here.stage.region, 7, last_year)
    text, _ = here.text(
        template="{so_truoc}; {tang_giam}; {cung_ky}; {tang_giam_cung_ky}; {ty_le}; {luy_ke_2}."
    )
    said = "12; giảm 2 so với kỳ trước; 7; tăng 3 so với cùng kỳ năm trước; 250,00 %; 4[1]"
    assert text.startswith(said)


def test_unknown_place_is_refused_with_its_name_and_line(here: Here) -> None:
    cases = [
        ("{so_vu} vụ", "{so_vu}"),
        ("{so_3} vụ", "{so_3}"),
        ("{ket_qua}", "{ket_qua}"),
        ("{so.__class__}", "{so.__class__}"),
        ("{0} {}", "{0}"),
        ("lẻ { ở đây", "{"),
    ]
    for template, named in cases:
        line = OutlineLine(
            kind=here.meeting.kind,
            office_kind="province",
            order=1,
            source="figures",
            title="Tin báo",
            template=template,
            indicators=[here.new.code, here.solved.code],
        )
        with pytest.raises(Refused) as refused:
            outlines.save(line)
        assert named in refused.value.message
        assert "“Tin báo”" in refused.value.message
    line.template, line.indicators = "{so}", ["khong-co"]
    with pytest.raises(Refused, match="khong-co"):
        outlines.save(line)
    assert not OutlineLine.objects.exists()
    assert places.known("figures")["so"]


def test_target_shows_what_the_board_shows(here: Here) -> None:
    target = make.target(here.solved, here.new, threshold=80)
    year = here.meeting.work_year
    Target.objects.filter(pk=target.pk).update(threshold=80)
    for unit, new, solved in ((here.stage.region, 8, 7), (here.second, 4, 2)):
        make.assignment(target, unit, year)
        here.count(here.new, unit, new)
        here.count(here.solved, unit, solved)
    text, breakdown = here.text(source="target", target=target.code)
    period = here.meeting.period
    assert period
    board = boards.assemble(
        year=year,
        period=period,
        spans=list(year.periods.all()),
        units=boards.office_units(here.stage.province, year),
        province=here.stage.province,
        today=make.TODAY,
    )
    assert board.total
    (score,) = board.total.scores
    assert score.shown == "75,00 %"
    assert text == f"Đạt 75,00 %[1] (chỉ tiêu ≥ 80 %): {score.verdict.word}."
    assert sorted(part[1] for part in breakdown[0]["parts"]) == ["50,00 %", "87,50 %"]


def test_registers_tell_matters_or_numbers_alone(here: Here) -> None:
    worded = matter_rows.matter_register("Tồn đọng")
    silent = matter_rows.matter_register("Theo dõi", keeps_narrative=False)
    matter_rows.matter(
        worded,
        here.stage.region,
        number="12/2026",
        opened_on=OCTOBER,
        opened_at=make.moment("2026-10-05 08:00"),
    )
    matter_rows.matter_count(silent, here.second, datetime.date(2026, 9, 1), 2)
    matter_rows.matter_count(silent, here.second, OCTOBER, 5, opened=3)
    text, breakdown = here.text(source="register", register=worded)
    region = names(here.stage.region)
    assert text == f"Đang theo dõi 1[1]; mới 1[2], kết thúc 0. Mới: Hồ sơ 12/2026 ({region})."
    assert breakdown[0]["parts"][0][:2] == [region, 1]
    text, _ = here.text(
        source="register", register=silent, template="{so} ({tang_giam}). {chi_tiet}"
    )
    assert text == "5[1] (tăng 3)."


def test_units_words_are_quoted_and_late_ones_counted(here: Here) -> None:
    head = make.user("unit_head", here.stage.region)
    here.meeting.reports_due_at = make.NOW - datetime.timedelta(days=1)
    here.meeting.save()
    sent = {"state": "sent", "sent_at": make.NOW, "sent_by": head}
    make.unit_report(here.meeting, here.stage.region, results="Khởi tố [1] vụ\nkết thúc 2", **sent)
    make.unit_report(here.meeting, here.second, results="Chưa được đọc")
    text, breakdown = here.text(source="section", section="own")
    assert text == f"{names(here.stage.region)}: Khởi tố (1) vụ kết thúc 2[1]"
    assert breakdown[0]["note"] == f"Chưa gửi báo cáo: {names(here.second)}."
    text, breakdown = here.text(source="late")
    assert text == "Trong 2 báo cáo phải gửi: 1[1] gửi chậm, 1[2] chưa gửi."
    assert breakdown[0]["parts"] == [[names(here.stage.region), 1]]


def test_new_drawing_leaves_what_a_hand_wrote(here: Here) -> None:
    line = here.line(template="Thụ lý {so} vụ.", indicators=[here.new.code])
    other = here.line(template="Xong {so} vụ.", indicators=[here.solved.code])
    here.count(here.new, here.stage.region, 3)
    here.count(here.solved, here.stage.region, 1)
    report = here.drawn()
    row = report.lines.get(outline=line)
    mine = "Thụ lý 3[1] vụ, có 1 vụ trọng điểm."
    editing.write(row, mine, seen=row.version, by=here.clerk, at=make.NOW)
    added = editing.add(row, title="", text="Thêm", by=here.clerk, at=make.NOW)
    for month_line in (here.new, here.solved):
        month_line.figures.update(value=9)
    found = generating.generate(report, at=make.NOW)
    assert (found.changed, found.beside) == (1, 1)
    row.refresh_from_db()
    assert (row.text, row.generated, row.has_fresh) == (mine, "Thụ lý 9[1] vụ.", True)
    assert row.breakdown[0]["total"] == 3  # of the words that stand
    assert report.lines.get(outline=other).text == "Xong 9[1] vụ."
    places_now = list(report.lines.order_by("order").values_list("text", flat=True))
    assert places_now == [mine, "Thêm", "Xong 9[1] vụ."]
    left, right = differences(row.text, row.generated)
    assert next(p.text.strip() for p in left if p.is_changed) == "3"
    assert next(p.text.strip() for p in right if p.is_changed) == "9"
    editing.keep_own(row, beside=mark_of(row.generated))
    row.refresh_from_db()
    assert (row.text, row.has_fresh) == (mine, False)
    mark = mark_of(row.generated)
    editing.take_fresh(row, seen=row.version, beside=mark, by=here.clerk, at=make.NOW)
    row.refresh_from_db()
    assert (row.text, row.is_edited, row.breakdown[0]["total"]) == ("Thụ lý 9[1] vụ.", False, 9)
    assert ConsolidatedLine.objects.filter(pk=added.pk).exists()


def test_stale_writer_is_refused_and_follows_own_words(here: Here) -> None:
    line = here.line(template="Thụ lý {so} vụ.", indicators=[here.new.code])
    here.count(here.new, here.stage.region, 3)
    row = here.drawn().lines.get(outline=line)
    seen = row.version
    editing.write(row, "Một", seen=seen, by=here.clerk, at=make.NOW)
    with pytest.raises(editing.LineConflict) as conflict:
        editing.write(row, "Hai", seen=seen, by=here.clerk, at=make.NOW)
    assert conflict.value.line.text == "Một"
    editing.write(row, "Hai", seen=seen, sent=["Một"], by=here.clerk, at=make.NOW)
    row.refresh_from_db()
    assert (row.text, row.version) == ("Hai", seen + 2)
    report = row.report
    ConsolidatedReport.objects.filter(pk=report.pk).update(
        state="approved", approved_by=here.clerk, approved_at=make.NOW
    )
    with pytest.raises(Refused, match="đã duyệt"):
        editing.write(row, "Ba", seen=row.version, by=here.clerk, at=make.NOW)
    with pytest.raises(Refused, match="đã duyệt"):
        generating.generate(report, at=make.NOW)


def test_every_change_is_another_edition_of_the_paper(here: Here) -> None:
    line = here.line(template="Thụ lý {so} vụ.", indicators=[here.new.code])
    row = here.drawn().lines.get(outline=line)
    before = ConsolidatedReport.objects.get()
    editing.hide(row, reason="Đã nêu ở mục khác")
    editing.show(row)
    editing.write(row, "Sửa", seen=row.version, by=here.clerk, at=make.NOW)
    report = ConsolidatedReport.objects.get()
    assert (report.edition, report.change_no) == (before.edition + 3, before.change_no + 3)
    with pytest.raises(Refused, match="lý do"):
        editing.hide(row, reason=" ")
    with pytest.raises(Refused, match="ẩn đi"):
        editing.remove(row)


def test_heading_hides_what_stands_below_and_numbers_follow(here: Here) -> None:
    first = here.line("heading", title="Tình hình")
    inner = here.line("own", title="Tội phạm", parent=first)
    here.line("own", title="", parent=inner)
    here.line("heading", title="Công tác")
    report = here.drawn()
    rows = report.lines.all().shown()
    assert list(numbers(rows).values()) == ["I.", "1.", "II."]
    editing.hide(report.lines.get(outline=first), reason="Không báo cáo")
    assert [row.title for row in report.lines.all().shown()] == ["Công tác"]


def test_outline_lines_move_and_never_into_themselves(here: Here) -> None:
    first, second = here.line("heading", title="A"), here.line("heading", title="B")
    child = here.line("own", title="con", parent=first)
    assert outlines.move(second, up=True)
    assert not outlines.move(OutlineLine.objects.get(pk=second.pk), up=True)
    nodes = outlines.of_report(here.meeting.kind, here.stage.province)
    assert [(node.line.title, node.level) for node in nodes] == [("B", 1), ("A", 1), ("con", 2)]
    first.parent = child
    with pytest.raises(Refused, match="chính nó"):
        outlines.save(first)
    with pytest.raises(Refused, match="bên trong"):
        outlines.remove(OutlineLine.objects.get(pk=first.pk))
    report = here.drawn()
    editing.write(report.lines.get(outline=child), "Lời", seen=1, by=here.clerk, at=make.NOW)
    outlines.remove(child)
    generating.generate(report, at=make.NOW)
    assert [(row.title, row.text) for row in report.lines.all()] == [
        ("B", ""),
        ("A", ""),
        ("con", "Lời"),
    ]


def test_job_draws_once_and_says_why_not(here: Here) -> None:
    report = orders.ask(here.report(), at=make.NOW)
    assert report.stage(make.NOW) == "waiting"
    assert report.stage(make.NOW + datetime.timedelta(minutes=1)) == "late"
    drawing.draw(report.pk, at=make.NOW)
    report.refresh_from_db()
    assert (report.drawing, "đề cương" in report.trouble) == ("failed", True)
    here.line("own", title="Việc khác")
    orders.ask(report, at=make.NOW)
    drawing.draw(report.pk, at=make.NOW)
    drawing.draw(report.pk, at=make.NOW)
    report.refresh_from_db()
    assert (report.drawing, report.progress, report.trouble) == ("done", 100, "")
    assert (report.lines.count(), report.change_no) == (1, 1)


def test_presets_are_outlines_that_can_be_drawn(here: Here) -> None:
    unit_reference.load()
    target_reference.load()
    reference.load()
    kind = MeetingKind.objects.get(code="giao-ban-quy")
    for office_kind in ("province", "region"):
        nodes = outlines.of_kind(kind, office_kind)
        assert len(nodes) > 50
        for node in nodes:
            outlines.check(node.line)
    weekly = MeetingKind.objects.get(code="giao-ban-tuan")
    week, quarter = (outlines.of_kind(one, "province") for one in (weekly, kind))
    parts = [node.line.title for node in week if node.level == 1]
    assert (len(parts), parts[-1]) == (4, "Nhiệm vụ trọng tâm tuần sau")
    assert sum(node.level == 3 for node in week[1:8]) == 6  # groups of crimes
    counting = [node.line for node in week if node.line.source == "figures"]
    assert all("{ky_so_lieu}" in line.template for line in counting)
    registers = [node.line.register.code for node in quarter if node.line.register]
    assert {"danh-bac", "tham-nhung", "huy-rung", "ton-dong"} <= set(registers)
    OutlineLine.objects.filter(kind=kind, office_kind="region").update(title="Của cơ quan")
    presets.load()
    assert OutlineLine.objects.filter(title="Của cơ quan").count() == len(nodes)
    Meeting.objects.filter(pk=here.meeting.pk).update(kind=kind)
    here.meeting.refresh_from_db()
    report = here.drawn()
    assert report.lines.count() == len(outlines.of_report(kind, here.stage.province))
    texts = report.lines.exclude(text="").values_list("text", flat=True)
    assert not [text for text in texts if "{" in text]
