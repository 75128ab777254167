"""A body's registers and documents stay its own; an office that is founded opens a register."""

from units.models import AmendingPaper, Document, DocumentRecipient, Register, Unit
from units.models.papers import PaperState
from units.models.registry import DocumentKind
from units.reorganising.ledger import Ledger
from units.reorganising.protocol import NAMED, Change, Counted, Done, Heir, Line

NAME = "Sổ văn bản đi"
WHERE = "units.amending"
LETTERS = "công văn đính chính, thu hồi chưa cấp số gửi đến"
UNNUMBERED = [PaperState.DRAFT, PaperState.APPROVED, PaperState.SIGNED]
KINDS = [kind for kind in DocumentKind if kind != DocumentKind.LETTER]


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
        """Like the register of the first body followed; numbers begin anew."""
        _lead_letters(change, ledger)
        new = [heir for heir in change.heirs if _needs_register(heir)]
        pattern = Register.objects.filter(office__in=change.source_ids).order_by("office", "pk")
        like = pattern.first()
        rows = [
            Register(
                office_id=heir.pk,
                name=like.name if like else NAME,
                document_kinds=like.document_kinds if like else KINDS,
                symbol_template=like.symbol_template if like else "{loai}-{coquan}",
                source=like.source if like else Register.Source.HERE,
            )
            for heir in new
        ]
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
