"""A real Chromium against the real server and worker; every test has demo data of its own."""

import itertools
import os
import re
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from urllib.request import urlopen

import psycopg
import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Locator,
    Page,
    Response,
    expect,
    sync_playwright,
)
from pytest_django.fixtures import Settings

from tests import databases
from tests.browser.near_office import At, near
from tests.browser.played_office import Office, played
from tests.server import Server, job_worker, web_server

# Playwright keeps an event loop in this thread, at which Django's ORM would otherwise take fright.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

SHOTS = databases.ROOT / "var" / "screenshots"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-gpu-compositing",
    "--disable-software-rasterizer",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-first-run",
]
# Chromium would draw two more pages for the address bar of each window, which nobody sees here.
# The switch counts once, so that what Playwright turns off is named again.
UNSEEN = [
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "AimEnabled",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "Translate",
]
ARGUMENTS += [f"--disable-features={','.join(UNSEEN)}"]
# All tests share two cores, and some pages draw a print before they answer: patience costs nothing.
expect.set_options(timeout=30_000)
PATIENCE = 90_000

FAILED = pytest.StashKey[bool]()
_exchanged = itertools.count(1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first: nobody waits for one that was begun last."""
    items.sort(key=lambda item: "from_plan_to_next_agenda" not in item.name)


@pytest.fixture(autouse=True)
def counts_in_frame() -> None:
    """Counted in earnest here."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = os.environ.get("PROCURACY_CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def office(browser: Browser, settings: Settings) -> Iterator[Office]:
    """Pages with our scripts; what the server says is played."""
    with played(browser, settings) as made:
        yield made


@pytest.fixture
def at(browser: Browser, settings: Settings) -> Iterator[At]:
    """People at the real application, in the test's own process and transaction."""
    with near(browser, settings) as seat:
        yield seat


@pytest.fixture
def state(office: Office) -> Locator:
    return office.page.locator("[data-save-state]")


@pytest.fixture(scope="session")
def demo_template() -> str:
    return databases.demo()


@pytest.fixture(scope="session")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that says which day it is in the application."""
    return write_day(tmp_path_factory.mktemp("clock") / "today", databases.DEMO_DAY)


def write_day(file: Path, date: str) -> Path:
    new = file.with_suffix(".new")
    new.write_text(date)
    return new.replace(file)


@pytest.fixture
def turn_to(day: Path) -> Iterator[Callable[[str], None]]:
    """Another day (2026-09-08), from the next request or job on until the test ends."""

    def turn(date: str) -> None:
        write_day(day, date)

    yield turn
    write_day(day, databases.DEMO_DAY)


@pytest.fixture(scope="session")
def running_server(demo_template: str, day: Path) -> Iterator[Server]:
    """Starting takes seconds, so the server stays while its database is exchanged under it."""
    name = databases.clone_name("browser")
    databases.clone(demo_template, name)
    with web_server(name, today=str(day)) as running:
        # No page waits for the application to be loaded, however busy the machine is.
        with urlopen(running.url + "/sign-in/", timeout=90):
            pass
        yield running
    databases.drop(name)


@pytest.fixture
def server(running_server: Server, demo_template: str) -> Server:
    """The application on a fresh copy of the demo data; it is databases.DEMO_DAY there."""
    databases.clone(demo_template, running_server.database)
    number_on(running_server)
    return running_server


def number_on(running: Server) -> None:
    """What the server remembers of the last test's meetings was drawn before anything of now."""
    by = 1_000 * next(_exchanged)
    with psycopg.connect(running.owner_address) as owner:
        owner.execute("UPDATE meetings_meeting SET change_no = change_no + %s", [by])


@pytest.fixture
def worker(server: Server, day: Path) -> Iterator[None]:
    """Does the jobs that requests leave behind; starting takes seconds, so ask for it if needed."""
    with job_worker(server.database, today=str(day)):
        yield


@pytest.fixture
def open_page(
    browser: Browser, server: Server, request: pytest.FixtureRequest
) -> Iterator[Callable[[], Page]]:
    """Each call is one more person at a PC: own cookies, own storage.

    The test fails when a script breaks, the server does, or the content security policy stops
    something.
    """
    pages: list[Page] = []
    faults: list[str] = []

    def opened() -> Page:
        context = browser.new_context(
            base_url=server.url,
            viewport={"width": 1366, "height": 768},
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            accept_downloads=True,
        )
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.extend(policy_fault(message)))
        page.on("response", lambda response: faults.extend(server_fault(response)))
        pages.append(page)
        return page

    yield opened
    if request.node.stash.get(FAILED, False):
        keep_screenshots(request.node.name, pages)
    for page in pages:
        page.context.close()
    assert faults == []


def policy_fault(message: ConsoleMessage) -> list[str]:
    return [message.text] if "Content Security Policy" in message.text else []


def server_fault(response: Response) -> list[str]:
    return [f"{response.status} {response.url}"] if response.status >= 500 else []


@pytest.fixture
def page(open_page: Callable[[], Page]) -> Page:
    return open_page()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


def keep_screenshots(test: str, pages: list[Page]) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate(pages, start=1):
        name = re.sub(r"[^\w.-]+", "_", test)
        page.screenshot(path=Path(SHOTS, f"{name}-{number}.png"), full_page=True)
