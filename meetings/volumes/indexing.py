"""Where to look something up in a volume: by unit, field, number and keyword."""

import datetime
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from meetings.models import DirectiveTask, IndexTerm
from meetings.volumes.alphabet import order
from procuracy.web.pdf_words import page_words
from targets.models import PlanDocument
from units.models import Document, DocumentRecipient, Field, Unit

# Facts that are not text of the document: heads, names of offices, of people.
_NOT_TEXT = {"superior_name", "office_name", "place", "signer", "symbol", "filing", "kind_name"}
CHUNK = 20  # stored documents read at once


@dataclass(frozen=True)
class Placed:
    """A document, how it is called in the lists, on which page it begins and how many it has."""

    pk: int
    code: str
    page: int
    page_count: int
    facts: Any

    def __str__(self) -> str:
        return f"{self.code} ({self.page})"


Index = list[list[str]]


def by_number(placed: list[Placed]) -> Index:
    return [[one.code, str(one.page)] for one in placed]


def by_unit(placed: list[Placed], office: Unit, on: datetime.date) -> Index:
    """Units that got a task by a document; of one that gives none, those that received it."""
    told = defaultdict(set)
    ids = [one.pk for one in placed]
    for pk, unit in _tasks(ids).values_list(_NOTICE, "unit"):
        told[pk].add(unit)
    received = DocumentRecipient.objects.filter(document__in=set(ids) - told.keys())
    for pk, unit in received.exclude(unit=office).values_list("document", "unit"):
        told[pk].add(unit)
    units = Unit.objects.filter(pk__in=set().union(*told.values())).named(on)
    names = {unit.pk: unit.short_name for unit in units}
    return _index(placed, {pk: {names[unit] for unit in found} for pk, found in told.items()})


def by_field(placed: list[Placed]) -> Index:
    """Fields of what was ordered, else those of the departments that carry it out; of a plan those
    of the departments that lead its tasks."""
    told = defaultdict(set)
    ids = [one.pk for one in placed]
    rows = [*_tasks(ids).values_list(_NOTICE, "directive__field")]
    unsaid = _tasks(ids).filter(directive__field=None, unit__kind=Unit.Kind.DEPARTMENT)
    rows += unsaid.values_list(_NOTICE, "unit__fields")
    plans = PlanDocument.objects.filter(document__in=ids)
    of_departments = plans.filter(plan__tasks__lead__kind=Unit.Kind.DEPARTMENT)
    rows += of_departments.values_list("document", "plan__tasks__lead__fields").distinct()
    for pk, field in rows:
        if field:
            told[pk].add(field)
    names = dict(Field.objects.values_list("pk", "name"))
    return _index(placed, {pk: {names[field] for field in found} for pk, found in told.items()})


def by_keyword(placed: list[Placed], office: Unit) -> Index:
    """Terms of the common list and of the office, in whatever way they are written, with the pages
    on which they stand."""
    terms = IndexTerm.objects.filter(Q(office=None) | Q(office=office))
    written: dict[str, set[str]] = defaultdict(set)
    for row in terms:
        for way in (row.term, *row.variants):
            written[_plain(way)].add(row.term)
    if not written:
        return []
    ways = sorted(written, key=len, reverse=True)
    # Looked ahead, so that a term inside a longer one is found too.
    wanted = [re.compile(rf"(?<!\w){re.escape(way)}(?!\w)") for way in ways]
    found: dict[str, list[str]] = defaultdict(list)
    sheets = _sheets(placed)
    for one in placed:
        text = _plain(" \n ".join(texts(one.facts)))
        told: dict[str, set[int]] = defaultdict(set)
        for way, pattern in zip(ways, wanted, strict=True):
            if way in text and pattern.search(text):
                for term in written[way]:
                    told[term] |= _standing(sheets.get(one.pk, []), way, pattern)
        for term, pages in told.items():
            found[term].append(f"{one.code} ({_spans(one.page + at for at in pages or {0})})")
    return [[term, ", ".join(found[term])] for term in sorted(found, key=order)]


def _sheets(placed: list[Placed]) -> dict[int, list[str]]:
    """Document → the words of each of its pages, of those that have several."""
    ids = [one.pk for one in placed if one.page_count > 1]
    rows = Document.objects.filter(pk__in=ids).values_list("pk", "pdf").iterator(chunk_size=CHUNK)
    return {pk: [_plain(words) for words in page_words(bytes(pdf))] for pk, pdf in rows}


def _standing(sheets: list[str], way: str, pattern: re.Pattern[str]) -> set[int]:
    """Pages from 0; none where it runs over the edge of one, or stands in no text of a page."""
    return {at for at, words in enumerate(sheets) if way in words and pattern.search(words)}


def _spans(pages: Iterable[int]) -> str:
    """`2, 4–6`"""
    runs: list[list[int]] = []
    for page in sorted(pages):
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def texts(facts: Any) -> Iterator[str]:
    """Every string of the frozen facts that is text of the document."""
    if isinstance(facts, str):
        yield facts
    elif isinstance(facts, dict):
        for key, value in facts.items():
            if key not in _NOT_TEXT:
                yield from texts(value)
    elif isinstance(facts, list):
        for value in facts:
            yield from texts(value)


_NOTICE = "directive__paragraphs__notice__document"


def _tasks(ids: Iterable[int]) -> Any:
    return DirectiveTask.objects.filter(**{f"{_NOTICE}__in": list(ids)}).distinct()


def _index(placed: list[Placed], told: dict[int, set[str]]) -> Index:
    """Word → documents in the order of their pages, words in alphabetical order."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in placed:
        for word in told.get(one.pk, ()):
            found[word].append(str(one))
    return [[word, ", ".join(found[word])] for word in sorted(found, key=order)]


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
