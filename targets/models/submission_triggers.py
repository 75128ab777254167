"""What was accepted cannot be altered by the role that serves requests (design, rule 6).

Installed by django-pgtrigger after each `migrate`, as those of history are. Figures are checked
once a statement: an import of thousands of rows costs one look. Each look takes a share lock on
the submissions: a save that races the acceptance waits for it and is then refused.
"""

from typing import Any

import pgtrigger

from procuracy.web.history.triggers import Recording
from targets.models.figures import Figure
from targets.models.submissions import FigureCorrection, Submission

REFUSED = "ERRCODE = 'restrict_violation'"
# {rows}: unit_id, month, indicator_id, was, becomes. Only the last approved correction of a figure
# lets it change, from its old value to its new one.
_CHECK = """
PERFORM FROM public.targets_submission s
WHERE (s.unit_id, s.month) IN (SELECT c.unit_id, c.month FROM ({rows}) c)
ORDER BY s.id FOR SHARE;
IF EXISTS (
    SELECT FROM ({rows}) c JOIN public.targets_submission s USING (unit_id, month)
    LEFT JOIN LATERAL (
        SELECT k.old_value, k.new_value FROM public.targets_figurecorrection k
        WHERE k.submission_id = s.id AND k.indicator_id = c.indicator_id AND k.state = 'approved'
        ORDER BY k.decided_at DESC, k.id DESC LIMIT 1
    ) k ON true
    WHERE s.state = 'accepted' AND (
        k.new_value IS NULL OR c.becomes IS NULL
        OR k.new_value <> c.becomes OR k.old_value IS DISTINCT FROM c.was
    )
) THEN
    RAISE EXCEPTION 'Số liệu đã được tiếp nhận: chỉ sửa bằng đề nghị điều chỉnh.' USING {refused};
END IF;
RETURN NULL;
"""
_NEW = "SELECT unit_id, month, indicator_id, NULL::numeric AS was, value AS becomes FROM new_rows"
_OLD = "SELECT unit_id, month, indicator_id, value AS was, NULL::numeric AS becomes FROM old_rows"
# A figure that was moved to another cell has left one and come to another.
_BOTH = """
SELECT unit_id, month, indicator_id, o.value AS was, n.value AS becomes
FROM old_rows o FULL JOIN new_rows n USING (unit_id, month, indicator_id)
WHERE o.value IS DISTINCT FROM n.value
"""


class _Guard(Recording):
    level = pgtrigger.Statement
    rows: str

    def get_func(self, model: Any) -> str:
        return _CHECK.format(rows=self.rows, refused=REFUSED)


class InsertGuard(_Guard):
    name = "accepted_insert"
    operation = pgtrigger.Insert
    referencing = pgtrigger.Referencing(new="new_rows")
    rows = _NEW


class UpdateGuard(_Guard):
    name = "accepted_update"
    operation = pgtrigger.Update
    referencing = pgtrigger.Referencing(old="old_rows", new="new_rows")
    rows = _BOTH


class DeleteGuard(_Guard):
    name = "accepted_delete"
    operation = pgtrigger.Delete
    referencing = pgtrigger.Referencing(old="old_rows")
    rows = _OLD


class Final(Recording):
    """A row that has reached its last state is neither changed nor deleted."""

    name = "final"
    when = pgtrigger.Before
    operation = pgtrigger.Update | pgtrigger.Delete
    level = pgtrigger.Row

    def __init__(self, states: str, sentence: str) -> None:
        super().__init__()
        self.states, self.sentence = states, sentence

    def get_func(self, model: Any) -> str:
        return f"""
            IF OLD.state IN ({self.states}) THEN
                RAISE EXCEPTION '{self.sentence}' USING {REFUSED};
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """


def register() -> None:
    """Called once when all models are known."""
    figure: Any = Figure
    for guard in (InsertGuard(), UpdateGuard(), DeleteGuard()):
        guard.register(figure)
    finals: list[tuple[Any, str, str]] = [
        (Submission, "'accepted'", "Số liệu đã được tiếp nhận, không đổi trạng thái nữa."),
        (FigureCorrection, "'approved', 'refused'", "Đề nghị điều chỉnh đã được quyết định."),
    ]
    for model, states, sentence in finals:
        Final(states, sentence).register(model)
