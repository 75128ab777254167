"""Plays a written session through the same actions as the users' pages."""

import datetime
from uuid import NAMESPACE_URL, uuid5

from meetings import reporting
from meetings.attendance import seating
from meetings.conclusion import concluding, directing
from meetings.conclusion.addressing import Choice
from meetings.conclusion.conclusion_checks import Rule
from meetings.conclusion.terms import calendar_from, parse_due
from meetings.demonstration import seats
from meetings.demonstration.offices import Staff
from meetings.demonstration.script import Order, Report, Said, Session
from meetings.desk import minutes
from meetings.models import (
    AddresseeGroup,
    AgendaItem,
    Attendance,
    Intervention,
    Meeting,
    MeetingKind,
    Notice,
    Site,
)
from meetings.models.kind_sections import SectionSource as Source
from meetings.papers import noticing
from meetings.reporting import sections
from meetings.scheduling import planning
from targets.models import Period, WorkYear
from units.delivering import hand_over
from units.models import Appointment, Role, Unit, User

_FAR = {"scheduled": 0, "in_session": 1, "concluded": 2, "drafted": 3, "approved": 4, "signed": 5}
RELEASED = 6
# Why sessions were concluded although something was missing.
ANYHOW: dict[str, str] = {
    Rule.DIRECTIVES: "Hội nghị trao đổi chuyên môn, không giao việc mới.",
    Rule.DUE: "Đồng chí chủ trì yêu cầu thực hiện thường xuyên, không ấn định ngày.",
    Rule.EXPLANATION: "Đơn vị đã giải trình trực tiếp tại hội nghị; gửi văn bản sau.",
    Rule.ATTENDANCE: "Điểm cầu gửi danh sách giấy, bổ sung vào hồ sơ hội nghị.",
    Rule.SPEAKER: "Ý kiến trao đổi chung của các điểm cầu.",
    Rule.UNREVIEWED: "Việc thường xuyên, xem xét tại hội nghị sơ kết.",
}


class Stage:
    """Holds what every session needs: who sits where, and groups by code."""

    def __init__(self, staff: Staff) -> None:
        self.staff = staff
        self.groups = {group.code: group for group in AddresseeGroup.objects.all()}

    def play(self, session: Session) -> Meeting:
        far = _FAR.get(session.until, RELEASED)
        meeting = self._call(session)
        if far >= 1:
            planning.open_meeting(meeting, by=self._clerk(session), at=session.starts_at)
            self._hear(meeting, session)
        if far >= 2:
            ended = session.starts_at + datetime.timedelta(hours=session.hours)
            concluding.conclude(meeting, by=self._clerk(session), at=ended, reasons=ANYHOW)
            if not meeting.kind.needs_notice:
                concluding.close(meeting, by=self._clerk(session), at=ended)
        if far >= 3:
            self._announce(meeting, session, far)
        return meeting

    # Before

    def _call(self, session: Session) -> Meeting:
        starts = session.starts_at
        year = WorkYear.objects.containing(starts.date()).get()
        organiser = self.staff.units[session.organiser]
        meeting = Meeting.objects.create(
            kind=MeetingKind.objects.get(code=session.kind),
            organiser=organiser,
            host=self.staff.units[session.host or session.organiser],
            with_unit=self.staff.units.get(session.with_unit),
            work_year=year,
            period=_period(session, year),
            title=session.title,
            form=session.form,
            place=session.place,
            starts_at=starts,
            ends_at=starts + datetime.timedelta(hours=session.hours),
            chair=self.staff.holder(session.chair),
            reports_due_at=starts - datetime.timedelta(days=1, hours=-8)
            if session.reports or session.until == "scheduled"
            else None,
            is_illustrative=True,
        )
        meeting.invited.set(self.staff.units[code] for code in session.invited)
        if writer := self._clerk(session).person:
            meeting.secretaries.add(writer)
        AgendaItem.objects.bulk_create(
            AgendaItem(meeting=meeting, order=order, title=title, minutes=length)
            for order, (title, length) in enumerate(session.agenda, 1)
        )
        self._seat(meeting, session)
        planning.schedule(meeting, by=self._clerk(session), at=starts - datetime.timedelta(days=7))
        for report in session.reports:
            self._report(meeting, report)
        return meeting

    def _seat(self, meeting: Meeting, session: Session) -> None:
        names = Unit.objects.named(planning.day_of(meeting)).in_bulk(
            [self.staff.units[code].pk for code, _, _ in session.sites]
        )
        made = [
            Site.objects.create(
                meeting=meeting,
                unit=self.staff.units[code],
                name=name or names[self.staff.units[code].pk].short_name,
                is_online=session.form != Meeting.Form.IN_PERSON and order > 0,
                head_count=count,
                order=order,
            )
            for order, (code, name, count) in enumerate(session.sites)
        ]
        hall = made[0]
        seating.propose_attendance(meeting)
        extra = meeting.sites.exclude(pk__in=[site.pk for site in made])
        Attendance.objects.filter(site__in=extra).update(site=hall)
        extra.delete()
        if session.heads_in_hall:
            heads = [
                held[0].person_id
                for (code, role), held in self.staff.held.items()
                if role == Role.UNIT_HEAD and self.staff.units[code].kind == Unit.Kind.DISTRICT
            ]
            meeting.attendances.filter(person__in=heads).update(site=hall)
        if session.until != "scheduled":
            meeting.attendances.update(presence=Attendance.Presence.PRESENT)
            if session.form != Meeting.Form.IN_PERSON:
                seats.some_away(meeting)

    def _report(self, meeting: Meeting, written: Report) -> None:
        report = meeting.reports.get(unit=self.staff.units[written.unit])
        for section in report.sections.select_related("report"):
            if text := _written(written, section.source):
                sections.write(section, text, seen=sections.mark_of(section.text))
        report.refresh_from_db()
        head = self.staff.held[written.unit, Role.UNIT_HEAD][0]
        by = self._account(head)
        by.acting = head
        sent = meeting.starts_at - datetime.timedelta(hours=20 + len(written.unmet) % 5)
        reporting.send(report, version=report.version, by=by, at=sent)

    # During

    def _hear(self, meeting: Meeting, session: Session) -> None:
        clerk = self._clerk(session)
        step = datetime.timedelta(hours=session.hours) / (len(session.said) + 2)
        said: list[Intervention] = []
        items = list(meeting.agenda.all())
        for place, words in enumerate(session.said):
            item = items[min(place * len(items) // len(session.said), len(items) - 1)]
            moment = session.starts_at + step * (place + 1)
            said.append(self._say(meeting, words, item, said, clerk, moment))
        for order in session.orders:
            self._order(meeting, order, said[-1] if said else None)
        meeting.refresh_from_db()
        if session.assessment:
            seen = minutes.Seen(version=meeting.assessment_version)
            minutes.save_assessment(meeting, text=session.assessment, seen=seen)
        if session.form != Meeting.Form.IN_PERSON:
            seats.queue(meeting, said)
        for item in items:
            minutes.finish_item(meeting, item, is_done=item.title not in session.left)
        meeting.refresh_from_db()

    def _say(
        self,
        meeting: Meeting,
        words: Said,
        item: AgendaItem,
        said: list[Intervention],
        clerk: User,
        moment: datetime.datetime,
    ) -> Intervention:
        seat = self.staff.holder(words.who)
        speaker = meeting.attendances.filter(person=seat.person).first()
        return minutes.save_intervention(
            meeting,
            key=uuid5(NAMESPACE_URL, f"{meeting.title}/{len(said)}"),
            words=minutes.Words(
                kind=words.kind,
                speaker_text=_spoken_as(seat, meeting),
                text=words.text,
                speaker=speaker,
                agenda_item=item,
                answers=None if words.answers is None else said[words.answers],
            ),
            seen=minutes.Seen(version=0),
            by=clerk,
            at=moment,
        )

    def _order(self, meeting: Meeting, order: Order, source: Intervention | None) -> None:
        day = planning.day_of(meeting)
        due = parse_due(order.due, day, calendar_from(day))
        directing.record(
            meeting,
            directing.Order(
                text=order.text,
                lead=[self._choice(code) for code in order.to],
                coordinating=[self._choice(code) for code in order.with_units],
                **due.columns,
                product=order.product,
                gives_no_task=order.gives_no_task,
            ),
            source=source,
        )

    def _choice(self, code: str) -> Choice:
        kind, _, rest = code.partition(":")
        if rest:
            return Choice(kind, group=self.groups[rest].pk)
        return Choice(code, unit=self.staff.units[code].pk)

    # After

    def _announce(self, meeting: Meeting, session: Session, far: int) -> None:
        clerk = self._clerk(session)
        day = _office_day(session.starts_at, session.issued_after)
        notice = noticing.create_notice(meeting, signer=self._signer(session), by=clerk, at=day)
        if far >= 4:
            head = self._account(meeting.chair)
            noticing.approve(notice, edition=notice.edition, by=head, at=day)
        if far >= 5:
            noticing.record_signature(notice, signed_on=day.date(), by=clerk, at=day)
        if far >= RELEASED:
            self._release(notice, session, day)

    def _release(self, notice: Notice, session: Session, day: datetime.datetime) -> None:
        keeper = self._account_in(session.organiser, Role.REGISTRY_CLERK)
        document = noticing.number(notice, dated_on=day.date(), by=keeper, at=day)
        for unit in notice.recipients.all():
            hand_over(document, unit.pk, at=day)
        noticing.release(notice, by=keeper, at=day)
        notice.meeting.refresh_from_db()
        concluding.close(notice.meeting, by=keeper, at=day)

    def _signer(self, session: Session) -> Appointment:
        if session.signer == "head_of_office":
            return self.staff.holder(f"{session.organiser}-VP:{Role.HEAD_OF_OFFICE}")
        return self.staff.holder(session.chair)

    # Accounts

    def _clerk(self, session: Session) -> User:
        """Who types: the province's Office, or the office's own clerk."""
        office = self.staff.units[session.organiser]
        if office.kind == Unit.Kind.PROVINCE:
            return self._account_in(session.organiser, Role.OFFICE_STAFF)
        return self._account(self.staff.held[session.organiser, Role.UNIT_CLERK][0])

    def _account_in(self, office: str, role: str) -> User:
        places = (f"{office}-VP", office)
        held = next(self.staff.held[at, role][0] for at in places if (at, role) in self.staff.held)
        return self._account(held)

    def _account(self, held: Appointment) -> User:
        """The holder's account; who has none is written for by the demonstration's own account."""
        return User.objects.filter(person=held.person).first() or self.staff.stand_in


def _written(report: Report, source: str) -> str:
    return {
        Source.OWN: report.results,
        Source.UNMET: report.unmet,
        Source.DIFFICULTIES: report.difficulties,
        Source.COMMITMENTS: report.commitments,
    }.get(Source(source), "")


def _office_day(starts: datetime.datetime, after: int) -> datetime.datetime:
    """Ten o'clock, `after` days later, moved off a weekend."""
    day = (starts + datetime.timedelta(days=after)).replace(hour=10, minute=0)
    while day.weekday() >= 5:
        day += datetime.timedelta(days=1)
    return day


def _period(session: Session, year: WorkYear) -> Period | None:
    """("half", 1) counts within the work year; ("month", 202610) is a calendar month."""
    if session.period is None:
        return None
    kind, number = session.period
    rows = Period.objects.filter(kind=kind)
    if number > 100:
        return rows.filter(ends_on__year=number // 100, ends_on__month=number % 100).first()
    return rows.filter(work_year=year, number=number).first()


def _spoken_as(held: Appointment, meeting: Meeting) -> str:
    if held.unit_id == meeting.organiser_id or held.unit.is_secretariat:
        return held.position
    name = Unit.objects.named(planning.day_of(meeting)).get(pk=held.unit_id).short_name
    if held.unit.kind == Unit.Kind.DEPARTMENT:
        return held.position if name in held.position else f"{held.position} {name}"
    return f"{held.position} {name}"
