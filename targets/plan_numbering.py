"""A plan gets its number: frozen, in force, and an instrument that others may rest on, at once."""

import datetime

from django.db import transaction

from procuracy.web.errors import Refused
from targets.models import Instrument, Plan, PlanDocument
from targets.plan_documents import WAY, shortcoming
from targets.plans import states
from units import issuing
from units.models import Document, User

State = PlanDocument.State


@transaction.atomic
def number(
    paper: PlanDocument,
    *,
    dated_on: datetime.date,
    by: User,
    at: datetime.datetime,
    given: int | None = None,
) -> Document:
    """Number, date, facts, bytes, the plan's state and the instrument in one transaction.

    `given` is for a register that records numbers given elsewhere. A refusal or a crash leaves
    nothing.
    """
    paper = WAY.at_step(paper, State.NUMBERED)
    if late := paper.plan.bases.filter(issued_on__gt=dated_on).first():
        raise Refused(f"Không thể cấp số: {late} ban hành sau ngày này nên không thể là căn cứ.")
    if why := shortcoming(paper, paper.signed_on or dated_on):
        raise Refused(f"Không thể cấp số: {why}")
    document = issuing.number(WAY, paper, dated_on=dated_on, by=by, at=at, given=given)
    if paper.since is None:
        _put_in_force(paper.plan, document, by)
    _enter(paper, document)
    return document


def _put_in_force(plan: Plan, document: Document, by: User) -> None:
    """People work by it from the day it bears, unless they did before."""
    plan.code, plan.issued_on = document.code, document.dated_on
    plan.save(update_fields=["code", "issued_on"])
    if plan.state == Plan.State.APPROVED:
        states.put_in_force(plan, on=document.dated_on, by=by)


def _enter(paper: PlanDocument, document: Document) -> Instrument:
    """Others may rest on it now; a row that somebody typed for it before is taken over."""
    plan = paper.plan
    older = _taken_from_list(paper)
    instrument, _ = Instrument.objects.update_or_create(
        code=document.code,
        issued_on=document.dated_on,
        issuer=document.office.naming(document.dated_on).name,
        defaults={
            "kind": plan.kind,
            "subject": document.subject,
            "signer": document.signer_name,
            "state": Instrument.State.IN_FORCE,
            "unit": document.office,
            "plan": plan if paper.since is None else None,
        },
    )
    if older:
        older.state, older.replaced_by = Instrument.State.REPLACED, instrument
        older.replaced_on = document.dated_on
        older.save()
    above = getattr(plan, "instrument", None) if paper.since else None
    instrument.bases.set([above] if above else plan.bases.exclude(pk=instrument.pk))
    return instrument


def _taken_from_list(paper: PlanDocument) -> Instrument | None:
    """The row of the document that this one replaces: it is the plan's no more."""
    if paper.replaces is None:
        return None
    rows = Instrument.objects.filter(unit=paper.replaces.office, code=paper.replaces.code)
    older = rows.filter(issued_on=paper.replaces.dated_on).first()
    if older:
        older.plan = None
        older.save(update_fields=["plan"])
    return older
