"""A directive outside a meeting: whose word, to whom, what, until when, on what occasion."""

import datetime
from typing import Any

from django import forms

from meetings.conclusion.directing import Order
from meetings.forms.directives import OrderForm
from meetings.models import AddresseeGroup
from meetings.permissions.giving import reaches
from meetings.tasks.giving_outside import Gift
from procuracy.web.access import Denied
from procuracy.web.forms import SafeTextMixin
from units.models import Appointment, Unit


class GiverField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.named)


class OutsideDirectiveForm(OrderForm):
    given_by = GiverField(
        Appointment.objects.none(),
        label="Người giao",
        empty_label=None,
        help_text="Văn phòng ghi theo ý kiến lãnh đạo; Phó Viện trưởng giao việc mình phụ trách.",
    )
    occasion = forms.CharField(
        label="Giao trong dịp",
        max_length=300,
        required=False,
        help_text="Ví dụ: làm việc với Khu vực 4, bút phê trên Báo cáo số 12/BC-VKS.",
    )
    given_on = forms.DateField(
        label="Ngày giao",
        required=False,
        help_text="Hạn tính bằng ngày, giờ được đếm từ ngày này; bỏ trống là hôm nay.",
    )

    def __init__(
        self,
        *args: Any,
        office: Unit,
        leaders: list[Appointment],
        today: datetime.date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.office, self.leaders, self.today = office, leaders, today
        field: Any = self.fields["given_by"]
        field.queryset = Appointment.objects.filter(
            pk__in=[one.pk for one in leaders]
        ).select_related("person")
        self.fields["lead"].required = True
        self.fields["lead"].error_messages["required"] = "Ghi đơn vị hoặc người thực hiện."

    def clean_given_on(self) -> datetime.date | None:
        """Of the year whose numbers are running: those of the last one have been counted."""
        day: datetime.date | None = self.cleaned_data["given_on"]
        if day and not datetime.date(self.today.year, 1, 1) <= day <= self.today:
            raise forms.ValidationError(
                f"Ghi một ngày đã qua của năm {self.today.year}, hoặc hôm nay."
            )
        return day

    def clean(self) -> dict[str, Any]:
        """Whom it reaches is asked once names and giver are known."""
        said = super().clean()
        given_by, lead = said.get("given_by"), said.get("lead")
        if given_by and lead:
            answer = reaches(given_by, self._reached())
            if isinstance(answer, Denied):
                self.add_error("lead", answer.reason)
        return said

    def _reached(self) -> list[Unit]:
        """Units whose task it becomes, people's units too."""
        said = self.cleaned_data
        named = [*said["lead"], *(said.get("coordinating") or [])]
        groups = {one.group for one in named if one.group}
        seats = {one.appointment for one in named if one.appointment}
        units = {one.unit for one in named if one.unit}
        units |= set(Appointment.objects.filter(pk__in=seats).values_list("unit", flat=True))
        for group in AddresseeGroup.objects.filter(pk__in=groups):
            units |= {seat.unit for seat in group.seats(self.office, self.on)}
        return list(Unit.objects.named(self.on).filter(pk__in=units).order_by("order", "code"))

    def gift(self) -> Gift:
        said = self.cleaned_data
        leader = next(one for one in self.leaders if one.pk == said["given_by"].pk)
        return Gift(Order(**self.facts()), leader, said["occasion"], said.get("given_on"))


class WithdrawForm(SafeTextMixin, forms.Form):
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Lý do thu hồi",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi lý do để đơn vị biết vì sao không phải làm nữa."},
    )
