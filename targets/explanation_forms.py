"""What a unit explains and promises, and what the leadership answers."""

from typing import Any

from django import forms

from procuracy.web.forms import SafeTextMixin
from targets.catalogue_forms import DayField
from targets.explaining import Said, mark_of
from targets.forms import ThresholdField
from targets.models import Explanation


def _text(label: str, rows: int, longest: int, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=longest,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class ExplanationForm(SafeTextMixin, forms.Form):
    """A draft may lack anything; what must be there is asked when it is sent."""

    cause = _text("Nguyên nhân", 3, 4000, "Chủ quan, khách quan; không ghi tên bị can, bị cáo.")
    obstacle = _text("Khó khăn, vướng mắc", 2, 4000)
    solution = _text("Giải pháp", 3, 4000, "Việc sẽ làm, ai làm, đến khi nào.")
    commitment = _text("Cam kết", 2, 2000, "Ví dụ: giải quyết xong 7 tin báo còn lại.")
    promised_on = DayField(
        label="Hạn cam kết",
        required=False,
        help_text="Kiểm đếm theo số liệu lũy kế đến hết tháng của ngày này.",
    )
    promised_value = ThresholdField(label="Mức cam kết", required=False)
    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: Explanation | None, goal: str, **more: Any) -> None:
        initial: dict[str, Any] = {"seen": mark_of(row)}
        if row:
            initial |= {name: getattr(row, name) for name in Explanation.TEXTS}
            initial |= {"promised_on": row.promised_on, "promised_value": row.promised_value}
        super().__init__(*args, initial=initial, **more)
        self.fields["promised_value"].help_text = f"Để trống: cam kết đạt yêu cầu {goal}."

    # What somebody else stored meanwhile, with its mark: shown beside the own text.
    stored: Explanation | None = None
    stored_mark = ""

    def overtaken_by(self, stored: Explanation) -> None:
        self.stored, self.stored_mark = stored, mark_of(stored)

    def said(self) -> Said:
        given = self.cleaned_data
        return Said(
            **{name: given[name].strip() for name in Explanation.TEXTS},
            promised_on=given["promised_on"],
            promised_value=given["promised_value"],
        )

    def follow(self, stored: Explanation) -> None:
        """Saved, but not sent: what is sent again follows on these very words."""
        self.data = {**self.data.dict(), "seen": mark_of(stored)}  # type: ignore[attr-defined]


class ReplyForm(SafeTextMixin, forms.Form):
    text = forms.CharField(
        label="Ý kiến", max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
