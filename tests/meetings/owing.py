"""Quảng Trị before its next meeting, with a task in every state in which one may be open."""

import datetime
from typing import Any

from meetings.models import (
    Difficulty,
    Directive,
    DirectiveTask,
    Extension,
    HandOver,
    Meeting,
    TaskAnswer,
    TaskEvent,
)
from tests import factories as make
from tests.meetings.stage import Stage, stage
from units.models import Role

TODAY, NOW = make.TODAY, make.NOW
State, Asked = DirectiveTask.State, Extension.State


def ahead(days: int) -> datetime.date:
    return TODAY + datetime.timedelta(days=days)


class Owing:
    """The region owes `tasks` by name; the department promised an answer and waits for nothing."""

    def __init__(self) -> None:
        self.here: Stage = stage()
        self.unit = self.here.region
        self.earlier: Meeting = make.meeting(
            self.here.province, state="closed", concluded_at=NOW, title="Giao ban kỳ trước"
        )
        self.by = make.user(Role.UNIT_CLERK, self.unit)
        self.tasks: dict[str, DirectiveTask] = {}
        self._open()
        self._stepped()
        self._of_other_natures()
        self._not_shown()

    def give(self, name: str, due: datetime.date | None, **more: Any) -> DirectiveTask:
        facts = {key: more.pop(key) for key in list(more) if key in ORDERED}
        order = facts.pop("order", None) or make.directive(
            self.earlier, name, due_on=due, order=len(self.tasks) + 1, **facts
        )
        row = make.directive_task(order, more.pop("unit", self.unit), due_on=due, **more)
        self.tasks[name] = row
        return row

    def _open(self) -> None:
        self.give("quá hạn", ahead(-6))
        self.give("quá giờ", TODAY, due_time=datetime.time(7), state=State.ACKNOWLEDGED)
        self.give("còn hạn", ahead(30))
        self.give("có hạn bằng chữ", None, due_text="thường xuyên")
        self.give("không hạn", None)
        self.give("hằng tháng", ahead(-3), repeats="monthly", occurrence=ahead(-3))
        predecessor = make.region(self.here.province, "VKSND khu vực 9")
        self.unit.inheritances.create(predecessor=predecessor, on=TODAY)
        self.give("của đơn vị trước", ahead(1), unit=predecessor)

    def _stepped(self) -> None:
        """Reported, returned, extended, handed over, waiting for the unit's head."""
        done = self.give("đã báo cáo", ahead(-1), state=State.REPORTED, reported_at=NOW)
        self._event(done, State.REPORTED, "Xong")
        back = self.give("bị trả lại", ahead(5), state=State.IN_PROGRESS)
        self._event(back, State.REPORTED, "Đã rà 31/46 vụ")
        self._event(back, State.IN_PROGRESS, "Còn 15 vụ")
        self._ask(self.give("xin gia hạn", ahead(9)), Asked.ASKED, ahead(20))
        self._ask(self.give("được gia hạn", ahead(12)), Asked.GRANTED, ahead(12), since=ahead(-9))
        self._ask(self.give("không được gia hạn", ahead(-2)), Asked.REFUSED, ahead(8))
        handed = self.give("chuyển giao", ahead(7))
        HandOver.objects.create(
            task=handed,
            from_unit=self.here.department,
            to_unit=self.unit,
            reason="Đúng lĩnh vực",
            by=self.here.clerk,
            at=NOW,
        )
        written = self.give("chờ thủ trưởng duyệt", ahead(4))
        TaskAnswer.objects.create(task=written, text="Đã xong", by=self.by, at=NOW)

    def _of_other_natures(self) -> None:
        self.give("cam kết", ahead(-4), nature=Directive.Nature.COMMITMENT)
        report = make.unit_report(self.earlier, self.unit)
        raised = {"raised_at": NOW, "state": "answered", "answered_at": NOW}
        self.asked: Difficulty = make.difficulty(
            report, "Thiếu Kiểm sát viên", answer="Sẽ biệt phái",
            answered_by=self.earlier.chair, **raised,
        )  # fmt: skip
        given = {"office": self.here.province, "given_on": ahead(-10)}
        promise = Directive.objects.create(
            **given, order=1, text="biệt phái", nature=Directive.Nature.ANSWER,
            difficulty=self.asked, occasion="Trả lời khó khăn, đề xuất của VKSND khu vực 5",
        )  # fmt: skip
        self.give("biệt phái", ahead(-1), order=promise, unit=self.here.department)
        outside = Directive.objects.create(**given, order=2, text="ngoài hội nghị")
        self.give("ngoài hội nghị", ahead(3), order=outside)

    def _not_shown(self) -> None:
        """Ended, or told one leader alone; what is only planned is shown as such."""
        self.give("đã xác nhận", ahead(-6), state=State.CONFIRMED, confirmed_at=NOW)
        self.give("thu hồi", ahead(-6), state=State.WITHDRAWN)
        self.give("riêng một lãnh đạo", ahead(-6), concerns=self.earlier.chair)
        unissued = make.meeting(
            self.here.province, state="concluded", concluded_at=NOW, title="Chưa phát hành"
        )
        planned = make.directive(unissued, "dự kiến", due_on=ahead(-2))
        self.give("dự kiến", ahead(-2), order=planned)

    def _event(self, task: DirectiveTask, state: str, text: str) -> None:
        TaskEvent.objects.create(task=task, state=state, text=text, by=self.by, at=NOW)

    def _ask(
        self, task: DirectiveTask, state: str, to_on: datetime.date, since: datetime.date = TODAY
    ) -> None:
        decided = {"decided_by": self.here.clerk, "decided_at": NOW, "words": "Đã xem xét"}
        Extension.objects.create(
            task=task,
            from_on=min(since, task.due_on or since),
            to_on=to_on,
            reason="Chờ giám định",
            asked_by=self.by,
            asked_at=NOW,
            state=state,
            **({} if state == Asked.ASKED else decided),
        )


ORDERED = {"nature", "difficulty", "due_text", "repeats", "concerns", "order"}
