"""Guessing is slowed by account and address, yet nobody is locked out by the attempts of others.

Wrong attempts of the last minutes are counted in the record itself (`SignIn`). A device on which
the account has signed in before has a count of its own; an address of an earlier success is not
touched by what comes from elsewhere; an administrator, or a code of the second factor, lifts the
rest. An unknown name is counted just as a known one, by its digest.
"""

import datetime
from dataclasses import dataclass
from itertools import takewhile

from django.conf import settings
from django.db.models import Q

from units.models import SignIn
from units.models.signing_in import REFUSALS, name_digest

PER_PLACE = 8  # one account from one address, or on one known device
PER_ACCOUNT = 40  # one account from anywhere it never was before
PER_ADDRESS = 60  # all accounts from one address: an office behind one address mistypes too
ADDRESS_KNOWN_FOR = datetime.timedelta(days=90)
_WRONG = REFUSALS - {SignIn.Event.LOCKED}
_COUNTED = [*_WRONG, SignIn.Event.LOCKED, SignIn.Event.SIGNED_IN, SignIn.Event.LOCK_LIFTED]


@dataclass(frozen=True)
class Attempt:
    """Who knocks: the digest of the name, the address, the key of a device known for the name."""

    name: str
    address: str | None
    device: str

    def is_place(self, row: SignIn) -> bool:
        """Same account, from the same device if it is known, else from the same address."""
        if row.name_digest != self.name or row.device != self.device:
            return False
        return bool(self.device) or row.address == self.address


@dataclass(frozen=True)
class Verdict:
    is_locked: bool
    # Whether a code of the second factor may open it.
    may_lift: bool = False
    # The refusal stands in the record already; a flood adds nothing.
    is_recorded: bool = False


def judge(attempt: Attempt, rows: list[SignIn], *, address_is_known: bool) -> Verdict:
    """From the rows of the window, the newest first."""
    since_lift = list(takewhile(lambda row: not is_lift(row, attempt), rows))
    mine = [row for row in since_lift if row.name_digest == attempt.name]
    here = list(takewhile(is_no_success, filter(attempt.is_place, mine)))
    wrong_here = [row for row in here if row.event in _WRONG]
    is_locked = len(wrong_here) >= PER_PLACE
    if not attempt.device:
        unknown = [row for row in rows if row.event in _WRONG and not row.device]
        from_here = [row for row in unknown if row.address == attempt.address]
        at_account = [row for row in unknown if row.name_digest == attempt.name]
        is_watched = not address_is_known and len(since_lift) == len(rows)
        is_locked = is_locked or len(from_here) >= PER_ADDRESS
        is_locked = is_locked or (is_watched and len(at_account) >= PER_ACCOUNT)
    codes = [row for row in wrong_here if row.event == SignIn.Event.WRONG_CODE]
    is_recorded = any(row.event == SignIn.Event.LOCKED for row in here)
    return Verdict(is_locked, len(codes) < PER_PLACE, is_recorded)


def is_lift(row: SignIn, attempt: Attempt) -> bool:
    return row.event == SignIn.Event.LOCK_LIFTED and row.name_digest == attempt.name


def is_no_success(row: SignIn) -> bool:
    return row.event != SignIn.Event.SIGNED_IN


def verdict(attempt: Attempt, now: datetime.datetime) -> Verdict:
    """Two questions, the same ones for every name."""
    theirs = Q(name_digest=attempt.name) | Q(address=attempt.address)
    rows = SignIn.objects.filter(theirs, event__in=_COUNTED, at__gt=now - settings.SIGN_IN_WINDOW)
    before = SignIn.objects.filter(
        name_digest=attempt.name,
        address=attempt.address,
        event=SignIn.Event.SIGNED_IN,
        at__gt=now - ADDRESS_KNOWN_FOR,
    )
    return judge(attempt, list(rows), address_is_known=before.exists())


def is_slowed(username: str, now: datetime.datetime) -> bool:
    """Whether somebody somewhere is kept from trying this account: for the administrator."""
    rows = SignIn.objects.filter(
        name_digest=name_digest(username), event__in=_COUNTED, at__gt=now - settings.SIGN_IN_WINDOW
    )
    since_lift = takewhile(lambda row: row.event != SignIn.Event.LOCK_LIFTED, rows)
    return sum(row.event in _WRONG for row in since_lift) >= PER_PLACE
