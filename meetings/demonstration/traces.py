"""Traces of work in the history: corrections by people at their desks, a request to purge a text.

What the rest of the demonstration writes is recorded as the command's own work.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from meetings.models import ReportSection
from meetings.models.kind_sections import SectionSource
from procuracy.web.history import purging, sealing
from procuracy.web.history.context import Actor, Origin, working
from targets import plans
from targets.models import Figure, PlanProgress, PlanTask
from units.models import Person, Unit, User

PERSONNEL, OFFICE, CLERK = "qt.tochuc", "qt.chanhvanphong", "qt.phong9"
INSPECTOR = "qt.thanhtra"
# Typed this morning, so that a leader's page has something to tell: account, line, new value.
SINCE_YESTERDAY = (
    ("kv1.tonghop", "tb-cuoc-ks", 4),
    ("kv6.tonghop", "tb-yc-xac-minh", 6),
    ("kv2.tonghop", "dt-khong-toi", 1),
)

REPORTED = "Đã đôn đốc các đơn vị có chỉ tiêu dưới 80 %; kiểm điểm từng tuần đến hết năm công tác."


@transaction.atomic
def fill(today: datetime.date) -> None:
    """Nothing where the demonstration has none of these accounts (another province's copy)."""
    with _at_desk(PERSONNEL, today, "10.45.2.21", "POST /persons/") as user:
        if user:
            person = Person.objects.exclude(user=user).filter(phone="").first()
            if person:
                Person.objects.filter(pk=person.pk).update(phone="0233 3852 000")
    with _at_desk(CLERK, today, "10.45.9.14", "POST /figures/") as user:
        if user and user.acting:
            _mend_figure(user.acting.unit)
    for username, line, value in SINCE_YESTERDAY:
        with _at_desk(username, today, "10.45.20.7", "POST /figures/") as user:
            if user and user.acting:
                _type(user.acting.unit, line, value)
    with _at_desk(OFFICE, today, "10.45.1.10", "POST /plan-tasks/") as user:
        if user and user.acting:
            _report_task(user, today)
    with _at_desk(INSPECTOR, today, "10.45.7.3", "POST /history/") as user:
        if user and user.acting:
            _ask_for_purge(user, today)


def seal() -> None:
    """After everything is committed: the demonstration has a seal of its day."""
    sealing.seal()


@contextmanager
def _at_desk(
    username: str, today: datetime.date, address: str, source: str
) -> Iterator[User | None]:
    user = User.objects.filter(username=username).first()
    if user is None or user.act_on(today).acting is None:
        yield None
        return
    assert user.acting
    actor = Actor(user.pk, user.acting.pk, user.acting.unit_id)
    with working(Origin(source, address=address, who=lambda: actor)):
        yield user


def _mend_figure(unit: Unit) -> None:
    """Typed wrong, seen the same day, put right: the figure ends as it was."""
    figure = Figure.objects.filter(unit=unit).order_by("-month", "pk").first()
    if figure:
        right = figure.value
        for value in (right + 1, right):
            Figure.objects.filter(pk=figure.pk).update(value=value)


def _type(unit: Unit, line: str, value: int) -> None:
    last = Figure.objects.filter(unit=unit, indicator__code=line).order_by("-month").first()
    if last:
        Figure.objects.filter(pk=last.pk).update(value=value)


def _report_task(user: User, today: datetime.date) -> None:
    """The last open one of the newest plan; what was approved is not touched."""
    assert user.acting
    tasks = PlanTask.objects.running().filter(plan__unit=user.acting.office)
    task = tasks.order_by("-plan", "-order").first()
    if task:
        at = datetime.datetime.combine(today, datetime.time(1, 20), datetime.UTC)
        plans.report(task, stage=PlanProgress.Stage.DOING, text=REPORTED, by=user, at=at)


def _ask_for_purge(user: User, today: datetime.date) -> None:
    """Open, for a leader of the office to look at; nothing secret stands there."""
    assert user.acting
    office = user.acting.office
    rows = ReportSection.objects.filter(source=SectionSource.DIFFICULTIES).exclude(text="")
    section = rows.filter(report__unit__parent=office).order_by("report").last()
    if section:
        purging.ask(
            section,
            "text",
            "Đơn vị báo đã chép nhầm một câu từ văn bản có độ mật; đề nghị xóa trắng mục này.",
            office=office.pk,
            by=user.pk,
            acting=user.acting.pk,
            at=datetime.datetime.combine(today, datetime.time(3, 30), datetime.UTC),
        )
