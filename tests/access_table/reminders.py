"""Reminders are each person's own; leadership and Office say when leaders are told."""

from tests.access_table.people import ALL, REGION, RUNS
from tests.access_table.rows import FORM, POST, page

REMINDERS = [
    page("meetings:task_reminder_list", may=ALL),
    page("meetings:task_reminder_acknowledge_all", may=ALL, methods=POST),
    page("meetings:task_reminder_acknowledge", "task_reminder", may={"unit_clerk"}, methods=POST),
    page("meetings:escalation_edit", may=RUNS | REGION | {"absent_clerk"}, methods=FORM),
]
