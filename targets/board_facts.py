"""The board as one position sees it, and the facts of its print."""

import datetime
from typing import Any

from django.utils import timezone

from procuracy.web.dates import printed_short, screen_day
from targets import boards, formula_section, formula_words
from targets.boards import Board, Past, Row
from targets.choices import AsOf, as_of
from targets.filters import Filter
from targets.models import BoardPrint
from targets.printing import board_pdf
from targets.scores import RESTATED_WORDS, SMALL_WORDS, Score, regiven_notes
from units.models import Appointment, Demonstration, Unit
from units.reach import reach


def seen_board(
    acting: Appointment,
    chosen: AsOf,
    *,
    field_code: str = "",
    today: datetime.date,
    past: Past | None = None,
) -> Board:
    scope = reach(acting, today)
    board = boards.assemble(
        year=chosen.year,
        period=chosen.period,
        spans=chosen.spans,
        units=boards.seen_units(acting, chosen.year),
        province=boards.province_of(acting),
        field_code=field_code,
        today=today,
        view=chosen.view,
        compares=chosen.compares,
        past=past,
        catalogue=chosen.catalogue,
    )
    return board.readable(scope) if scope.is_by_field else board


def asked_choice(asked: BoardPrint, today: datetime.date) -> AsOf:
    choice = {"year": str(asked.period.work_year.year), "period": str(asked.period_id)}
    choice |= {"view": asked.view, "compare": "1" if asked.compares else ""}
    return as_of(asked.acting, choice, today)


def asked_board(asked: BoardPrint, *, today: datetime.date) -> Board:
    """What is to be printed, with today's figures and the rights of the one who asked."""
    chosen = asked_choice(asked, today)
    wanted = filter_of(asked)
    board = seen_board(asked.acting, chosen, field_code=wanted.field_code, today=today)
    return wanted.of(board, today)


def filter_of(asked: BoardPrint) -> Filter:
    return Filter(asked.field, asked.verdict, asked.overseer)


def drawn(board: Board, office: Unit, *, at: datetime.datetime, words: str = "") -> bytes:
    """`words`: of what was picked out of the board."""
    return board_pdf(facts(board, office, at=at, words=words))


def facts(board: Board, office: Unit, *, at: datetime.datetime, words: str = "") -> dict[str, Any]:
    """For `printing.board_html`; the office's name is that of the period's end."""
    rows = [*board.rows, *([board.total] if board.total else [])]
    return office_facts(office, board.period.ends_on, at=at) | {
        "title": "Bảng tổng hợp kết quả thực hiện chỉ tiêu",
        "period": period_words(board),
        "view": " ".join(filter(None, [sentence(words), sentence(board.sight.words)])),
        "notes": notes(board),
        "targets": [
            {"group": c.target.field.short_name, "name": c.target.short_name, "goal": goal}
            for c, goal in zip(board.columns, board.goals, strict=True)
        ],
        "rows": [_row(row, board.total_name if row is board.total else "") for row in rows],
        "formulas": [
            formula_section.texts(words)
            for words in formula_words.of_targets([column.target for column in board.columns])
        ],
    }


def office_facts(office: Unit, on: datetime.date, *, at: datetime.datetime) -> dict[str, Any]:
    """What stands at the head of every print: offices by their names of the day, and the hour."""
    units = Unit.objects.named(on)
    named = units.select_related("parent").get(pk=office.pk)
    above = named.parent and units.get(pk=named.parent.pk)
    return {
        "superior_name": above.name if above else "Viện kiểm sát nhân dân tối cao",
        "office_name": named.name,
        "state": state_words(at),
        "legend": [{"glyph": v.glyph, "word": v.word} for v in boards.LEGEND],
        "illustrative": Demonstration.objects.exists(),
    }


def state_words(at: datetime.datetime) -> str:
    return f"Số liệu lúc {_moment(at)}"


def printed_words(at: datetime.datetime) -> str:
    """Of a list that holds no figures."""
    return f"In lúc {_moment(at)}"


def period_words(board: Board | AsOf) -> str:
    """`Lũy kế đến hết tháng 3/2026, năm công tác 2026 (từ 01/10/2025 đến 31/3/2026)`."""
    first, last = printed_short(board.year.starts_on), printed_short(board.period.ends_on)
    label = board.period.label[0].lower() + board.period.label[1:]
    return f"Lũy kế {label}, năm công tác {board.year.year} (từ {first} đến {last})"


def sentence(words: str) -> str:
    return words and f"{words[0].upper()}{words[1:]}."


def notes(board: Board) -> list[str]:
    """What stands below the board: of whom its rows are made, and what last year's months are."""
    found = [f"{row.unit.short_name}: {row.note}." for row in board.rows if row.note]
    if any(score.is_inherited for row in board.rows for score in row.scores):
        found.insert(0, "* gồm số liệu của đơn vị trước khi sắp xếp.")
    shown = [*board.rows, *([board.total] if board.total else [])]
    if any(score.is_small for row in shown for score in row.scores):
        found.append(SMALL_WORDS)
    if board.is_restated:
        found.append(RESTATED_WORDS)
    found += regiven_notes(score for row in shown for score in row.scores)
    if board.sight.compares:
        first, last = board.sight.months_before
        found.append(
            "Dòng nhỏ: tăng, giảm so với cùng các tháng dương lịch của năm trước "
            f"({first.month}/{first.year} đến {last.month}/{last.year}); tỷ lệ tính bằng điểm phần "
            "trăm, số lượng tính bằng %."
        )
    return found


def _row(row: Row, total_name: str) -> dict[str, Any]:
    """`total_name`: of the row that is the total, "" of a unit's."""
    return {
        "unit": total_name or row.unit.short_name,
        "is_total": bool(total_name),
        "cells": [_cell(score) for score in row.scores],
    }


def _cell(score: Score) -> dict[str, str] | None:
    if not score.is_assigned:
        return None
    value = score.shown and score.shown + score.mark + ("*" if score.is_inherited else "")
    change = score.last_year.change if value and score.last_year else ""
    verdict = score.verdict
    return {"glyph": verdict.glyph, "value": value, "word": verdict.word, "change": change}


def _moment(at: datetime.datetime) -> str:
    local = timezone.localtime(at)
    return f"{local:%H:%M} ngày {screen_day(local.date())}"
