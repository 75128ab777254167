"""What stands between the brackets: names of fields, filters, conditions."""

import re
import unicodedata
from dataclasses import dataclass

from meetings.wording.faults import faulty

Path = tuple[str, ...]
MOST_LETTERS = 300
MOST_FILTERS = 4
MOST_TERMS = 6

_SIGN = re.compile(
    r"\s*(?:(?P<text>\"[^\"]*\"|“[^”]*”)|(?P<number>\d{1,9}(?!\w))"
    r"|(?P<name>[^\W\d]\w*(?:\.\w+)*)|(?P<sign>>=|<=|[=<>|:]))"
)
COMPARISONS = {"=": "=", "khac": "khác", ">": ">", "<": "<", ">=": ">=", "<=": "<="}


@dataclass(frozen=True)
class Filter:
    name: str
    argument: str | None


@dataclass(frozen=True)
class Term:
    """A field that says something (`compares` empty), or one held against a value."""

    path: Path
    is_not: bool = False
    compares: str = ""
    value: str | int = ""


@dataclass(frozen=True)
class Condition:
    """All terms hold, or one of them does: never mixed, so that no brackets are needed."""

    terms: tuple[Term, ...]
    any_of: bool = False


@dataclass(frozen=True)
class _Sign:
    kind: str
    text: str

    @property
    def word(self) -> str:
        return folded(self.text) if self.kind in ("name", "sign") else ""


def folded(text: str) -> str:
    """Small letters without marks: names and keywords may be typed with or without them."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def read_place(text: str, line: int) -> tuple[Path, tuple[Filter, ...]]:
    signs = _signs(text, line)
    if not signs:
        raise faulty(line, "«{{ }}» chưa có tên trường.")
    if signs[0].kind != "name":
        raise faulty(line, f"«{{{{ {text} }}}}» phải bắt đầu bằng tên trường.")
    path = _path(signs[0])
    rest, filters = signs[1:], list[Filter]()
    while rest:
        if rest[0].text != "|" or len(rest) < 2 or rest[1].kind != "name":
            raise faulty(line, f"không hiểu «{rest[0].text}» trong «{{{{ {text} }}}}».")
        name, rest = rest[1].word, rest[2:]
        argument = None
        if len(rest) > 1 and rest[0].text == ":" and rest[1].kind == "text":
            argument, rest = rest[1].text[1:-1], rest[2:]
        filters.append(Filter(name, argument))
    if len(filters) > MOST_FILTERS:
        raise faulty(line, f"một chỗ điền có nhiều nhất {MOST_FILTERS} cách viết.")
    return path, tuple(filters)


def read_condition(text: str, line: int) -> Condition:
    signs = _signs(text, line)
    terms, joins, part = list[Term](), set[str](), list[_Sign]()
    for sign in signs:
        if sign.word in ("va", "hoac"):
            joins.add(sign.word)
            terms.append(_term(part, text, line))
            part = []
        else:
            part.append(sign)
    terms.append(_term(part, text, line))
    if len(joins) > 1:
        raise faulty(line, "một điều kiện chỉ dùng «và» hoặc chỉ dùng «hoặc», không lẫn cả hai.")
    if len(terms) > MOST_TERMS:
        raise faulty(line, f"một điều kiện có nhiều nhất {MOST_TERMS} vế.")
    return Condition(tuple(terms), any_of="hoac" in joins)


def _term(signs: list[_Sign], text: str, line: int) -> Term:
    """`a`, `không a`, `a = "x"`, `a khác "x"`, `a > 3`."""
    is_not = bool(signs) and signs[0].word == "khong"
    rest = signs[1:] if is_not else signs
    match rest:
        case [_Sign("name") as name]:
            return Term(_path(name), is_not)
        case [_Sign("name") as name, sign, _Sign("text" | "number") as value] if (
            sign.word in COMPARISONS and not is_not
        ):
            said = int(value.text) if value.kind == "number" else value.text[1:-1]
            return Term(_path(name), compares=sign.word, value=said)
    raise faulty(
        line,
        f"không hiểu điều kiện «{text}»; ví dụ đúng: «cuoc_hop.diem_cau > 1», "
        "«không bien_ban.danh_gia».",
    )


def read_each(text: str, line: int) -> tuple[str, Path]:
    match _signs(text, line):
        case [_Sign("name") as name, _Sign() as within, _Sign("name") as path] if (
            within.word == "trong" and "." not in name.text
        ):
            return name.word, _path(path)
    raise faulty(line, "viết «{% với mỗi tên trong danh_sách %}», ví dụ «với mỗi dv trong don_vi».")


def _path(sign: _Sign) -> Path:
    return tuple(sign.word.split("."))


def _signs(text: str, line: int) -> list[_Sign]:
    if len(text) > MOST_LETTERS:
        raise faulty(line, "chỗ điền hoặc câu lệnh dài quá.")
    found, at = list[_Sign](), 0
    while at < len(text):
        match = _SIGN.match(text, at)
        if match is None or match.lastgroup is None:
            raise faulty(line, f"không hiểu «{text[at : at + 20].strip()}».")
        found.append(_Sign(match.lastgroup, match[match.lastgroup]))
        at = match.end()
    return found
