"""Lines of a consolidated report, and the outline they come from."""

import re
from typing import Any

from django import forms

from meetings.consolidating import outlines
from meetings.models import ConsolidatedLine, MatterRegister, MeetingKind, OutlineLine
from meetings.models.consolidated import MOST_LETTERS
from procuracy.web.forms import SafeTextMixin

_CODE = re.compile(r"[\s,;]+")


class LineForm(SafeTextMixin, forms.Form):
    """`version`: what the form began with; `over`: the other one, once it was shown beside."""

    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    over = forms.IntegerField(min_value=0, max_value=2**31 - 1, required=False)
    text = forms.CharField(
        label="Nội dung", max_length=MOST_LETTERS, required=False, widget=forms.Textarea
    )


def line_form(line: ConsolidatedLine) -> LineForm:
    """Unbound, with what is stored; ids are told apart by the line."""
    form = LineForm(
        initial={"version": line.version, "text": line.text}, auto_id=f"id_{line.pk}_%s"
    )
    rows = sum(1 + len(one) // 110 for one in line.text.split("\n"))
    form.fields["text"].widget.attrs |= {"rows": max(3, min(rows + 1, 24))}
    form.fields["text"].widget.attrs.pop("maxlength", None)
    return form


class HideForm(SafeTextMixin, forms.Form):
    reason = forms.CharField(
        label="Lý do không đưa vào báo cáo",
        max_length=300,
        error_messages={"required": "Ghi lý do không đưa dòng này vào báo cáo."},
    )


class AddForm(SafeTextMixin, forms.Form):
    title = forms.CharField(
        label="Tên dòng",
        max_length=300,
        required=False,
        help_text="Để trống thì là một đoạn, không đánh số.",
    )
    text = forms.CharField(
        label="Nội dung",
        max_length=MOST_LETTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not (cleaned["title"].strip() or cleaned["text"].strip()):
            raise forms.ValidationError("Ghi tên hoặc nội dung của dòng thêm.")
        return cleaned


class CodesField(forms.CharField):
    """Codes apart by commas or spaces."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        return [code for code in _CODE.split(super().clean(value)) if code]


class OutlineLineForm(SafeTextMixin, forms.ModelForm):
    indicators = CodesField(
        label="Mã dòng thống kê",
        max_length=300,
        required=False,
        help_text="Cách nhau bằng dấu phẩy; {so} là của mã thứ nhất, {so_2} của mã thứ hai.",
    )
    parent = forms.ModelChoiceField(
        label="Thuộc đề mục", queryset=OutlineLine.objects.none(), required=False
    )

    class Meta:
        model = OutlineLine
        fields = (
            *("source", "parent", "title", "template"),
            *("indicators", "target", "register", "section"),
        )
        widgets = {"template": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "title": "Có tên thì được đánh số; không có tên là một đoạn của đề mục.",
            "template": "Để trống thì dùng câu thường dùng của loại nội dung.",
            "target": "Chỉ với nội dung lấy từ chỉ tiêu, ví dụ T10.",
        }

    def __init__(self, *args: Any, kind: MeetingKind, office_kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nodes = outlines.of_kind(kind, office_kind)
        depth = {node.line.pk: node.level for node in nodes if node.line.pk != self.instance.pk}
        field: Any = self.fields["parent"]
        field.queryset = OutlineLine.objects.filter(pk__in=depth)
        field.choices = [("", "(đề mục lớn)")] + [
            (node.line.pk, f"{'— ' * (node.level - 1)}{node.line}")
            for node in nodes
            if node.line.pk in depth
        ]
        registers: Any = self.fields["register"]
        registers.queryset = MatterRegister.objects.in_use()
        self.instance.kind, self.instance.office_kind = kind, office_kind

    def clean(self) -> dict[str, Any]:
        """What the source does not ask for is left empty, so that it asks nothing by itself."""
        cleaned = super().clean()
        source = cleaned.get("source")
        asked = {"figures": "indicators", "target": "target", "register": "register"}
        asked |= {"section": "section"}
        empty: dict[str, Any] = {"indicators": [], "target": "", "register": None, "section": ""}
        for name, nothing in empty.items():
            if asked.get(source or "") != name:
                cleaned[name] = nothing
        return cleaned
