"""What a statement asks for beside its own table, counted in the words of SQL."""

import re
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

_WORDS = re.compile(r"\(|\)|\bJOIN\b|\bSELECT\b|\bUNION\b")


def parts(rows: QuerySet[Any]) -> tuple[int, int]:
    """(joins, subqueries) of the statement itself; a subquery, also a UNION, counts once whole.

    Nothing at all to be seen costs nothing.
    """
    try:
        statement = rows.query.sql_with_params()[0]
    except EmptyResultSet:
        return 0, 0
    joins = subqueries = depth = inside = 0  # inside: the depth at which a subquery stands
    goes_on = False
    for word in _WORDS.findall(statement):
        depth += {"(": 1, ")": -1}.get(word, 0)
        if depth < inside:
            inside = 0
        elif inside or not depth:
            joins += word == "JOIN" and not inside
        elif word == "UNION":
            goes_on = True
        elif word == "SELECT":
            subqueries += not goes_on
            inside, goes_on = depth, False
    return joins, subqueries
