"""Two persons take a spilled secret out of a row, its drafts and its history.

Only a function of the owner can do it (`functions.PURGE`); it leaves a tombstone with the digests
of everything it touched, and the tombstone is recorded and sealed like any other change.
"""

import datetime
from collections.abc import Callable

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Model

from procuracy.web.errors import Refused
from procuracy.web.models import PurgeRequest, Tombstone

_forgetting: list[Callable[[PurgeRequest], None]] = []


def also(forget: Callable[[PurgeRequest], None]) -> None:
    """Of an app that keeps copies of texts which the history does not know: it takes them out in
    the transaction of the purge."""
    _forgetting.append(forget)


def ask(
    record: Model,
    column: str,
    reason: str,
    *,
    office: int,
    by: int,
    acting: int,
    at: datetime.datetime,
) -> PurgeRequest:
    return PurgeRequest.objects.create(
        table=record._meta.db_table,
        record=str(record.pk),
        column=column,
        reason=reason,
        unit_id=office,
        asked_by=by,
        asked_as=acting,
        asked_at=at,
    )


def confirm(asked: PurgeRequest, *, by: int, acting: int) -> Tombstone:
    """Carry it out. Refused for the one who asked, and when it was done already."""
    if asked.asked_by == by:
        raise Refused("Người đề nghị không tự xác nhận: cần người thứ hai.")
    if Tombstone.objects.filter(request=asked).exists():
        raise Refused("Đề nghị này đã được thực hiện.")
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT public.history_purge(%s, %s, %s)", [asked.pk, by, acting])
            for forget in _forgetting:
                forget(asked)
    except IntegrityError as error:
        raise Refused(
            "Không xóa trắng được mục này vì quy tắc của cơ sở dữ liệu: sửa nội dung trước rồi xóa."
        ) from error
    except DatabaseError as error:
        raise Refused(
            "Không thực hiện được: bản ghi không còn hoặc mục không phải văn bản."
        ) from error
    return Tombstone.objects.get(request=asked)
