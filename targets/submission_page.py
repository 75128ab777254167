"""What a unit's month shows on its own page: where it stands, what is missing, what may be done."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from procuracy.web.access import Answer, Denied
from targets import balances, checked, correcting, deadlines, holding, nil_targets, submitting
from targets.checked import Checked
from targets.deadlines import Due
from targets.models import (
    Figure,
    FigureCorrection,
    Indicator,
    NoneArose,
    Submission,
    SubmissionStep,
    TargetAnswer,
    TargetAssignment,
)
from targets.permissions.figures import may_enter_figures
from targets.permissions.submissions import (
    may_accept_submission,
    may_ask_correction,
    may_return_submission,
    may_send_figures,
    may_submit_figures,
)
from targets.submission_boards import Sent
from units.models import Unit, User

SHOWN = 40
State = Submission.State


@dataclass
class Page:
    user: User
    unit: Unit
    month: datetime.date
    now: datetime.datetime
    # First month of the totals that are shown beside the month's figures.
    since: datetime.date | None = None

    @cached_property
    def row(self) -> Submission | None:
        rows = Submission.objects.filter(unit=self.unit, month=self.month)
        return rows.select_related("unit", "sent_by__person", "accepted_by__person").first()

    @cached_property
    def sent(self) -> Sent:
        due: Due = deadlines.of_month([self.unit], self.month).get(self.unit.pk)
        return Sent(
            self.unit,
            self.month,
            self.row,
            deadlines.due_of(self.row, due) if self.row else due,
            self.now,
        )

    @cached_property
    def missing(self) -> list[Indicator]:
        return list(submitting.missing(self.unit, self.month).select_related("field"))

    @cached_property
    def blocking(self) -> list[balances.Checked]:
        """Strict balances that do not hold, while the unit can still mend them by itself."""
        return [] if self.row and self.row.is_accepted else balances.blocking(self.unit, self.month)

    @property
    def held(self) -> str:
        """What the month is kept from where they do not hold."""
        return submitting.held_words(self.row.state if self.row else None)

    @property
    def missing_shown(self) -> list[Indicator]:
        return self.missing[:SHOWN]

    @cached_property
    def typed(self) -> int:
        return Figure.objects.filter(unit=self.unit, month=self.month).count()

    @cached_property
    def changed(self) -> list[Figure]:
        """Typed after the head approved."""
        if self.row is None or self.row.state != State.SENT:
            return []
        rows = submitting.changed(self.row).select_related("indicator", "entered_by__person")
        return list(rows.order_by("indicator__order", "indicator__code")[:SHOWN])

    @cached_property
    def checked(self) -> Checked | None:
        return checked.by_unit([self.unit], self.month).get(self.unit.pk)

    @cached_property
    def questions(self) -> int:
        return submitting.waiting_questions(self.row).count() if self.row else 0

    @cached_property
    def hindrances(self) -> list[str]:
        return submitting.hindrances(self.row) if self.row else []

    @cached_property
    def nil_fields(self) -> list[NoneArose]:
        rows = NoneArose.objects.filter(unit=self.unit, month=self.month)
        return list(rows.select_related("field", "ticked_by__person").order_by("field__order"))

    @cached_property
    def nil_targets(self) -> list[TargetAssignment]:
        return nil_targets.ticked(self.unit, self.month)

    @cached_property
    def answers(self) -> list[TargetAnswer]:
        rows = TargetAnswer.objects.filter(unit=self.unit, month=self.month)
        rows = rows.select_related("target", "answered_by__person")
        return list(rows.order_by("target__order", "target__code"))

    @cached_property
    def mark(self) -> str:
        return submitting.mark(self.unit, self.month)

    @cached_property
    def steps(self) -> list[SubmissionStep]:
        return list(self.row.steps.select_related("by__person")) if self.row else []

    @cached_property
    def corrections(self) -> list[FigureCorrection]:
        if self.row is None:
            return []
        rows = self.row.corrections.select_related("indicator", "asked_by__person")
        return list(rows)

    @property
    def is_open(self) -> bool:
        """Not sent yet."""
        return self.row is None or self.row.state in (
            State.DRAFT,
            State.RETURNED,
            State.SUBMITTED,
        )

    @property
    def is_before_head(self) -> bool:
        return self.row is not None and self.row.state == State.SUBMITTED

    @property
    def may_read(self) -> bool:
        """The month as a whole; a department reads its field's lines elsewhere."""
        acting = self.user.acting
        return acting is not None and self.unit.pk in acting.seen_unit_ids

    @cached_property
    def restated(self) -> set[int]:
        """Lines of which a figure since `since` was corrected, by id."""
        first = self.since or self.month
        return {line for _, line in correcting.restated([self.unit.pk], first, self.month)}

    @cached_property
    def may_type(self) -> Answer:
        """Also that the month is still open."""
        answer = may_enter_figures(self.user, self.unit)
        if answer and self.row is not None and self.row.is_accepted:
            return Denied(holding.locked_words(self.row))
        return answer

    @cached_property
    def may_submit(self) -> Answer:
        return may_submit_figures(self.user, self.unit)

    @cached_property
    def may_send(self) -> Answer:
        return may_send_figures(self.user, self.unit)

    @cached_property
    def may_return(self) -> Answer:
        """Also that it is this person's turn: the head's before it is sent, the Office's after."""
        if self.row is None or self.row.is_accepted or self.row.state == State.RETURNED:
            return False
        if self.row.state == State.SUBMITTED:
            return self.may_send
        return self.may_accept and may_return_submission(self.user, self.row)

    @cached_property
    def may_accept(self) -> Answer:
        return may_accept_submission(self.user, self.row) if self.row else False

    @cached_property
    def may_correct(self) -> Answer:
        if self.row is None or not self.row.is_accepted:
            return False
        return may_ask_correction(self.user, self.row)
