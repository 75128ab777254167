"""The entries of the menu, and whose work a page is that others may read, too."""

from units.models import Role

# Heading → entries: (words, page, count that stands beside it).
GROUPS: list[tuple[str, list[tuple[str, str, str]]]] = [
    (
        "",
        [
            ("Việc của tôi", "meetings:my_work", "all"),
            ("Nhắc việc", "meetings:task_reminder_list", "reminders"),
            ("Buổi sáng của lãnh đạo", "targets:morning", ""),
        ],
    ),
    (
        "Hội nghị",
        [
            ("Lịch họp", "meetings:meeting_calendar", ""),
            ("Cuộc họp", "meetings:meeting_list", "reports"),
            ("Lập lịch năm", "meetings:meeting_series_list", ""),
            ("Luân phiên đăng cai", "meetings:host_turn_list", ""),
            ("Vụ, việc theo dõi", "meetings:matter_list", "matters"),
            ("Khó khăn, đề xuất", "meetings:difficulty_list", "difficulties"),
        ],
    ),
    (
        "Kết luận",
        [
            ("Thông báo", "meetings:notice_list", "notices"),
            ("Công văn", "meetings:letter_list", ""),
            ("Văn bản", "units:document_list", "documents"),
            ("Tiếp nhận văn bản", "units:acknowledgement_list", ""),
            ("Sổ văn bản đi", "units:register_list", ""),
            ("Tập lưu", "meetings:volume_list", ""),
        ],
    ),
    (
        "Nhiệm vụ",
        [
            ("Bảng theo dõi nhiệm vụ", "meetings:task_board", ""),
            ("Nhiệm vụ theo dõi", "meetings:task_list", "tasks"),
            ("Chỉ đạo ngoài hội nghị", "meetings:outside_directive_list", ""),
            ("Thống kê nhiệm vụ", "meetings:task_count", ""),
            ("Kiểm tra, phúc tra", "meetings:inspection_list", "inspections"),
        ],
    ),
    (
        "Số liệu",
        [
            ("Nhập số liệu tháng", "targets:figure_list", "figures"),
            ("Sổ số liệu Excel", "targets:workbook_list", ""),
            ("Báo cáo số liệu tháng", "targets:submission_list", "submissions"),
            ("Số liệu theo lĩnh vực", "targets:field_board", "checks"),
        ],
    ),
    (
        "Chỉ tiêu",
        [
            ("Bảng chỉ tiêu", "targets:target_board", ""),
            ("Tổng hợp theo khối", "targets:rollup_board", ""),
            ("Xếp hạng các đơn vị", "targets:unit_ranking", ""),
            ("Thay đổi kết quả", "targets:changed_list", ""),
            ("Giải trình, cam kết", "targets:explanation_list", "explanations"),
            ("Giao chỉ tiêu", "targets:assignment_list", ""),
        ],
    ),
    (
        "Kế hoạch",
        [
            ("Kế hoạch, chương trình", "targets:plan_list", "plans"),
            ("Nhiệm vụ hai cấp", "targets:plan_cascade", ""),
            ("Khối lượng công việc", "meetings:workload", ""),
            ("Khen thưởng", "targets:award_list", ""),
        ],
    ),
    (
        "Danh mục",
        [
            ("Hệ thống chỉ tiêu", "targets:target_list", ""),
            ("Dòng thống kê", "targets:indicator_list", ""),
            ("Năm công tác", "targets:work_year_list", ""),
            ("Ngày nghỉ", "targets:holiday_list", ""),
            ("Văn bản căn cứ", "targets:instrument_list", ""),
            ("Loại hội nghị", "meetings:meeting_kind_list", ""),
            ("Đề cương báo cáo tổng hợp", "meetings:outline_list", ""),
            ("Câu mẫu ghi biên bản", "meetings:phrase_list", ""),
            ("Mẫu văn bản", "meetings:wording_list", ""),
            ("Nhóm đối tượng thực hiện", "meetings:addressee_group_list", ""),
            ("Nơi nhận bên ngoài, nhóm nơi nhận", "units:outside_body_list", ""),
            ("Sổ theo dõi vụ, việc", "meetings:matter_register_list", ""),
        ],
    ),
    (
        "Tổ chức",
        [
            ("Đơn vị", "units:unit_list", ""),
            ("Sắp xếp tổ chức", "units:reorganisation_list", ""),
            ("Cán bộ", "units:person_list", ""),
            ("Phân công phụ trách", "units:portfolio_board", ""),
            ("Ủy quyền", "units:delegation_list", ""),
            ("Tài khoản", "units:account_list", ""),
            ("Vai trò", "units:role_list", ""),
        ],
    ),
    (
        "Lịch sử",
        [
            ("Tra cứu lịch sử", "units:change_list", ""),
            ("Niêm phong lịch sử", "units:seal_list", ""),
            ("Xóa nội dung lộ bí mật", "units:purge_list", ""),
        ],
    ),
]
# The administrator keeps accounts and has no business here (design, section 1).
ADMINISTRATOR_PAGES = {
    "meetings:my_work",
    "units:person_list",
    "units:account_list",
    "units:role_list",
}

_LEADERS = {Role.PROVINCE_HEAD, Role.PROVINCE_DEPUTY}
_OFFICE = {Role.HEAD_OF_OFFICE, Role.OFFICE_STAFF}
_UNITS = {Role.UNIT_HEAD, Role.UNIT_DEPUTY, Role.UNIT_CLERK}
# Pages that others may read, too, and come to by links: in the menu of those whose work they are.
WORK_OF: dict[str, set[Role]] = {
    "meetings:addressee_group_list": _OFFICE,
    "meetings:matter_list": _UNITS | _OFFICE | _LEADERS,
    "meetings:difficulty_list": _UNITS | _OFFICE | _LEADERS,
    "meetings:task_reminder_list": _UNITS | _OFFICE | _LEADERS,
    "meetings:task_count": _UNITS | _OFFICE | _LEADERS,
    "meetings:inspection_list": _UNITS | _OFFICE | _LEADERS | {Role.INSPECTOR},
    "targets:figure_list": _UNITS | _OFFICE,
    "targets:workbook_list": _UNITS | _OFFICE,
    "targets:submission_list": _UNITS | _OFFICE | _LEADERS,
    "targets:field_board": _UNITS | _OFFICE | _LEADERS,
    "targets:rollup_board": _OFFICE | _LEADERS,
    "targets:changed_list": _UNITS | _OFFICE | _LEADERS,
    "targets:explanation_list": _UNITS | _OFFICE | _LEADERS,
    "targets:assignment_list": _UNITS | _OFFICE | _LEADERS,
    "targets:plan_cascade": _UNITS | _OFFICE | _LEADERS,
    "targets:award_list": _UNITS | _OFFICE | _LEADERS | {Role.PERSONNEL},
}
