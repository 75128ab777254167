"""Directives recorded during a meeting."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max, ProtectedError

from meetings.conclusion import fields
from meetings.conclusion.addressing import Choice
from meetings.desk import minutes
from meetings.models import Addressee, Directive, DirectiveTask, Intervention, Meeting
from procuracy.web.errors import Refused
from units.models import Appointment, Field

# What a term comes to, on the row of its directive.
TERM = ("due_text", "due_on", "due_time", "repeats", "repeats_day", "repeats_until")


@dataclass(frozen=True)
class Order:
    """What is ordered: words, addressees and term as they were understood."""

    text: str
    lead: list[Choice]
    coordinating: list[Choice]
    due_text: str = ""
    due_on: datetime.date | None = None
    due_time: datetime.time | None = None
    repeats: str = ""
    repeats_day: int | None = None
    repeats_until: datetime.date | None = None
    product: str = ""
    # Whose department follows it; of a new directive without one it is guessed.
    field: Field | None = None
    gives_no_task: bool = False
    # The words of the source that it was made of; a correction of the directive leaves them.
    quote: str = ""
    quote_start: int | None = None
    # The leader whom alone it concerns, in a briefing; none: as the source says.
    concerns: Appointment | None = None

    FACTS = ("text", *TERM, "product", "gives_no_task", "field")

    def concerning(self, source: Intervention | None) -> int | None:
        return self.concerns.pk if self.concerns else source.concerns_id if source else None


class DirectiveConflict(Exception):
    """Somebody else changed the directive meanwhile; `stored` is the row as it stands now."""

    def __init__(self, stored: Directive) -> None:
        super().__init__("Ý kiến chỉ đạo đã được người khác sửa.")
        self.stored = stored


@transaction.atomic
def record(meeting: Meeting, order: Order, *, source: Intervention | None = None) -> Directive:
    """A new directive, numbered after the last; the same words of the same source only once."""
    _lock(meeting, source)
    same = meeting.directives.orders().filter(text=order.text, intervention=source).first()
    if same:
        return same
    last = meeting.directives.orders().aggregate(last=Max("order"))["last"] or 0
    facts = {fact: getattr(order, fact) for fact in Order.FACTS}
    facts["concerns_id"] = order.concerning(source)
    if not order.field:
        facts["field_id"] = fields.guessed(source, order.lead)
        del facts["field"]
    if source:
        facts |= {"quote": order.quote, "quote_start": order.quote_start}
    made = Directive.objects.create(meeting=meeting, intervention=source, order=last + 1, **facts)
    address(made, order)
    _tell(meeting, source)
    return made


def _lock(meeting: Meeting, source: Intervention | None) -> None:
    """The row before its meeting, as those do who type in it: nobody waits in a ring."""
    if source:
        minutes.locked_row(source.client_key)
    minutes.lock_in_session(meeting)


def _tell(meeting: Meeting, source: Intervention | None) -> None:
    """Followers see the list anew, and the paragraph in which its words are marked."""
    number = minutes.take_change_number(meeting)
    if source:
        Intervention.objects.filter(pk=source.pk).update(change_no=number)


@transaction.atomic
def edit(directive: Directive, order: Order, *, version: int) -> Directive:
    _lock(directive.heard_in, directive.intervention)
    present = Directive.objects.select_for_update().get(pk=directive.pk)
    if present.version != version:
        raise DirectiveConflict(present)
    for fact in Order.FACTS:
        setattr(present, fact, getattr(order, fact))
    present.concerns_id = order.concerning(present.intervention)
    present.version += 1
    present.save()
    present.addressees.all().delete()
    address(present, order)
    _tell(directive.heard_in, directive.intervention)
    return present


def address(directive: Directive, order: Order) -> None:
    """Its addressees; who leads does not coordinate, too."""
    coordinating = [one for one in order.coordinating if one not in order.lead]
    Addressee.objects.bulk_create(
        [
            *(one.addressee(directive, is_lead=True) for one in order.lead),
            *(one.addressee(directive, is_lead=False) for one in coordinating),
        ]
    )


@transaction.atomic
def drop(directive: Directive) -> None:
    """Take a directive out while the meeting is in session; the others close up their numbers."""
    source = directive.intervention
    _lock(directive.heard_in, source)
    unanswered = directive.tasks.filter(state=DirectiveTask.State.NEW, events=None)
    try:
        with transaction.atomic():
            unanswered.delete()
            directive.delete()
    except ProtectedError:
        raise Refused(
            "Ý kiến này đã có trong dự thảo thông báo hoặc đã có đơn vị thực hiện: "
            "không bỏ được, hãy sửa nội dung."
        ) from None
    for number, one in enumerate(directive.heard_in.directives.orders(), start=1):
        if one.order != number:
            Directive.objects.filter(pk=one.pk).update(order=number)
    _tell(directive.heard_in, source)
