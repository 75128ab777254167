"""Who is at work: told to PostgreSQL together with each writing statement.

The triggers read it from the setting `history.context`, which is set for one transaction only and
anew with every statement that writes: neither a pooled connection, nor a rollback, nor autocommit
can leave one person's name on another's work.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Protocol

from django.http import HttpRequest, HttpResponse

SETTING = "history.context"
# The owner's functions (`functions`) write, too.
WRITING = re.compile(r"\b(?:insert|update|delete|merge|call|do|history_\w+)\b", re.IGNORECASE)
# First words after which nothing else is written.
READING = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "FETCH", "DECLARE", "SET ", "SHOW")


@dataclass(frozen=True)
class Actor:
    """Keys of the account, the position it acts in, that unit, and the mandate acted under."""

    user: int | None
    appointment: int | None = None
    unit: int | None = None
    delegation: int | None = None


class Origin:
    """Where writes come from; `who` is asked when the first of them is made."""

    def __init__(
        self, source: str, *, address: str = "", who: Callable[[], Actor | None] = lambda: None
    ) -> None:
        self.source = source[:300]
        self.address = address[:64]
        self._who = who
        self._actor: Actor | None = None

    def facts(self) -> dict[str, Any]:
        if self._actor is None:
            self._actor = self._who()
        said = vars(self._actor) if self._actor else {}
        return {"source": self.source, "address": self.address, **said}


_origin: ContextVar[Origin | None] = ContextVar("history_origin", default=None)
_is_draft: ContextVar[bool] = ContextVar("history_is_draft", default=False)


@contextmanager
def working(origin: Origin) -> Iterator[None]:
    """What is written inside comes from `origin`."""
    token = _origin.set(origin)
    try:
        yield
    finally:
        _origin.reset(token)


@contextmanager
def drafting() -> Iterator[None]:
    """What is written inside is saved while somebody types: a revision, not yet a change.

    Only tables registered for drafts listen to it (settings, HISTORY["drafts"]).
    """
    token = _is_draft.set(True)
    try:
        yield
    finally:
        _is_draft.reset(token)


class Execute(Protocol):
    def __call__(self, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any: ...


def tell(execute: Execute, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Execute wrapper of every connection: puts the context before a statement that writes.

    Both travel as one message, so autocommit makes one transaction of them. A cursor of the server
    cannot, and only reads. `COPY` passes by: it is told of as shell work.
    """
    cursor = context["cursor"].cursor
    if getattr(cursor, "name", None) or not may_write(sql):
        return execute(sql, params, many, context)
    if not isinstance(sql, str):
        sql = sql.as_string(context["connection"].connection)
    facts = current()
    if many:
        return _tell_many(execute, facts, sql, params, context)
    telling = _telling(facts, is_template=params is not None)
    result = execute(f"{telling}; {sql}", params, many, context)
    cursor.nextset()
    return result


def may_write(sql: Any) -> bool:
    if not isinstance(sql, str):
        return True
    text = sql.lstrip("( \n\t")
    if text[:9].upper().startswith(READING) and ";" not in text and "history_" not in text:
        return False
    return WRITING.search(text) is not None


def current() -> dict[str, Any]:
    origin, facts = _origin.get(), {}
    if origin is not None:
        facts = origin.facts()
    if _is_draft.get():
        facts["draft"] = True
    return facts


def _telling(facts: dict[str, Any], *, is_template: bool) -> str:
    """Nobody known is said as well: an earlier statement of the transaction may have had one."""
    text = json.dumps(facts, separators=(",", ":")).replace("'", "''") if facts else ""
    if is_template:
        text = text.replace("%", "%%")
    return f"SELECT set_config('{SETTING}', '{text}', true)"


def _tell_many(
    execute: Execute, facts: dict[str, Any], sql: str, params: Any, context: dict[str, Any]
) -> Any:
    """A batch goes one by one through a pipeline, which takes no second statement."""
    from django.db import transaction  # not while settings are read

    with transaction.atomic(using=context["connection"].alias):
        context["cursor"].cursor.execute(_telling(facts, is_template=False))
        return execute(sql, params, True, context)


def tell_on_connection(connection: Any, **kwargs: Any) -> None:
    """Receiver of `connection_created`, the one place that every connection passes."""
    if tell not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, tell)


class RecordingMiddleware:
    """Says of each request where it comes from; the app that knows people says who (`actor`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        origin = Origin(
            f"{request.method} {request.path}",
            address=self.address(request),
            who=lambda: self.actor(request),
        )
        with working(origin):
            return self.get_response(request)

    def address(self, request: HttpRequest) -> str:
        from procuracy.web.access import client_address  # not while settings are read

        return client_address(request)

    def actor(self, request: HttpRequest) -> Actor | None:
        raise NotImplementedError


def record_command(arguments: list[str]) -> Any:
    """For `manage.py`: the command and its first word, never its options."""
    return working(Origin(f"manage.py {' '.join(arguments[1:2])}".strip()))


def record_job(call_next: Callable[[], Any], context: Any, worker: Any) -> Any:
    """Task middleware of the worker."""
    with working(Origin(f"job {context.task.name if context.task else ''}".strip())):
        return call_next()
