"""Reads texts and electronic signatures of one PDF, in a process of its own like `pdf_text`'s.

Standard input: a line of JSON {"roots": [certificate, DER in base64]}, then the file. Writes JSON
{"pages": [{text, is_scan, marks}], "signatures": [...], "refused": reason}; what a signature says
is told in `procuracy.web.signatures`. Nothing is fetched: whether a certificate was revoked stays
open. Run as a file, not as a module: it needs nothing of the application.
"""

import base64
import io
import json
import logging
import resource
import sys
from collections.abc import Iterator
from typing import Any

MOST_PAGES = 200
MOST_SIGNATURES = 20
# Points of a picture that is a whole page: A4 scanned at 100 points an inch has 960,000.
SCANNED = 900_000
# What stands on a page beside marks and remarks of a reader.
FORMAL = {"/Widget", "/Link", "/Popup"}
SECONDS = 30
MEMORY = 1024 * 1024 * 1024


class Refusal(Exception):
    """Its message is the name of the reason."""


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    logging.disable(logging.CRITICAL)
    asked = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read()
    answer: dict[str, Any] = {"pages": [], "signatures": [], "refused": ""}
    try:
        answer["pages"] = list(pages(content))
        roots = [base64.b64decode(root) for root in asked["roots"]]
        answer["signatures"] = list(signatures(content, roots))
    except Refusal as refusal:
        answer["refused"] = str(refusal)
    except Exception:  # the readers have many words for a broken file
        answer["refused"] = "BROKEN"
    sys.stdout.buffer.write(json.dumps(answer).encode())


def pages(content: bytes) -> Iterator[dict[str, Any]]:
    """Each with its text, whether a picture fills it, and how many marks somebody put upon it."""
    import pypdf  # after the limits: reading it in is part of what is limited

    reader = pypdf.PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        raise Refusal("LOCKED")
    for number, page in enumerate(reader.pages, 1):
        if number > MOST_PAGES:
            raise Refusal("LONG")
        yield {
            "text": page.extract_text(),
            "is_scan": any(points > SCANNED for points in pictures(page)),
            "marks": sum(1 for kind in annotations(page) if kind not in FORMAL),
        }


def pictures(page: Any) -> Iterator[int]:
    """Points of each picture that a page draws."""
    drawn = at(at(page, "/Resources"), "/XObject") or {}
    for name in drawn:
        one = at(drawn, name)
        if at(one, "/Subtype") == "/Image":
            yield int(at(one, "/Width") or 0) * int(at(one, "/Height") or 0)


def annotations(page: Any) -> Iterator[str]:
    for one in at(page, "/Annots") or []:
        yield str(at(one.get_object(), "/Subtype"))


def at(thing: Any, key: str) -> Any:
    """What stands there, itself; None where nothing does."""
    found = thing.get(key) if isinstance(thing, dict) else None
    return found.get_object() if found is not None else None


def signatures(content: bytes, roots: list[bytes]) -> Iterator[dict[str, Any]]:
    """In the order in which they were made; time stamps of the whole file are none."""
    if b"/ByteRange" not in content:  # stands in plain bytes: it is filled in last
        return
    from asn1crypto import x509  # type: ignore[import-untyped]

    reader = reader_of(content)
    trusted = [x509.Certificate.load(root) for root in roots]
    for number, signature in enumerate(reader.embedded_regular_signatures, 1):
        if number > MOST_SIGNATURES:
            raise Refusal("LONG")
        yield told(signature, trusted)


def reader_of(content: bytes) -> Any:
    """pyHanko's reader; it would read the list of a packed stream anew for each object in it, which
    takes minutes for a tagged report of ten pages."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.decode_limits import DecodePurpose
    from pyhanko.pdf_utils.reader import PdfFileReader

    class Reader(PdfFileReader):
        lists: dict[int, tuple[bytes, dict[int, int]]]

        def _get_object_from_stream(self, idnum: int, stmnum: int, idx: int) -> Any:
            if stmnum not in self.lists:
                stream: Any = generic.Reference(stmnum, 0, self).get_object()
                data = stream.read_data(DecodePurpose.OBJECT_STREAM)
                first = int(stream["/First"])
                numbers = [int(number) for number in data[:first].split()]
                places = zip(numbers[-2::-2], numbers[::-2], strict=False)
                self.lists[stmnum] = data, {number: first + at for number, at in places}
            data, found = self.lists[stmnum]
            if idnum not in found:
                return super()._get_object_from_stream(idnum, stmnum, idx)
            packed = io.BytesIO(data)
            packed.seek(found[idnum])
            return generic.read_object(packed, generic.Reference(idnum, 0, self))

    Reader.lists = {}
    return Reader(io.BytesIO(content), strict=False)


def told(signature: Any, roots: list[Any]) -> dict[str, Any]:
    from pyhanko.sign.validation.errors import SignatureValidationError

    certificate = signature.signer_cert
    known = {
        "name": named(certificate.subject),
        "issuer": named(certificate.issuer),
        "serial": f"{certificate.serial_number:x}",
    }
    try:
        return {**known, **judged(signature, roots)}
    except (SignatureValidationError, ValueError, TypeError, KeyError) as error:
        unread = {"intact": False, "covers": "part", "changes": "changed", "trust": "untrusted"}
        return {**known, **unread, "at": "", "is_stamped": False, "problem": str(error)[:200]}


def judged(signature: Any, roots: list[Any]) -> dict[str, Any]:
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    claimed = signature.self_reported_timestamp
    context = ValidationContext(
        trust_roots=roots,
        allow_fetching=False,
        revocation_mode="soft-fail",
        moment=claimed if claimed and claimed.tzinfo else None,
        other_certs=signature.other_embedded_certs,
    )
    status = validate_pdf_signature(signature, signer_validation_context=context)
    stamped = status.timestamp_validity
    is_stamped = bool(stamped and stamped.intact and stamped.valid)
    at = stamped.timestamp if is_stamped and stamped else claimed
    return {
        "intact": bool(status.intact and status.valid),
        "covers": covers(status.coverage),
        "changes": changes(status),
        "trust": ("trusted" if status.trusted else "untrusted") if roots else "unknown",
        "at": at.isoformat() if at else "",
        "is_stamped": is_stamped,
        "problem": str(status.trust_problem_indic or "")[:200] if roots else "",
    }


def covers(level: Any) -> str:
    """whole: the file to its end; revision: all that was there when it was signed; or a part."""
    return {"ENTIRE_FILE": "whole", "ENTIRE_REVISION": "revision"}.get(level.name, "part")


def changes(status: Any) -> str:
    """What was done to the file afterwards: nothing, signing further, or something else."""
    level = status.modification_level.name if status.modification_level else "OTHER"
    if level == "NONE":
        return "none"
    is_allowed = level in ("LTA_UPDATES", "FORM_FILLING") and status.docmdp_ok
    return "signed" if is_allowed else "changed"


def named(name: Any) -> str:
    """Who it is, and of what body."""
    parts = {key: value for key, value in name.native.items() if isinstance(value, str)}
    who = [parts.get("common_name", ""), parts.get("organization_name", "")]
    said = [part for part in dict.fromkeys(who) if part]
    return ", ".join(said)[:300] or name.human_friendly[:300]


if __name__ == "__main__":
    main()
