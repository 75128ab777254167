"""Who and where: units over time, people and their positions, and each office's registry."""

from units.models.organisation import Field, Succession, Unit, UnitName
from units.models.people import Appointment, Person, Role, User
from units.models.registry import (
    Demonstration,
    Document,
    DocumentAccess,
    DocumentRecipient,
    Register,
    RegisterEntry,
)

__all__ = [
    "Appointment",
    "Demonstration",
    "Document",
    "DocumentAccess",
    "DocumentRecipient",
    "Field",
    "Person",
    "Register",
    "RegisterEntry",
    "Role",
    "Succession",
    "Unit",
    "UnitName",
    "User",
]
