"""The small scripts of static/js in a real browser, against answers chosen by each test.

The page is the real base template with the real files; only the server is played here, so that a
lost line, an expired login or a refusal come exactly when the test wants them.
"""

import mimetypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings as project
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path
from playwright.sync_api import Browser, Locator, Page, Route, expect
from pytest_django.fixtures import Settings

HOST = "http://office.test"
POLICY = "default-src 'self'; img-src 'self' data:"


def nowhere(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    return HttpResponse()


meetings = [path("work", nowhere, name="my_work"), path("search", nowhere, name="search")]
units = [
    path("sign-in", nowhere, name="sign_in"),
    path("sign-out", nowhere, name="sign_out"),
    path("again", nowhere, name="sign_in_again"),
    path("sign-ins", nowhere, name="sign_in_list"),
    path("password", nowhere, name="password_change"),
    path("appointments/<int:pk>/act", nowhere, name="appointment_act"),
]
urlpatterns = [
    path("", include((meetings, "meetings"))),
    path("", include((units, "units"))),
]
pytestmark = pytest.mark.urls(__name__)

FRAME = {
    "office_name": "VKSND tỉnh",
    "search_url": "/search",
    "groups": [{"heading": "", "items": [{"label": "Việc của tôi", "url": "/work"}]}],
}
NOTE = """
<form hx-post="/save" hx-target="#out" data-draft="note">
  <label for="text">Ý kiến</label><textarea id="text" name="text"></textarea>
  <button type="submit" data-key="Alt+G">Ghi</button>
  <button type="submit" name="act" value="drop" data-confirm="Xóa ý kiến này?">Xóa</button>
</form><p id="out"></p>"""
PLAIN = """
<form method="post" action="/plain" data-draft="plain">
  <label for="text">Ý kiến</label><textarea id="text" name="text"></textarea>
  <button type="submit">Gửi</button>
</form>"""
CELL = '<td><input id="c{0}{1}" name="c{0}{1}" value="{0}{1}" hx-post="/save" hx-swap="none"></td>'
GRID = (
    '<table class="grid-entry">'
    + "".join(
        f"<tr><th>Dòng {row}</th>{CELL.format(row, 1)}<td>vụ</td>{CELL.format(row, 2)}</tr>"
        for row in (1, 2, 3)
    )
    + '</table><p data-grid-status role="status"></p>'
)


@dataclass
class Office:
    """The played server: pages by path, what was posted, and how posts are answered."""

    page: Page
    pages: dict[str, str] = field(default_factory=dict)
    posts: list[dict[str, str]] = field(default_factory=list)
    status: int = 200
    line_is_cut: bool = False

    def show(self, content: str, *, user: int = 7) -> None:
        self.pages["/page"] = render(content, user)
        self.page.goto(f"{HOST}/page")

    def answer(self, route: Route) -> None:
        asked = urlsplit(route.request.url).path
        if asked.endswith("bootstrap.min.css"):
            route.fulfill(body="", content_type="text/css")  # large, and nothing here hangs on it
        elif asked.startswith("/static/"):
            file = project.BASE_DIR / asked.lstrip("/")
            kind = mimetypes.guess_type(asked)[0]
            route.fulfill(path=file, content_type=kind)
        elif route.request.method == "POST":
            self.take(route)
        else:
            headers = {"Content-Security-Policy": POLICY}
            html = self.pages.get(asked, render("", 7))
            route.fulfill(body=html, content_type="text/html; charset=utf-8", headers=headers)

    def take(self, route: Route) -> None:
        if self.line_is_cut:
            route.abort("internetdisconnected")
            return
        if urlsplit(route.request.url).path == "/again":
            self.status = 200
            route.fulfill(status=204, headers={"HX-Trigger": "signed-in-again"})
            return
        sent = parse_qs(route.request.post_data or "", keep_blank_values=True)
        self.posts.append({name: values[0] for name, values in sent.items()})
        html = self.pages.get(urlsplit(route.request.url).path, "nhận")
        route.fulfill(status=self.status, body=html, content_type="text/html; charset=utf-8")

    def kept(self) -> dict[str, str]:
        found: dict[str, str] = self.page.evaluate("({...localStorage})")
        return found


def render(content: str, user: int, *, message: str = "") -> str:
    source = '{% extends "base.html" %}{% block content %}' + content + "{% endblock %}"
    messages = [SimpleNamespace(level_tag="success", message=message)] if message else []
    who = SimpleNamespace(pk=user, username="hoa.nv", is_authenticated=True)
    context = {"frame": FRAME, "user": who, "messages": messages}
    return engines["django"].from_string(source).render(context)


@pytest.fixture
def office(browser: Browser, settings: Settings) -> Iterator[Office]:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**project.STORAGES, "staticfiles": plain}
    context = browser.new_context(locale="vi-VN", base_url=HOST)
    context.set_default_timeout(5_000)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.extend([line.text] * ("Policy" in line.text)))
    played = Office(page)
    page.route("**/*", played.answer)
    yield played
    context.close()
    assert faults == []


@pytest.fixture
def state(office: Office) -> Locator:
    return office.page.locator("[data-save-state]")


def type_note(office: Office, text: str) -> None:
    office.page.get_by_label("Ý kiến").fill(text)


def save_note(office: Office, text: str) -> None:
    type_note(office, text)
    office.page.get_by_label("Ý kiến").press("Alt+g")


def test_draft_is_offered_on_the_next_visit(office: Office) -> None:
    office.show(NOTE)
    type_note(office, "Giao Phòng 1 kiểm tra")
    office.show(NOTE)
    expect(office.page.get_by_text("Có nội dung chưa lưu từ")).to_be_visible()
    office.page.get_by_role("button", name="Khôi phục").click()
    expect(office.page.get_by_label("Ý kiến")).to_have_value("Giao Phòng 1 kiểm tra")


def test_draft_is_not_offered_to_another_user(office: Office) -> None:
    office.show(NOTE, user=7)
    type_note(office, "của người 7")
    office.show(NOTE, user=8)
    expect(office.page.get_by_label("Ý kiến")).to_be_visible()
    expect(office.page.locator(".draft-offer")).to_have_count(0)


def test_draft_dropped_by_its_user_is_gone(office: Office) -> None:
    office.show(NOTE)
    type_note(office, "thôi")
    office.show(NOTE)
    office.page.get_by_role("button", name="Bỏ").click()
    assert office.kept() == {}


def test_draft_is_removed_once_the_server_has_it(office: Office, state: Locator) -> None:
    office.show(NOTE)
    save_note(office, "đã nghe")
    expect(state).to_contain_text("Đã lưu")
    assert office.posts == [{"text": "đã nghe"}]
    assert office.kept() == {}


@pytest.mark.parametrize("status", [422, 409, 403, 500])
def test_draft_stays_when_the_server_refuses(office: Office, state: Locator, status: int) -> None:
    office.show(NOTE)
    office.status = status
    save_note(office, "chưa nhận")
    expect(state).to_contain_text("Chưa lưu")
    assert "chưa nhận" in str(office.kept())
    expect(office.page.get_by_label("Ý kiến")).to_have_value("chưa nhận")


@pytest.mark.parametrize(
    ("message", "left"), [("Đã lưu ý kiến.", 0), ("", 1)], ids=["acknowledged", "silent"]
)
def test_draft_of_a_plain_form_waits_for_the_success_message(
    office: Office, message: str, left: int
) -> None:
    office.show(PLAIN)
    type_note(office, "gửi đi")
    office.pages["/plain"] = render("", 7, message=message)
    office.page.get_by_role("button", name="Gửi").click()
    office.page.wait_for_url("**/plain")
    expect(office.page.locator("#navigation")).to_be_visible()
    assert len(office.kept()) == left


def test_draft_with_a_secrecy_stamp_is_not_kept(office: Office) -> None:
    office.show(NOTE)
    type_note(office, "Báo cáo")
    assert "Báo cáo" in str(office.kept())
    type_note(office, "TỐI MẬT\nBáo cáo")
    expect(office.page.locator(".draft-offer")).to_be_visible()
    assert office.kept() == {}


def test_draft_with_a_doubtful_word_is_kept_only_after_asking(office: Office) -> None:
    office.show(NOTE)
    type_note(office, "gửi tài liệu mật")
    assert office.kept() == {}
    office.page.get_by_role("button", name="Không thuộc bí mật nhà nước").click()
    assert "tài liệu mật" in str(office.kept())


@pytest.mark.parametrize(("choice", "left"), [("keep", 1), ("drop", 0)])
def test_sign_out_asks_about_unsent_text(office: Office, choice: str, left: int) -> None:
    office.show(NOTE)
    type_note(office, "chưa gửi")
    office.page.locator(".menu summary").click()
    office.page.get_by_role("button", name="Đăng xuất", exact=True).click()
    dialog = office.page.get_by_role("dialog", name="Còn nội dung chưa gửi")
    expect(dialog).to_contain_text("Trên máy này còn 1 nội dung")
    with office.page.expect_navigation(url="**/sign-out"):
        dialog.locator(f"[value={choice}]").click()
    assert len(office.kept()) == left


def test_sign_out_can_be_taken_back(office: Office) -> None:
    office.show(NOTE)
    type_note(office, "chưa gửi")
    office.page.locator(".menu summary").click()
    office.page.get_by_role("button", name="Đăng xuất", exact=True).click()
    office.page.get_by_role("button", name="Ở lại để gửi").click()
    assert office.posts == []
    assert office.page.url == f"{HOST}/page"


def test_save_repeats_after_a_lost_line(office: Office, state: Locator) -> None:
    office.show(NOTE)
    office.line_is_cut = True
    save_note(office, "mất mạng")
    expect(state).to_have_text("Chưa lưu: mất kết nối, nội dung còn trên máy này")
    office.line_is_cut = False
    expect(state).to_contain_text("Đã lưu")
    assert office.posts == [{"text": "mất mạng"}]


def test_save_marked_once_is_not_repeated_by_itself(office: Office, state: Locator) -> None:
    office.show(NOTE.replace("<form", "<form data-once"))
    office.line_is_cut = True
    save_note(office, "một lần")
    expect(state).to_contain_text("mất kết nối")
    office.line_is_cut = False
    office.page.wait_for_timeout(2_500)
    assert office.posts == []


AGAIN = """
<form hx-post="/again"><label for="again">Mật khẩu</label>
<input type="password" id="again" name="password" data-focus>
<button type="button" data-later>Để sau</button><button>Đăng nhập</button></form>"""


@pytest.fixture
def expired(office: Office) -> Locator:
    """The dialog over a page whose login has run out; a right password goes to /again."""
    office.show(NOTE)
    office.pages["/again"] = AGAIN
    office.status = 401
    return office.page.get_by_role("dialog", name="Phiên đăng nhập đã hết")


def give_password_a_moment(dialog: Locator) -> None:
    """What is typed as soon as it opens was meant for the text."""
    expect(dialog.get_by_label("Mật khẩu")).to_be_focused()
    dialog.page.wait_for_timeout(750)


def test_save_after_an_expired_login_resumes(
    office: Office, state: Locator, expired: Locator
) -> None:
    save_note(office, "đang gõ dở")
    give_password_a_moment(expired)
    expect(state).to_contain_text("phiên đăng nhập đã hết")
    office.page.keyboard.type("mật khẩu")
    office.page.keyboard.press("Enter")
    expect(state).to_contain_text("Đã lưu")
    expect(expired).to_be_hidden()
    expect(office.page.get_by_label("Ý kiến")).to_have_value("đang gõ dở")
    assert [post["text"] for post in office.posts] == ["đang gõ dở", "đang gõ dở"]
    expect(office.page.get_by_label("Ý kiến")).to_be_focused()


def test_dialog_waits_for_a_pause_and_typed_signs_stay_in_the_text(
    office: Office, expired: Locator
) -> None:
    text = office.page.get_by_label("Ý kiến")
    save_note(office, "một")
    for _ in range(8):
        text.press_sequentially(" hai", delay=60)
        expect(expired).to_be_hidden()
    expect(expired).to_be_visible()
    office.page.keyboard.type(" ba", delay=30)
    expect(text).to_have_value("một" + " hai" * 8 + " ba")
    expect(expired.get_by_label("Mật khẩu")).to_be_focused()
    expect(expired.get_by_label("Mật khẩu")).to_have_value("")


def test_dialog_put_off_comes_back_with_the_next_save(office: Office, expired: Locator) -> None:
    save_note(office, "một")
    expired.get_by_role("button", name="Để sau").click()
    expect(expired).to_be_hidden()
    save_note(office, "hai")
    expect(expired).to_be_visible()


def test_plain_form_after_a_long_silence_signs_in_first(office: Office, expired: Locator) -> None:
    office.show(PLAIN)
    office.page.evaluate("() => { const now = Date.now.bind(Date); Date.now = () => now() + 3e6; }")
    type_note(office, "để lâu mới gửi")
    office.page.get_by_role("button", name="Gửi").click()
    give_password_a_moment(expired)
    office.page.keyboard.type("mật khẩu")
    with office.page.expect_navigation(url="**/plain"):
        office.page.keyboard.press("Enter")
    assert [post["text"] for post in office.posts] == ["để lâu mới gửi"]


def test_confirmation_names_the_act_and_marks_the_request(office: Office, state: Locator) -> None:
    office.show(NOTE)
    ask = office.page.get_by_role("dialog", name="Xác nhận")
    office.page.get_by_role("button", name="Xóa").click()
    expect(ask).to_contain_text("Xóa ý kiến này?")
    ask.get_by_role("button", name="Không, quay lại").click()
    assert office.posts == []
    office.page.get_by_role("button", name="Xóa").click()
    ask.get_by_role("button", name="Xóa").click()
    expect(state).to_contain_text("Đã lưu")
    assert office.posts == [{"text": "", "act": "drop", "confirmed": "1"}]


def test_confirmation_of_a_plain_form(office: Office) -> None:
    office.show(PLAIN.replace("<form", '<form data-confirm="Hủy số 05?"'))
    office.page.get_by_role("button", name="Gửi").click()
    with office.page.expect_navigation(url="**/plain"):
        office.page.get_by_role("dialog").get_by_role("button", name="Gửi").click()
    assert office.posts == [{"text": "", "confirmed": "1"}]


def test_form_is_sent_once(office: Office) -> None:
    office.show(PLAIN)
    send = "const form = document.querySelector('form[action=\"/plain\"]'); form.requestSubmit();"
    with office.page.expect_navigation(url="**/plain"):
        office.page.evaluate(send + "form.requestSubmit(); form.requestSubmit();")
    assert len(office.posts) == 1


def test_slash_finds_and_is_a_letter_in_fields(office: Office) -> None:
    office.show(NOTE)
    office.page.keyboard.press("/")
    search = office.page.get_by_label("Tìm kiếm")
    expect(search).to_be_focused()
    office.page.keyboard.type("12/TB")
    expect(search).to_have_value("12/TB")


def test_grid_moves_by_keyboard(office: Office) -> None:
    office.show(GRID)
    office.page.locator("#c11").focus()
    walk = [
        ("Enter", "c21"),
        ("ArrowDown", "c31"),
        ("ArrowRight", "c32"),
        ("Control+ArrowUp", "c12"),
        ("ArrowLeft", "c11"),
        ("ArrowLeft", "c11"),
        ("Tab", "c12"),
        ("Home", "c11"),
        ("End", "c12"),
        ("ArrowUp", "c12"),
        ("Control+Home", "c11"),
        ("Control+End", "c32"),
        ("Shift+Enter", "c22"),
    ]
    for keys, cell in walk:
        office.page.keyboard.press(keys)
        expect(office.page.locator(f"#{cell}"), keys).to_be_focused()


def test_grid_typing_replaces_and_escape_restores(office: Office) -> None:
    office.show(GRID)
    cell = office.page.locator("#c11")
    cell.focus()
    office.page.keyboard.type("7")
    expect(cell).to_have_value("7")
    office.page.keyboard.press("Escape")
    expect(cell).to_have_value("11")
    office.page.keyboard.press("F2")
    office.page.keyboard.type("0")
    expect(cell).to_have_value("110")


@pytest.mark.parametrize(("status", "mark"), [(204, "saved"), (422, "error"), (401, "unsaved")])
def test_grid_cell_shows_how_saving_went(office: Office, status: int, mark: str) -> None:
    office.show(GRID)
    office.status = status
    office.page.locator("#c31").fill("5")
    office.page.keyboard.press("Enter")
    expect(office.page.locator("td:has(#c31)")).to_have_attribute("data-state", mark)
    assert office.posts[0]["c31"] == "5"


def test_grid_takes_a_block_from_excel(office: Office) -> None:
    office.show(GRID + '<textarea id="excel" aria-label="Excel"></textarea>')
    excel = office.page.locator("#excel")
    excel.fill("1\t\t2\n\t\t4\n5\t\t6\n7\t\t8\n")
    excel.press("Control+A")
    excel.press("Control+C")
    office.page.locator("#c11").focus()
    office.page.keyboard.press("Control+V")
    status = office.page.locator("[data-grid-status]")
    expect(status).to_have_text("Đã dán 5 ô; 2 ô nằm ngoài bảng hoặc không nhập được, đã bỏ qua.")
    values = [office.page.locator(f"#c{at}").input_value() for at in (11, 12, 21, 22, 31, 32)]
    assert values == ["1", "2", "21", "4", "5", "6"]
    wait_for(office, lambda: len(office.posts) == 5)


def wait_for(office: Office, arrived: Callable[[], bool]) -> None:
    for _ in range(50):
        if arrived():
            return
        office.page.wait_for_timeout(50)
    pytest.fail("the requests did not arrive")


def test_navigation_folds_on_a_phone(office: Office) -> None:
    office.page.set_viewport_size({"width": 390, "height": 844})
    office.show(NOTE)
    navigation = office.page.locator("#navigation")
    expect(navigation).to_be_hidden()
    office.page.get_by_role("button", name="Trình đơn").click()
    expect(navigation.get_by_role("link", name="Việc của tôi")).to_be_focused()
    office.page.keyboard.press("Escape")
    expect(navigation).to_be_hidden()
