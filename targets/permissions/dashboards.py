"""Who looks at what is made for leaders."""

from procuracy.web.access import Answer, Denied, action
from targets.permissions.targets import may_read
from units.models import User

HEADING = "Bảng điều hành"


@action("Xem trang buổi sáng của lãnh đạo")
def may_see_morning(user: User) -> Answer:
    """Who leads a body with its own seal, and the Office that prepares the page for him."""
    answer = may_read(user)
    if not answer or user.acting is None:
        return answer
    if user.acting.leads_office or user.acting.keeps_office:
        return True
    return Denied("Trang này dành cho lãnh đạo Viện kiểm sát và Văn phòng.")
