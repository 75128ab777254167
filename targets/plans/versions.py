"""A plan as it was each time it was approved."""

import datetime

from django.utils import timezone

from targets.models import Plan, PlanSupplement, PlanVersion
from targets.plans.contents import Change, Content, changes, content, digest
from units.models import User


def freeze(
    plan: Plan, *, by: User, at: datetime.datetime, supplement: PlanSupplement | None = None
) -> PlanVersion:
    said = content(plan, timezone.localtime(at).date())
    return PlanVersion.objects.create(
        plan=plan,
        number=(plan.versions.order_by("-number").values_list("number", flat=True).first() or 0)
        + 1,
        content=said,
        sha256=digest(said),
        supplement=supplement,
        by=by,
        at=at,
    )


def latest(plan: Plan) -> PlanVersion | None:
    return plan.versions.order_by("-number").first()


def pending(plan: Plan, on: datetime.date) -> list[Change]:
    """What a supplement that is not approved yet would change."""
    version = latest(plan)
    return changes(version.content, content(plan, on)) if version else []


def changes_of(version: PlanVersion) -> list[Change]:
    """Against the version before; of the first one nothing."""
    rows = PlanVersion.objects.filter(plan=version.plan_id, number__lt=version.number)
    before = rows.order_by("-number").first()
    return changes(before.content, version.content) if before else []


def is_purged(version: PlanVersion) -> bool:
    """A spilled secret was taken out with all texts; a plan has a title."""
    return not version.content["title"]


def same(version: PlanVersion) -> bool:
    """What is stored is still what was approved."""
    said: Content = version.content
    return digest(said) == version.sha256
