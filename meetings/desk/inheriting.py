"""What a disabled account left half typed: the head of its Office finds it and takes it on.

Everything typed was saved on the server while it was typed (a revision of the row); the row itself
belongs to its meeting or unit. Taking it on records who answers for it from then on.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.urls import reverse

from meetings.models import (
    DraftTakeover,
    Intervention,
    Meeting,
    Notice,
    NoticeParagraph,
    NoticeSection,
)
from procuracy.web.errors import Refused
from procuracy.web.models import Revision
from units.models import Unit, User

SHOWN = 300


@dataclass(frozen=True)
class Left:
    """One unfinished text: whose, what, since when, and where it is gone on with."""

    account: User
    table: str
    record: str
    title: str
    text: str
    url: str
    at: datetime.datetime

    @property
    def value(self) -> str:
        return f"{self.account.pk}:{self.table}:{self.record}"


def accounts(office: Unit) -> list[User]:
    """Disabled accounts of people who have, or had, a position in the office or below it."""
    held = Q(person__appointments__unit=office) | Q(person__appointments__unit__parent=office)
    found = User.objects.filter(held, is_active=False).select_related("person")
    return list(found.distinct().order_by("pk"))


def left(office: Unit, user: User) -> list[Left]:
    """What their last drafts say, newest first, without what was finished or taken on since.

    Reports of units stay with their units, where any colleague goes on with them.
    """
    disabled = {user.pk: user for user in accounts(office)}
    if not disabled:
        return []
    last = Revision.objects.filter(user_id__in=disabled, table__in=_TABLES, is_committed=False)
    found = (
        last.values_list("table", "record", "user_id")
        .annotate(last=Max("at"))
        .order_by("-last")[:SHOWN]
    )
    rows = _without_taken(office, list(found))
    words = {
        (table, key): told
        for table, tell in _TABLES.items()
        for key, told in tell(
            user, office, [key for name, key, *_ in rows if name == table]
        ).items()
    }
    return [
        Left(disabled[user], table, key, *words[table, key], at=at)
        for table, key, user, at in rows
        if (table, key) in words
    ]


def _without_taken(office: Unit, rows: list[Any]) -> list[Any]:
    taken = DraftTakeover.objects.filter(office=office)
    last = taken.values_list("table", "record", "account_id").annotate(last=Max("at"))
    until = {(table, key, user): at for table, key, user, at in last}
    return [(*row, at) for *row, at in rows if not (until.get(tuple(row)) or at) > at]


Told = dict[str, tuple[str, str, str]]  # record → title, text, address


def _rows_of_minutes(user: User, office: Unit, keys: list[str]) -> Told:
    """Typed and not written down, of a meeting that is still in session."""
    rows = (
        Intervention.objects.read_by(user)
        .standing()
        .filter(
            pk__in=keys,
            is_finished=False,
            meeting__organiser=office,
            meeting__state=Meeting.State.IN_SESSION,
        )
    )
    return {
        str(row.pk): (
            f"Biên bản {row.meeting.title}",
            f"{row.speaker_text or '(chưa ghi tên)'}: {row.text}",
            reverse("meetings:intervention_save", args=[row.meeting_id, row.client_key]),
        )
        for row in rows.select_related("meeting")
    }


def _assessments(user: User, office: Unit, keys: list[str]) -> Told:
    rows = Meeting.objects.read_whole(user).filter(
        pk__in=keys, organiser=office, state=Meeting.State.IN_SESSION
    )
    return {
        str(row.pk): (
            f"Đánh giá của chủ trì, {row.title}",
            row.assessment,
            reverse("meetings:meeting_desk", args=[row.pk]),
        )
        for row in rows
    }


def _paragraphs(user: User, office: Unit, keys: list[str]) -> Told:
    rows = NoticeParagraph.objects.filter(
        pk__in=keys, notice__in=Notice.objects.visible_to(user), notice__state=Notice.State.DRAFT
    )
    rows = rows.filter(notice__meeting__organiser=office)
    return {
        str(row.pk): (
            f"Dự thảo thông báo kết luận, {row.notice.meeting.title}",
            row.text,
            reverse("meetings:notice_edit", args=[row.notice_id]),
        )
        for row in rows.select_related("notice__meeting")
    }


def _sections(user: User, office: Unit, keys: list[str]) -> Told:
    rows = NoticeSection.objects.filter(
        pk__in=keys, notice__in=Notice.objects.visible_to(user), notice__state=Notice.State.DRAFT
    )
    rows = rows.filter(notice__meeting__organiser=office)
    return {
        str(row.pk): (
            f"Dự thảo thông báo kết luận, {row.notice.meeting.title}: {row.heading}",
            row.text,
            reverse("meetings:notice_edit", args=[row.notice_id]),
        )
        for row in rows.select_related("notice__meeting")
    }


_TABLES: dict[str, Callable[[User, Unit, list[str]], Told]] = {
    Intervention._meta.db_table: _rows_of_minutes,
    Meeting._meta.db_table: _assessments,
    NoticeParagraph._meta.db_table: _paragraphs,
    NoticeSection._meta.db_table: _sections,
}


@transaction.atomic
def take_over(office: Unit, wanted: str, *, by: User, at: datetime.datetime) -> Left:
    """Record who goes on with one of them ("12:meetings_intervention:7")."""
    found = next((one for one in left(office, by) if one.value == wanted), None)
    if found is None:
        raise Refused("Bản đang soạn này đã được nhận hoặc đã ghi xong.")
    DraftTakeover.objects.create(
        office=office, account=found.account, table=found.table, record=found.record, by=by, at=at
    )
    return found
