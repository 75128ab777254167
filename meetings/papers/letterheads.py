"""What stands around the text of every paper of a meeting, as facts of a day."""

import datetime
from typing import Any

from procuracy.web.errors import Refused
from units.models import Demonstration, Register, Unit
from units.models.registry import DocumentKind
from units.registry import record_address, registers_for
from units.symbols import symbol_of

SUPREME = "VIỆN KIỂM SÁT NHÂN DÂN TỐI CAO"


def letterhead(
    register: Register,
    kind: DocumentKind,
    on: datetime.date,
    *,
    number: int | None = None,
    code: str = "",
    unit: Unit | None = None,
) -> dict[str, Any]:
    """Without a number both number and date stay blank for the pen; `unit` drafted it."""
    office = register.office
    naming = office.naming(on)
    return {
        "kind_name": kind.label.upper(),
        "superior_name": superior_name(office, on),
        "office_name": naming.name.upper(),
        "number": number,
        "symbol": code.partition("/")[2] or symbol_of(register, kind, on, unit, unknown="…"),
        "place": naming.place_name,
        "dated_on": on.isoformat() if number else None,
        "year": on.year,
        "record": record_address(register, on.year, number),
        "illustrative": Demonstration.objects.exists(),
    }


def superior_name(office: Unit, on: datetime.date) -> str:
    """What stands above the office's name: its province, above a province the supreme office."""
    return office.parent.naming(on).name.upper() if office.parent else SUPREME


def register_of(office: Unit, kind: DocumentKind) -> Register:
    """The office's register that takes papers of this kind; Refused when there is none."""
    registers = registers_for(office, kind)
    if not registers:
        label = kind.label.lower()
        raise Refused(f"Cơ quan chưa mở sổ văn bản đi nhận {label}: văn thư mở sổ trước.")
    return registers[0]


def paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
