"""Papers of meetings on their way: the step of each that a role takes next."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from meetings.models import ConsolidatedReport, Invitation, Letter, MinutesDocument, Notice
from meetings.work.items import SHOWN, WORDS, Item
from units.models import AmendingPaper, Appointment, PaperComment, PaperVersion, Role, User
from units.models.papers import Paper, PaperState


@dataclass(frozen=True)
class Kind:
    model: type[Paper]
    name: str  # as in "Cấp số thông báo"
    whole: str  # as in "Duyệt thông báo kết luận"
    page: str
    about: str = "meeting"  # the column of what it is a paper of


HEAVY = ("document__pdf", "document__facts")
KINDS = (
    Kind(Notice, "thông báo", "thông báo kết luận", "meetings:notice_detail"),
    Kind(Invitation, "giấy mời", "giấy mời", "meetings:invitation_detail"),
    Kind(
        ConsolidatedReport, "báo cáo tổng hợp", "báo cáo tổng hợp", "meetings:consolidated_detail"
    ),
    Kind(MinutesDocument, "biên bản", "biên bản", "meetings:minutes_document_detail"),
    Kind(Letter, "công văn", "công văn", "meetings:letter_detail", "unit"),
    Kind(
        AmendingPaper,
        "công văn đính chính, thu hồi",
        "công văn đính chính, thu hồi",
        "meetings:amending_paper_detail",
        "of",
    ),
)


def waiting(user: User, acting: Appointment) -> list[QuerySet[Paper]]:
    """Of each kind those whose next step is this person's."""
    return [_waiting(kind, user, acting) for kind in KINDS]


def _waiting(kind: Kind, user: User, acting: Appointment) -> QuerySet[Paper]:
    rows = kind.model._default_manager.visible_to(user)  # type: ignore[attr-defined]
    found: QuerySet[Paper] = rows.filter(state__in=_steps(kind, acting))
    return found


def stepping(user: User, acting: Appointment) -> Iterable[Item]:
    for kind in KINDS:
        if steps := _steps(kind, acting):
            rows: QuerySet[Any] = _waiting(kind, user, acting)
            rows = rows.select_related(kind.about, "document").defer(*HEAVY)
            if kind.about == "of":
                rows = rows.defer("of__pdf", "of__facts")
            rows = _reviewed(kind, rows)
            for row in rows.order_by("pk")[:SHOWN]:
                yield _item(kind, row, *steps[PaperState(row.state)])


def _reviewed(kind: Kind, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Adds `last`, the occasion at which its text was last kept, and `open_comments`."""
    about = {"kind": kind.model._meta.model_name, "paper_id": OuterRef("pk")}
    kept = PaperVersion.objects.filter(**about).order_by("-number").values("occasion")[:1]
    said = PaperComment.objects.filter(**about, resolved_at=None).order_by().values("kind")
    counted = said.annotate(many=Count("pk")).values("many")
    return rows.annotate(last=Subquery(kept), open_comments=Coalesce(Subquery(counted), 0))


def _detail(row: Any) -> str:
    """What is known of its review, before what it is about."""
    said = [f"trả lại: {row.return_reason}"] if row.return_reason else []
    if row.is_editable and row.last == PaperVersion.Occasion.HANDED:
        said.append("đang trình duyệt")
    if row.open_comments:
        said.append(f"{row.open_comments} góp ý chưa xử lý")
    return "; ".join(said or [row.subject[:WORDS]])


def _item(kind: Kind, row: Paper, title: str, verb: str) -> Item:
    return Item(
        title=title,
        detail=_detail(row),
        origin=str(row.document or _origin(kind, row)),
        verb=verb,
        url=reverse(kind.page, args=[row.pk]),
        order=2,
    )


def _origin(kind: Kind, row: Paper) -> str:
    about = getattr(row, kind.about)
    return str(about.title if kind.about == "meeting" else about)


def _steps(kind: Kind, acting: Appointment) -> dict[PaperState, tuple[str, str]]:
    """State → (what waits, button) for the steps that are this role's own."""
    steps: dict[PaperState, tuple[str, str]] = {}
    writes = kind.model is Letter and acting.types_figures
    if acting.keeps_office or writes:
        steps[PaperState.DRAFT] = (f"Hoàn chỉnh dự thảo {kind.name}", "Soạn tiếp")
    if acting.keeps_office:
        steps[PaperState.APPROVED] = ("Trình ký, ghi nhận chữ ký", "Trình ký")
    if acting.leads_office or acting.role == Role.HEAD_OF_OFFICE:
        steps[PaperState.DRAFT] = (f"Duyệt {kind.whole}", "Duyệt")
    if acting.keeps_register:
        steps[PaperState.SIGNED] = (f"Cấp số {kind.name}", "Cấp số")
        steps[PaperState.NUMBERED] = (f"Phát hành {kind.name}", "Phát hành")
    return steps
