"""Forms at the door: name, password, code."""

from django import forms

from units.models import User

WRONG = "Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra phím Caps Lock và bộ gõ tiếng Việt."
WRONG_CODE = "Mã không đúng hoặc đã dùng. Nhập mã đang hiện trên điện thoại, hoặc một mã khôi phục."
TOO_LATE = "Đã quá 5 phút: nhập lại mật khẩu."
OTHER = "Trang này đang mở cho tài khoản khác: chỉ người đang soạn đăng nhập lại được ở đây."
LOCKED = (
    "Đã nhập sai nhiều lần. Chờ khoảng 6 phút, hoặc liên hệ quản trị hệ thống của cơ quan. "
    "Tài khoản có xác thực hai bước: nhập mật khẩu và mã để đăng nhập ngay."
)


class CodeForm(forms.Form):
    """A code of the phone (six digits) or a recovery code."""

    code = forms.CharField(
        label="Mã xác thực",
        max_length=40,
        help_text="6 chữ số đang hiện trên điện thoại, hoặc một mã khôi phục.",
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "none",
                "spellcheck": "false",
                "data-focus": True,
                "autofocus": True,
            }
        ),
    )


class FirstCodeForm(CodeForm):
    """The code that confirms a phone: there are no recovery codes yet."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["code"].help_text = "6 chữ số đang hiện trên điện thoại."


class PresentPasswordForm(forms.Form):
    """Acts on the own account that a passer-by must not do ask for the password once more."""

    password = forms.CharField(
        label="Mật khẩu hiện nay",
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, user: User, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError("Mật khẩu hiện nay không đúng.")
        return password


class SignInForm(forms.Form):
    username = forms.CharField(
        label="Tên đăng nhập",
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}
        ),
    )
    password = forms.CharField(
        label="Mật khẩu",
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    code = forms.CharField(
        label="Mã xác thực hai bước",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )
