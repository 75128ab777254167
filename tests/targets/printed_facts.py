"""A plan and a board to print in tests (shapes: targets/plan_printing.py, targets/printing.py)."""

from typing import Any

VERDICTS = (("▲", "vượt"), ("✓", "đạt"), ("!", "nguy cơ"), ("✕", "chưa đạt"))
LEGEND = (*VERDICTS, ("–", "không phát sinh"), ("?", "chưa có số liệu"))


def plan_facts(tasks: int = 4, **changes: Any) -> dict[str, Any]:
    """A department's working programme with `tasks` rows, the first one focus and breakthrough."""
    return {
        "kind_name": "CHƯƠNG TRÌNH",
        "superior_name": "VIỆN KIỂM SÁT NHÂN DÂN TỈNH QUẢNG TRỊ",
        "office_name": "PHÒNG 9",
        "number": 1,
        "symbol": "CTr-P9",
        "place": "Quảng Trị",
        "dated_on": "2026-01-19",
        "year": 2026,
        "subject": "Công tác năm 2026",
        "bases": [
            "Căn cứ Chỉ thị số 01/CT-VKSTC ngày 15/12/2025 của Viện trưởng VKSND tối cao;",
            "Căn cứ Kế hoạch số 01/KH-VKS ngày 09/01/2026 của VKSND tỉnh Quảng Trị",
        ],
        "opening": ["Phòng 9 xây dựng Chương trình công tác năm 2026 như sau:"],
        "purpose": ["Cụ thể hóa Kế hoạch công tác năm 2026 của VKSND tỉnh"],
        "tasks": [
            {
                "no": str(no),
                "content": "Nâng cao chất lượng phát hiện vi phạm, ban hành kháng nghị, kiến nghị",
                "is_focus": no == 1,
                "is_breakthrough": no == 1,
                "lead": "Phòng 9",
                "people": "Nguyễn Văn C",
                "due": "31/10/2026",
            }
            for no in range(1, tasks + 1)
        ],
        "organisation": [],
        "recipients": ["Lãnh đạo VKSND tỉnh (để b/c)"],
        "filing": "P9",
        "signer": {"authority": "", "position": "TRƯỞNG PHÒNG", "name": "Lê Văn D"},
        "illustrative": False,
    } | changes


def board_facts(units: int = 18, targets: int = 30, **changes: Any) -> dict[str, Any]:
    """A province's board: every value names its unit and target, so that tests can find it."""
    return {
        "superior_name": "VIỆN KIỂM SÁT NHÂN DÂN TỐI CAO",
        "office_name": "VIỆN KIỂM SÁT NHÂN DÂN TỈNH QUẢNG TRỊ",
        "title": "BẢNG TỔNG HỢP KẾT QUẢ THỰC HIỆN CHỈ TIÊU",
        "period": "6 tháng, năm công tác 2026 (từ 01/10/2025 đến 31/3/2026)",
        "state": "Số liệu lúc 07:42 ngày 22/11/2026",
        "targets": [
            {
                "group": f"Lĩnh vực {no // 6 + 1}",
                "name": f"Tỷ lệ giải quyết nguồn tin {no + 1}",
                "goal": "≥ 90 %",
            }
            for no in range(targets)
        ],
        "rows": [
            {
                "unit": f"VKSND khu vực {unit}" if unit else "Toàn tỉnh",
                "is_total": not unit,
                "cells": [cell(unit, target) for target in range(1, targets + 1)],
            }
            for unit in range(units)
        ],
        "legend": [{"glyph": glyph, "word": word} for glyph, word in LEGEND],
        "illustrative": False,
    } | changes


def cell(unit: int, target: int) -> dict[str, str] | None:
    """Every fifth target is not assigned to the unit."""
    if (unit + target) % 5 == 4:
        return None
    glyph, word = VERDICTS[(unit + target) % len(VERDICTS)]
    return {"glyph": glyph, "value": f"{unit},{target:02} %", "word": word}
