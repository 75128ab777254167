"""A plan gets its number: frozen, in force, and an instrument that others may rest on, at once."""

import datetime
from typing import Any

from django.db import transaction

from procuracy.web.dates import printed_short
from procuracy.web.errors import Refused
from targets.models import Instrument, Plan, PlanDocument
from targets.plan_documents import at_step, saved, shortcoming
from targets.plan_facts import document_facts, plan_register
from targets.plan_printing import plan_pdf
from targets.plans import states
from units.models import Document, User
from units.registry import issue

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
    paper = at_step(paper, State.NUMBERED)
    _must_be_dated_well(paper, dated_on)
    if why := shortcoming(paper, paper.signed_on or dated_on):
        raise Refused(f"Không thể cấp số: {why}")
    register = plan_register(paper.plan)

    def render(value: int, code: str) -> tuple[dict[str, Any], bytes]:
        frozen = document_facts(paper, on=dated_on, register=register, number=value, code=code)
        return frozen, plan_pdf(frozen)

    document = issue(
        register,
        paper.plan.kind,
        dated_on=dated_on,
        render=render,
        by=by,
        at=at,
        number=given,
    )
    paper.state, paper.document = State.NUMBERED, document
    saved(paper)
    if paper.since is None:
        _put_in_force(paper.plan, document, by)
    _enter(paper, document)
    return document


def _must_be_dated_well(paper: PlanDocument, dated_on: datetime.date) -> None:
    assert paper.signed_on is not None
    if dated_on < paper.signed_on:
        raise Refused(f"Ngày văn bản không được trước ngày ký ({printed_short(paper.signed_on)}).")
    late = paper.plan.bases.filter(issued_on__gt=dated_on).first()
    if late:
        raise Refused(f"Không thể cấp số: {late} ban hành sau ngày này nên không thể là căn cứ.")


def _put_in_force(plan: Plan, document: Document, by: User) -> None:
    """People work by it from the day it bears, unless they did before."""
    plan.code, plan.issued_on = document.code, document.dated_on
    plan.save(update_fields=["code", "issued_on"])
    if plan.state == Plan.State.APPROVED:
        states.put_in_force(plan, on=document.dated_on, by=by)


def _enter(paper: PlanDocument, document: Document) -> Instrument:
    """Others may rest on it now; a row that somebody typed for it before is taken over."""
    plan = paper.plan
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
    above = getattr(plan, "instrument", None) if paper.since else None
    instrument.bases.set([above] if above else plan.bases.exclude(pk=instrument.pk))
    return instrument
