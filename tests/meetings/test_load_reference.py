"""One command brings the reference data of all apps, and may be repeated."""

from io import StringIO

import pytest
from django.core.management import call_command

from meetings.models import MeetingKind
from targets.models import Target
from units.models import Unit

pytestmark = pytest.mark.django_db


def run() -> str:
    out = StringIO()
    call_command("load_reference", stdout=out)
    return out.getvalue()


def counts() -> list[int]:
    return [model.objects.count() for model in (Unit, Target, MeetingKind)]


def test_command_loads_every_app_and_repeats() -> None:
    assert "thêm 120 đơn vị, 23 quan hệ kế thừa" in run()
    before = counts()
    assert all(before)
    assert "thêm 0 đơn vị" in run()
    assert counts() == before
