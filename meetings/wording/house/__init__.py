"""The house's own wordings: texts here, by paper and by what the meeting is held for."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
USUAL = "other"


@cache
def text(paper: str, course: str) -> str:
    """Of a paper for meetings of this course; the usual one where there is none of its own."""
    own = FOLDER / paper / f"{course}.txt"
    path = own if course.isidentifier() and own.exists() else FOLDER / paper / f"{USUAL}.txt"
    return path.read_text(encoding="utf-8")
