"""An office with its people and a concluded meeting, as notices and tasks begin from it."""

import datetime
from dataclasses import dataclass, field
from unittest import mock

from meetings.models import Meeting, Notice
from meetings.papers import noticing
from meetings.papers.noticing import approve, create_notice, number, record_signature, release
from tests import factories as make
from tests.units.issuing import PDF
from units.models import Document, Role, Unit, User

NOW = make.NOW
TODAY = make.TODAY
HELD = NOW - datetime.timedelta(days=2)


@dataclass
class Office:
    unit: Unit
    head: User
    clerk: User  # does the Office's work
    keeper: User  # văn thư
    doers: list[Unit]
    workers: list[User]
    meeting: Meeting
    chief: User | None = None  # Chánh Văn phòng
    more: dict[str, User] = field(default_factory=dict)


def province() -> Office:
    """A province, its Văn phòng and two departments that got the first directive."""
    unit = make.province(name="Viện kiểm sát nhân dân tỉnh Quảng Trị")
    secretariat = make.secretariat(unit)
    doers = [make.department(unit, f"Phòng {no}") for no in (1, 9)]
    office = Office(
        unit=unit,
        head=make.user(Role.PROVINCE_HEAD, unit, position="Viện trưởng"),
        clerk=make.user(Role.OFFICE_STAFF, secretariat),
        keeper=make.user(Role.REGISTRY_CLERK, secretariat),
        chief=make.user(Role.HEAD_OF_OFFICE, secretariat, position="Chánh Văn phòng"),
        doers=doers,
        workers=[make.user(Role.UNIT_CLERK, doer) for doer in doers],
        meeting=Meeting(),
    )
    office.meeting = concluded(office)
    return office


def region() -> Office:
    """A regional office below a province; it orders its own people."""
    above = make.province(name="Viện kiểm sát nhân dân tỉnh Quảng Trị")
    unit = make.region(above, name="Viện kiểm sát nhân dân khu vực 5")
    worker = make.user(Role.UNIT_CLERK, unit)
    office = Office(
        unit=unit,
        head=make.user(Role.UNIT_HEAD, unit, position="Viện trưởng"),
        clerk=worker,
        keeper=make.user(Role.REGISTRY_CLERK, unit),
        doers=[unit],
        workers=[worker],
        meeting=Meeting(),
    )
    office.meeting = concluded(office)
    return office


def concluded(office: Office) -> Meeting:
    """Two directives: one with tasks and a date, one that gives none."""
    meeting = make.meeting(
        office.unit,
        chair=office.head.acting,
        starts_at=HELD,
        state=Meeting.State.CONCLUDED,
        opened_at=HELD,
        concluded_at=HELD + datetime.timedelta(hours=3),
        assessment="Các đơn vị đã chủ động thực hiện chương trình công tác.",
        invited=[] if office.doers == [office.unit] else office.doers,
    )
    first = make.directive(
        meeting,
        "Rà soát toàn bộ chỉ tiêu chưa đạt",
        units=office.doers,
        due_text="trước ngày 15/12/2026",
        due_on=datetime.date(2026, 12, 14),
    )
    for doer in office.doers:
        make.directive_task(first, doer, due_on=first.due_on)
    make.directive(meeting, "Giữ nghiêm kỷ luật", gives_no_task=True)
    return meeting


def drafted(office: Office) -> Notice:
    signer = (office.chief or office.head).acting
    assert signer is not None
    return create_notice(office.meeting, signer=signer, by=office.clerk, at=NOW)


def approved(office: Office) -> Notice:
    notice = drafted(office)
    return approve(notice, edition=notice.edition, by=office.head, at=NOW)


def signed(office: Office) -> Notice:
    return record_signature(approved(office), signed_on=TODAY, by=office.clerk, at=NOW)


def numbered(office: Office) -> Document:
    return number(signed(office), dated_on=TODAY, by=office.keeper, at=NOW)


def released(office: Office) -> Notice:
    """For what comes after the notice: its page is not drawn."""
    with mock.patch.object(noticing, "notice_pdf", return_value=PDF):
        document = numbered(office)
    return release(document.notice, by=office.keeper, at=NOW)
