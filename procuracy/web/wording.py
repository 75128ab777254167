"""What a form field says when it refuses; the framework's own sentences name no remedy."""

from django import forms

SENTENCES: dict[type[forms.Field], dict[str, str]] = {
    forms.Field: {"required": "Mục này chưa điền."},
    forms.IntegerField: {"invalid": "Nhập một số nguyên, ví dụ 12."},
    forms.DecimalField: {"invalid": "Nhập một số, ví dụ 12 hoặc 12,5."},
    forms.DateField: {"invalid": "Nhập ngày theo mẫu dd/mm/yyyy, ví dụ 31/8/2026."},
    forms.TimeField: {"invalid": "Nhập giờ theo mẫu hh:mm, ví dụ 08:00."},
    forms.DateTimeField: {"invalid": "Nhập ngày giờ theo mẫu dd/mm/yyyy hh:mm."},
    forms.ChoiceField: {"invalid_choice": "Chọn một mục có trong danh sách."},
    forms.MultipleChoiceField: {
        "invalid_choice": "Chọn các mục có trong danh sách.",
        "invalid_list": "Chọn các mục có trong danh sách.",
    },
    forms.ModelChoiceField: {"invalid_choice": "Mục đã chọn không còn trong danh sách."},
    forms.ModelMultipleChoiceField: {
        "invalid_choice": "Mục đã chọn không còn trong danh sách.",
        "invalid_list": "Chọn các mục có trong danh sách.",
        "invalid_pk_value": "Mục đã chọn không còn trong danh sách.",
    },
}


def use_office_wording() -> None:
    """Called once at start; a field's own `error_messages` still win."""
    for field, sentences in SENTENCES.items():
        field.default_error_messages = {**field.default_error_messages, **sentences}
