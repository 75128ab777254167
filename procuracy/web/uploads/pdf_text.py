"""Reads one PDF from standard input, in a process of its own that may only take so much.

Writes JSON: `text`, and `refused` with the name of a reason (LOCKED, ACTIVE, LONG, BROKEN). A PDF
can be made so that reading it takes hours or all memory; the process then ends, and nobody else
notices. Run as a file, not as a module: it needs nothing of the application.
"""

import io
import json
import resource
import sys
from collections.abc import Iterator
from typing import Any

MOST_PAGES = 200
SECONDS = 20
MEMORY = 768 * 1024 * 1024

# What a PDF may do when opened or clicked: only go to a place in itself or open an address.
_HARMLESS = {"/GoTo", "/URI", "/Named", "/Thread", "/Hide", "/ResetForm", None}
# Files, films and programs that stand on a page.
_LADEN = {"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"}
_SAID_BESIDE = ("/Contents", "/V", "/TU", "/Subj", "/RC")


class Refusal(Exception):
    """Its message is the name of the reason."""


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    answer = {"text": "", "refused": ""}
    try:
        answer["text"] = "\n".join(read(sys.stdin.buffer.read()))
    except Refusal as refusal:
        answer["refused"] = str(refusal)
    except Exception:  # the reader has many words for a broken file
        answer["refused"] = "BROKEN"
    sys.stdout.buffer.write(json.dumps(answer).encode())


def read(content: bytes) -> Iterator[str]:
    import pypdf  # after the limits: reading it in is part of what is limited

    reader = pypdf.PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        raise Refusal("LOCKED")
    check(reader.root_object)
    yield from (str(value) for value in (reader.metadata or {}).values())
    yield described(reader.root_object)
    for number, page in enumerate(reader.pages, 1):
        if number > MOST_PAGES:
            raise Refusal("LONG")
        yield from beside(page)
        yield page.extract_text()


def check(root: Any) -> None:
    """Refuses scripts, files inside and forms that are programs."""
    names, form = at(root, "/Names"), at(root, "/AcroForm")
    if any(at(names, key) for key in ("/JavaScript", "/EmbeddedFiles")):
        raise Refusal("ACTIVE")
    if at(root, "/AA") or at(root, "/Collection") or at(form, "/XFA"):
        raise Refusal("ACTIVE")
    check_action(at(root, "/OpenAction"))


def check_action(action: Any) -> None:
    """An action, and those that follow it; a list is a place to go to."""
    for _ in range(50):
        if not isinstance(action, dict):
            return
        if action.get("/S") not in _HARMLESS:
            raise Refusal("ACTIVE")
        action = at(action, "/Next")
        if isinstance(action, list):
            raise Refusal("ACTIVE")


def beside(page: Any) -> Iterator[str]:
    """Remarks, stamps and fields of a page."""
    if at(page, "/AA"):
        raise Refusal("ACTIVE")
    for annotation in at(page, "/Annots") or []:
        annotation = annotation.get_object()
        if not isinstance(annotation, dict):
            continue
        if annotation.get("/Subtype") in _LADEN or at(annotation, "/AA"):
            raise Refusal("ACTIVE")
        check_action(at(annotation, "/A"))
        yield from (str(at(annotation, key)) for key in _SAID_BESIDE if at(annotation, key))


def described(root: Any) -> str:
    """What the file says of itself as XMP: tags become line breaks."""
    stream = at(root, "/Metadata")
    markup = stream.get_data().decode("utf-8", "replace") if stream is not None else ""
    return "\n".join(piece.rpartition(">")[2] for piece in markup.split("<"))


def at(thing: Any, key: str) -> Any:
    """What stands there, itself; None where nothing does."""
    found = thing.get(key) if isinstance(thing, dict) else None
    return found.get_object() if found is not None else None


if __name__ == "__main__":
    main()
