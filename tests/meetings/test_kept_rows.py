"""Rows drawn once and kept: as they stand now, for those who may read the same."""

import inspect
import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client

from meetings.models import Intervention
from meetings.views import rows
from tests import factories as make
from tests.meetings.stage import Stage, in_session, page, save_row, signed_in, words
from units.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Stage:
    monkeypatch.setattr(rows, "_kept", {})
    return in_session()


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Keys of rows as they are drawn."""
    found: list[int] = []
    draw = rows._drawn

    def noted(meeting: object, row: Intervention, **others: bool) -> object:
        found.append(row.pk)
        return draw(meeting, row, **others)  # type: ignore[arg-type]

    monkeypatch.setattr(rows, "_drawn", noted)
    return found


def desk(client: Client, here: Stage) -> str:
    return words(client.get(page("meeting_desk", here.meeting.pk)))


def test_row_that_stands_is_drawn_once_and_never_old(here: Stage, drawn: list[int]) -> None:
    typist, reader = signed_in(here.clerk), signed_in(make.user(Role.UNIT_CLERK, here.region))
    save_row(typist, here.meeting, uuid4(), text="Vì sao?", speaker_text="Chủ tọa", finish=1)
    question = here.meeting.interventions.get()
    save_row(typist, here.meeting, text="Đã rõ", answers=question.pk, finish=1)
    save_row(typist, here.meeting, text="Đang nói dở")
    standing, typed = list(here.meeting.interventions.order_by("pk"))[:2], 3
    for count in (typed, typed + 1):  # the second time the row that is being typed alone
        shown = desk(reader, here)
        assert all(text in shown for text in ("Vì sao?", "Đã rõ", "Đang nói dở"))
        assert "Sửa</button>" not in shown
        assert len(drawn) == count
    assert "Sửa</button>" in desk(typist, here)

    del drawn[:]
    Intervention.objects.filter(pk=question.pk).update(speaker_text="Phó Viện trưởng")
    assert desk(reader, here).count("Phó Viện trưởng") == 3  # its name, its mark, its answer's
    assert {row.pk for row in standing} <= set(drawn)


def test_every_fact_of_a_row_that_is_drawn_is_asked_before_it_is_kept() -> None:
    folder = Path(settings.BASE_DIR, "templates", "meetings")
    desk = (folder / "meeting_desk.html").read_text().partition("{% partialdef said %}")[2]
    drawn = desk.partition("{% endpartialdef %}")[0] + (folder / "_said.html").read_text()
    asked = inspect.getsource(rows).replace('getattr(row, "is_kept"', "row.is_kept")
    aliases = {"get_kind_display": "kind", "edited_by": "is_finished", "concerns": "concerns_id"}
    facts = {aliases.get(fact, fact) for fact in re.findall(r"\brow\.(\w+)", drawn)}
    assert facts
    assert facts - set(re.findall(r"\brow\.(\w+)", asked)) == set()


def test_rows_of_a_briefing_are_not_kept(here: Stage) -> None:
    save_row(signed_in(here.clerk), here.meeting, text="Riêng", finish=1)
    kind = here.meeting.kind
    kind.by_portfolio = True
    kind.save()
    assert "Riêng" in desk(signed_in(here.clerk), here)
    assert not rows._kept


def test_what_is_kept_is_bounded(here: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MOST_KEPT", 2)
    for number in range(5):
        save_row(signed_in(here.clerk), here.meeting, text=f"Ý kiến {number}", finish=1)
    assert "Ý kiến 4" in desk(signed_in(here.clerk), here)
    assert len(rows._kept) <= 2
