"""A tree held against the fields there are: every branch, drawn or not, before it is stored."""

import difflib
from collections.abc import Mapping

from meetings.wording.expressions import Condition, Filter, Path, Term
from meetings.wording.faults import Fault
from meetings.wording.language import Body, Choice, Each, Place
from meetings.wording.schema import LONGEST_ARGUMENT, WAYS, Field, Kind, Schema

MOST_LOOPS = 2  # one inside the other
NUMBER_ONLY = {">", "<", ">=", "<="}
# Of a row: where it stands in its list.
SERIAL = Field("stt", "số thứ tự trong danh sách", Kind.NUMBER)

Scope = Mapping[str, Field]


def faults(tree: Body, schema: Schema) -> list[Fault]:
    """Empty when it can be drawn from any values of this schema."""
    return _Check(schema).body(tree, {one.name: one for one in schema.fields}, loops=0)


class _Check:
    def __init__(self, schema: Schema) -> None:
        self.roots = {one.name for one in schema.fields}

    def body(self, tree: Body, scope: Scope, loops: int) -> list[Fault]:
        found: list[Fault] = []
        for node in tree:
            if isinstance(node, Place):
                found += self.place(node, scope)
            elif isinstance(node, Choice):
                for condition, branch in node.branches:
                    found += self.condition(condition, scope, node.line)
                    found += self.body(branch, scope, loops)
            elif isinstance(node, Each):
                found += self.each(node, scope, loops)
        return found

    def each(self, node: Each, scope: Scope, loops: int) -> list[Fault]:
        field, found = _named(node.path, scope, node.line)
        if field is None:
            return found
        if field.kind not in (Kind.ROWS, Kind.TEXTS):
            return [Fault(node.line, f"«{_dotted(node.path)}» không phải danh sách.")]
        if node.name in self.roots:
            return [Fault(node.line, f"«{node.name}» đã là tên trường; đặt tên khác.")]
        if loops == MOST_LOOPS:
            return [Fault(node.line, f"«với mỗi» lồng nhau quá {MOST_LOOPS} cấp.")]
        return self.body(node.body, {**scope, node.name: row_of(field)}, loops + 1)

    def place(self, node: Place, scope: Scope) -> list[Fault]:
        field, found = _named(node.path, scope, node.line)
        if field is None:
            return found
        kind = field.kind
        for one in node.filters:
            kind, wrong = _written(one, kind, node.line)
            if wrong:
                return [wrong]
        if kind in (Kind.TEXT, Kind.NUMBER):
            return []
        return [Fault(node.line, f"«{_dotted(node.path)}» là {kind.value}: {_remedy(kind)}")]

    def condition(self, said: Condition | None, scope: Scope, line: int) -> list[Fault]:
        found: list[Fault] = []
        for term in said.terms if said else ():
            field, wrong = _named(term.path, scope, line)
            found += wrong
            if field is not None:
                found += _compared(term, field, line)
        return found


def row_of(field: Field) -> Field:
    """What the name of a loop stands for."""
    if field.kind is Kind.TEXTS:
        return Field("", "mục của " + field.label)
    return Field("", field.label, Kind.GROUP, (*field.fields, SERIAL))


def _written(said: Filter, kind: Kind, line: int) -> tuple[Kind, Fault | None]:
    way = WAYS.get(said.name)
    if way is None:
        return kind, Fault(line, f"không có cách viết «{said.name}»{_nearest(said.name, WAYS)}.")
    if kind not in way.of:
        wanted = " hoặc ".join(one.value for one in way.of)
        return kind, Fault(line, f"«{way.name}» chỉ dùng cho {wanted}, đây là {kind.value}.")
    if way.argument != (said.argument is not None):
        how = f'«{way.name}: "…"»' if way.argument else f"«{way.name}» không kèm gì"
        return kind, Fault(line, f"viết {how}.")
    if said.argument and len(said.argument) > LONGEST_ARGUMENT:
        return kind, Fault(line, f"chữ trong ngoặc kép của «{way.name}» dài quá.")
    return way.gives, None


def _compared(term: Term, field: Field, line: int) -> list[Fault]:
    name = f"«{_dotted(term.path)}»"
    if field.kind is Kind.GROUP:
        return [Fault(line, f"{name} là nhóm trường: {_remedy(Kind.GROUP)}")]
    if not term.compares:
        return []
    if field.kind is Kind.NUMBER and isinstance(term.value, int):
        return []
    if field.kind is Kind.TEXT and isinstance(term.value, str):
        if term.compares in NUMBER_ONLY:
            return [Fault(line, f"{name} là chữ: chỉ so bằng «=» hoặc «khác».")]
        return []
    return [Fault(line, f"{name} là {field.kind.value}, không so được với «{term.value}».")]


def _remedy(kind: Kind) -> str:
    return {
        Kind.GROUP: "chọn một trường bên trong.",
        Kind.TRUTH: "chỉ dùng trong «{% nếu … %}».",
        Kind.TEXTS: 'nối lại bằng «| noi: "; "» hoặc dùng «{% với mỗi … %}».',
        Kind.ROWS: "dùng «{% với mỗi … trong … %}».",
    }[kind]


def _named(path: Path, scope: Scope, line: int) -> tuple[Field | None, list[Fault]]:
    field = scope.get(path[0])
    for name in path[1:]:
        field = field.find(name) if field and field.kind is Kind.GROUP else None
    if field is not None:
        return field, []
    near = _nearest(_dotted(path), _known(scope))
    return None, [Fault(line, f"không có trường «{{{{ {_dotted(path)} }}}}»{near}.")]


def _known(scope: Scope) -> list[str]:
    found: list[str] = []
    for name, field in scope.items():
        inside = field.fields if field.kind is Kind.GROUP else ()
        found += [name, *(f"{name}.{one.name}" for one in inside)]
    return found


def _nearest(name: str, known: Mapping[str, object] | list[str]) -> str:
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"; gần nhất: «{near[0]}»" if near else ""


def _dotted(path: Path) -> str:
    return ".".join(path)
