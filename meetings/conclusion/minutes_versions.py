"""The record as it stood each time the meeting was concluded."""

import datetime
from collections.abc import Mapping

from meetings.models import ConclusionOverride, Meeting, MeetingStep, MinutesVersion
from meetings.papers.minutes_content import Content, content, digest
from units.models import User


def freeze(
    meeting: Meeting,
    *,
    overrides: Mapping[str, tuple[str, str]],
    by: User,
    at: datetime.datetime,
) -> MinutesVersion:
    """`overrides`: rule → what was missing, and why the meeting was concluded all the same."""
    said = content(meeting)
    last = latest(meeting)
    version = MinutesVersion.objects.create(
        meeting=meeting,
        number=last.number + 1 if last else 1,
        content=said,
        sha256=digest(said),
        reason=reopening_reason(meeting),
        by=by,
        at=at,
    )
    ConclusionOverride.objects.bulk_create(
        ConclusionOverride(version=version, rule=rule, missing=missing, reason=reason)
        for rule, (missing, reason) in overrides.items()
    )
    return version


def latest(meeting: Meeting) -> MinutesVersion | None:
    return meeting.versions.order_by("-number").first()


def reopening_reason(meeting: Meeting) -> str:
    """Why it was opened again the last time; "" when it never was."""
    steps = MeetingStep.objects.filter(meeting=meeting, state=Meeting.State.IN_SESSION)
    last = steps.order_by("-at", "-pk").first()
    return last.reason if last else ""


def same(version: MinutesVersion) -> bool:
    """What is stored is still what was concluded."""
    said: Content = version.content
    return digest(said) == version.sha256


def is_purged(version: MinutesVersion) -> bool:
    """A spilled secret was taken out with all texts; a meeting has a title."""
    return not version.content["title"]
