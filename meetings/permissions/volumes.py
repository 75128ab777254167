"""Volumes of stored documents, and how long records are kept."""

from meetings.models import Disposal, RetentionRule, Volume, VolumeOrder
from procuracy.web.access import Answer, Denied, action
from units.models import Role, User
from units.permissions.organisation import NO_POSITION

HEADING = "Đóng tập, lưu trữ"


@action("Xem tập lưu, bảng thời hạn bảo quản", on=Volume)
def may_see_volumes(user: User, volume: Volume | None = None) -> Answer:
    """Leadership, Office, registry and inspectors of the office; which ones is for `visible_to`."""
    acting = user.acting
    if acting is None:
        return NO_POSITION
    works = acting.leads_office or acting.keeps_office or acting.keeps_register
    if works or acting.role == Role.INSPECTOR:
        return True
    return Denied("Tập lưu do lãnh đạo, Văn phòng, văn thư và thanh tra của cơ quan tra cứu.")


@action("Đóng tập văn bản đã ban hành", on=Volume)
def may_close_volumes(user: User, order: VolumeOrder | None = None) -> Answer:
    if user.acting and user.acting.keeps_register:
        return True
    return Denied("Tập lưu do văn thư của cơ quan đóng.")


@action("Sửa thời hạn bảo quản, từ khóa tra cứu của cơ quan", on=RetentionRule)
def may_set_retention(user: User, rule: RetentionRule | None = None) -> Answer:
    if user.acting and (user.acting.keeps_office or user.acting.keeps_register):
        return True
    return Denied("Thời hạn bảo quản, từ khóa do Văn phòng, văn thư của cơ quan ghi.")


@action("Ghi quyết định tiêu hủy, giữ thêm tài liệu hết thời hạn bảo quản", on=Disposal)
def may_dispose(user: User, disposal: Disposal | None = None) -> Answer:
    """The head decides on paper; who records it keeps the office or its registry."""
    if user.acting and (user.acting.keeps_office or user.acting.keeps_register):
        return True
    return Denied("Quyết định về tài liệu hết thời hạn do Văn phòng, văn thư của cơ quan ghi.")
