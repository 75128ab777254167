"""What became of the last monthly conclusion, in every state in which a task may be: a later day
asked for, granted and refused, given back, handed over; and orders outside meetings."""

import datetime
from dataclasses import dataclass

from meetings.conclusion.addressing import Choice
from meetings.conclusion.directing import Order
from meetings.conclusion.terms import calendar_from, parse_due
from meetings.demonstration.offices import Staff
from meetings.demonstration.script import HANOI
from meetings.models import (
    AddresseeGroup,
    Difficulty,
    Directive,
    DirectiveTask,
    Extension,
    Meeting,
    OutsideDirective,
)
from meetings.reporting import answer_tasks
from meetings.tasks import extending, following, giving_outside, handing_over, recurring
from procuracy.web.dates import office_day
from units.models import Role, Unit, User

OFFICE = "QT2"
# Orders of the monthly meeting, by their number there.
TWO_REGIONS, CIVIL, PETITIONS, STAFF_REVIEW = 2, 3, 4, 5


@dataclass(frozen=True)
class Outside:
    """`to` as in a script's order; `days` before today on which it was given."""

    text: str
    to: tuple[str, ...]
    due: str
    days: int
    occasion: str
    product: str = ""


def play(held: Meeting, staff: Staff, today: datetime.date) -> None:
    played = _Played(held, staff, today)
    played.steps()
    played.outside()


class _Played:
    def __init__(self, held: Meeting, staff: Staff, today: datetime.date) -> None:
        self.held, self.staff, self.today = held, staff, today
        self.clerk = staff.user_of(f"{OFFICE}-VP", Role.OFFICE_STAFF) or staff.stand_in
        self.head = staff.user_of(OFFICE, Role.PROVINCE_HEAD) or staff.stand_in
        self.office: Unit = staff.units[OFFICE]

    def day(self, back: int, hour: int = 9) -> datetime.datetime:
        """A moment so many days before today, never before the tasks were given."""
        given = office_day(self.held.starts_at) + datetime.timedelta(days=2)
        on = max(self.today - datetime.timedelta(days=back), given)
        return datetime.datetime.combine(on, datetime.time(hour), HANOI)

    def by(self, task: DirectiveTask) -> User:
        code = task.unit.code
        found = self.staff.user_of(code, Role.UNIT_CLERK, Role.UNIT_HEAD, Role.PERSONNEL)
        return found or self.staff.stand_in

    def task(self, order: int, unit: str) -> DirectiveTask:
        rows = DirectiveTask.objects.filter(directive__meeting=self.held, unit__code=unit)
        rows = rows.filter(directive__nature=Directive.Nature.ORDER)
        return rows.select_related("unit").get(directive__order=order, is_lead=True)

    def steps(self) -> None:
        self._granted(self.task(CIVIL, "QT2-P9"))
        self._refused(self.task(TWO_REGIONS, "QT2-KV2"))
        self._given_back(self.task(TWO_REGIONS, "QT2-KV4"))
        self._done_late(self.task(PETITIONS, "QT2-VP"))
        self._ask(self.task(STAFF_REVIEW, "QT2-P15"), 20, "Chờ Sở Nội vụ cho ý kiến.", back=2)

    def _ask(self, task: DirectiveTask, days: int, reason: str, *, back: int) -> Extension:
        assert task.due_on
        to_on = task.due_on + datetime.timedelta(days=days)
        version, by, at = task.version, self.by(task), self.day(back)
        return extending.ask(task, to_on=to_on, reason=reason, version=version, by=by, at=at)

    def _granted(self, task: DirectiveTask) -> None:
        seat = self.staff.held["QT2-P9", Role.UNIT_DEPUTY][0]
        by, at = self.by(task), self.day(12, 8)
        task = handing_over.put_in_charge(task, seat=seat, version=task.version, by=by, at=at)
        reason = "Tòa án nhân dân khu vực 4 đề nghị lùi lịch làm việc."
        asked = self._ask(task, 12, reason, back=8)
        extending.grant(asked, words="Đồng ý, không gia hạn thêm.", by=self.head, at=self.day(7))

    def _refused(self, task: DirectiveTask) -> None:
        asked = self._ask(task, 20, "Còn chờ kết luận giám định ba tin.", back=9)
        words = "Giữ nguyên hạn; tin chờ giám định báo cáo riêng."
        extending.refuse(asked, words=words, by=self.head, at=self.day(8))

    def _given_back(self, task: DirectiveTask) -> None:
        by, version = self.by(task), task.version
        task = following.acknowledge(task, version=version, by=by, at=self.day(20))
        text = "Đã giải quyết 9/14 tin quá hạn."
        task = following.report(task, text=text, version=task.version, by=by, at=self.day(10))
        reason = "Còn 5 tin: nêu nguyên nhân từng tin, báo cáo lại."
        following.send_back(
            task, reason=reason, version=task.version, by=self.clerk, at=self.day(9, 15)
        )

    def _done_late(self, task: DirectiveTask) -> None:
        text = "Đã có văn bản đôn đốc 5 cơ quan; 4 cơ quan đã trả lời."
        by, version = self.by(task), task.version
        task = following.report(task, text=text, version=version, by=by, at=self.day(16))
        following.confirm(task, version=task.version, by=self.clerk, at=self.day(15))

    def outside(self) -> None:
        """Given between meetings; one handed over, one taken back, one every month."""
        monthly, review, opinion, dropped = (self._give(one) for one in outside(self.today))
        self._monthly(monthly)
        task = review.tasks.select_related("unit").get()
        handing_over.hand_over(
            task,
            to=self.staff.units["QT2-P15"],
            reason="Việc bố trí cán bộ thuộc nhiệm vụ của Phòng Tổ chức cán bộ.",
            version=task.version,
            by=self.clerk,
            at=self.day(5),
        )
        first = opinion.tasks.select_related("unit").get(unit__code="QT2-P9")
        by, version = self.by(first), first.version
        following.acknowledge(first, version=version, by=by, at=self.day(0, 7))
        giving_outside.withdraw(
            dropped,
            reason="Đã ghép vào chương trình kiểm tra năm.",
            version=dropped.version,
            by=self.clerk,
            at=self.day(3),
        )

    def _monthly(self, directive: OutsideDirective) -> None:
        """Of the first period one unit reported in time, the other not at all; then the next one."""
        task = directive.tasks.select_related("unit").get(unit__code="QT2-KV2")
        assert task.due_on
        if task.due_on >= self.today:
            return
        at = datetime.datetime.combine(task.due_on, datetime.time(10), HANOI)
        by, version = self.by(task), task.version
        text = "Còn 3 tin báo quá hạn, đều chờ kết luận giám định."
        task = following.report(task, text=text, version=version, by=by, at=at)
        later = at + datetime.timedelta(hours=5)
        following.confirm(task, version=task.version, by=self.clerk, at=later)
        recurring.open_next(self.today)

    def _give(self, one: Outside) -> OutsideDirective:
        on = self.today - datetime.timedelta(days=one.days)
        at = datetime.datetime.combine(on, datetime.time(9), HANOI)
        due = parse_due(one.due, on, calendar_from(on))
        order = Order(
            text=one.text,
            lead=[self._choice(code) for code in one.to],
            coordinating=[],
            product=one.product,
            **due.columns,
        )
        leader = self.staff.held[OFFICE, Role.PROVINCE_HEAD][0]
        gift = giving_outside.Gift(order, leader, one.occasion)
        return giving_outside.give(gift, office=self.office, by=self.clerk, at=at)

    def _choice(self, code: str) -> Choice:
        kind, _, rest = code.partition(":")
        if rest:
            return Choice(rest, group=AddresseeGroup.objects.get(code=rest).pk)
        return Choice(kind, unit=self.staff.units[code].pk)


def outside(today: datetime.date) -> tuple[Outside, ...]:
    """In the order in which they were given."""
    soon = today + datetime.timedelta(days=2)
    before = today - datetime.timedelta(days=25)
    return (
        Outside(
            "Báo cáo số tin báo quá hạn còn lại, nguyên nhân từng tin",
            ("QT2-KV2", "QT2-KV4"),
            f"hằng tháng, trước ngày {min(before.day + 8, 28)}",
            25,
            "Ý kiến của Viện trưởng khi duyệt báo cáo tuần",
            "Báo cáo",
        ),
        Outside(
            "Đề xuất bố trí cán bộ theo dõi thi hành án hình sự tại các khu vực",
            ("QT2-TT",),
            "trong 15 ngày làm việc",
            10,
            "Làm việc với Thanh tra",
            "Tờ trình",
        ),
        Outside(
            "Góp ý dự thảo quy chế phối hợp với Công an tỉnh",
            ("group:cac-phong",),
            f"trước 16 giờ 30 ngày {soon.day}/{soon.month}/{soon.year}",
            4,
            "Công văn lấy ý kiến của Công an tỉnh",
            "Văn bản góp ý",
        ),
        Outside(
            "Kiểm tra việc quản lý vật chứng tại Khu vực 1",
            ("QT2-P9",),
            "trong 20 ngày làm việc",
            4,
            "Ý kiến của Viện trưởng",
        ),
    )


def promise(staff: Staff, today: datetime.date) -> None:
    """What a leader's answer to a difficulty promised, as a task of who does it."""
    leader = staff.user_of(OFFICE, Role.PROVINCE_DEPUTY)
    row = Difficulty.objects.filter(state=Difficulty.State.ANSWERED, answered_at__isnull=False)
    difficulty = row.filter(unit=staff.units["QT2-KV4"]).order_by("pk").first()
    if leader is None or difficulty is None or difficulty.answered_at is None:
        return
    on = office_day(difficulty.answered_at)
    order = Order(
        text="Đôn đốc cơ quan giám định kết luận các tin báo của Khu vực 4, thông báo cho đơn vị",
        lead=[Choice("QT2-VP", unit=staff.units["QT2-VP"].pk)],
        coordinating=[],
        product="Văn bản đôn đốc",
        **parse_due("trong 10 ngày làm việc", on, calendar_from(on)).columns,
    )
    by = leader.act_on(today)
    answer_tasks.give(difficulty, order, by=by, at=difficulty.answered_at)
