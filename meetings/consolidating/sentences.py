"""From an outline's line to its sentence, with what each number is made of."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.urls import reverse

from meetings.consolidating import counted_words, places, told_words
from meetings.consolidating.places import Place
from meetings.consolidating.reading import Known
from meetings.consolidating.said import Entry, Said, Speaker
from meetings.models import OutlineLine
from meetings.models.outlines import OutlineSource as Source


@dataclass(frozen=True)
class Drawn:
    """A line as the software writes it."""

    text: str = ""
    breakdown: list[Entry] = field(default_factory=list)
    sources: list[dict[str, str]] = field(default_factory=list)


def draw(line: OutlineLine, known: Known) -> Drawn:
    speakers: dict[str, Callable[[OutlineLine, Known], Speaker]] = {
        Source.FIGURES: counted_words.speak_figures,
        Source.TARGET: counted_words.speak_target,
        Source.REGISTER: told_words.speak_register,
        Source.SECTION: told_words.speak_section,
        Source.DIFFICULTIES: told_words.speak_difficulties,
        Source.OVERDUE: told_words.speak_overdue,
        Source.LATE: told_words.speak_late,
    }
    begin = speakers.get(line.source)
    if begin is None:
        return Drawn()
    speak, asked = begin(line, known), places.places(line)
    said = {place: speak(place) for place in asked}
    return _written(line, asked, said, sources_of(line, known))


def _written(
    line: OutlineLine, asked: list[Place], said: dict[Place, Said], sources: list[dict[str, str]]
) -> Drawn:
    breakdown: list[Entry] = []

    def value(place: Place) -> str:
        one = said[place]
        return one.text + _anchor(breakdown, one.entry)

    counted = [said[place] for place in asked if place.counts or place.name == "noi_dung"]
    if counted and not any(one.amount for one in counted):
        unknown = all(one.amount is None for one in counted)
        silent = next((one.entry for one in counted if one.entry and _is_told(one.entry)), None)
        words = places.UNKNOWN if unknown else places.NONE_AROSE
        anchor = "" if unknown else _anchor(breakdown, silent)
        return Drawn(words.removesuffix(".") + anchor + ".", breakdown, sources)
    return Drawn(places.fill(line, value), breakdown, sources)


def _anchor(breakdown: list[Entry], entry: Entry | None) -> str:
    if entry is None or not _is_told(entry):
        return ""
    breakdown.append(entry)
    return f"[{len(breakdown)}]"


def _is_told(entry: Entry) -> bool:
    return bool(entry["parts"] or entry["missing"] or entry.get("note"))


def sources_of(line: OutlineLine, known: Known) -> list[dict[str, str]]:
    """Where the numbers of the line are looked up."""
    if line.source == Source.FIGURES:
        lines = [known.figures.lines.get(code) for code in line.indicators]
        fields = {one.field.code: one.field for one in lines if one}
        month = f"{known.months.last:%Y-%m}"
        return [
            _source(
                f"Số liệu {one.short_name}", f"{_url('field_board')}?field={code}&month={month}"
            )
            for code, one in fields.items()
        ]
    if line.source == Source.TARGET:
        return [_source("Bảng chỉ tiêu", _url("target_board"))]
    if line.source == Source.REGISTER:
        page = reverse("meetings:matter_register", args=[line.register_id])
        return [_source("Sổ theo dõi", page)]
    pages = {
        Source.SECTION: ("Báo cáo của đơn vị", "unit_report_list", [known.report.meeting_id]),
        Source.LATE: ("Báo cáo của đơn vị", "unit_report_list", [known.report.meeting_id]),
        Source.DIFFICULTIES: ("Khó khăn, đề xuất", "difficulty_list", []),
        Source.OVERDUE: ("Nhiệm vụ theo dõi", "task_list", []),
    }
    words, page, args = pages[Source(line.source)]
    return [_source(words, reverse(f"meetings:{page}", args=args))]


def _source(words: str, link: str) -> dict[str, str]:
    return {"text": words, "link": link}


def _url(page: str) -> str:
    return reverse(f"targets:{page}")
