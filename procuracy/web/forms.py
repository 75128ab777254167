"""Free text on its way into the database: composed, without unseen signs, without state secrets."""

import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import MaxLengthValidator

from procuracy.web import secrecy

if TYPE_CHECKING:
    _Form = forms.BaseForm
else:
    _Form = object

CONFIRM = "not_secret"
TOO_LONG = "Ghi ngắn lại: tối đa %(limit_value)d ký tự, đang có %(show_value)d ký tự."


def tidied(text: str) -> str:
    """NFC, line ends as `\\n`, no NUL (PostgreSQL stores none)."""
    return unicodedata.normalize("NFC", text.replace("\0", "").replace("\r\n", "\n"))


class SafeTextMixin(_Form):
    """Guards every text field of a form (design, rule 8). Stands before forms.Form in the bases.

    Adds a field `not_secret`, hidden until a text raises doubt; then it is a box to tick, and the
    template draws it by `{% field form.not_secret %}`. A text that was confirmed once (it stands
    in `initial`) is not asked about again.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._typed: dict[str, str] = {}
        for name, field in self._texts():
            setattr(field, "to_python", self._tidying(name, field.to_python))  # noqa: B010
            for validator in field.validators:
                if isinstance(validator, MaxLengthValidator):
                    validator.message = TOO_LONG
        self.fields[CONFIRM] = forms.BooleanField(
            label="Tôi xác nhận nội dung không thuộc bí mật nhà nước",
            required=False,
            widget=forms.HiddenInput,
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, text in self._typed.items():
            self._judge(name, text)
        return cleaned

    @property
    def asks(self) -> bool:
        """A doubt was raised, so the box must be seen."""
        return not self.fields[CONFIRM].widget.is_hidden

    def _texts(self) -> list[tuple[str, forms.CharField]]:
        return [(n, f) for n, f in self.fields.items() if isinstance(f, forms.CharField)]

    def _judge(self, name: str, text: str) -> None:
        finding = secrecy.check(text)
        if finding.answer is secrecy.Answer.REFUSE:
            self.add_error(name, finding.sentence)
        elif finding.answer is secrecy.Answer.ASK and not self._was_confirmed(name):
            self.fields[CONFIRM].widget = forms.CheckboxInput()
            if not self.cleaned_data.get(CONFIRM):
                self.add_error(name, finding.sentence)

    def _was_confirmed(self, name: str) -> bool:
        before = self.get_initial_for_field(self.fields[name], name)
        return isinstance(before, str) and secrecy.check(before).answer is secrecy.Answer.ASK

    def _tidying(self, name: str, read: Callable[[Any], Any]) -> Callable[[Any], Any]:
        """The field's own reading, of tidied text; what it read is kept for judging."""

        def read_tidied(value: Any) -> Any:
            text = read(tidied(value) if isinstance(value, str) else value)
            if isinstance(text, str):
                self._typed[name] = text
            return text

        return read_tidied
