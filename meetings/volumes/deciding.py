"""What was decided about records whose time is over; nothing is deleted by it."""

import datetime
from typing import Any

from django.db import transaction

from meetings.models import Disposal, DisposalItem, IndexTerm, RetentionRule
from meetings.volumes import keeping
from meetings.volumes.keeping import Ending
from procuracy.web.errors import Refused
from units.models import Document, Unit, User


def group(user: User, kind: str, year: int, today: datetime.date) -> list[Ending]:
    """What ends of a kind and a year."""
    return [one for one in keeping.ending(user, today) if (one.kind, one.year) == (kind, year)]


@transaction.atomic
def decide(
    disposal: Disposal, ids: list[int], *, today: datetime.date, by: User, at: datetime.datetime
) -> Disposal:
    """Records the decision with its list; only of documents whose time ends by the table."""
    ends = {pk: one.until for one in keeping.ending(by, today) for pk in one.ids}
    if not ids:
        raise Refused("Chọn ít nhất một văn bản.")
    if missing := set(ids) - ends.keys():
        raise Refused(
            f"{len(missing)} văn bản vừa được quyết định hoặc chưa đến hạn: xem lại danh sách."
        )
    disposal.by, disposal.at = by, at
    rows = Document.objects.filter(pk__in=ids).light().order_by("dated_on", "pk")
    if disposal.outcome == Disposal.Outcome.DESTROYED:
        _check_over(ends, ids, today)
    disposal.office = rows[0].office
    disposal.save(force_insert=True)
    DisposalItem.objects.bulk_create(
        DisposalItem(disposal=disposal, document=row, ended_on=ends[row.pk]) for row in rows
    )
    return disposal


def _check_over(ends: dict[int, datetime.date], ids: list[int], today: datetime.date) -> None:
    if early := [pk for pk in ids if ends[pk] >= today]:
        last = max(ends[pk] for pk in early)
        raise Refused(
            f"{len(early)} văn bản còn thời hạn bảo quản đến hết ngày {last:%d/%m/%Y}: "
            "chưa tiêu hủy được, chỉ ghi giữ thêm."
        )


@transaction.atomic
def set_rule(office: Unit, common: RetentionRule, said: dict[str, Any]) -> RetentionRule:
    """The office's own line beside the common one, or a change of it."""
    rule, _ = RetentionRule.objects.update_or_create(
        office=office,
        document_kind=common.document_kind,
        rhythm=common.rhythm,
        defaults={"years": said["years"], "source": said["source"]},
    )
    return rule


@transaction.atomic
def set_terms(office: Unit, said: dict[str, list[str]]) -> None:
    """The office's own index words as they were typed; the common ones stay."""
    IndexTerm.objects.filter(office=office).exclude(term__in=said).delete()
    for term, variants in said.items():
        IndexTerm.objects.update_or_create(
            office=office, term=term, defaults={"variants": variants}
        )
