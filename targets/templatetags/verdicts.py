"""`{% verdict v %}`: the one way to draw a verdict, the same on screen and on paper."""

from django import template

from targets.scores import REGIVEN, RESTATED, SMALL
from targets.verdicts import Verdict

register = template.Library()

# Scores put them behind a result; read out they are words.
MARKS = {SMALL: "số nhỏ", RESTATED: "số liệu đã điều chỉnh", REGIVEN: "giao, giao lại sau kỳ này"}

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
def verdict(value: Verdict | str, shown: str = "", mark: str = "") -> dict[str, object]:
    """Glyph and word; `shown` (a figure such as `78,57 %`) stands in the word's place, and the
    word is then only read out. `mark`: the signs of `Score.mark`, which are read out in words."""
    said = [words for sign, words in MARKS.items() if sign in mark]
    return {"verdict": Verdict(value), "shown": shown, "mark": mark, "mark_words": ", ".join(said)}


@register.filter
def tone(value: Verdict | str) -> str:
    """For cells that cannot hold the tag: `<td class="{{ v|tone }}" data-g="{{ v.glyph }}">`."""
    return _TONES[Verdict(value)]
