"""Which tables are recorded, and how a row of each belongs to a unit and to a larger whole.

All models of the apps in HISTORY["apps"] are, those made for many-to-many relations included, and
the models here that say `is_recorded`. What is left out stands in the settings, one reason each.
"""

from collections import deque
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models

Model = type[models.Model]


def said() -> dict[str, Any]:
    """HISTORY of the settings."""
    return settings.HISTORY


@cache
def recorded_models() -> tuple[Model, ...]:
    """Every model whose rows are recorded, in a stable order."""
    known = apps.get_models(include_auto_created=True)
    return tuple(sorted((m for m in known if is_recorded(m)), key=lambda m: m._meta.db_table))


def is_recorded(model: Model) -> bool:
    meta = model._meta
    if meta.proxy or not meta.managed or meta.label in said()["skipped"]:
        return False
    return meta.app_label in said()["apps"] or meta.label in said()["also"]


@cache
def model_of(table: str) -> Model | None:
    """The model behind a recorded table; None for a table of an earlier version."""
    return next((m for m in recorded_models() if m._meta.db_table == table), None)


def omitted(model: Model) -> set[str]:
    """Columns of which only the fact of a change is kept: secrets and big bytes."""
    fields = model._meta.concrete_fields
    binary = {str(f.column) for f in fields if isinstance(f, models.BinaryField)}
    return binary | set(said()["omitted"].get(model._meta.label, ()))


def ignored(model: Model) -> set[str]:
    """Columns whose changes alone tell nothing."""
    return set(said()["ignored"].get(model._meta.label, ()))


def withheld(model: Model) -> tuple[set[str], str]:
    """Columns that fall silent, and the path of what names the rows in which they are."""
    columns, path = said()["withheld"].get(model._meta.label, ((), ""))
    return set(columns), path


def takes_drafts(model: Model) -> bool:
    return model._meta.label in said()["drafts"]


def whole_of(model: Model) -> models.ForeignKey[Any, Any] | None:
    """The relation to what a row is a part of: named in the settings, or the only one that takes
    its rows along when it is deleted; of a many-to-many relation the side that declares it."""
    if name := said()["parts"].get(model._meta.label):
        return model._meta.get_field(name)  # type: ignore[return-value]
    owners = [f for f in foreign_keys(model) if f.remote_field.on_delete is models.CASCADE]
    if model._meta.auto_created:
        return owners[0]
    return owners[0] if len(owners) == 1 else None


def foreign_keys(model: Model) -> Iterator[models.ForeignKey[Any, Any]]:
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and field.related_model is not model:
            yield field


def path_to_unit(model: Model) -> list[models.ForeignKey[Any, Any]] | None:
    """From a row to its unit over foreign keys: a part over its whole, any other the shortest
    way, required keys first; None when there is none."""
    if owner := whole_of(model):
        beyond = [] if owner.related_model is _unit() else path_to_unit(owner.related_model)
        if beyond is not None:
            return [owner, *beyond]
    return _path(model, only_required=True) or _path(model, only_required=False)


def _path(model: Model, *, only_required: bool) -> list[models.ForeignKey[Any, Any]] | None:
    unit = _unit()
    ways: deque[tuple[Model, list[Any]]] = deque([(model, [])])
    met = {model}
    while ways:
        at, way = ways.popleft()
        for field in foreign_keys(at):
            to: Model = field.related_model
            if field.null and only_required:
                continue
            if to is unit:
                return [*way, field]
            if to not in met:
                met.add(to)
                ways.append((to, [*way, field]))
    return None


def _unit() -> Model:
    unit: Model = apps.get_model(said()["unit"])
    return unit
