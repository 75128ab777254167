"""Keeps state secrets out: judges a text before it is stored anywhere.

A networked system may not hold them (Law 117/2025/QH15, article 5). Refused: a line that is only
MẬT, TỐI MẬT or TUYỆT MẬT, and whatever follows `Độ mật:`. Asked about: weaker signs, such as the
word "mật" in a sentence. Accepted: "bảo vệ bí mật nhà nước" and the like.

`static/js/secrecy.js` applies the same rule before the browser keeps a draft: the five patterns
below stand there letter for letter, in a dialect that Python and JavaScript read alike (no \\w and
no \\b, which differ for Vietnamese letters). A test compares both files; `tests/web/
secrecy_cases.json` holds the cases that both must answer the same.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

# Before judging: characters nobody sees go, every line break and table cell ends a line, the text
# is composed (NFKC, which also narrows full-width letters), spaces become one, letters capital.
UNSEEN = (
    r"[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
BREAK = r"[\t\r\n\x0b\x0c\x1c-\x1f\x85\u2028\u2029]"

# What is neither letter nor digit: spaces, brackets, bullets, rules, symbols, pictures.
_SIGN = (
    r"\x00-\x09\x0b-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb9\xbb-\xbf\xd7\xf7\u02b0-\u02df"
    r"\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u303f\ue000-\uf8ff🀀-🯿"
)
_S, _LETTER = f"[{_SIGN}]*", f"[^{_SIGN}\\n]"
_MAT = f"M{_S}Ậ{_S}T"

# The letters of a stamp may be spread out: T Ố I  M Ậ T.
STAMP = f"^{_S}((?:T{_S}Ố{_S}I{_S}|T{_S}U{_S}Y{_S}Ệ{_S}T{_S})?{_MAT}){_S}$"
# A form that says there is no secrecy may stay: Độ mật: Thường, Không, Nội bộ.
LABEL = f"[ĐÐ]Ộ MẬT ?:{_S}(?!(?:THƯỜNG|KHÔNG|NỘI BỘ) ?(?:[;,.)]|$)){_LETTER}"
# "mật" as a word of its own, except in words that mean something else; a secret paper by another
# name; a stamp typed without its marks.
DOUBT = (
    f"(?<!{_LETTER})(?<!BÍ[ \\n])(?<!BẢO[ \\n])(?<!THÂN[ \\n])(?<!CẨN[ \\n])MẬT"
    f"(?!{_LETTER}|[ \\n](?:THIẾT|ĐỘ|KHẨU|ONG|MÃ|PHỤC))"
    r"|(?:TÀI LIỆU|VĂN BẢN|HỒ SƠ|CÔNG VĂN|NỘI DUNG)(?: (?:CÓ|CHỨA|THUỘC|DANH MỤC|PHẠM VI))* BÍ MẬT"
    f"|^{_S}(?:TUYET|TOI) MAT{_S}$"
)

_UNSEEN, _BREAK = re.compile(UNSEEN), re.compile(BREAK)
_STAMP, _LABEL, _DOUBT = (re.compile(rule, re.MULTILINE) for rule in (STAMP, LABEL, DOUBT))

REFUSED_STAMP = (
    "Nội dung có dòng chỉ ghi mức độ mật (MẬT, TỐI MẬT hoặc TUYỆT MẬT) nên không được nhập và "
    "chưa được lưu ở đâu. Xử lý trên văn bản giấy theo quy định về bảo vệ bí mật nhà nước."
)
REFUSED_LABEL = (
    "Nội dung có ghi “Độ mật:” nên không được nhập và chưa được lưu ở đâu. "
    "Xử lý trên văn bản giấy theo quy định về bảo vệ bí mật nhà nước."
)
ASKED = (
    "Nội dung có chữ “mật”. Nếu thuộc bí mật nhà nước thì không nhập vào hệ thống này; "
    "nếu không thuộc thì xác nhận để lưu."
)


class Answer(StrEnum):
    REFUSE = "refuse"
    ASK = "ask"
    ACCEPT = "accept"


@dataclass(frozen=True)
class Finding:
    answer: Answer
    sentence: str = ""


def check(text: str) -> Finding:
    """Whether `text` may be stored; the sentence says what to do when not."""
    read = normalised(text)
    if _STAMP.search(read):
        return Finding(Answer.REFUSE, REFUSED_STAMP)
    if _LABEL.search(read):
        return Finding(Answer.REFUSE, REFUSED_LABEL)
    if _DOUBT.search(read):
        return Finding(Answer.ASK, ASKED)
    return Finding(Answer.ACCEPT)


def normalised(text: str) -> str:
    lines = _BREAK.sub("\n", _UNSEEN.sub("", text))
    composed = unicodedata.normalize("NFKC", lines)
    return re.sub(r"[^\S\n]+", " ", composed).upper()
