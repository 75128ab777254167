"""Instruments, plans and what they gather: versions, progress, proofs, awards."""

import datetime
from typing import Any

from targets.models import (
    Award,
    Instrument,
    InstrumentFile,
    Plan,
    PlanDocument,
    PlanEvidence,
    PlanProgress,
    PlanTask,
    PlanVersion,
    WorkYear,
)
from targets.plans import versions
from tests.factories.common import NOW, next_number
from units.models import Appointment, Unit, User

PDF = b"%PDF-1.7 proof"


def instrument(code: str = "", **more: Any) -> Instrument:
    return Instrument.objects.create(
        kind=more.pop("kind", Instrument.Kind.PLAN),
        code=code or f"{next_number()}/KH-VKSTC",
        issued_on=more.pop("issued_on", datetime.date(2025, 12, 1)),
        issuer=more.pop("issuer", "Viện kiểm sát nhân dân tối cao"),
        subject=more.pop("subject", "Kế hoạch công tác"),
        **more,
    )


def instrument_file(of: Instrument, **more: Any) -> InstrumentFile:
    return InstrumentFile.objects.create(
        instrument=of,
        name=more.pop("name", "ke-hoach.pdf"),
        media_type="application/pdf",
        size=len(PDF),
        sha256="0" * 64,
        content=PDF,
        **more,
    )


def plan(where: Unit, year: WorkYear, **more: Any) -> Plan:
    return Plan.objects.create(
        unit=where, work_year=year, title=more.pop("title", "Kế hoạch công tác"), **more
    )


def plan_task(of: Plan, **more: Any) -> PlanTask:
    """`person`: in charge of it; `people`: several of them."""
    people = [*more.pop("people", []), *filter(None, [more.pop("person", None)])]
    made = PlanTask.objects.create(
        plan=of,
        order=more.pop("order", next_number()),
        content=more.pop("content", "Nâng cao chất lượng kiểm sát"),
        lead=more.pop("lead", of.unit),
        **more,
    )
    made.people.set(people)
    return made


def version(plan: Plan, by: User) -> PlanVersion:
    """As the plan stands now."""
    return versions.freeze(plan, by=by, at=NOW)


def plan_document(plan: Plan, by: User, signer: Appointment, **more: Any) -> PlanDocument:
    """A draft that issues the plan as it stands now."""
    return PlanDocument.objects.create(
        plan=plan,
        version=version(plan, by),
        subject=more.pop("subject", plan.title),
        opening=more.pop("opening", "Căn cứ Kế hoạch của Viện kiểm sát nhân dân tối cao;"),
        recipients_text=more.pop("recipients_text", "Như trên;"),
        signer=signer,
        **more,
    )


def progress(task: PlanTask, by: User, **more: Any) -> PlanProgress:
    return PlanProgress.objects.create(
        task=task,
        stage=more.pop("stage", PlanProgress.Stage.DOING),
        text=more.pop("text", "Đã rà soát 12 tin báo"),
        by=by,
        at=more.pop("at", NOW),
        **more,
    )


def evidence(of: PlanProgress, **more: Any) -> PlanEvidence:
    return PlanEvidence.objects.create(
        progress=of,
        name=more.pop("name", "bao-cao.pdf"),
        media_type="application/pdf",
        size=len(PDF),
        sha256="0" * 64,
        content=PDF,
        **more,
    )


def award(where: Unit, year: WorkYear, **more: Any) -> Award:
    return Award.objects.create(
        unit=where,
        work_year=year,
        title=more.pop("title", "Tập thể lao động xuất sắc"),
        decision_code=more.pop("decision_code", "215/QĐ-VKS"),
        decided_on=more.pop("decided_on", datetime.date(2026, 11, 5)),
        decided_by=more.pop("decided_by", "Viện trưởng VKSND tỉnh"),
        **more,
    )
