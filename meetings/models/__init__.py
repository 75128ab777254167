"""Where work is heard and concluded: meetings, minutes, directives, notices, follow-up."""

from meetings.models.directives import (
    Addressee,
    AddresseeGroup,
    Directive,
    DirectiveTask,
    TaskEvent,
)
from meetings.models.meetings import AgendaItem, Attendance, Meeting, MeetingKind, Site
from meetings.models.minutes import Intervention
from meetings.models.notices import Notice, NoticeParagraph
from meetings.models.reports import UnitReport

__all__ = [
    "Addressee",
    "AddresseeGroup",
    "AgendaItem",
    "Attendance",
    "Directive",
    "DirectiveTask",
    "Intervention",
    "Meeting",
    "MeetingKind",
    "Notice",
    "NoticeParagraph",
    "Site",
    "TaskEvent",
    "UnitReport",
]
