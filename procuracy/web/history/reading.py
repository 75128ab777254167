"""The record in words a clerk understands: fields by their Vietnamese names, choices and foreign
keys by what they stand for, days and numbers as an office writes them.

Costs a few queries for a page, however many rows it has: names are looked up together.
"""

import dataclasses
import datetime
import functools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.module_loading import import_string

from procuracy.web import dates, numbers
from procuracy.web.history import recorded
from procuracy.web.history.recorded import Model
from procuracy.web.models.history import Recorded

EMPTY = "(trống)"
NOT_KEPT = "(không lưu nội dung)"
DETAILED = "(chi tiết, xem ở trang của bản ghi)"
WITHHELD = "(không hiển thị: sổ chỉ ghi số lượng)"
PURGED = "(nội dung đã xóa theo biên bản)"
LONG = 160  # letters; a longer text is folded on the page


@dataclass(frozen=True)
class Line:
    """One field: what stood there, what stands there now."""

    label: str
    before: str
    after: str

    @property
    def is_long(self) -> bool:
        return len(self.before) + len(self.after) > LONG


@dataclass
class Entry:
    """One change as it is shown."""

    change: Recorded
    act: str
    thing: str
    name: str
    lines: list[Line] = dataclasses.field(default_factory=list)

    @property
    def kind(self) -> str:
        """Of the address of the record's own history; empty where it has none."""
        model = recorded.model_of(self.change.table)
        has_page = model and hasattr(model._default_manager, "visible_to")
        return (model._meta.model_name or "") if model and has_page else ""


class Names:
    """Names of rows of any table, by one query for each of them."""

    def __init__(self, on: datetime.date) -> None:
        self.on = on
        self._wanted: dict[Model, set[str]] = defaultdict(set)
        self._known: dict[Model, dict[str, str]] = {}
        self._silent: dict[Model, set[str]] = {}

    def want(self, model: Model, key: Any) -> None:
        if key is not None and key != "":
            self._wanted[model].add(str(key))

    def get(self, model: Model, key: Any) -> str:
        """The name, or the key itself of a row that is gone."""
        if model not in self._known:
            self._known[model] = self._look_up(model)
        return self._known[model].get(str(key), f"số {key}")

    def are_withheld(self, model: Model, key: str, column: str | None) -> bool:
        """The words that once stood in a column of this row are shown to nobody now."""
        columns, _ = recorded.withheld(model)
        if column not in columns:
            return False
        if model not in self._silent:
            self._silent[model] = silent(model, self._wanted[model])
        return key in self._silent[model]

    def _look_up(self, model: Model) -> dict[str, str]:
        keys = self._wanted[model]
        if path := recorded.said()["names"].get(model._meta.label):
            named: dict[Any, str] = import_string(path)(keys, self.on)
            return {str(key): name for key, name in named.items()}
        if model.__str__ is models.Model.__str__:  # would be the program's word for it
            return {}
        rows = model._default_manager.filter(pk__in=keys).select_related()
        return {str(row.pk): str(row) for row in rows}


def silent(model: Model, keys: Iterable[str] | None = None) -> set[str]:
    """Which of these rows, or of all, have columns whose words are withheld."""
    _, path = recorded.withheld(model)
    found: set[str] = import_string(path)(keys) if path else set()
    return found


def model_called(name: str) -> Model | None:
    """The recorded model behind the word in an address."""
    return next((m for m in recorded.recorded_models() if m._meta.model_name == name), None)


@functools.cache
def called(model: Model) -> str:
    """What rows of a model are called; of a many-to-many relation: its field's name."""
    for other in recorded.recorded_models():
        for relation in other._meta.local_many_to_many:
            if relation.remote_field.through is model and model._meta.auto_created:
                return f"{relation.verbose_name} ({other._meta.verbose_name})"
    return str(model._meta.verbose_name)


def label_of(field: "models.Field[Any, Any]") -> str:
    """The field's Vietnamese name; empty for columns that serve the program only."""
    derived = field.verbose_name == field.name.replace("_", " ")
    if isinstance(field, models.ForeignKey):
        return str(field.related_model._meta.verbose_name if derived else field.verbose_name)
    return "" if derived or field.primary_key else str(field.verbose_name)


def entries(changes: Sequence[Recorded], on: datetime.date) -> list[Entry]:
    names = Names(on)
    for change in changes:
        _ask_for(change, names)
    return [_entry(change, names) for change in changes]


def _ask_for(change: Recorded, names: Names) -> None:
    model = recorded.model_of(change.table)
    if model is None:
        return
    if not model._meta.auto_created:
        names.want(model, change.record)
    for column, value in _values(change):
        field = _field(model, column)
        if isinstance(field, models.ForeignKey):
            names.want(_target(field), value)


def _values(change: Recorded) -> Iterable[tuple[str, Any]]:
    yield from (change.before or {}).items()
    yield from (change.after or {}).items()


def _entry(change: Recorded, names: Names) -> Entry:
    model = recorded.model_of(change.table)
    if model is None:
        return Entry(change, change.get_kind_display(), change.table, f"số {change.record}")
    shown = Entry(change, change.get_kind_display(), called(model), "")
    shown.lines = list(_lines(model, change, names))
    if not model._meta.auto_created:
        shown.name = _name(model, change, names)
    return shown


def _name(model: Model, change: Recorded, names: Names) -> str:
    name = names.get(model, change.record)
    if name != f"số {change.record}":
        return name
    facts = change.before or change.after or {}
    for field in model._meta.concrete_fields:
        text = facts.get(field.column)
        is_text = isinstance(field, models.CharField | models.TextField) and not field.choices
        if is_text and text and field.name != "code":
            return str(text)[:80]
    return name


def _lines(model: Model, change: Recorded, names: Names) -> Iterable[Line]:
    before, after = change.before or {}, change.after or {}
    unsaid = recorded.said()["unsaid"].get(model._meta.label, ())
    for field in model._meta.concrete_fields:
        label = label_of(field)
        if not label or (field.column not in before and field.column not in after):
            continue
        if field.name in unsaid:
            continue
        if change.whole and _is_whole(model, field):
            continue
        was = _said(model, field, before, names)
        becomes = _said(model, field, after, names)
        if names.are_withheld(model, change.record, field.column):
            was, becomes = (
                WITHHELD if text not in ("", EMPTY) else text for text in (was, becomes)
            )
        if change.kind != Recorded.Kind.UPDATE and EMPTY in (was, becomes):
            continue
        if was != becomes or was in (NOT_KEPT, WITHHELD) or PURGED in (was, becomes):
            yield Line(label, was, becomes)


def _is_whole(model: Model, field: "models.Field[Any, Any]") -> bool:
    """Names the record that the part stands with; there it would be said again and again."""
    return field is recorded.whole_of(model)


def _said(
    model: Model, field: "models.Field[Any, Any]", facts: dict[str, Any], names: Names
) -> str:
    """A value in words; empty where the row had none to say (before it was made)."""
    if field.column not in facts:
        return ""
    value = facts[field.column]
    if value is None and field.column in recorded.omitted(model):
        return NOT_KEPT
    if value is None and not field.null:
        return PURGED
    return words(field, value, names) if value not in (None, "", []) else EMPTY


def words(field: "models.Field[Any, Any]", value: Any, names: Names) -> str:
    if isinstance(field, models.ForeignKey):
        return names.get(_target(field), value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.BooleanField):
        return "có" if value else "không"
    if isinstance(field, models.DateTimeField):
        moment = parse_datetime(value)
        return dates.screen_moment(moment) if moment else str(value)
    if isinstance(field, models.DateField):
        day = parse_date(value)
        return dates.screen_day(day) if day else str(value)
    if isinstance(field, models.DecimalField):
        return numbers.format_trimmed(Decimal(str(value)))
    if isinstance(field, ArrayField):
        return ", ".join(words(field.base_field, one, names) for one in value)
    if isinstance(value, dict) or (isinstance(value, list) and _is_nested(value)):
        return DETAILED
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)


def _is_nested(values: list[Any]) -> bool:
    return any(isinstance(value, dict | list) for value in values)


def _field(model: Model, column: str) -> "models.Field[Any, Any] | None":
    return next((f for f in model._meta.concrete_fields if f.column == column), None)


def _target(field: models.ForeignKey[Any, Any]) -> Model:
    target: Model = field.related_model
    return target
