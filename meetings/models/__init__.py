"""Where work is heard and concluded: meetings, minutes, directives, notices, follow-up."""

from meetings.models.acceptance import Acceptance, AcceptanceLine, BreakthroughChoice
from meetings.models.addressee_groups import AddresseeGroup, InspectionMode
from meetings.models.agenda import AgendaItem
from meetings.models.attendance import Attendance, Site, SpeakerTurn
from meetings.models.conclusion import (
    ConclusionOverride,
    MeetingStep,
    MinutesDocument,
    MinutesVersion,
)
from meetings.models.consolidated import (
    ConsolidatedLine,
    ConsolidatedReport,
    ConsolidatedWriting,
    ReportDelivery,
)
from meetings.models.desk import DraftTakeover, Exhibit, Phrase, Writing
from meetings.models.difficulties import Difficulty, DifficultyStep
from meetings.models.directive_tasks import DirectiveTask, TaskEvent
from meetings.models.directives import Addressee, Directive
from meetings.models.hall import ChairQuestion, HallFocus
from meetings.models.inspections import Inspection, InspectionFinding, InspectionStep
from meetings.models.invitations import Invitation
from meetings.models.kind_sections import KindSection
from meetings.models.kinds import HostTurn, MeetingKind
from meetings.models.letters import Letter
from meetings.models.matter_registers import MatterCount, MatterRegister, NarrativeSwitch
from meetings.models.matters import Matter, MatterUpdate
from meetings.models.meetings import Meeting
from meetings.models.minutes import Intervention
from meetings.models.news import MeetingMove, MeetingNews
from meetings.models.notices import (
    Notice,
    NoticeParagraph,
    NoticeSection,
    NoticeStep,
    NoticeWithdrawal,
)
from meetings.models.outlines import OutlineLine
from meetings.models.outside import OutsideDirective
from meetings.models.report_prints import ReportPrint
from meetings.models.reports import (
    ReportCheck,
    ReportFile,
    ReportSection,
    ReportStep,
    UnitReport,
)
from meetings.models.retention import Disposal, DisposalItem, RetentionRule
from meetings.models.series import MeetingSeries
from meetings.models.slips import IssuedSlip
from meetings.models.task_files import TaskFile
from meetings.models.task_places import HandOver, Reclaim, TaskHolding
from meetings.models.task_reminders import EscalationTerm, TaskDigest, TaskReminder
from meetings.models.task_steps import (
    Extension,
    TaskAnswer,
    TaskEvidence,
    TaskReview,
)
from meetings.models.task_told import TaskTold
from meetings.models.volumes import (
    IndexTerm,
    Volume,
    VolumeAccess,
    VolumeItem,
    VolumeOrder,
)
from meetings.models.wordings import PaperWording

__all__ = [
    "Acceptance",
    "AcceptanceLine",
    "Addressee",
    "AddresseeGroup",
    "AgendaItem",
    "Attendance",
    "BreakthroughChoice",
    "ChairQuestion",
    "ConclusionOverride",
    "ConsolidatedLine",
    "ConsolidatedReport",
    "ConsolidatedWriting",
    "Difficulty",
    "DifficultyStep",
    "Directive",
    "DirectiveTask",
    "Disposal",
    "DisposalItem",
    "DraftTakeover",
    "EscalationTerm",
    "Exhibit",
    "Extension",
    "HallFocus",
    "HandOver",
    "HostTurn",
    "IndexTerm",
    "Inspection",
    "InspectionFinding",
    "InspectionMode",
    "InspectionStep",
    "Intervention",
    "Invitation",
    "IssuedSlip",
    "KindSection",
    "Letter",
    "Matter",
    "MatterCount",
    "MatterRegister",
    "MatterUpdate",
    "Meeting",
    "MeetingKind",
    "MeetingMove",
    "MeetingNews",
    "MeetingSeries",
    "MeetingStep",
    "MinutesDocument",
    "MinutesVersion",
    "NarrativeSwitch",
    "Notice",
    "NoticeParagraph",
    "NoticeSection",
    "NoticeStep",
    "NoticeWithdrawal",
    "OutlineLine",
    "OutsideDirective",
    "PaperWording",
    "Phrase",
    "Reclaim",
    "ReportCheck",
    "ReportDelivery",
    "ReportFile",
    "ReportPrint",
    "ReportSection",
    "ReportStep",
    "RetentionRule",
    "Site",
    "SpeakerTurn",
    "TaskAnswer",
    "TaskDigest",
    "TaskEvent",
    "TaskEvidence",
    "TaskFile",
    "TaskHolding",
    "TaskReminder",
    "TaskReview",
    "TaskTold",
    "UnitReport",
    "Volume",
    "VolumeAccess",
    "VolumeItem",
    "VolumeOrder",
    "Writing",
]
