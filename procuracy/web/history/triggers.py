"""The triggers that record: three on every recorded table, installed by django-pgtrigger after
each `migrate`, as the owner.

Changes are recorded once a statement: a bulk insert costs one more insert. Only tables that take
drafts record their updates once a row, because what is committed depends on each.

The functions run as the owner (SECURITY DEFINER), so the role that serves requests needs no right
to write the record; they name every table with its schema, because that role chooses the search
path. The library's own check of a setting by which a session may skip triggers is left out for the
same reason.
"""

import hashlib
import itertools
from collections.abc import Iterable
from typing import Any

import pgtrigger
from django.apps import apps
from django.db import models
from pgtrigger import compiler

from procuracy.web.history import recorded
from procuracy.web.history.recorded import Model

CONTEXT = "nullif(current_setting('history.context', true), '')::jsonb"
COLUMNS = (
    "xid, at, table_name, record, kind, before, after, whole, unit_id, user_id, appointment_id, "
    "delegation_id, address, source, role"
)
# Of whoever changes the rows; `context` is a variable of the function.
ACTOR = (
    "(context->>'user')::bigint, (context->>'appointment')::bigint, "
    "(context->>'delegation')::bigint, coalesce(context->>'address', ''), "
    "coalesce(context->>'source', 'shell'), session_user"
)


class OwnerSql(compiler.UpsertTriggerSql):
    def get_template(self) -> str:
        return """
            CREATE OR REPLACE FUNCTION public.{pgid}() RETURNS trigger
            LANGUAGE plpgsql SECURITY DEFINER AS $$
                {declare}
                BEGIN
                    {func}
                END;
            $$;
            DROP TRIGGER IF EXISTS {pgid} ON public.{table};
            CREATE TRIGGER {pgid} {when} {operation} ON public.{table}
                {referencing} FOR EACH {level} EXECUTE FUNCTION public.{execute};
            COMMENT ON TRIGGER {pgid} ON public.{table} IS '{hash}';
        """


class Recording(pgtrigger.Trigger):
    """Base of the three; `func` of each inserts into public.web_change."""

    when = pgtrigger.After

    def get_pgid(self, model: Any) -> str:
        name = f"pgtrigger_{self.name}_{model._meta.db_table}"
        if len(name) <= 63:
            return name
        return f"{name[:50]}_{hashlib.sha256(name.encode()).hexdigest()[:12]}"

    def compile(self, model: Any) -> compiler.Trigger:
        sql = OwnerSql(
            pgid=self.get_pgid(model),
            declare=self.render_declare(model),
            func=self.render_func(model),
            table=model._meta.db_table,
            when=self.when,
            operation=self.operation,
            referencing=self.referencing or "",
            level=self.level,
            execute=self.render_execute(model),
        )
        return compiler.Trigger(name=self.name, sql=sql)


class RecordInsert(Recording):
    name = "history_insert"
    operation = pgtrigger.Insert
    level = pgtrigger.Statement
    referencing = pgtrigger.Referencing(new="new_rows")
    declare = [("context", f"jsonb := {CONTEXT}")]

    def get_func(self, model: Any) -> str:
        rows = "FROM new_rows AS r; RETURN NULL;"
        change = _insert(model, "web_change", "insert", "r", "NULL::jsonb", _row(model, "r"))
        if not recorded.takes_drafts(model):
            return f"{change} {rows}"
        draft = _insert(model, "web_revision", "insert", "r", "NULL::jsonb", _row(model, "r"))
        return f"IF context ? 'draft' THEN {draft} {rows} END IF; {change} {rows}"


class RecordDelete(Recording):
    """A deletion is never a draft."""

    name = "history_delete"
    operation = pgtrigger.Delete
    level = pgtrigger.Statement
    referencing = pgtrigger.Referencing(old="old_rows")
    declare = [("context", f"jsonb := {CONTEXT}")]

    def get_func(self, model: Any) -> str:
        change = _insert(model, "web_change", "delete", "r", _row(model, "r"), "NULL::jsonb")
        first = ""
        if recorded.takes_drafts(model):
            key = _key(model, "r")
            first = (
                f"PERFORM public.history_commit('{model._meta.db_table}', "
                f"(SELECT array_agg({key}) FROM old_rows AS r));"
            )
        return f"{first} {change} FROM old_rows AS r; RETURN NULL;"


class RecordUpdates(Recording):
    """Records the columns that changed, and nothing when none did. A row whose key changed is
    another one."""

    name = "history_update"
    operation = pgtrigger.Update
    level = pgtrigger.Statement
    referencing = pgtrigger.Referencing(old="old_rows", new="new_rows")
    declare = [("context", f"jsonb := {CONTEXT}")]

    def get_func(self, model: Any) -> str:
        key = f'"{model._meta.pk.column}"'
        unspoken = "".join(
            f' || CASE WHEN o."{column}" IS DISTINCT FROM n."{column}" '
            f"THEN '{{\"{column}\": null}}'::jsonb ELSE '{{}}' END"
            for column in sorted(recorded.omitted(model))
        )
        changed = (
            f"SELECT coalesce(jsonb_object_agg(b.key, b.value), '{{}}'){unspoken} AS was, "
            f"coalesce(jsonb_object_agg(b.key, p.after->b.key), '{{}}'){unspoken} AS becomes "
            "FROM jsonb_each(p.before) AS b WHERE p.after->b.key IS DISTINCT FROM b.value"
        )
        return (
            f"INSERT INTO public.web_change ({COLUMNS}) "
            f"SELECT pg_current_xact_id(), clock_timestamp(), '{model._meta.db_table}', "
            f"coalesce(o.{key}, n.{key})::text, CASE WHEN o.{key} IS NULL THEN 'insert' "
            f"WHEN n.{key} IS NULL THEN 'delete' ELSE 'update' END, "
            f"CASE WHEN n.{key} IS NULL THEN p.before WHEN o.{key} IS NOT NULL THEN d.was END, "
            f"CASE WHEN o.{key} IS NULL THEN p.after WHEN n.{key} IS NOT NULL THEN d.becomes END, "
            f"{_whole(model, 'n')}, "
            f"coalesce({_unit(model, 'n')}, (context->>'unit')::bigint), {ACTOR} "
            f"FROM old_rows AS o FULL JOIN new_rows AS n ON o.{key} = n.{key} "
            f"CROSS JOIN LATERAL (SELECT {_row(model, 'o')} AS before, {_row(model, 'n')} AS after)"
            f" AS p CROSS JOIN LATERAL ({changed}) AS d "
            f"WHERE o.{key} IS NULL OR n.{key} IS NULL OR d.becomes <> '{{}}'; RETURN NULL;"
        )


class RecordUpdate(Recording):
    """The same row by row, for tables that take drafts."""

    name = "history_update"
    operation = pgtrigger.Update
    level = pgtrigger.Row
    declare = [
        ("context", f"jsonb := {CONTEXT}"),
        ("old_row", "jsonb"),
        ("new_row", "jsonb"),
        ("was", "jsonb"),
        ("becomes", "jsonb"),
    ]

    def get_func(self, model: Any) -> str:
        table = model._meta.db_table
        change = _insert(model, "web_change", "update", "NEW", "was", "becomes", "OLD")
        parts = [
            # In the trigger's own copy, so that a change of nothing else ends at the next line.
            *(f'NEW."{name}" := OLD."{name}";' for name in sorted(recorded.ignored(model))),
            "IF OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF;",
            f"old_row := {_row(model, 'OLD')}; new_row := {_row(model, 'NEW')};",
            "SELECT jsonb_object_agg(o.key, o.value), jsonb_object_agg(o.key, new_row->o.key) "
            "INTO was, becomes FROM jsonb_each(old_row) AS o "
            "WHERE new_row->o.key IS DISTINCT FROM o.value;",
            *_unspoken(model),
            "IF becomes IS NULL THEN RETURN NULL; END IF;",
        ]
        draft = _insert(model, "web_revision", "update", "NEW", "was", "becomes", "OLD")
        parts += [
            f"IF context ? 'draft' THEN {draft}; RETURN NULL; END IF;",
            f"PERFORM public.history_commit('{table}', ARRAY[{_key(model, 'OLD')}]);",
            f"{change}; RETURN NULL;",
        ]
        return " ".join(parts)


INSERT, UPDATE, UPDATES, DELETE = RecordInsert(), RecordUpdate(), RecordUpdates(), RecordDelete()


def triggers_of(model: Model) -> tuple[Recording, ...]:
    return (INSERT, UPDATE if recorded.takes_drafts(model) else UPDATES, DELETE)


def register() -> None:
    """Called once when all models are known."""
    models_: list[Any] = list(recorded.recorded_models())
    for model in models_:
        for trigger in triggers_of(model):
            trigger.register(model)


def _insert(
    model: Model, into: str, kind: str, row: str, before: str, after: str, keyed: str = ""
) -> str:
    """`INSERT … SELECT …` up to where the rows come from."""
    table = model._meta.db_table
    return (
        f"INSERT INTO public.{into} ({COLUMNS}{_more(into)[0]}) "
        f"SELECT pg_current_xact_id(), clock_timestamp(), '{table}', {_key(model, keyed or row)}, "
        f"'{kind}', {before}, {after}, {_whole(model, row)}, "
        f"coalesce({_unit(model, row)}, (context->>'unit')::bigint), {ACTOR}{_more(into)[1]}"
    )


def _more(into: str) -> tuple[str, str]:
    return (", is_committed", ", false") if into == "web_revision" else ("", "")


def _key(model: Model, row: str) -> str:
    assert model._meta.pk
    return f'{row}."{model._meta.pk.column}"::text'


def _row(model: Model, row: str) -> str:
    """The row as an object, without what is left out. Bytes are not even looked at."""
    left_out = recorded.omitted(model) | recorded.ignored(model)
    fields = model._meta.concrete_fields
    if any(isinstance(field, models.BinaryField) for field in fields):
        kept = ", ".join(f'{row}."{f.column}"' for f in fields if f.column not in left_out)
        return f"(SELECT to_jsonb(kept) FROM (SELECT {kept}) AS kept)"
    if left_out:
        return f"(to_jsonb({row}) - ARRAY[{_texts(sorted(left_out))}])"
    return f"to_jsonb({row})"


def _texts(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def _unspoken(model: Model) -> list[str]:
    """Statements that note a change of an omitted column without its content."""
    return [
        f'IF OLD."{column}" IS DISTINCT FROM NEW."{column}" THEN '
        f"was := coalesce(was, '{{}}') || '{{\"{column}\": null}}'; "
        f"becomes := coalesce(becomes, '{{}}') || '{{\"{column}\": null}}'; END IF;"
        for column in sorted(recorded.omitted(model))
    ]


def _whole(model: Model, row: str) -> str:
    field = recorded.whole_of(model)
    if field is None:
        return "NULL::text"
    owner: Model = field.related_model
    return f"'{owner._meta.db_table} ' || {row}.\"{field.column}\""


def _unit(model: Model, row: str) -> str:
    if model is apps.get_model(recorded.said()["unit"]):
        return f'{row}."id"'
    path = recorded.path_to_unit(model)
    if path is None:
        return "NULL::bigint"
    key = f'{row}."{path[0].column}"'
    for before, field in itertools.pairwise(path):
        held: Model = before.related_model
        assert held._meta.pk
        key = (
            f'(SELECT p."{field.column}" FROM public."{held._meta.db_table}" AS p '
            f'WHERE p."{held._meta.pk.column}" = {key})'
        )
    return key
