"""Annexes that are gathered for a draft: put in, drawn up anew as of a moment, or left out."""

import datetime

from django.db import transaction

from meetings.models import Notice
from meetings.papers import earlier, unmet
from meetings.papers.notice_steps import step
from meetings.papers.noticing import WAY
from procuracy.web.errors import Refused
from units.models import User


@transaction.atomic
def take_earlier(notice: Notice, *, by: User, at: datetime.datetime) -> None:
    """On earlier conclusions, as their tasks stand at `at`."""
    notice = WAY.editable(notice)
    found = earlier.gather(notice.meeting, at)
    if found is None:
        raise Refused("Không có nhiệm vụ nào của kết luận kỳ trước để đưa vào phụ lục.")
    with step(notice, "lấy phụ lục kết luận kỳ trước", by=by, at=at):
        notice.earlier, notice.earlier_at = found, at
        notice.touch("earlier", "earlier_at")


@transaction.atomic
def leave_earlier_out(notice: Notice, *, by: User, at: datetime.datetime) -> None:
    notice = WAY.editable(notice)
    with step(notice, "bỏ phụ lục kết luận kỳ trước", by=by, at=at):
        notice.earlier = notice.earlier_at = None
        notice.touch("earlier", "earlier_at")


@transaction.atomic
def take_unmet(notice: Notice, *, by: User, at: datetime.datetime) -> None:
    """On targets behind, as figures and explanations stand at `at`."""
    notice = WAY.editable(notice)
    found = unmet.gather(notice.meeting, at)
    if found is None:
        raise Refused("Kỳ này không có chỉ tiêu nào chưa đạt hoặc có nguy cơ không đạt.")
    with step(notice, "lấy phụ lục chỉ tiêu chưa đạt", by=by, at=at):
        notice.unmet, notice.unmet_at = found, at
        notice.touch("unmet", "unmet_at")


@transaction.atomic
def leave_unmet_out(notice: Notice, *, by: User, at: datetime.datetime) -> None:
    notice = WAY.editable(notice)
    with step(notice, "bỏ phụ lục chỉ tiêu chưa đạt", by=by, at=at):
        notice.unmet = notice.unmet_at = None
        notice.touch("unmet", "unmet_at")
