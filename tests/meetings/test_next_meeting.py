"""What is open stands before the next meeting everywhere, until it is closed."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings import facts
from meetings.agenda import portfolios, sources
from meetings.hall.unit_screen import unit_screen
from meetings.models import DirectiveTask, Meeting
from meetings.models.kind_sections import SectionSource as Source
from meetings.reporting import opening, prefilling
from meetings.tasks import outstanding
from procuracy.web import clock
from tests import factories as make
from tests.meetings.owing import Owing, ahead
from tests.meetings.stage import HTMX, page, signed_in, words
from units.models import Role

pytestmark = pytest.mark.django_db

# What is said of each, and what else happened to it.
TOLD = {
    "quá hạn": ("quá hạn 6 ngày", ()),
    "quá giờ": ("quá hạn 2 giờ", ()),
    "còn hạn": ("hạn 22/12/2026", ()),
    "có hạn bằng chữ": ("thường xuyên", ()),
    "không hạn": ("không định hạn", ()),
    "hằng tháng": ("quá hạn 3 ngày", ("kỳ 19/11/2026 (hằng tháng)",)),
    "của đơn vị trước": ("hạn 23/11/2026", ()),
    "đã báo cáo": ("đã báo cáo 22/11/2026, chờ xác nhận", ()),
    "bị trả lại": ("hạn 27/11/2026", ("đã trả lại: Còn 15 vụ",)),
    "xin gia hạn": (
        "hạn 01/12/2026",
        ("đề nghị gia hạn đến hết ngày 12/12/2026, chờ quyết định",),
    ),
    "được gia hạn": ("hạn 04/12/2026", ("đã gia hạn từ 13/11/2026",)),
    "không được gia hạn": ("quá hạn 2 ngày", ("không được gia hạn đến 30/11/2026",)),
    "chuyển giao": ("hạn 29/11/2026", ("nhận từ Phòng 9 ngày 22/11/2026",)),
    "chờ thủ trưởng duyệt": (
        "hạn 26/11/2026",
        ("báo cáo kết quả đang chờ thủ trưởng đơn vị duyệt",),
    ),
    "cam kết": ("quá hạn 4 ngày", ()),
    "ngoài hội nghị": ("hạn 25/11/2026", ()),
    "dự kiến": ("dự kiến", ()),
}


def test_every_open_task_says_how_it_stands() -> None:
    owing = Owing()
    found = {one.text: (one.word, one.notes) for one in outstanding.of_unit(owing.unit, make.NOW)}
    assert found == TOLD
    (promised,) = outstanding.of_unit(owing.here.department, make.NOW)
    assert promised.origin == "Trả lời khó khăn, đề xuất của VKSND khu vực 5"
    assert promised.heading == "Việc hứa giải quyết khó khăn, đề xuất"


def test_closing_a_task_takes_it_off_the_list() -> None:
    owing = Owing()
    for state in (DirectiveTask.State.CONFIRMED, DirectiveTask.State.WITHDRAWN):
        DirectiveTask.objects.update(state=state, confirmed_at=make.NOW)
        assert outstanding.of_unit(owing.unit, make.NOW) == []


def test_report_form_is_filled_with_what_is_open() -> None:
    """Promises in their own section; of a difficulty who promised what, and how that stands."""
    owing = Owing()
    opening.open_reports(owing.here.meeting)
    report = owing.here.meeting.reports.get(unit=owing.unit)
    prefilling.draw_up(report, at=make.NOW)

    def lines(source: str) -> dict[str, prefilling.Line]:
        rows = prefilling.lines_of(make.section(report, source).facts)
        return {line.text: line for line in rows}

    tasks, promises = lines(Source.OVERDUE), lines(Source.COMMITMENTS)
    assert set(promises) == {"cam kết"}
    assert set(tasks) == set(TOLD) - {"cam kết"}
    assert tasks["bị trả lại"].note == "Giao ban kỳ trước; đã trả lại: Còn 15 vụ"
    assert tasks["quá giờ"].tone == "bad"
    (raised,) = lines(Source.DIFFICULTIES).values()
    assert raised.note == "nêu tại Giao ban kỳ trước; Phòng 9 giải quyết, quá hạn 1 ngày"
    make.section(report, Source.COMMITMENTS).delete()
    prefilling.draw_up(report, at=make.NOW)
    assert "cam kết" in lines(Source.OVERDUE)
    shown = words(signed_in(owing.by).get(page("unit_report_edit", report.pk)))
    assert "chờ quyết định" in shown


def test_desk_and_hall_show_what_the_unit_owes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_PRETENDED", make.TODAY.isoformat())
    owing = Owing()
    meeting = owing.here.meeting
    Meeting.objects.filter(pk=meeting.pk).update(state="in_session", opened_at=make.NOW)
    meeting.refresh_from_db()
    client = signed_in(owing.here.clerk)
    asked = {"asked": "kv 5"}
    card = words(client.get(page("meeting_unit_facts", meeting.pk), asked, headers=HTMX))
    for text, (word, notes) in TOLD.items():
        if text != "quá giờ":  # by the clock
            assert word in card, text
        assert all(note in card for note in notes), text
    assert "Cam kết tại hội nghị trước" in card
    assert "Chỉ đạo ngoài hội nghị" in card
    assert "Thiếu Kiểm sát viên" in card
    screen = unit_screen(meeting, owing.unit, make.NOW)
    assert len(screen.owed.tasks) == len(TOLD)
    late = {text for text, (word, _) in TOLD.items() if word.startswith("quá hạn")}
    assert {one.text for one in screen.owed.late} == late


def test_desk_shows_the_first_and_counts_the_rest() -> None:
    owing = Owing()
    order = owing.tasks["còn hạn"].directive
    for days in range(facts.SHOWN):
        make.directive_task(order, owing.unit, due_on=ahead(40), occurrence=ahead(40 + days))
    owed = facts.owed(owing.unit, make.NOW)
    assert len(owed.shown) == facts.SHOWN
    assert owed.more == len(TOLD)


def proposed(owing: Owing) -> dict[str, tuple[str, str]]:
    groups = sources.found(owing.here.meeting, make.NOW)
    return {one.key: (one.title, one.reason) for group in groups for one in group.proposals}


def test_agenda_is_offered_all_that_is_open() -> None:
    """What is due by the day one by one, the rest as what the meeting can do about it."""
    owing = Owing()
    found = proposed(owing)
    task = {name: f"task-{row.pk}" for name, row in owing.tasks.items()}
    due = {key for key in found if key.startswith("task-")}
    names = ("quá hạn", "quá giờ", "hằng tháng", "của đơn vị trước", "không được gia hạn")
    assert due == {task[name] for name in (*names, "cam kết", "biệt phái")}
    unit = "VKSND khu vực 5"
    assert found[task["cam kết"]] == (
        f"{unit} báo cáo việc thực hiện cam kết: cam kết (quá hạn 4 ngày)",
        "Hạn 18/11/2026, theo Cam kết tại Giao ban kỳ trước.",
    )
    assert found[task["biệt phái"]][0].startswith(
        "Phòng 9 báo cáo việc giải quyết khó khăn, đề xuất: biệt phái"
    )
    assert "Hạn 07:00, 22/11/2026" in found[task["quá giờ"]][1]
    asked = owing.tasks["xin gia hạn"].extensions.get()
    assert found[f"extension-{asked.pk}"] == (
        f"Xem xét gia hạn cho {unit}: xin gia hạn",
        "Hạn 01/12/2026, đề nghị đến hết ngày 12/12/2026: Chờ giám định",
    )
    assert found[f"unconfirmed-{owing.unit.pk}"][1] == "1 nhiệm vụ chờ xác nhận: đã báo cáo"
    assert found["undated"][1].startswith("2 nhiệm vụ chưa xong không có ngày")
    assert found["conclusions"][1] == (
        "Đã giao 18 nhiệm vụ, hoàn thành 1, chưa xong 17: 7 quá hạn, 8 trong hạn, "
        "2 không định hạn; trong đó 1 đã báo cáo, chờ xác nhận."
    )


def test_closed_tasks_leave_the_proposals() -> None:
    owing = Owing()
    DirectiveTask.objects.update(state="confirmed", confirmed_at=make.NOW)
    keys = [key.partition("-")[0] for key in proposed(owing)]
    assert not {"task", "extension", "unconfirmed", "undated", "conclusions"} & set(keys)


def test_session_with_one_unit_hears_of_that_unit() -> None:
    owing = Owing()
    Meeting.objects.filter(pk=owing.here.meeting.pk).update(with_unit=owing.here.department)
    owing.here.meeting.refresh_from_db()
    found = proposed(owing)
    assert {key for key in found if key.startswith("task-")} == {
        f"task-{owing.tasks['biệt phái'].pk}"
    }
    assert found["conclusions"][1].startswith("Đã giao 1 nhiệm vụ")
    assert "undated" not in found


def test_briefing_is_prepared_with_later_days_asked_for() -> None:
    owing = Owing()
    type(owing.here.meeting.kind).objects.update(by_portfolio=True)
    owing.here.meeting.refresh_from_db()
    works = [part.works[owing.unit.pk] for part in portfolios.parts(owing.here.meeting)]
    assert "1 đề nghị gia hạn chờ quyết định" in works[0].counts
    assert "1 kết quả chờ xác nhận" in works[0].counts


def test_cost_does_not_grow_with_open_tasks() -> None:
    owing = Owing()
    client = signed_in(make.user(Role.OFFICE_STAFF, owing.here.office))
    address = page("agenda_propose", owing.here.meeting.pk)

    def cost() -> tuple[int, int]:
        outstanding.of_unit(owing.unit, make.NOW)
        with CaptureQueriesContext(connection) as listed:
            outstanding.of_unit(owing.unit, make.NOW)
        with CaptureQueriesContext(connection) as offered:
            assert client.get(address).status_code == 200
        return len(listed), len(offered)

    cost()
    few = cost()
    order = owing.tasks["quá hạn"].directive
    day = make.TODAY - datetime.timedelta(days=1)
    for number in range(6):
        late = make.directive_task(order, owing.unit, due_on=day, occurrence=ahead(number))
        owing._event(late, "reported", "Xong")
    assert cost() == few
