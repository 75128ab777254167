"""An undo puts every row back as it was, until something new hangs on what was done."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models, transaction
from psycopg import sql

from procuracy.web.errors import Refused
from units.models import MovedRow, Reorganisation, Succession, Unit, User
from units.reorganising.ledger import Model, run, table_of
from units.reorganising.protocol import Done, Recorder, followers

_CHANGED = """
SELECT m.row_id FROM {moved} m LEFT JOIN {table} t ON t.id = m.row_id
WHERE m.reorganisation_id = %s AND m."table" = %s AND m.after IS NOT NULL
  AND (t.id IS NULL OR NOT to_jsonb(t) @> m.after)
"""
_NEWLY_HANGING = """
SELECT t.id FROM {table} t
WHERE t.{column} IN (
    SELECT row_id FROM {moved} WHERE reorganisation_id = %s AND "table" = %s AND before IS NULL
) AND NOT EXISTS (
    SELECT FROM {moved} k WHERE k.reorganisation_id = %s AND k."table" = %s AND k.row_id = t.id
)
"""
_UNMAKE = """
DELETE FROM {table} WHERE id IN (
    SELECT row_id FROM {moved} WHERE reorganisation_id = %s AND "table" = %s AND before IS NULL
)
"""
_PUT_BACK = """
UPDATE {table} t SET {columns} FROM (
    SELECT r.* FROM {moved} m JOIN {table} x ON x.id = m.row_id
    CROSS JOIN LATERAL jsonb_populate_record(x, m.before) r
    WHERE m.reorganisation_id = %s AND m."table" = %s
      AND m.before IS NOT NULL AND m.after IS NOT NULL
) r WHERE t.id = r.id
"""
_BRING_BACK = """
INSERT INTO {table} ({columns}) SELECT {columns} FROM (
    SELECT r.* FROM {moved} m CROSS JOIN LATERAL jsonb_populate_record(NULL::{table}, m.before) r
    WHERE m.reorganisation_id = %s AND m."table" = %s AND m.after IS NULL
) r
"""
_MODELS: dict[str, Model] = {}


def hanging(record: Reorganisation) -> list[str]:
    """What stands in the way of an undo, in words; nothing: it may be undone."""
    stood = [target["id"] for target in record.facts["targets"] if not target["is_new"]]
    found = [*_changed(record), *_newly_hanging(record), *_later(record, stood)]
    for follower in followers():
        found += follower.undo(Done(record, stood))
    return found


@transaction.atomic
def undo(record: Reorganisation, *, by: User, at: datetime.datetime) -> None:
    """Refused when it was undone before or something new hangs on it."""
    record = Reorganisation.objects.select_for_update().get(pk=record.pk)
    if record.undone_at is not None:
        raise Refused("Việc sắp xếp này đã được hoàn tác.")
    ids = [unit["id"] for side in ("sources", "targets") for unit in record.facts[side]]
    list(Unit.objects.filter(pk__in=ids).order_by("pk").select_for_update())
    if found := hanging(record):
        raise Refused(f"Không hoàn tác được: {'; '.join(found)}.")
    _restore(record)
    for follower in followers():
        if isinstance(follower, Recorder):
            follower.undone(record, by=by, at=at)
    record.undone_by, record.undone_at = by, at
    record.save(update_fields=["undone_by", "undone_at"])


def _restore(record: Reorganisation) -> None:
    """First what was made goes, then what was changed is put back, then what was taken returns."""
    for statement in (_UNMAKE, _PUT_BACK, _BRING_BACK):
        for model in _touched(record):
            columns = [f.column for f in model._meta.concrete_fields if not f.generated]
            names: list[sql.Composable] = [sql.Identifier(column or "") for column in columns]
            if statement is _PUT_BACK:
                names = [sql.SQL("{0} = r.{0}").format(name) for name in names]
            run(
                statement,
                [record.pk, model._meta.db_table],
                table=table_of(model),
                columns=sql.SQL(", ").join(names),
            )


def _touched(record: Reorganisation) -> list[Model]:
    tables = record.moved.order_by().values_list("table", flat=True).distinct()
    return [model_of(table) for table in sorted(tables)]


def model_of(table: str) -> Model:
    if not _MODELS:
        for model in apps.get_models(include_auto_created=True):
            _MODELS[model._meta.db_table] = model
    return _MODELS[table]


def _changed(record: Reorganisation) -> Iterator[str]:
    """Rows that no longer are as the reorganisation left them."""
    for model in _touched(record):
        names: dict[str, Any] = {"table": table_of(model)}
        ids = [row[0] for row in run(_CHANGED, [record.pk, model._meta.db_table], **names)]
        if ids:
            yield f"{_words(model, ids)} đã sửa sau khi sắp xếp"


def _newly_hanging(record: Reorganisation) -> Iterator[str]:
    """Rows that point at what was made, and were not moved here themselves."""
    made = record.moved.filter(before__isnull=True).order_by()
    for table in sorted(made.values_list("table", flat=True).distinct()):
        for relation in pointing_at(model_of(table)):
            model, field = relation.model, relation
            ids = run(
                _NEWLY_HANGING,
                [record.pk, table, record.pk, model._meta.db_table],
                table=table_of(model),
                column=sql.Identifier(field.column),
            )
            if ids:
                yield f"{_words(model, [row[0] for row in ids])} gắn với đơn vị, chức vụ mới"


def pointing_at(model: Model) -> list[models.ForeignKey[Any, Any]]:
    """Every foreign key of a business table to the model, links of many-to-many included."""
    found = []
    for other in apps.get_models(include_auto_created=True):
        if is_record(other):
            continue
        for field in other._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is model:
                found.append(field)
    return found


def is_record(model: Model) -> bool:
    """Written by triggers or by this package: it remembers rows, nothing hangs on it."""
    if getattr(model, "written_by_owner", False):
        return True
    return model is MovedRow or any(f.name.startswith("pgh_") for f in model._meta.concrete_fields)


def _later(record: Reorganisation, stood: list[int]) -> Iterator[str]:
    """An heir that stood before and was itself reorganised since."""
    later = Succession.objects.filter(predecessor__in=stood, reorganisation__isnull=False)
    for row in later.exclude(reorganisation=record).select_related("reorganisation"):
        yield f"đơn vị kế thừa đã được sắp xếp tiếp ({row.reorganisation})"


def _words(model: Model, ids: list[int]) -> str:
    """`3 số liệu (tháng 7/2025 …)`: how many, of what, and the first ones by name."""
    through = model._meta.auto_created
    shown = through if through else model
    words = f"{len(ids)} {shown._meta.verbose_name}"  # type: ignore[union-attr]
    if through:
        return words
    rows = [str(row) for row in model._default_manager.filter(pk__in=ids[:3])]
    return f"{words} ({', '.join(rows)}{'…' if len(ids) > 3 else ''})" if rows else words
