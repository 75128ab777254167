"""Which units still wait for the document of a notice."""

from units.models import Document


def waiting_units(document: Document) -> list[int]:
    """Recipients that have not got it yet."""
    got = document.recipients.values_list("unit_id", flat=True)
    return list(document.notice.recipients.exclude(pk__in=got).values_list("pk", flat=True))
