"""`{% field %}` and `{% form_errors %}`: what a screen reader and a keyboard get."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django import forms
from django.template import engines


class Sample(forms.Form):
    title = forms.CharField(
        label="Tên hội nghị", max_length=20, help_text="Như trong chương trình."
    )
    kind = forms.ChoiceField(label="Loại", choices=[("m", "Giao ban"), ("y", "Tổng kết")])
    held_on = forms.DateField(label="Ngày họp", required=False)
    starts = forms.TimeField(label="Bắt đầu", required=False)
    count = forms.IntegerField(label="Số đại biểu", min_value=0, required=False)
    mode = forms.ChoiceField(
        label="Hình thức",
        widget=forms.RadioSelect,
        choices=[("1", "Trực tiếp"), ("2", "Trực tuyến")],
    )
    closed = forms.BooleanField(label="Họp kín", required=False)
    text = forms.CharField(
        label="Nội dung", required=False, widget=forms.Textarea(attrs={"rows": 3, "class": "tall"})
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"attribute twice in {attrs}"
        self.found.append((tag, dict(attrs)))

    def of(self, *names: str) -> Iterator[dict[str, str | None]]:
        return (attrs for tag, attrs in self.found if tag in names)


def draw(template: str, form: forms.Form) -> str:
    return engines["django"].from_string(template).render({"form": form})


def control(form: forms.Form, name: str) -> dict[str, str | None]:
    tags = Tags(draw("{% field form." + name + " %}", form))
    return next(tags.of("input", "select", "textarea"))


@pytest.mark.parametrize("name", ["title", "kind", "held_on", "starts", "count", "closed", "text"])
def test_field_label_names_the_control(name: str) -> None:
    tags = Tags(draw("{% field form." + name + " %}", Sample()))
    label, drawn = next(tags.of("label")), next(tags.of("input", "select", "textarea"))
    assert label["for"] == drawn["id"] == f"id_{name}"
    assert drawn["name"] == name


@pytest.mark.parametrize(
    ("name", "css"),
    [
        ("title", "form-control"),
        ("kind", "form-select"),
        ("closed", "form-check-input"),
        ("text", "form-control tall"),
        ("count", "form-control short num"),
    ],
)
def test_field_class_follows_the_widget(name: str, css: str) -> None:
    assert (control(Sample(), name)["class"] or "").split() == css.split()


def test_field_required_is_said_in_words() -> None:
    assert "(bắt buộc)" in draw("{% field form.title %}", Sample())
    assert "(bắt buộc)" not in draw("{% field form.text %}", Sample())


def test_field_help_and_errors_are_tied_to_the_control() -> None:
    html = draw("{% field form.title %}", Sample({"title": ""}))
    drawn = next(Tags(html).of("input"))
    assert drawn["aria-describedby"] == "id_title_error id_title_help"
    assert drawn["aria-invalid"] == "true"
    assert "is-invalid" in (drawn["class"] or "")
    for part in ("id_title_error", "id_title_help"):
        assert html.count(f'id="{part}"') == 1


def test_field_without_help_or_errors_describes_nothing() -> None:
    drawn = control(Sample(), "text")
    assert "aria-describedby" not in drawn
    assert "aria-invalid" not in drawn


@pytest.mark.parametrize(
    ("name", "typed"),
    [("title", '<b>"Giao ban"</b>'), ("count", "1.000x"), ("held_on", "32/8/2026")],
)
def test_field_keeps_what_was_typed(name: str, typed: str) -> None:
    assert control(Sample({name: typed}), name)["value"] == typed


def test_field_textarea_keeps_lines_and_escapes() -> None:
    html = draw("{% field form.text %}", Sample({"text": "dòng 1\n<script>"}))
    assert "dòng 1\n&lt;script&gt;</textarea>" in html


def test_field_number_is_text_for_the_decimal_comma() -> None:
    drawn = control(Sample(), "count")
    assert (drawn["type"], drawn["inputmode"]) == ("text", "decimal")
    assert "min" not in drawn


def test_field_date_and_time_show_the_vietnamese_order() -> None:
    assert control(Sample(), "held_on")["placeholder"] == "dd/mm/yyyy"
    assert control(Sample(), "starts")["placeholder"] == "hh:mm"


def test_field_select_marks_the_chosen_option() -> None:
    tags = Tags(draw("{% field form.kind %}", Sample({"kind": "y"})))
    assert [option["value"] for option in tags.of("option") if "selected" in option] == ["y"]


def test_field_checkbox_is_checked_when_true() -> None:
    assert "checked" in control(Sample(initial={"closed": True}), "closed")
    assert "checked" not in control(Sample(), "closed")


def test_field_radio_group_has_one_legend_and_a_label_each() -> None:
    html = draw("{% field form.mode %}", Sample({"mode": "2"}))
    tags = Tags(html)
    inputs, labels = list(tags.of("input")), list(tags.of("label"))
    assert html.count("<legend>") == 1
    assert [label["for"] for label in labels] == [one["id"] for one in inputs]
    assert ["checked" in one for one in inputs] == [False, True]


def test_field_hidden_has_no_label() -> None:
    html = draw("{% field form.version %}", Sample(initial={"version": 3}))
    assert "<label" not in html
    assert 'value="3"' in html


def test_field_label_can_be_said_otherwise() -> None:
    assert "Tên gọi" in draw('{% field form.title label="Tên gọi" %}', Sample())


def test_form_errors_name_and_link_every_field_to_correct() -> None:
    html = draw("{% form_errors form %}", Sample({"title": "x" * 21, "count": "abc", "version": 1}))
    assert re.findall(r'href="#([^"]+)"', html) == ["id_title", "id_kind", "id_count", "id_mode"]
    assert "Chưa lưu: 4 chỗ cần sửa" in html
    assert "Nhập một số nguyên, ví dụ 12." in html


def test_form_errors_tell_of_hidden_fields_and_the_whole_form() -> None:
    form = Sample({"title": "x", "kind": "m", "mode": "1"})
    form.add_error(None, "Ngày họp nằm ngoài năm công tác.")
    html = draw("{% form_errors form %}", form)
    assert "Ngày họp nằm ngoài năm công tác." in html
    assert "Version" in html


def test_form_errors_of_a_good_form_is_nothing() -> None:
    form = Sample({"title": "x", "kind": "m", "mode": "1", "version": "1"})
    assert draw("{% form_errors form %}", form).strip() == ""
