"""The list of explanations and commitments on paper and in a workbook: the same words."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.template.loader import render_to_string

from procuracy.web import paper, pdf, xlsx
from procuracy.web.dates import printed_short
from targets import correcting, formula_section, formula_words
from targets.explanation_lists import Due, Entry, Overview
from targets.models import Target
from targets.verdicts import Verdict

TITLE = "Giải trình chỉ tiêu chưa đạt, nguy cơ và cam kết thực hiện"
# With their widths on paper in percent of the page, and in a workbook.
HEADINGS = {
    "TT": (4, 5),
    "Đơn vị": (11, 22),
    "Chỉ tiêu": (11, 34),
    "Yêu cầu": (6, 12),
    "Kết quả": (8, 22),
    "Nguyên nhân, khó khăn": (16, 40),
    "Giải pháp": (13, 40),
    "Cam kết": (12, 34),
    "Ý kiến lãnh đạo phụ trách": (0, 34),
}
DUE_HEADINGS = {
    "TT": (4, 5),
    "Đơn vị": (14, 22),
    "Chỉ tiêu": (20, 34),
    "Cam kết": (0, 40),
    "Mức": (8, 12),
    "Hạn": (9, 12),
    "Kết quả": (16, 28),
}
TONES = {Verdict.UNMET: "bad", Verdict.AT_RISK: "risk"}


def list_pdf(overview: Overview, heads: dict[str, Any]) -> bytes:
    return pdf.render(list_html(overview, heads))


def list_html(overview: Overview, heads: dict[str, Any]) -> str:
    """`heads`: superior_name, office_name, period, state, illustrative, as of the board's print."""
    facts = pdf.printable(
        {
            "rows": [[str(number), *_words(e)] for number, e in enumerate(overview.entries, 1)],
            "due": [[str(number), *_due(d)] for number, d in enumerate(overview.due, 1)],
            "tallies": [(name, tally.sentence) for name, tally in overview.tallies],
            "formulas": [list(formula_section.texts(words)) for words in _formulas(overview)],
        }
    )
    context = {
        "document_title": f"{TITLE}: {heads['period']}",
        "illustrative": heads["illustrative"],
        "superior_lines": paper.office_lines(pdf.printable(heads["superior_name"])),
        "issuer_lines": paper.office_lines(pdf.printable(heads["office_name"])),
        "title_lines": paper.heading_lines(TITLE),
        "period": heads["period"],
        "state": heads["state"],
        "headings": [(name, width) for name, (width, _) in HEADINGS.items()],
        "due_headings": [(name, width) for name, (width, _) in DUE_HEADINGS.items()],
        "summary": summary(overview),
        **facts,
    }
    return render_to_string("print/explanations.html", context)


def _formulas(overview: Overview) -> list[formula_words.Words]:
    """How the percentages shown come about; one query."""
    return formula_words.of_targets(_targets(overview))


def _targets(overview: Overview) -> list[Target]:
    shown = [entry.score.target for entry in overview.entries]
    shown += [due.row.target for due in overview.due]
    return list({target.pk: target for target in shown}.values())


def summary(overview: Overview) -> str:
    waiting = f", trong đó {overview.waiting} chờ ý kiến" if overview.waiting else ""
    return f"Phải giải trình {len(overview.wanted)} chỉ tiêu; đã gửi {overview.sent}{waiting}."


def spreads(overview: Overview, heads: dict[str, Any]) -> Iterator[xlsx.Spread]:
    lines = [heads["office_name"], heads["period"], heads["state"], summary(overview)]
    yield xlsx.Spread(
        "Giải trình",
        TITLE,
        [list(HEADINGS)],
        ([number, *_cells(entry)] for number, entry in enumerate(overview.entries, 1)),
        lines=lines,
        widths=[width for _, width in HEADINGS.values()],
        frozen=3,
    )
    yield xlsx.Spread(
        "Cam kết đến hạn",
        "Cam kết đến hạn trong kỳ",
        [list(DUE_HEADINGS)],
        ([number, *_due_cells(one)] for number, one in enumerate(overview.due, 1)),
        lines=lines[:3],
        notes=[f"{name}: {tally.sentence}." for name, tally in overview.tallies],
        widths=[width for _, width in DUE_HEADINGS.values()],
        frozen=3,
    )
    yield formula_section.spread(_targets(overview), lines[:3])


def _words(entry: Entry) -> list[str]:
    said = entry.explanation
    if said is None or not entry.is_sent:
        return [*_about(entry), entry.state_words, "", "", ""]
    cause = "\n".join(filter(None, [said.cause, said.obstacle]))
    promise = f"{said.commitment}\n{entry.promise} đến {_day(said.promised_on)}"
    return [*_about(entry), cause, said.solution, promise.strip(), said.answer]


def _about(entry: Entry) -> list[str]:
    score = entry.score
    return [entry.unit.short_name, score.target.short_name, entry.goal, result_words(entry)]


def result_words(entry: Entry) -> str:
    """`✕ chưa đạt 78,57 % (44/56); số nhỏ: …; ngưỡng giao lại ngày …, lý do: …`."""
    score, verdict = entry.score, entry.score.verdict
    parts = f" ({score.parts})" if score.parts else ""
    small = f"; {score.small}" if score.small else ""
    restated = f"; {correcting.RESTATED}" if score.is_restated else ""
    regiven = f"; {score.regiven}" if score.regiven else ""
    return f"{verdict.glyph} {verdict.word} {score.shown}{parts}{small}{restated}{regiven}".strip()


def _cells(entry: Entry) -> list[xlsx.Cell | str]:
    words: list[xlsx.Cell | str] = [*_words(entry)]
    words[3] = xlsx.Cell(str(words[3]), xlsx.Look(TONES.get(entry.score.verdict, "")))
    return words


def _due(one: Due) -> list[str]:
    row = one.row
    result = f"{one.glyph} {one.words}".strip()
    day = _day(row.promised_on)
    return [one.unit_name, row.target.short_name, row.commitment, one.level, day, result]


def _due_cells(one: Due) -> list[xlsx.Cell | str | datetime.date | None]:
    cells: list[xlsx.Cell | str | datetime.date | None] = [*_due(one)]
    cells[4] = one.row.promised_on
    cells[5] = xlsx.Cell(str(cells[5]), xlsx.Look(one.tone))
    return cells


def _day(day: datetime.date | None) -> str:
    return printed_short(day) if day else ""
