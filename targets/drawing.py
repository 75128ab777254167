"""Drawing a print that waits. Harmless to repeat: what is drawn or given up stays as it is."""

import datetime

from django.utils import timezone

from targets import awaited, board_facts, unit_page
from targets.models import BoardPrint
from targets.printing import dashboard_pdf
from units.models import Unit


def draw(print_id: int, *, at: datetime.datetime) -> None:
    waiting = BoardPrint.objects.waiting().filter(pk=print_id)
    asked = waiting.select_related(
        "user", "acting__unit__parent", "period__work_year", "field", "overseer__person"
    ).first()
    if asked is None:
        return
    if asked.unit_id is None:
        pdf = _drawn_board(asked, at)
    else:
        unit = Unit.objects.named(timezone.localdate(at)).get(pk=asked.unit_id)
        pdf = drawn_unit(asked, unit, at)
    waiting.update(state=BoardPrint.State.DONE, pdf=pdf, done_at=at)


def _drawn_board(asked: BoardPrint, at: datetime.datetime) -> bytes:
    board = board_facts.asked_board(asked, today=timezone.localdate(at))
    words = board_facts.filter_of(asked).words
    return board_facts.drawn(board, asked.acting.office, at=at, words=words)


def drawn_unit(asked: BoardPrint, unit: Unit, at: datetime.datetime) -> bytes:
    """The page of the unit, as who asked sees it in the position of then."""
    today = timezone.localdate(at)
    chosen = board_facts.asked_choice(asked, today)
    reader = asked.user.act_on(today, asked.acting_id)
    page = unit_page.page(
        unit_page.board_of(asked.acting, unit, chosen, today),
        unit,
        chosen,
        awaited.said(reader, unit, chosen.year, today),
    )
    return dashboard_pdf(page, board_facts.office_facts(asked.acting.office, today, at=at))


def give_up(print_id: int, *, at: datetime.datetime) -> None:
    waiting = BoardPrint.objects.waiting().filter(pk=print_id)
    waiting.update(state=BoardPrint.State.FAILED, done_at=at)
