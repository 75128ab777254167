"""An office's own wordings: what it asks for beyond the house's words."""

import datetime

from meetings.models import MeetingKind, PaperWording
from meetings.wording import house, keeping
from meetings.wording.papers import PAPERS
from units.models import Unit, User

ASKED = "[tổ chức thực hiện]"
OWN = """[mục riêng] Kỷ luật, kỷ cương công vụ
{{ co_quan.noi_thuc_hien }} gương mẫu chấp hành kỷ luật, kỷ cương; báo cáo đúng thời hạn, đúng mẫu.

"""


def keep(office: Unit, *, by: User, at: datetime.datetime) -> None:
    """A section more in every six-month review; the invitation asks to bring the papers."""
    half = MeetingKind.objects.get(code="so-ket-6-thang")
    text = house.text("notice", "half").replace(ASKED, OWN + ASKED)
    _save(PaperWording.Paper.NOTICE, office, half, text, by, at)
    invitation = house.text("invitation", house.USUAL)
    text = invitation.replace(
        "thành phần, thời gian.", "thành phần, thời gian, mang theo tài liệu."
    )
    _save(PaperWording.Paper.INVITATION, office, None, text, by, at)


def _save(
    paper: str, office: Unit, kind: MeetingKind | None, text: str, by: User, at: datetime.datetime
) -> None:
    keeping.save(PAPERS[paper], office=office, kind=kind, text=text, seen=0, by=by, at=at)
