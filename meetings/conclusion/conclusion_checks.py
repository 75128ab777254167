"""What is looked through before a meeting is concluded.

What is missing is mended, or the meeting is concluded all the same with a reason for each rule.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from meetings.conclusion import commitments
from meetings.hall import unmet
from meetings.models import Attendance, ConclusionOverride, Directive, Meeting
from meetings.tasks import reviewing
from targets.sections import listed

Rule = ConclusionOverride.Rule
NAMED = 12  # of many missing things so many are said


@dataclass(frozen=True)
class Check:
    """A line of the list. `missing`: what lacks, a sentence each; of a rule that holds, none.

    Without a rule it is only said, and nothing is asked.
    """

    rule: Rule | None
    sentence: str
    missing: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        return not self.missing

    @property
    def words(self) -> str:
        """What lacks in one text, as it is kept with the reason."""
        shown, rest = self.missing[:NAMED], len(self.missing) - NAMED
        return "; ".join([*shown, *([f"và {rest} chỗ khác"] if rest > 0 else [])]) + "."


@dataclass(frozen=True)
class NoTask:
    """Không phát sinh nhiệm vụ, as it is chosen at the conclusion: by the whole meeting, or by
    directives of these keys. What has an addressee is not meant."""

    whole: bool = False
    directives: frozenset[int] = frozenset()

    def settles(self, one: Directive) -> bool:
        chosen = self.whole or one.pk in self.directives
        return one.gives_no_task or (chosen and not one.addressees.all())


def checklist(meeting: Meeting, at: datetime.datetime, chosen: NoTask | None = None) -> list[Check]:
    chosen = chosen or NoTask()
    directives = orders_of(meeting)
    return [
        _given(meeting, directives, chosen),
        _of_directives(
            Rule.ADDRESSEE,
            directives,
            "Mọi ý kiến chỉ đạo đều có đơn vị thực hiện hoặc ghi rõ không giao",
            lambda one: not chosen.settles(one) and not one.addressees.all(),
            "chưa có đơn vị thực hiện",
        ),
        _of_directives(
            Rule.DUE,
            directives,
            "Mọi nhiệm vụ đều có hạn bằng ngày hoặc bằng chữ",
            lambda one: not (chosen.settles(one) or one.due_text or one.due_on),
            "chưa có hạn thực hiện",
        ),
        _promised(meeting),
        _reviewed(meeting),
        _explained(meeting, at),
        _attendance(meeting),
        _speakers(meeting),
        _written("đánh giá", bool(meeting.assessment.strip())),
    ]


def orders_of(meeting: Meeting) -> list[Directive]:
    """What the chair ordered, with addressees; 2 queries."""
    orders = meeting.directives.orders().prefetch_related("addressees")
    return list(orders.order_by("order", "pk"))


def _given(meeting: Meeting, directives: list[Directive], chosen: NoTask) -> Check:
    """Something is to be done, or it was chosen that nothing is."""
    gives = any(not chosen.settles(one) for one in directives)
    if gives or any(one.is_followed for one in commitments.listing(meeting)):
        return Check(Rule.DIRECTIVES, "Hội nghị có nhiệm vụ được giao hoặc được cam kết")
    if chosen.whole:
        return Check(Rule.DIRECTIVES, "Hội nghị không phát sinh nhiệm vụ: đã chọn")
    missing = ("Hội nghị chưa giao nhiệm vụ nào",)
    return Check(Rule.DIRECTIVES, "Hội nghị có nhiệm vụ được giao", missing)


def _written(what: str, is_there: bool) -> Check:
    if is_there:
        return Check(None, f"Đã ghi {what} của chủ trì")
    return Check(None, f"Chưa ghi {what} của chủ trì", (f"Chưa ghi {what}",))


def _of_directives(
    rule: Rule,
    directives: list[Directive],
    sentence: str,
    lacks: Callable[[Directive], bool],
    words: str,
) -> Check:
    missing = tuple(f"Ý kiến {one.order} {words}" for one in directives if lacks(one))
    return Check(rule, sentence, missing)


def _promised(meeting: Meeting) -> Check:
    missing = tuple(
        f"Cam kết của {one.row.speaker_text or 'người chưa ghi tên'} chưa rõ đơn vị thực hiện"
        for one in commitments.listing(meeting)
        if one.is_followed and not one.doers
    )
    sentence = "Mọi cam kết trong biên bản đều có đơn vị thực hiện hoặc ghi rõ không theo dõi"
    return Check(Rule.COMMITMENT, sentence, missing)


def _reviewed(meeting: Meeting) -> Check:
    """Of earlier conclusions; each meeting dates, closes or keeps what has no day."""
    count = reviewing.unreviewed(meeting).count()
    sentence = "Nhiệm vụ không có hạn của các kết luận trước đều đã được xem xét"
    missing = (f"Còn {count} nhiệm vụ không có hạn chưa được xem xét",) if count else ()
    return Check(Rule.UNREVIEWED, sentence, missing)


def _explained(meeting: Meeting, at: datetime.datetime) -> Check:
    """Of a meeting that hears a period."""
    sentence = "Mọi chỉ tiêu chưa đạt, nguy cơ đều có giải trình hoặc ghi không giải trình"
    silent = unmet.silent(meeting, at) if meeting.period_id else []
    by_unit: dict[str, list[str]] = {}
    for entry in silent:
        by_unit.setdefault(entry.unit.short_name, []).append(entry.score.target.short_name)
    missing = tuple(
        f"{unit} chưa giải trình {len(names)} chỉ tiêu: {listed(names, 4)}"
        for unit, names in by_unit.items()
    )
    return Check(Rule.EXPLANATION, sentence, missing)


def _attendance(meeting: Meeting) -> Check:
    marked = list(meeting.attendances.values_list("presence", flat=True))
    unmarked = marked.count(Attendance.Presence.EXPECTED)
    sentence = "Thành phần dự đã được điểm danh"
    if not marked:
        return Check(Rule.ATTENDANCE, sentence, ("Chưa lập thành phần dự",))
    missing = (f"Còn {unmarked} người chưa được điểm danh",) if unmarked else ()
    return Check(Rule.ATTENDANCE, sentence, missing)


def _speakers(meeting: Meeting) -> Check:
    nameless = meeting.interventions.standing().filter(speaker_text="").count()
    missing = (f"Còn {nameless} ý kiến chưa ghi người phát biểu",) if nameless else ()
    return Check(Rule.SPEAKER, "Mọi ý kiến trong biên bản đều có người phát biểu", missing)
