"""The page of a consolidated report: two tabs lose nothing, and its outline is edited as rows."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.consolidating import drawing, editing, generating
from meetings.models import ConsolidatedLine, ConsolidatedReport, OutlineLine
from meetings.reporting.sections import mark_of
from procuracy.web.models import Revision
from tests import factories as make
from tests.meetings.consolidating import Here, heard
from tests.meetings.stage import HTMX, page, signed_in, words
from units.models import Role

pytestmark = pytest.mark.django_db
MINE = "Thụ lý 3[1] vụ, có 1 vụ trọng điểm."


@pytest.fixture
def here() -> Here:
    made = heard()
    made.line("heading", title="Tình hình tội phạm")
    made.line(template="Thụ lý {so} vụ.", indicators=[made.new.code], title="Tin báo")
    made.count(made.new, made.stage.region, 3)
    return made


@pytest.fixture
def line(here: Here) -> ConsolidatedLine:
    return here.drawn().lines.get(title="Tin báo")


def typed(line: ConsolidatedLine, text: str, **more: Any) -> dict[str, Any]:
    return {"line": line.pk, "version": line.version, "text": text} | more


def test_report_is_begun_drawn_by_the_worker_and_shown(here: Here) -> None:
    client = signed_in(here.clerk)
    began = client.post(page("consolidated_create", here.meeting.pk))
    report = ConsolidatedReport.objects.get()
    address = page("consolidated_write", report.pk)
    assert began["Location"] == address
    assert "Đang lập theo số liệu mới nhất… 0 %" in words(client.get(address))
    progress = page("consolidated_progress", report.pk)
    assert client.get(f"{progress}?shown=waiting-0", headers=HTMX).status_code == 204
    drawing.draw(report.pk, at=make.NOW)
    assert client.get(f"{progress}?shown=waiting-0", headers=HTMX)["HX-Redirect"] == address
    shown = words(client.get(address))
    assert '<span class="num">I.</span> Tình hình tội phạm' in shown
    assert "Thụ lý 3<sup>" in shown
    assert "chưa có số liệu" in shown.lower()
    assert client.post(page("consolidated_create", here.meeting.pk))["Location"] == address
    assert ConsolidatedReport.objects.count() == 1


def test_two_tabs_show_both_texts_and_lose_none(here: Here, line: ConsolidatedLine) -> None:
    """The second tab is stale: refused with both texts; then it keeps its own knowingly."""
    other = make.user(Role.HEAD_OF_OFFICE, here.stage.office)
    first, second = signed_in(here.clerk), signed_in(other)
    address = page("consolidated_line", line.pk)
    opened = words(second.get(f"{address}?open", headers=HTMX))
    assert f'value="{line.version}"' in opened
    assert first.post(address, typed(line, MINE), headers=HTMX).status_code == 200
    stale = second.post(address, typed(line, "Bản của tab thứ hai"), headers=HTMX)
    assert stale.status_code == 409
    assert MINE in words(stale)
    assert "Bản của tab thứ hai" in words(stale)
    whole = second.post(address, typed(line, "Bản của tab thứ hai"))
    assert (whole.status_code, "Bản của tab thứ hai" in words(whole)) == (409, True)
    line.refresh_from_db()
    assert (line.text, line.edited_by) == (MINE, here.clerk)
    over = typed(line, "Bản chung") | {"version": 1, "over": line.version, "finish": "1"}
    answer = second.post(address, over, headers=HTMX)
    assert (answer.status_code, answer["HX-Retarget"]) == (200, f"#line-{line.pk}")
    line.refresh_from_db()
    assert (line.text, line.edited_by) == ("Bản chung", other)


def test_stale_tab_after_a_new_drawing_loses_nothing(here: Here, line: ConsolidatedLine) -> None:
    """A tab was open while the worker drew the report up anew with another number."""
    client, address = signed_in(here.clerk), page("consolidated_line", line.pk)
    here.new.figures.update(value=9)
    generating.generate(line.report, at=make.NOW)
    stale = client.post(address, typed(line, MINE), headers=HTMX)
    assert stale.status_code == 409
    assert "Phần mềm (lập lại theo số liệu mới)" in words(stale)
    assert MINE in words(stale)
    assert "Thụ lý 9[1] vụ." in words(stale)
    line.refresh_from_db()
    client.post(address, typed(line, MINE))
    here.new.figures.update(value=10)
    generating.generate(line.report, at=make.NOW)
    shown = words(client.get(page("consolidated_write", line.report_id)))
    assert "1 dòng đã sửa tay có bản mới theo số liệu" in shown
    assert "<mark>10</mark>" in shown
    line.refresh_from_db()
    assert (line.text, line.has_fresh) == (MINE, True)
    choose = page("consolidated_line_choose", line.pk)
    sent = {"version": line.version, "beside": mark_of("Thụ lý 9[1] vụ."), "which": "fresh"}
    client.post(choose, sent)  # of a page that is old by now
    line.refresh_from_db()
    assert line.text == MINE
    here_now = sent | {"beside": mark_of(line.generated)}
    client.post(choose, here_now | {"version": line.version - 1})  # of a tab with older words
    line.refresh_from_db()
    assert (line.text, line.has_fresh) == (MINE, True)  # still to be chosen
    client.post(choose, here_now)
    line.refresh_from_db()
    assert (line.text, line.is_edited, line.has_fresh) == (
        "Thụ lý 10[1] vụ.",
        False,
        False,
    )


def test_own_savings_raise_no_conflict_and_leave_their_trail(
    here: Here, line: ConsolidatedLine
) -> None:
    client, address = signed_in(here.clerk), page("consolidated_line", line.pk)
    first = client.post(address, typed(line, "Một"), headers=HTMX)
    assert f'id="version-{line.pk}" value="{line.version + 1}"' in words(first)
    # The answer was lost: the form still has the old version, and says what it had sent.
    lost = client.post(address, typed(line, "Một hai", last_sent=["Một"]), headers=HTMX)
    assert lost.status_code == 200
    refused = client.post(address, typed(line, "Độ mật: Mật", version=3), headers=HTMX)
    assert refused.status_code == 422
    trail = Revision.objects.filter(table="meetings_consolidatedline", record=str(line.pk))
    assert [(one.after or {})["text"] for one in trail.order_by("pk")] == ["Một", "Một hai"]
    assert {one.user_id for one in trail} == {here.clerk.pk}


def test_who_is_here_and_what_others_changed_is_told(here: Here, line: ConsolidatedLine) -> None:
    other = make.user(Role.HEAD_OF_OFFICE, here.stage.office)
    report = ConsolidatedReport.objects.get()
    seen = {"seen": report.change_no, "line": line.pk}
    address = page("consolidated_present", report.pk)
    signed_in(other).post(address, seen, headers=HTMX)
    editing.write(line, MINE, seen=line.version, by=other, at=make.NOW)
    told = words(signed_in(here.clerk).post(address, seen, headers=HTMX))
    assert f"{other} đang sửa “Tin báo”" in told
    assert "1 dòng vừa thay đổi" in told
    assert "đang mở ở đây" in told
    own = words(signed_in(other).post(address, seen, headers=HTMX))
    assert "vừa thay đổi" not in own


def test_lines_are_hidden_with_a_reason_added_and_taken_away(
    here: Here, line: ConsolidatedLine
) -> None:
    client = signed_in(here.clerk)
    hide = page("consolidated_line_hide", line.pk)
    assert client.post(hide, {"reason": " "}).status_code == 422
    client.post(hide, {"reason": "Đã nêu ở mục khác"})
    shown = words(client.get(page("consolidated_write", line.report_id)))
    assert "Không đưa vào báo cáo: Đã nêu ở mục khác" in shown
    client.post(page("consolidated_line_show", line.pk))
    add = page("consolidated_line_add", line.pk)
    assert client.post(add, {"title": "", "text": ""}).status_code == 422
    made = client.post(add, {"title": "Việc khác", "text": "Không."})
    own = ConsolidatedLine.objects.get(title="Việc khác")
    assert made["Location"].endswith(f"#line-{own.pk}")
    client.post(page("consolidated_line_remove", line.pk))
    client.post(page("consolidated_line_remove", own.pk))
    assert not ConsolidatedLine.objects.filter(pk=own.pk).exists()
    assert ConsolidatedLine.objects.filter(pk=line.pk).exists()


def test_page_costs_the_same_for_few_lines_and_many(here: Here, line: ConsolidatedLine) -> None:
    client = signed_in(here.clerk)

    def cost() -> int:
        client.get(page("consolidated_write", line.report_id))
        with CaptureQueriesContext(connection) as queries:
            client.get(page("consolidated_write", line.report_id))
        return len(queries)

    few = cost()
    for _ in range(20):
        editing.add(line, title="", text=f"Thêm {_}", by=here.clerk, at=make.NOW)
    assert cost() == few


def test_drawing_costs_the_same_for_few_lines_and_units_and_many(here: Here) -> None:
    report = here.drawn()

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            generating.generate(report, at=make.NOW)
        return len(queries)

    few = cost()
    for number in range(3, 8):
        unit = make.region(here.stage.province, name=f"Viện kiểm sát nhân dân khu vực {number}")
        here.count(here.new, unit, number)
        here.line(template="{so}; {so_2}.")
    generating.generate(report, at=make.NOW)
    assert cost() == few


def test_outline_is_edited_and_a_wrong_place_named(here: Here) -> None:
    client = signed_in(here.clerk)
    kind = here.meeting.kind
    assert "Tin báo" in words(client.get(page("outline_detail", kind.pk, "province")))
    assert kind.name in words(client.get(page("outline_list")))
    assert client.get(page("outline_detail", kind.pk, "xa")).status_code == 404
    create = page("outline_line_create", kind.pk, "province")
    head = OutlineLine.objects.get(title="Tình hình tội phạm")
    asked = {"source": "figures", "parent": head.pk, "title": "Truy tố"}
    asked |= {"indicators": here.new.code, "template": "{so_vu} vụ"}
    refused = client.post(create, asked)
    assert refused.status_code == 422
    assert "không có chỗ trống {so_vu}" in words(refused)
    assert client.post(create, asked | {"template": "{so} vụ"}).status_code == 302
    made = OutlineLine.objects.get(title="Truy tố")
    assert (made.parent, made.indicators) == (head, [here.new.code])
    edit = page("outline_line_edit", made.pk)
    client.post(edit, asked | {"source": "own", "template": "", "parent": ""})
    made.refresh_from_db()
    assert (made.source, made.indicators, made.parent) == ("own", [], None)
    client.post(page("outline_line_move", made.pk), {"to": "up"})
    client.post(page("outline_line_remove", made.pk))
    assert not OutlineLine.objects.filter(pk=made.pk).exists()
