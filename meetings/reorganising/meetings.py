"""Meetings still ahead go on with the heir; what was held, minutes and notices stay."""

from django.db.models import Model, Q, QuerySet

from meetings.models import (
    AgendaItem,
    Attendance,
    HostTurn,
    Intervention,
    Meeting,
    Notice,
    Phrase,
    Site,
)
from units.reorganising.ledger import Ledger
from units.reorganising.protocol import NAMED, Change, Counted, Done, Line

WHERE = "meetings.meetings"
AHEAD = [Meeting.State.DRAFT, Meeting.State.SCHEDULED]
UNNUMBERED = [Notice.State.DRAFT, Notice.State.APPROVED, Notice.State.SIGNED]


class Meetings:
    key = "meetings.meetings"
    heading = "Hội nghị, biên bản, thông báo"
    moves = frozenset(
        {
            "meetings.Meeting.organiser",
            "meetings.Meeting.host",
            "meetings.Meeting.with_unit",
            "meetings.Meeting.invited",
            "meetings.Site.unit",
            "meetings.Attendance.unit",
            "meetings.AgendaItem.unit",
            "meetings.Notice.recipients",
            "meetings.HostTurn.organiser",
            "meetings.HostTurn.unit",
            "meetings.Phrase.office",
        }
    )
    # A year's calendar was made by whom it says; its meetings ahead go on one by one.
    stays = frozenset(
        {
            "meetings.MeetingSeries.organiser",
            "meetings.MeetingNews.unit",
            "meetings.Acceptance.unit",
            "meetings.Intervention.asked",
            "meetings.Exhibit.unit",
            "meetings.DraftTakeover.office",
            # Written once; the heir begins with the house's own words.
            "meetings.PaperWording.office",
        }
    )

    def count(self, change: Change) -> Counted:
        ahead, notices = _concerning(change), _unnumbered(change)
        follows = [
            Line("hội nghị chưa diễn ra", ahead.count(), [str(row) for row in ahead[:NAMED]]),
            Line("dự thảo thông báo gửi đến", notices.count(), [str(n) for n in notices[:NAMED]]),
            Line("lượt đăng cai", _turns(change).count(), note="mỗi đơn vị kế thừa một lượt"),
            Line("câu mẫu ghi biên bản", _phrases(change).count()),
        ]
        held = Meeting.objects.exclude(state__in=AHEAD)
        minutes = Intervention.objects.filter(meeting__organiser__in=change.source_ids)
        stays = [
            Line("hội nghị đã tổ chức", held.filter(organiser__in=change.source_ids).count()),
            Line("ý kiến trong biên bản", minutes.count()),
            Line(
                "lượt dự hội nghị",
                Attendance.objects.filter(unit__in=change.source_ids, meeting__in=held).count(),
            ),
            Line(
                "thông báo đã cấp số",
                Notice.objects.filter(meeting__organiser__in=change.source_ids)
                .exclude(state__in=UNNUMBERED)
                .count(),
            ),
        ]
        waiting = sum(line.count for line in follows)
        return Counted(follows, stays, change.ask_where(WHERE, "Hội nghị chưa diễn ra", waiting))

    def move(self, change: Change, ledger: Ledger) -> None:
        ways = change.way_ids(WHERE)
        ahead = list(_concerning(change).values_list("pk", flat=True))
        ledger.repoint(Meeting, "organiser_id", ahead, ways)
        ledger.repoint(Meeting, "host_id", ahead, ways)
        ledger.repoint(Meeting, "with_unit_id", ahead, ways)
        ledger.repoint(Meeting, "chair_id", ahead, change.appointments)
        for model in (Site, Attendance, AgendaItem):
            rows = model._default_manager.filter(meeting__in=ahead).values_list("pk", flat=True)
            ledger.repoint(model, "unit_id", list(rows), ways)
        _relink(ledger, Meeting.invited.through, "meeting_id", ahead, ways)
        notices = list(_unnumbered(change).values_list("pk", flat=True))
        _relink(ledger, Notice.recipients.through, "notice_id", notices, ways)
        turns = list(_turns(change).values_list("pk", flat=True))
        ledger.repoint(HostTurn, "organiser_id", turns, ways)
        surplus = ledger.repoint(HostTurn, "unit_id", turns, ways, once_in=["organiser_id"])
        ledger.remove(HostTurn, surplus)
        phrases = list(_phrases(change).values_list("pk", flat=True))
        ledger.remove(
            Phrase, ledger.repoint(Phrase, "office_id", phrases, ways, once_in=["shortcut"])
        )
        unsigned = Notice.objects.filter(state=Notice.State.DRAFT, signer__in=change.appointments)
        ids = list(unsigned.values_list("pk", flat=True))
        ledger.repoint(Notice, "signer_id", ids, change.appointments)

    def undo(self, done: Done) -> list[str]:
        return []


def _relink(
    ledger: Ledger, link: type[Model], whole: str, ids: list[int], ways: dict[int, int]
) -> None:
    """Links of a many-to-many to units, each heir once."""
    rows = list(link._default_manager.filter(**{f"{whole}__in": ids}).values_list("pk", flat=True))
    ledger.remove(link, ledger.repoint(link, "unit_id", rows, ways, once_in=[whole]))


def _concerning(change: Change) -> QuerySet[Meeting]:
    """Not held yet, and one of the sources calls, houses or attends it."""
    ids = change.source_ids
    about = (
        Q(organiser__in=ids)
        | Q(host__in=ids)
        | Q(pk__in=Meeting.invited.through.objects.filter(unit__in=ids).values("meeting"))
    )
    about |= Q(pk__in=Site.objects.filter(unit__in=ids).values("meeting"))
    about |= Q(pk__in=Attendance.objects.filter(unit__in=ids).values("meeting"))
    about |= Q(pk__in=AgendaItem.objects.filter(unit__in=ids).values("meeting"))
    return Meeting.objects.filter(about, state__in=AHEAD).order_by("starts_at", "pk")


def _unnumbered(change: Change) -> QuerySet[Notice]:
    links = Notice.recipients.through.objects.filter(unit__in=change.source_ids)
    return Notice.objects.filter(state__in=UNNUMBERED, pk__in=links.values("notice"))


def _turns(change: Change) -> QuerySet[HostTurn]:
    ids = change.source_ids
    rows = HostTurn.objects.filter(Q(organiser__in=ids) | Q(unit__in=ids))
    return rows.order_by("organiser", "order", "pk")


def _phrases(change: Change) -> QuerySet[Phrase]:
    return Phrase.objects.filter(office__in=change.source_ids)
