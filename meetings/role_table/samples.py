"""Two provinces with somebody in every seat and one of each thing that rules are asked about.

Built inside a transaction that is undone. A deputy oversees the first department and region only.
"""

import datetime
import hashlib

from django.utils import timezone

from meetings.models import (
    Difficulty,
    Directive,
    DirectiveTask,
    Letter,
    Meeting,
    MeetingKind,
    Notice,
    UnitReport,
)
from meetings.role_table.conclusion_samples import conclude_once
from meetings.role_table.consolidated_samples import consolidate
from meetings.role_table.desk_samples import keep_phrase, pull_card
from meetings.role_table.giving_samples import give_outside, hand_over
from meetings.role_table.inspection_samples import inspect
from meetings.role_table.matter_samples import watch
from meetings.role_table.seat_samples import seat_people
from meetings.role_table.volume_samples import keep, set_terms
from meetings.role_table.world import (
    ABROAD,
    HOME,
    REGION,
    SINCE,
    Province,
    World,
    field_of_work,
    holder_of,
    make_province,
    somebody,
    unit_of,
)
from targets.models import (
    Award,
    Explanation,
    FieldCheck,
    FieldQuestion,
    Figure,
    FigureCorrection,
    Indicator,
    Instrument,
    Period,
    Plan,
    PlanDocument,
    PlanTask,
    PlanVersion,
    Submission,
    Target,
    TargetSet,
    WorkYear,
)
from units.models import (
    AmendingPaper,
    Appointment,
    Delegation,
    Document,
    DocumentRecipient,
    Field,
    OutsideBody,
    OutsideRecipient,
    PersonTitle,
    Portfolio,
    RecipientGroup,
    Register,
    Reorganisation,
    Role,
    RoleSetting,
    TrustRoot,
    Unit,
    User,
)
from units.models.amending import Effect
from units.models.registry import DocumentKind
from units.role_table import SEATS

MONTH = SINCE


def build() -> World:
    world = World()
    fields = [field_of_work("a"), field_of_work("b")]
    home, abroad = make_province("a", fields), make_province("b", fields)
    for seat in SEATS:
        world.users[seat.code] = somebody(f"mau-{seat.code}", unit_of(home, seat), seat.role)
    _oversee(world, home)
    by = somebody("mau-khac", abroad.secretariat, Role.OFFICE_STAFF)
    _organisation(world, home, abroad)
    _planned(world, home, abroad, fields, by)
    _heard(world, home, abroad, by)
    return world


def _oversee(world: World, home: Province) -> None:
    deputy = holder_of(world, Role.PROVINCE_DEPUTY)
    for unit in (home.departments[0], home.regions[0]):
        world.add(Portfolio.objects.create(appointment=deputy, unit=unit, valid_from=SINCE))
    regional = Portfolio.objects.create(
        appointment=holder_of(world, "unit_deputy_region"), unit=home.regions[0], valid_from=SINCE
    )
    world.add(regional, REGION)


def _organisation(world: World, home: Province, abroad: Province) -> None:
    for where, province in ((HOME, home), (ABROAD, abroad)):
        for unit in province.units:
            world.add(unit, where)
        for unit in (province.departments[0], province.regions[0]):
            _colleague(world, unit, Role.UNIT_CLERK, where)
        # Whom the administrator appoints, and nobody else.
        _colleague(world, province.departments[0], Role.PERSONNEL, where)
    _mandate(world, Role.PROVINCE_HEAD, Role.PROVINCE_DEPUTY, HOME)
    _mandate(world, "unit_head_region", "unit_deputy_region", REGION)
    for unit, where in ((home.unit, HOME), (abroad.unit, ABROAD)):
        world.add(_reorganised(unit, world.users[Role.OFFICE_STAFF]), where)
    world.add(RoleSetting.objects.get_or_create(role=Role.UNIT_CLERK)[0])
    for office, where in _offices(home, abroad):
        register = Register.objects.create(
            office=office, name="Mẫu", document_kinds=[DocumentKind.NOTICE]
        )
        world.add(register, where)
        keeper = world.users[Role.REGISTRY_CLERK]
        for code in ("mẫu 1", "mẫu 2"):  # one that is delivered, one that is not
            document = _document(office, keeper, code)
            world.add(document, where)
        world.add(_letter(document, keeper), where)
        world.add(_official_letter(office, keeper), where)
        _sent_outside(world, office, document, where)
        world.add(_trusted(office, keeper), where)
        keep(world, document, keeper, where)
    set_terms(world)


def _mandate(world: World, head: str, deputy: str, where: str) -> None:
    """Of a day long past: nobody acts under it today."""
    given = Delegation.objects.create(
        grantor=holder_of(world, head),
        delegate=holder_of(world, deputy),
        mandate="mẫu",
        valid_from=SINCE,
        valid_to=SINCE,
    )
    world.add(given, where)


def _offices(home: Province, abroad: Province) -> list[tuple[Unit, str]]:
    return [(home.unit, HOME), (home.regions[0], REGION), (abroad.unit, ABROAD)]


def _colleague(world: World, unit: Unit, role: str, where: str) -> None:
    held = somebody(f"mau-{unit.code}-{role}", unit, role).acting
    assert held
    title = PersonTitle.objects.create(person=held.person, title=PersonTitle.Title.SPECIALIST)
    for thing in (held, held.person, title):
        world.add(thing, where)


def _reorganised(office: Unit, by: User) -> Reorganisation:
    return Reorganisation.objects.create(
        kind=Reorganisation.Kind.MERGE,
        on=SINCE,
        office=office,
        instrument_code="mẫu",
        instrument_issued_on=SINCE,
        instrument_issuer="mẫu",
        by=by,
        at=timezone.now(),
    )


def _official_letter(office: Unit, by: User) -> Letter:
    """Of the office's own; signed by its head."""
    seat = by.acting
    assert seat
    return Letter.objects.create(
        office=office,
        unit=office,
        subject="mẫu",
        addressed="mẫu",
        content="mẫu",
        recipients_text="mẫu",
        signer=seat,
        begun_by=by,
    )


def _letter(of: Document, by: User) -> AmendingPaper:
    return AmendingPaper.objects.create(
        of=of,
        effect=Effect.CORRECTS,
        signer=_acting(by),
        subject="mẫu",
        recipients_text="mẫu",
        content="mẫu",
    )


def _document(office: Unit, by: User, code: str) -> Document:
    return Document.objects.create(
        office=office,
        kind=DocumentKind.NOTICE,
        code=code,
        subject="mẫu",
        dated_on=SINCE,
        signer_name="mẫu",
        signer_position="mẫu",
        facts={},
        pdf=b"",
        sha256=hashlib.sha256(b"").hexdigest(),
        page_count=1,
        issued_at=timezone.now(),
        issued_by=by,
    )


def _planned(world: World, home: Province, abroad: Province, fields: list[Field], by: User) -> None:
    year = WorkYear.objects.first() or WorkYear.objects.create(
        year=2020, starts_on=SINCE, ends_on=datetime.date(2020, 12, 31)
    )
    for where, province in ((HOME, home), (ABROAD, abroad)):
        draft = Instrument.objects.create(
            kind=Instrument.Kind.PLAN, subject="mẫu", state="draft", unit=province.unit
        )
        world.add(draft, where)
        for unit in (province.unit, *province.departments, *province.regions):
            plan = Plan.objects.create(unit=unit, work_year=year, title="mẫu")
            world.add(plan, where)
            task = PlanTask.objects.create(plan=plan, order=1, content="mẫu", lead=unit)
            world.add(task, where)
            world.add(_papered(plan, by), where)
            world.add(_awarded(unit, year), where)
        for region in province.regions:
            _counted(world, region, fields, by, where)
            _explained(world, region, fields[0], year, by, where)
            watch(world, region, fields[0], by, where)
        for department, work in zip(province.departments, fields, strict=True):
            _counted(world, department, [work], by, where)
            _explained(world, department, work, year, by, where)
            watch(world, department, work, by, where)


def _papered(plan: Plan, by: User) -> PlanDocument:
    version = PlanVersion.objects.create(
        plan=plan, number=1, content={"tasks": []}, sha256="", by=by, at=timezone.now()
    )
    return PlanDocument.objects.create(
        plan=plan,
        version=version,
        subject="mẫu",
        opening="mẫu",
        recipients_text="mẫu",
        signer=_acting(by),
    )


def _awarded(unit: Unit, year: WorkYear) -> Award:
    return Award.objects.create(
        unit=unit,
        work_year=year,
        title="mẫu",
        decision_code="mẫu",
        decided_on=SINCE,
        decided_by="mẫu",
    )


def _explained(world: World, unit: Unit, work: Field, year: WorkYear, by: User, where: str) -> None:
    """What the unit says of a target of the field, sent."""
    made, _ = TargetSet.objects.get_or_create(name="mẫu")
    target, _ = Target.objects.get_or_create(
        code=work.code,
        target_set=made,
        defaults={"field": work, "name": "mẫu", "short_name": "mẫu", "measure": "count"}
        | {"direction": "at_least"},
    )
    period, _ = Period.objects.get_or_create(
        work_year=year,
        kind=Period.Kind.MONTH,
        number=1,
        defaults={"label": "mẫu", "starts_on": year.starts_on, "ends_on": year.ends_on},
    )
    explanation = Explanation.objects.create(
        unit=unit,
        target=target,
        period=period,
        cause="mẫu",
        solution="mẫu",
        promised_on=SINCE,
        state=Explanation.State.SENT,
        sent_at=timezone.now(),
        sent_by=_acting(by),
    )
    world.add(explanation, where)


def _counted(world: World, unit: Unit, fields: list[Field], by: User, where: str) -> None:
    """A figure in each field, and what its department asks about it."""
    for work in fields:
        line, _ = Indicator.objects.get_or_create(
            code=work.code, defaults={"field": work, "name": "mẫu", "counted_in": "vụ"}
        )
        world.add(
            Figure.objects.create(
                indicator=line,
                unit=unit,
                month=MONTH,
                value=1,
                entered_by=by,
                entered_at=timezone.now(),
            ),
            where,
        )
        check = FieldCheck.objects.create(unit=unit, field=work, month=MONTH)
        world.add(check, where)
        question = check.questions.create(text="mẫu", asked_by=_acting(by), asked_at=timezone.now())
        assert isinstance(question, FieldQuestion)
        world.add(question, where)
    _sent(world, unit, line, by, where)


def _sent(world: World, unit: Unit, line: Indicator, by: User, where: str) -> None:
    """The month as it was sent, and a figure that somebody wants corrected."""
    now, seat = timezone.now(), _acting(by)
    row = Submission.objects.create(
        unit=unit,
        month=MONTH,
        state=Submission.State.SENT,
        sent_at=now,
        sent_by=seat,
        approved_at=now,
    )
    world.add(row, where)
    correction = FigureCorrection.objects.create(
        submission=row, indicator=line, new_value=2, reason="mẫu", asked_by=seat, asked_at=now
    )
    world.add(correction, where)


def _heard(world: World, home: Province, abroad: Province, by: User) -> None:
    year, kind = WorkYear.objects.latest("year"), _kind()
    for office, where, invited in _calls(home, abroad):
        meeting = _meeting(office, year, kind, by, (invited or [office])[0])
        meeting.invited.set(invited)
        world.add(meeting, where)
        seat_people(world, meeting, invited or [office], by, where)
        conclude_once(world, meeting, by, where)
        consolidate(world, meeting, by, where)
        directive = Directive.objects.create(meeting=meeting, order=1, text="mẫu")
        world.add(directive, where)
        keep_phrase(world, office, by, where)
        give_outside(world, office, by, where)
        pull_card(world, meeting, office, by, where)
        for place, unit in enumerate(invited):
            report = UnitReport.objects.create(
                meeting=meeting,
                unit=unit,
                state=UnitReport.State.SENT,
                sent_at=timezone.now(),
                sent_by=by,
            )
            world.add(report, where)
            raised = Difficulty.objects.create(
                report=report, unit=unit, text="mẫu", raised_at=timezone.now()
            )
            world.add(raised, where)
            task = DirectiveTask.objects.create(directive=directive, unit=unit)
            hand_over(task, invited[place - 1], by)
            world.add(task, where)
        notice = Notice.objects.create(
            meeting=meeting, subject="mẫu", recipients_text="mẫu", signer=_acting(by)
        )
        world.add(notice, where)
    for where, province in ((HOME, home), (ABROAD, abroad)):
        for region, lead in zip(province.regions, province.departments, strict=True):
            inspect(world, province.unit, region, lead, where)
    _deliver(world, home)


def _calls(home: Province, abroad: Province) -> list[tuple[Unit, str, list[Unit]]]:
    """Organiser, where that is, and who is invited: to no meeting everybody."""
    firsts, seconds = ([home.departments[at], home.regions[at]] for at in range(len(home.regions)))
    return [
        (home.unit, HOME, firsts),
        (home.unit, HOME, seconds),
        (home.regions[0], REGION, []),
        (abroad.unit, ABROAD, [abroad.departments[0], abroad.regions[0]]),
    ]


def _kind() -> MeetingKind:
    return MeetingKind.objects.create(code="mau", name="mẫu", title_template="mẫu")


def _meeting(office: Unit, year: WorkYear, kind: MeetingKind, by: User, with_unit: Unit) -> Meeting:
    starts = timezone.now()
    return Meeting.objects.create(
        kind=kind,
        organiser=office,
        host=office,
        with_unit=with_unit,
        work_year=year,
        title="mẫu",
        place="mẫu",
        starts_at=starts,
        ends_at=starts + datetime.timedelta(hours=1),
        chair=_acting(by),
        state=Meeting.State.IN_SESSION,
    )


def _deliver(world: World, home: Province) -> None:
    """The province's document went to its first department and region."""
    document = world.samples[Document][0].thing
    assert isinstance(document, Document)
    for unit in (home.departments[0], home.regions[0]):
        DocumentRecipient.objects.create(document=document, unit=unit, delivered_at=timezone.now())


def _sent_outside(world: World, office: Unit, document: Document, where: str) -> None:
    body = OutsideBody.objects.create(office=office, name="mẫu")
    world.add(body, where)
    world.add(RecipientGroup.objects.create(office=office, name="mẫu"), where)
    sent = OutsideRecipient.objects.create(
        document=document, body=body, name="mẫu", released_at=timezone.now()
    )
    world.add(sent, where)


def _trusted(office: Unit, by: User) -> TrustRoot:
    return TrustRoot.objects.create(
        office=office,
        subject="mẫu",
        issuer="mẫu",
        valid_from=timezone.now(),
        valid_until=timezone.now(),
        sha256="mẫu",
        content=b"",
        by=by,
        at=timezone.now(),
    )


def _acting(user: User) -> Appointment:
    assert user.acting
    return user.acting
