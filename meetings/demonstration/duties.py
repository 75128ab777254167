"""Who oversees what in Quảng Trị today, and a mandate of last month: invented, as are the people."""

import datetime

from meetings.demonstration.offices import REFORM, Seat, Staff
from units.models import Appointment, Delegation, Field, Portfolio, Role

DECISION = "Thông báo số 02/TB-VKS ngày 01/7/2025 phân công lãnh đạo phụ trách"
# By leader, in the order of `_leaders`: regions, fields. Region 8 waits for somebody.
_SHARES: tuple[tuple[tuple[int, ...], tuple[str, ...]], ...] = (
    ((), ("xay-dung-nganh", "khieu-to")),
    ((1, 2, 3, 4), ("dan-su", "hanh-chinh-kdtm", "thi-hanh-an-ds")),
    (
        (5, 6, 7),
        ("tin-bao", "bat-giam-giu", "dieu-tra", "truy-to", "xet-xu-hs", "thi-hanh-an-hs"),
    ),
)


def fill(staff: Staff, today: datetime.date) -> None:
    """Called last: the second deputy takes the next name, and nobody else's changes."""
    leaders = _leaders(staff)
    fields = {field.code: field for field in Field.objects.all()}
    rows = []
    for leader, (regions, codes) in zip(leaders, _SHARES, strict=True):
        rows += [_portfolio(leader, unit=staff.units[f"QT2-KV{no}"]) for no in regions]
        rows += [_portfolio(leader, field=fields[code]) for code in codes]
    prosecutor = staff.held["QT2-P9", Role.UNIT_DEPUTY][0]
    rows += [
        _portfolio(prosecutor, unit=staff.units[f"QT2-KV{no}"], field=fields["dan-su"])
        for no in (1, 2, 3)
    ]
    Portfolio.objects.bulk_create(rows)
    _delegate(leaders[0], leaders[1], today)


def _leaders(staff: Staff) -> list[Appointment]:
    """Head, deputy and a second deputy, who has no account."""
    staff.hire(Seat("QT2", Role.PROVINCE_DEPUTY, "Phó Viện trưởng"), REFORM)
    head = staff.held["QT2", Role.PROVINCE_HEAD][0]
    return [head, *staff.held["QT2", Role.PROVINCE_DEPUTY]]


def _portfolio(holder: Appointment, **what: object) -> Portfolio:
    return Portfolio(appointment=holder, valid_from=REFORM, decision=DECISION, **what)


def _delegate(head: Appointment, deputy: Appointment, today: datetime.date) -> None:
    first = today - datetime.timedelta(days=40)
    Delegation.objects.create(
        grantor=head,
        delegate=deputy,
        mandate=f"Giấy ủy quyền số 01/GUQ-VKS ngày {first:%d/%m/%Y}",
        scope="Điều hành công việc của VKSND tỉnh trong thời gian Viện trưởng đi công tác.",
        valid_from=first,
        valid_to=first + datetime.timedelta(days=9),
    )
