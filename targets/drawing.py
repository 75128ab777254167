"""Drawing a print that waits. Harmless to repeat: what is drawn or given up stays as it is."""

import datetime

from django.utils import timezone

from targets import board_facts
from targets.models import BoardPrint


def draw(print_id: int, *, at: datetime.datetime) -> None:
    waiting = BoardPrint.objects.waiting().filter(pk=print_id)
    asked = waiting.select_related(
        "acting__unit__parent", "period__work_year", "field", "overseer__person"
    ).first()
    if asked is None:
        return
    board = board_facts.asked_board(asked, today=timezone.localdate(at))
    pdf = board_facts.drawn(
        board, asked.acting.office, at=at, words=board_facts.filter_of(asked).words
    )
    waiting.update(state=BoardPrint.State.DONE, pdf=pdf, done_at=at)


def give_up(print_id: int, *, at: datetime.datetime) -> None:
    waiting = BoardPrint.objects.waiting().filter(pk=print_id)
    waiting.update(state=BoardPrint.State.FAILED, done_at=at)
