"""Đơn vị nêu đã biết: the unit that asked was told who does it, and that it is done."""

from django.db import models

from meetings.models.directive_tasks import DirectiveTask
from meetings.models.task_steps import OfTaskQuerySet


class TaskTold(models.Model):
    """What a unit that asked in a meeting or raised a difficulty has taken note of.

    What is still to be told is derived: a task in force, or confirmed, without such a row.
    """

    class What(models.TextChoices):
        GIVEN = "given", "đã biết đơn vị, người nhận làm"
        DONE = "done", "đã biết kết quả"

    append_only = True

    task = models.ForeignKey(
        DirectiveTask, models.PROTECT, related_name="told", verbose_name="nhiệm vụ"
    )
    what = models.CharField("đã biết", max_length=5, choices=What)
    by = models.ForeignKey("units.User", models.PROTECT, related_name="+", verbose_name="người")
    at = models.DateTimeField("lúc")

    objects = OfTaskQuerySet["TaskTold"].as_manager()

    class Meta:
        verbose_name = "đơn vị nêu đã biết"
        ordering = ["task", "pk"]
        constraints = [models.UniqueConstraint(name="task_told_once", fields=["task", "what"])]

    def __str__(self) -> str:
        return self.get_what_display()
