"""Monthly reports stay with the body that reported; its heir finishes what is still open.

An heir enters and sends the months of those it follows (`own_unit_ids`), so nothing moves.
"""

from targets.models import FigureCorrection, Submission, SubmissionDeadline
from units.reorganising.ledger import Ledger
from units.reorganising.protocol import Change, Counted, Done, Line


class Submissions:
    key = "targets.submissions"
    heading = "Báo cáo số liệu tháng"
    moves = frozenset[str]()
    stays = frozenset({"targets.Submission.unit", "targets.SubmissionDeadline.unit"})

    def count(self, change: Change) -> Counted:
        rows = Submission.objects.filter(unit__in=change.source_ids)
        accepted = rows.filter(state=Submission.State.ACCEPTED).count()
        corrections = FigureCorrection.objects.waiting().filter(submission__in=rows).count()
        extensions = SubmissionDeadline.objects.filter(unit__in=change.source_ids).count()
        open_note = "đơn vị kế thừa trình, gửi tiếp các tháng cũ"
        stays = [
            Line("báo cáo số liệu đã tiếp nhận", accepted),
            Line("báo cáo số liệu chưa tiếp nhận", rows.count() - accepted, note=open_note),
            Line("đề nghị điều chỉnh số liệu đang chờ", corrections),
            Line("gia hạn gửi số liệu", extensions),
        ]
        return Counted([], [line for line in stays if line.count], [])

    def move(self, change: Change, ledger: Ledger) -> None:
        """Nothing."""

    def undo(self, done: Done) -> list[str]:
        """What an heir sent since for months of its new life would be without its sender."""
        since = Submission.objects.filter(
            unit__in=done.heir_ids,
            month__gte=done.record.on.replace(day=1),
            sent_at__gt=done.record.at,
        )
        count = since.count()
        return [f"{count} báo cáo số liệu của đơn vị kế thừa đã gửi sau đó"] if count else []
