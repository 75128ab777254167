"""Bad input, on every page: the right status, a Vietnamese sentence, nothing half-written.

Every form that any page shows to somebody who may use it is found, filled and sent (forms_found),
and every address is asked with odd parameters. The single cases and where they are shown:

unknown, closed or foreign unit       targets/test_entry, and every address: test_access
month outside the year                targets/test_entry: test_month_outside_any_work_year…
text in a number; 1.000; 1,000; 1,5;  web/test_numbers, targets/test_entry: test_refused_figure…,
  negative; 10^18                       test_thousands_are_read_and_shown_back, test_decimals_are…
numerator without denominator         targets/test_entry: test_numerator_without_denominator…
10,000-character titles               here, and meetings/test_meeting_pages, targets/test_plans
<script> in minutes                   here, meetings/test_minutes, meetings/test_notice_text
picture address in print text         here, and web/test_pdf: test_address_outside_static_files…
a line TỐI MẬT; "bí mật nhà nước"     here, and web/test_secrecy (every pattern)
an id of another unit                 test_access: test_foreign_things_do_not_exist
GET where something changes           test_access: test_address_that_changes_something…
extra fields in a POST                here, and targets/test_entry, meetings/test_meeting_pages
expired login while typing            here, test_access, web/test_session_expired, test_saving
NUL, invalid UTF-8, huge page number  here
double-clicked Ban hành               here, meetings/test_notice_race, meetings/test_notice_pages
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db.models import Model
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from meetings.models import Intervention, Meeting, Notice
from meetings.papers.printing import notice_pdf
from procuracy.web import access
from tests import stored
from tests.access_table import ROWS, SEATS, Row
from tests.access_visitors import (
    Visitor,
    World,
    bare_refusals,
    built,
    draw_no_pages,
    draw_no_prints,
    draw_pages_a_few_times,
    look_up_once,
    url_of,
)
from tests.forms_found import FormsFound, FoundForm
from tests.forms_sent import REFUSED, TOKEN, answered, harmless, sent
from tests.meetings.notice_facts import province_facts
from units.models import Appointment, DocumentRecipient

# The world is built by one of the parallel runners only.
pytestmark = pytest.mark.xdist_group("bad input")
STAMPED = f"{TOKEN}\nTỐI MẬT\n{TOKEN}"
ODD: dict[str, str | bytes] = {
    "markup": "<script>alert(7391)</script>",
    "nul": "\0\0",
    "long": "x" * 10_000,
    "digits": "9" * 400,
    "superscript": "²",
    "negative": "-1",
    "not a number": "NaN",
    "far day": "0001-01-01",
    "broken": b"\xff\xfe\xc3",
}
# Only these are odd as texts; the others are so in fields that want something else.
ODD_TEXTS = {"nul", "long", "markup", "broken"}
# What nobody may ends at its door, which test_access looks at.
ALLOWED = [row for row in ROWS if row.may]
READ = [row for row in ALLOWED if "GET" in row.methods and not row.is_public]
PARAMETERS = re.findall(
    r"\w+",
    "all answers field filter kind month next of office on only page period q set since source"
    " speaker_text state way year",
)
# Names of columns that no form may set.
EXTRA = {"id": "999999", "pk": "999999", "state": "released"} | dict.fromkeys(
    ["organiser", "unit", "entered_by", "is_active", "meeting", "plan", "person"], "1"
)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), built(bare=False) as made:
        yield made


def somebody(world: World, row: Row) -> Visitor:
    """The first of the seats that may open the page and, where it has a form, send it."""
    sending = [r for r in ROWS if (r.name, r.things) == (row.name, row.things)]
    may = frozenset.intersection(*(r.may for r in sending))
    return world.visitors[next(name for name in SEATS if name in may)]


def forms(world: World, row: Row) -> list[FoundForm]:
    url = url_of(row, world.own)
    page = somebody(world, row).ask("GET", url)
    is_page = page.status_code == 200 and page["Content-Type"].startswith("text/html")
    found = FormsFound(page.content.decode(), url).found if is_page else []
    return [form for form in found if form.action.startswith("/")]


@pytest.fixture(scope="module")
def found(world: World) -> list[tuple[Visitor, FoundForm]]:
    """Every kind of form once, with somebody who may send it. Papers have none."""
    kinds = dict[str, tuple[Visitor, FoundForm]]()
    with pytest.MonkeyPatch.context() as patch:
        draw_no_prints(patch)
        for row in READ:
            kinds |= {form.kind: (somebody(world, row), form) for form in forms(world, row)}
    return list(kinds.values())


def test_line_with_a_secrecy_stamp_is_stored_nowhere(
    found: list[tuple[Visitor, FoundForm]], monkeypatch: pytest.MonkeyPatch
) -> None:
    draw_no_pages(monkeypatch)
    written = stored.Written()
    for visitor, form in found:
        for name in form.unlike_texts:
            status, places = sent(written, visitor, form, {name: STAMPED})
            assert places == {name: []}, form.action
            assert status in (302, 409, 422), (form.action, name)


def test_the_same_fields_store_a_harmless_text(
    found: list[tuple[Visitor, FoundForm]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The test above would pass if nothing were ever stored."""
    draw_no_pages(monkeypatch)
    written = stored.Written()
    taken = {
        (form.kind, name)
        for visitor, form in found
        for name, places in harmless(written, visitor, form).items()
        if places
    }
    assert len(taken) >= 30, taken


def test_words_about_secrecy_are_accepted(world: World) -> None:
    text = f"{TOKEN}: quán triệt quy định về bảo vệ bí mật nhà nước."
    row = next(row for row in READ if row.name == "meetings:notice_edit")
    visitor, written = somebody(world, row), stored.Written()
    taken = [
        places
        for form in forms(world, row)
        for places in sent(written, visitor, form, dict.fromkeys(form.texts, text))[1].values()
    ]
    assert ["meetings_noticesection", "meetings_noticestep", "web_revision"] in taken


@pytest.mark.parametrize("name", ODD)
def test_odd_text_in_a_form_is_answered_and_never_half_written(
    found: list[tuple[Visitor, FoundForm]], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Typed into the text fields, and forced into every field: never an error of the server.

    Every page shows markup again; the others are shown by each page for one of its forms, whose
    fields are all drawn by the same hands. What is odd only in numbers and days is in no paper.
    """
    look_up_once(monkeypatch)
    if name != "markup":
        draw_pages_a_few_times(monkeypatch, times=1)
    if name not in ODD_TEXTS:
        draw_no_prints(monkeypatch)
    before, written, text = stored.row_counts(stored.tables()), stored.Written(), ODD[name]
    for visitor, form in found:
        typed = form.filled(**dict.fromkeys(form.texts, text))
        is_typed = bool(form.texts) and name in ODD_TEXTS
        for data in {form.forced(text), typed} if is_typed else {form.forced(text)}:
            answer, after = answered(written, visitor, form, data)
            assert answer.status_code in (200, 204, 302, *REFUSED, 403), form.action
            assert b"<script>alert(7391)" not in answer.content, form.action
            assert after == {table: before[table] for table in after}, form.action


@pytest.mark.parametrize("row", READ, ids=str)
def test_odd_parameters_are_answered(
    world: World, row: Row, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that looks at none of its parameters is asked with one kind: it cannot differ. Of a
    paper what stands on it is composed; odd texts are drawn above, where they are sent."""
    draw_no_prints(monkeypatch)
    draw_pages_a_few_times(monkeypatch)
    address, visitor = url_of(row, world.own).partition("?")[0], somebody(world, row)
    for name, text in ODD.items():
        query = urlencode(dict.fromkeys(PARAMETERS, text))
        answer = visitor.ask("GET", f"{address}?{query}")
        assert answer.status_code in (200, 204, 302, 400, 404), name
        assert b"<script>alert(7391)" not in answer.content, name
        if not visitor.read_parameters:
            break


# Kinds of rows that were looked up by every number.
looked_up = set[type[Model]]()


@pytest.mark.parametrize("row", [row for row in ALLOWED if "pk" in row.kwargs], ids=str)
def test_number_that_nothing_has_is_not_found(
    world: World, row: Row, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the page of a refusal says is looked at below, once. Where rules load the row
    (`access.known`) each kind is asked for by every number once, then by one that no column holds.
    """
    bare_refusals(monkeypatch)
    asked, look_up = list[type[Model]](), access.known

    def known(model: type[Model], *which: Any) -> Model:
        asked.append(model)
        return look_up(model, *which)

    monkeypatch.setattr(access, "known", known)
    kwargs = {key: value(world.own.things) for key, value in row.kwargs.items()}
    for number in (10**40, 10**18, 0):
        url = reverse(row.name, kwargs=kwargs | {"pk": number})
        assert somebody(world, row).ask(row.methods[0], url).status_code == 404, number
        if looked_up.issuperset(asked) and asked:
            break
    looked_up.update(asked)


def test_refusals_are_pages_with_a_vietnamese_sentence(world: World) -> None:
    notices = reverse("meetings:notice_list")
    denied = world.visitors["unit_clerk"].ask("GET", notices)
    assert denied.status_code == 403
    assert "Dự thảo thông báo do lãnh đạo, Văn phòng và văn thư" in denied.content.decode()
    missing = world.visitors["unit_clerk"].ask("GET", notices + "999999/")
    assert missing.status_code == 404
    assert "Không tìm thấy" in missing.content.decode()


@pytest.mark.parametrize(
    "name", ["units:person_edit", "targets:plan_edit", "meetings:meeting_edit"]
)
def test_extra_fields_change_nothing_but_what_the_form_asks(world: World, name: str) -> None:
    """The same form with and without foreign names leaves the same rows behind."""
    row = next(row for row in READ if row.name == name)
    visitor, url = somebody(world, row), url_of(row, world.own)
    form = next(form for form in forms(world, row) if form.action == url and form.texts)
    asked = {key for key, _ in form.fields}
    extra = {key: value for key, value in EXTRA.items() if key not in asked}
    left = []
    visitor.look = lambda answer: left.append(stored.everything())
    for more in ({}, extra):
        data = form.filled() + "&" + urlencode(more)
        assert visitor.ask("POST", url, data).status_code == 302
    del visitor.look
    assert left[0] == left[1]


def test_typing_after_the_login_expired_is_kept_in_the_browser(world: World) -> None:
    """A part answers 401, so that the page keeps its text; a whole form leads to sign-in."""
    row = next(row for row in ROWS if row.name == "meetings:intervention_save")
    url, before = url_of(row, world.own), Intervention.objects.count()
    part = Visitor().ask("POST", url, urlencode({"text": TOKEN}), HX_Request="true")
    assert (part.status_code, part["HX-Trigger"]) == (401, "session-expired")
    whole = Visitor().ask("POST", url, urlencode({"text": TOKEN}))
    assert whole["Location"].startswith(reverse("units:sign_in"))
    assert Intervention.objects.count() == before
    assert stored.places_of(TOKEN, stored.tables()) == []


def test_release_pressed_twice_releases_once(world: World) -> None:
    notice: Notice = world.own.things["numbered_notice"]
    url = reverse("meetings:notice_release", args=[notice.pk])
    visitor, jobs = world.visitors["registry"], "procrastinate_jobs"
    seen: list[tuple[str, int]] = []

    def look(answer: Any) -> None:
        notice.refresh_from_db()
        seen.append((notice.state, stored.row_counts([jobs])[jobs]))
        if len(seen) == 1:  # inside the first request's transaction: the second press
            visitor.ask("POST", url)

    visitor.look = look
    visitor.ask("POST", url)
    del visitor.look
    assert seen[0] == seen[1] == ("released", seen[0][1])
    assert not DocumentRecipient.objects.filter(document=notice.document).exists()


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://192.0.2.1/logo.png"])
def test_picture_address_in_print_text_is_printed_as_text(address: str) -> None:
    facts = province_facts(
        opening=[f'<img src="{address}"> <link rel=stylesheet href="{address}">']
    )
    assert notice_pdf(facts).startswith(b"%PDF-1.7")


def test_nobody_lost_a_row_on_the_way(world: World) -> None:
    """All of the above was undone: the world stands as it was built."""
    others = 3  # a region's own, a session with one unit, a launch
    assert Meeting.objects.count() == 2 * (len(Meeting.State) + len(Notice.State) + others)
    assert Appointment.objects.filter(valid_to__isnull=False).count() == 0
