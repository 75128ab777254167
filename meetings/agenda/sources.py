"""Where proposals for an agenda come from: what the figures and papers say of the units."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from meetings import facts, matters, reporting
from meetings.agenda import follow_up, lines, proposing
from meetings.agenda.proposing import Found, Hearing, Proposal, Source
from meetings.matters import Movement
from meetings.models import Difficulty, Meeting
from procuracy.web.dates import office_day, screen_day, screen_moment, screen_month
from targets import boards, deadlines, explaining, submission_boards
from targets.boards import Row
from targets.sections import listed
from targets.submission_boards import LATE, OVERDUE
from targets.verdicts import Verdict
from units.models import Unit

# So many targets, registers and letters are named before the rest is only counted.
TARGETS_NAMED, REGISTERS_NAMED, WORDS = 4, 3, 120


def late_reports(hearing: Hearing) -> Iterable[Proposal]:
    """Units whose report for this meeting came late, or has not come."""
    link = reverse("meetings:unit_report_list", args=[hearing.meeting.pk])
    for report in hearing.meeting.reports.select_related("meeting").order_by("unit__order"):
        late = reporting.minutes_late(report, hearing.now)
        unit = hearing.by_id.get(report.unit_id)
        if not late or unit is None or report.due_at is None:
            continue
        came = "gửi chậm" if report.is_received else "đến nay chưa gửi, chậm"
        yield Proposal(
            f"report-{unit.pk}",
            f"{unit.short_name} giải trình việc chậm gửi báo cáo phục vụ hội nghị",
            f"Hạn {screen_moment(report.due_at)}; {came} {deadlines.words(late * 60)}.",
            unit,
            link=link,
        )


def late_figures(hearing: Hearing) -> Iterable[Proposal]:
    """Units whose figures of the month heard came late, or have not come."""
    if hearing.period is None:
        return
    month = explaining.closing_month(hearing.period).starts_on
    units = submission_boards.reporting(list(hearing.by_id), month, month)
    for sent in submission_boards.sent_of(units, month, hearing.now):
        if sent.standing not in (LATE, OVERDUE):
            continue
        unit = hearing.by_id[sent.unit.pk]
        words = screen_month(month)
        yield Proposal(
            f"figures-{unit.pk}",
            f"{unit.short_name} giải trình việc chậm gửi số liệu {words}",
            f"Số liệu {words}: {'gửi' if sent.standing == LATE else 'chưa gửi,'} {sent.late}.",
            unit,
            link=reverse("targets:submission_list"),
        )


def targets_behind(hearing: Hearing) -> Iterable[Proposal]:
    """Units with targets unmet or at risk, named; those without explanation are said so."""
    if hearing.period is None or not hearing.units:
        return
    year = hearing.period.work_year
    board = boards.assemble(
        year=year,
        period=hearing.period,
        spans=list(year.periods.all()),
        units=boards.office_units(hearing.meeting.organiser, year),
        province=None,
        today=hearing.today,
    )
    said = explaining.known(list(hearing.by_id), hearing.period)
    for row in board.rows:
        explained = {target for unit, target in said if unit == row.unit.pk}
        if row.unit.pk in hearing.by_id and (proposal := _behind(row, hearing, explained)):
            yield proposal


def _behind(row: Row, hearing: Hearing, explained: set[int]) -> Proposal | None:
    behind = [score for score in row.scores if score.verdict in boards.BEHIND]
    if not behind:
        return None
    unit = hearing.by_id[row.unit.pk]
    parts = []
    for verdict in (Verdict.UNMET, Verdict.AT_RISK):
        names = [one.target.short_name for one in behind if one.verdict is verdict]
        if names:
            parts.append(f"{len(names)} {verdict.word}: {listed(names, TARGETS_NAMED)}")
    silent = sum(score.target.pk not in explained for score in behind)
    if silent:
        parts.append(f"{silent} chỉ tiêu chưa có giải trình")
    reason = "; ".join(parts)
    return Proposal(
        f"targets-{unit.pk}",
        f"{unit.short_name} giải trình chỉ tiêu chưa đạt, nguy cơ không đạt",
        f"{reason[:1].upper()}{reason[1:]}.",
        unit,
        link=reverse("targets:unit_page", args=[unit.pk]),
    )


def grown_registers(hearing: Hearing) -> Iterable[Proposal]:
    """Units that watch more matters of some register than before the period."""
    if hearing.period is None:
        return
    first, last = hearing.period.starts_on, hearing.period.ends_on
    rows = Unit.objects.filter(pk__in=hearing.by_id).select_related("parent")
    grown: dict[int, list[Movement]] = {}
    for one in matters.movements(rows, first, last):
        if one.growth > 0:
            grown.setdefault(one.unit_id, []).append(one)
    for unit in hearing.units:
        if found := grown.get(unit.pk):
            said = [f"{m.register.name}: {m.before} → {m.now} (+{m.growth})" for m in found]
            yield Proposal(
                f"matters-{unit.pk}",
                f"{unit.short_name} báo cáo vụ, việc theo dõi tăng thêm",
                f"{listed(said, REGISTERS_NAMED)}.",
                unit,
                link=reverse("meetings:matter_unit", args=[unit.pk]),
            )


def unanswered_difficulties(hearing: Hearing) -> Iterable[Proposal]:
    """What units asked for and no leader has answered; the leader in charge does it there."""
    rows = Difficulty.objects.unanswered().filter(unit__in=hearing.by_id).order_by("raised_at")
    waiting: dict[int, list[Difficulty]] = {}
    for row in rows:
        waiting.setdefault(row.unit_id, []).append(row)
    for unit in hearing.units:
        if found := waiting.get(unit.pk):
            since = min(row.raised_at for row in found if row.raised_at)
            yield Proposal(
                f"difficulties-{unit.pk}",
                f"Trả lời khó khăn, đề xuất của {unit.short_name}",
                f"{len(found)} nội dung chưa được trả lời, nêu từ {screen_day(office_day(since))}: "
                f"{Truncator(found[0].text).chars(WORDS)}",
                unit,
                presenter="Lãnh đạo phụ trách",
                link=reverse("meetings:difficulty_list"),
            )


SOURCES = (
    Source("Đơn vị chậm báo cáo", late_reports),
    Source("Đơn vị chậm số liệu", late_figures),
    Source("Chỉ tiêu chưa đạt, nguy cơ", targets_behind),
    Source("Vụ, việc theo dõi tăng thêm", grown_registers),
    Source("Khó khăn, đề xuất chưa được trả lời", unanswered_difficulties),
    *follow_up.SOURCES,
)


def hearing_of(meeting: Meeting, now: datetime.datetime) -> Hearing:
    return Hearing(meeting, facts.period_heard(meeting), timezone.localtime(now))


def found(meeting: Meeting, now: datetime.datetime) -> list[Found]:
    return proposing.proposals(hearing_of(meeting, now), SOURCES)


def accept(
    meeting: Meeting,
    *,
    keys: Iterable[str] | None,
    at: datetime.datetime,
    sources: Iterable[Source] = SOURCES,
) -> int:
    wanted = None if keys is None else set(keys)
    return proposing.accept(hearing_of(meeting, at), sources, keys=wanted, at=at)


@transaction.atomic
def add_tasks(meeting: Meeting, *, at: datetime.datetime) -> int:
    """With a new meeting that is near: every task of earlier conclusions that it must hear, each
    once."""
    hearing = hearing_of(meeting, at)
    groups = proposing.proposals(hearing, [follow_up.TASKS])
    found = [one for group in groups for one in group.proposals]
    lines.insert(meeting, [one.line() for one in found], at=at)
    return len(found)
