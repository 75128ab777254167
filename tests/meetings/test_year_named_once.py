"""Migration 0017 takes the doubled year out of titles, of what is not concluded yet alone."""

import importlib

import pytest
from django.apps import apps

from meetings.models import Meeting, MeetingKind
from tests import factories as make

pytestmark = pytest.mark.django_db
migration = importlib.import_module("meetings.migrations.0017_year_named_once")
TWICE = "Hội nghị sơ kết công tác 6 tháng đầu năm 2026 năm 2026"
ONCE = "Hội nghị sơ kết công tác 6 tháng đầu năm 2026"
OWN = "Sơ kết {ky} năm {nam}"


def test_year_is_named_once_where_the_meeting_is_still_open() -> None:
    """Rows as they stood before: the preset's template, and one that an office wrote itself."""
    half = make.meeting_kind(title_template=migration.OLD)
    own = make.meeting_kind(title_template=OWN)
    province = make.province()
    at: dict[str, object] = {"opened_at": make.NOW, "concluded_at": make.NOW}
    states: dict[str, tuple[str, dict[str, object]]] = {
        "draft": (ONCE, {}),
        "scheduled": (ONCE, {}),
        "in_session": (ONCE, {"opened_at": make.NOW}),
        "concluded": (TWICE, at),
        "closed": (TWICE, at),
    }
    for state, (_, facts) in states.items():
        make.meeting(province, kind=half, title=TWICE, state=state, **facts)
    others = [
        "Sơ kết năm 2026 năm 2027",  # two years
        "Năm 2026 năm 2026 và sau đó",  # not at the end
        "Hội nghị tổng kết công tác năm 2026",
    ]
    for title in others:
        make.meeting(province, kind=own, title=title, state="draft")
    for _ in range(2):
        migration.name_once(apps, None)
        rows = dict(Meeting.objects.filter(kind=half).values_list("state", "title"))
        assert rows == {state: title for state, (title, _) in states.items()}
        assert set(Meeting.objects.filter(kind=own).values_list("title", flat=True)) == set(others)
        templates = dict(MeetingKind.objects.values_list("pk", "title_template"))
        assert templates == {half.pk: migration.NEW, own.pk: OWN}
