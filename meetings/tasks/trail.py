"""Diễn biến: all that happened to a task, by all who did it, in the order of time."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from meetings.models import DirectiveTask, Extension, Reclaim, TaskAnswer, TaskEvent
from procuracy.web.dates import screen_day
from units.models import User

SOFTWARE = "Phần mềm"  # who did what followed by itself


@dataclass(frozen=True)
class Entry:
    at: datetime.datetime
    by: User | str
    title: str
    text: str = ""
    # Of two at one moment: what was decided stands before what follows from it.
    place: int = 1


def trail(task: DirectiveTask) -> list[Entry]:
    """Oldest first; a fixed number of queries."""
    parts: list[Iterable[Entry]] = [
        _events(task),
        _extensions(task),
        _reclaims(task),
        _answers(task),
        _proofs(task),
    ]
    return sorted((one for part in parts for one in part), key=lambda one: (one.at, one.place))


def _events(task: DirectiveTask) -> Iterator[Entry]:
    """States, and what was noted without another one: that is said by its words alone."""
    before = DirectiveTask.State.NEW
    for row in task.events.select_related("by__person").order_by("pk"):
        yield Entry(row.at, row.by or SOFTWARE, _moved(before, row), row.text)
        before = DirectiveTask.State(row.state)


def _moved(before: DirectiveTask.State, event: TaskEvent) -> str:
    if event.is_note or (event.state == before and event.text):
        return ""
    if (before, event.state) == (DirectiveTask.State.REPORTED, DirectiveTask.State.IN_PROGRESS):
        return "trả lại"
    return event.get_state_display()


def _extensions(task: DirectiveTask) -> Iterator[Entry]:
    for row in task.extensions.select_related("asked_by__person", "decided_by__person"):
        days = f"từ {screen_day(row.from_on)} đến hết ngày {screen_day(row.to_on)}"
        yield Entry(row.asked_at, row.asked_by, f"đề nghị gia hạn {days}", row.reason)
        if row.decided_by and row.decided_at:
            yield Entry(row.decided_at, row.decided_by, _decided(row), row.words, 0)


def _decided(row: Extension) -> str:
    if row.state == Extension.State.WITHDRAWN:
        return "rút đề nghị gia hạn"
    return f"{row.get_state_display()} gia hạn đến hết ngày {screen_day(row.to_on)}"


def _reclaims(task: DirectiveTask) -> Iterator[Entry]:
    """What was granted is told by the hand-over that follows from it."""
    for row in task.reclaims.select_related("asked_by__person", "decided_by__person"):
        yield Entry(row.asked_at, row.asked_by, "đề nghị nhận lại nhiệm vụ", row.reason)
        if row.decided_by and row.decided_at:
            title = f"{row.get_state_display()} cho nhận lại"
            if row.state == Reclaim.State.WITHDRAWN:
                title = "rút đề nghị nhận lại"
            yield Entry(row.decided_at, row.decided_by, title, row.words, 0)


def _answers(task: DirectiveTask) -> Iterator[Entry]:
    """Written and waiting, or given back; what was sent on stands as the report itself."""
    for row in task.answers.select_related("by__person", "decided_by__person"):
        text = "" if row.state == TaskAnswer.State.SENT else row.text
        yield Entry(row.at, row.by, "trình thủ trưởng đơn vị báo cáo kết quả", text)
        if not row.decided_by or not row.decided_at:
            continue
        if row.state == TaskAnswer.State.SENT:
            yield Entry(row.decided_at, row.decided_by, "duyệt báo cáo kết quả", "", 0)
        else:
            yield Entry(row.decided_at, row.decided_by, "trả lại để viết tiếp", row.words, 0)


def _proofs(task: DirectiveTask) -> Iterator[Entry]:
    for file in task.files.light().select_related("by__person"):
        yield Entry(file.at, file.by, "gửi tài liệu chứng minh", file.name)
    for row in task.evidence.select_related("by__person"):
        what = "số liệu" if row.figure_id else "nhiệm vụ trong chương trình"
        yield Entry(row.at, row.by, f"đưa minh chứng: {what}", row.words)
