"""Files that prove how a task was carried out: added until it is confirmed, taken away only while
its addressee still has it."""

import datetime

from django.db import transaction

from meetings.models import DirectiveTask, TaskFile
from procuracy.web.errors import Refused
from procuracy.web.uploads import Upload
from units.models import User

MOST_FILES = 20


@transaction.atomic
def attach(task: DirectiveTask, upload: Upload, *, by: User, at: datetime.datetime) -> TaskFile:
    """The same bytes handed in twice are kept once."""
    present = _locked(task)
    if present.state in DirectiveTask.ENDED:
        raise Refused(f"Nhiệm vụ {present.get_state_display()}, không gửi thêm tài liệu được.")
    columns = upload.columns()
    if same := present.files.light().filter(sha256=columns["sha256"]).first():
        return same
    if present.files.count() >= MOST_FILES:
        raise Refused(f"Một nhiệm vụ kèm nhiều nhất {MOST_FILES} tệp: gộp lại hoặc bỏ bớt tệp.")
    return TaskFile.objects.create(task=present, by=by, at=at, **columns)


@transaction.atomic
def detach(file: TaskFile) -> None:
    """What was reported with the task stays with it."""
    present = _locked(file.task)
    if present.state in (*DirectiveTask.ENDED, DirectiveTask.State.REPORTED):
        raise Refused("Đã báo cáo kèm tài liệu này: chờ trả lại rồi mới bỏ được.")
    present.files.filter(pk=file.pk).delete()


def _locked(task: DirectiveTask) -> DirectiveTask:
    rows = DirectiveTask.objects.select_related("directive__meeting__notice")
    present = rows.select_for_update(of=("self",)).get(pk=task.pk)
    if not present.is_active:
        raise Refused("Nhiệm vụ này mới là dự kiến: thông báo kết luận chưa phát hành.")
    return present
