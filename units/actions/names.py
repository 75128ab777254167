"""A unit is never renamed in place: a new name begins on a day and the old one ends the day before.

Only what came from reference data unverified (`is_assumed`) may be corrected where it stands.
"""

import datetime
from dataclasses import asdict, dataclass

from django.db import transaction

from procuracy.web.dates import screen_day
from procuracy.web.errors import Refused
from units.models import Unit, UnitName, User

# The procuracy was founded in 1960; a day before that is a slip of the keyboard.
EARLIEST_YEAR = 1960


@dataclass(frozen=True)
class Names:
    name: str
    short_name: str
    place_name: str
    symbol: str

    @classmethod
    def of(cls, row: UnitName) -> "Names":
        return cls(row.name, row.short_name, row.place_name, row.symbol)


@transaction.atomic
def rename(
    unit: Unit, names: Names, *, since: datetime.date | None, by: User, at: datetime.datetime
) -> None:
    """Give new names from the day `since`; without a day correct assumed ones."""
    rows = list(UnitName.objects.select_for_update().filter(unit=unit))
    last = rows[-1]
    if names == Names.of(last):
        return
    if since is None:
        _correct(unit, last, names)
    else:
        _succeed(unit, last, names, since)


def _correct(unit: Unit, last: UnitName, names: Names) -> None:
    if not unit.is_assumed:
        raise Refused(
            "Tên đơn vị đã kiểm chứng không sửa lùi: ghi ngày bắt đầu dùng tên mới, "
            "tên cũ vẫn đứng trên các văn bản đã ban hành."
        )
    UnitName.objects.filter(pk=last.pk).update(**asdict(names))


def _succeed(unit: Unit, last: UnitName, names: Names, since: datetime.date) -> None:
    if last.valid_from is not None and since <= last.valid_from:
        raise Refused(f"Tên hiện nay có từ ngày {screen_day(last.valid_from)}: ghi ngày sau đó.")
    if since.year < EARLIEST_YEAR or not unit.exists_on(since):
        raise Refused(f"Đơn vị không hoạt động vào ngày {screen_day(since)}.")
    ends = last.valid_to
    last.valid_to = since - datetime.timedelta(days=1)
    last.save(update_fields=["valid_to"])
    UnitName.objects.create(unit=unit, valid_from=since, valid_to=ends, **asdict(names))
