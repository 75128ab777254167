"""Tiếp nhận of documents: until when it is asked of a unit, and that somebody said it."""

import datetime
from collections.abc import Callable

from django.db import transaction

from procuracy.web.dates import office_day, screen_moment
from procuracy.web.errors import Refused
from procuracy.web.working_hours import FARTHEST, IsWorking
from units.models import Acknowledgement, AcknowledgementTerm, Document, DocumentRecipient, User

# From day to day: which days are worked. An app above knows of holidays and registers itself.
Calendar = Callable[[datetime.date, datetime.date], IsWorking]


def weekdays(first: datetime.date, last: datetime.date) -> IsWorking:
    return lambda day: day.isoweekday() <= 5


_CALENDARS: list[Calendar] = [weekdays]


def use(calendar: Calendar) -> None:
    """Registered once, at start."""
    _CALENDARS[:] = [calendar]


def term_of(office_id: int) -> AcknowledgementTerm:
    """As the office set it; the house's own where it set none."""
    found = AcknowledgementTerm.objects.filter(office=office_id).first()
    return found or AcknowledgementTerm(office_id=office_id)


def due(document: Document, unit_id: int, *, at: datetime.datetime) -> datetime.datetime | None:
    """Until when a unit that gets a document at a moment is to acknowledge it.

    None for the office itself and for the one above it: nobody sets a term to his superior.
    """
    if unit_id in (document.office_id, document.office.parent_id):
        return None
    return reached(term_of(document.office_id), at)


def reached(term: AcknowledgementTerm, at: datetime.datetime) -> datetime.datetime:
    first = office_day(at)
    is_working = _CALENDARS[0](first, first + datetime.timedelta(FARTHEST))
    if term.counted_in == AcknowledgementTerm.Counted.HOURS:
        return term.hours.after_hours(at, term.amount, is_working)
    return term.hours.after_days(at, term.amount, is_working)


@transaction.atomic
def acknowledge(document: Document, *, by: User, at: datetime.datetime) -> Acknowledgement:
    """For the own unit, once; whoever comes second reads who was first."""
    assert by.acting is not None
    received = DocumentRecipient.objects.filter(document=document)
    own = received.filter(unit_id__in=by.acting.own_unit_ids).order_by("pk")
    row = own.filter(acknowledgement=None).first() or own.first()
    if row is None:
        raise Refused("Đơn vị chưa nhận văn bản này trên hệ thống.")
    said, is_first = Acknowledgement.objects.get_or_create(
        recipient=row, defaults={"by": by, "at": at}
    )
    if not is_first:
        raise Refused(f"{said.by} đã tiếp nhận lúc {screen_moment(said.at)}.")
    return said
