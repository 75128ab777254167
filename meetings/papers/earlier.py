"""Tình hình thực hiện kết luận kỳ trước: an annex of the next notice, until each order is closed.

Gathered while the notice is drafted and kept as it stood at that moment (`Notice.earlier`), so that
the paper that is signed, the numbered one and every reprint say the same. Its shape:

rows    list of {no, content, source, lead, due, standing}, one for each order, or period of it
count   the four-way count of their tasks, by the names of `FourWay`
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from meetings.consolidating.counting import brief
from meetings.models import DirectiveTask, Meeting, Notice
from meetings.tasks import counting, outstanding
from meetings.tasks.outstanding import Outstanding
from procuracy.web.dates import office_day, printed_short
from units.models import Unit
from units.models.organisation import lineage

State = DirectiveTask.State
LETTERS = 200  # of a result that is told
DONE_ON_TIME, DONE_LATE = "hoàn thành đúng hạn", "hoàn thành quá hạn"
REPORTED, GOING, UNDATED = "đã báo cáo, chờ xác nhận", "đang thực hiện trong hạn", "không định hạn"


def gather(meeting: Meeting, at: datetime.datetime) -> dict[str, Any] | None:
    """All that is open; what was done of the conclusion before, or since it was last told.

    None where there is nothing to tell. A fixed number of queries.
    """
    rows = outstanding.of_earlier(meeting).exclude(state=State.WITHDRAWN)
    told = ~Q(state=State.CONFIRMED) | Q(directive__meeting=_before(meeting))
    if since := _last_told(meeting, at):
        told |= Q(confirmed_at__gte=since)
    rows = rows.filter(told)
    by_order: dict[tuple[int, datetime.date | None], list[Outstanding]] = {}
    for one in outstanding.standing(rows, at):
        by_order.setdefault((one.task.directive_id, one.task.occurrence), []).append(one)
    if not by_order:
        return None
    stands = counting.standing(rows, at)
    late, count = set(stands.ids("done_late")), stands.total()
    names = _names(by_order, office_day(at))
    return {
        "rows": [_row(no, some, late, names) for no, some in enumerate(by_order.values(), start=1)],
        "count": {way: getattr(count, way) for way in counting.WAYS},
    }


def _before(meeting: Meeting) -> Meeting | None:
    """The last one of the same kind that was concluded."""
    rows = Meeting.objects.filter(
        kind=meeting.kind_id,
        organiser__in=lineage(meeting.organiser)[0],
        concluded_at__isnull=False,
    )
    rows = rows.filter(starts_at__lt=meeting.starts_at, with_unit=meeting.with_unit_id)
    return rows.order_by("-starts_at").first()


def _last_told(meeting: Meeting, at: datetime.datetime) -> datetime.datetime | None:
    rows = Notice.objects.filter(
        meeting__kind=meeting.kind_id, meeting__organiser=meeting.organiser_id, earlier_at__lt=at
    )
    last = rows.exclude(meeting=meeting).order_by("-earlier_at").first()
    return last.earlier_at if last else None


def _names(by_order: dict[Any, list[Outstanding]], on: datetime.date) -> dict[int, str]:
    ids = {one.task.unit_id for some in by_order.values() for one in some}
    return {unit.pk: brief(unit) for unit in Unit.objects.named(on).filter(pk__in=ids)}


def _row(no: int, some: list[Outstanding], late: set[int], names: dict[int, str]) -> dict[str, Any]:
    task = some[0].task
    leads = [one for one in some if one.task.is_lead] or some
    days = {outstanding.due_words(one.task) for one in some}
    return {
        "no": no,
        "content": task.directive.text.strip(),
        "source": some[0].origin,
        "lead": ", ".join(dict.fromkeys(names[one.task.unit_id] for one in leads)),
        "due": days.pop() if len(days) == 1 and "" not in days else task.directive.due_text,
        "standing": _standing(some, late, names),
    }


def _standing(some: list[Outstanding], late: set[int], names: dict[int, str]) -> str:
    """`Hoàn thành đúng hạn: KV1, KV3; quá hạn 6 ngày: KV4.` Of one unit without its name."""
    groups: dict[str, list[str]] = {}
    for one in some:
        words = _words(one, is_late=one.task.pk in late)
        groups.setdefault("; ".join([words, *one.notes]), []).append(names[one.task.unit_id])
    if len(some) == 1:
        said = [*groups, *_result(some[0])]
    else:
        said = [f"{words}: {', '.join(units)}" for words, units in groups.items()]
    text = ";\n".join(said)
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def _words(one: Outstanding, *, is_late: bool) -> str:
    if one.task.state == State.CONFIRMED:
        return DONE_LATE if is_late else DONE_ON_TIME
    if one.task.state == State.REPORTED:
        return REPORTED
    if one.is_overdue:
        return one.word
    return UNDATED if one.task.due_on is None else GOING


def _result(one: Outstanding) -> Iterable[str]:
    """What the unit reported, in its own words."""
    if one.task.state not in (State.REPORTED, State.CONFIRMED):
        return []
    said = [one for one in one.task.events.all() if not one.is_note]
    texts = [event.text for event in said if event.state == State.REPORTED]
    text = " ".join(texts[-1].split()) if texts else ""
    return [text if len(text) <= LETTERS else f"{text[:LETTERS].rstrip()}…"] if text else []


def facts(notice: Notice) -> dict[str, Any] | None:
    """As it is frozen with the notice: rows, count and the moment, in words of the paper."""
    if notice.earlier is None or notice.earlier_at is None:
        return None
    return notice.earlier | {"as_of": as_of(notice.earlier_at)}


def as_of(at: datetime.datetime) -> str:
    return f"đến ngày {printed_short(office_day(at))}"
