"""A notice is withdrawn: its tasks stay in force or end with it, as somebody said, and is told.

Chosen while the letter is a draft, printed in it, and carried out when it is released.
"""

import datetime

from django.db import transaction

from meetings.models import DirectiveTask, Notice, NoticeWithdrawal, TaskEvent
from meetings.models.directive_tasks import DirectiveTaskQuerySet
from meetings.tasks.following import close_waiting
from procuracy.web.errors import Refused
from units.models import AmendingPaper, User
from units.models.amending import Effect

Tasks = NoticeWithdrawal.Tasks
SENTENCES = {
    Tasks.STAY: (
        "Các nhiệm vụ đã giao theo văn bản nêu trên vẫn có hiệu lực, các đơn vị tiếp tục thực hiện."
    ),
    Tasks.END: (
        "Các nhiệm vụ đã giao theo văn bản nêu trên mà chưa báo cáo kết quả thì thôi thực hiện."
    ),
}


def notice_of(paper: AmendingPaper) -> Notice | None:
    """The notice that the letter withdraws; None of any other letter."""
    if paper.effect != Effect.WITHDRAWS:
        return None
    return Notice.objects.filter(document=paper.of_id).select_related("meeting").first()


def chosen(paper: AmendingPaper) -> NoticeWithdrawal | None:
    rows = NoticeWithdrawal.objects.select_related("chosen_by__person")
    return rows.filter(letter=paper).first()


def open_tasks(notice: Notice) -> DirectiveTaskQuerySet:
    """Those that would end: with their addressees, not yet reported."""
    return DirectiveTask.objects.filter(
        directive__meeting=notice.meeting_id,
        directive__in=notice.meeting.directives.orders(),
        state__in=DirectiveTask.WITH_ADDRESSEE,
    )


@transaction.atomic
def choose(
    paper: AmendingPaper, tasks: str, *, by: User, at: datetime.datetime
) -> NoticeWithdrawal:
    """While the letter is a draft; whoever read it before reads it anew."""
    present = AmendingPaper.objects.select_for_update().get(pk=paper.pk)
    notice = notice_of(present)
    if notice is None:
        raise Refused("Chỉ công văn thu hồi thông báo kết luận mới chọn việc này.")
    if not present.is_editable:
        raise Refused("Công văn đã duyệt, không chọn lại được; cần sửa thì trả lại dự thảo.")
    made, _ = NoticeWithdrawal.objects.update_or_create(
        letter=present,
        defaults={"notice": notice, "tasks": tasks, "chosen_by": by, "chosen_at": at},
    )
    present.touch("edition")
    return made


def shortcoming(paper: AmendingPaper) -> str:
    if notice_of(paper) is None or chosen(paper):
        return ""
    return "chưa chọn các nhiệm vụ đã giao theo thông báo còn thực hiện hay thôi."


def sentence(paper: AmendingPaper) -> list[str]:
    """What the letter says of the tasks, so that paper and record say the same."""
    found = chosen(paper)
    return [SENTENCES[Tasks(found.tasks)]] if found else []


def carry_out(paper: AmendingPaper, by: User, at: datetime.datetime) -> None:
    """With the letter's release, in its transaction; what was reported stays to be judged."""
    found = chosen(paper)
    if found is None or found.tasks == Tasks.STAY or found.ended_at:
        return
    tasks = list(open_tasks(found.notice).select_for_update(of=("self",)).order_by("pk"))
    for task in tasks:
        task.state = DirectiveTask.State.WITHDRAWN
        task.version += 1
        task.save(update_fields=["state", "version"])
        close_waiting(task, by=by, at=at)
        told = f"Thôi thực hiện theo {paper.document}: thu hồi {paper.of}. Lý do: {paper.reason}"
        TaskEvent.objects.create(task=task, state=task.state, text=told, by=by, at=at)
    found.ended_at, found.ended = at, len(tasks)
    found.save(update_fields=["ended_at", "ended"])
