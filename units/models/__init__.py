"""Who and where: units over time, people and their positions, and each office's registry."""

from units.models.accounts import User
from units.models.amending import AmendingPaper, Amendment
from units.models.announcements import Announcement
from units.models.distribution import (
    Acknowledgement,
    AcknowledgementTerm,
    OutsideBody,
    OutsideLetter,
    OutsideRecipient,
    PaperPrint,
    Posting,
    RecipientGroup,
)
from units.models.numbers import SkippedNumbers, VoidNumber
from units.models.organisation import Field, Succession, Unit, UnitName
from units.models.people import Appointment, Person, PersonTitle, Role
from units.models.portfolios import Delegation, Portfolio
from units.models.registry import (
    Demonstration,
    Document,
    DocumentAccess,
    DocumentLetter,
    DocumentRecipient,
    Register,
    RegisterEntry,
)
from units.models.reorganisation import MovedRow, Reorganisation
from units.models.reviews import PaperComment, PaperVersion
from units.models.roles import RoleSetting
from units.models.signed_copies import SignedCopy, TrustRoot
from units.models.signing_in import SignIn, UserSession

__all__ = [
    "Acknowledgement",
    "AcknowledgementTerm",
    "AmendingPaper",
    "Amendment",
    "Announcement",
    "Appointment",
    "Delegation",
    "Demonstration",
    "Document",
    "DocumentAccess",
    "DocumentLetter",
    "DocumentRecipient",
    "Field",
    "MovedRow",
    "OutsideBody",
    "OutsideLetter",
    "OutsideRecipient",
    "PaperComment",
    "PaperPrint",
    "PaperVersion",
    "Person",
    "PersonTitle",
    "Portfolio",
    "Posting",
    "RecipientGroup",
    "Register",
    "RegisterEntry",
    "Reorganisation",
    "Role",
    "RoleSetting",
    "SignIn",
    "SignedCopy",
    "SkippedNumbers",
    "Succession",
    "TrustRoot",
    "Unit",
    "UnitName",
    "User",
    "UserSession",
    "VoidNumber",
]
