"""Plain builders of what a plan gathers: versions, progress, proofs."""

from typing import Any

from targets.models import Plan, PlanEvidence, PlanProgress, PlanTask, PlanVersion
from targets.plans import versions
from tests import factories as f
from units.models import User

PDF = b"%PDF-1.7 proof"


def version(plan: Plan, by: User) -> PlanVersion:
    """As the plan stands now."""
    return versions.freeze(plan, by=by, at=f.NOW)


def progress(task: PlanTask, by: User, **more: Any) -> PlanProgress:
    return PlanProgress.objects.create(
        task=task,
        stage=more.pop("stage", PlanProgress.Stage.DOING),
        text=more.pop("text", "Đã rà soát 12 tin báo"),
        by=by,
        at=more.pop("at", f.NOW),
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
