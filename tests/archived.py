"""Whether a PDF is what archives take, by an independent validator of ISO 19005."""

import page

# Rules that only the other level of conformance adds: ours is B, and says so.
OURS = "2b"
TAGGED = "2a"
SAYS_B = {"PDFA2A-ID-CONFORMANCE-001"}


def faults(pdf: bytes, profile: str = OURS) -> list[str]:
    """Rules that it breaks, each with what is wrong."""
    report = page.validate_pdf_bytes(pdf, profile=profile)
    return sorted({f"{failure.rule_id}: {failure.message}" for failure in report.failures})


def untagged(pdf: bytes) -> list[str]:
    """What it lacks of a tagged file (level A), but the letter in its metadata."""
    return [fault for fault in faults(pdf, TAGGED) if fault.partition(":")[0] not in SAYS_B]
