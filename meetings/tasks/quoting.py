"""What a task quotes: the paragraph of the notice as it was issued, never of a draft."""

from dataclasses import dataclass

from meetings.models import Directive, DirectiveTask, NoticeParagraph
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
    # What was promised is numbered apart from what was ordered, and stands in no paragraph.
    is_order = task.directive.nature == Directive.Nature.ORDER
    # One that is drawn up anew stands by its issued text until then.
    issued = is_order and notice and (notice.document_id or notice.replaces_id)
    if not issued:
        return None
    document = Document.objects.defer("pdf").get(pk=issued)
    told = document.facts.get("directives", [])
    if any("directive" in one for one in told):
        mine = [one for one in told if one["directive"] == task.directive.order]
        return Quote(document, mine[0]["no"], mine[0]["text"]) if mine else None
    rows = NoticeParagraph.objects.filter(notice=notice)
    in_order = list(rows.order_by("order", "pk").values_list("directive_id", flat=True))
    if task.directive_id not in in_order:
        return None
    no = in_order.index(task.directive_id) + 1
    told = [one for one in told if one.get("no") == no]
    return Quote(document, no, told[0]["text"]) if told else None
