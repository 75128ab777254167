"""What stands behind a document's number: its register's template, filled for a day."""

import datetime
import re

from procuracy.web.errors import Refused
from units.models import Register, Unit
from units.models.organisation import UnitQuerySet
from units.models.registry import DocumentKind

KIND, OFFICE, DRAFTER = "{loai}", "{coquan}", "{donvi}"


def document_code(
    register: Register, kind: str, number: int, on: datetime.date, unit: Unit | None = None
) -> str:
    """`05/TB-VKS`; a công văn has no letters of a kind: `319/VKS-VP`.

    `unit` drafted it, the office's own Văn phòng when none is named. Raises Refused where the
    template asks for its symbol and it has none.
    """
    return f"{number:02d}/{symbol_of(register, kind, on, unit)}"


def symbol_of(
    register: Register, kind: str, on: datetime.date, unit: Unit | None, unknown: str = ""
) -> str:
    """`unknown` stands on a draft for a symbol that the department has not got yet."""
    template = register.symbol_template
    if kind == DocumentKind.LETTER:
        template = template.replace(f"{KIND}-", "").replace(KIND, "")
    if DRAFTER in template:
        template = _drafted(template, _drafter_symbol(register.office, unit, on, unknown))
    symbol = register.office.naming(on).symbol
    return template.replace(KIND, kind).replace(OFFICE, symbol)


def _drafted(template: str, symbol: str) -> str:
    """An office that drafts itself leaves the place out, and what joins it to the rest."""
    if symbol:
        return template.replace(DRAFTER, symbol)
    return re.sub(rf"[-.]?{re.escape(DRAFTER)}", "", template).strip("-.")


def _drafter_symbol(office: Unit, unit: Unit | None, on: datetime.date, unknown: str) -> str:
    unit = unit or departments(office, on).filter(is_secretariat=True).first()
    if unit is None or unit.is_office:
        return ""
    naming = unit.naming(on)
    if not (naming.symbol or unknown):
        raise Refused(
            f"{naming.short_name} chưa có ký hiệu để ghi sau số văn bản: bổ sung ở trang đơn vị."
        )
    return naming.symbol or unknown


def departments(office: Unit, on: datetime.date) -> UnitQuerySet:
    return Unit.objects.existing(on).filter(parent=office, kind=Unit.Kind.DEPARTMENT)


def without_symbol(register: Register, on: datetime.date) -> list[str]:
    """Short names of the departments whose letters the register could not number."""
    if DRAFTER not in register.symbol_template:
        return []
    found = departments(register.office, on).prefetch_related("names")
    namings = [unit.naming(on) for unit in found]
    return [naming.short_name for naming in namings if not naming.symbol]


def examples(register: Register, on: datetime.date) -> list[str]:
    """The number 1 of each kind it takes, by the first department that has a symbol."""
    unit = None
    if DRAFTER in register.symbol_template:
        found = departments(register.office, on).prefetch_related("names")
        unit = next((one for one in found if one.naming(on).symbol), register.office)
    codes = (document_code(register, kind, 1, on, unit) for kind in register.document_kinds)
    return list(dict.fromkeys(codes))
