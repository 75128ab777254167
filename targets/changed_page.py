"""What has changed, as a page: which verdicts and why, and who typed how much."""

from collections import Counter
from collections.abc import Sequence

from django.urls import reverse

from procuracy.web.dates import screen_moment
from targets import formula_section
from targets.board_facts import period_words
from targets.boards import Board
from targets.changed import DAYS_BACK, NEW, Changes, Move
from targets.choices import AsOf
from targets.filters import Filter
from targets.models import Target
from targets.past import Typed
from targets.sections import Cell, Head, Page, Section, counted, listed, mark_notes, plain, result
from targets.unit_page import cell_link, unit_link


def page(changes: Changes, chosen: AsOf, wanted: Filter) -> Page:
    since = screen_moment(changes.past.since)
    tally = Counter(move.words for move in changes.moves)
    told = ", ".join(
        f"{tally[word]} {word}"
        for word in ("xấu đi", "tốt lên", "thay đổi", *NEW.values())
        if tally[word]
    )
    return Page(
        title="Thay đổi kết quả chỉ tiêu",
        subtitle=f"từ {since}" + (f": {told}" if told else ""),
        file="thay-doi",
        period=f"{period_words(changes.board)}; so với số liệu lúc {since}",
        sections=[
            moves(changes.moves, changes.board, chosen),
            typed(changes, chosen),
            *formula_section.sections(_moved(changes)),
        ],
        notes=[
            *mark_notes(one for move in changes.moves for one in (move.then, move.now)),
            "Kết quả lúc trước được tính lại từ lịch sử số liệu, ngưỡng giao và ngày lúc đó. Số "
            "liệu nạp bằng lệnh trên máy chủ coi như đã có từ trước. Xem lại được "
            f"{DAYS_BACK} ngày gần nhất; xa hơn thì xem lịch sử của từng số liệu.",
        ],
        back=(reverse("targets:target_board") + chosen.query, "Về bảng chỉ tiêu"),
    )


def _moved(changes: Changes) -> list[Target]:
    return list({move.now.target.pk: move.now.target for move in changes.moves}.values())


def moves(
    found: Sequence[Move],
    board: Board,
    chosen: AsOf,
    *,
    title: str = "Kết quả thay đổi",
    reasons: int = 3,
) -> Section:
    rows = [
        [
            plain(move.words),
            _where(move, board, chosen),
            plain(move.now.target.short_name),
            result(move.then),
            result(move.now, cell_link(move.row.unit.pk, move.now.target.pk, chosen)),
            plain(listed(move.reasons, reasons)),
        ]
        for move in found
    ]
    return Section(
        title,
        [
            Head("Chiều", 10),
            Head("Đơn vị", 14),
            Head("Chỉ tiêu", 17),
            Head("Trước", 12, is_number=True),
            Head("Nay", 12, is_number=True),
            Head("Vì sao"),
        ],
        rows,
        sheet="Kết quả",
        empty="Không có chỉ tiêu nào đổi mức kết quả.",
    )


def _where(move: Move, board: Board, chosen: AsOf) -> Cell:
    if move.row is board.total:
        return plain(board.total_name)
    return plain(move.row.unit.short_name, unit_link(move.row.unit.pk, chosen))


def typed(changes: Changes, chosen: AsOf) -> Section:
    """Who typed how much, whether it moved a verdict or not."""
    by_unit: dict[int, list[Typed]] = {}
    for one in changes.typed:
        by_unit.setdefault(one.place[0], []).append(one)
    named = {unit.pk: unit for unit in changes.board.sight.units}
    rows = [
        _typed_row(named[unit].short_name, unit, ones, changes, chosen)
        for unit, ones in by_unit.items()
        if unit in named
    ]
    return Section(
        "Số liệu đã nhập, sửa",
        [
            Head("Đơn vị"),
            Head("Nhập mới", 12, is_number=True),
            Head("Sửa", 10, is_number=True),
            Head("Bỏ", 10, is_number=True),
            Head("Người nhập", 30),
            Head("Lần cuối", 16),
        ],
        sorted(rows, key=lambda row: row[0].text),
        sheet="Số liệu",
        empty="Không có số liệu nào được nhập hoặc sửa.",
    )


def _typed_row(
    name: str, unit: int, ones: Sequence[Typed], changes: Changes, chosen: AsOf
) -> list[Cell]:
    who = {said for one in ones if (said := changes.names.get(one.user_id or 0))}
    new = sum(one.before is None for one in ones)
    gone = sum(one.after is None for one in ones)
    return [
        plain(name, unit_link(unit, chosen)),
        counted(new),
        counted(len(ones) - new - gone),
        counted(gone),
        plain(listed(sorted(who))),
        plain(screen_moment(max(one.at for one in ones))),
    ]
