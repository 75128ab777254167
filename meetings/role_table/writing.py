"""The table as CSV, which the page reads, and as Markdown between two marks of the README."""

import csv
import io
from collections.abc import Sequence
from itertools import groupby

from units.role_table import SEATS, Line, Scope, Seat

BEGIN = "<!-- role table, written by `./dev manage role_table --write` -->"
END = "<!-- end of role table -->"


class MarksMissingError(ValueError):
    """The README has no place for the table."""


def as_csv(lines: Sequence[Line]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["heading", "words", *(seat.code for seat in SEATS)])
    for line in lines:
        writer.writerow([line.heading, line.words, *(scope.value for scope in line.scopes)])
    return text.getvalue()


def as_markdown(lines: Sequence[Line]) -> str:
    """Columns are numbered: fourteen names would not fit beside each other."""
    numbers = " | ".join(str(number) for number in range(1, len(SEATS) + 1))
    names = "; ".join(f"{number} {_name(seat)}" for number, seat in enumerate(SEATS, 1))
    legend = ", ".join(f"{scope.glyph} {scope.word}" for scope in Scope)
    parts = [f"{legend}. {names}.", "", f"| | {numbers} |", "|---|" + ":-:|" * len(SEATS)]
    for heading, group in groupby(lines, lambda one: one.heading):
        parts.append(f"| **{heading}** |" + " |" * len(SEATS))
        parts += [_row(line) for line in group]
    return "\n".join(parts) + "\n"


def _row(line: Line) -> str:
    glyphs = " | ".join(scope.glyph for scope in line.scopes)
    return f"| {line.words} | {glyphs} |"


def _name(seat: Seat) -> str:
    return f"{seat.role.label} ({seat.place})" if seat.place else seat.role.label


def in_readme(readme: str, lines: Sequence[Line]) -> str:
    """The README with the table as it is now."""
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise MarksMissingError(f"README.md needs the lines {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{as_markdown(lines)}\n{END}{after}"
