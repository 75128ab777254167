"""Every page that a role can reach by links: it works, it fits, it reads well, in Vietnamese.

Pages are walked by their links. One page of each kind is also drawn, wide and on a phone, and
looked over by axe-core; what stands around every page, once for each role.
"""

import re
from collections import Counter, deque
from collections.abc import Callable, Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import (
    APIResponse,
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Response,
    expect,
)

from tests import databases
from tests.browser.signing_in import sign_in
from tests.server import Server

AXE = Path(__file__).with_name("vendor") / "axe.min.js"
WIDE, PHONE = (1366, 768), (390, 844)
PAGES = 90
# Of one kind: for the first roles that come to it, the ones that may press most, and for others.
READ_FIRST, READ_LATER = 2, 1
# What axe-core looks over: the frame once for each role, what stands in it on every kind of page,
# where a table's first rows stand for the later ones.
FRAME = [["header.top"], ["#navigation"]]
AROUND = {"include": FRAME}
WITHIN = {"exclude": [*FRAME, ["tbody tr:nth-child(n+16)"]]}
# Views that answer with a file are named so; a page has a template of its name.
FILES = re.compile(r"_(docx|evidence|export|file|pdf|preview|print|sheet)$")
BLANK_SHEETS = {"units:unit_import_template", "units:person_import_form"}
ENGLISH = re.compile(
    r"\b(Save|Delete|Submit|Cancel|Search|Edit|Add|Home|Login|Logout|Error|None|True|False"
    r"|undefined|null|NaN|Jan|Feb|Mon|Tue)\b|object Object|\{\{|\}\}|\{%|\[(?:tone|link|text)\]"
)
WORDING = re.compile(r"\{\{ ?[^{}]* ?\}\}|\{% ?[^{}%]* ?%\}")
# Role → account, and the least that its walk must find.
ROLES = {
    "office staff": ("qt.tonghop", {"meetings:unit_report_list", "meetings:task_detail"}),
    "head": ("qt.vientruong", {"meetings:meeting_detail", "targets:target_cell"}),
    "registry clerk": ("qt.vanthu", {"units:register_detail", "units:document_detail"}),
    "unit clerk": ("qt.phong9", {"targets:figure_entry", "meetings:unit_report_edit"}),
    "personnel": ("qt.tochuc", {"units:person_edit", "units:unit_detail"}),
    "inspector": ("qt.thanhtra", {"meetings:meeting_minutes", "units:document_detail"}),
    "administrator": ("qt.quantri", {"units:account_list", "units:person_detail"}),
    "region's head": ("kv5.vientruong", {"meetings:notice_detail", "targets:plan_detail"}),
}
# In one process, that what one role saw drawn is not drawn for the next.
pytestmark = pytest.mark.xdist_group("pages")
drawn = set[str]()
read_before = Counter[str]()
Answer = Response | APIResponse


SPOKEN = ("aria-label", "title", "placeholder")


class Read(HTMLParser):
    """What a page says and where it leads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.words: list[str] = []
        self.title = self.lang = ""
        self._inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.append(given["href"] or "")
        if tag == "html":
            self.lang = given.get("lang") or ""
        self.words += [given[name] or "" for name in SPOKEN if name in given]
        self._inside = tag if tag in ("script", "style", "title") else self._inside

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "title":
            self.title += data
        elif not self._inside:
            self.words.append(data)


@pytest.fixture(scope="module")
def reading_room(running_server: Server, demo_template: str) -> Server:
    """Walking changes nothing, so all walks share one copy of the demo data."""
    databases.clone(demo_template, running_server.database)
    return running_server


@pytest.fixture
def visitor(browser: Browser, reading_room: Server) -> Iterator[BrowserContext]:
    width, height = WIDE
    context = browser.new_context(
        base_url=reading_room.url, viewport={"width": width, "height": height}, locale="vi-VN"
    )
    context.set_default_timeout(30_000)
    context.add_init_script(path=AXE)
    yield context
    context.close()


@pytest.mark.parametrize("role", ROLES)
def test_pages_of_a_role(visitor: BrowserContext, role: str) -> None:
    username, least = ROLES[role]
    page = visitor.new_page()
    faults: list[str] = []
    page.on("console", lambda line: faults.extend(console_fault(line, page)))
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    sign_in(page, username)

    faults += [f"{page.url}: {finding}" for finding in axe_findings(page, AROUND)]

    def look(address: str) -> Answer:
        """Drawn by the first role that comes to a page of its kind."""
        if view_of(address) in drawn:
            return visitor.request.get(address)
        answer = page.goto(address)
        assert answer
        if (view := view_of(answer.url)) not in drawn:
            faults.extend(drawing_faults(page, view))
        return answer

    seen, kinds = set(), set()
    for address, view, read in walk(look, page.url):
        seen.add(address)
        kinds.add(view)
        faults += reading_faults(address, read)
    read_before.update(kinds)
    assert faults == []
    assert least <= kinds
    assert len(seen) >= len(kinds) > 3


def test_pages_for_nobody_in_particular(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto("/")
    faults = drawing_faults(page, "units:sign_in")
    sign_in(page, "qt.tonghop")
    for address, status in (("/khong-co-trang-nay/", 404), ("/accounts/", 403)):
        answer = page.goto(address)
        assert answer
        assert answer.status == status
        faults += drawing_faults(page, str(status))
    assert faults == []


def walk(look: Callable[[str], Answer], start: str) -> Iterator[tuple[str, str, Read]]:
    """(address, view, page), kinds not seen yet first; at most a few pages of one kind."""
    host = urlsplit(start).netloc
    ahead, waiting, known = deque([start]), deque[str](), {start}
    met, counts = {view_of(start)}, Counter[str]()
    while (ahead or waiting) and counts.total() < PAGES:
        address = (ahead or waiting).popleft()
        view = view_of(address)
        if is_file(view) or counts[view] >= (READ_LATER if read_before[view] else READ_FIRST):
            continue
        answer = look(address)
        assert answer.status == 200, f"{answer.status} {address}"
        assert answer.headers["content-type"].startswith("text/html"), address
        counts[view] += 1
        read = Read(answer.text())
        yield answer.url, view_of(answer.url), read
        for link in read.links:
            found = urldefrag(urljoin(answer.url, link)).url
            if urlsplit(found).netloc == host and found not in known:
                known.add(found)
                is_new = view_of(found) not in met
                met.add(view_of(found))
                (ahead if is_new else waiting).append(found)


@cache
def view_of(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        pytest.fail(f"a link leads nowhere: {address}")


@cache
def is_file(view: str) -> bool:
    app, _, name = view.partition(":")
    has_page = Path(databases.ROOT, "templates", app, f"{name}.html").exists()
    return view in BLANK_SHEETS or (bool(FILES.search(name)) and not has_page)


def reading_faults(address: str, read: Read) -> list[str]:
    # Pages about the language of wordings show its signs; its drawn texts stand beside them.
    shown = [WORDING.sub("", words) if "/wordings/" in address else words for words in read.words]
    english = [words for words in shown if ENGLISH.search(words)]
    faults = [f"{address}: says {' '.join(words.split())!r}" for words in english]
    if not read.title.split("·")[0].strip():
        faults.append(f"{address}: no title")
    if read.lang != "vi":
        faults.append(f"{address}: language {read.lang!r}")
    return faults


def drawing_faults(page: Page, view: str) -> list[str]:
    """Sideways scrolling at both sizes, and what axe-core finds."""
    drawn.add(view)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    found = [*too_wide(page, WIDE), *axe_findings(page, WITHIN), *too_wide(page, PHONE)]
    return [f"{view} {page.url}: {fault}" for fault in found]


def too_wide(page: Page, size: tuple[int, int]) -> Iterator[str]:
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    asked: int = page.evaluate("document.documentElement.scrollWidth")
    if asked > width:
        yield f"{asked} px wide on a screen of {width}: {page.evaluate(WIDEST)}"


WIDEST = """[...document.querySelectorAll("body *")]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => one.tagName + "." + one.className).slice(0, 6).join(" ")"""


def axe_findings(page: Page, among: dict[str, list[list[str]]]) -> list[str]:
    """By the rules whose breach is serious; of the others nothing is asked."""
    found: list[str] = page.evaluate(
        """async (among) => {
          const rules = Object.fromEntries(
            axe._audit.rules.filter(({impact}) => ["minor", "moderate"].includes(impact))
              .map(({id}) => [id, {enabled: false}]));
          const run = await axe.run(among, {preload: false, resultTypes: ["violations"], rules});
          return run.violations.filter(({impact}) => ["serious", "critical"].includes(impact))
            .map(({id, nodes}) => `${id} ${nodes.slice(0, 3).map((one) => one.html).join(" | ")}`);
        }""",
        among,
    )
    return found


def console_fault(line: ConsoleMessage, page: Page) -> list[str]:
    """A page that is refused on purpose says so in the console; every other error is one."""
    is_refusal = "status of 40" in line.text
    return [f"{page.url}: {line.text}"] if line.type == "error" and not is_refusal else []
