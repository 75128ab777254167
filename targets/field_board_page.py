"""A field's board of a month on paper and in a workbook: the same rows as on the screen."""

from procuracy.web.dates import screen_month
from targets import formula_section
from targets.deviations import LineSeen
from targets.field_boards import FieldBoard, Row
from targets.scores import Score
from targets.sections import Cell, Head, Page, Section, mark_notes, plain
from units.models import Appointment

UNUSUAL = (
    "Khác thường: lệch từ 5 trở lên và từ một nửa trở lên so với tháng trước hoặc cùng kỳ năm "
    "trước; cùng kỳ của đơn vị kế thừa gồm các đơn vị trước sắp xếp."
)


def page(whole: FieldBoard, board: FieldBoard) -> Page:
    """`board`: the rows of `whole` that are asked for."""
    behind = [score for row in board.rows for score in row.behind]
    targets = list({score.target.pk: score.target for score in behind}.values())
    month = screen_month(board.month)
    return Page(
        title=f"{board.field.name}: số liệu {month}",
        subtitle="" if len(board.rows) == len(whole.rows) else "những nơi còn việc",
        file=f"so-lieu-{board.field.code}-{board.month:%Y-%m}",
        period=f"{len(whole.rows)} đơn vị × {len(whole.lines)} dòng, số liệu {month}",
        sections=[
            units(board),
            *formula_section.sections(targets),
        ],
        facts=[(one.word.capitalize(), Cell(str(count))) for one, count in whole.counts()],
        notes=[UNUSUAL, *mark_notes(behind)],
    )


def units(board: FieldBoard) -> Section:
    rows = [
        [
            plain(row.unit.short_name),
            plain(f"{row.standing.glyph} {row.standing.word}".strip()),
            plain(f"{row.typed}/{len(row.lines)}"),
            plain("; ".join(map(_unusual, row.unusual))),
            plain("; ".join(map(_behind, row.behind))),
            plain(_to_call(row)),
        ]
        for row in board.rows
    ]
    heads = [
        Head("Đơn vị", 14),
        Head("Tình trạng", 11),
        Head("Số dòng", 6, is_number=True),
        Head("Số liệu khác thường"),
        Head("Chỉ tiêu chưa đạt, nguy cơ", 19),
        Head("Liên hệ", 18),
    ]
    empty = "Không có đơn vị nào báo cáo lĩnh vực này, hoặc không nơi nào còn việc."
    return Section("Từng đơn vị", heads, rows, sheet="Đơn vị", empty=empty)


def _unusual(line: LineSeen) -> str:
    return f"{line.indicator.name}: {line.shown[0]}, {', '.join(line.notes)}"


def _behind(score: Score) -> str:
    value = score.shown + score.mark if score.shown else score.verdict.word
    return f"{score.target.short_name} {score.verdict.glyph} {value}"


def _to_call(row: Row) -> str:
    return "; ".join(map(_person, row.to_call)) or "chưa ghi người phụ trách"


def _person(held: Appointment) -> str:
    phone = f", {held.person.phone}" if held.person.phone else ""
    return f"{held.person.full_name}, {held.position}{phone}"
