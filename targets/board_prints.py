"""Asking for a print of the board, of one unit's page, or of the sums."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from procrastinate.exceptions import AlreadyEnqueued

from procuracy.web.errors import Refused
from targets import board_facts, drawing, jobs
from targets.boards import Board
from targets.choices import AsOf
from targets.filters import Filter
from targets.models import BoardPrint, Period, View
from units.models import Unit, User

# Cells drawn within the request: about a third of a second. The worker draws what is larger.
AT_ONCE = 250
HEAD_ROWS = 3
TARGETS_AT_ONCE = 20  # of a page: each is a row and a paragraph of formulas
KEPT = 20
Kind = BoardPrint.Kind


@transaction.atomic
def ask(
    *,
    by: User,
    period: Period,
    wanted: Filter,
    at: datetime.datetime,
    view: View = View.AUTO,
    compares: bool = False,
) -> BoardPrint:
    """A print already drawn if the board is small, else one that waits for the worker.

    Who asks for the same again while it waits gets the same one. Refused for an empty board.
    """
    choice: dict[str, Any] = {"user": by, "acting": by.acting, "period": period}
    choice |= {name: getattr(wanted, name) for name in ("field", "verdict", "overseer")}
    choice |= {"kind": Kind.BOARD, "unit": None, "view": view, "compares": compares}
    asked = BoardPrint(**choice, asked_at=at)
    board = board_facts.asked_board(asked, today=timezone.localdate(at))
    if not (board.columns and board.rows):
        raise Refused("Bảng không có ô nào để in. Chọn kỳ hoặc lĩnh vực khác.")
    if size(board) <= AT_ONCE:
        asked.pdf = board_facts.drawn(board, asked.acting.office, at=at, words=wanted.words)
        asked.state, asked.done_at = BoardPrint.State.DONE, at
        asked.save()
    else:
        asked = _waiting(choice, at)
    forget_old(by)
    return asked


@transaction.atomic
def ask_page(
    *,
    by: User,
    kind: BoardPrint.Kind,
    board: Board,
    chosen: AsOf,
    unit: Unit | None = None,
    at: datetime.datetime,
) -> BoardPrint:
    """Of what `board` shows: a unit's page, of which it is the row, or the sums of all its units.

    At once if it is short, as above.
    """
    choice: dict[str, Any] = {"user": by, "acting": by.acting, "period": chosen.period}
    choice |= {"kind": kind, "unit": unit, "view": chosen.view, "compares": chosen.compares}
    choice |= {"field": None, "verdict": "", "overseer": None}
    if len(board.columns) <= TARGETS_AT_ONCE:
        asked = BoardPrint(**choice, asked_at=at, state=BoardPrint.State.DONE, done_at=at)
        asked.pdf = drawing.drawn(asked, at)
        asked.save()
    else:
        asked = _waiting(choice, at)
    forget_old(by)
    return asked


def _waiting(choice: dict[str, Any], at: datetime.datetime) -> BoardPrint:
    asked, _ = BoardPrint.objects.waiting().get_or_create(**choice, defaults={"asked_at": at})
    queue(asked)
    return asked


def size(board: Board) -> int:
    """Cells with their heads, which take as long: a unit's 71 targets are 284, not 71."""
    rows = len(board.rows) + (board.total is not None)
    return len(board.columns) * (rows + HEAD_ROWS)


def queue(asked: BoardPrint) -> None:
    """Once: a job that waits already stays the only one, and two never draw at the same time."""
    key = f"board-print-{asked.pk}"
    try:
        with transaction.atomic():
            # Before letters: somebody waits for it.
            jobs.draw_board.configure(lock=key, queueing_lock=key, priority=10).defer(
                print_id=asked.pk
            )
    except AlreadyEnqueued:
        pass


def forget_old(user: User) -> None:
    mine = BoardPrint.objects.filter(user=user)
    kept = mine.order_by("-pk").values_list("pk", flat=True)[:KEPT]
    mine.exclude(pk__in=list(kept)).delete()
