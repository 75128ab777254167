"""The text of a paper as it stood at each step of its review, and what two of them differ in."""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from units.models import PaperVersion, User
from units.models.papers import Paper
from units.models.passages import Passage

Occasion = PaperVersion.Occasion
_WORD = re.compile(r"\s+|[^\s.,;:()“”]+|[.,;:()“”]")
# Of two lines alike in fewer of their letters, one is drawn as gone and the other as new: single
# words that both have by chance are not told from the rest.
ALIKE = 0.4
# Words of one place times words of the other, above which they are not compared one by one.
MOST = 4_000_000


def keep(
    paper: Paper, occasion: Occasion, *, by: User, at: datetime.datetime, note: str = ""
) -> PaperVersion:
    """The text as it stands; the caller holds the paper's lock."""
    kept = PaperVersion.objects.of(paper)
    return PaperVersion.objects.create(
        kind=paper.label,
        paper_id=paper.pk,
        number=kept.count() + 1,
        occasion=occasion,
        edition=paper.edition,
        passages=[[one.key, one.heading, one.text] for one in paper.passages()],
        note=note[:500],
        by=by,
        at=at,
    )


@dataclass(frozen=True)
class Piece:
    """Words that both texts have (`kind` ""), or one of them: "added", "removed"."""

    text: str
    kind: str = ""


@dataclass(frozen=True)
class Change:
    """A passage that differs; `kind`: "changed", "added", "removed" or "moved"."""

    heading: str
    kind: str
    pieces: list[Piece] = field(default_factory=list)

    @property
    def words(self) -> str:
        named = {"changed": "sửa", "added": "thêm", "removed": "bỏ", "moved": "chuyển chỗ"}
        return named[self.kind]


def changes(before: Sequence[Passage], after: Sequence[Passage]) -> list[Change]:
    """In the order of the later text; what is gone stands where it stood."""
    old, new = {one.key: one for one in before}, {one.key: one for one in after}
    moved = _moved([one.key for one in before], [one.key for one in after])
    found: list[Change] = []
    gone = [one for one in before if one.key not in new]
    places = [one.key for one in before]
    for passage in after:
        earlier = old.get(passage.key)
        if earlier is not None:
            at = places.index(passage.key)
            while gone and places.index(gone[0].key) < at:
                found += _removed(gone.pop(0))
        found += _one(earlier, passage, is_moved=passage.key in moved)
    return found + [change for one in gone for change in _removed(one)]


def _one(earlier: Passage | None, passage: Passage, *, is_moved: bool) -> Iterator[Change]:
    if earlier is None:
        if passage.text.strip():
            yield Change(passage.heading, "added", [Piece(passage.text, "added")])
        return
    before, after = _whole(earlier, passage), _whole(passage, earlier)
    if before != after:
        yield Change(passage.heading, "changed", list(pieces(before, after)))
    elif is_moved:
        yield Change(passage.heading, "moved", [Piece(passage.text)])


def _whole(passage: Passage, other: Passage) -> str:
    """With its heading, where the two are called otherwise by a hand; numbers of rows move."""
    named = [re.sub(r"\d+", "", one.heading) for one in (passage, other)]
    return passage.text if named[0] == named[1] else f"{passage.heading}\n{passage.text}"


def _removed(passage: Passage) -> Iterator[Change]:
    if passage.text.strip():
        yield Change(passage.heading, "removed", [Piece(passage.text, "removed")])


def _moved(before: list[str], after: list[str]) -> set[str]:
    """Keys of both that stand in another order."""
    old = [key for key in before if key in set(after)]
    new = [key for key in after if key in set(before)]
    kept = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return set(new) - {new[block.b + at] for block in kept for at in range(block.size)}


def pieces(before: str, after: str) -> Iterator[Piece]:
    """Line against line first, then word by word where a line stands for another one."""
    old, new = before.splitlines(), after.splitlines()
    found: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [Piece(f"{line}\n") for line in old[a:b]]
            continue
        pairs = min(b - a, d - c)
        for left, right in zip(old[a : a + pairs], new[c : c + pairs], strict=True):
            found += [*_words(left, right), Piece("\n")]
        found += [Piece(f"{line}\n", "removed") for line in old[a + pairs : b]]
        found += [Piece(f"{line}\n", "added") for line in new[c + pairs : d]]
    return _joined(found)


def _words(before: str, after: str) -> list[Piece]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    other = [Piece(before, "removed"), Piece("\n"), Piece(after, "added")]
    if len(old) * len(new) > MOST:
        return other
    found: list[Piece] = []
    same = 0
    gone = come = ""
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        left, right = "".join(old[a:b]), "".join(new[c:d])
        same += len(left) if kind == "equal" else 0
        if kind == "equal" and not left.isspace():
            found += [*_exchanged(gone, come), Piece(left)]
            gone = come = ""
        else:
            gone, come = gone + left, come + right
    found += _exchanged(gone, come)
    return found if same >= ALIKE * (len(before) + len(after)) / 2 else other


def _exchanged(gone: str, come: str) -> list[Piece]:
    """Several words in turn as one place; a space between two that are new is no word that left."""
    if gone == come:
        return [Piece(gone)]
    if gone.strip() or come.strip():
        gone, come = gone if gone.strip() else "", come if come.strip() else ""
    return [Piece(gone, "removed"), Piece(come, "added")]


def _joined(found: Sequence[Piece]) -> Iterator[Piece]:
    """Neighbours of one kind as one piece; nothing empty, and no line break at the very end."""
    held: Piece | None = None
    for piece in found:
        if not piece.text:
            continue
        if held and held.kind == piece.kind:
            held = Piece(held.text + piece.text, held.kind)
            continue
        if held:
            yield held
        held = piece
    if held and (text := held.text.rstrip("\n")):
        yield Piece(text, held.kind)
