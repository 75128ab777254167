"""Annexes that a clerk writes beside a paper's text: part of the form of every paper."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from procuracy.web import annexes
from procuracy.web.forms import SafeTextMixin

MOST = 10
MOST_ROWS, MOST_COLUMNS = 500, 14
PREFIX = "annex"

if TYPE_CHECKING:
    _Form = forms.Form
    _FormSet = forms.BaseFormSet["AnnexForm"]
else:
    _Form, _FormSet = object, forms.BaseFormSet


class AnnexForm(SafeTextMixin, forms.Form):
    title = forms.CharField(
        label="Tên phụ lục",
        max_length=300,
        error_messages={"required": "Ghi tên phụ lục."},
    )
    text = forms.CharField(
        label="Nội dung",
        max_length=60_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Ghi nội dung phụ lục hoặc bỏ phụ lục này."},
        help_text="Mỗi dòng một đoạn; hoặc dán bảng từ Excel, dòng đầu là tên các cột.",
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"].strip("\n")
        if annexes.is_table(text):
            _check_table(annexes.cells(text))
        return text


def _check_table(rows: list[list[str]]) -> None:
    columns = len(rows[0])
    if columns > MOST_COLUMNS:
        raise ValidationError(
            f"Bảng có {columns} cột, in được nhiều nhất {MOST_COLUMNS}: để ở tệp kèm theo."
        )
    if len(rows) > MOST_ROWS:
        raise ValidationError(
            f"Bảng có {len(rows)} dòng, in được nhiều nhất {MOST_ROWS}: để ở tệp kèm theo."
        )
    if len(rows) == 1:
        raise ValidationError("Bảng mới có dòng tên cột, chưa có nội dung.")
    for number, row in enumerate(rows, start=1):
        if len(row) > columns:
            raise ValidationError(f"Dòng {number} có {len(row)} ô, dòng đầu chỉ có {columns} cột.")


class BaseAnnexFormSet(_FormSet):
    deletion_widget = forms.CheckboxInput
    ordering_widget = forms.NumberInput(attrs={"min": 1, "max": MOST + 1})  # type: ignore[assignment]

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["ORDER"].label = "Thứ tự"
        form.fields["DELETE"].label = "Bỏ phụ lục này"

    def said(self) -> list[dict[str, Any]]:
        """What stands in `Paper.annexes`, in the order that was asked for."""
        kept = [form.cleaned_data for form in self.ordered_forms if form.cleaned_data]
        return [
            {
                "title": " ".join(one["title"].split()),
                "text": one["text"],
                "is_table": annexes.is_table(one["text"]),
            }
            for one in kept
        ]


AnnexFormSet = forms.formset_factory(
    AnnexForm,
    formset=BaseAnnexFormSet,
    extra=1,
    max_num=MOST,
    validate_max=True,
    absolute_max=MOST + 5,
    can_order=True,
    can_delete=True,
)


def annex_forms(data: Any, stored: Iterable[Mapping[str, Any]]) -> Any:
    """The formset of a paper's annexes; unbound when what was sent does not speak of them."""
    if data is None or f"{PREFIX}-TOTAL_FORMS" not in data:
        data = None
    initial = [{"title": one["title"], "text": one["text"]} for one in stored]
    return AnnexFormSet(data, initial=initial, prefix=PREFIX)


class WithAnnexes(_Form):
    """A form of a paper (`instance`), with its annexes. Stands before the form in the bases."""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        self.annexes = annex_forms(data, self.instance.annexes)  # type: ignore[attr-defined]

    def is_valid(self) -> bool:
        mine = super().is_valid()
        return mine and (not self.annexes.is_bound or bool(self.annexes.is_valid()))

    def said_annexes(self) -> dict[str, Any]:
        return {"annexes": self.annexes.said()} if self.annexes.is_bound else {}
