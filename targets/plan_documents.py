"""The paper that issues a plan, from the approved plan to its release (steps: units.issuing).

The number is given in `targets.plan_numbering`.
"""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from procuracy.web.dates import office_day
from procuracy.web.errors import Refused
from targets import plan_drafting
from targets.models import Plan, PlanDocument, PlanVersion
from targets.plan_facts import document_facts, plan_register, subject_of
from targets.plan_printing import plan_pdf
from targets.plan_wording import Tell, nobody
from targets.plans import versions
from targets.plans.locking import locked as locked_plan
from units import issuing
from units.distributing import has_recipients
from units.issuing import Way
from units.models import Appointment, OutsideBody, RecipientGroup, Register, Unit, User
from units.signing import signing_block, usual_signer

State = PlanDocument.State
TEXTS = ("subject", "opening", "purpose", "organisation", "recipients_text", "filing")


class Conflict(Refused):
    """Somebody else saved another text meanwhile; `theirs` is the row as it stands now."""

    def __init__(self, theirs: PlanDocument) -> None:
        super().__init__("Văn bản vừa được người khác sửa: so sánh rồi lưu lại.")
        self.theirs = theirs


@transaction.atomic
def prepare(plan: Plan, *, by: User, at: datetime.datetime, tell: Tell = nobody) -> PlanDocument:
    """The draft of an approved plan's paper, or of what was approved since it was issued.

    A draft begun before the plan was approved anew goes on with the new version.
    """
    plan = locked_plan(plan)
    version = _latest(plan, by, at)
    anew = plan.documents.unissued().filter(replaces__isnull=False, version=version).first()
    if anew:
        return anew
    since = _issued_before(plan, version)
    if found := plan.documents.unissued().first():
        return _taken_on(found, version, since)
    on = office_day(at)
    signer = usual_signer(plan.unit.office, plan.kind, on)
    if signer is None:
        raise Refused("Chưa soạn được: cơ quan chưa có lãnh đạo ký văn bản vào ngày này.")
    words = plan_drafting.draft(plan, subject_of(version.content["title"]), since, on, tell)
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
    return issuing.unapproved(paper, "Kế hoạch đã được phê duyệt lại: đọc, duyệt lại văn bản.")


@transaction.atomic
def change(
    paper: PlanDocument,
    *,
    edition: int,
    said: Mapping[str, Any],
    signer: Appointment,
    recipients: Iterable[Unit],
    by: User,
    groups: Iterable[RecipientGroup] | None = None,
    bodies: Iterable[OutsideBody] | None = None,
) -> PlanDocument:
    """`edition` is the one the texts were begun from; raises Conflict or Refused."""
    paper = WAY.editable(paper)
    if paper.edition != edition:
        raise Conflict(paper)
    for name, value in said.items():
        setattr(paper, name, value)
    paper.signer = signer
    issuing.address(paper, recipients, groups, bodies)
    return paper.touch()


def approve(paper: PlanDocument, *, edition: int, by: User, at: datetime.datetime) -> PlanDocument:
    return issuing.approve(WAY, paper, edition=edition, by=by, at=at)


def return_to_draft(
    paper: PlanDocument, *, reason: str, by: User, at: datetime.datetime
) -> PlanDocument:
    return issuing.return_to_draft(WAY, paper, reason=reason, by=by, at=at)


def record_signature(
    paper: PlanDocument, *, signed_on: datetime.date, by: User, at: datetime.datetime
) -> PlanDocument:
    return issuing.record_signature(WAY, paper, signed_on=signed_on, by=by, at=at)


def release(paper: PlanDocument, *, by: User, at: datetime.datetime) -> PlanDocument:
    return issuing.release(WAY, paper, by=by, at=at)


def shortcoming(paper: PlanDocument, on: datetime.date) -> str:
    """What still stands in the way of approval, as the end of a sentence; empty when nothing."""
    latest = versions.latest(paper.plan)
    if not paper.plan.is_live or latest is None or latest.pk != paper.version_id:
        return "kế hoạch đã được mở lại hoặc phê duyệt lại, hãy soạn lại văn bản."
    if not has_recipients(paper):
        return "chưa chọn đơn vị nhận."
    try:
        signing_block(paper.signer, on, paper.plan.kind)
        plan_register(paper.plan)
    except Refused as refused:
        return refused.message[:1].lower() + refused.message[1:]
    return ""


def locked(paper: PlanDocument) -> PlanDocument:
    """The row as it is now; whoever changes it too waits here.

    The plan is locked first, as `prepare` does: a row that was waited for is read anew.
    """
    plan = locked_plan(paper.plan)
    PlanDocument.objects.select_for_update().get(pk=paper.pk)
    rows = PlanDocument.objects.select_related(
        "version", "since", "signer__person", "signer__unit__parent", "document", "replaces"
    )
    found = rows.get(pk=paper.pk)
    found.plan = plan
    return found


def _draw(
    paper: PlanDocument, on: datetime.date, register: Register, number: int, code: str
) -> tuple[dict[str, Any], bytes]:
    frozen = document_facts(paper, on=on, register=register, number=number, code=code)
    return frozen, plan_pdf(frozen)


WAY = Way[PlanDocument](
    noun="Văn bản",
    locked=locked,
    kind=lambda paper: paper.plan.kind,
    shortcoming=shortcoming,
    earliest=lambda paper: (office_day(paper.version.at), "ngày phê duyệt kế hoạch"),
    register=lambda paper: plan_register(paper.plan),
    draw=_draw,
    unit=lambda paper: paper.plan.unit,
)
