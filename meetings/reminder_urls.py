"""Addresses of reminders of tasks."""

from django.urls import URLPattern, path

from meetings.views import reminders

urlpatterns: list[URLPattern] = [
    path("task-reminders/", reminders.task_reminder_list, name="task_reminder_list"),
    path(
        "task-reminders/acknowledge/",
        reminders.task_reminder_acknowledge_all,
        name="task_reminder_acknowledge_all",
    ),
    path(
        "task-reminders/<int:pk>/acknowledge/",
        reminders.task_reminder_acknowledge,
        name="task_reminder_acknowledge",
    ),
    path("task-reminders/escalation/", reminders.escalation_edit, name="escalation_edit"),
]
