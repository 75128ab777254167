"""Forms of the succession assistant."""

import datetime
from typing import Any

from django import forms
from django.http import QueryDict

from procuracy.web.forms import SafeTextMixin
from units.models import Field, Reorganisation, Unit
from units.reorganising.drafts import Decision, Draft, NewUnit

CODE = r"^[A-Za-z0-9]+([_-][A-Za-z0-9]+)*$"
SYMBOL = r"^[0-9A-ZĐ]+([.-][0-9A-ZĐ]+)*$"
WRONG_SYMBOL = "Ký hiệu viết hoa, không có dấu cách, ví dụ VKSKV5."
Kind = Reorganisation.Kind
# How many new bodies the page asks for at first.
ASKED = {Kind.MERGE: 1, Kind.SPLIT: 2, Kind.CONVERT: 1, Kind.MOVE: 0}
MOST = 12
CHOICE = "choice."


class StartForm(forms.Form):
    kind = forms.ChoiceField(
        label="Hình thức", choices=Kind.choices, initial=Kind.MERGE, widget=forms.RadioSelect
    )
    on = forms.DateField(
        label="Có hiệu lực từ ngày",
        help_text="Đơn vị cũ kết thúc hết ngày hôm trước, đơn vị mới hoạt động từ ngày này.",
    )

    def clean_on(self) -> datetime.date:
        on: datetime.date = self.cleaned_data["on"]
        if not 1960 < on.year < 2100:
            raise forms.ValidationError("Năm không hợp lý: kiểm tra lại ngày.")
        return on


class DecisionForm(SafeTextMixin, forms.Form):
    """The deciding instrument, as it is cited."""

    code = forms.CharField(label="Số, ký hiệu văn bản quyết định", max_length=60)
    issued_on = forms.DateField(label="Ngày ban hành")
    issuer = forms.CharField(label="Cơ quan ban hành", max_length=160)

    @property
    def decision(self) -> Decision:
        data = self.cleaned_data
        return Decision(data["code"], data["issued_on"], data["issuer"])


class UnitChoices(forms.ModelMultipleChoiceField):
    """Bodies by name; those of a former province with its name."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.short_name} ({obj.above})" if obj.above else str(obj.short_name)


class BodiesForm(forms.Form):
    """Who ends, and which of the standing bodies follow."""

    sources = UnitChoices(Unit.objects.none(), label="Đơn vị kết thúc", required=False)
    targets = UnitChoices(
        Unit.objects.none(), label="Đơn vị đang hoạt động kế thừa", required=False
    )

    def __init__(self, *args: Any, ending: Any, standing: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, units in (("sources", ending), ("targets", standing)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelMultipleChoiceField)
            field.queryset = units

    @property
    def ids(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """In the order of the page."""
        data = self.cleaned_data
        return (
            tuple(unit.pk for unit in data["sources"]),
            tuple(unit.pk for unit in data["targets"]),
        )


class NewUnitForm(SafeTextMixin, forms.Form):
    """A body that begins on the day; left empty it is none."""

    kind = forms.ChoiceField(
        label="Loại", choices=[("", "Chọn loại"), *Unit.Kind.choices], required=False
    )
    number = forms.IntegerField(label="Số", min_value=1, max_value=999, required=False)
    name = forms.CharField(label="Tên đầy đủ", max_length=200, required=False)
    short_name = forms.CharField(label="Tên gọn", max_length=80, required=False)
    place_name = forms.CharField(label="Địa danh trên văn bản", max_length=60, required=False)
    symbol = forms.RegexField(
        SYMBOL,
        label="Ký hiệu trên văn bản",
        max_length=20,
        required=False,
        error_messages={"invalid": WRONG_SYMBOL},
    )
    code = forms.RegexField(
        CODE,
        label="Mã",
        max_length=20,
        required=False,
        help_text="Để trống: hệ thống đặt mã.",
        error_messages={"invalid": "Mã gồm chữ không dấu, chữ số, dấu gạch nối, ví dụ QT2-KV9."},
    )
    fields_of_work = forms.ModelMultipleChoiceField(
        Field.objects.all(),
        label="Lĩnh vực (đối với phòng)",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    WANTED = ("kind", "name", "short_name")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.is_used:
            for name in self.WANTED:
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, "Mục này chưa điền.")
        return cleaned

    @property
    def is_used(self) -> bool:
        """Somebody typed something into it; the kind alone is offered by the page."""
        data = self.cleaned_data
        return any(data.get(name) for name in self.fields if name not in ("kind", "not_secret"))

    @property
    def new(self) -> NewUnit:
        data = self.cleaned_data
        return NewUnit(
            kind=data["kind"],
            name=data["name"],
            short_name=data["short_name"],
            place_name=data["place_name"],
            symbol=data["symbol"],
            number=data["number"],
            code=data["code"],
            field_ids=tuple(field.pk for field in data["fields_of_work"]),
        )


class DraftForms:
    """The forms of the second step as one: `is_valid`, then `draft`."""

    def __init__(
        self,
        kind: str,
        on: datetime.date,
        office: Unit,
        units: tuple[Any, Any],
        data: QueryDict | None = None,
    ) -> None:
        self.kind, self.on, self.office, self.data = kind, on, office, data
        ending, standing = units
        self.bodies = BodiesForm(data, ending=ending, standing=standing)
        self.decision = DecisionForm(data)
        self.count = self._count()
        offered = {"kind": Unit.Kind.REGION}
        self.new = [
            NewUnitForm(data, prefix=f"n{place}", initial=offered) for place in range(self.count)
        ]

    def _count(self) -> int:
        typed = self.data.get("count", "") if self.data is not None else ""
        count = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else -1
        more = 1 if self.data is not None and self.data.get("step") == "add" else 0
        asked = ASKED[Kind(self.kind)] if count < 0 else count + more
        return min(asked, MOST)

    @property
    def all(self) -> list[forms.Form]:
        return [self.bodies, *self.new, self.decision]

    def is_valid(self) -> bool:
        """Every form is asked, so that all sentences stand on the page."""
        return not [form for form in self.all if not form.is_valid()]

    def unjudged(self) -> None:
        """Typed half-way: nothing is wrong yet."""
        for form in self.all:
            form.errors.clear()

    @property
    def choices(self) -> dict[str, str]:
        items = self.data.items() if self.data is not None else []
        return {key.removeprefix(CHOICE): str(v) for key, v in items if key.startswith(CHOICE)}

    def draft(self) -> Draft:
        sources, targets = self.bodies.ids
        return Draft(
            kind=self.kind,
            on=self.on,
            office=self.office,
            source_ids=sources,
            target_ids=targets,
            new=tuple(form.new for form in self.new if form.is_used),
            decision=self.decision.decision,
            choices=self.choices,
        )


class PredecessorForm(DecisionForm):
    """Whom a body follows: one that ended on the eve, or one to be entered by name."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label="Đơn vị trước đã có trong danh sách",
        required=False,
        empty_label="Không có: nhập tên dưới đây",
    )
    kind = forms.ChoiceField(label="Loại", choices=Unit.Kind.choices, required=False)
    name = forms.CharField(label="Tên đầy đủ", max_length=200, required=False)
    short_name = forms.CharField(label="Tên gọn", max_length=80, required=False)
    place_name = forms.CharField(label="Địa danh trên văn bản", max_length=60, required=False)
    symbol = forms.RegexField(
        SYMBOL,
        label="Ký hiệu trên văn bản",
        max_length=20,
        required=False,
        error_messages={"invalid": WRONG_SYMBOL},
    )
    parent = forms.ModelChoiceField(
        Unit.objects.none(),
        label="Trực thuộc",
        required=False,
        empty_label="Không (VKSND cấp tỉnh)",
    )

    field_order = ["unit", "kind", "parent", "name", "short_name", "place_name", "symbol"]

    def __init__(self, *args: Any, ended: Any, parents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, units in (("unit", ended), ("parent", parents)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = units

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("unit"):
            for name in ("kind", "name", "short_name"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, "Mục này chưa điền.")
        return cleaned


class SourceForm(SafeTextMixin, forms.Form):
    source = forms.CharField(label="Căn cứ, nguồn kiểm chứng", max_length=500)
