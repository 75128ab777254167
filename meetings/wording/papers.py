"""Kinds of paper that are worded, by the name in their address."""

from meetings.wording.invitation import INVITATION
from meetings.wording.letters import CORRECTING, LETTER, WITHDRAWING
from meetings.wording.minutes import MINUTES
from meetings.wording.notice import NOTICE
from meetings.wording.plan import PLAN
from meetings.wording.report import REPORT
from meetings.wording.sections import PaperKind
from meetings.wording.slip import SLIP

_KINDS = (NOTICE, INVITATION, MINUTES, REPORT, PLAN, LETTER, CORRECTING, WITHDRAWING, SLIP)
PAPERS: dict[str, PaperKind] = {one.paper: one for one in _KINDS}
