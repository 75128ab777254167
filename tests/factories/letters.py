"""An ordinary official letter of a unit."""

from typing import Any

from meetings.models import Letter
from units.models import Appointment, Unit, User


def letter(unit: Unit, by: User, signer: Appointment, **more: Any) -> Letter:
    said = {
        "subject": "Phối hợp rà soát số liệu tháng 11",
        "addressed": "Các phòng thuộc VKSND tỉnh",
        "content": "Đề nghị các đơn vị rà soát số liệu.\nGửi kết quả về đơn vị soạn thảo.",
        "recipients_text": "Như trên",
    }
    return Letter.objects.create(
        office=unit.office, unit=unit, begun_by=by, signer=signer, **(said | more)
    )
