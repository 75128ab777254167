"""Forms of portfolios: one assignment, its end, and the whole office shared out anew."""

import datetime
from typing import Any

from django import forms
from django.db.models import Q

from procuracy.web.forms import SafeTextMixin
from units.models import Appointment, Field, Role, Unit
from units.portfolio_board import LEADERS, Board, Thing

KEEP, NOBODY = "", "0"


class BoardDayForm(forms.Form):
    on = forms.DateField(label="Phân công tại ngày", required=False)

    def day(self, today: datetime.date) -> datetime.date:
        chosen: datetime.date | None = self.cleaned_data.get("on") if self.is_valid() else None
        return chosen or today


class PortfolioForm(SafeTextMixin, forms.Form):
    """Leaders, and anybody of a department, over the units below the office and over fields."""

    holder = forms.ChoiceField(label="Người phụ trách")
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label="Đơn vị, địa bàn", required=False, empty_label="Mọi đơn vị"
    )
    field = forms.ModelChoiceField(
        Field.objects.all(),
        label="Lĩnh vực",
        required=False,
        empty_label="Mọi lĩnh vực",
        help_text="Chọn cả hai: chỉ lĩnh vực đó tại đơn vị đó.",
    )
    valid_from = forms.DateField(label="Từ ngày")
    valid_to = forms.DateField(
        label="Đến hết ngày", required=False, help_text="Để trống nếu chưa có thời hạn."
    )
    decision = forms.CharField(
        label="Căn cứ phân công",
        max_length=200,
        required=False,
        help_text="Ví dụ: Thông báo số 15/TB-VKS ngày 05/01/2026.",
    )

    def __init__(self, office: Unit, today: datetime.date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        holder: Any = self.fields["holder"]
        self.holders = {str(one.pk): one for one in possible_holders(office, today)}
        holder.choices = [("", "Chọn người phụ trách"), *_grouped(list(self.holders.values()))]
        unit: Any = self.fields["unit"]
        below = Unit.objects.filter(parent=office)
        unit.queryset = below.exclude(valid_to__lt=today).named(today).order_by("order", "code")

    def clean_holder(self) -> Appointment:
        return self.holders[self.cleaned_data["holder"]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not (cleaned.get("unit") or cleaned.get("field")):
            self.add_error("unit", "Chọn đơn vị hoặc lĩnh vực phụ trách.")
        return cleaned


def possible_holders(office: Unit, today: datetime.date) -> list[Appointment]:
    """The office's leaders, then its departments' people; `where` is the department's name."""
    inside = Q(unit=office, role__in=LEADERS) | Q(
        unit__parent=office, unit__kind=Unit.Kind.DEPARTMENT
    )
    rows = Appointment.objects.filter(inside).exclude(role=Role.ADMINISTRATOR)
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today))
    found = list(rows.select_related("person", "unit__parent"))
    names = {unit.pk: unit for unit in Unit.objects.of_office(office).named(today)}
    for one in found:
        one.unit = names[one.unit_id]
        one.unit.parent = office if one.unit_id != office.pk else office.parent
    order = {role: place for place, role in enumerate(Role)}
    return sorted(
        found,
        key=lambda one: (
            one.unit_id != office.pk,
            one.unit.order,
            one.unit_id,
            order[Role(one.role)],
            one.pk,
        ),
    )


def _grouped(holders: list[Appointment]) -> list[tuple[str, list[tuple[str, str]]]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in holders:
        name = "Lãnh đạo" if one.role in LEADERS and one.unit.is_office else str(one.unit)
        said = f"{one.person.full_name}, {one.position}"
        groups.setdefault(name, []).append((str(one.pk), said))
    return list(groups.items())


class StopForm(forms.Form):
    on = forms.DateField(label="Phụ trách đến hết ngày")


class RotationForm(SafeTextMixin, forms.Form):
    """A choice for each unit and field of the board: as it is, nobody, or one of the leaders."""

    since = forms.DateField(label="Phân công mới từ ngày")
    decision = forms.CharField(
        label="Căn cứ phân công",
        max_length=200,
        required=False,
        help_text="Ví dụ: Thông báo số 15/TB-VKS ngày 05/01/2026.",
    )

    def __init__(self, board: Board, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.board = board
        leaders = [one for one in board.leaders if one.valid_from <= board.on]
        self.leaders = {str(one.pk): one for one in leaders}
        people = [(pk, one.person.full_name) for pk, one in self.leaders.items()]
        choices = [(KEEP, "Giữ nguyên"), (NOBODY, "Không ai phụ trách"), *people]
        for row in board.rows:
            self.fields[row.key] = forms.ChoiceField(
                label=row.label,
                choices=choices,
                required=False,
                error_messages={"invalid_choice": "Người này không giữ chức vụ vào ngày đã chọn."},
            )

    def rows(self) -> list[dict[str, Any]]:
        """The board's rows with their fields, in order."""
        return [{"row": row, "field": self[row.key]} for row in self.board.rows]

    @property
    def wanted(self) -> dict[Thing, Appointment | None]:
        """What was chosen; rows left as they are do not occur."""
        chosen = {row.thing: self.cleaned_data.get(row.key, KEEP) for row in self.board.rows}
        return {thing: self.leaders.get(pk) for thing, pk in chosen.items() if pk != KEEP}
