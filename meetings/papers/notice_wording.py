"""The house's own wording of a conclusion, by kind of meeting and of office.

Texts of several paragraphs are parted by line breaks. What may be named: `drafting.said`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Said = Mapping[str, Any]
OPENING, ASSESSMENT = "opening", "assessment"
DIRECTIVES, ORGANISATION = "directives", "organisation"

# What was heard before the chair concluded; "" of a meeting that heard nothing in particular.
HEARD = {
    "weekly": "{keeper} báo cáo tình hình, kết quả công tác tuần và ý kiến của các đồng chí dự họp",
    "half": (
        "báo cáo sơ kết, ý kiến tham luận, giải trình của lãnh đạo các đơn vị và thảo luận tại "
        "{noun}"
    ),
    "year": "báo cáo tổng kết, ý kiến tham luận của lãnh đạo các đơn vị và thảo luận tại {noun}",
    "session": "lãnh đạo {unit} báo cáo kết quả công tác, khó khăn, kiến nghị và ý kiến trao đổi",
    "launch": "{unit} trình bày chương trình công tác năm {year} và ý kiến thảo luận",
    "": "báo cáo, ý kiến phát biểu của lãnh đạo các đơn vị và thảo luận tại {noun}",
}
AHEAD = {
    "weekly": "Trong tuần tới, các đơn vị tập trung thực hiện các nhiệm vụ sau:",
    "month": "Trong tháng tới, yêu cầu các đơn vị thực hiện tốt các nhiệm vụ sau:",
    "quarter": "Trong quý tới, yêu cầu các đơn vị thực hiện tốt các nhiệm vụ sau:",
    "half": (
        "Để hoàn thành chỉ tiêu, nhiệm vụ cả năm, yêu cầu các đơn vị thực hiện tốt các nhiệm vụ, "
        "giải pháp sau:"
    ),
    "year": "Trong năm công tác tới, yêu cầu các đơn vị thực hiện tốt các nhiệm vụ, giải pháp sau:",
    "session": "Yêu cầu {unit} thực hiện tốt các nội dung sau:",
    "launch": (
        "Để thực hiện tốt chương trình công tác năm {year}, yêu cầu {unit} thực hiện các nội dung "
        "sau:"
    ),
    "": "Trong thời gian tới, yêu cầu các đơn vị thực hiện tốt các nhiệm vụ sau:",
}
ASSESSED = {
    "session": "Đánh giá kết quả công tác của {unit}",
    "launch": "Đánh giá chung",
    "": "Đánh giá tình hình, kết quả công tác",
}
ORDERED = {
    "session": "Nội dung yêu cầu thực hiện",
    "launch": "Nội dung yêu cầu thực hiện",
    "year": "Phương hướng, nhiệm vụ, giải pháp",
    "": "Nhiệm vụ, giải pháp",
}
EXECUTED = {"": "Tổ chức thực hiện"}


@dataclass(frozen=True)
class Section:
    role: str
    title: str  # of its heading, where it has one
    text: str


@dataclass(frozen=True)
class Draft:
    subject: str
    sections: tuple[Section, ...]
    recipients_text: str
    filing: str

    def text(self, role: str) -> str:
        return next((one.text for one in self.sections if one.role == role), "")


def draft(said: Said) -> Draft:
    return Draft(
        subject=f"Kết luận của đồng chí {said['chair']['position']} tại {_titled(said)}",
        sections=(
            Section(OPENING, "", "\n".join([_held(said), _bridge(said)])),
            Section(ASSESSMENT, _by_course(ASSESSED, said), "\n".join(said["assessment"])),
            Section(DIRECTIVES, _by_course(ORDERED, said), _by_course(AHEAD, said)),
            Section(ORGANISATION, _by_course(EXECUTED, said), "\n".join(_organisation(said))),
        ),
        recipients_text="\n".join(said["recipients"]),
        filing=said["filing"],
    )


def _by_course(sentences: Mapping[str, str], said: Said) -> str:
    sentence = sentences.get(said["course"]) or sentences[""]
    return sentence.format(
        keeper=said["office"]["keeper"],
        noun=said["meeting"]["noun"],
        unit=said["with_unit"]["short_name"] or "đơn vị",
        year=said["meeting"]["year"],
    )


def _titled(said: Said) -> str:
    """Inside a sentence: only "Hội nghị" keeps its capital."""
    title: str = said["meeting"]["title"]
    return title if title[:8].lower() == "hội nghị" else title[:1].lower() + title[1:]


def _held(said: Said) -> str:
    """Day, form, sites, chair and participants, in two sentences."""
    meeting, chair = said["meeting"], said["chair"]
    at = f" tại {meeting['sites']:02} điểm cầu" if meeting["sites"] > 1 else ""
    at = at or f" tại {meeting['place']}"
    sentence = (
        f"Ngày {meeting['date']}, {said['office']['name']} tổ chức {_titled(said)} theo hình thức "
        f"{meeting['form']}{at}, do đồng chí {chair['name']}, {chair['position']} chủ trì."
    )
    return f"{sentence} {_participants(said)}".rstrip()


def _participants(said: Said) -> str:
    who, people = said["present"]["groups"], said["present"]["count"]
    if not who:
        return f"Tham dự có {people:02} đại biểu." if people else ""
    count = f"; tổng số {people:02} đại biểu" if people else ""
    return f"Tham dự có {'; '.join(who)}{count}."


def _bridge(said: Said) -> str:
    heard = _by_course(HEARD, said)
    return f"Sau khi nghe {heard}, đồng chí {said['chair']['position']} kết luận như sau:"


def _organisation(said: Said) -> list[str]:
    chair, office = said["chair"]["position"], said["office"]
    keeper = office["keeper"]
    last = "các đơn vị biết, tổ chức thực hiện."
    if said["course"] in ("session", "launch"):
        unit = said["with_unit"]["short_name"] or "đơn vị"
        first = (
            f"Lãnh đạo {unit} tiếp thu, đưa các nội dung được yêu cầu vào chương trình, kế hoạch "
            f"công tác của đơn vị và tổ chức thực hiện; báo cáo kết quả về {keeper} đúng thời hạn."
        )
        last = f"{unit} và các đơn vị liên quan biết, tổ chức thực hiện."
    else:
        first = (
            f"{office['units']} tổ chức thực hiện các nội dung được giao; báo cáo kết quả về "
            f"{keeper} đúng thời hạn để tổng hợp, báo cáo đồng chí {chair}."
        )
    return [
        first,
        f"{keeper} theo dõi, đôn đốc, tổng hợp kết quả thực hiện Thông báo này, báo cáo "
        f"đồng chí {chair} tại kỳ họp tiếp theo.",
        f"Trên đây là kết luận của đồng chí {chair} tại {_titled(said)}, {office['name']} "
        f"thông báo để {last}",
    ]
