"""`{% each cells %}<td class="[tone]">[text]</td>{% or_nothing %}<td></td>{% endeach %}`.

A loop over dicts of texts for tables with thousands of cells: the body is plain markup in which
`[name]` stands for a value, always escaped; an item that is None prints the second part. It does
what `for` with a few variables does, at a fifth of the time.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from html import escape
from operator import itemgetter

from django import template
from django.template.base import FilterExpression, NodeList, Parser, TextNode, Token

register = template.Library()

_VALUE = re.compile(r"\[(\w+)\]")


class EachNode(template.Node):
    """`body`: with `%s` for each of `names`."""

    def __init__(
        self, items: FilterExpression, body: str, names: Sequence[str], nothing: str
    ) -> None:
        self.items, self.body, self.nothing = items, body, nothing
        self.values = _getter(names)

    def render(self, context: template.Context) -> str:
        body, values, nothing = self.body, self.values, self.nothing
        return "".join(
            nothing if item is None else body % tuple(map(_escaped, values(item)))
            for item in self.items.resolve(context)
        )


def _getter(names: Sequence[str]) -> Callable[[Mapping[str, str]], tuple[str, ...]]:
    if len(names) > 1:
        return itemgetter(*names)  # faster, but of one name no tuple
    return lambda item: tuple(item[name] for name in names)


# The same few words and addresses come again in every cell and on every page.
_escaped = lru_cache(maxsize=8192)(escape)


@register.tag
def each(parser: Parser, token: Token) -> EachNode:
    _, items = token.split_contents()
    body = _text(parser.parse(("or_nothing", "endeach")))
    nothing = ""
    if parser.next_token().contents == "or_nothing":
        nothing = _text(parser.parse(("endeach",)))
        parser.delete_first_token()
    markup = _VALUE.sub("%s", body.replace("%", "%%"))
    return EachNode(parser.compile_filter(items), markup, _VALUE.findall(body), nothing)


def _text(nodes: NodeList) -> str:
    """Markup only: a tag or variable inside would be the same for every item, and is refused."""
    if not all(isinstance(node, TextNode) for node in nodes):
        raise template.TemplateSyntaxError("Inside each there is plain markup and [name] only.")
    return "".join(node.s for node in nodes if isinstance(node, TextNode))
