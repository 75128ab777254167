"""Who reads, comments on and hands over a paper before it is approved: of every kind the people
who draft it, who approve it and who handle it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from meetings.models import ConsolidatedReport, Invitation, Letter, MinutesDocument, Notice
from meetings.permissions import consolidated, invitations, letters, minutes_documents, notices
from procuracy.web.access import Answer, Denied, action
from targets.models import PlanDocument
from targets.permissions import may_read
from targets.permissions import plan_documents as plans
from units import permissions as units
from units.models import AmendingPaper, PaperComment, User
from units.models.papers import Paper

HEADING = "Trình duyệt, góp ý văn bản"


@dataclass(frozen=True)
class Rules:
    """The kind's own rules; `handle`: give back what was approved, record the signature."""

    see: Callable[[User, Any], Answer]
    edit: Callable[[User, Any], Answer]
    approve: Callable[[User, Any], Answer]
    handle: Callable[[User, Any], Answer]


RULES: dict[type[Paper], Rules] = {
    Notice: Rules(
        notices.may_see_notice,
        notices.may_edit_notice,
        notices.may_approve_notice,
        notices.may_sign_notice,
    ),
    Invitation: Rules(
        invitations.may_see_invitation,
        invitations.may_edit_invitation,
        invitations.may_approve_invitation,
        invitations.may_handle_invitation,
    ),
    MinutesDocument: Rules(
        minutes_documents.may_see_minutes_document,
        minutes_documents.may_edit_minutes_document,
        minutes_documents.may_approve_minutes_document,
        minutes_documents.may_handle_minutes_document,
    ),
    ConsolidatedReport: Rules(
        consolidated.may_see_consolidated,
        consolidated.may_write_consolidated,
        consolidated.may_approve_consolidated,
        consolidated.may_handle_consolidated,
    ),
    PlanDocument: Rules(
        may_read,
        plans.may_edit_plan_document,
        plans.may_approve_plan_document,
        plans.may_return_plan_document,
    ),
    AmendingPaper: Rules(
        units.may_see_amending,
        units.may_edit_amending,
        units.may_approve_amending,
        units.may_handle_amending,
    ),
    Letter: Rules(
        letters.may_see_letter,
        letters.may_edit_letter,
        letters.may_approve_letter,
        letters.may_handle_letter,
    ),
}


@action("Xem góp ý, các bản của dự thảo", on=Invitation)
def may_see_review(user: User, paper: Paper) -> Answer:
    return RULES[type(paper)].see(user, paper)


@action("Trình duyệt dự thảo", on=Invitation)
def may_hand_paper(user: User, paper: Paper) -> Answer:
    return RULES[type(paper)].edit(user, paper)


@action("Trả lại dự thảo đã trình", on=Invitation)
def may_send_back_paper(user: User, paper: Paper) -> Answer:
    return RULES[type(paper)].approve(user, paper)


@action("Góp ý dự thảo", on=Invitation)
def may_comment_paper(user: User, paper: Paper) -> Answer:
    """Who drafts, approves or handles it; who only reads drafts does not."""
    rules = RULES[type(paper)]
    if any(rule(user, paper) for rule in (rules.edit, rules.approve, rules.handle)):
        return True
    return Denied("Dự thảo do người soạn, người duyệt và văn thư của cơ quan góp ý.")


@action("Ghi góp ý đã xử lý, mở lại góp ý")
def may_resolve_comment(user: User, comment: PaperComment) -> Answer:
    return may_comment_paper(user, comment.paper)
