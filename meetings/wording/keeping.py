"""Which wording an office's paper is drawn from, and how the office changes it."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from meetings.models import MeetingKind, PaperWording
from meetings.models.wordings import PaperWordingQuerySet
from meetings.wording import house, sections
from meetings.wording.faults import Fault, Faulty
from meetings.wording.sections import Drawn, PaperKind
from procuracy.web.errors import Refused
from units.models import Unit, User

SAME = "Mẫu không có gì thay đổi."


class Overtaken(Refused):
    """Somebody else saved in between; `theirs` is what stands now, None for the house's own."""

    def __init__(self, theirs: PaperWording | None) -> None:
        super().__init__("Mẫu này vừa được người khác sửa; đối chiếu rồi lưu lại.")
        self.theirs = theirs


@dataclass(frozen=True)
class Source:
    """Where a paper's wording comes from. `version` is 0 for the house's own."""

    text: str
    wording: PaperWording | None = None

    @property
    def is_house(self) -> bool:
        return self.wording is None

    @property
    def is_for_every_kind(self) -> bool:
        return self.wording is not None and self.wording.kind_id is None


@dataclass(frozen=True)
class Worded:
    """`wording`: the version that it was drawn from; None: the house's own."""

    sections: list[Drawn]
    wording: PaperWording | None = None

    @property
    def texts(self) -> dict[str, str]:
        """By what the paper calls each section."""
        return {one.role: one.text for one in self.sections}


# Hears a sentence about what could not be used.
Tell = Callable[[str], object]


def source(paper: PaperKind, office_id: int, kind_id: int | None, course: str) -> Source:
    """Its own for this kind of meeting, else the office's for every kind, else the house's."""
    rows = PaperWording.objects.of(office_id, paper.paper).newest()
    found = {row.kind_id: row for row in rows}
    for key in (kind_id, None):
        row = found.get(key)
        if row is not None and row.text:
            return Source(row.text, row)
    return Source(house.text(paper.paper, course))


def offered(
    paper: PaperKind, office_id: int, kind_id: int | None, chosen: int | None
) -> PaperWordingQuerySet:
    """The office's own for a draft to be laid out by: the last one for its kind of meeting and for
    every kind, and the version chosen before."""
    rows = PaperWording.objects.of(office_id, paper.paper)
    newest = [row.pk for row in rows.newest() if row.text and row.kind_id in (kind_id, None)]
    return PaperWording.objects.filter(pk__in=[*newest, *([chosen] if chosen else [])])


def last(paper: PaperKind, office_id: int, kind_id: int | None) -> PaperWording | None:
    """The last version of exactly this one, be it empty."""
    rows = PaperWording.objects.of(office_id, paper.paper).filter(kind=kind_id)
    return rows.select_related("by__person").order_by("-version").first()


def nobody(words: str) -> None:
    """Where none is there to be told."""


def worded(
    paper: PaperKind,
    said: Mapping[str, Any],
    office_id: int,
    kind_id: int | None = None,
    tell: Tell = nobody,
) -> Worded:
    """In the words that the office uses now."""
    return drawn(paper, said, source(paper, office_id, kind_id, _course(said)), tell)


def drawn(paper: PaperKind, said: Mapping[str, Any], chosen: Source, tell: Tell = nobody) -> Worded:
    """What fails is drawn from the house's own wording instead, and why is told."""
    if not chosen.is_house:
        try:
            own = sections.draw(sections.compiled(chosen.text, paper), paper, said)
            return Worded(own, chosen.wording)
        except Faulty as wrong:
            tell(_unusable(chosen, wrong.faults[0]))
    text = house.text(paper.paper, _course(said))
    return Worded(sections.draw(sections.compiled(text, paper), paper, said, is_house=True))


def _course(said: Mapping[str, Any]) -> str:
    """Papers of no meeting have one wording of the house."""
    return str(said.get("course", house.USUAL))


def _unusable(chosen: Source, fault: Fault) -> str:
    return (
        f"{chosen.wording} của cơ quan không dùng được nên văn bản này soạn theo mẫu chung của "
        f"phần mềm. {fault} Sửa tại trang Mẫu văn bản."
    )


@transaction.atomic
def save(
    paper: PaperKind,
    *,
    office: Unit,
    kind: MeetingKind | None,
    text: str,
    seen: int,
    by: User,
    at: datetime.datetime,
) -> PaperWording:
    """One version more. `seen`: the version the text began with; 0 when there was none.

    Raises Faulty, Refused when nothing changed, Overtaken when another one is the last now.
    """
    sections.compiled(text, paper)
    before = last(paper, office.pk, kind.pk if kind else None)
    if (before.version if before else 0) != seen:
        raise Overtaken(before)
    if before and before.text == text:
        raise Refused(SAME)
    return _kept(paper, office, kind, text, seen + 1, by, at)


@transaction.atomic
def drop(
    paper: PaperKind,
    *,
    office: Unit,
    kind: MeetingKind | None,
    seen: int,
    by: User,
    at: datetime.datetime,
) -> PaperWording:
    """Back to what stands behind it; the versions so far stay."""
    before = last(paper, office.pk, kind.pk if kind else None)
    if before is None or not before.text:
        raise Refused("Đang dùng mẫu chung, không có mẫu riêng để bỏ.")
    if before.version != seen:
        raise Overtaken(before)
    return _kept(paper, office, kind, "", seen + 1, by, at)


def _kept(
    paper: PaperKind,
    office: Unit,
    kind: MeetingKind | None,
    text: str,
    version: int,
    by: User,
    at: datetime.datetime,
) -> PaperWording:
    """Of two at once the constraint lets one pass; the other is told."""
    try:
        with transaction.atomic():
            return PaperWording.objects.create(
                office=office,
                paper=paper.paper,
                kind=kind,
                version=version,
                text=text,
                by=by,
                at=at,
            )
    except IntegrityError:
        raise Overtaken(last(paper, office.pk, kind.pk if kind else None)) from None
