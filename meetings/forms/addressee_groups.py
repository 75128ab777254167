"""Forms of groups of addressees: what they ask for, and the day on which they are looked at."""

from typing import Any

from django import forms

from meetings.conclusion.addressing import plain
from meetings.models import AddresseeGroup
from procuracy.web.forms import SafeTextMixin
from units.models import Unit

KINDS = [(kind.value, kind.label) for kind in Unit.Kind if kind != Unit.Kind.PROVINCE]
LONGEST_CODE = 30


class AddresseeGroupForm(SafeTextMixin, forms.ModelForm):
    kinds = forms.MultipleChoiceField(
        label="Loại đơn vị",
        choices=KINDS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một loại đơn vị."},
    )

    class Meta:
        model = AddresseeGroup
        fields = (
            "name",
            "kinds",
            "with_fields_only",
            "inspected",
            "persons",
            "is_offered",
            "order",
        )
        help_texts = {
            "name": "Như Viện trưởng vẫn nói: “Các phòng nghiệp vụ”, “VKSND khu vực”.",
            "with_fields_only": "Phòng có lĩnh vực công tác; Văn phòng không tính.",
            "inspected": "Chỉ những đơn vị có trong danh sách kiểm tra của năm công tác.",
            "persons": "Nhiệm vụ giao cho từng đơn vị, hoặc từng người phụ trách địa bàn.",
            "is_offered": "Bỏ chọn thì không giao mới cho nhóm này; chỉ đạo đã giao giữ nguyên.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["inspected"].choices = [("", "không xét"), *fields["inspected"].choices[1:]]
        fields["persons"].choices = AddresseeGroup.Persons.choices

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        only_departments = set(said.get("kinds") or []) == {Unit.Kind.DEPARTMENT}
        if said.get("with_fields_only") and said.get("kinds") and not only_departments:
            self.add_error("with_fields_only", "Chỉ dùng khi loại đơn vị là phòng.")
        return said

    def save(self, commit: bool = True) -> Any:
        """A new one gets its code from its name; it never changes."""
        if not self.instance.code:
            self.instance.code = _code(self.instance.name)
        return super().save(commit)


def _code(name: str) -> str:
    base = "-".join(plain(name).split())[: LONGEST_CODE - 4].strip("-") or "nhom"
    taken = set(AddresseeGroup.objects.filter(code__startswith=base).values_list("code", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (base, *numbered) if code not in taken)
