"""Every kind of paper to print in tests: by the office that issues it, and by how much it says."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from meetings.consolidating import printing as consolidated
from meetings.papers import invitation_printing, letter_printing, minutes_printing, printing
from targets import plan_printing
from tests.meetings import notice_facts
from tests.meetings.test_consolidated_print import facts as consolidated_facts
from tests.targets.printed_facts import plan_facts

Facts = dict[str, Any]
PROVINCE, REGION = "tỉnh", "khu vực"
OFFICES = (PROVINCE, REGION)
ONE_LINE, TWELVE_PAGES, AWKWARD = "một dòng", "12 trang", "60 ý, nơi nhận dài, hai phụ lục"
LINE = "Văn phòng theo dõi việc thực hiện"
LONG = (
    "Rà soát toàn bộ nội dung chưa hoàn thành, xác định nguyên nhân, giải pháp và người chịu trách "
    "nhiệm đối với từng nội dung; báo cáo Viện kiểm sát nhân dân cấp trên đúng thời hạn"
)
SIGNERS = {
    PROVINCE: {
        "authority": "TL. VIỆN TRƯỞNG",
        "position": "CHÁNH VĂN PHÒNG",
        "name": "Nguyễn V. A",
    },
    REGION: {"authority": "KT. VIỆN TRƯỞNG", "position": "PHÓ VIỆN TRƯỞNG", "name": "Trần Thị B"},
}
ANNEXES = [
    {
        "title": "Danh mục việc phải báo cáo",
        "text": "I. Việc chung\n" + "\n".join(f"{no}. {LONG}" for no in range(1, 6)),
        "is_table": False,
    },
    {
        "title": "Số liệu các đơn vị",
        "text": "TT\tĐơn vị\tSố vụ\n"
        + "\n".join(f"{no}\tKhu vực {no}\t{no * 7}" for no in range(1, 9)),
        "is_table": True,
    },
]


@dataclass(frozen=True)
class Kind:
    """`facts` of an office with these paragraphs; `context`: what stands where."""

    facts: Callable[[str, list[str]], Facts]
    context: Callable[[Facts], Facts]
    pdf: Callable[[Facts], bytes]
    docx: Callable[[Facts], bytes]


def cases() -> list[tuple[str, str, str]]:
    """(kind, office, text): each kind short for both, long for one, awkward for the other."""
    lengths = {PROVINCE: (ONE_LINE, TWELVE_PAGES), REGION: (ONE_LINE, AWKWARD)}
    return [
        (kind, office, text)
        for kind in KINDS
        for office in OFFICES
        for text in lengths[office]
        if text != TWELVE_PAGES or kind not in LIKE_ANOTHER
    ]


def drawn(kind: str, office: str, text: str) -> Facts:
    """Facts of one case."""
    said = KINDS[kind].facts(office, paragraphs(kind, text))
    if text != AWKWARD:
        return said
    many = [f"Đơn vị thứ {no} thuộc Viện kiểm sát nhân dân tỉnh" for no in range(1, 61)]
    marks = {"annexes": ANNEXES, "urgency": "hỏa tốc", "copies": 8}
    return said | marks | {"recipients": [*said["recipients"], *many]}


@cache
def pdf_of(kind: str, office: str, text: str) -> bytes:
    """One case, drawn once per test process."""
    return KINDS[kind].pdf(drawn(kind, office, text))


def opened(pdf: bytes) -> io.BytesIO:
    return io.BytesIO(pdf)


def paragraphs(kind: str, text: str) -> list[str]:
    if text == ONE_LINE:
        return [LINE]
    count = 60 if text == AWKWARD else LONG_ONES.get(kind, 130)
    return [f"{no}. {LONG}" for no in range(1, count + 1)]


def head(office: str, kind: str, symbol: str, **more: Any) -> Facts:
    """What stands around every text."""
    return {
        "kind_name": kind,
        "superior_name": "VIỆN KIỂM SÁT NHÂN DÂN TỐI CAO"
        if office == PROVINCE
        else "VIỆN KIỂM SÁT NHÂN DÂN TỈNH QUẢNG TRỊ",
        "office_name": "VIỆN KIỂM SÁT NHÂN DÂN TỈNH QUẢNG TRỊ"
        if office == PROVINCE
        else "VIỆN KIỂM SÁT NHÂN DÂN KHU VỰC 5",
        "number": 5,
        "symbol": f"{symbol}-VKS" if office == PROVINCE else f"{symbol}-VKSKV5",
        "place": "Quảng Trị",
        "dated_on": "2026-02-05",
        "year": 2026,
        "subject": "Kết luận hội nghị giao ban tháng 11",
        "recipients": ["Lãnh đạo Viện (để b/c)", "Như thành phần dự"],
        "filing": "VT, VP",
        "signer": SIGNERS[office],
        "illustrative": False,
    } | more


def notice(office: str, said: list[str]) -> Facts:
    orders = [] if said == [LINE] else notice_facts.directives(len(said))
    opening = [LINE] if said == [LINE] else notice_facts.OPENING
    facts = notice_facts.province_facts(
        opening=opening,
        assessment=notice_facts.ASSESSMENT if orders else [],
        directives=orders,
        directives_intro="Yêu cầu các đơn vị thực hiện:" if orders else "",
        organisation=notice_facts.ORGANISATION if orders else [],
    )
    return facts | head(office, "THÔNG BÁO", "TB")


def invitation(office: str, said: list[str]) -> Facts:
    return head(office, "GIẤY MỜI", "GM") | {
        "invited": ["Thủ trưởng các đơn vị trực thuộc"],
        "event": "Hội nghị giao ban hai cấp",
        "chair": "Đồng chí Viện trưởng",
        "time": "08 giờ 00, thứ Hai ngày 30/11/2026",
        "held_at": "Hội trường tầng 2",
        "notes": said,
    }


def minutes(office: str, said: list[str]) -> Facts:
    chair = {"name": "Nguyễn Văn Một", "position": "Viện trưởng"}
    content = {
        "title": "Hội nghị giao ban",
        "period": "",
        "place": "Hội trường tầng 2",
        "form": "trực tiếp",
        "opened_at": "2026-11-20T08:00:00+07:00",
        "concluded_at": "2026-11-20T11:00:00+07:00",
        "chair": chair,
        "secretaries": ["Lê Thị Hai"],
        "sites": [{"name": "Hội trường", "people": 25}],
        "people": [],
        "agenda": [{"no": 1, "title": "Báo cáo công tác", "is_heading": False, "is_done": True}],
        "said": [
            {
                "no": no,
                "time": "08:30",
                "kind": "ý kiến",
                "speaker": "Phòng 1",
                "text": text,
                "answers": None,
                "item": 1,
            }
            for no, text in enumerate(said, start=1)
        ],
        "assessment": "Các đơn vị đã chủ động thực hiện.",
        "directives": [],
        "unexplained": [],
    }
    return head(office, "BIÊN BẢN", "BB", place="", filing="VT, hồ sơ hội nghị") | {
        "content": content,
        "corrects": "",
        "cause": [],
        "correction": [],
        "signer": {"authority": "", "position": "CHỦ TỌA", "name": "Nguyễn Văn Một"},
        "secretary": {"position": "THƯ KÝ", "name": "Lê Thị Hai"},
    }


def supplement(office: str, said: list[str]) -> Facts:
    return minutes(office, []) | {
        "content": None,
        "corrects": "số 03/BB-VKS ngày 20 tháng 11 năm 2026",
        "cause": ["Ghi nhầm số liệu"],
        "correction": said,
    }


def report(office: str, said: list[str]) -> Facts:
    return consolidated_facts() | head(office, "BÁO CÁO", "BC") | {"opening": said}


def plan(office: str, said: list[str]) -> Facts:
    """A regional office's programme and a province's plan."""
    kind, symbol = ("KẾ HOẠCH", "KH") if office == PROVINCE else ("CHƯƠNG TRÌNH", "CTr")
    return plan_facts(3) | head(office, kind, symbol) | {"purpose": said, "opening": [LINE]}


def letter(office: str, said: list[str]) -> Facts:
    """Its symbol names who drew it up: "05/VKS-VP"."""
    symbol = "VKS-VP" if office == PROVINCE else "VKSKV5"
    about = "Báo cáo kết quả thực hiện kết luận hội nghị giao ban"
    return (
        head(office, "CÔNG VĂN", "")
        | {"subject": about, "symbol": symbol}
        | {"addressed": ["Viện kiểm sát nhân dân tỉnh Quảng Bình"], "opening": said}
    )


def withdrawal(office: str, said: list[str]) -> Facts:
    about = "Thu hồi Thông báo số 05/TB-VKS ngày 05/02/2026"
    sent = ["Phòng 1", "Phòng 9", "Viện kiểm sát nhân dân thị xã Ba Đồn"]
    return letter(office, said) | {"subject": about, "addressed": sent}


LETTER = (letter_printing.letter_context, letter_printing.letter_pdf, letter_printing.letter_docx)
MINUTES = (
    minutes_printing.minutes_context,
    minutes_printing.minutes_pdf,
    minutes_printing.minutes_docx,
)
KINDS = {
    "thông báo": Kind(notice, printing.notice_context, printing.notice_pdf, printing.notice_docx),
    "giấy mời": Kind(
        invitation,
        invitation_printing.invitation_context,
        invitation_printing.invitation_pdf,
        invitation_printing.invitation_docx,
    ),
    "biên bản": Kind(minutes, *MINUTES),
    "biên bản bổ sung": Kind(supplement, *MINUTES),
    "báo cáo": Kind(
        report, consolidated.report_context, consolidated.report_pdf, consolidated.report_docx
    ),
    "kế hoạch": Kind(
        plan, plan_printing.plan_context, plan_printing.plan_pdf, plan_printing.plan_docx
    ),
    "công văn": Kind(letter, *LETTER),
    "công văn thu hồi": Kind(withdrawal, *LETTER),
}
# Paragraphs that make twelve pages, where it is not as many as of a letter.
LONG_ONES = {"thông báo": 106}
# Printed as another kind is, from the same template: not drawn at every length.
LIKE_ANOTHER = {"biên bản bổ sung", "công văn thu hồi"}
