"""The board's print: a small one at once, a large one by the worker, each for its asker alone."""

import datetime
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from procuracy.web.jobs import retry_stalled
from targets import board_facts, board_prints, drawing, jobs
from targets.filters import Filter
from targets.models import BoardPrint, Period
from tests import factories as f
from tests.targets.figures_facts import Office, office
from units.models import Field, Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]
ASK = reverse("targets:board_print")
HTMX = {"HX-Request": "true"}
LATER = f.NOW + datetime.timedelta(seconds=21)


@dataclass
class Drawings:
    """Stands for the slow drawing: keeps what was to be drawn."""

    facts: list[dict[str, Any]]
    error: Exception | None = None

    def __call__(self, facts: dict[str, Any]) -> bytes:
        self.facts.append(facts)
        if self.error:
            raise self.error
        return b"%PDF-" + str(len(self.facts)).encode()


@pytest.fixture
def made() -> Office:
    made = office()
    made.assign(made.ratio)
    made.enter(made.solved, "2026-03", 44)
    return made


@pytest.fixture
def drawings(monkeypatch: pytest.MonkeyPatch) -> Drawings:
    drawings = Drawings([])
    monkeypatch.setattr(board_facts, "board_pdf", drawings)
    return drawings


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch, drawings: Drawings) -> Drawings:
    """Every board counts as large."""
    monkeypatch.setattr(board_prints, "AT_ONCE", 0)
    return drawings


def asked(made: Office, **choice: Any) -> BoardPrint:
    period = Period.objects.months().get(ends_on=datetime.date(2026, 3, 31))
    choice = {"period": period, "wanted": Filter(), "at": f.NOW, **choice}
    return board_prints.ask(by=choice.pop("by", made.head), **choice)


def attempt(number: int) -> Any:
    return SimpleNamespace(job=SimpleNamespace(attempts=number))


def detail(one: BoardPrint) -> str:
    return reverse("targets:board_print_detail", args=[one.pk])


def pdf(one: BoardPrint) -> str:
    return reverse("targets:board_print_pdf", args=[one.pk])


def stands_at(monkeypatch: pytest.MonkeyPatch, moment: datetime.datetime) -> None:
    monkeypatch.setattr("procuracy.web.clock.now", lambda: moment)


def test_small_board_is_printed_at_once(client: Client, made: Office) -> None:
    client.force_login(made.head)
    response = client.post(ASK, follow=True)
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")
    assert not ProcrastinateJob.objects.exists()


def test_bound_counts_every_cell(made: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """One target; Văn phòng, one region, the total and three rows of heads: six cells."""
    monkeypatch.setattr(board_facts, "board_pdf", lambda facts: b"%PDF-")
    monkeypatch.setattr(board_prints, "AT_ONCE", 6)
    assert asked(made).state == "done"
    monkeypatch.setattr(board_prints, "AT_ONCE", 5)
    assert asked(made).state == "waiting"


def test_large_board_leads_to_its_waiting_page(
    client: Client, made: Office, large: Drawings
) -> None:
    client.force_login(made.head)
    response = client.post(ASK, {"year": "2026"}, follow=True)
    waiting = BoardPrint.objects.get()
    assert response.redirect_chain == [(detail(waiting), 302)]
    page = response.content.decode()
    assert "Đang dựng bản in…" in page
    assert 'hx-trigger="every 1s"' in page
    assert large.facts == []
    assert client.get(pdf(waiting))["Location"] == detail(waiting)


def test_choice_of_the_board_is_printed(client: Client, made: Office, large: Drawings) -> None:
    client.force_login(made.head)
    july = Period.objects.months().get(ends_on=datetime.date(2026, 7, 31))
    choice = {"year": "2026", "period": str(july.pk), "field": made.field.code}
    page = client.post(ASK, choice, follow=True).content.decode()
    assert july.label in page
    assert made.field.name in page
    jobs.draw_board(attempt(0), BoardPrint.objects.get().pk)
    assert "31/7/2026" in large.facts[0]["period"]


def test_same_wish_while_waiting_is_one_print_and_one_job(made: Office, large: Drawings) -> None:
    assert asked(made).pk == asked(made).pk != asked(made, wanted=Filter(made.field)).pk
    assert asked(made, by=made.staff).pk != asked(made).pk
    counted = ProcrastinateJob.objects.values_list("queueing_lock", flat=True)
    assert len(counted) == len(set(counted)) == BoardPrint.objects.count()


def test_database_keeps_a_wish_single(made: Office, large: Drawings) -> None:
    again = asked(made)
    again.pk = None
    with pytest.raises(IntegrityError, match="board_print_waiting_once"), transaction.atomic():
        again.save()


def test_drawn_print_is_offered_with_the_focus(
    client: Client, made: Office, large: Drawings
) -> None:
    one = asked(made)
    client.force_login(made.head)
    shown = detail(one) + "?shown=waiting"
    drawing.draw(one.pk, at=f.NOW)
    part = client.get(shown, headers=HTMX).content.decode()
    assert f'href="{pdf(one)}" data-focus' in part
    assert "hx-trigger" not in part
    assert client.get(pdf(one)).content == b"%PDF-1"


def test_page_is_left_alone_while_nothing_changes(
    client: Client, made: Office, large: Drawings, monkeypatch: pytest.MonkeyPatch
) -> None:
    stands_at(monkeypatch, f.NOW)
    one = asked(made)
    client.force_login(made.head)
    assert client.get(detail(one) + "?shown=waiting", headers=HTMX).status_code == 204
    assert client.get(detail(one), headers=HTMX).status_code == 200


def test_without_a_worker_the_page_says_whom_to_tell(
    client: Client, made: Office, large: Drawings, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = asked(made)
    client.force_login(made.head)
    stands_at(monkeypatch, LATER)
    part = client.get(detail(one) + "?shown=waiting", headers=HTMX).content.decode()
    assert "Dịch vụ in chưa trả lời" in part
    assert "Báo quản trị hệ thống" in part
    assert "?shown=late" in part, "goes on asking"


def test_job_repeated_draws_once(made: Office, large: Drawings) -> None:
    one = asked(made)
    for _ in range(2):
        jobs.draw_board(attempt(0), one.pk)
    one.refresh_from_db()
    assert (one.state, bytes(one.pdf or b"")) == ("done", b"%PDF-1")
    assert len(large.facts) == 1


def test_print_fails_only_with_the_last_attempt(
    client: Client, made: Office, large: Drawings
) -> None:
    one, large.error = asked(made), ValueError("no font")
    for number, state in ((0, "waiting"), (jobs.REPEATS, "failed")):
        with pytest.raises(ValueError, match="no font"):
            jobs.draw_board(attempt(number), one.pk)
        one.refresh_from_db()
        assert one.state == state
    client.force_login(made.head)
    page = client.get(detail(one)).content.decode()
    assert "Không dựng được bản in." in page
    assert f'action="{ASK}"' in page
    assert asked(made).pk != one.pk, "asking again is a new print"


def test_print_deleted_meanwhile_is_no_error(made: Office, large: Drawings) -> None:
    one = asked(made)
    BoardPrint.objects.all().delete()
    jobs.draw_board(attempt(0), one.pk)
    assert large.facts == []


def test_print_is_for_its_asker_alone(client: Client, made: Office, drawings: Drawings) -> None:
    one = asked(made, by=made.staff)
    for who in (made.head, f.user(Role.HEAD_OF_OFFICE, made.secretariat)):
        client.force_login(who)
        assert client.get(detail(one)).status_code == 404
        assert client.get(pdf(one)).status_code == 404
    client.force_login(made.staff)
    assert client.get(pdf(one)).status_code == 200


def test_worker_sees_what_the_asking_position_sees(made: Office, large: Drawings) -> None:
    made.assign(made.ratio, made.other)
    for who in (made.head, made.clerk):
        drawing.draw(asked(made, by=who).pk, at=f.NOW)
    head, clerk = ([row["unit"] for row in facts["rows"]] for facts in large.facts)
    assert head == ["Văn phòng", "VKSND khu vực 4", "VKSND khu vực 5", "Toàn tỉnh"]
    assert clerk == ["VKSND khu vực 4"]


def test_old_prints_are_forgotten(
    made: Office, drawings: Drawings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board_prints, "KEPT", 3)
    others = asked(made, by=made.staff)
    mine = [asked(made).pk for _ in range(5)]
    kept = set(BoardPrint.objects.values_list("pk", flat=True))
    assert kept == {others.pk, *mine[2:]}


def test_empty_board_is_refused_with_a_sentence(client: Client, made: Office) -> None:
    Field.objects.create(code="khong-co", name="Không có", short_name="Không", order=99)
    client.force_login(made.head)
    page = client.post(ASK, {"field": "khong-co"}, follow=True).content.decode()
    assert "Bảng không có ô nào để in." in page
    assert not BoardPrint.objects.exists()


def run_queue() -> None:
    """What the worker does until nothing is left."""
    connector: Any = app.connector
    with app.replace_connector(connector.get_worker_connector()) as working:
        working.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


@pytest.mark.django_db(transaction=True)
def test_worker_takes_up_what_a_killed_one_left(
    made: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board_prints, "AT_ONCE", 0)
    one = asked(made)
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH dead AS (INSERT INTO procrastinate_workers (last_heartbeat) "
            "VALUES (now() - interval '1 hour') RETURNING id) "
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = dead.id FROM dead"
        )
    retry_stalled.configure().defer(timestamp=0)
    run_queue()
    run_queue()
    one.refresh_from_db()
    assert bytes(one.pdf or b"").startswith(b"%PDF-1.7")
    assert ProcrastinateJob.objects.get(task_name="targets.jobs.draw_board").status == "succeeded"
