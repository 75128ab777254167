"""Chỉ tiêu chưa đạt: an annex of the notice, as the figures stood at a moment (`Notice.unmet`).

Kept with the draft, so that the paper that is signed, the numbered one and every reprint say the
same. Its shape:

rows    list of {no, unit, target, threshold, value, explanation}; of a draft also `link`, to where
        the figures are
counts  {units, unmet, at_risk}
until   the last day of the figures, ISO;  period  its name
"""

import datetime
from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from meetings import facts as known
from meetings.hall import unmet as heard
from meetings.models import Meeting, Notice
from procuracy.web.dates import office_day, printed_short
from targets import explaining
from targets.explanation_facts import result_words
from targets.explanation_lists import Entry
from targets.models import Period
from targets.verdicts import Verdict
from units.models import Unit

LETTERS = 300  # of an explanation


def gather(meeting: Meeting, at: datetime.datetime) -> dict[str, Any] | None:
    """Targets that are unmet or at risk in the period heard; None where there is none."""
    period = known.period_heard(meeting)
    found = _entries(meeting, period, at) if period else []
    if period is None or not found:
        return None
    verdicts = [one.score.verdict for one in found]
    return {
        "rows": [_row(no, one, period) for no, one in enumerate(found, start=1)],
        "counts": {
            "units": len({one.unit.pk for one in found}),
            "unmet": verdicts.count(Verdict.UNMET),
            "at_risk": verdicts.count(Verdict.AT_RISK),
        },
        "until": min(period.ends_on, office_day(at)).isoformat(),
        "period": str(period),
    }


def _entries(meeting: Meeting, period: Period, at: datetime.datetime) -> list[Entry]:
    """Of the units invited; an office that hears nobody else looks at its own."""
    if meeting.invited.exclude(pk=meeting.organiser_id).exists():
        return heard.entries(meeting, at)
    office = Unit.objects.named(office_day(at)).get(pk=meeting.organiser_id)
    said = explaining.known([office.pk], period)
    scores = explaining.behind(office, period, office_day(at))
    return [Entry(office, one, said.get((office.pk, one.target.pk))) for one in scores]


def _row(no: int, entry: Entry, period: Period) -> dict[str, Any]:
    cell = reverse("targets:target_cell", args=[entry.unit.pk, entry.score.target.pk])
    return {
        "no": no,
        "unit": entry.unit.short_name,
        "target": entry.score.target.short_name,
        "threshold": entry.goal,
        "value": _result(entry),
        "explanation": _explained(entry),
        "link": f"{cell}?year={period.work_year.year}&period={period.pk}",
    }


def _result(entry: Entry) -> str:
    """In words: the signs of the screen are none of an official paper."""
    words = result_words(entry).removeprefix(entry.score.verdict.glyph).strip()
    return words[:1].upper() + words[1:]


def _explained(entry: Entry) -> str:
    """What the unit sent, with what it promises; a draft of it is nobody's business yet."""
    said = entry.explanation
    if said is None or not entry.is_sent:
        return "Chưa giải trình"
    parts = [said.cause, said.obstacle, said.commitment]
    text = "; ".join(" ".join(part.split()).rstrip(" .;") for part in parts if part.strip())
    text = text if len(text) <= LETTERS else f"{text[:LETTERS].rstrip()}…"
    by = f" (hạn cam kết {printed_short(said.promised_on)})" if said.promised_on else ""
    return f"{text}{by}"


def facts(notice: Notice) -> dict[str, Any] | None:
    """As it is frozen with the notice: without links, which lead nowhere outside this database."""
    if notice.unmet is None:
        return None
    rows = [{k: v for k, v in row.items() if k != "link"} for row in notice.unmet["rows"]]
    return {**notice.unmet, "rows": rows}


def as_of(told: Mapping[str, Any]) -> str:
    """`đến ngày 31/10/2026`."""
    return f"đến ngày {printed_short(datetime.date.fromisoformat(told['until']))}"


def sentence(told: Mapping[str, Any]) -> str:
    """`Theo số liệu đến ngày 31/10/2026, 05 đơn vị còn 12 chỉ tiêu chưa đạt, …`."""
    counts = told["counts"]
    words = [
        f"{counts[name]:02} chỉ tiêu {label}"
        for name, label in (("unmet", "chưa đạt"), ("at_risk", "có nguy cơ không đạt"))
        if counts[name]
    ]
    return f"Theo số liệu {as_of(told)}, {counts['units']:02} đơn vị còn {', '.join(words)}"
