"""Đóng tập: the registry asks for a volume of the documents it saw listed; the worker binds."""

import datetime

from django.db import IntegrityError, transaction

from meetings import jobs
from meetings.models import VolumeOrder
from meetings.volumes import choosing
from meetings.volumes.choosing import MOST_DOCUMENTS, MOST_PAGES, Choice
from procuracy.web.errors import Refused
from units.models import Document, User


@transaction.atomic
def ask(choice: Choice, *, seen: str, by: User, at: datetime.datetime) -> VolumeOrder:
    """An order for the worker; `seen` is the fingerprint of the list that the clerk looked at.

    Who asks again while a volume of the kind is being bound is refused.
    """
    found = choosing.documents(choice, by)
    if why := refusal(found):
        raise Refused(why)
    if choosing.fingerprint(found) != seen:
        raise Refused("Danh sách văn bản vừa thay đổi: xem lại danh sách rồi bấm Đóng tập.")
    try:
        with transaction.atomic():
            order = VolumeOrder.objects.create(
                office=choice.office,
                kind=choice.kind,
                starts_on=choice.starts_on,
                ends_on=choice.ends_on,
                document_ids=[document.pk for document in found],
                asked_by=by,
                asked_at=at,
            )
    except IntegrityError as error:
        label = choice.kind.label.lower()
        raise Refused(f"Tập {label} của cơ quan đang được đóng: chờ xong rồi đóng tiếp.") from error
    key = f"volume-{order.pk}"
    # Before letters: somebody waits for it.
    job = jobs.close_volume.configure(lock=key, queueing_lock=key, priority=10)
    job.defer(order_id=order.pk)
    return order


def refusal(found: list[Document]) -> str:
    """Why no volume can be bound of these documents; "" when it can."""
    total = choosing.page_total(found)
    if not found:
        return "Kỳ này không có văn bản nào chưa đóng tập."
    if len(found) > MOST_DOCUMENTS or total > MOST_PAGES:
        return (
            f"Kỳ này có {len(found)} văn bản, {total} trang: mỗi tập nhiều nhất {MOST_DOCUMENTS} "
            f"văn bản, {MOST_PAGES} trang. Chọn kỳ ngắn hơn."
        )
    return ""
