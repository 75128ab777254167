"""`{% each %}`: a fast loop that escapes like every other."""

import pytest
from django.template import Context, Template, TemplateSyntaxError


def printed(source: str, items: list[dict[str, str] | None]) -> str:
    return Template("{% load each %}" + source).render(Context({"items": items}))


def test_each_item_fills_the_markup() -> None:
    source = '{% each items %}<td class="[tone]">[text] 5 %</td>{% or_nothing %}-{% endeach %}'
    items = [{"tone": "good", "text": "1"}, None, {"tone": "bad", "text": "2"}]
    expected = '<td class="good">1 5 %</td>-<td class="bad">2 5 %</td>'
    assert printed(source, items) == expected


def test_values_are_escaped() -> None:
    items: list[dict[str, str] | None] = [{"text": '<b onclick="x">&'}]
    assert printed("{% each items %}[text]{% endeach %}", items) == (
        "&lt;b onclick=&quot;x&quot;&gt;&amp;"
    )


def test_tags_inside_are_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="plain markup"):
        printed("{% each items %}{{ x }}{% endeach %}", [])


def test_text_with_the_part_between_values_is_printed_too() -> None:
    items: list[dict[str, str] | None] = [{"text": "a\0<", "tone": "good"}]
    assert printed("{% each items %}[tone] [text]{% endeach %}", items) == "good a\0&lt;"


def test_nothing_may_contain_a_percent_sign() -> None:
    source = "{% each items %}[text]{% or_nothing %}5 %{% endeach %}"
    assert printed(source, [None, {"text": "%s"}]) == "5 %%s"
