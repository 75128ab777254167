"""Sends a form that was found, and looks at what it leaves in the database before all is undone."""

from typing import Any

from tests import stored
from tests.access_visitors import Visitor
from tests.forms_found import FoundForm

TOKEN = "Kiểm chứng nội dung 7391"
# Statuses with which nothing of what was sent is kept.
REFUSED = (400, 404, 409, 422)
# By field.
Places = dict[str, list[str]]


def sent(
    written: stored.Written, visitor: Visitor, form: FoundForm, typed: dict[str, str]
) -> tuple[int, Places]:
    """(status, tables in which the text typed into each field stood before all was undone)."""
    places = Places()

    def look(answer: Any) -> None:
        tables = written.since_asked()
        for name, text in typed.items():
            places[name] = stored.places_of(text.partition("\n")[0], tables)

    visitor.look = look
    try:
        answer = visitor.ask("POST", form.action, form.filled(**typed))
    finally:
        del visitor.look
    return answer.status_code, places


def harmless(written: stored.Written, visitor: Visitor, form: FoundForm) -> Places:
    """All fields at once; where one of them wants something else than a text, one by one."""
    texts = {name: f"{TOKEN}, {place:03}" for place, name in enumerate(form.unlike_texts)}
    _, places = sent(written, visitor, form, texts) if texts else (0, Places())
    for name, text in texts.items():
        if not places[name]:
            places |= sent(written, visitor, form, {name: text})[1]
    return places


def answered(
    written: stored.Written, visitor: Visitor, form: FoundForm, data: str
) -> tuple[Any, dict[str, int]]:
    """The answer, and of a refusal how many rows stand in the tables written to; sessions left
    out."""
    after = dict[str, int]()

    def look(answer: Any) -> None:
        if answer.status_code in REFUSED:
            after.update(stored.row_counts(written.since_asked()))
            after.pop("units_usersession", None)

    visitor.look = look
    answer = visitor.ask("POST", form.action, data)
    del visitor.look
    return answer, after
