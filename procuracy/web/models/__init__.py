"""What every application keeps: the record of changes, its seals, and what was purged from it."""

from procuracy.web.models.history import Change, HistoryAccess, Revision, Seal
from procuracy.web.models.purging import PurgeRequest, Tombstone

__all__ = ["Change", "HistoryAccess", "PurgeRequest", "Revision", "Seal", "Tombstone"]
