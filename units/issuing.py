"""The way of a paper: draft → approve → sign → number → release (design, rule 5).

The steps are the same for a notice, a plan and an invitation; what is particular to a kind stands
in its `Way`. Every step locks the row, so that of two people at once one wins and the other is
told.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import transaction

from procuracy.web.dates import office_day, printed_short, screen_moment
from procuracy.web.errors import Refused
from units import amending, distributing, jobs, numbers, paper_versions
from units.amending import Amends, replaced
from units.models import (
    Appointment,
    Document,
    OutsideBody,
    RecipientGroup,
    Register,
    Unit,
    User,
)
from units.models.papers import Paper, PaperState
from units.paper_versions import Occasion
from units.registry import issue
from units.signing import signing_block
from units.symbols import document_code

P = TypeVar("P", bound=Paper)


# Facts and bytes of a paper as printed for a day, in a register, with this number and code.
Draw = Callable[[P, datetime.date, Register, int, str], tuple[dict[str, Any], bytes]]


@dataclass(frozen=True)
class Way(Generic[P]):
    """What is particular to one kind of paper."""

    noun: str  # as it begins a sentence: "Thông báo"
    locked: Callable[[P], P]  # the row as it is now, held until the transaction ends
    kind: Callable[[P], str]  # DocumentKind
    shortcoming: Callable[[P, datetime.date], str]  # the end of a sentence; "" when nothing
    earliest: Callable[[P], tuple[datetime.date, str]]  # not signed before this day, its name
    register: Callable[[P], Register]
    draw: Draw[P]  # raises Refused when it cannot be printed for that day
    # The unit that drafted it: its symbol, and it is not asked to acknowledge its own copy; none:
    # the office's own Văn phòng.
    unit: Callable[[P], Unit | None] = lambda paper: None
    # Who signs a draft approved on a day: the one chosen, or who holds that position by now.
    signer: Callable[[P, datetime.date], Appointment] = lambda paper, on: paper.signer
    # The lines above the signer's name on a day, where they do not follow from his position.
    block: Callable[[P, datetime.date], dict[str, str]] | None = None
    # Units are told by mail; not of a kind that writes to its readers itself.
    writes: bool = True
    # What it does to an issued document, from its release on.
    amends: Callable[[P], Amends | None] = replaced
    # What else an approval settles, in its transaction.
    approved: Callable[[P], None] = lambda paper: None
    # What else follows from its release, likewise.
    released: Callable[[P, User, datetime.datetime], None] = lambda paper, by, at: None

    def signature(self, paper: P, on: datetime.date) -> dict[str, str]:
        """As `units.signing.signing_block`: Refused when he may not sign on that day."""
        if self.block:
            return self.block(paper, on)
        return signing_block(paper.signer, on, self.kind(paper))

    def at_step(self, paper: P, wanted: PaperState) -> P:
        paper = self.locked(paper)
        if not paper.may_become(wanted):
            raise Refused(self._why_not(paper, wanted))
        return paper

    def _why_not(self, paper: P, wanted: PaperState) -> str:
        """Who came first, or which step is missing."""
        noun, order = self.noun, list(PaperState)
        done = order.index(PaperState(paper.state)) >= order.index(wanted)
        if wanted == PaperState.DRAFT:
            return f"{noun} đang là dự thảo hoặc đã cấp số nên không trả lại được."
        label = paper.get_state_display()
        if not done:
            return f"Chưa thực hiện được: {lower(noun)} mới ở bước “{label}”."
        if wanted == PaperState.NUMBERED and paper.document:
            moment = screen_moment(paper.document.issued_at)
            code = paper.document.code
            return f"{noun} đã được cấp số {code} lúc {moment}; không cấp số lần nữa."
        return f"Bước này vừa được người khác thực hiện: {lower(noun)} {label}."

    def editable(self, paper: P) -> P:
        """The locked row of a draft; Refused for anything further on its way."""
        paper = self.locked(paper)
        if not paper.is_editable:
            state = paper.get_state_display()
            raise Refused(f"{self.noun} {state}, không sửa được; cần sửa thì trả lại dự thảo.")
        return paper


def lower(noun: str) -> str:
    return noun[:1].lower() + noun[1:]


class Overtaken(Refused):
    """Somebody else saved another text meanwhile; `theirs` is the row as it stands now."""

    def __init__(self, noun: str, theirs: Paper) -> None:
        super().__init__(f"{noun} vừa được người khác sửa: so sánh rồi lưu lại.")
        self.theirs = theirs


@transaction.atomic
def change(
    way: Way[P],
    paper: P,
    *,
    edition: int,
    said: Mapping[str, Any],
    recipients: Iterable[Unit],
    groups: Iterable[RecipientGroup] | None = None,
    bodies: Iterable[OutsideBody] | None = None,
) -> P:
    """Store the columns `said` of a draft, begun from `edition`; raises Overtaken or Refused.

    Groups and bodies that nothing is said of stay.
    """
    paper = way.editable(paper)
    if paper.edition != edition:
        raise Overtaken(way.noun, paper)
    for name, value in said.items():
        setattr(paper, name, value)
    address(paper, recipients, groups, bodies)
    return paper.touch()


def address(
    paper: Paper,
    recipients: Iterable[Unit],
    groups: Iterable[RecipientGroup] | None,
    bodies: Iterable[OutsideBody] | None,
) -> None:
    paper.recipients.set(recipients)
    if groups is not None:
        paper.groups.set(groups)
    if bodies is not None:
        paper.bodies.set(bodies)


@transaction.atomic
def approve(way: Way[P], paper: P, *, edition: int, by: User, at: datetime.datetime) -> P:
    """Approves the very text that was read: `edition` is the one shown on the page."""
    paper = way.at_step(paper, PaperState.APPROVED)
    if paper.edition != edition:
        raise Refused(
            f"Không thể duyệt: {lower(way.noun)} vừa được người khác sửa, hãy đọc bản mới nhất."
        )
    if why := way.shortcoming(paper, office_day(at)):
        raise Refused(f"Không thể duyệt: {why}")
    # What would be refused at the number is told before anybody signs.
    document_code(way.register(paper), way.kind(paper), 1, office_day(at), way.unit(paper))
    paper.signer = way.signer(paper, office_day(at))
    paper.state, paper.return_reason = PaperState.APPROVED, ""
    paper.approved_by, paper.approved_at = by, at
    way.approved(paper)
    paper.touch()
    paper_versions.keep(paper, Occasion.APPROVED, by=by, at=at)
    return paper


@transaction.atomic
def return_to_draft(way: Way[P], paper: P, *, reason: str, by: User, at: datetime.datetime) -> P:
    paper = unapproved(way.at_step(paper, PaperState.DRAFT), reason)
    paper_versions.keep(paper, Occasion.RETURNED, by=by, at=at, note=reason)
    return paper


def unapproved(paper: P, reason: str) -> P:
    """Draft again, with the reason; the approval and a recorded signature fall away."""
    paper.state, paper.return_reason = PaperState.DRAFT, reason
    paper.approved_by = paper.approved_at = None
    paper.signed_on = paper.signature_recorded_by = None
    return paper.touch()


@transaction.atomic
def record_signature(
    way: Way[P], paper: P, *, signed_on: datetime.date, by: User, at: datetime.datetime
) -> P:
    """What was signed bears a blank number and date."""
    paper = way.at_step(paper, PaperState.SIGNED)
    if signed_on > office_day(at):
        raise Refused(f"Ngày ký {printed_short(signed_on)} ở sau hôm nay.")
    earliest, name = way.earliest(paper)
    if signed_on < earliest:
        raise Refused(f"Ngày ký không được trước {name} ({printed_short(earliest)}).")
    way.signature(paper, signed_on)
    paper.state, paper.signed_on = PaperState.SIGNED, signed_on
    paper.signature_recorded_by = by
    return paper.touch()


@transaction.atomic
def number(
    way: Way[P],
    paper: P,
    *,
    dated_on: datetime.date,
    by: User,
    at: datetime.datetime,
    given: int | None = None,
) -> Document:
    """Number, date, facts and bytes in one transaction; a refusal or a crash takes no number.

    `given` is for a register that records numbers given elsewhere.
    """
    paper = way.at_step(paper, PaperState.NUMBERED)
    assert paper.signed_on is not None
    if dated_on < paper.signed_on:
        raise Refused(f"Ngày văn bản không được trước ngày ký ({printed_short(paper.signed_on)}).")
    register = way.register(paper)
    if amends := way.amends(paper):
        amending.check(amends.of)

    def render(value: int, code: str) -> tuple[dict[str, Any], bytes]:
        return way.draw(paper, dated_on, register, value, code)

    document = issue(
        register,
        way.kind(paper),
        dated_on=dated_on,
        render=render,
        by=by,
        at=at,
        number=given,
        unit=way.unit(paper),
    )
    paper.state, paper.document = PaperState.NUMBERED, document
    paper.touch()
    return document


@transaction.atomic
def release(way: Way[P], paper: P, *, by: User, at: datetime.datetime) -> P:
    """Handing it to the recipients is a job of the same transaction."""
    paper = way.at_step(paper, PaperState.RELEASED)
    paper.state, paper.released_at = PaperState.RELEASED, paper.released_at or at
    assert paper.document is not None
    if amends := way.amends(paper):
        amending.enter(paper.document, amends)
    paper.touch()
    way.released(paper, by, at)
    jobs.deliver.configure(queueing_lock=f"deliver-{paper.document.pk}").defer(
        document_id=paper.document.pk,
        unit_ids=[*distributing.reached(paper, paper.document)],
        writes=way.writes,
        drafter_id=drafter.pk if (drafter := way.unit(paper)) else None,
    )
    for pk in distributing.enter_outside(paper, paper.document, at=at):
        jobs.mail_outside.configure(queueing_lock=f"outside-{pk}").defer(recipient_id=pk)
    return paper


@transaction.atomic
def void_number(way: Way[P], paper: P, *, reason: str, by: User, at: datetime.datetime) -> P:
    """Before its release: the number stays in the register with the reason, and the paper is a
    draft again that will take another number."""
    paper = way.locked(paper)
    if paper.state != PaperState.NUMBERED or paper.document is None:
        raise Refused(_why_not_void(way, paper))
    code = paper.document.code
    numbers.void(paper.document.entry, reason=reason, by=by, at=at)
    paper.document = None
    return unapproved(paper, f"Số {code} đã hủy: {reason}"[:500])


def _why_not_void(way: Way[P], paper: P) -> str:
    if paper.state == PaperState.RELEASED:
        return f"{way.noun} đã phát hành nên không hủy số được: hãy thay thế hoặc thu hồi."
    return f"{way.noun} chưa được cấp số hoặc số vừa bị hủy."


@transaction.atomic
def replace(way: Way[P], paper: P, *, reason: str, by: User, at: datetime.datetime) -> P:
    """A released paper is drawn up anew, for an error of content; what went out stands, and binds
    its readers, until the new one is released."""
    paper = way.locked(paper)
    if paper.state != PaperState.RELEASED or paper.document is None:
        raise Refused(f"Chỉ soạn văn bản thay thế cho {lower(way.noun)} đã phát hành.")
    amending.check(paper.document)
    paper.replaces, paper.replace_reason = paper.document, reason
    paper.document = None
    return unapproved(
        paper, f"Soạn lại để thay thế văn bản số {paper.replaces.code}: {reason}"[:500]
    )
