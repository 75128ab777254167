"""The review of a paper before its approval: handed over, commented on, given back (ADR 37).

A paper under review is a draft still: its writer goes on mending it while the reviewer reads, and
both see what has changed since it was handed over. Who may approve it needs no review.
"""

import datetime
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import transaction

from procuracy.web.dates import office_day
from procuracy.web.errors import Refused
from units.issuing import Way, lower
from units.models import PaperComment, PaperVersion, User
from units.models.papers import Paper, PaperState
from units.models.passages import Passage
from units.paper_versions import Occasion, keep

P = TypeVar("P", bound=Paper)
QUOTED = 300


@dataclass(frozen=True)
class Standing:
    """`handed`: the version under review, if it is; `said_since`: its text was changed later."""

    paper: Paper
    handed: PaperVersion | None
    has_changed: bool
    versions: int
    open_comments: int
    may_edit: object
    may_approve: object


def standing(paper: Paper, *, may_edit: object, may_approve: object) -> Standing:
    """Of a paper as its page shows it; two queries."""
    kept = PaperVersion.objects.of(paper).defer("passages").select_related("by__person")
    last = kept.order_by("-number").first()
    is_handed = last and last.occasion == Occasion.HANDED and paper.is_editable
    return Standing(
        paper=paper,
        handed=last if is_handed else None,
        has_changed=bool(is_handed and last and last.edition != paper.edition),
        versions=last.number if last else 0,
        open_comments=open_comments(paper),
        may_edit=may_edit,
        may_approve=may_approve,
    )


def open_comments(paper: Paper) -> int:
    return PaperComment.objects.of(paper).filter(resolved_at=None).count()


def handed(paper: Paper) -> PaperVersion | None:
    """The version under review; None when it was not handed over, or has been answered."""
    last = PaperVersion.objects.of(paper).order_by("-number").first()
    return last if last and last.occasion == Occasion.HANDED and paper.is_editable else None


@transaction.atomic
def hand(way: Way[P], paper: P, *, by: User, at: datetime.datetime, note: str = "") -> P:
    """The draft goes to who approves; what he asked for before is answered by this text."""
    paper = way.editable(paper)
    last = handed(paper)
    if last and last.edition == paper.edition:
        raise Refused(f"{way.noun} đã trình duyệt, chưa sửa gì từ đó.")
    if why := way.shortcoming(paper, office_day(at)):
        raise Refused(f"Chưa trình duyệt được: {why}")
    paper.return_reason = ""
    paper.save(update_fields=["return_reason"])
    keep(paper, Occasion.HANDED, by=by, at=at, note=note)
    return paper


@transaction.atomic
def send_back(way: Way[P], paper: P, *, reason: str, by: User, at: datetime.datetime) -> P:
    """What was handed over goes back to its writer, who reads why."""
    paper = way.editable(paper)
    if handed(paper) is None:
        raise Refused(f"{way.noun} chưa trình duyệt hoặc vừa được trả lại.")
    paper.return_reason = reason
    paper.save(update_fields=["return_reason"])
    keep(paper, Occasion.RETURNED, by=by, at=at, note=reason)
    return paper


@transaction.atomic
def comment(
    way: Way[P], paper: P, *, key: str, text: str, by: User, at: datetime.datetime
) -> PaperComment:
    """On the passage `key` as it stands now, or on the whole paper when it is empty."""
    paper = way.locked(paper)
    if paper.state in (PaperState.NUMBERED, PaperState.RELEASED):
        raise Refused(f"{way.noun} đã cấp số, không góp ý được nữa.")
    passage = _passage(way, paper, key)
    return PaperComment.objects.create(
        kind=paper.label,
        paper_id=paper.pk,
        key=passage.key,
        heading=passage.heading,
        quote=passage.text[:QUOTED],
        text=text,
        by=by,
        at=at,
    )


def _passage(way: Way[Any], paper: Paper, key: str) -> Passage:
    if not key:
        return Passage("", "", "")
    found = next((one for one in paper.passages() if one.key == key), None)
    if found is None:
        raise Refused(
            f"Phần được góp ý không còn trong {lower(way.noun)}: tải lại trang rồi góp ý."
        )
    return found


@transaction.atomic
def resolve(comment: PaperComment, *, answer: str, by: User, at: datetime.datetime) -> PaperComment:
    """Says what became of it; Refused when somebody did before."""
    comment = PaperComment.objects.select_for_update().get(pk=comment.pk)
    if not comment.is_open:
        raise Refused("Góp ý này vừa được ghi là đã xử lý.")
    comment.answer, comment.resolved_by, comment.resolved_at = answer, by, at
    comment.save(update_fields=["answer", "resolved_by", "resolved_at"])
    return comment


@transaction.atomic
def reopen(comment: PaperComment) -> PaperComment:
    """What was said to be done was not."""
    comment = PaperComment.objects.select_for_update().get(pk=comment.pk)
    if comment.is_open:
        raise Refused("Góp ý này đang mở.")
    comment.resolved_by = comment.resolved_at = None
    comment.save(update_fields=["resolved_by", "resolved_at"])
    return comment


def check_comments(paper: Paper, seen: int) -> None:
    """Refused when more comments are open than the page told that approves it."""
    if open_comments(paper) > seen:
        raise Refused("Không thể duyệt: có góp ý chưa xử lý mà trang này chưa cho thấy. Đọc lại.")
