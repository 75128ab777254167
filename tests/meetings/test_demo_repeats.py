"""The same day builds the same demonstration; needs a fresh database twice, so it stands alone."""

import datetime
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

DAY = "2026-11-22"
# Password hashes are salted.
LEFT_OUT = {"password"}


def dump() -> dict[str, list[tuple[Any, ...]]]:
    """All business rows without keys, in the order in which they were made."""
    content: dict[str, list[tuple[Any, ...]]] = {}
    for model in (
        *apps.get_app_config("units").get_models(),
        *apps.get_app_config("targets").get_models(),
        *apps.get_app_config("meetings").get_models(),
    ):
        names = [
            field.name
            for field in model._meta.concrete_fields
            if not field.is_relation
            and not field.primary_key
            and not isinstance(field, models.BinaryField)
            and field.name not in LEFT_OUT
        ]
        rows = model._default_manager.order_by("pk").values_list(*names)
        content[model._meta.label] = [tuple(map(repr, row)) for row in rows.iterator()]
    return content


def build(day: str = DAY) -> None:
    call_command("load_reference", stdout=io.StringIO())
    call_command("demo", today=datetime.date.fromisoformat(day), stdout=io.StringIO())


@pytest.mark.django_db(transaction=True)
def test_same_day_gives_the_same_rows(fresh_database: Callable[[], None]) -> None:
    build()
    first = dump()
    fresh_database()
    build()

    assert first["meetings.Meeting"]
    assert dump() == first
