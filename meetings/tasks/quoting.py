"""What a task quotes: the paragraph of the notice as it was issued, never of a draft."""

from dataclasses import dataclass

from meetings.models import DirectiveTask, NoticeParagraph
from units.models import Document


@dataclass(frozen=True)
class Quote:
    document: Document
    no: int
    text: str


def quote(task: DirectiveTask) -> Quote | None:
    """Read from the facts that were frozen when the notice was numbered; None where nothing was
    issued, or where the paragraph was taken out before."""
    notice = getattr(task.directive.meeting, "notice", None)
    if notice is None or notice.document_id is None:
        return None
    rows = NoticeParagraph.objects.filter(notice=notice)
    in_order = list(rows.order_by("order", "pk").values_list("directive_id", flat=True))
    if task.directive_id not in in_order:
        return None
    no = in_order.index(task.directive_id) + 1
    document = Document.objects.defer("pdf").get(pk=notice.document_id)
    told = [one for one in document.facts.get("directives", []) if one.get("no") == no]
    return Quote(document, no, told[0]["text"]) if told else None
