"""The conclusion: what must be in order, one task per addressee, and the way back."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from meetings import states
from meetings.conclusion import commitments, minutes_versions
from meetings.conclusion.conclusion_checks import Check, NoTask, checklist, orders_of
from meetings.conclusion.expanding import Known, give_tasks
from meetings.models import (
    Directive,
    DirectiveTask,
    Meeting,
    MinutesDocument,
    MinutesVersion,
    Notice,
)
from meetings.papers import minutes_documents
from procuracy.web.errors import Refused
from procuracy.web.history import drafts
from units.models import User


@transaction.atomic
def conclude(
    meeting: Meeting,
    *,
    by: User,
    at: datetime.datetime,
    reasons: Mapping[str, str] | None = None,
    issues_notice: bool | None = None,
    no_task: NoTask | None = None,
) -> MinutesVersion:
    """Freeze the record and give out the tasks: one per unit of each group, as of the meeting day.

    What the list misses needs a reason, by rule; else Refused. Doing it twice makes no task twice.
    `issues_notice`: as was chosen where the kind leaves it open; without one the meeting is closed
    at once, and its tasks are in force. `no_task`: what was chosen to give none.
    """
    chosen = no_task or NoTask()
    refusal = "Hội nghị {state}, không kết luận được."
    if meeting.kind.needs_notice:
        issues_notice = None
    facts: dict[str, Any] = {"concluded_at": at, "issues_notice": issues_notice}
    facts["gives_no_task"] = chosen.whole
    states.change(meeting, Meeting.State.CONCLUDED, refusal, by=by, at=at, **facts)
    overrides = _overrides(checklist(meeting, at, chosen), reasons or {})
    drafts.commit(meeting.interventions.all())
    commitments.settle(meeting)
    _settle(meeting, chosen)
    known: Known = {}
    for directive in meeting.directives.prefetch_related(
        "addressees__appointment", "addressees__group"
    ):
        give_tasks(directive, on=states.day_of(meeting), by=by, at=at, known=known)
    version = minutes_versions.freeze(meeting, overrides=overrides, by=by, at=at)
    minutes_documents.take_on(meeting, version)
    if issues_notice is False:
        close(meeting, by=by, at=at)
    return version


def _settle(meeting: Meeting, chosen: NoTask) -> None:
    """Refused where the meeting is said to give no task and one has an addressee."""
    silent = [one.pk for one in orders_of(meeting) if chosen.settles(one)]
    Directive.objects.filter(pk__in=silent, gives_no_task=False).update(
        gives_no_task=True, version=F("version") + 1
    )
    if chosen.whole and meeting.directives.filter(gives_no_task=False).exists():
        raise Refused("Hội nghị đã có nhiệm vụ được giao: bỏ chọn “không phát sinh nhiệm vụ”.")


def _overrides(checks: Iterable[Check], reasons: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    found = {}
    for check in checks:
        if check.holds or check.rule is None:
            continue
        reason = reasons.get(check.rule, "").strip()
        if not reason:
            lacking = check.words[:1].lower() + check.words[1:]
            raise Refused(f"Không thể kết luận: {lacking} Sửa, hoặc ghi lý do vẫn kết luận.")
        found[str(check.rule)] = (check.words, reason)
    return found


def tasks_of(meeting: Meeting) -> QuerySet[DirectiveTask]:
    """What its conclusion gave out and has not taken back."""
    rows = DirectiveTask.objects.filter(directive__meeting=meeting)
    return rows.exclude(state=DirectiveTask.State.WITHDRAWN)


@transaction.atomic
def reopen(meeting: Meeting, *, reason: str, by: User, at: datetime.datetime) -> None:
    """Back into session to mend the record; what was concluded is kept as a version.

    Only while no paper of it has left the draft.
    """
    if not states.locked(meeting).versions.exists() and meeting.concluded_at:
        # Concluded before versions were kept.
        minutes_versions.freeze(meeting, overrides={}, by=by, at=meeting.concluded_at)
    refusal = "Hội nghị {state}, không mở lại được."
    states.change(meeting, Meeting.State.IN_SESSION, refusal, by=by, at=at, reason=reason)
    if why := reopening_refusal(meeting):
        raise Refused(why)


def reopening_refusal(meeting: Meeting) -> str:
    """Which paper stands in the way; empty when none does."""
    notices = Notice.objects.filter(meeting=meeting)
    if notices.filter(state=Notice.State.DRAFT, released_at__isnull=False).exists():
        return "Thông báo kết luận đã phát hành, đang soạn văn bản thay thế: không mở lại được."
    if notices.exclude(state=Notice.State.DRAFT).exists():
        return "Thông báo kết luận đã được duyệt: trả về dự thảo trước khi mở lại hội nghị."
    papers = MinutesDocument.objects.filter(meeting=meeting)
    if papers.filter(document__isnull=False).exists():
        return "Biên bản đã cấp số: không mở lại được nữa, sửa bằng biên bản bổ sung."
    if papers.exclude(state=MinutesDocument.State.DRAFT).exists():
        return "Biên bản đã được duyệt: trả về dự thảo trước khi mở lại hội nghị."
    return ""


@transaction.atomic
def close(meeting: Meeting, *, by: User, at: datetime.datetime) -> None:
    """Everything is issued; nothing of the meeting changes any more."""
    refusal = "Hội nghị {state}, chưa kết thúc được."
    states.change(meeting, Meeting.State.CLOSED, refusal, by=by, at=at)
    issued = Notice.objects.filter(meeting=meeting, released_at__isnull=False)
    must = meeting.kind.needs_notice or meeting.issues_notice
    if must and not issued.exists():
        raise Refused("Hội nghị này phải ra thông báo kết luận: phát hành thông báo rồi kết thúc.")
