"""Cells as the template prints them: small dicts, for a board has more than a thousand."""

from targets.scores import Score
from targets.templatetags.verdicts import tone
from targets.verdicts import Verdict

# Tone, glyph and word, looked up once for each cell.
LOOKS = {verdict: (tone(verdict), verdict.glyph, verdict.word) for verdict in Verdict}


def cell_of(score: Score, link: str, told: bool) -> dict[str, str] | None:
    """`told`: with what a reform, or last year, adds."""
    if not score.is_assigned:
        return None
    color, glyph, word = LOOKS[score.verdict]
    if score.is_restated:
        word += ", số liệu đã điều chỉnh"
    if score.later is not None:
        word += f", {score.regiven}"
    shown = score.shown.removesuffix(" %")
    cell = {
        "tone": color,
        "glyph": glyph if shown else "",
        "text": shown + score.mark or glyph,
        "word": word,
        "link": link,
    }
    return _told(cell, score) if told else cell


def _told(cell: dict[str, str], score: Score) -> dict[str, str]:
    if score.is_inherited:
        cell["tone"] += " inherited"
        cell["word"] += ", gồm số liệu của đơn vị trước"
    if score.note:
        cell["word"] += f"; {score.note}"
    if found := score.last_year:
        cell["change"] = found.change
        cell["word"] += f"; {found.sentence}"
    return cell
