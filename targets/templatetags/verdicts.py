"""`{% verdict v %}`: the one way to draw a verdict, the same on screen and on paper."""

from django import template

from targets.verdicts import Verdict

register = template.Library()

# The stylesheet's words for what a verdict means to the reader.
_TONES = {
    Verdict.EXCEEDED: "more",
    Verdict.MET: "good",
    Verdict.ONGOING: "going",
    Verdict.AT_RISK: "risk",
    Verdict.UNMET: "bad",
    Verdict.NONE_AROSE: "none",
    Verdict.NO_FIGURE: "none",
    Verdict.NO_THRESHOLD: "none",
    Verdict.UNASSIGNED: "off",
}


@register.inclusion_tag("targets/_verdict.html")
def verdict(value: Verdict | str, shown: str = "") -> dict[str, object]:
    """Glyph and word; `shown` (a figure such as `78,57 %`) stands in the word's place, and the
    word is then only read out."""
    return {"verdict": Verdict(value), "shown": shown}


@register.filter
def tone(value: Verdict | str) -> str:
    """For cells that cannot hold the tag: `<td class="{{ v|tone }}" data-g="{{ v.glyph }}">`."""
    return _TONES[Verdict(value)]
