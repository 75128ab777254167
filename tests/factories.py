"""Plain builders of rows for tests: each gives the least that is valid, everything can be said."""

import datetime
from typing import Any
from uuid import uuid4

from django.db.models import Model
from django.utils import timezone

from meetings.models import (
    Addressee,
    AddresseeGroup,
    AgendaItem,
    Attendance,
    Directive,
    DirectiveTask,
    Intervention,
    Meeting,
    MeetingKind,
    Notice,
    Site,
    UnitReport,
)
from procuracy.web.history import sealing
from procuracy.web.models import PurgeRequest, Seal
from targets.models import (
    BoardPrint,
    Explanation,
    FieldCheck,
    FieldQuestion,
    Figure,
    Indicator,
    Instrument,
    Period,
    Plan,
    PlanTask,
    Target,
    TargetAssignment,
    TargetSet,
    TargetTerm,
    WorkYear,
)
from units.models import (
    Announcement,
    Appointment,
    Delegation,
    Field,
    Person,
    PersonTitle,
    Portfolio,
    Register,
    Reorganisation,
    Role,
    Succession,
    Unit,
    UnitName,
    User,
)
from units.models.people import ONE_HOLDER

TODAY = datetime.date(2026, 11, 22)
NOW = datetime.datetime(2026, 11, 22, 9, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=7)))
PASSWORD = "mat-khau-thu-nghiem"

_counter = iter(range(1, 1_000_000))


def _next() -> int:
    return next(_counter)


def field(name: str = "Tố giác, tin báo về tội phạm", **more: Any) -> Field:
    number = _next()
    return Field.objects.create(code=f"f{number}", name=name, short_name=name[:20], **more)


def unit(
    short_name: str,
    *,
    kind: str = Unit.Kind.REGION,
    parent: Unit | None = None,
    name: str = "",
    place_name: str = "Quảng Trị",
    symbol: str = "",
    **more: Any,
) -> Unit:
    made = Unit.objects.create(
        code=f"u{_next()}", kind=kind, parent=parent, order=_next() % 30000, **more
    )
    UnitName.objects.create(
        unit=made,
        name=name or short_name.replace("VKSND", "Viện kiểm sát nhân dân"),
        short_name=short_name,
        place_name=place_name,
        symbol=symbol,
    )
    return made


def province(short_name: str = "VKSND tỉnh Quảng Trị", **more: Any) -> Unit:
    made = unit(short_name, kind=Unit.Kind.PROVINCE, symbol=more.pop("symbol", "VKS"), **more)
    register(made)
    return made


def department(parent: Unit, short_name: str = "Phòng 9", **more: Any) -> Unit:
    return unit(short_name, kind=Unit.Kind.DEPARTMENT, parent=parent, **more)


def secretariat(parent: Unit) -> Unit:
    return department(parent, "Văn phòng", is_secretariat=True)


def region(parent: Unit, short_name: str = "VKSND khu vực 5", **more: Any) -> Unit:
    made = unit(short_name, parent=parent, symbol=more.pop("symbol", "VKSKV5"), **more)
    register(made)
    return made


def register(office: Unit, **more: Any) -> Register:
    return Register.objects.create(
        office=office,
        name="Sổ văn bản đi",
        document_kinds=more.pop("document_kinds", ["TB", "KH", "BC", "CTr", "GM", "BB"]),
        **more,
    )


def person(full_name: str = "", **more: Any) -> Person:
    return Person.objects.create(full_name=full_name or f"Người Thử {_next()}", **more)


def title(holder: Person, what: str = PersonTitle.Title.SPECIALIST, **more: Any) -> PersonTitle:
    return PersonTitle.objects.create(person=holder, title=what, **more)


def appointment(
    holder: Person, where: Unit, role: str = Role.UNIT_CLERK, *, position: str = "", **more: Any
) -> Appointment:
    return Appointment.objects.create(
        person=holder,
        unit=where,
        role=role,
        position=position or Role(role).label.capitalize(),
        valid_from=more.pop("valid_from", datetime.date(2020, 1, 1)),
        **more,
    )


def portfolio(holder: Appointment, **more: Any) -> Portfolio:
    """Over `unit`, over `field`, or over the field in the unit."""
    return Portfolio.objects.create(
        appointment=holder, valid_from=more.pop("valid_from", datetime.date(2026, 1, 1)), **more
    )


def delegation(head: Appointment, deputy: Appointment, **more: Any) -> Delegation:
    """For November 2026 unless other days are given."""
    return Delegation.objects.create(
        grantor=head,
        delegate=deputy,
        mandate=more.pop("mandate", "Giấy ủy quyền số 01/GUQ-VKS ngày 30/10/2026"),
        scope=more.pop("scope", "Điều hành công việc của cơ quan"),
        valid_from=more.pop("valid_from", datetime.date(2026, 11, 1)),
        valid_to=more.pop("valid_to", datetime.date(2026, 11, 30)),
        **more,
    )


def user(role: str, where: Unit, *, position: str = "", on: datetime.date = TODAY) -> User:
    """An account whose person holds `role` in `where`, already acting in it on `on`.

    Where the position has one holder and somebody holds it, this is that person's account.

    Its password is PASSWORD; hashing is skipped until somebody signs in (`client.force_login`).
    """
    if held := _held(role, where):
        holder = held.person
        if account := User.objects.filter(person=holder).first():
            return account.act_on(on, held.pk)
    else:
        holder = person()
        appointment(holder, where, role, position=position)
    account = User(username=f"user{_next()}", person=holder)
    account.set_unusable_password()
    account.save()
    return account.act_on(on)


def _held(role: str, where: Unit) -> Appointment | None:
    """A position of one holder that somebody holds today."""
    held = Appointment.objects.filter(unit=where, role=role).current(TODAY)
    return held.select_related("person").first() if role in ONE_HOLDER else None


def succession(old: Unit, new: Unit, **more: Any) -> Succession:
    """From 1 July 2025 unless another day is given."""
    on = more.pop("on", datetime.date(2025, 7, 1))
    return Succession.objects.create(predecessor=old, successor=new, on=on, **more)


def reorganisation(office: Unit, by: User, **more: Any) -> Reorganisation:
    """A merger that moved nothing."""
    return Reorganisation.objects.create(
        kind=more.pop("kind", Reorganisation.Kind.MERGE),
        on=more.pop("on", datetime.date(2025, 7, 1)),
        office=office,
        instrument_code="84/2025/UBTVQH15",
        instrument_issued_on=datetime.date(2025, 6, 27),
        instrument_issuer="Ủy ban Thường vụ Quốc hội",
        facts={"sources": [], "targets": [], "follows": [], "stays": [], "answers": []},
        by=by,
        at=NOW,
        **more,
    )


def announcement(to: User, text: str = "Mật khẩu đã được cấp lại.", **more: Any) -> Announcement:
    assert to.person
    return Announcement.objects.create(person=to.person, text=text, at=more.pop("at", NOW), **more)


def work_year(year: int = 2026, starts_on: str = "", ends_on: str = "") -> WorkYear:
    """By default 1 October of the year before to 30 September."""
    return WorkYear.objects.create(
        year=year,
        starts_on=starts_on or datetime.date(year - 1, 10, 1),
        ends_on=ends_on or datetime.date(year, 9, 30),
    )


def indicator(
    name: str = "Số tin báo đã giải quyết", *, where: Field | None = None, **more: Any
) -> Indicator:
    number = _next()
    return Indicator.objects.create(
        code=f"i{number}",
        field=where or field(),
        name=name,
        counted_in=more.pop("counted_in", "tin"),
        **more,
    )


def figure(
    line: Indicator, where: Unit, month: datetime.date, value: int, by: User | None = None
) -> Figure:
    return Figure.objects.create(
        indicator=line,
        unit=where,
        month=month,
        value=value,
        entered_by=by or user(Role.UNIT_CLERK, where),
        entered_at=NOW,
    )


def target(numerator: Indicator, denominator: Indicator | None = None, **more: Any) -> Target:
    """A ratio (with a denominator) or a count (without) of single lines."""
    number = _next()
    made = Target.objects.create(
        target_set=more.pop("target_set", None)
        or TargetSet.objects.create(name=f"Hệ thống {number}"),
        code=f"T{number}",
        field=numerator.field,
        name=more.pop("name", f"Chỉ tiêu {number}"),
        short_name=f"Chỉ tiêu {number}",
        measure=more.pop("measure", None)
        or (Target.Measure.RATIO if denominator else Target.Measure.COUNT),
        direction=more.pop("direction", Target.Direction.AT_LEAST),
        **more,
    )
    TargetTerm.objects.create(target=made, side="numerator", indicator=numerator)
    if denominator:
        TargetTerm.objects.create(target=made, side="denominator", indicator=denominator)
    return made


def assignment(what: Target, where: Unit, year: WorkYear, **more: Any) -> TargetAssignment:
    return TargetAssignment.objects.create(target=what, unit=where, work_year=year, **more)


def field_check(where: Unit, work: Field, month: datetime.date, **more: Any) -> FieldCheck:
    return FieldCheck.objects.create(unit=where, field=work, month=month, **more)


def field_question(
    of: FieldCheck, by: User, text: str = "Vì sao tăng?", **more: Any
) -> FieldQuestion:
    assert by.acting
    return FieldQuestion.objects.create(
        field_check=of, text=text, asked_by=by.acting, asked_at=more.pop("asked_at", NOW), **more
    )


def explanation(
    what: Target, where: Unit, period: Period, by: User | None = None, **more: Any
) -> Explanation:
    """Sent with a commitment for the end of 2026; a draft without somebody who sends it."""
    said: dict[str, Any] = {"cause": "Hồ sơ phức tạp", "solution": "Phân công lại"}
    said |= {"commitment": "Giải quyết xong"}
    if by:
        assert by.acting
        said |= {"state": Explanation.State.SENT, "sent_by": by.acting, "sent_at": NOW}
        said |= {"promised_on": datetime.date(2026, 12, 31)}
    return Explanation.objects.create(unit=where, target=what, period=period, **(said | more))


def board_print(by: User, period: Period) -> BoardPrint:
    """Drawn already."""
    assert by.acting
    return BoardPrint.objects.create(
        user=by,
        acting=by.acting,
        period=period,
        asked_at=NOW,
        state=BoardPrint.State.DONE,
        pdf=b"%PDF-1.7",
        done_at=NOW,
    )


def instrument(code: str = "", **more: Any) -> Instrument:
    return Instrument.objects.create(
        kind=more.pop("kind", Instrument.Kind.PLAN),
        code=code or f"{_next()}/KH-VKSTC",
        issued_on=more.pop("issued_on", datetime.date(2025, 12, 1)),
        issuer=more.pop("issuer", "Viện kiểm sát nhân dân tối cao"),
        subject=more.pop("subject", "Kế hoạch công tác"),
        **more,
    )


def plan(where: Unit, year: WorkYear, **more: Any) -> Plan:
    return Plan.objects.create(
        unit=where, work_year=year, title=more.pop("title", "Kế hoạch công tác"), **more
    )


def plan_task(of: Plan, **more: Any) -> PlanTask:
    """`person`: in charge of it; `people`: several of them."""
    people = [*more.pop("people", []), *filter(None, [more.pop("person", None)])]
    made = PlanTask.objects.create(
        plan=of,
        order=more.pop("order", _next()),
        content=more.pop("content", "Nâng cao chất lượng kiểm sát"),
        lead=more.pop("lead", of.unit),
        **more,
    )
    made.people.set(people)
    return made


def meeting_kind(**more: Any) -> MeetingKind:
    number = _next()
    return MeetingKind.objects.create(
        code=f"k{number}",
        name=more.pop("name", "Giao ban tháng"),
        title_template=more.pop("title_template", "Hội nghị giao ban {ky}"),
        **more,
    )


def meeting(organiser: Unit, **more: Any) -> Meeting:
    """Scheduled for 24 November 2026, 8:00; chaired by the head, made where there is none."""
    head = Role.PROVINCE_HEAD if organiser.kind == Unit.Kind.PROVINCE else Role.UNIT_HEAD
    chair = more.pop("chair", None) or _held(head, organiser)
    chair = chair or appointment(person(), organiser, head, position="Viện trưởng")
    starts = more.pop("starts_at", NOW.replace(day=24, hour=8))
    invited = more.pop("invited", [])
    made = Meeting.objects.create(
        kind=more.pop("kind", None) or meeting_kind(),
        organiser=organiser,
        host=more.pop("host", organiser),
        work_year=more.pop("work_year", None) or WorkYear.objects.first() or work_year(2027),
        title=more.pop("title", "Hội nghị giao ban tháng 10/2026"),
        place=more.pop("place", "Hội trường"),
        starts_at=starts,
        ends_at=more.pop("ends_at", starts + datetime.timedelta(hours=3)),
        chair=chair,
        state=more.pop("state", Meeting.State.SCHEDULED),
        **more,
    )
    made.invited.set(invited)
    return made


def site(of: Meeting, where: Unit, name: str = "", **more: Any) -> Site:
    return Site.objects.create(meeting=of, unit=where, name=name or f"Điểm cầu {_next()}", **more)


def attendance(of: Meeting, seat: Appointment, at: Site | None = None, **more: Any) -> Attendance:
    return Attendance.objects.create(
        meeting=of,
        site=at or site(of, seat.unit),
        unit=seat.unit,
        person=seat.person,
        position=seat.position,
        **more,
    )


def agenda_item(of: Meeting, title: str = "Khai mạc", **more: Any) -> AgendaItem:
    return AgendaItem.objects.create(
        meeting=of, title=title, order=more.pop("order", _next()), **more
    )


def intervention(of: Meeting, by: User, text: str = "Ý kiến", **more: Any) -> Intervention:
    Meeting.objects.filter(pk=of.pk).update(change_no=of.change_no + 1)
    of.refresh_from_db(fields=["change_no"])
    return Intervention.objects.create(
        meeting=of,
        kind=more.pop("kind", Intervention.Kind.REPORT),
        speaker_text=more.pop("speaker_text", "Viện trưởng"),
        text=text,
        spoken_at=more.pop("spoken_at", NOW),
        change_no=of.change_no,
        client_key=uuid4(),
        edited_by=by,
        **more,
    )


def group(code: str = "cac-phong", kinds: tuple[str, ...] = ("department",)) -> AddresseeGroup:
    return AddresseeGroup.objects.create(code=code, name="Các phòng", kinds=list(kinds))


def directive(of: Meeting, text: str = "Rà soát chỉ tiêu chưa đạt", **more: Any) -> Directive:
    """Addressed to `units`, if given."""
    units = more.pop("units", [])
    made = Directive.objects.create(
        meeting=of, text=text, order=more.pop("order", of.directives.count() + 1), **more
    )
    for where in units:
        Addressee.objects.create(directive=made, unit=where)
    return made


def directive_task(of: Directive, where: Unit, **more: Any) -> DirectiveTask:
    return DirectiveTask.objects.create(directive=of, unit=where, **more)


def unit_report(of: Meeting, where: Unit, **more: Any) -> UnitReport:
    return UnitReport.objects.create(meeting=of, unit=where, **more)


def notice(of: Meeting, **more: Any) -> Notice:
    return Notice.objects.create(
        meeting=of,
        subject=more.pop("subject", "Kết luận của đồng chí Viện trưởng tại Hội nghị"),
        opening=more.pop("opening", "Ngày 24/11/2026, VKSND tỉnh tổ chức hội nghị giao ban."),
        recipients_text=more.pop("recipients_text", "Lãnh đạo VKSND tỉnh (để b/c)"),
        signer=more.pop("signer", of.chair),
        **more,
    )


def moment(text: str) -> datetime.datetime:
    """`2026-11-22 09:30` in office time."""
    return timezone.make_aware(datetime.datetime.fromisoformat(text))


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
