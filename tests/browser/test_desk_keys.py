"""The desk by keyboard alone: who speaks, phrases, cards, answers, portfolios, directives."""

import pytest
from playwright.sync_api import Locator, Page, expect

from meetings.models import Directive, Exhibit, Intervention, Meeting
from targets.years import derive_periods
from tests import factories as make
from tests.browser.near_office import At
from tests.factories import desk
from tests.meetings.stage import Stage, in_session, page
from units.models import Role

pytestmark = pytest.mark.django_db
Kind = Intervention.Kind


def sat_down(at: At, here: Stage) -> Page:
    seat = at(here.clerk)
    seat.goto(page("meeting_desk", here.meeting.pk))
    expect(text_of(seat)).to_be_focused()
    return seat


def text_of(seat: Page) -> Locator:
    return seat.locator("#entry").get_by_label("Nội dung ý kiến")


def field_of(seat: Page, label: str) -> Locator:
    return seat.locator("#entry").get_by_label(label)


def rows(seat: Page) -> Locator:
    return seat.locator("#rows > .said:not(form)")


def write_down(seat: Page, text: str) -> None:
    """Typed, recorded, and an empty row waits for the next words."""
    before = rows(seat).count()
    seat.keyboard.type(text)
    seat.keyboard.press("Control+Enter")
    expect(rows(seat)).to_have_count(before + 1)
    expect(text_of(seat)).to_be_focused()
    expect(text_of(seat)).to_have_value("")


def test_speaker_is_chosen_by_two_keystrokes(at: At) -> None:
    """First he whose unit the agenda's line names; a number chooses, letters find."""
    here = in_session()
    for unit, role in ((here.region, Role.UNIT_HEAD), (here.department, Role.UNIT_HEAD)):
        make.attendance(here.meeting, make.appointment(make.person(), unit, role, position="VT"))
    make.agenda_item(here.meeting, "Phòng giải trình", unit=here.department)
    seat = sat_down(at, here)
    seat.keyboard.press("Alt+n")
    expect(seat.locator("#seat-list li")).to_have_count(2)
    first, second = seat.locator("#seat-list li").all_inner_texts()
    seat.keyboard.press("2")
    expect(field_of(seat, "Người phát biểu")).to_have_value(second)
    expect(text_of(seat)).to_be_focused()
    write_down(seat, "Đơn vị báo cáo")
    said = Intervention.objects.get()
    assert said.speaker
    assert (said.speaker_text, said.speaker.unit) == (second, here.region)
    assert first != second


def test_phrase_is_put_in_by_shortcut_or_number(at: At) -> None:
    here = in_session()
    desk.phrase(here.province, "tt", "Đơn vị tiếp thu, trước ngày … báo cáo")
    desk.phrase(here.province, "xx", "Đề nghị xem xét", order=2)
    seat = sat_down(at, here)
    seat.keyboard.type("Thưa đồng chí. tt")
    seat.keyboard.press("Alt+m")
    seat.keyboard.type("15/12")  # over the gap, which is marked
    seat.keyboard.press("Control+End")
    seat.keyboard.type(". ")
    seat.keyboard.press("Alt+m")
    expect(seat.locator("#phrases")).to_be_visible()
    seat.keyboard.press("2")
    wanted = "Thưa đồng chí. Đơn vị tiếp thu, trước ngày 15/12 báo cáo. Đề nghị xem xét"
    expect(text_of(seat)).to_have_value(wanted)
    expect(text_of(seat)).to_be_focused()


def test_card_of_the_asked_unit_is_pulled_in(at: At) -> None:
    here = in_session()
    year = here.meeting.work_year
    derive_periods(year)
    month = year.periods.filter(kind="month").order_by("starts_on")[0]
    Meeting.objects.filter(pk=here.meeting.pk).update(period=month)
    for _ in range(2):
        make.assignment(make.target(make.indicator(), direction="zero"), here.region, year)
    seat = sat_down(at, here)
    seat.keyboard.type("Vì sao chậm?")
    field_of(seat, "Loại ý kiến").select_option(Kind.QUESTION)
    field_of(seat, "Hỏi đơn vị").fill("kv 5")
    field_of(seat, "Hỏi đơn vị").press("Tab")
    cards = seat.locator("#facts [data-take]")
    expect(cards).to_have_count(2)
    text_of(seat).focus()
    seat.keyboard.press("Alt+c")
    expect(cards.first).to_be_focused()
    seat.keyboard.press("2")
    expect(seat.locator("#entry .exhibit")).to_have_count(1)
    expect(text_of(seat)).to_be_focused()
    expect(text_of(seat)).to_have_value("Vì sao chậm?")
    card = Exhibit.objects.get()
    assert card.unit == here.region
    assert f": {card.facts['title']}" == cards.nth(1).locator(".visually-hidden").inner_text()
    assert card.intervention.text == "Vì sao chậm?"


def test_row_above_is_answered_and_what_follows_is_its_kind(at: At) -> None:
    """Alt+R: a question is explained; pressed again, the row before that."""
    here = in_session()
    seat = sat_down(at, here)
    write_down(seat, "Báo cáo đầu")
    field_of(seat, "Loại ý kiến").select_option(Kind.QUESTION)
    text_of(seat).focus()
    write_down(seat, "Vì sao tồn?")
    seat.keyboard.press("Alt+r")
    expect(field_of(seat, "Loại ý kiến")).to_have_value(Kind.EXPLANATION)
    expect(seat.locator("#entry [data-answered]")).to_contain_text("trả lời")
    write_down(seat, "Do chờ giám định")
    question = Intervention.objects.get(kind=Kind.QUESTION)
    explained = Intervention.objects.get(kind=Kind.EXPLANATION)
    assert explained.answers == question
    drawn = seat.locator(f"#rows > [data-pk='{explained.pk}']")
    expect(drawn).to_have_attribute("data-thread", str(question.pk))
    for text in ("Do chờ giám định", "Vì sao tồn?", "Báo cáo đầu"):
        seat.keyboard.press("Alt+r")
        pk = Intervention.objects.get(text=text).pk
        expect(seat.locator("#entry [name=answers]")).to_have_value(str(pk))


def test_leader_concerned_is_chosen_by_a_number(at: At) -> None:
    kind = make.meeting_kind(by_portfolio=True)
    here = in_session(kind=kind)
    assert here.clerk.person
    here.meeting.secretaries.add(here.clerk.person)
    for name in ("Trần Văn Ba", "Phạm Thị Tư"):
        make.appointment(make.person(name), here.province, Role.PROVINCE_DEPUTY, position="PVT")
    seat = sat_down(at, here)
    seat.keyboard.press("Alt+l")
    concerned = field_of(seat, "Liên quan đến")
    expect(concerned).to_be_focused()
    seat.keyboard.press("2")
    name = concerned.locator("option:checked").inner_text()
    assert name.startswith("2. ")
    text_of(seat).focus()
    write_down(seat, "Việc của một đồng chí")
    said = Intervention.objects.get()
    assert said.concerns
    assert name == f"2. {said.concerns.person.full_name}"


def test_one_paragraph_gives_several_directives(at: At) -> None:
    """Words marked while they are typed: each directive quotes its own, and they stay marked."""
    here = in_session()
    seat = sat_down(at, here)
    orders = ("Phòng kiểm tra án.", "Khu vực báo cáo.")
    seat.evaluate(SAVE_LATE)
    text_of(seat).focus()
    seat.keyboard.type(" ".join(orders))
    seat.keyboard.press("Home")
    for _ in orders[0]:
        seat.keyboard.press("Shift+ArrowRight")
    direct(seat, orders[0])
    seat.keyboard.press("End")
    for _ in orders[1]:
        seat.keyboard.press("Shift+ArrowLeft")
    direct(seat, orders[1])
    found = Directive.objects.order_by("order").values_list("quote", "quote_start", "text")
    assert list(found) == [(orders[0], 0, orders[0]), (orders[1], 19, orders[1])]
    seat.keyboard.press("Control+Enter")
    expect(rows(seat).locator("mark")).to_have_text(list(orders))
    # In a row that stands, too.
    rows(seat).locator("p").click(click_count=3)
    direct(seat, " ".join(orders))
    last = Directive.objects.latest("order")
    assert (last.quote, last.quote_start) == (" ".join(orders), 0)
    assert last.intervention == Intervention.objects.get()


# The row does not save itself before its first directive is written.
SAVE_LATE = """() => {
  const form = document.getElementById("entry"), late = form.cloneNode(true);
  late.setAttribute("hx-trigger", "input delay:60s, submit");
  form.replaceWith(late);
  htmx.process(late);
}"""


def direct(seat: Page, marked: str) -> None:
    """Alt+G: the marked words wait for whom they are given to; then typing goes on."""
    seat.keyboard.press("Alt+g")
    form = seat.locator("#directive-form")
    expect(form.get_by_label("Nội dung chỉ đạo")).to_have_value(marked)
    expect(form.get_by_label("Đơn vị thực hiện")).to_be_focused()
    seat.keyboard.type("kv 5")
    seat.keyboard.press("Control+Enter")
    expect(form).to_have_count(0)
    expect(text_of(seat)).to_be_focused()
