"""Kinds of paper that are worded, by the name in their address."""

from meetings.wording.invitation import INVITATION
from meetings.wording.notice import NOTICE
from meetings.wording.sections import PaperKind

PAPERS: dict[str, PaperKind] = {one.paper: one for one in (NOTICE, INVITATION)}
