"""Numbers that no document in force bears: void ones, and those that were never taken here.

Neither is reused; each keeps its reason, so that the register explains every number (design,
rule 5).
"""

import datetime

from django.db import transaction

from procuracy.web.errors import Refused
from units.models import Document, Register, RegisterEntry, SkippedNumbers, User, VoidNumber
from units.models.numbers import span
from units.registry import HIGHEST_NUMBER, highest_number, locked


@transaction.atomic
def void(entry: RegisterEntry, *, reason: str, by: User, at: datetime.datetime) -> VoidNumber:
    """The document stays as it was frozen; Refused once somebody received it or it is void."""
    locked(entry.register)
    if before := VoidNumber.objects.filter(entry=entry).first():
        raise Refused(f"Số {entry.number:02d} đã bị hủy: {before.reason}")
    if entry.document.recipients.exists():
        raise Refused(
            f"{entry.document} đã gửi đến đơn vị nhận nên không hủy số được: "
            "thay thế, đính chính hoặc thu hồi văn bản."
        )
    return VoidNumber.objects.create(entry=entry, reason=reason, by=by, at=at)


def is_void(document: Document) -> bool:
    return VoidNumber.objects.filter(entry__document=document).exists()


@transaction.atomic
def skip(
    register: Register,
    *,
    year: int,
    first: int,
    last: int,
    reason: str,
    by: User,
    at: datetime.datetime,
) -> SkippedNumbers:
    """Say why no document here bears these numbers; a register that numbers here goes on after
    them. Refused where one is taken, or where numbers before them would be left open."""
    register = locked(register)
    _check_range(register, year, first, last, at)
    taken = register.entries.filter(year=year, number__range=(first, last)).first()
    if taken:
        raise Refused(f"Số {taken.number:02d} đã cấp cho {taken.document}.")
    told = register.skipped.filter(year=year, first__lte=last, last__gte=first).first()
    if told:
        raise Refused(f"Số {told.numbers} đã được ghi lý do: {told.reason}")
    return SkippedNumbers.objects.create(
        register=register, year=year, first=first, last=last, reason=reason, by=by, at=at
    )


def _check_range(
    register: Register, year: int, first: int, last: int, at: datetime.datetime
) -> None:
    if not 1 <= first <= last <= HIGHEST_NUMBER:
        raise Refused(f"Số phải từ 1 đến {HIGHEST_NUMBER}, số sau không nhỏ hơn số trước.")
    if year > at.year:
        raise Refused(f"Năm {year} chưa đến: sổ của năm bắt đầu từ số 01.")
    following = highest_number(register, year) + 1
    is_ahead = last >= following
    if register.source == Register.Source.HERE and is_ahead and first > following:
        before = span(following, first - 1)
        raise Refused(f"Số {before} chưa cấp: ghi lý do liền từ số {following:02d}.")
