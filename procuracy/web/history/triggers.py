"""The triggers that record: three on every recorded table, installed by django-pgtrigger after
each `migrate`, as the owner.

Inserting and deleting are recorded once a statement (a bulk insert costs one more insert),
updating once a row, which pairs the row before with the row after. The functions run as the owner
(SECURITY DEFINER), so the role that serves requests needs no right to write the record; they name
every table with its schema, because that role chooses the search path. The library's own check of
a setting by which a session may skip triggers is left out for the same reason.
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


class RecordUpdate(Recording):
    """Records the columns that changed, and nothing when none did."""

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
            "IF OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF;",
            f"old_row := {_row(model, 'OLD')}; new_row := {_row(model, 'NEW')};",
            "SELECT jsonb_object_agg(o.key, o.value), jsonb_object_agg(o.key, new_row->o.key) "
            "INTO was, becomes FROM jsonb_each(old_row) AS o "
            "WHERE new_row->o.key IS DISTINCT FROM o.value;",
            *_unspoken(model),
            "IF becomes IS NULL THEN RETURN NULL; END IF;",
        ]
        if recorded.takes_drafts(model):
            draft = _insert(model, "web_revision", "update", "NEW", "was", "becomes", "OLD")
            key = _key(model, "OLD")
            parts += [
                f"IF context ? 'draft' THEN {draft}; RETURN NULL; END IF;",
                f"PERFORM public.history_commit('{table}', ARRAY[{key}]);",
            ]
        return " ".join([*parts, f"{change}; RETURN NULL;"])


TRIGGERS = (RecordInsert(), RecordUpdate(), RecordDelete())


def register() -> None:
    """Called once when all models are known."""
    models_: list[Any] = list(recorded.recorded_models())
    for model in models_:
        for trigger in TRIGGERS:
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
