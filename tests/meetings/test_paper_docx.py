"""Every kind of paper as a Word file, opened and rendered by LibreOffice, beside our own PDF."""

import re
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tests.libreoffice import converted
from tests.meetings.measuring import pages_said
from tests.meetings.paper_kinds import (
    AWKWARD,
    KINDS,
    ONE_LINE,
    PROVINCE,
    REGION,
    drawn,
    pdf_of,
)

# What is drawn for test_paper_kinds is drawn for this.
pytestmark = pytest.mark.xdist_group("paper kinds")
# Each kind short for a province, and with sixty points and two annexes for a regional office.
CASES = [
    (kind, office, text)
    for kind in KINDS
    for office, text in ((PROVINCE, ONE_LINE), (REGION, AWKWARD))
]
NAMES = {case: f"p{no}" for no, case in enumerate(CASES)}


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """All files by one start of LibreOffice."""
    files = {f"{NAMES[case]}.docx": KINDS[case[0]].docx(drawn(*case)) for case in CASES}
    folder: Path = tmp_path_factory.mktemp("words")
    return converted(files, "pdf", folder)


said = cache(pages_said)


def faces_of(content: bytes) -> set[str]:
    told = subprocess.run(["pdffonts", "-"], input=content, capture_output=True, check=True)
    return {row.split()[0].partition("+")[2] for row in told.stdout.decode().splitlines()[2:]}


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def lettered(text: str) -> str:
    """Without any number either."""
    return re.sub(r"[\s\d]+", "", text)


@pytest.mark.parametrize("case", CASES, ids=" - ".join)
def test_word_file_says_and_shows_what_the_print_does(
    rendered: dict[str, bytes], case: tuple[str, str, str]
) -> None:
    file = rendered[f"{NAMES[case]}.pdf"]
    theirs, faces = said(file), faces_of(file)
    context = KINDS[case[0]].context(drawn(*case))
    text = squeezed("".join(theirs))
    at, plain = 0, lettered(text)  # calls of footnotes stand between the words
    for block in context["blocks"]:
        found = plain.find(lettered(block["text"]), at)
        assert found >= 0, f"{block['text'][:60]!r} is missing or out of order"
        at = found
    named = [*context["superior_lines"], *context["issuer_lines"], *context["signer_lines"]]
    named += [*context["recipients"], *context["further_recipients"], context["signer_name"]]
    named += context.get("about_lines") or [context["kind_name"], *context["subject_lines"]]
    named += [annex["title"] for annex in context["annexes"]]
    assert [one for one in named if squeezed(one) not in text] == []
    assert len(theirs) == len(said(pdf_of(*case)))
    assert faces
    assert all(re.match(r"Liberation ?Serif|Times", face) for face in faces), faces


@pytest.mark.parametrize("case", CASES, ids=" - ".join)
def test_word_file_has_the_words_of_the_print_and_no_others(
    rendered: dict[str, bytes], case: tuple[str, str, str]
) -> None:
    """Letter by letter, in whatever order columns were drawn; numbers of pages set aside."""
    theirs, ours = said(rendered[f"{NAMES[case]}.pdf"]), said(pdf_of(*case))
    counted = [Counter(lettered("".join(pages))) for pages in (theirs, ours)]
    more, fewer = counted[0] - counted[1], counted[1] - counted[0]
    assert (more, fewer) == (Counter(), Counter())
