"""What the pages of wordings list: papers with where their words come from, fields to insert."""

from dataclasses import dataclass

from meetings.models import MeetingKind, PaperWording
from meetings.wording import sections
from meetings.wording.faults import Faulty
from meetings.wording.papers import PAPERS
from meetings.wording.schema import WAYS, Field, Kind
from meetings.wording.sections import PaperKind
from units.models import Unit


@dataclass(frozen=True)
class Line:
    """`wording`: its own, or None; `behind`: the office's for every kind counts instead;
    `fault`: its own cannot be drawn any more."""

    kind: MeetingKind | None
    wording: PaperWording | None
    behind: PaperWording | None
    fault: str

    @property
    def key(self) -> int:
        return self.kind.pk if self.kind else 0


@dataclass(frozen=True)
class PaperLines:
    paper: str
    label: str
    every: str
    lines: list[Line]


def of_office(office: Unit) -> list[PaperLines]:
    """Two queries for any number of papers and kinds."""
    rows = PaperWording.objects.filter(office=office).newest().select_related("by__person")
    newest = {(row.paper, row.kind_id): row for row in rows if row.text}
    kinds = list(MeetingKind.objects.held_by(office))
    return [
        PaperLines(name, PaperWording.Paper(name).label, every(paper), _lines(paper, kinds, newest))
        for name, paper in PAPERS.items()
    ]


def every(paper: PaperKind) -> str:
    """What a wording of no one kind of meeting is for."""
    return "mọi loại hội nghị" if paper.of_kind else "mọi văn bản loại này"


def _lines(
    paper: PaperKind,
    kinds: list[MeetingKind],
    newest: dict[tuple[str, int | None], PaperWording],
) -> list[Line]:
    every = newest.get((paper.paper, None))
    lines = [Line(None, every, None, _fault(every, paper))]
    for kind in kinds if paper.of_kind else ():
        own = newest.get((paper.paper, kind.pk))
        lines.append(Line(kind, own, every, _fault(own, paper)))
    return lines


def _fault(wording: PaperWording | None, paper: PaperKind) -> str:
    try:
        sections.compiled(wording.text if wording else "", paper) if wording else None
    except Faulty as wrong:
        return str(wrong.faults[0])
    return ""


@dataclass(frozen=True)
class Insert:
    """What a click puts into the text, and what it stands for."""

    text: str
    label: str


@dataclass(frozen=True)
class Group:
    label: str
    inserts: list[Insert]


def fields(paper: PaperKind) -> list[Group]:
    """Every field as it is written: plain ones in their place, lists in a loop, truths in a
    condition."""
    groups: list[Group] = []
    single: list[Insert] = []
    for field in paper.schema.fields:
        if field.kind is Kind.GROUP:
            inside = [insert for one in field.fields for insert in _written(one, f"{field.name}.")]
            groups.append(Group(field.label, inside))
        else:
            single += _written(field, "")
    sections_group = [
        Insert(f"[{one.name}]{' ' if one.has_heading else ''}", one.label) for one in paper.sections
    ]
    return [*groups, Group("nội dung khác", single), Group("các mục", sections_group)]


def _written(field: Field, above: str) -> list[Insert]:
    name = above + field.name
    if field.kind is Kind.TRUTH:
        text = f"{{% nếu {name} %}} {{% hết %}}"
    elif field.kind is Kind.TEXTS:
        text = f'{{{{ {name} | nối: "; " }}}}'
    elif field.kind is Kind.ROWS:
        inside = " ".join(
            f"{{{{ mục.{one.name} }}}}" for one in field.fields if one.kind is Kind.TEXT
        )
        text = f"{{% với mỗi mục trong {name} %}}\n{inside}\n{{% hết %}}"
    else:
        text = f"{{{{ {name} }}}}"
    return [Insert(text, field.label)]


def examples(paper: PaperKind) -> list[str]:
    """A condition and a loop over fields that this kind of paper has, and a remark."""
    named = paper.schema.paths()
    asked = [".".join(path) for path, field in named if field.kind in (Kind.TRUTH, Kind.NUMBER)]
    listed = [".".join(path) for path, field in named if field.kind is Kind.TEXTS]
    return [
        *(f"{{% nếu {name} %}} … {{% không thì %}} … {{% hết %}}" for name in asked[:1]),
        *(f"{{% với mỗi đoạn trong {name} %}} {{{{ đoạn }}}} {{% hết %}}" for name in listed[:1]),
        "{# lời nhắc, không in #}",
    ]


def ways() -> list[Insert]:
    return [
        Insert(f" | {way.name}{': ' + chr(34) + '; ' + chr(34) if way.argument else ''}", way.label)
        for way in WAYS.values()
    ]
