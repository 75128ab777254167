"""The real application in the test's own process and transaction; only the line is played.

Pages, scripts and answers are the real ones, yet no web server is started and no database copied:
for what is typed by keyboard, where nothing hangs on processes or time.
"""

import contextvars
import json
import mimetypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.conf import settings as project
from django.test import Client
from playwright.sync_api import Browser, Page, Route
from pytest_django.fixtures import Settings

from tests.meetings.stage import signed_in
from units.models import User

HOST = "https://office.test"
# Never answered: a page that only leads on counts as loaded once the page behind it is there.
NEVER = "/never"
# What htmx tells of a request, and what a form sends.
TOLD = ("hx-request", "hx-target", "hx-trigger", "hx-current-url", "accept")
At = Callable[[User], Page]


@contextmanager
def near(browser: Browser, settings: Settings) -> Iterator[At]:
    """Each call is a person at a PC.

    Fails when a script or a view breaks or the content security policy stops something.
    """
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**project.STORAGES, "staticfiles": plain}
    pages: list[Page] = []
    faults: list[str] = []

    def at(user: User) -> Page:
        context = browser.new_context(locale="vi-VN", base_url=HOST)
        context.set_default_timeout(60_000)  # a print is drawn in between, and others work beside
        page = context.new_page()
        client = signed_in(user)
        client.raise_request_exception = False
        # Playwright calls back in a context of its own, where Django has another connection.
        here = contextvars.copy_context()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda line: faults.extend([line.text] * ("Policy" in line.text)))
        page.route("**/*", lambda route: faults.extend(answer(route, client, here)))
        pages.append(page)
        return page

    yield at
    for page in pages:
        page.unroute_all(behavior="ignoreErrors")
        page.context.close()
    assert faults == [], faults


def answer(route: Route, client: Client, here: contextvars.Context) -> Iterator[str]:
    """The address of a view that broke."""
    asked = urlsplit(route.request.url)
    if asked.path == NEVER:
        return
    if asked.path.endswith("bootstrap.min.css"):
        route.fulfill(body="", content_type="text/css")  # large, and nothing here hangs on it
        return
    if asked.path.startswith("/static/"):
        kind = mimetypes.guess_type(asked.path)[0]
        route.fulfill(path=project.BASE_DIR / asked.path.lstrip("/"), content_type=kind)
        return
    sent = route.request.headers
    said = here.copy().run(
        client.generic,
        route.request.method,
        f"{asked.path}?{asked.query}",
        route.request.post_data_buffer or b"",
        sent.get("content-type", ""),
        headers={name: sent[name] for name in TOLD if name in sent},
    )
    if where := said.headers.get("Location"):
        # What is asked for after a redirect would go past us, to a server that is not there.
        body = f"<script>location.replace({json.dumps(where)})</script><img src={NEVER}>"
        route.fulfill(content_type="text/html", body=body)
        return
    route.fulfill(status=said.status_code, headers=dict(said.headers), body=said.content)
    if said.status_code >= 500:
        yield f"{said.status_code} {asked.path}"
