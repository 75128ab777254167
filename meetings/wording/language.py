"""A wording read into a tree.

    {{ cuoc_hop.ten }}                         a field in its place
    {{ cuoc_hop.diem_cau | hai_chu_so }}       through a filter
    {% nếu cuoc_hop.diem_cau > 1 %} … {% hoặc nếu … %} … {% không thì %} … {% hết %}
    {% với mỗi dv trong cuoc_hop.don_vi %} … {{ dv.ten }} … {% hết %}
    {# a remark, never printed #}

There is nothing else: no assignment, no call, no arithmetic, no way to another text. Keywords and
names are read with or without their tone marks. A line on which only statements stand leaves
nothing behind, not even its line break.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from meetings.wording.expressions import (
    Condition,
    Filter,
    Path,
    folded,
    read_condition,
    read_each,
    read_place,
)
from meetings.wording.faults import faulty

MOST_LETTERS = 20_000
MOST_NODES = 2_000
DEEPEST = 5

CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
# Statements as they are shown to whoever wrote them.
END = "{% hết %}"


@dataclass(frozen=True)
class Text:
    line: int
    text: str


@dataclass(frozen=True)
class Place:
    line: int
    path: Path
    filters: tuple[Filter, ...]


@dataclass(frozen=True)
class Choice:
    """The first branch whose condition holds is drawn; without a condition it always does."""

    line: int
    branches: list[tuple[Condition | None, "Body"]] = field(default_factory=list)


@dataclass(frozen=True)
class Each:
    line: int
    name: str
    path: Path
    body: "Body"


Node = Text | Place | Choice | Each
Body = list[Node]


@dataclass(frozen=True)
class _Piece:
    """`opens`: "{{", "{%", or "" for text."""

    line: int
    opens: str
    text: str


@dataclass
class _Open:
    """A block that waits for its end; `body` is where nodes go now."""

    node: Choice | Each
    body: Body
    may_go_on: bool = False


def read(source: str, first_line: int = 1) -> Body:
    """Raises Faulty at the first thing that cannot be read."""
    if len(source) > MOST_LETTERS:
        raise faulty(first_line, f"mẫu dài quá {MOST_LETTERS:,} chữ.".replace(",", "."))
    tree: Body = []
    blocks: list[_Open] = []
    for count, piece in enumerate(_pieces(source, first_line)):
        if count > MOST_NODES:
            raise faulty(piece.line, "mẫu có quá nhiều chỗ điền và câu lệnh.")
        body = blocks[-1].body if blocks else tree
        if piece.opens == "{%":
            _statement(piece, body, blocks)
        elif piece.opens == "{{":
            path, filters = read_place(piece.text, piece.line)
            body.append(Place(piece.line, path, filters))
        else:
            body.append(Text(piece.line, piece.text))
    if blocks:
        node = blocks[-1].node
        what = "với mỗi" if isinstance(node, Each) else "nếu"
        raise faulty(node.line, f"«{{% {what} … %}}» chưa có «{END}».")
    return tree


def _statement(piece: _Piece, body: Body, blocks: list[_Open]) -> None:
    words = folded(piece.text).split()
    shown = f"{{% {piece.text} %}}"
    match words:
        case ["neu", *_]:
            choice = Choice(piece.line)
            body.append(choice)
            _branch(choice, read_condition(_after(piece.text, 1), piece.line), blocks)
        case ["hoac", "neu", *_]:
            _next_branch(piece, read_condition(_after(piece.text, 2), piece.line), blocks)
        case ["khong", "thi"]:
            _next_branch(piece, None, blocks)
        case ["voi", "moi", *_]:
            name, path = read_each(_after(piece.text, 2), piece.line)
            each = Each(piece.line, name, path, [])
            body.append(each)
            _opened(_Open(each, each.body), piece.line, blocks)
        case ["het"]:
            if not blocks:
                raise faulty(piece.line, f"«{END}» không có câu lệnh nào để kết thúc.")
            blocks.pop()
        case _:
            raise faulty(
                piece.line,
                f"không có câu lệnh «{shown}»; dùng «nếu», «hoặc nếu», «không thì», "
                "«với mỗi … trong …», «hết».",
            )


def _branch(choice: Choice, condition: Condition | None, blocks: list[_Open]) -> None:
    branch: Body = []
    choice.branches.append((condition, branch))
    _opened(_Open(choice, branch, may_go_on=condition is not None), choice.line, blocks)


def _next_branch(piece: _Piece, condition: Condition | None, blocks: list[_Open]) -> None:
    choice = blocks[-1].node if blocks else None
    if not isinstance(choice, Choice):
        raise faulty(piece.line, f"«{{% {piece.text} %}}» không nằm trong «{{% nếu … %}}» nào.")
    if not blocks[-1].may_go_on:
        raise faulty(piece.line, "sau «{% không thì %}» chỉ còn «{% hết %}».")
    blocks.pop()
    _branch(choice, condition, blocks)


def _opened(block: _Open, line: int, blocks: list[_Open]) -> None:
    blocks.append(block)
    if len(blocks) > DEEPEST:
        raise faulty(line, f"các câu lệnh lồng nhau quá {DEEPEST} cấp.")


def _after(text: str, words: int) -> str:
    """What follows so many words."""
    parts = text.split(maxsplit=words)
    return parts[words] if len(parts) > words else ""


def _pieces(source: str, first_line: int) -> Iterator[_Piece]:
    lines = source.split("\n")
    for number, line in enumerate(lines, start=first_line):
        found = list(_pieces_of(line, number))
        written = [piece for piece in found if piece.opens != "{#"]
        is_bare = len(found) > sum(piece.opens == "" for piece in found) and not any(
            piece.opens == "{{" or (piece.opens == "" and piece.text.strip()) for piece in found
        )
        if is_bare:
            yield from (piece for piece in written if piece.opens)
            continue
        yield from written
        if number - first_line < len(lines) - 1:
            yield _Piece(number, "", "\n")


def _pieces_of(line: str, number: int) -> Iterator[_Piece]:
    """Each place and statement opens and closes on one line, so an error knows its line."""
    at = 0
    while at < len(line):
        starts = [(line.find(sign, at), sign) for sign in CLOSING]
        start, sign = min(((n, s) for n, s in starts if n >= 0), default=(len(line), ""))
        text = line[at:start]
        for closing in CLOSING.values():
            if closing in text:
                raise faulty(number, f"«{closing}» không có chỗ mở.")
        if text:
            yield _Piece(number, "", text)
        if not sign:
            return
        end = line.find(CLOSING[sign], start + 2)
        if end < 0:
            shown = line[start : start + 40].rstrip()
            raise faulty(number, f"«{shown}» chưa đóng bằng «{CLOSING[sign]}» trên cùng dòng.")
        yield _Piece(number, sign, line[start + 2 : end].strip())
        at = end + 2
