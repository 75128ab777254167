"""Groups of addressees: common to all offices, as kinds of meetings are."""

from meetings.models import AddresseeGroup
from meetings.permissions.meetings import may_create_meeting
from procuracy.web.access import Answer, action
from targets.permissions import may_edit_catalogue
from units.models import User

HEADING = "Ý kiến chỉ đạo, kết luận"


@action("Xem nhóm đối tượng thực hiện và thành viên từng ngày", on=AddresseeGroup)
def may_see_groups(user: User, thing: AddresseeGroup | None = None) -> Answer:
    """Whoever records directives of an office: leadership and Office."""
    return may_create_meeting(user)


@action("Thêm, sửa nhóm đối tượng thực hiện", on=AddresseeGroup)
def may_edit_groups(user: User, thing: AddresseeGroup | None = None) -> Answer:
    return may_edit_catalogue(user)
