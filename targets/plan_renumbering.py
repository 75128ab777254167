"""A plan's paper whose number is void, or that is drawn up anew after its release.

What the number did besides (plan in force, row of the instruments) is taken back with it.
"""

import datetime

from django.db import transaction

from procuracy.web.errors import Refused
from targets.models import Instrument, Plan, PlanDocument
from targets.plan_documents import WAY
from targets.plans import states, versions
from units import issuing
from units.models import Document, User


@transaction.atomic
def void(paper: PlanDocument, *, reason: str, by: User, at: datetime.datetime) -> PlanDocument:
    """Before its release; Refused once something else rests on the instrument."""
    document = WAY.locked(paper).document
    paper = issuing.void_number(WAY, paper, reason=reason, by=by, at=at)
    assert document is not None
    _strike_out(document)
    if paper.since is None:
        _take_back(paper, document)
    return paper


@transaction.atomic
def replace(paper: PlanDocument, *, reason: str, by: User, at: datetime.datetime) -> PlanDocument:
    """For an error in the text of the paper; what the plan says is approved anew instead."""
    paper = WAY.locked(paper)
    latest = versions.latest(paper.plan)
    if latest is not None and latest.pk != paper.version_id:
        raise Refused(
            "Kế hoạch đã được phê duyệt bổ sung, điều chỉnh sau văn bản này: ban hành bản bổ sung."
        )
    return issuing.replace(WAY, paper, reason=reason, by=by, at=at)


def _strike_out(document: Document) -> None:
    row = _row_of(document)
    if row is None:
        return
    if _is_used(row):
        raise Refused(
            f"Không hủy số được: đã có nội dung căn cứ vào {document.code}; hãy phát hành rồi thay "
            "thế văn bản."
        )
    # What it had replaced in the list is in force again, or it could not be deleted.
    older = row.replaces.first()
    row.replaces.update(state=Instrument.State.IN_FORCE, replaced_by=None, replaced_on=None)
    plan = row.plan
    row.delete()
    if older and plan:
        Instrument.objects.filter(pk=older.pk).update(plan=plan)


def _row_of(document: Document) -> Instrument | None:
    rows = Instrument.objects.filter(unit=document.office, code=document.code)
    return rows.filter(issued_on=document.dated_on).first()


def _is_used(row: Instrument) -> bool:
    """Anything but the instruments that it replaced points at it."""
    own = {"replaces"}
    return any(
        relation.related_model._default_manager.filter(**{relation.field.name: row}).exists()
        for relation in row._meta.related_objects
        if relation.related_name not in own
    )


def _take_back(paper: PlanDocument, document: Document) -> None:
    """Its code; and nobody works by a plan that only this number had put in force."""
    plan, older = paper.plan, paper.replaces
    plan.code = older.code if older else ""
    plan.issued_on = older.dated_on if older else None
    plan.save(update_fields=["code", "issued_on"])
    by_this = plan.state == Plan.State.IN_FORCE and plan.in_force_on == document.dated_on
    if older is None and by_this:
        states.take_back(plan)
