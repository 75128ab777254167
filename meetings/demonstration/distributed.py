"""Where issued documents went: bodies outside and groups, and who has not said yet that one came."""

import datetime

from django.db.models import Count

from meetings.demonstration.offices import Staff
from units.models import (
    Acknowledgement,
    Appointment,
    Document,
    DocumentRecipient,
    OutsideBody,
    OutsideLetter,
    OutsideRecipient,
    Posting,
    RecipientGroup,
    Role,
    Unit,
    User,
)

OFFICE, REGION = "QT2", "QT2-KV5"
# Name, address, e-mail.
BODIES = (
    ("Thường trực Tỉnh ủy (để b/c)", "Trụ sở Tỉnh ủy, phường Đồng Hới", ""),
    ("Ban Nội chính Tỉnh ủy", "Trụ sở Tỉnh ủy, phường Đồng Hới", ""),
    ("UBND tỉnh", "Phường Đồng Hới", "ubnd@quangtri.example"),
    ("Công an tỉnh", "Phường Đồng Hới", "congan@quangtri.example"),
    ("TAND tỉnh", "Phường Đồng Hới", "toaan@quangtri.example"),
)
REGIONAL = (("Cơ quan Cảnh sát điều tra Công an tỉnh", "", "csdt@quangtri.example"),)
# Of the last notice: who has not acknowledged it.
SILENT = ("QT2-KV4", "QT2-P9")
HOUR = datetime.timedelta(hours=1)


def play(staff: Staff) -> None:
    office = staff.units[OFFICE]
    bodies = _bodies(office, BODIES)
    _bodies(staff.units[REGION], REGIONAL)
    _groups(office, bodies)
    notices = Document.objects.light().filter(office=office, kind="TB")
    # Of a meeting with the units, not of a session with one.
    sent = notices.annotate(units=Count("recipients")).filter(units__gt=len(SILENT))
    notice = sent.order_by("dated_on").last()
    if notice is None:
        return
    _acknowledge(notice, {staff.units[code].pk for code in SILENT}, staff.stand_in)
    _send_outside(notice, bodies, staff.user_of(f"{OFFICE}-VP", Role.REGISTRY_CLERK))


def _bodies(office: Unit, named: tuple[tuple[str, str, str], ...]) -> list[OutsideBody]:
    return OutsideBody.objects.bulk_create(
        OutsideBody(office=office, name=name, address=address, email=email, order=order)
        for order, (name, address, email) in enumerate(named, start=1)
    )


def _groups(office: Unit, bodies: list[OutsideBody]) -> None:
    rows = RecipientGroup.objects.bulk_create(
        [
            RecipientGroup(
                office=office,
                name="Các phòng nghiệp vụ thuộc VKSND tỉnh",
                kinds=[Unit.Kind.DEPARTMENT],
                with_fields_only=True,
                order=1,
            ),
            RecipientGroup(
                office=office, name="VKSND các khu vực", kinds=[Unit.Kind.REGION], order=2
            ),
            RecipientGroup(office=office, name="Các cơ quan nội chính của tỉnh", order=3),
        ]
    )
    rows[-1].bodies.set(bodies[1:])


def _acknowledge(last: Document, silent: set[int], stand_in: User) -> None:
    """Everything that was sent, within the hours after; of the last notice two units are late."""
    rows = list(DocumentRecipient.objects.filter(due_at__isnull=False).order_by("pk"))
    seats = Appointment.objects.filter(
        unit__in={row.unit_id for row in rows},
        role__in=(Role.UNIT_HEAD, Role.UNIT_CLERK, Role.OFFICE_STAFF),
        person__user__isnull=False,
    )
    users = dict(seats.order_by("-pk").values_list("unit", "person__user"))
    Acknowledgement.objects.bulk_create(
        Acknowledgement(
            recipient=row,
            by_id=users.get(row.unit_id) or stand_in.pk,
            at=row.delivered_at + (1 + place % 5) * HOUR,
        )
        for place, row in enumerate(rows)
        if not (row.document_id == last.pk and row.unit_id in silent)
    )


def _send_outside(notice: Document, bodies: list[OutsideBody], keeper: User | None) -> None:
    """To the provincial committee by post, to its bureau still to be posted, to the court by mail."""
    at = notice.issued_at + HOUR
    rows = OutsideRecipient.objects.bulk_create(
        OutsideRecipient(
            document=notice,
            body=body,
            name=body.name,
            address=body.address,
            email=body.email,
            released_at=at,
        )
        for body in (bodies[0], bodies[1], bodies[4])
    )
    OutsideLetter.objects.create(recipient=rows[2], sent_at=at)
    if keeper:
        Posting.objects.create(
            recipient=rows[0], sent_on=notice.dated_on, note="EA 2611 VN", by=keeper, at=at
        )
