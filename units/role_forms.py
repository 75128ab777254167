"""How an office words a role."""

from django import forms

from procuracy.web.forms import SafeTextMixin
from units.models import RoleSetting


class RoleForm(SafeTextMixin, forms.ModelForm):
    """What a role may do stands in the rules and is not edited."""

    description = forms.CharField(
        label="Mô tả",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Ai giữ vai trò này, làm gì, không làm gì.",
    )

    class Meta:
        model = RoleSetting
        fields = ["name", "description", "needs_second_factor"]
        help_texts = {
            "needs_second_factor": "Người giữ vai trò phải nhập thêm mã xác thực khi đăng nhập."
        }
