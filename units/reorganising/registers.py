"""A body's registers and documents stay its own; an office that is founded opens a register."""

from units import reference
from units.models import AmendingPaper, Document, DocumentRecipient, Register, Unit
from units.models.papers import PaperState
from units.reorganising.ledger import Ledger
from units.reorganising.protocol import NAMED, Change, Counted, Done, Heir, Line

WHERE = "units.amending"
LETTERS = "công văn đính chính, thu hồi chưa cấp số gửi đến"
UNNUMBERED = [PaperState.DRAFT, PaperState.APPROVED, PaperState.SIGNED]


class Registers:
    key = "units.registers"
    heading = "Sổ văn bản, văn bản"
    moves = frozenset({"units.AmendingPaper.recipients"})
    stays = frozenset(
        {
            "units.Register.office",
            "units.Document.office",
            "units.DocumentRecipient.unit",
            "units.TrustRoot.office",
            # An heir is offered what its predecessors wrote down; named units are followed by date.
            "units.AcknowledgementTerm.office",
            "units.OutsideBody.office",
            "units.RecipientGroup.office",
            "units.RecipientGroup.units",
        }
    )

    def count(self, change: Change) -> Counted:
        sources = change.source_ids
        books = Register.objects.filter(office__in=sources)
        stays = [
            Line("sổ văn bản đi", books.count(), [str(row) for row in books[:NAMED]]),
            Line("văn bản đã ban hành", Document.objects.filter(office__in=sources).count()),
            Line("văn bản đã nhận", DocumentRecipient.objects.filter(unit__in=sources).count()),
        ]
        letters = _unnumbered(change)
        follows = [Line(LETTERS, len(letters), [str(row) for row in letters[:NAMED]])]
        asks = change.ask_where(WHERE, "Công văn chưa cấp số", len(letters))
        return Counted(follows, stays, asks)

    def move(self, change: Change, ledger: Ledger) -> None:
        """Like those of the first body followed that has some; numbers begin anew."""
        _lead_letters(change, ledger)
        new = [heir for heir in change.heirs if _needs_register(heir)]
        rows = [row for heir in new for row in _opened(heir, change)]
        made = Register.objects.bulk_create(rows)
        ledger.made(Register, [row.pk for row in made])

    def undo(self, done: Done) -> list[str]:
        """What an heir issued since; for a founded one its register shows it, too."""
        since = Document.objects.filter(
            office__in=done.heir_ids, dated_on__gte=done.record.on, issued_at__gt=done.record.at
        )
        return (
            [f"{len(codes)} văn bản đã ban hành ({', '.join(codes[:3])})"]
            if (codes := list(since.values_list("code", flat=True)))
            else []
        )


def _opened(heir: Heir, change: Change) -> list[Register]:
    books = Register.objects.filter(office__in=change.source_ids).order_by("office", "pk")
    first = books.first()
    assert heir.unit is not None
    if first is None:
        return reference.usual_registers(heir.unit)
    return [
        Register(
            office=heir.unit,
            name=like.name,
            document_kinds=like.document_kinds,
            symbol_template=like.symbol_template,
            source=like.source,
        )
        for like in books.filter(office=first.office)
    ]


def _needs_register(heir: Heir) -> bool:
    is_office = heir.unit is not None and heir.unit.kind != Unit.Kind.DEPARTMENT
    return is_office and not Register.objects.filter(office=heir.pk).exists()


def _unnumbered(change: Change) -> list[AmendingPaper]:
    rows = AmendingPaper.objects.filter(state__in=UNNUMBERED)
    return list(rows.filter(recipients__in=change.source_ids).distinct().order_by("pk"))


def _lead_letters(change: Change, ledger: Ledger) -> None:
    """Letters on their way go to the heir."""
    link = AmendingPaper.recipients.through
    links = link._default_manager.filter(amendingpaper__in=_unnumbered(change))
    rows = list(links.values_list("pk", flat=True))
    ways = change.way_ids(WHERE)
    ledger.remove(link, ledger.repoint(link, "unit_id", rows, ways, once_in=["amendingpaper_id"]))
    drafts = AmendingPaper.objects.filter(state=PaperState.DRAFT, signer__in=change.appointments)
    unsigned = list(drafts.values_list("pk", flat=True))
    ledger.repoint(AmendingPaper, "signer_id", unsigned, change.appointments)
