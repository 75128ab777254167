"""The way of a plan's paper: draft → approve → sign → number → release (design, rule 5).

Every step locks the row, so that of two people at once one wins and the other is told. The number
is given in `targets.plan_numbering`.
"""

import datetime
from collections.abc import Iterable

from django.db import transaction

from procuracy.web.dates import office_day, printed_short, screen_moment
from procuracy.web.errors import Refused
from targets import jobs, plan_drafting
from targets.models import Plan, PlanDocument, PlanVersion
from targets.plan_facts import plan_register, subject_of
from targets.plans import versions
from targets.plans.locking import locked as locked_plan
from units.models import Appointment, Unit, User
from units.signing import signing_block, usual_signer

State = PlanDocument.State
TEXTS = ("subject", "opening", "purpose", "organisation", "recipients_text", "filing")
STALE = "văn bản vừa được người khác sửa, hãy đọc bản mới nhất."


class Conflict(Refused):
    """Somebody else saved another text meanwhile; `theirs` is the row as it stands now."""

    def __init__(self, theirs: PlanDocument) -> None:
        super().__init__("Văn bản vừa được người khác sửa: so sánh rồi lưu lại.")
        self.theirs = theirs


@transaction.atomic
def prepare(plan: Plan, *, by: User, at: datetime.datetime) -> PlanDocument:
    """The draft of an approved plan's paper, or of what was approved since it was issued.

    A draft begun before the plan was approved anew goes on with the new version.
    """
    plan = locked_plan(plan)
    version = _latest(plan, by, at)
    since = _issued_before(plan, version)
    if found := plan.documents.unissued().first():
        return _taken_on(found, version, since)
    on = office_day(at)
    signer = usual_signer(plan.unit.office, plan.kind, on)
    if signer is None:
        raise Refused("Chưa soạn được: cơ quan chưa có lãnh đạo ký văn bản vào ngày này.")
    words = plan_drafting.draft(plan, subject_of(version.content["title"]), since, on)
    made = PlanDocument.objects.create(
        plan=plan, version=version, since=since, signer=signer, **vars(words)
    )
    made.recipients.set(plan_drafting.recipients(plan, on))
    return made


def _latest(plan: Plan, by: User, at: datetime.datetime) -> PlanVersion:
    """A plan approved before versions were kept gets its first one now."""
    if not plan.is_live:
        raise Refused(f"Kế hoạch {plan.get_state_display()} nên chưa ban hành được.")
    return versions.latest(plan) or versions.freeze(plan, by=by, at=at)


def _issued_before(plan: Plan, version: PlanVersion) -> PlanVersion | None:
    """What the readers have: None as long as the plan itself was not issued."""
    issued = plan.documents.filter(document__isnull=False).select_related("version")
    last = issued.order_by("-version__number").first()
    if last is None and not plan.code:
        return None
    before = plan.versions.filter(number__lt=version.number).order_by("-number").first()
    since = last.version if last else before
    if since is None or since.pk == version.pk:
        raise Refused(
            f"Kế hoạch đã ban hành số {plan.code}: khi có bổ sung được phê duyệt thì ban hành tiếp."
        )
    return since


def _taken_on(paper: PlanDocument, version: PlanVersion, since: PlanVersion | None) -> PlanDocument:
    if paper.version_id == version.pk:
        return paper
    paper.version, paper.since = version, since
    return _unapproved(paper, "Kế hoạch đã được phê duyệt lại: đọc, duyệt lại văn bản.")


@transaction.atomic
def change(
    paper: PlanDocument,
    *,
    edition: int,
    texts: dict[str, str],
    signer: Appointment,
    recipients: Iterable[Unit],
    by: User,
) -> PlanDocument:
    """`edition` is the one the texts were begun from; raises Conflict or Refused."""
    paper = locked(paper)
    if not paper.is_editable:
        raise Refused(
            f"Văn bản {paper.get_state_display()}, không sửa được: trả lại dự thảo trước."
        )
    if paper.edition != edition:
        raise Conflict(paper)
    for name in TEXTS:
        setattr(paper, name, texts[name])
    paper.signer = signer
    paper.recipients.set(recipients)
    return saved(paper)


@transaction.atomic
def approve(paper: PlanDocument, *, edition: int, by: User, at: datetime.datetime) -> PlanDocument:
    """Approves the very text that was read: `edition` is the one shown on the page."""
    paper = at_step(paper, State.APPROVED)
    if paper.edition != edition:
        raise Refused(f"Không thể duyệt: {STALE}")
    if why := shortcoming(paper, office_day(at)):
        raise Refused(f"Không thể duyệt: {why}")
    paper.state, paper.return_reason = State.APPROVED, ""
    paper.approved_by, paper.approved_at = by, at
    return saved(paper)


def shortcoming(paper: PlanDocument, on: datetime.date) -> str:
    """What still stands in the way of approval, as the end of a sentence; empty when nothing."""
    latest = versions.latest(paper.plan)
    if not paper.plan.is_live or latest is None or latest.pk != paper.version_id:
        return "kế hoạch đã được mở lại hoặc phê duyệt lại, hãy soạn lại văn bản."
    if not paper.recipients.exists():
        return "chưa chọn đơn vị nhận."
    try:
        signing_block(paper.signer, on, paper.plan.kind)
        plan_register(paper.plan)
    except Refused as refused:
        return refused.message[:1].lower() + refused.message[1:]
    return ""


@transaction.atomic
def return_to_draft(paper: PlanDocument, *, reason: str, by: User) -> PlanDocument:
    """Back to draft with a reason; the approval and a recorded signature fall away."""
    return _unapproved(at_step(paper, State.DRAFT), reason)


@transaction.atomic
def record_signature(
    paper: PlanDocument, *, signed_on: datetime.date, by: User, at: datetime.datetime
) -> PlanDocument:
    paper = at_step(paper, State.SIGNED)
    if signed_on > office_day(at):
        raise Refused(f"Ngày ký {printed_short(signed_on)} ở sau hôm nay.")
    approved_on = office_day(paper.version.at)
    if signed_on < approved_on:
        day = printed_short(approved_on)
        raise Refused(f"Ngày ký không được trước ngày phê duyệt kế hoạch ({day}).")
    signing_block(paper.signer, signed_on, paper.plan.kind)
    paper.state, paper.signed_on, paper.signature_recorded_by = State.SIGNED, signed_on, by
    return saved(paper)


@transaction.atomic
def release(paper: PlanDocument, *, by: User, at: datetime.datetime) -> PlanDocument:
    """Handing it to the recipients is a job of the same transaction."""
    paper = at_step(paper, State.RELEASED)
    assert paper.document_id is not None
    paper.state, paper.released_at = State.RELEASED, at
    saved(paper)
    jobs.deliver_plan.configure(queueing_lock=f"deliver-{paper.document_id}").defer(
        document_id=paper.document_id
    )
    return paper


def locked(paper: PlanDocument) -> PlanDocument:
    """The row as it is now; whoever changes it too waits here.

    The plan is locked first, as `prepare` does: a row that was waited for is read anew.
    """
    plan = locked_plan(paper.plan)
    PlanDocument.objects.select_for_update().get(pk=paper.pk)
    rows = PlanDocument.objects.select_related(
        "version", "since", "signer__person", "signer__unit__parent", "document"
    )
    found = rows.get(pk=paper.pk)
    found.plan = plan
    return found


def _unapproved(paper: PlanDocument, reason: str) -> PlanDocument:
    paper.state, paper.return_reason = State.DRAFT, reason
    paper.approved_by = paper.approved_at = None
    paper.signed_on = paper.signature_recorded_by = None
    return saved(paper)


def at_step(paper: PlanDocument, wanted: str) -> PlanDocument:
    paper = locked(paper)
    if not paper.may_become(wanted):
        raise Refused(_why_not(paper, wanted))
    return paper


def _why_not(paper: PlanDocument, wanted: str) -> str:
    """Who came first, or which step is missing."""
    order = list(State)
    done = order.index(State(paper.state)) >= order.index(State(wanted))
    if wanted == State.DRAFT:
        return "Văn bản đang là dự thảo hoặc đã cấp số nên không trả lại được."
    if not done:
        return f"Chưa thực hiện được: văn bản mới ở bước “{paper.get_state_display()}”."
    if wanted == State.NUMBERED and paper.document:
        moment = screen_moment(paper.document.issued_at)
        code = paper.document.code
        return f"Kế hoạch đã được cấp số {code} lúc {moment}; không cấp số lần nữa."
    return f"Bước này vừa được người khác thực hiện: văn bản {paper.get_state_display()}."


def saved(paper: PlanDocument) -> PlanDocument:
    paper.edition += 1
    paper.save()
    return paper
