"""Form of a kind of meeting: what its meetings begin with."""

import string

from django import forms

from meetings.models import MeetingKind
from procuracy.web.forms import SafeTextMixin

PLACES = {"ky", "nam"}
MINUTES_AT_MOST = 600


class MeetingKindForm(SafeTextMixin, forms.ModelForm):
    class Meta:
        model = MeetingKind
        fields = ("name", "title_template", "agenda", "needs_notice")
        widgets = {"agenda": forms.Textarea(attrs={"rows": 10})}
        help_texts = {
            "title_template": "{ky} là tên kỳ được nghe, {nam} là năm công tác.",
            "agenda": "Mỗi dòng một nội dung, sau dấu | là số phút: Khai mạc | 5.",
        }

    def clean_title_template(self) -> str:
        """What `planning.title_of` can fill in: anything else would fail when a meeting is made."""
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
            title, bar, minutes = (part.strip() for part in line.partition("|"))
            if not title or len(title) > 300:
                raise forms.ValidationError(
                    f"Dòng “{line.strip()[:40]}” cần nội dung, nhiều nhất 300 ký tự."
                )
            if bar and not _is_length(minutes):
                raise forms.ValidationError(
                    f"Dòng “{title[:40]}”: sau dấu | ghi số phút, từ 1 đến {MINUTES_AT_MOST}."
                )
        return agenda


def _is_length(text: str) -> bool:
    return (
        text.isascii() and text.isdecimal() and len(text) <= 3 and 0 < int(text) <= MINUTES_AT_MOST
    )
