"""The symbol behind a number says which office and, where the office wants it, who drafted."""

import pytest
from django.test import Client

from procuracy.web.errors import Refused
from tests import factories as f
from tests.units.issuing import DAY, issued
from units import symbols
from units.models import Register, Role, Unit

pytestmark = pytest.mark.django_db

DRAFTED = "{loai}-{coquan}-{donvi}"


@pytest.fixture
def office() -> Unit:
    return f.province()


def book(office: Unit, template: str) -> Register:
    register = Register.objects.get(office=office)
    register.symbol_template, register.document_kinds = template, ["TB", "CV", "QĐ"]
    register.save()
    return register


def test_symbols_as_offices_write_them(office: Unit) -> None:
    writers = f.department(office, "Văn phòng", is_secretariat=True, symbol="VP")
    ninth = f.department(office, "Phòng 9", symbol="P9")
    seventh = f.region(office, "VKSND khu vực 7", symbol="VKSKV7")
    written: list[tuple[Unit, str, str, Unit | None, int, str]] = [
        (office, "{loai}-{coquan}", "TB", None, 5, "05/TB-VKS"),
        (office, "{loai}-{coquan}QT", "TB", None, 1, "01/TB-VKSQT"),
        (seventh, "{loai}-{coquan}", "QĐ", None, 9, "09/QĐ-VKSKV7"),
        (office, "{coquan}-{donvi}", "CV", writers, 319, "319/VKS-VP"),
        (office, DRAFTED, "CV", ninth, 12, "12/VKS-P9"),
        (office, DRAFTED, "TB", ninth, 12, "12/TB-VKS-P9"),
        # Nobody named: the Office drafts what an office issues. What a body without departments,
        # or the office itself, drafts bears no such part.
        (office, DRAFTED, "TB", None, 15, "15/TB-VKS-VP"),
        (office, DRAFTED, "TB", office, 15, "15/TB-VKS"),
        (seventh, "{coquan}-{donvi}", "CV", seventh, 4, "04/VKSKV7"),
        (seventh, "{donvi}-{coquan}", "CV", None, 4, "04/VKSKV7"),
    ]
    for where, template, kind, unit, number, code in written:
        register = book(where, template)
        assert symbols.document_code(register, kind, number, DAY, unit) == code


def test_department_without_symbol_is_told_before_a_number_is_taken(
    client: Client, office: Unit
) -> None:
    mute = f.department(office, "Phòng 10")
    register = book(office, DRAFTED)
    with pytest.raises(Refused, match="Phòng 10 chưa có ký hiệu"):
        issued(register, unit=mute)
    assert not register.entries.exists()
    client.force_login(f.user(Role.REGISTRY_CLERK, office))
    page = client.get(f"/registers/{register.pk}/").content.decode()
    assert "Phòng 10 chưa có ký hiệu nên chưa cấp số được" in page
    mute.names.update(symbol="P10")
    assert issued(register, unit=mute).code == "01/TB-VKS-P10"
    page = client.get(f"/registers/{register.pk}/").content.decode()
    assert "ký hiệu dạng 01/TB-VKS-P10, 01/VKS-P10, 01/QĐ-VKS-P10" in page
    assert "chưa có ký hiệu" not in page


def test_symbol_too_long_for_the_registers_column_is_refused(office: Unit) -> None:
    register = book(office, "{loai}-{coquan}-" + "A" * 24)
    with pytest.raises(Refused, match="dài quá 30 ký tự"):
        issued(register)
