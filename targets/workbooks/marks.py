"""What a unit's workbook carries out of sight: whose it is, when it was made, what stood in it.

Signed, so that a workbook of another unit, of another installation or with altered marks is told
apart; what stood there shows later which cells the clerk changed and which somebody else did.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.core import signing

from procuracy.web.errors import Refused
from targets.models import Indicator
from targets.workbooks.grids import Grid, Key

SHEET = "_so_lieu"  # of the marks
KEYS = "#"  # begins the hidden row that names the months of the columns
VERSION = 1
PIECE = 30_000  # letters to a cell
_SALT = "targets.workbooks.unit"
_CLOSED = "x"

FOREIGN = (
    "Tệp này không phải sổ số liệu do hệ thống lập, hoặc phần nhận dạng trong tệp đã bị sửa: "
    "tải lại sổ của đơn vị, chép số liệu sang rồi nạp."
)
OUTMODED = "Sổ được lập theo mẫu cũ: tải lại sổ của đơn vị, chép số liệu sang rồi nạp."


@dataclass(frozen=True)
class Mark:
    """`stood`: every cell when the workbook was made, None for an empty one; `closed`: those that
    could not be typed in."""

    unit_id: int
    made_at: datetime.datetime
    months: list[datetime.date]
    stood: dict[Key, Decimal | None]
    closed: set[Key]


def packed(grid: Grid, at: datetime.datetime) -> list[str]:
    """In pieces that a cell holds."""
    stood = {line.pk: [_stood(grid, line, month) for month in grid.months] for line in grid.lines}
    mark = {
        "version": VERSION,
        "unit": grid.unit.pk,
        "made": at.isoformat(),
        "months": [f"{month:%Y-%m}" for month in grid.months],
        "stood": stood,
    }
    text = signing.dumps(mark, salt=_SALT, compress=True)
    return [text[at : at + PIECE] for at in range(0, len(text), PIECE)]


def _stood(grid: Grid, line: Indicator, month: datetime.date) -> str:
    value = grid.figures.get((line.pk, month))
    text = "" if value is None else f"{value:f}"
    return text if grid.is_open(line, month) else _CLOSED + text


def unpacked(pieces: list[str]) -> Mark:
    try:
        mark = signing.loads("".join(pieces), salt=_SALT)
    except signing.BadSignature as error:
        raise Refused(FOREIGN) from error
    if mark["version"] != VERSION:
        raise Refused(OUTMODED)
    months = [datetime.date.fromisoformat(f"{text}-01") for text in mark["months"]]
    texts = {
        (int(line), month): text
        for line, of_line in mark["stood"].items()
        for month, text in zip(months, of_line, strict=True)
    }
    stood = {key: _value(text.removeprefix(_CLOSED)) for key, text in texts.items()}
    closed = {key for key, text in texts.items() if text.startswith(_CLOSED)}
    made = datetime.datetime.fromisoformat(mark["made"])
    return Mark(mark["unit"], made, months, stood, closed)


def _value(text: str) -> Decimal | None:
    return Decimal(text) if text else None
