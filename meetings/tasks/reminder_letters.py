"""The letter of a day: which tasks are due, overdue, or brought before a leader.

It names documents and paragraphs, not what they order: mail leaves the house, conclusions do not.
"""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMessage

from meetings.models import DirectiveTask, TaskDigest, TaskReminder
from meetings.tasks import following
from procuracy.web import letters
from procuracy.web.dates import screen_day
from targets.working_days import DaysOff, days_off
from units.models import Unit

Stage = TaskReminder.Stage
LISTED = 40
# Longer ago than this the letters of a person are no longer gone through.
MEMORY = datetime.timedelta(days=21)
CLOSING = "Đăng nhập hệ thống, vào mục Nhắc việc để xem nội dung và xác nhận đã biết."
HEADINGS = {
    "late": "Đã quá hạn, chưa báo cáo",
    "ahead": "Sắp đến hạn",
    "told": "Quá hạn, báo cáo lãnh đạo",
}


def write(digest_id: int, *, today: datetime.date, at: datetime.datetime) -> bool:
    """Sends the letter of a digest, once and on its own day; False when none is due any more."""
    row = TaskDigest.objects.select_related("person").get(pk=digest_id)
    if row.mailed_at or row.on != today or not row.person.email:
        return False
    letter = message(row)
    if letter is None:
        return False
    mine = TaskDigest.objects.filter(pk=row.pk)

    def note() -> None:
        if not mine.filter(mailed_at__isnull=True).update(mailed_at=at):
            raise letters.NotWanted

    def forget() -> None:
        mine.update(mailed_at=None)

    try:
        letters.hand_over(letter, note=note, forget=forget)
    except letters.NotWanted:
        return False
    return True


def message(row: TaskDigest) -> EmailMessage | None:
    """None where everything was answered or acknowledged meanwhile. Its Message-ID depends on the
    row alone."""
    fresh, older = _reminders(row)
    if not fresh:
        return None
    off = days_off(row.on - datetime.timedelta(days=400), row.on + datetime.timedelta(days=60))
    parts = [f"Nhắc việc ngày {screen_day(row.on)}", *_parts(fresh, row.on, off)]
    if older:
        parts.append(f"Ngoài ra còn {older} nhiệm vụ đã nhắc trước đây chưa được xác nhận đã biết.")
    domain = settings.DEFAULT_FROM_EMAIL.partition("@")[2] or "localhost"
    late = sum(reminder.due_on < row.on for reminder in fresh)
    return EmailMessage(
        subject=subject(len(fresh), late),
        body="\n\n".join([*parts, CLOSING]) + "\n",
        to=[row.person.email],
        headers={"Message-ID": f"<task-digest-{row.pk}@{domain}>"},
    )


def subject(tasks: int, late: int) -> str:
    """`Nhắc việc: 5 nhiệm vụ, 2 quá hạn`."""
    return f"Nhắc việc: {tasks} nhiệm vụ" + (f", {late} quá hạn" if late else "")


def _reminders(row: TaskDigest) -> tuple[list[TaskReminder], int]:
    """What no letter has told yet, a task once with its latest stage; and how many others wait."""
    sent = TaskDigest.objects.filter(person=row.person_id, mailed_at__isnull=False)
    last = sent.filter(on__lt=row.on).order_by("-on").values_list("on", flat=True).first()
    since = max(last or datetime.date.min, row.on - MEMORY)
    waiting = TaskReminder.objects.waiting().filter(person=row.person_id, on__lte=row.on)
    latest = {one.task_id: one for one in waiting.order_by("on", "pk")}
    fresh = [one for one in latest.values() if one.on > since]
    return sorted(fresh, key=lambda one: (one.due_on, one.pk)), len(latest) - len(fresh)


def _parts(rows: list[TaskReminder], on: datetime.date, off: DaysOff) -> Iterable[str]:
    tasks = following.told(DirectiveTask.objects.filter(pk__in=[row.task_id for row in rows]))
    by_key = {task.pk: task for task in tasks}
    names = Unit.objects.named(on).in_bulk({task.unit_id for task in by_key.values()})
    for kind, heading in HEADINGS.items():
        of_kind = [row for row in rows if kind_of(row) == kind]
        if of_kind:
            lines = [
                f"- {names[by_key[row.task_id].unit_id].short_name}: "
                f"{following.origin(by_key[row.task_id])}; {when(by_key[row.task_id], on, off)}"
                for row in of_kind[:LISTED]
            ]
            if len(of_kind) > LISTED:
                lines.append(f"- và {len(of_kind) - LISTED} nhiệm vụ khác.")
            yield "\n".join([f"{heading} ({len(of_kind)}):", *lines])


def kind_of(row: TaskReminder) -> str:
    if row.stage in (Stage.DEPUTY, Stage.HEAD):
        return "told"
    return "late" if row.stage == Stage.OVERDUE else "ahead"


def when(task: DirectiveTask, on: datetime.date, off: DaysOff) -> str:
    """`hạn 16:30, 25/11/2026, còn 2 ngày làm việc`; `hạn 20/11/2026, quá 1 ngày làm việc`."""
    assert task.due_on is not None
    hour = f"{task.due_time:%H:%M}, " if task.due_time else ""
    due = f"hạn {hour}{screen_day(task.due_on)}"
    if task.due_on == on:
        return f"{due}, hôm nay"
    days = off.between(*sorted((task.due_on, on)))
    word = "còn" if task.due_on > on else "quá"
    return f"{due}, {word} {days} ngày làm việc" if days else due
