"""Electronic signatures and texts of a PDF that somebody handed in, read offline.

A process of its own reads them (`uploads.pdf_signed`): the file may be made to do harm. Whether a
certificate was revoked can only be asked outside the network, so that nobody says it here.
"""

import base64
import io
import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from procuracy.web.errors import Refused
from procuracy.web.uploads import pdf_signed
from procuracy.web.uploads.pdfs import SENTENCES, TOO_HARD

PROGRAM = Path(pdf_signed.__file__)


@dataclass(frozen=True)
class Signature:
    name: str
    issuer: str
    serial: str
    intact: bool  # what it covers is what was signed
    covers: str  # whole, revision (all there was when it was signed), part
    changes: str  # none, signed (only signed further), changed
    trust: str  # trusted, untrusted, unknown (nobody to trust is known)
    at: str  # ISO moment; "" when it says none
    is_stamped: bool  # the moment is an authority's, not the signer's own word
    problem: str = ""

    @property
    def holds(self) -> bool:
        """The file is as it was when this was signed, whatever was signed after it."""
        return self.intact and self.covers != "part" and self.changes != "changed"

    def columns(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Page:
    text: str
    is_scan: bool = False  # a picture fills it
    marks: int = 0  # remarks, stamps, lines that a reader put upon it


@dataclass(frozen=True)
class Read:
    pages: list[Page]
    signatures: list[Signature] = field(default_factory=list)


def read(content: bytes, roots: Iterable[bytes] = ()) -> Read:
    """`roots`: certificates trusted (DER). Refused for a file that cannot be read."""
    asked = {"roots": [base64.b64encode(root).decode() for root in roots]}
    command = [sys.executable, "-I", str(PROGRAM)]
    given = json.dumps(asked).encode() + b"\n" + content
    try:
        done = subprocess.run(
            command, input=given, capture_output=True, timeout=2 * pdf_signed.SECONDS, env={}
        )
    except subprocess.TimeoutExpired:
        raise Refused(TOO_HARD) from None
    if done.returncode or not done.stdout:
        raise Refused(TOO_HARD)
    answer = json.loads(done.stdout)
    if answer["refused"]:
        raise Refused(SENTENCES[answer["refused"]])
    pages = [Page(**one) for one in answer["pages"]]
    return Read(pages, [Signature(**one) for one in answer["signatures"]])


def texts(pdf: bytes) -> list[str]:
    """Of every page of a file that our own engine drew, and that needs no watching."""
    import pypdf  # only here: a web process that compares nothing does without

    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
