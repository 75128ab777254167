"""LibreOffice, which many offices use instead of Excel and Word, as who opens our files.

`./dev test` installs it; a test that needs it fails where it is missing, and never passes unseen.
"""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

# Field separator, quotes, UTF-8, from the first row; numbers as they are shown; every sheet.
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,true,false,false,-1"
SECONDS = 120
MACROS = Path(__file__).with_name("libreoffice_basic")
SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}
FURTHER = 1000  # cells in a row that only fill the sheet
SIGNS = str.maketrans(".,", ",.")  # as Vietnamese write numbers


@dataclass(frozen=True)
class Opened:
    """A workbook as its window shows it: rows of texts by sheet, and how many columns and rows of
    the first sheet stay in sight."""

    sheets: dict[str, list[list[str]]]
    frozen: tuple[int, ...]


def converted(files: dict[str, bytes], to: str, folder: Path) -> dict[str, bytes]:
    """What LibreOffice makes of files, by file name (of CSV one file a sheet)."""
    given, made = _given(files, folder), folder / f"made-{to[:4].rstrip(':')}"
    paths = [str(given / name) for name in files]
    _run(folder, "--convert-to", to, "--outdir", str(made), *paths)
    return {path.name: path.read_bytes() for path in sorted(made.iterdir())}


def opened(files: dict[str, bytes], folder: Path) -> dict[str, Opened]:
    """What stands in its windows, by file name. A conversion has no window, so a macro looks."""
    given = _given(files, folder)
    _run(folder, "--terminate_after_init")  # makes the profile, and would sweep macros out of it
    shutil.copytree(MACROS, folder / "profile/user/basic", dirs_exist_ok=True)
    _run(folder, f'macro:///Standard.Opening.Main("file://{given}/")')
    return {
        name: Opened(
            _sheets((given / f"{name}.fods").read_text(encoding="utf-8")),
            tuple(map(int, (given / f"{name}.panes").read_text().split())),
        )
        for name in files
    }


def _given(files: dict[str, bytes], folder: Path) -> Path:
    given = folder / "given"
    given.mkdir(exist_ok=True)
    for name, content in files.items():
        (given / name).write_bytes(content)
    return given


def _run(folder: Path, *words: str) -> None:
    program = shutil.which("soffice")
    if program is None:
        raise RuntimeError("Thiếu LibreOffice: chạy ./dev test để cài LibreOffice.")
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    said = [program, profile, "--headless", "--norestore", *words]
    english = os.environ | {"LC_ALL": "C.UTF-8"}  # signs in numbers on every machine
    subprocess.run(said, check=True, capture_output=True, timeout=SECONDS, env=english)


def _sheets(document: str) -> dict[str, list[list[str]]]:
    root = ElementTree.fromstring(document)
    return {
        sheet.get(_named("table:name"), ""): [
            _texts(row) for row in sheet.iterfind(".//table:table-row", SPACES)
        ]
        for sheet in root.iterfind(".//table:table", SPACES)
    }


def _texts(row: ElementTree.Element) -> list[str]:
    """Covered cells are empty; rows are not repeated, they would be empty ones."""
    found: list[str] = []
    for cell in row:
        times = int(cell.get(_named("table:number-columns-repeated"), "1"))
        text = "\n".join("".join(p.itertext()) for p in cell.iterfind("text:p", SPACES))
        is_number = cell.get(_named("office:value-type")) == "float"
        found += [text.translate(SIGNS) if is_number else text] * (times if times < FURTHER else 0)
    return found


def _named(name: str) -> str:
    space, _, local = name.partition(":")
    return f"{{{SPACES[space]}}}{local}"
