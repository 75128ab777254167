"""Meetings, from the calendar to the conclusion."""

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from meetings.models.kinds import Form, MeetingKind
from meetings.models.series import MeetingSeries
from targets.models import Period, WorkYear
from units.models import Appointment, Person, Role, Unit

if TYPE_CHECKING:
    from units.models import User


def whole_to(acting: Appointment, to: str = "") -> Q:
    """Whose office's briefings a position reads whole, and which it chairs or writes.

    `to`: the path to the meeting, with its underscores.
    """
    written = Meeting.secretaries.through.objects.filter(person_id=acting.person_id)
    rows = Q(**{f"{to}chair__person": acting.person_id})
    rows |= Q(**{f"{to}pk__in": written.values("meeting")})
    if acting.reads_briefings:
        rows |= Q(**{f"{to}organiser_id__in": acting.office_ids})
    return rows


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: "User") -> "MeetingQuerySet":
        """Minutes are for participants, leadership and the Office (design, rule 9).

        Units that will be invited know of a meeting once it is on the calendar.
        """
        acting = user.acting
        if acting is None or acting.role == Role.ADMINISTRATOR:
            return self.none()
        invited = Meeting.invited.through.objects.filter(unit_id__in=acting.own_unit_ids)
        present = Meeting.objects.filter(attendances__person_id=acting.person_id)
        writing = Meeting.secretaries.through.objects.filter(person_id=acting.person_id)
        # One subquery for all: the ways there are several, the question is one.
        told = invited.values("meeting").union(
            present.order_by().values("pk"), writing.values("meeting")
        )
        houses = Q(host_id__in=acting.own_unit_ids)
        rows = (houses | Q(pk__in=told)) & ~Q(state=Meeting.State.DRAFT)
        if (
            acting.leads_office
            or acting.keeps_office
            or acting.role
            in (
                Role.REGISTRY_CLERK,
                Role.INSPECTOR,
            )
        ):
            rows |= Q(organiser_id__in=acting.office_ids)
        return self.filter(rows)

    def read_whole(self, user: "User") -> "MeetingQuerySet":
        """Of which nothing is kept from somebody who sees them: all but leaders' briefings; of
        these the office's head and head of Office, the chair and the secretaries (ADR 24)."""
        acting = user.acting
        if acting is None:
            return self.none()
        return self.filter(Q(kind__by_portfolio=False) | whole_to(acting))

    def upcoming(self, now: datetime.datetime) -> "MeetingQuerySet":
        return self.filter(
            Q(starts_at__gte=now) | Q(state=Meeting.State.IN_SESSION),
            state__in=[Meeting.State.SCHEDULED, Meeting.State.IN_SESSION],
        ).order_by("starts_at")


class Meeting(models.Model):
    """Hội nghị, giao ban, buổi làm việc of an office."""

    class State(models.TextChoices):
        DRAFT = "draft", "dự kiến"
        SCHEDULED = "scheduled", "đã lên lịch"
        IN_SESSION = "in_session", "đang họp"
        CONCLUDED = "concluded", "đã kết luận"
        CLOSED = "closed", "đã kết thúc"
        CANCELLED = "cancelled", "đã hủy"

    Form = Form

    # What may follow what; a viewer never starts a meeting.
    TRANSITIONS = {
        State.DRAFT: {State.SCHEDULED, State.CANCELLED},
        State.SCHEDULED: {State.IN_SESSION, State.CANCELLED},
        State.IN_SESSION: {State.CONCLUDED},
        State.CONCLUDED: {State.IN_SESSION, State.CLOSED},
        State.CLOSED: set(),
        State.CANCELLED: set(),
    }

    kind = models.ForeignKey(MeetingKind, models.PROTECT, verbose_name="loại")
    organiser = models.ForeignKey(
        Unit, models.PROTECT, related_name="organised_meetings", verbose_name="cơ quan tổ chức"
    )
    host = models.ForeignKey(
        Unit, models.PROTECT, related_name="hosted_meetings", verbose_name="đơn vị đăng cai"
    )
    work_year = models.ForeignKey(WorkYear, models.PROTECT, verbose_name="năm công tác")
    period = models.ForeignKey(
        Period, models.PROTECT, verbose_name="kỳ", null=True, blank=True, related_name="meetings"
    )
    title = models.CharField("tên hội nghị", max_length=300)
    form = models.CharField("hình thức", max_length=10, choices=Form, default=Form.IN_PERSON)
    place = models.CharField("địa điểm", max_length=200)
    starts_at = models.DateTimeField("bắt đầu")
    ends_at = models.DateTimeField("kết thúc")
    chair = models.ForeignKey(
        Appointment, models.PROTECT, related_name="chaired_meetings", verbose_name="chủ trì"
    )
    invited = models.ManyToManyField(
        Unit, related_name="invitations", verbose_name="đơn vị dự", blank=True
    )
    # Of a working session or a launch: whose plan takes up what is asked of it.
    with_unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="sessions",
        verbose_name="đơn vị làm việc",
        null=True,
        blank=True,
    )
    secretaries = models.ManyToManyField(
        Person, related_name="meetings_written", verbose_name="thư ký", blank=True
    )
    # The year's calendar it was made by, and the day its period or week begins: once in a series.
    series = models.ForeignKey(
        MeetingSeries,
        models.PROTECT,
        related_name="meetings",
        verbose_name="lịch năm",
        null=True,
        blank=True,
    )
    slot_on = models.DateField("kỳ hoặc tuần bắt đầu", null=True, blank=True)
    reports_due_at = models.DateTimeField("hạn gửi báo cáo", null=True, blank=True)
    state = models.CharField("trạng thái", max_length=12, choices=State, default=State.DRAFT)
    # The chair's assessment: what was achieved, what is lacking; one paragraph a line.
    assessment = models.TextField("đánh giá", max_length=20000, blank=True)
    assessment_version = models.PositiveIntegerField(default=0)
    # Raised under the row lock by every change of the minutes; viewers ask for what is newer.
    change_no = models.PositiveBigIntegerField(default=0)
    # The change that was the last one to anything but a row of the record: followers then ask for
    # agenda, directives and the rest again.
    surroundings_no = models.PositiveBigIntegerField(default=0)
    opened_at = models.DateTimeField("lúc khai mạc", null=True, blank=True)
    concluded_at = models.DateTimeField("lúc kết luận", null=True, blank=True)
    cancelled_at = models.DateTimeField("lúc hủy", null=True, blank=True)
    cancel_reason = models.CharField("lý do hủy", max_length=500, blank=True)
    # Chosen at the conclusion; of a meeting that was closed at once no notice follows.
    issues_notice = models.BooleanField("ra thông báo kết luận", null=True, blank=True)
    # What clashed when the meeting was put where it is, accepted knowingly; one a line.
    accepted_conflicts = models.TextField("trùng lịch đã chấp nhận", blank=True)
    # Số liệu minh họa: what no source gives was invented for the demonstration.
    is_illustrative = models.BooleanField("có số liệu minh họa", default=False)

    # Không phát sinh nhiệm vụ: chosen at the conclusion, so that no task is none by silence.
    gives_no_task = models.BooleanField("không phát sinh nhiệm vụ", default=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "hội nghị"
        ordering = ["-starts_at"]
        indexes = [models.Index(fields=["organiser", "-starts_at"])]
        constraints = [
            models.CheckConstraint(
                name="meeting_order",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message="Giờ kết thúc phải sau giờ bắt đầu.",
            ),
            models.CheckConstraint(
                name="meeting_concluded",
                condition=~Q(state__in=["concluded", "closed"]) | Q(concluded_at__isnull=False),
            ),
            models.CheckConstraint(
                name="meeting_slot",
                condition=Q(series__isnull=True, slot_on__isnull=True)
                | Q(series__isnull=False, slot_on__isnull=False),
            ),
            models.UniqueConstraint(name="meeting_slot_once", fields=["series", "slot_on"]),
        ]

    def __str__(self) -> str:
        return self.title

    def may_become(self, state: str) -> bool:
        return state in self.TRANSITIONS[Meeting.State(self.state)]

    @property
    def is_open(self) -> bool:
        """Minutes may be typed."""
        return self.state == self.State.IN_SESSION
