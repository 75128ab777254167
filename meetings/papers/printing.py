"""The conclusion notice on paper: Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.4.

The facts are the only input. They are frozen when a notice is issued, so a reprint of old facts
says what the signed paper said. Their shape:

kind_name, superior_name, office_name, symbol, place, subject   str
number int | None, dated_on ISO date | None, year int           None leaves a blank for the pen
opening             list of paragraphs
sections            list of {role, title, texts (paragraphs), sources}; those issued before there
                    were sections have assessment, directives_intro, organisation instead
directives          list of {no, text, addressees ("A; B" or ""), due ("trước ngày …" or ""), field
                    (the heading it stands below, or "")}
recipients          list of str;  filing  str, printed after "Lưu:"
replaces            str: "Thông báo số 05/TB-VKS ngày 20/11/2026", or ""
signer              {authority ("TL. VIỆN TRƯỞNG" or ""), position, name}
annex               {title, rows: list of {no, content, lead, coordinating, leader, due, product}}
                    or None
earlier             {rows, count, as_of} of meetings.papers.earlier, or None: what became of earlier
                    conclusions, a sentence in the text and an annex of its own
unmet               {rows, counts, until} of meetings.papers.unmet, or None: targets behind
illustrative        bool: BẢN MINH HỌA in the bottom margin of every page
"""

import re
from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string

from meetings.models import Notice
from meetings.papers import earlier, unmet
from meetings.tasks import counting
from procuracy.web import annexes as annexing
from procuracy.web import docx, paper, pdf

ASSESSMENT = "Đánh giá tình hình, kết quả công tác"
DIRECTIVES = "Nhiệm vụ, giải pháp"
ORGANISATION = "Tổ chức thực hiện"
# Phrases of a term that can follow "hoàn thành"; others ("hằng tháng") stand after "thời hạn:".
COMPLETION = re.compile(r"(trước|trong|chậm nhất|xong|vào|muộn nhất|đến|hết)\b", re.IGNORECASE)
COMMON_NOUNS = re.compile(r"(Các|Những|Mọi|Toàn|Tất cả|Từng|Thủ trưởng|Lãnh đạo|Cán bộ)\b")
ANNEX_COLUMNS = {
    "no": "TT",
    "content": "Nội dung nhiệm vụ",
    "lead": "Đơn vị chủ trì",
    "coordinating": "Đơn vị phối hợp",
    "leader": "Lãnh đạo phụ trách",
    "due": "Thời hạn",
    "product": "Sản phẩm",
}
UNMET = "Chỉ tiêu chưa đạt"
UNMET_OR_AT_RISK = "Chỉ tiêu chưa đạt, có nguy cơ không đạt"
UNMET_COLUMNS = {
    "no": "TT",
    "unit": "Đơn vị",
    "target": "Chỉ tiêu",
    "threshold": "Yêu cầu",
    "value": "Kết quả",
    "explanation": "Giải trình, cam kết của đơn vị",
}
EARLIER = "Tình hình thực hiện kết luận kỳ trước"
EARLIER_COLUMNS = {
    "no": "TT",
    "content": "Nội dung đã kết luận",
    "source": "Theo",
    "lead": "Đơn vị thực hiện",
    "due": "Thời hạn",
    "standing": "Tình hình thực hiện",
}
COUNTED = {
    "done_on_time": "hoàn thành đúng hạn",
    "done_late": "hoàn thành quá hạn",
    "open_in_term": "đang thực hiện trong hạn",
    "open_overdue": "đang thực hiện quá hạn",
    "open_undated": "không định hạn",
}
ALWAYS_SHOWN = {"no", "content", "lead", "due"}
CENTRED = {"no", "due"}


def notice_pdf(facts: Mapping[str, Any]) -> bytes:
    """The notice as PDF/A; equal facts give equal bytes."""
    return pdf.render(notice_html(facts))


def notice_html(facts: Mapping[str, Any]) -> str:
    """The notice as the HTML that is printed; every typed text is escaped."""
    return render_to_string("print/notice.html", notice_context(facts))


def notice_docx(facts: Mapping[str, Any]) -> bytes:
    """The notice as a Word file, for offices that sign in their own document system."""
    return docx.document(notice_context(facts))


def notice_context(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What stands where, on paper and in a Word file alike."""
    facts = pdf.printable(facts)
    context = paper.letterhead(facts)
    return context | {"blocks": blocks(facts), "annexes": annexes(facts)}


def blocks(facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The text in reading order, as `paper.blocks` gives it."""
    found = [(one["title"], _texts(one, facts)) for one in sections(facts)]
    if found:
        found[-1][1].extend(paper.replacing(facts))
    return paper.blocks(paper.paragraphs(facts.get("opening") or []), found)


def sections(facts: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """In order; annexes are told of in the assessment, which stands for that where it is none."""
    found = list(facts["sections"]) if "sections" in facts else _before_sections(facts)
    if not any(one["role"] == "assessment" for one in found):
        found.insert(0, {"role": "assessment", "title": ASSESSMENT, "texts": []})
    return found


def _before_sections(facts: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    intro = facts.get("directives_intro") or ""
    return [
        {"role": "assessment", "title": ASSESSMENT, "texts": facts.get("assessment") or []},
        {"role": "directives", "title": DIRECTIVES, "texts": [intro]},
        {
            "role": "organisation",
            "title": ORGANISATION,
            "texts": facts.get("organisation") or [],
        },
    ]


def _texts(section: Mapping[str, Any], facts: Mapping[str, Any]) -> list[Any]:
    texts: list[Any] = paper.paragraphs(section["texts"])
    if section["role"] == "assessment":
        texts += paper.paragraphs(_told_in_annexes(facts))
    if section["role"] == "directives":
        texts += directive_paragraphs(facts)
    return texts


def directive_paragraphs(facts: Mapping[str, Any]) -> list[Any]:
    """The numbered directives, each closed by who does it and by when; the name of a field stands
    above its own. Numbers run on, so that a number is enough to quote an order by."""
    found: list[Any] = []
    above = ""
    for directive in facts.get("directives") or []:
        texts = paper.paragraphs([directive["text"]])
        if not texts:
            continue
        if (directive.get("field") or "") not in ("", above):
            above = directive["field"]
            found.append({"kind": "heading", "text": above, "is_slanted": True})
        order = order_sentence(
            directive["text"],
            directive.get("addressees") or "",
            directive.get("due") or "",
        )
        texts[-1] = f"{paper.sentence(texts[-1])} {order}".rstrip()
        found += [f"{directive['no']}. {texts[0]}", *texts[1:]]
    return found


def order_sentence(text: str, addressees: str, due: str) -> str:
    """'Giao các phòng nghiệp vụ và VKSND khu vực thực hiện, hoàn thành trước ngày 15/12/2026.'

    What the directive's own text already says is not said again.
    """
    said = text.casefold()
    names = [name.strip(" .,") for name in addressees.split(";") if name.strip(" .,")]
    if all(name.casefold() in said for name in names):
        names = []
    due = due.strip(" .;,")
    if due.casefold() in said:
        due = ""
    term = _term(due)
    if names:
        return f"Giao {_listed(names)} thực hiện{', ' + term if term else ''}."
    return f"{term[:1].upper()}{term[1:]}." if term else ""


def _term(due: str) -> str:
    if not due:
        return ""
    due = due[:1].lower() + due[1:]
    return f"hoàn thành {due}" if COMPLETION.match(due) else f"thời hạn: {due}"


def _listed(names: list[str]) -> str:
    """'các phòng, Văn phòng và Thanh tra'; names that hold a comma are parted by semicolons."""
    names = [n[:1].lower() + n[1:] if COMMON_NOUNS.match(n) else n for n in names]
    if any("," in name for name in names):
        return "; ".join(names)
    return " và ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def annexes(facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Numbered where there are several; those that were written follow."""
    return annexing.annexes(facts, *_tables(facts).values())


def _tables(facts: Mapping[str, Any]) -> dict[str, dict[str, Any] | None]:
    """Those that are drawn up, in their order."""
    return {
        "annex": annex_table(facts.get("annex")),
        "unmet": unmet_table(facts.get("unmet")),
        "earlier": earlier_table(facts.get("earlier")),
    }


def unmet_table(told: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if not told:
        return None
    title = UNMET if not told["counts"]["at_risk"] else UNMET_OR_AT_RISK
    said = {"title": title, "rows": told["rows"]}
    table = paper.annex_table(said, UNMET_COLUMNS, always=UNMET_COLUMNS, centred=CENTRED)
    return table and table | {"note": f"{unmet.sentence(told)}."}


def earlier_table(told: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if not told:
        return None
    said = {"title": EARLIER, "rows": told["rows"]}
    table = paper.annex_table(said, EARLIER_COLUMNS, always=EARLIER_COLUMNS, centred=CENTRED)
    return table and table | {"note": f"{count_sentence(told)} {counting.FORMULA}"}


def shown_earlier(notice: Notice) -> dict[str, Any] | None:
    """What the pages of a notice show of the annex: its rows and the sentence of its numbers."""
    found = earlier.facts(notice)
    return {"rows": found["rows"], "sentence": count_sentence(found)} if found else None


def shown_unmet(notice: Notice) -> dict[str, Any] | None:
    """Likewise of targets behind; each row leads to its figures."""
    found = notice.unmet
    return {"rows": found["rows"], "sentence": f"{unmet.sentence(found)}."} if found else None


def count_sentence(told: Mapping[str, Any]) -> str:
    """`Đến ngày 10/9/2026, trong 46 nhiệm vụ: hoàn thành đúng hạn 20, …`: of those in the annex."""
    count = counting.FourWay(**told["count"])
    parts = [f"{words} {getattr(count, name)}" for name, words in COUNTED.items()]
    as_of = told["as_of"]
    return f"{as_of[:1].upper()}{as_of[1:]}, trong {count.given} nhiệm vụ: {', '.join(parts)}."


def _told_in_annexes(facts: Mapping[str, Any]) -> list[str]:
    """The text says what stands in its annexes, as the decree wants of every one."""
    found = []
    if told := facts.get("unmet"):
        found.append(f"{unmet.sentence(told)} ({_which(facts, 'unmet')}).")
    if told := facts.get("earlier"):
        said = count_sentence(told).rstrip(".")
        found.append(
            f"Tình hình thực hiện kết luận kỳ trước: {said[:1].lower()}{said[1:]} "
            f"({_which(facts, 'earlier')})."
        )
    return found


def _which(facts: Mapping[str, Any], name: str) -> str:
    """`Phụ lục II kèm theo`; without a number where it is the only one."""
    present = [key for key, table in _tables(facts).items() if table]
    is_one = len(annexes(facts)) == 1
    return "Phụ lục kèm theo" if is_one else f"Phụ lục {paper.ROMAN[present.index(name)]} kèm theo"


def annex_table(annex: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return paper.annex_table(annex, ANNEX_COLUMNS, always=ALWAYS_SHOWN, centred=CENTRED)
