"""A plan, one of its approved versions, or what a supplement changed, as facts for paper.

What is printed of the plan itself comes from `targets.plans.contents`: the live plan's content or
that of a version; here only what stands around it is added.
"""

import datetime
import re
from typing import Any

from django.utils import timezone

from procuracy.web.dates import screen_day
from procuracy.web.errors import Refused
from targets.models import Plan, PlanDocument, PlanSupplement, PlanVersion
from targets.plan_drafting import opening_words
from targets.plans.contents import KINDS, Change, Content, changes, cited, content
from targets.plans.locking import supplement_of
from targets.plans.versions import changes_of
from units.models import Demonstration, Register, Unit
from units.models.registry import DocumentKind
from units.registry import record_address, registers_for
from units.signing import HEAD, signing_block, usual_signer
from units.standing import replaced_words
from units.symbols import symbol_of

SUPREME = "Viện kiểm sát nhân dân tối cao"
# What paper says of a task: no keys of rows stand in what is frozen.
PRINTED = (
    "no",
    "content",
    "is_focus",
    "is_breakthrough",
    "marks",
    "solutions",
    "lead",
    "coordinating",
    "leader",
    "people",
    "product",
    "due",
    "origin",
)


def plan_facts(plan: Plan, today: datetime.date, said: Content | None = None) -> dict[str, Any]:
    """What `targets.plan_printing` reads; `said`: of a version, by default of the plan now."""
    day = plan.issued_on or today
    supplement = None if said else supplement_of(plan)
    said = said or content(plan, day)
    issuer = issuer_of(plan)
    heads = _names(issuer, day)
    # What was issued here is its frozen document: a copy of the live plan bears no number.
    is_copy = supplement or plan.documents.filter(document__isnull=False).exists()
    code = "" if is_copy else plan.code
    number, symbol = numbered(code, plan.kind, issuer.naming(day).symbol)
    return {
        **heads,
        "kind_name": kind_name(plan),
        "number": number,
        "symbol": symbol,
        "dated_on": plan.issued_on.isoformat() if plan.issued_on and not is_copy else None,
        "year": today.year,
        "subject": subject_of(said["title"]),
        "bases": bases_of(said),
        "opening": [opening_words(plan, said["title"], day), *_not_approved(supplement)],
        "purpose": [],
        "tasks": printed_tasks(said),
        "changes": None,
        "reason": "",
        "organisation": [],
        "recipients": [],
        "filing": "VT",
        "signer": _usual_signer(issuer, plan.kind, day),
    }


def _not_approved(supplement: PlanSupplement | None) -> list[str]:
    if supplement is None:
        return []
    return [f"(Bản dự thảo, gồm nội dung {str(supplement).lower()} chưa được phê duyệt)"]


def document_facts(
    paper: PlanDocument,
    *,
    on: datetime.date,
    register: Register,
    number: int | None = None,
    code: str = "",
) -> dict[str, Any]:
    """What is printed of a plan that is issued, for the day `on`; frozen when it is numbered.

    Without a number both number and date stay blank for the pen. Raises Refused when the signer
    does not hold the position on that day.
    """
    plan, said = paper.plan, paper.version.content
    symbol = code.partition("/")[2] or symbol_of(register, plan.kind, on, plan.unit, unknown="…")
    return {
        **_names(register.office, on),
        "kind_name": kind_name(plan),
        "number": number,
        "symbol": symbol,
        "dated_on": on.isoformat() if number else None,
        "year": on.year,
        "record": record_address(register, on.year, number),
        "subject": paper.subject,
        "bases": supplement_bases(paper) if paper.since else bases_of(said),
        "opening": lines(paper.opening),
        "purpose": lines(paper.purpose),
        "tasks": [] if paper.since else printed_tasks(said),
        "changes": supplement_changes(paper),
        "reason": supplement_reason(paper),
        "organisation": lines(paper.organisation),
        "layout": paper.layout,
        "recipients": lines(paper.recipients_text),
        **paper.marks(),
        "replaces": replaced_words(paper),
        "signer": signing_block(paper.signer, on, plan.kind),
    }


def printed_tasks(said: Content) -> list[dict[str, Any]]:
    return [{name: task[name] for name in PRINTED} for task in said["tasks"]]


def plan_register(plan: Plan) -> Register:
    """The issuing office's register that takes such a plan; Refused when there is none."""
    registers = registers_for(plan.unit.office, plan.kind)
    if not registers:
        kind = DocumentKind(plan.kind).label.lower()
        raise Refused(f"Cơ quan chưa mở sổ văn bản đi nhận {kind}: văn thư mở sổ trước.")
    return registers[0]


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def issuer_of(plan: Plan) -> Unit:
    """The office that issues it, with the names that it and the office above ever had."""
    office = Unit.objects.select_related("parent").prefetch_related("names", "parent__names")
    return office.get(pk=plan.unit.office.pk)


def kind_name(plan: Plan) -> str:
    """Tên loại: the decree knows `CHƯƠNG TRÌNH`, whatever it is a programme of."""
    return DocumentKind(plan.kind).label.upper()


def subject_of(title: str) -> str:
    """`Kế hoạch công tác năm 2026` → `Công tác năm 2026`: the kind stands above it."""
    bare = re.sub(r"^(kế hoạch|chương trình)\s+", "", title, flags=re.IGNORECASE)
    return bare[:1].upper() + bare[1:]


def bases_of(said: Content) -> list[str]:
    """Versions approved before the citation was kept know the instrument's number and day."""
    return [one.get("text") or f"Căn cứ {one['words']}" for one in said["bases"]]


def supplement_bases(paper: PlanDocument) -> list[str]:
    """What is supplemented, where it was issued here, or under a number given elsewhere."""
    plan = paper.plan
    if instrument := getattr(plan, "instrument", None):
        return [cited(instrument)]
    day = f" ngày {screen_day(plan.issued_on)}" if plan.issued_on else ""
    return [f"Căn cứ {plan.get_kind_display()} số {plan.code}{day}: {subject_of(plan.title)}"]


def supplement_changes(paper: PlanDocument) -> list[dict[str, Any]] | None:
    if paper.since is None:
        return None
    return printed_changes(changes(paper.since.content, paper.version.content))


def supplement_reason(paper: PlanDocument) -> str:
    """Of every supplement approved since what was issued before."""
    if paper.since is None:
        return ""
    span = (paper.since.number + 1, paper.version.number)
    rows = paper.plan.versions.filter(number__range=span, supplement__isnull=False)
    return "\n".join(rows.values_list("supplement__reason", flat=True))


def changes_facts(version: PlanVersion, today: datetime.date) -> dict[str, Any]:
    """What a version changed against the one before it, for `targets.printing.changes_pdf`."""
    day = timezone.localtime(version.at).date()
    supplement = version.supplement
    number = supplement.number if supplement else version.number
    heads = _names(issuer_of(version.plan), today)
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


def numbered(code: str, kind: str, symbol: str) -> tuple[int | None, str]:
    """`01/KH-VKSQT` → (1, "KH-VKSQT"); without a number the kind and the office's own symbol."""
    found = re.fullmatch(r"0*(\d{1,6})/(.+)", code.strip())
    return (int(found[1]), found[2]) if found else (None, f"{kind}-{symbol}")


def _names(office: Unit, on: datetime.date) -> dict[str, Any]:
    """Who issues, under which office and where, by the names of the day."""
    naming = office.naming(on)
    return {
        "superior_name": office.parent.naming(on).name if office.parent else SUPREME,
        "office_name": naming.name,
        "place": naming.place_name,
        "illustrative": Demonstration.objects.exists(),
    }


def _usual_signer(office: Unit, kind: str, on: datetime.date) -> dict[str, str]:
    """The leader who signs plans on that day; before an office had one, its head without a name."""
    seat = usual_signer(office, kind, on)
    if seat is None:
        return {"authority": "", "position": HEAD, "name": ""}
    return signing_block(seat, on, kind)
