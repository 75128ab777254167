"""A tree drawn from plain values: text, whole numbers, truths, lists and dicts of them.

A value is looked up by key in a dict and in nothing else, so that no attribute of anything can be
reached. What is drawn is bounded in steps and letters; it is text, escaped where it is printed.
"""

import re
from collections.abc import Mapping
from typing import Any

from meetings.wording.expressions import Condition, Path, Term
from meetings.wording.faults import faulty
from meetings.wording.language import Body, Choice, Each, Place, Text
from meetings.wording.schema import WAYS

MOST_STEPS = 20_000
MOST_DRAWN = 100_000  # letters

Values = Mapping[str, Any]


def draw(tree: Body, values: Values) -> str:
    """Raises Faulty when it would grow without measure or a value is not there."""
    return Pen().drawing(tree, values)


def tidied(text: str) -> str:
    """Lines without blanks at their ends or doubled inside, none of them empty."""
    lines = (re.sub(r"[ \t]{2,}", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


class Pen:
    """Its measure holds for everything that it draws; the house's own wordings need none."""

    def __init__(self, *, is_measured: bool = True) -> None:
        self.is_measured = is_measured
        self.drawn: list[str] = []
        self.steps = 0
        self.letters = 0

    def drawing(self, tree: Body, values: Values) -> str:
        self.drawn = []
        self.body(tree, values)
        return tidied("".join(self.drawn))

    def body(self, tree: Body, values: Values) -> None:
        for node in tree:
            self.step(node.line)
            if isinstance(node, Text):
                self.put(node.text, node.line)
            elif isinstance(node, Place):
                self.place(node, values)
            elif isinstance(node, Choice):
                self.choice(node, values)
            else:
                self.each(node, values)

    def step(self, line: int) -> None:
        self.steps += 1
        if self.is_measured and self.steps > MOST_STEPS:
            raise faulty(line, "mẫu lặp quá nhiều lần.")

    def put(self, text: str, line: int) -> None:
        self.letters += len(text)
        if self.is_measured and self.letters > MOST_DRAWN:
            raise faulty(line, "văn bản soạn từ mẫu dài quá.")
        self.drawn.append(text)

    def place(self, node: Place, values: Values) -> None:
        value = _value(node.path, values, node.line)
        for one in node.filters:
            value = WAYS[one.name].write(value, one.argument or "")
        self.put(str(value), node.line)

    def choice(self, node: Choice, values: Values) -> None:
        for condition, branch in node.branches:
            if condition is None or _holds(condition, values, node.line):
                self.body(branch, values)
                return

    def each(self, node: Each, values: Values) -> None:
        for serial, row in enumerate(_value(node.path, values, node.line), start=1):
            self.step(node.line)
            said = {**row, "stt": serial} if isinstance(row, dict) else row
            self.body(node.body, {**values, node.name: said})


def _value(path: Path, values: Values, line: int) -> Any:
    found: Any = values
    for name in path:
        if not isinstance(found, dict) or name not in found:
            raise faulty(line, f"không có trường «{{{{ {'.'.join(path)} }}}}».")
        found = found[name]
    return found


def _holds(said: Condition, values: Values, line: int) -> bool:
    held = (_term_holds(term, values, line) for term in said.terms)
    return any(held) if said.any_of else all(held)


def _term_holds(term: Term, values: Values, line: int) -> bool:
    value = _value(term.path, values, line)
    match term.compares:
        case "":
            return bool(value) is not term.is_not
        case "=":
            return bool(value == term.value)
        case "khac":
            return bool(value != term.value)
        case ">":
            return bool(value > term.value)
        case "<":
            return bool(value < term.value)
        case ">=":
            return bool(value >= term.value)
        case _:
            return bool(value <= term.value)
