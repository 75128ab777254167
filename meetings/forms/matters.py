"""Forms of matters and their registers: no secrets, no suspects' names."""

import datetime
from typing import Any

from django import forms

from meetings.matters import names
from meetings.matters.recording import Said, mark
from meetings.models import Matter, MatterCount, MatterRegister
from procuracy.web.forms import SafeTextMixin
from targets.catalogue_forms import DayField
from units.models import Field, Person, Unit
from units.models.people import Appointment

CONFIRM = "no_suspects"
REFUSED = (
    "Không ghi tên người bị buộc tội (“{name}”): ghi số hồ sơ, ví dụ “bị can trong hồ sơ 12/2026”."
)
ASKED = (
    "Có thể có tên người: “{name}”. Không phải người liên quan đến vụ, việc thì xác nhận để lưu."
)


class NamelessMixin(SafeTextMixin):
    """Refuses names behind words for the accused in every text; asks about what reads like one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[CONFIRM] = forms.BooleanField(
            label="Tôi xác nhận không có tên bị can, bị cáo, đương sự",
            required=False,
            widget=forms.HiddenInput,
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name, text in self._typed.items():
            if found := names.accused(text):
                self.add_error(name, REFUSED.format(name=found[0]))
            elif not self._stands(name, text) and (found := self._doubtful(text)):
                self.fields[CONFIRM].widget = forms.CheckboxInput()
                if not cleaned.get(CONFIRM):
                    self.add_error(name, ASKED.format(name=found[0]))
        return cleaned

    def _stands(self, name: str, text: str) -> bool:
        """Stored before, so it was asked about."""
        return text == self.get_initial_for_field(self.fields[name], name)

    @property
    def asks_names(self) -> bool:
        return not self.fields[CONFIRM].widget.is_hidden

    def _doubtful(self, text: str) -> list[str]:
        """The people of the two tiers may be named; asked for only where a name was found."""
        if not (found := names.likely(text)):
            return []
        known = Person.objects.filter(full_name__in=found)
        return names.likely(text, known.values_list("full_name", flat=True))


def _lines(names: list[str], current: str = "") -> list[tuple[str, str]]:
    """Choices of a register; what a row still has of an earlier list stays choosable."""
    listed = names if not current or current in names else [current, *names]
    return [(name, name) for name in listed]


def _staged(register: MatterRegister, current: str = "") -> forms.Field:
    """A register without stages takes any word."""
    if not register.stage_list:
        return forms.CharField(label="Giai đoạn", max_length=120, initial=current)
    return forms.ChoiceField(
        label="Giai đoạn", choices=_lines(register.stage_list, current), initial=current
    )


class MatterForm(NamelessMixin, forms.Form):
    """The entry itself; `stage` only while it is opened."""

    number = forms.CharField(
        label="Số hồ sơ", required=False, max_length=40, help_text="Ví dụ 12/2026."
    )
    paper = forms.CharField(
        label="Văn bản tham chiếu",
        required=False,
        max_length=120,
        help_text="Khi chưa có số hồ sơ: số, ngày văn bản, ví dụ KN 05/KN-VKS ngày 12/3/2026.",
    )
    field = forms.ModelChoiceField(Field.objects.all(), label="Lĩnh vực", empty_label=None)
    opened_on = DayField(label="Theo dõi từ ngày", help_text="Tuổi của vụ, việc tính từ ngày này.")
    responsible = forms.ModelChoiceField(
        Person.objects.none(), label="Người phụ trách", required=False, empty_label="Chưa phân công"
    )
    summary = forms.CharField(
        label="Nội dung tóm tắt",
        required=False,
        max_length=2000,
        help_text="Không ghi tên bị can, bị cáo, đương sự.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        register: MatterRegister,
        unit: Unit,
        today: datetime.date,
        matter: Matter | None = None,
        is_worded: bool = True,
        **more: Any,
    ) -> None:
        initial = _as_it_is(matter) if matter else {"opened_on": today, "field": register.field_id}
        super().__init__(*args, initial=initial, **more)
        self.fields["responsible"].queryset = colleagues(unit, today, matter)  # type: ignore[attr-defined]
        if matter is None:
            self.fields["stage"] = _staged(register)
            self.order_fields(["number", "paper", "field", "opened_on", "stage"])
        if not is_worded:
            del self.fields["summary"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not (cleaned.get("number") or cleaned.get("paper")):
            self.add_error("number", "Ghi số hồ sơ hoặc văn bản tham chiếu.")
        return cleaned

    def said(self, matter: Matter | None = None) -> Said:
        given = self.cleaned_data
        return Said(
            number=given["number"].strip(),
            paper=given["paper"].strip(),
            field=given["field"],
            opened_on=given["opened_on"],
            responsible=given["responsible"],
            summary=given.get("summary", matter.summary if matter else "").strip(),
        )


def _as_it_is(matter: Matter) -> dict[str, Any]:
    facts = ("number", "paper", "field", "opened_on", "responsible", "summary")
    return {name: getattr(matter, name) for name in facts} | {"seen": mark(matter)}


def colleagues(unit: Unit, today: datetime.date, matter: Matter | None = None) -> Any:
    """Who holds a position in the unit, and who is responsible now."""
    held = Appointment.objects.current(today).filter(unit=unit).values("person")
    people = Person.objects.filter(pk__in=held)
    if matter and matter.responsible_id:
        people |= Person.objects.filter(pk=matter.responsible_id)
    return people.distinct()


class UpdateForm(NamelessMixin, forms.Form):
    """A month's line; nothing typed and the same stage: không thay đổi."""

    text = forms.CharField(
        label="Thay đổi",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 1, "placeholder": "Thay đổi trong tháng"}),
    )
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, matter: Matter, is_worded: bool = True, seen: int | None, **more: Any
    ) -> None:
        more.setdefault("auto_id", f"m{matter.pk}_%s")
        super().__init__(*args, initial={"seen": seen}, **more)
        self.fields["stage"] = _staged(matter.register, matter.stage)
        self.order_fields(["stage", "text"])
        if not is_worded:
            del self.fields["text"]


class ClosingForm(NamelessMixin, forms.Form):
    on = DayField(label="Kết thúc theo dõi ngày")
    text = forms.CharField(
        label="Ghi thêm", required=False, max_length=1500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self, *args: Any, register: MatterRegister, today: datetime.date, **more: Any
    ) -> None:
        super().__init__(*args, initial={"on": today}, **more)
        reasons = register.reason_list
        self.fields["reason"] = (
            forms.ChoiceField(label="Lý do", choices=_lines(reasons))
            if reasons
            else forms.CharField(label="Lý do", max_length=200)
        )
        self.order_fields(["on", "reason", "text"])


class ReopeningForm(NamelessMixin, forms.Form):
    reason = forms.CharField(
        label="Lý do theo dõi lại", max_length=1500, widget=forms.Textarea(attrs={"rows": 2})
    )


class CountForm(NamelessMixin, forms.Form):
    """Numbers and a paper, no words: the register may hold secrets."""

    opened = forms.IntegerField(label="Mới", min_value=0, max_value=99999)
    closed = forms.IntegerField(label="Kết thúc", min_value=0, max_value=99999)
    standing = forms.IntegerField(
        label="Đang theo dõi", required=False, min_value=0, max_value=99999
    )
    paper = forms.CharField(label="Số, ngày văn bản", required=False, max_length=60)
    seen = forms.IntegerField(
        required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput
    )

    def __init__(
        self,
        *args: Any,
        register: MatterRegister,
        row: MatterCount | None,
        is_first: bool,
    ) -> None:
        initial = {}
        if row:
            initial = {name: getattr(row, name) for name in ("opened", "closed", "paper")}
            initial |= {"standing": row.standing, "seen": row.standing}
        key = f"r{register.pk}"
        super().__init__(
            *args, initial=initial, prefix=key, empty_permitted=True, use_required_attribute=False
        )
        if not is_first:
            del self.fields["standing"]


class MatterRegisterForm(SafeTextMixin, forms.ModelForm):
    """How a register is kept is no matter of the catalogue: a new one keeps counts, until the head
    of Office decides (SwitchForm)."""

    class Meta:
        model = MatterRegister
        fields = (
            "name",
            "short_name",
            "field",
            "may_hold_secrets",
            "stages",
            "closing_reasons",
            "order",
            "is_active",
        )
        widgets = {
            "stages": forms.Textarea(attrs={"rows": 6}),
            "closing_reasons": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "may_hold_secrets": "Chỉ ghi số lượng, cho đến khi Chánh Văn phòng quyết định khác.",
            "field": "Phòng của lĩnh vực này xem được số lượng ở mọi đơn vị.",
            "stages": "Mỗi dòng một giai đoạn, theo thứ tự giải quyết.",
            "closing_reasons": "Mỗi dòng một lý do.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["may_hold_secrets"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name, longest in (("stages", 120), ("closing_reasons", 200)):
            for line in (cleaned.get(name) or "").splitlines():
                if len(line.strip()) > longest:
                    self.add_error(name, f"Dòng “{line.strip()[:40]}…” dài quá {longest} ký tự.")
        return cleaned


class SwitchForm(SafeTextMixin, forms.Form):
    reason = forms.CharField(
        label="Lý do", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
