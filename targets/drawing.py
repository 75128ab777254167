"""Drawing a print that waits. Harmless to repeat: what is drawn or given up stays as it is."""

import datetime

from django.utils import timezone

from targets import awaited, board_facts, filters, rollup_page, unit_page
from targets.models import BoardPrint
from targets.printing import dashboard_pdf
from targets.sections import Page
from units.models import Unit

Kind = BoardPrint.Kind


def draw(print_id: int, *, at: datetime.datetime) -> None:
    waiting = BoardPrint.objects.waiting().filter(pk=print_id)
    asked = waiting.select_related(
        "user", "acting__unit__parent", "period__work_year", "field", "overseer__person"
    ).first()
    if asked:
        pdf = drawn(asked, at)
        waiting.update(state=BoardPrint.State.DONE, pdf=pdf, done_at=at)


def drawn(asked: BoardPrint, at: datetime.datetime) -> bytes:
    """As who asked sees it in the position of then."""
    today = timezone.localdate(at)
    office = asked.acting.office
    if asked.kind == Kind.BOARD:
        board = board_facts.asked_board(asked, today=today)
        words = board_facts.filter_of(asked).words
        return board_facts.drawn(board, office, at=at, words=words)
    page = _unit_page(asked, today) if asked.kind == Kind.UNIT else _sums_page(asked, today)
    return dashboard_pdf(page, board_facts.office_facts(office, today, at=at))


def _unit_page(asked: BoardPrint, today: datetime.date) -> Page:
    assert asked.unit_id
    unit = Unit.objects.named(today).get(pk=asked.unit_id)
    chosen = board_facts.asked_choice(asked, today)
    reader = asked.user.act_on(today, asked.acting_id)
    board = unit_page.board_of(asked.acting, unit, chosen, today)
    return unit_page.page(board, unit, chosen, awaited.said(reader, unit, chosen.year, today))


def _sums_page(asked: BoardPrint, today: datetime.date) -> Page:
    chosen = board_facts.asked_choice(asked, today)
    board = board_facts.seen_board(asked.acting, chosen, today=today)
    leaders = filters.leaders_of(asked.acting, today)
    return rollup_page.page(board, chosen, leaders, today)


def give_up(print_id: int, *, at: datetime.datetime) -> None:
    waiting = BoardPrint.objects.waiting().filter(pk=print_id)
    waiting.update(state=BoardPrint.State.FAILED, done_at=at)
