"""Names of persons in a text about a matter: none but those of officers belong there.

Refused: a name right behind a word for somebody accused ("bị can Nguyễn Văn A"). Asked about:
what looks like a full name by its family name. A name of an officer is neither.
"""

import re
import unicodedata
from collections.abc import Iterable

_CAPITAL = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_SMALL = "a-zàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_WORD = f"[{_CAPITAL}][{_SMALL}]*\\.?"
_NAME = f"{_WORD}(?:[ \\u00a0]+{_WORD})+"
_ACCUSED = (
    "bị can|bị cáo|bị án|nghi can|nghi phạm|can phạm|phạm nhân|thủ phạm|hung thủ|đối tượng|"
    "đồng phạm|người bị buộc tội|người bị tạm giữ|người bị tạm giam|người bị bắt|"
    "người phạm tội|kẻ phạm tội"
)
# The most common family names; the others are seldom enough to be left to the reader.
_FAMILY = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đào|Đoàn|Trịnh|Trương|"
    "Đinh|Lâm|Mai|Tô|Hà|Cao|Lương|Châu|Thái|Tạ|Phùng|Quách|Chu|Nghiêm|Triệu|Kiều|Thạch|Doãn|Hứa"
)
_BEHIND = re.compile(
    f'(?i:\\b(?:{_ACCUSED}))(?: (?:là|tên|tên là|có tên|ông|bà|anh|chị))*[ :,“"(]*({_NAME})'
)
_LIKELY = re.compile(f"(?<![{_CAPITAL}{_SMALL}])((?:{_FAMILY})(?:[ \\u00a0]+{_WORD}){{1,3}})")


def accused(text: str) -> list[str]:
    """Names that follow a word for somebody accused, in their order."""
    return [found.group(1).strip() for found in _BEHIND.finditer(_composed(text))]


def likely(text: str, officers: Iterable[str] = ()) -> list[str]:
    """What reads like a full name and is none of these officers'."""
    known = {" ".join(name.split()) for name in officers}
    found = [" ".join(one.group(1).split()) for one in _LIKELY.finditer(_composed(text))]
    return [name for name in dict.fromkeys(found) if name not in known]


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)
