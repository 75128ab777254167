"""Seals and purges."""

import datetime
from typing import Any

from django.db.models import Model

from procuracy.web.history import sealing
from procuracy.web.models import PurgeRequest, Seal
from tests.factories.common import NOW
from units.models import User


def seal(at: datetime.datetime, **more: Any) -> Seal:
    """Over no rows; the first of its chain."""
    made = Seal(
        number=1,
        at=at,
        ids=[],
        digests=b"",
        highest=0,
        settled=0,
        reached=0,
        horizon=1,
        ceiling=1,
        previous=sealing.GENESIS,
        **more,
    )
    made.digest = sealing.digest(made)
    made.save(force_insert=True)
    return made


def purge_request(of: Model, column: str, by: User, **more: Any) -> PurgeRequest:
    assert by.acting
    return PurgeRequest.objects.create(
        table=of._meta.db_table,
        record=str(of.pk),
        column=column,
        reason=more.pop("reason", "Lộ nội dung có độ mật theo báo cáo của đơn vị"),
        unit_id=by.acting.office.pk,
        asked_by=by.pk,
        asked_as=by.acting.pk,
        asked_at=NOW,
        **more,
    )
