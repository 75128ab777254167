"""The real base template with the real files; only the server is played.

So a lost line, an expired login or a refusal come exactly when a test wants them.
"""

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings as project
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path
from playwright.sync_api import Browser, Page, Route
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
URLS = __name__
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


@contextmanager
def played(browser: Browser, settings: Settings) -> Iterator[Office]:
    """Fails when a script breaks or the content security policy stops something."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**project.STORAGES, "staticfiles": plain}
    context = browser.new_context(locale="vi-VN", base_url=HOST)
    context.set_default_timeout(30_000)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.extend([line.text] * ("Policy" in line.text)))
    made = Office(page)
    page.route("**/*", made.answer)
    yield made
    context.close()
    assert faults == [], faults


def type_note(office: Office, text: str) -> None:
    office.page.get_by_label("Ý kiến").fill(text)


def save_note(office: Office, text: str) -> None:
    type_note(office, text)
    office.page.get_by_label("Ý kiến").press("Alt+g")
