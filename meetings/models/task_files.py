"""Files that prove how a task was carried out."""

from typing import TYPE_CHECKING

from django.db import models

from meetings.models.directive_tasks import DirectiveTask
from procuracy.web.models.files import StoredFile

if TYPE_CHECKING:
    from units.models import User


class TaskFileQuerySet(models.QuerySet["TaskFile"]):
    def visible_to(self, user: "User") -> "TaskFileQuerySet":
        return self.filter(task__in=DirectiveTask.objects.visible_to(user))

    def light(self) -> "TaskFileQuerySet":
        """Without the bytes, for lists."""
        return self.defer("content")


class TaskFile(StoredFile):
    """Tài liệu chứng minh: taken away again as long as the task waits for its report."""

    task = models.ForeignKey(
        DirectiveTask, models.PROTECT, related_name="files", verbose_name="nhiệm vụ"
    )
    by = models.ForeignKey("units.User", models.PROTECT, related_name="+", verbose_name="người gửi")
    at = models.DateTimeField("lúc gửi")

    objects = TaskFileQuerySet.as_manager()

    class Meta:
        verbose_name = "tài liệu chứng minh của nhiệm vụ"
        ordering = ["task", "pk"]
