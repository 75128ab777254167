"""Conventions of templates and scripts: what the content policy and a closed network demand."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PAGES = [path for path in TEMPLATES if "print" not in path.relative_to(ROOT / "templates").parts]
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))

STYLE_ATTRIBUTE = re.compile(r"<[^>]*\sstyle\s*=", re.I)
HANDLER = re.compile(r"<[^>]*\s(?:on[a-z]+|hx-on[\w:-]*)\s*=", re.I)
INLINE = re.compile(r"<style\b|<script(?![^>]*\ssrc=)", re.I)
EXTERNAL = re.compile(r"""(?:src|href|action|url\()\s*=?\s*["']?(?:https?:)?//""", re.I)
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.S)  # `{% if one == two %}` is no attribute `one`
STATIC_BY_HAND = re.compile(r"""(?:src|href)\s*=\s*["']/static/""", re.I)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def found(pattern: re.Pattern[str], paths: list[Path]) -> Iterator[str]:
    for path in paths:
        for match in pattern.finditer(TAG.sub(" ", path.read_text("utf-8"))):
            yield f"{name_of(path)}: {match.group(0)}"


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_template_compiles(path: Path) -> None:
    get_template(path.relative_to(ROOT / "templates").as_posix())


@pytest.mark.parametrize("pattern", [STYLE_ATTRIBUTE, HANDLER, EXTERNAL, STATIC_BY_HAND])
def test_templates_carry_nothing_the_policy_blocks(pattern: re.Pattern[str]) -> None:
    assert list(found(pattern, TEMPLATES)) == []


def test_pages_have_no_inline_script_or_style() -> None:
    assert list(found(INLINE, PAGES)) == []


@pytest.mark.parametrize(
    ("pattern", "bad"),
    [
        (STYLE_ATTRIBUTE, '<p class="a" style="color:red">'),
        (HANDLER, '<a href="#" onclick="go()">'),
        (HANDLER, '<form hx-on:submit="x">'),
        (HANDLER, '<a {% if one > two %}onclick="go()"{% endif %}>'),
        (EXTERNAL, '<script src="https://cdn.example/x.js">'),
        (EXTERNAL, "url(//example.org/x.png)"),
        (INLINE, "<script>alert(1)</script>"),
        (STATIC_BY_HAND, '<img src="/static/x.png">'),
    ],
)
def test_conventions_recognise_what_they_forbid(pattern: re.Pattern[str], bad: str) -> None:
    assert pattern.search(TAG.sub(" ", bad))


def test_conventions_do_not_take_conditions_for_attributes() -> None:
    assert not HANDLER.search(TAG.sub(" ", "<option{% if one == two %} selected{% endif %}>"))


def test_stylesheets_and_scripts_name_no_other_host() -> None:
    ours = SCRIPTS + sorted((ROOT / "static" / "css").glob("*.css"))
    assert list(found(re.compile(r"""["'(](?:https?:)?//[^)]"""), ours)) == []


def test_scripts_do_not_evaluate_text() -> None:
    forbidden = re.compile(r"\beval\(|new Function|innerHTML|document\.write|setAttribute\(\"style")
    assert list(found(forbidden, SCRIPTS)) == []


def test_every_page_extends_a_base() -> None:
    loose = [
        name_of(path)
        for path in PAGES
        if not path.name.startswith(("_", "base"))
        and not re.search(
            r'{%\s*extends\s+"(?:base(?:_plain|_hall)?|units/_paper_form)\.html"\s*%}',
            path.read_text("utf-8"),
        )
    ]
    assert loose == []


def test_htmx_is_set_up_for_the_policy() -> None:
    html = get_template("web/_htmx_config.html").render()
    for setting in ('"includeIndicatorStyles":false', '"allowEval":false', '"historyCacheSize":0'):
        assert setting in html


def test_vendored_files_are_those_of_versions_md() -> None:
    table = (ROOT / "static/vendor/VERSIONS.md").read_text("utf-8")
    rows = re.findall(r"^\| `([^`]+)`[^|]*\|[^|]*\|[^|]*\| `([0-9a-f]{64})` \|", table, re.M)
    assert len(rows) == 3
    for name, digest in rows:
        path = ROOT / name if name.startswith("tests/") else ROOT / "static/vendor" / name
        assert hashlib.sha256(path.read_bytes()).hexdigest() == digest, name
