"""A plan, one of its approved versions, or what a supplement changed, as facts for paper.

What is printed of the plan itself comes from `targets.plans.contents`: the live plan's content or
that of a version; here only what stands around it is added.
"""

import datetime
import re
from typing import Any

from django.utils import timezone

from procuracy.web.dates import printed_short, screen_day
from targets.models import Plan, PlanVersion
from targets.plans.contents import KINDS, Change, Content, content, printed_tasks
from targets.plans.versions import changes_of
from units.models import Demonstration, Unit
from units.models.registry import DocumentKind
from units.signing import HEAD, signing_block, usual_signer


def plan_facts(plan: Plan, today: datetime.date, said: Content | None = None) -> dict[str, Any]:
    """What `targets.printing.plan_pdf` reads; `said`: of a version, by default of the plan now."""
    day = plan.issued_on or today
    said = said or content(plan, day)
    kind = kind_of(said["title"])
    return {
        **letterhead(plan, day),
        "kind_name": kind.upper(),
        "subject": re.sub(rf"^{kind}\s+", "", said["title"], flags=re.IGNORECASE),
        "bases": [_basis(instrument) for instrument in plan.bases.order_by("issued_on")],
        "opening": [],
        "tasks": printed_tasks(said),
        "organisation": [],
        "recipients": [],
        "filing": "VT",
    }


def letterhead(plan: Plan, day: datetime.date) -> dict[str, Any]:
    """Names, number, place, day and signer of the office that issues the plan."""
    office = Unit.objects.select_related("parent").prefetch_related("names", "parent__names")
    issuer = office.get(pk=plan.unit.office.pk)
    names = issuer.naming(day)
    number, symbol = numbered(plan.code, names.symbol)
    above = issuer.parent.naming(day).name if issuer.parent else "Viện kiểm sát nhân dân tối cao"
    return {
        "superior_name": above,
        "office_name": names.name,
        "number": number,
        "symbol": symbol,
        "place": names.place_name,
        "dated_on": plan.issued_on.isoformat() if plan.issued_on else None,
        "year": plan.work_year.year,
        "signer": _signer(issuer, day),
        "illustrative": Demonstration.objects.exists(),
    }


def kind_of(title: str) -> str:
    return "Chương trình" if title.lower().startswith("chương trình") else "Kế hoạch"


def changes_facts(version: PlanVersion, today: datetime.date) -> dict[str, Any]:
    """What a version changed against the one before it, for `targets.printing.changes_pdf`."""
    day = timezone.localtime(version.at).date()
    supplement = version.supplement
    number = supplement.number if supplement else version.number
    heads = letterhead(version.plan, today)
    return {
        "superior_name": heads["superior_name"],
        "office_name": heads["office_name"],
        "illustrative": heads["illustrative"],
        "title": f"Nội dung bổ sung, điều chỉnh lần {number}",
        "period": version.content["title"],
        "state": f"Phê duyệt ngày {screen_day(day)}",
        "reason": supplement.reason if supplement else "",
        "changes": printed_changes(changes_of(version)),
    }


def printed_changes(rows: list[Change]) -> list[dict[str, Any]]:
    """Each {kind, no, content, before: [line], after: [line]}; a line is "Thời hạn: 31/8/2026"."""
    return [
        {
            "kind": KINDS[row["kind"]],
            "no": row["no"],
            "content": row["content"],
            "before": _lines(row, "before"),
            "after": _lines(row, "after"),
        }
        for row in rows
    ]


def _lines(row: Change, side: str) -> list[str]:
    """Of an added task what the heading says already is not repeated."""
    facts = [f for f in row["facts"] if row["kind"] != "added" or f["label"] != "Nội dung"]
    if row["kind"] == "added" and side == "before":
        return []
    return [f"{fact['label']}: {fact[side] or 'không có'}" for fact in facts]


def numbered(code: str, symbol: str) -> tuple[int | None, str]:
    """`01/KH-VKSQT` → (1, "KH-VKSQT"); without a number the office's own symbol."""
    found = re.fullmatch(r"0*(\d{1,6})/(.+)", code.strip())
    return (int(found[1]), found[2]) if found else (None, f"KH-{symbol}")


def _signer(office: Unit, on: datetime.date) -> dict[str, str]:
    """The leader who signs plans on that day; before an office had one, its head without a name."""
    seat = usual_signer(office, DocumentKind.PLAN, on)
    if seat is None:
        return {"authority": "", "position": HEAD, "name": ""}
    return signing_block(seat, on, DocumentKind.PLAN)


def _basis(instrument: Any) -> str:
    day = printed_short(instrument.issued_on)
    return f"Căn cứ {instrument} ngày {day} của {instrument.issuer}: {instrument.subject}"
