"""Search that does not care about accents or case: "quang tri" finds "Quảng Trị"."""

from typing import Any, TypeVar

from django.db.models import CharField, Func, Q, QuerySet, TextField, Transform, Value

Rows = TypeVar("Rows", bound=QuerySet[Any])


class Plain(Transform):
    """`plain(text)` of the database: lower case, accents and the bar of đ removed."""

    function = "plain"
    lookup_name = "plain"
    output_field = TextField()


CharField.register_lookup(Plain)
TextField.register_lookup(Plain)


def matching(rows: Rows, words: str, *fields: str) -> Rows:
    """Rows in which every word of `words` stands in at least one of the fields."""
    for word in words.split()[:8]:
        plain = Func(Value(word, output_field=TextField()), function="plain")
        found = Q()
        for field in fields:
            found |= Q(**{f"{field}__plain__contains": plain})
        rows = rows.filter(found)
    return rows
