"""What README promises by name exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
NAME = re.compile(r"PROCURACY_[A-Z_]+[A-Z]|(?:OWNER_)?DATABASE_URL")


def names_in_code() -> set[str]:
    sources = [ROOT / "dev", *(ROOT / "procuracy").rglob("*.py")]
    return {name for path in sources for name in NAME.findall(path.read_text(encoding="utf-8"))}


def test_every_setting_is_explained() -> None:
    explained = README.replace("`_", "`PROCURACY_EMAIL_")
    assert names_in_code() - set(NAME.findall(explained)) == set()


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_linked_file_is_there(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`([A-Z][A-Za-z]+)`", README))))
def test_word_is_a_name_in_code(name: str) -> None:
    """The words table names models (and the enumeration of roles), letter for letter."""
    models = [p for app in ("units", "targets", "meetings") for p in (ROOT / app).rglob("*.py")]
    assert any(f"class {name}(" in path.read_text(encoding="utf-8") for path in models)
