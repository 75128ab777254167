"""Papers that never were: what a wording of them is tried on where no meeting is at hand."""

from typing import Any

from meetings.papers import minutes_wording
from meetings.wording import samples
from units.models import Unit

Said = dict[str, Any]

SUBJECT = "Kết luận tại Hội nghị giao ban hai cấp tháng 11/2026"
DOCUMENT = {
    "name": "Thông báo số 05/TB-VKS",
    "named": "Thông báo số 05/TB-VKS ngày 05/12/2026",
    "date": "05/12/2026",
    "subject": SUBJECT,
}


def minutes(course: str, office: Unit | None) -> Said:
    """As `meetings.papers.minutes_wording.said` gives it, with the record itself."""
    told = samples.said(course, office)
    content = {
        "title": told["meeting"]["title"],
        "period": told["meeting"]["period"],
        "place": told["meeting"]["place"],
        "form": told["meeting"]["form"],
        "opened_at": "2026-12-05T08:00:00+07:00",
        "concluded_at": "2026-12-05T11:30:00+07:00",
        "chair": told["chair"],
        "secretaries": ["Lê Thị B"],
        "sites": [{"name": "Hội trường trụ sở", "people": 82}],
        "people": [
            _person("Trần Văn C", "present"),
            _person("Phạm Thị D", "excused"),
        ],
        "agenda": [{"no": 1, "title": "Báo cáo công tác", "is_heading": False, "is_done": True}],
        "said": [
            {"kind": "báo cáo", "speaker": "Đồng chí Trần Văn C", "text": "Đã báo cáo.", "item": 1}
        ],
        "assessment": "\n".join(told["assessment"]),
        "directives": [one | {"product": ""} for one in told["directives"]],
        "unexplained": [],
    }
    return minutes_wording.said(content, told["office"]) | {"course": course, "content": content}


def _person(name: str, presence: str) -> dict[str, str]:
    return {
        "name": name,
        "label": "Trưởng phòng",
        "site": "Hội trường trụ sở",
        "presence": presence,
        "presence_words": "vắng có lý do",
        "excuse": "đi công tác" if presence == "excused" else "",
        "replaced_by": "",
    }


def report(course: str, office: Unit | None) -> Said:
    """As `meetings.consolidating.preparing.said` gives it."""
    told = samples.said(course, office)
    meeting = {name: told["meeting"][name] for name in ("title", "kind", "period", "year")}
    days = {"since": "01/11/2026", "until": "30/11/2026"}
    return told | days | {"meeting": meeting}


def plan(course: str, office: Unit | None) -> Said:
    """As `targets.plan_drafting.said` gives it."""
    told = samples.said(course, office)
    return {
        "office": told["office"],
        "plan": {
            "title": "Kế hoạch công tác năm 2027",
            "subject": "Công tác năm 2027",
            "kind": "Kế hoạch",
            "year": 2027,
        },
        "is_supplement": False,
        "recipients": told["recipients"],
        "filing": told["filing"],
    }


def letter(course: str, office: Unit | None) -> Said:
    """As `meetings.papers.letters.said` gives it."""
    told = samples.said(course, office)
    return {
        "office": told["office"],
        "unit": {"name": "Phòng 9", "short_name": "Phòng 9"},
        "subject": "Báo cáo kết quả rà soát chỉ tiêu",
        "addressed": ["Viện kiểm sát nhân dân khu vực"],
        "filing": told["filing"],
    }


def amending(course: str, office: Unit | None) -> Said:
    """As `meetings.papers.amending.said` gives it."""
    told = samples.said(course, office)
    return {"office": told["office"], "document": DOCUMENT, "filing": told["filing"]}
