"""Form of a kind of meeting: what its meetings begin with."""

import string
from typing import Any

from django import forms

from meetings.models import Meeting, MeetingKind
from meetings.models.kinds import OFFICE_KINDS
from procuracy.web.forms import SafeTextMixin
from targets.models import Period

PLACES = {"ky", "nam"}
MINUTES_AT_MOST = 600


class MeetingKindForm(SafeTextMixin, forms.ModelForm):
    offices = forms.MultipleChoiceField(
        label="Cơ quan tổ chức",
        choices=[(kind.value, kind.label) for kind in OFFICE_KINDS],
        widget=forms.CheckboxSelectMultiple,
        help_text="Loại hội nghị này có trong danh sách của những cơ quan được chọn.",
    )

    class Meta:
        model = MeetingKind
        fields: tuple[str, ...] = (
            *("name", "title_template", "purpose", "period_kind", "offices", "audience"),
            *("presiding", "acceptance_days"),
            *("by_portfolio", "hosted_in_turn", "form", "weekday", "days_after", "usual_time"),
            *("length_minutes", "report_days", "report_time", "speech_minutes", "speech_length"),
            *("agenda", "needs_notice", "notice_by_field", "is_in_use", "order"),
        )
        widgets = {"agenda": forms.Textarea(attrs={"rows": 10})}
        help_texts = {
            "title_template": "{ky} là tên kỳ được nghe, {nam} là năm công tác.",
            "period_kind": "Không theo kỳ mà có thứ cố định thì họp hằng tuần.",
            "by_portfolio": "Mỗi người chỉ thấy chỉ đạo liên quan đến lĩnh vực, địa bàn của mình.",
            "days_after": "Sớm nhất chừng này ngày sau ngày cuối kỳ, vào thứ cố định nếu có.",
            "report_days": "Tính ngày làm việc, trừ ngày nghỉ lễ. Để trống: không gửi báo cáo.",
            "acceptance_days": "Của buổi làm việc, hội nghị triển khai. Để trống: không nhắc.",
            "speech_minutes": "Để trống: không giới hạn.",
            "speech_length": "Để trống: không giới hạn.",
            "agenda": "Mỗi dòng: nội dung | số phút | người trình bày. Đề mục bắt đầu bằng dấu #.",
            "is_in_use": "Bỏ chọn thì không lập hội nghị mới loại này; hội nghị đã lập giữ nguyên.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["period_kind"].choices = [("", "không theo kỳ"), *Period.Kind.choices]
        fields["weekday"].choices = [("", "không cố định"), *MeetingKind.Weekday.choices]

    def clean_title_template(self) -> str:
        """What `habits.title_of` can fill in: anything else would fail when a meeting is made."""
        template: str = self.cleaned_data["title_template"]
        try:
            parts = list(string.Formatter().parse(template))
        except ValueError:
            raise forms.ValidationError("Dấu { và } phải đi thành cặp: {ky} hoặc {nam}.") from None
        for _, place, rule, conversion in parts:
            if place is not None and (place not in PLACES or rule or conversion):
                raise forms.ValidationError("Trong ngoặc nhọn chỉ ghi {ky} hoặc {nam}.")
        return template

    def clean_agenda(self) -> str:
        agenda: str = self.cleaned_data["agenda"]
        for line in filter(str.strip, agenda.splitlines()):
            title, bar, rest = (part.strip() for part in line.partition("|"))
            minutes = rest.partition("|")[0].strip()
            if not title.strip("# ") or len(title) > 300:
                raise forms.ValidationError(
                    f"Dòng “{line.strip()[:40]}” cần nội dung, nhiều nhất 300 ký tự."
                )
            if bar and not title.startswith("#") and not _is_length(minutes):
                raise forms.ValidationError(
                    f"Dòng “{title[:40]}”: sau dấu | ghi số phút, từ 1 đến {MINUTES_AT_MOST}."
                )
        return agenda

    def clean_by_portfolio(self) -> bool:
        """What one leader was told alone is not opened to all by a tick."""
        chosen: bool = self.cleaned_data["by_portfolio"]
        kind = self.instance
        held = kind.pk and Meeting.objects.filter(kind=kind, opened_at__isnull=False)
        if not chosen and kind.by_portfolio and held and held.exists():
            raise forms.ValidationError(
                "Đã có cuộc họp loại này ghi nội dung riêng cho từng lãnh đạo: lập loại khác."
            )
        return chosen

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("hosted_in_turn") and said.get("audience") == MeetingKind.Audience.ONE:
            self.add_error(
                "hosted_in_turn", "Làm việc với một đơn vị thì không luân phiên đăng cai."
            )
        is_hearing = said.get("purpose") in (None, MeetingKind.Purpose.HEARING)
        if not is_hearing and said.get("audience") != MeetingKind.Audience.ONE:
            self.add_error(
                "audience", "Buổi làm việc, hội nghị triển khai chương trình là với một đơn vị."
            )
        return said


class NewMeetingKindForm(MeetingKindForm):
    """With the code that addresses carry; it never changes."""

    class Meta(MeetingKindForm.Meta):
        fields = ("code", *MeetingKindForm.Meta.fields)
        help_texts = MeetingKindForm.Meta.help_texts | {
            "code": "Chữ thường không dấu, số và dấu gạch: hop-chuyen-de."
        }


def _is_length(text: str) -> bool:
    return (
        text.isascii() and text.isdecimal() and len(text) <= 3 and 0 < int(text) <= MINUTES_AT_MOST
    )
