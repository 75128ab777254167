"""Where work is heard and concluded: meetings, minutes, directives, notices, follow-up."""

from meetings.models.agenda import AgendaItem
from meetings.models.attendance import Attendance, Site, SpeakerTurn
from meetings.models.directives import (
    Addressee,
    AddresseeGroup,
    Directive,
    DirectiveTask,
    TaskEvent,
)
from meetings.models.matters import (
    Matter,
    MatterCount,
    MatterRegister,
    MatterUpdate,
    NarrativeSwitch,
)
from meetings.models.meetings import Meeting, MeetingKind
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
    "Matter",
    "MatterCount",
    "MatterRegister",
    "MatterUpdate",
    "Meeting",
    "MeetingKind",
    "NarrativeSwitch",
    "Notice",
    "NoticeParagraph",
    "Site",
    "SpeakerTurn",
    "TaskEvent",
    "UnitReport",
]
