"""LibreOffice, which many offices use instead of Excel, as the one who opens our workbooks.

`./dev test` installs it; a test that needs it fails where it is missing, and never passes unseen.
"""

import os
import shutil
import subprocess
from pathlib import Path

# Field separator, quotes, UTF-8, from the first row; numbers as they are shown; every sheet.
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,true,false,false,-1"
SECONDS = 120


def converted(files: dict[str, bytes], to: str, folder: Path) -> dict[str, bytes]:
    """What LibreOffice makes of workbooks, by file name (of CSV one file a sheet)."""
    program = shutil.which("soffice")
    if program is None:
        raise RuntimeError("Thiếu LibreOffice: chạy ./dev test để cài libreoffice-calc-nogui.")
    given, made = folder / "given", folder / f"made-{to[:4].rstrip(':')}"
    given.mkdir(exist_ok=True)
    for name, content in files.items():
        (given / name).write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    words = [program, profile, "--headless", "--norestore", "--convert-to", to]
    words += ["--outdir", str(made), *(str(given / name) for name in files)]
    english = os.environ | {"LC_ALL": "C.UTF-8"}  # signs in numbers on every machine
    subprocess.run(words, check=True, capture_output=True, timeout=SECONDS, env=english)
    return {path.name: path.read_bytes() for path in sorted(made.iterdir())}
