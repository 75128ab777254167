"""What every issued paper has in common: Nghị định 30/2020/NĐ-CP, Phụ lục I, in words and lines.

Plain values in, plain values out; the templates below `templates/print/` place them.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from math import ceil
from typing import Any

import segno

# Words that begin the place in an office's name: the name breaks before them, and what follows
# them is a proper name.
PLACE_WORDS = "tối cao|cấp cao tại|tỉnh|thành phố|thị xã|huyện|quận|khu vực"
# A centred heading reads best when a line begins with one of these.
LINE_OPENER = re.compile(
    "của|tại|về|và|để|theo|trong|từ|năm|quý|tháng|ngày|đối|nhằm|do|với|giữa", re.IGNORECASE
)
OFFICE_LINE = 27  # capitals of size 12 bold that fit the 70 mm of the header's left column
SUBJECT_LINE = 58  # letters of size 14 bold that fit the text width
RECIPIENT_LINE = 42  # letters of size 11 that fit the left half of the page
RECIPIENTS_BESIDE = 24  # lines
LONGEST_BALANCED = 80  # words; a longer heading wraps by itself
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV")
UPRIGHT_COLUMNS = 4  # a table of more lies across


def letterhead(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Context of `print/base.html`: header, number, date, title, recipients, signature.

    Reads superior_name, office_name, number, symbol, place, dated_on (ISO), year, kind_name,
    subject, recipients, filing, copies, urgency, signer {authority, position, name}, illustrative.
    """
    dated_on = date.fromisoformat(facts["dated_on"]) if facts.get("dated_on") else None
    signer = facts.get("signer") or {}
    recipients = recipient_lines(
        facts.get("recipients") or [], facts.get("filing") or "", facts.get("copies")
    )
    beside = beside_signature(recipients)
    return {
        "document_title": document_title(facts),
        "illustrative": bool(facts.get("illustrative")),
        "superior_lines": office_lines(facts.get("superior_name") or ""),
        "issuer_lines": office_lines(facts["office_name"]),
        "number": padded(facts.get("number"), below=10),
        "symbol": facts["symbol"],
        "urgency": (facts.get("urgency") or "").upper(),
        "record_sign": record_sign(facts.get("record") or ""),
        "place": facts["place"],
        "day": padded(dated_on.day if dated_on else None, below=10),
        "month": padded(dated_on.month if dated_on else None, below=3),
        "year": dated_on.year if dated_on else facts["year"],
        "kind_name": facts["kind_name"].upper(),
        "kind_in_sentence": facts["kind_name"].capitalize(),
        "subject_lines": heading_lines(facts.get("subject") or ""),
        "office_in_sentence": office_in_sentence(facts["office_name"]),
        "recipients": recipients[:beside],
        "further_recipients": recipients[beside:],
        "signer_lines": [
            line.upper()
            for text in (signer.get("authority"), signer.get("position"))
            for line in (text or "").splitlines()
        ],
        "signer_name": signer.get("name") or "",
    }


def record_sign(address: str) -> str:
    """The address of an issued document's record as a QR sign, drawn in lines; "" without one."""
    if not address:
        return ""
    return segno.make(address, error="m", micro=False).svg_data_uri(border=0, omitsize=True)


def padded(value: int | None, *, below: int) -> str:
    """Numbers and days below 10, months below 3 take a leading zero; nothing stays blank."""
    if value is None:
        return ""
    return f"0{value}" if value < below else str(value)


def document_title(facts: Mapping[str, Any]) -> str:
    """Title in the file's metadata: "Thông báo số 05/TB-VKS: Kết luận …"."""
    kind = facts["kind_name"].capitalize()
    number = padded(facts.get("number"), below=10)
    head = f"{kind} số {number}/{facts['symbol']}" if number else f"{kind} (dự thảo)"
    return f"{head}: {' '.join((facts.get('subject') or '').split())}".rstrip(": ")


def office_lines(name: str) -> list[str]:
    """An office's name in capitals, broken before its place when one line cannot hold it."""
    name = " ".join(name.upper().split())
    if len(name) <= OFFICE_LINE:
        return [name] if name else []
    parts = re.split(rf"\s(?=(?:{PLACE_WORDS.upper()})\b)", name, maxsplit=1)
    return [line for part in parts for line in balanced(part, OFFICE_LINE)]


def office_in_sentence(name: str) -> str:
    """'VIỆN KIỂM SÁT NHÂN DÂN TỈNH QUẢNG TRỊ' → 'Viện kiểm sát nhân dân tỉnh Quảng Trị'."""
    words = re.split(rf"\b({PLACE_WORDS})\b", " ".join(name.lower().split()))
    plain, rest = words[0], words[1:]
    shown = plain[:1].upper() + plain[1:]
    for place_word, proper in zip(rest[::2], rest[1::2], strict=True):
        shown += place_word + " ".join(word[:1].upper() + word[1:] for word in proper.split(" "))
    return shown


def heading_lines(text: str) -> list[str]:
    """A centred heading in lines of like length; typed line breaks are kept."""
    return [line for part in text.split("\n") for line in balanced(part, SUBJECT_LINE)]


def balanced(text: str, longest: int) -> list[str]:
    """Lines of at most `longest` letters and of like length, broken where the sense allows."""
    words = text.split()
    target = len(text) / max(1, ceil(len(text) / longest))
    if len(text) <= longest or len(words) > LONGEST_BALANCED:
        return [" ".join(words)] if words else []
    best: list[tuple[float, list[str]]] = [(0.0, [])]  # of words[i:], filled from the end
    for start in range(len(words) - 1, -1, -1):
        best.insert(0, min(_continuations(words, start, target, longest, best)))
    return best[0][1]


def _continuations(
    words: list[str],
    start: int,
    target: float,
    longest: int,
    best: list[tuple[float, list[str]]],
) -> Iterable[tuple[float, list[str]]]:
    """Every first line that words[start:] may have, with the best lines after it and the cost."""
    for end in range(start + 1, len(words) + 1):
        line = " ".join(words[start:end])
        if len(line) > longest and end > start + 1:
            return
        opens_well = end == len(words) or LINE_OPENER.fullmatch(words[end])
        cost, rest = best[end - start - 1]
        yield (
            cost + (len(line) - target) ** 2 + (0 if opens_well else 200),
            [line, *rest],
        )


def recipient_lines(recipients: Iterable[str], filing: str, copies: int | None = None) -> list[str]:
    """'- Các phòng;' … '- Lưu: VT, VP (25 bản).': whatever stood at their ends is replaced."""
    names = [name.strip().lstrip("-–+ ").rstrip(" ;.,") for name in recipients]
    if filing.strip():
        filed = "Lưu: " + filing.strip().removeprefix("Lưu:").strip().rstrip(" ;.,")
        names.append(f"{filed} ({padded(copies, below=10)} bản)" if copies else filed)
    names = [name for name in names if name]
    return [f"- {name}{';' if at < len(names) else '.'}" for at, name in enumerate(names, 1)]


def beside_signature(lines: list[str]) -> int:
    """How many recipients stand in the unbreakable block beside the signature; the rest follow
    below it, so that even a list of pages leaves the signature with the text."""
    height = 0
    for count, line in enumerate(lines):
        height += ceil(len(line) / RECIPIENT_LINE)
        if height > RECIPIENTS_BESIDE:
            return count
    return len(lines)


def paragraphs(texts: Iterable[str]) -> list[str]:
    """Typed texts as paragraphs: every line break parts two, empty ones fall away, and a `./.`
    that somebody typed becomes a full stop (the document has one, at its end)."""
    lines = (line.strip() for text in texts for line in text.split("\n"))
    return [finished(re.sub(r"\s*\./\.$", ".", line)) for line in lines if line]


def replacing(facts: Mapping[str, Any]) -> list[str]:
    """`Thông báo này thay thế Thông báo số 05/TB-VKS ngày 20/11/2026.`"""
    older = facts.get("replaces") or ""
    return [f"{facts['kind_name'].capitalize()} này thay thế {older}."] if older else []


def finished(text: str) -> str:
    """Text with a full stop where it stops at a word, a figure or a bracket."""
    return text + "." if text[-1:].isalnum() or text[-1:] in ')]”"%' else text


def sentence(text: str) -> str:
    """Text that ends like a sentence, for another one to follow."""
    text = re.sub(r"[\s;,:./]+$", "", text) if not text.endswith(("...", "…")) else text
    return text if text.endswith(("!", "?", "...", "…")) else text + "."


def ended(text: str) -> str:
    """Text that ends the document: `./.` in place of whatever stood there."""
    return re.sub(r"[\s;,:./…]+$", "", text) + "./."


def blocks(
    opening: Iterable[str], sections: Iterable[tuple[str, list[Any]]]
) -> list[dict[str, Any]]:
    """The text in reading order: {kind: heading | paragraph, text}; the last paragraph ends `./.`.

    A text of a section may be a block of its own, such as a heading inside it.

    Sections without text fall away and the Roman numbers close up; a section that stands alone
    has no heading.
    """
    kept = [(title, texts) for title, texts in sections if texts]
    found: list[dict[str, Any]] = [_block("paragraph", text) for text in opening]
    for roman, (title, texts) in zip(ROMAN, kept, strict=False):
        if len(kept) > 1:
            found.append(_block("heading", f"{roman}. {title}"))
        found += [_block("paragraph", one) if isinstance(one, str) else one for one in texts]
    if found:
        found[-1]["text"] = ended(found[-1]["text"])
    return found


def _block(kind: str, text: str) -> dict[str, str]:
    return {"kind": kind, "text": text}


def annex_table(
    annex: Mapping[str, Any] | None,
    columns: Mapping[str, str],
    *,
    always: Iterable[str],
    centred: Iterable[str] = (),
) -> dict[str, Any] | None:
    """{title, wide, columns: [{key, label}], rows: [[{text, centred, mark}]]} of an annex
    {title, rows: [{key: value}]}; None without rows.

    `columns`: key → heading, of which those that nobody filled fall away unless `always` shown.
    Lies across when many are left. A row's `mark` stands below its content.
    """
    if not annex or not annex.get("rows"):
        return None
    rows, always, centred = annex["rows"], set(always), set(centred)
    keys = [key for key in columns if key in always or any(row.get(key) for row in rows)]
    return {
        "title": annex["title"].upper(),
        "wide": len(keys) > UPRIGHT_COLUMNS,
        "columns": [{"key": key, "label": columns[key]} for key in keys],
        "rows": [[_cell(row, key, centred) for key in keys] for row in rows],
    }


def numbered(tables: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Annexes with their Roman numbers, which a single one does without."""
    if len(tables) < 2:
        return tables
    return [table | {"numeral": roman} for roman, table in zip(ROMAN, tables, strict=False)]


def _cell(row: Mapping[str, Any], key: str, centred: set[str]) -> dict[str, Any]:
    value = row.get(key)
    return {
        "text": "" if value is None else value,
        "centred": key in centred,
        "mark": row.get("mark") or "" if key == "content" else "",
    }
