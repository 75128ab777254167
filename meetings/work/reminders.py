"""Tasks that one was reminded of, until one says that one knows."""

from collections.abc import Iterable

from django.urls import reverse

from meetings.models import TaskReminder
from meetings.tasks import reminding
from meetings.tasks.reminder_letters import kind_of
from meetings.work.items import Item
from units.models import User


def told(user: User) -> Iterable[Item]:
    """One line for all of them, of the most pressing day: the tasks stand in the list below by
    themselves."""
    rows: list[TaskReminder] = reminding.waiting_of(user)
    if rows:
        late = sum(kind_of(row) != "ahead" for row in rows)
        yield Item(
            title=f"Nhắc việc: {len(rows)} nhiệm vụ",
            detail=f"{late} nhiệm vụ đã quá hạn" if late else "sắp đến hạn",
            origin="Theo dõi thực hiện kết luận, chỉ đạo",
            due_on=rows[0].due_on,
            verb="Xem, xác nhận",
            url=reverse("meetings:task_reminder_list"),
            order=0,
        )
