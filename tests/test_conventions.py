"""Habits of this house, written as tests so that nobody has to remember them."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("procuracy", "units", "targets", "meetings", "templates", "static/js", "tests", "docs")
TEXTS = {".py", ".html", ".js", ".csv", ".md", ".json"}
# hoà, toá, huỷ, uỷ … : the mark stands on the first of the two vowels when nothing follows.
OTHER_SPELLING = re.compile(r"(o[àáảãạèéẻẽẹ]|(?<![qQ])u[ỳýỷỹỵ])(?!\w)", re.IGNORECASE)


def source_files() -> Iterator[Path]:
    for place in SOURCES:
        for path in (ROOT / place).rglob("*"):
            if path.suffix in TEXTS and path.is_file() and "vendor" not in path.parts:
                yield path


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        else:
            yield f"{prefix}{entry.name}", entry


ALL_PATTERNS = list(patterns(get_resolver()))


def test_urlconf_is_not_empty() -> None:
    assert len(ALL_PATTERNS) > 40


@pytest.mark.parametrize(("name", "pattern"), ALL_PATTERNS, ids=[name for name, _ in ALL_PATTERNS])
def test_view_is_marked_and_named_alike(name: str, pattern: URLPattern) -> None:
    view = pattern.callback
    assert hasattr(view, "access_rule"), f"{name}: thiếu @requires hoặc @public"
    assert name.split(":")[1] == view.__name__


def test_migrations_are_named_for_their_change() -> None:
    automatic = [
        str(path.relative_to(ROOT))
        for app in ("procuracy/web", "units", "targets", "meetings")
        for path in (ROOT / app / "migrations").glob("0*.py")
        if re.search(r"_auto_\d|_and_more", path.name)
    ]
    assert automatic == []


def test_day_of_a_moment_is_that_of_the_place() -> None:
    """Moments are kept in UTC: until seven in the morning `at.date()` is still yesterday."""
    apps = ("procuracy", "units", "targets", "meetings")
    foreign = [
        str(path.relative_to(ROOT))
        for path in source_files()
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in apps
        if re.search(r"\b(at|now|moment|\w+_at)\.date\(\)", path.read_text())
    ]
    assert foreign == []


def test_text_is_nfc() -> None:
    decomposed = [
        str(path.relative_to(ROOT))
        for path in source_files()
        if not unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8"))
    ]
    assert decomposed == []


def test_tone_marks_have_one_spelling() -> None:
    found = []
    for path in source_files():
        if path == Path(__file__):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for match in OTHER_SPELLING.finditer(line):
                near = line[max(0, match.start() - 8) : match.end()]
                found.append(f"{path.relative_to(ROOT)}:{number}: …{near}")
    assert found == []


@pytest.mark.parametrize("word", ["hoà", "uỷ ban", "huỷ", "khoá", "thuỷ"])
def test_other_spelling_would_be_found(word: str) -> None:
    assert OTHER_SPELLING.search(word)


@pytest.mark.parametrize("word", ["hòa", "ủy", "quý", "hoàn", "huỳnh", "toàn", "quỹ", "Quý III"])
def test_statutory_spelling_is_not_found(word: str) -> None:
    assert not OTHER_SPELLING.search(word)
