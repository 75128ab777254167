"""Annexes that are gathered for a draft: put in, drawn up anew as of a moment, or left out."""

import datetime

from django.db import transaction

from meetings.models import Notice
from meetings.papers import earlier, unmet
from meetings.papers.noticing import WAY
from procuracy.web.errors import Refused


@transaction.atomic
def take_earlier(notice: Notice, *, at: datetime.datetime) -> None:
    """On earlier conclusions, as their tasks stand at `at`."""
    notice = WAY.editable(notice)
    found = earlier.gather(notice.meeting, at)
    if found is None:
        raise Refused("Không có nhiệm vụ nào của kết luận kỳ trước để đưa vào phụ lục.")
    notice.earlier, notice.earlier_at = found, at
    notice.touch("earlier", "earlier_at")


@transaction.atomic
def leave_earlier_out(notice: Notice) -> None:
    notice = WAY.editable(notice)
    notice.earlier = notice.earlier_at = None
    notice.touch("earlier", "earlier_at")


@transaction.atomic
def take_unmet(notice: Notice, *, at: datetime.datetime) -> None:
    """On targets behind, as figures and explanations stand at `at`."""
    notice = WAY.editable(notice)
    found = unmet.gather(notice.meeting, at)
    if found is None:
        raise Refused("Kỳ này không có chỉ tiêu nào chưa đạt hoặc có nguy cơ không đạt.")
    notice.unmet, notice.unmet_at = found, at
    notice.touch("unmet", "unmet_at")


@transaction.atomic
def leave_unmet_out(notice: Notice) -> None:
    notice = WAY.editable(notice)
    notice.unmet = notice.unmet_at = None
    notice.touch("unmet", "unmet_at")
