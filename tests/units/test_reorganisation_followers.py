"""Nobody's rows are forgotten: every relation to Unit is claimed by a follower, once."""

from collections import Counter
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models

from units.models import Unit
from units.reorganising.protocol import followers
from units.reorganising.undoing import is_record

OURS = {"units", "targets", "meetings", "web"}


def relations() -> Iterator[str]:
    """Foreign keys, one-to-ones and many-to-manys with Unit on either side, by label."""
    for model in apps.get_models():
        if model._meta.app_label not in OURS or is_record(model) or model._meta.proxy:
            continue
        label = f"{model._meta.app_label}.{model.__name__}"
        for field in [*model._meta.fields, *model._meta.many_to_many]:
            is_ours = isinstance(field, models.ManyToManyField) and model is Unit
            if field.related_model is Unit or is_ours:
                yield f"{label}.{field.name}"


def claimed() -> Counter[str]:
    return Counter(label for one in followers() for label in [*one.moves, *one.stays])


def test_every_relation_to_a_unit_has_a_follower() -> None:
    assert set(relations()) - set(claimed()) == set(), "say in a follower: it moves, or it stays"


def test_followers_claim_what_exists_and_nothing_twice() -> None:
    assert set(claimed()) - set(relations()) == set()
    assert [label for label, times in claimed().items() if times > 1] == []


def test_walk_finds_both_foreign_keys_and_many_to_manys() -> None:
    """The tests above would pass if the walk found nothing."""
    found = set(relations())
    assert {"targets.Figure.unit", "meetings.Meeting.invited", "units.Unit.fields"} <= found
    assert len(found) >= 22


def test_a_new_relation_without_follower_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    from targets.reorganising.assignments import Assignments

    monkeypatch.setattr(Assignments, "stays", frozenset[str]())
    assert "targets.Figure.unit" in set(relations()) - set(claimed())
