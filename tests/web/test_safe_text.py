"""The mixin through which every stored text passes."""

from django import forms

from procuracy.web.forms import SafeTextMixin


class NoteForm(SafeTextMixin, forms.Form):
    text = forms.CharField(max_length=12, required=False)
    other = forms.CharField(required=False)
    amount = forms.IntegerField(required=False)


def test_text_is_composed_before_its_length_is_judged() -> None:
    form = NoteForm({"text": "Tie\u0302\u0301ng Vie\u0323\u0302t\0"})
    assert form.is_valid()
    assert form.cleaned_data["text"] == "Tiếng Việt"


def test_too_long_text_is_refused_with_both_numbers() -> None:
    form = NoteForm({"text": "x" * 10_000})
    assert not form.is_valid()
    assert form.errors["text"] == ["Ghi ngắn lại: tối đa 12 ký tự, đang có 10000 ký tự."]


def test_secret_line_is_refused_even_when_confirmed() -> None:
    form = NoteForm({"other": "có\nTỐI MẬT", "not_secret": "on"})
    assert not form.is_valid()
    assert "không được nhập" in form.errors["other"][0]


def test_doubt_shows_a_box_and_the_ticked_box_lets_it_through() -> None:
    asked = NoteForm({"other": "tài liệu mật"})
    assert not asked.is_valid()
    assert asked.asks
    assert 'type="checkbox"' in str(asked["not_secret"])
    assert NoteForm({"other": "tài liệu mật", "not_secret": "on"}).is_valid()


def test_doubt_confirmed_before_is_not_raised_again() -> None:
    form = NoteForm({"other": "hồ sơ mật, thêm chữ"}, initial={"other": "hồ sơ mật"})
    assert form.is_valid()


def test_harmless_text_shows_no_box() -> None:
    form = NoteForm({"other": "bảo vệ bí mật nhà nước"})
    assert form.is_valid()
    assert not form.asks
