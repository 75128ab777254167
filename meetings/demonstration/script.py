"""How a demonstration meeting is written down: plain values, no database."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """One intervention. `who` is "unit code:role"; `answers` is the index of an earlier one."""

    kind: str
    who: str
    text: str
    answers: int | None = None


@dataclass(frozen=True)
class Order:
    """One directive: addressees are unit codes or "group:code", the first kind leading.

    `due` is written as people say it: "trước ngày 15/9/2026", "trong tháng 10/2022", "thường xuyên".
    """

    text: str
    to: tuple[str, ...]
    due: str = ""
    product: str = ""
    with_units: tuple[str, ...] = ()
    gives_no_task: bool = False


@dataclass(frozen=True)
class Report:
    """What a unit sent beforehand, section by section."""

    unit: str
    results: str
    unmet: str
    difficulties: str
    commitments: str


@dataclass(frozen=True)
class Session:
    """A meeting as it went. `sites` are (unit code, name, head count)."""

    kind: str
    organiser: str
    title: str
    starts_at: datetime.datetime
    hours: float
    place: str
    chair: str
    form: str = "in_person"
    host: str = ""
    with_unit: str = ""  # of a working session or a launch
    invited: tuple[str, ...] = ()
    sites: tuple[tuple[str, str, int], ...] = ()
    agenda: tuple[tuple[str, int], ...] = ()
    left: tuple[str, ...] = ()  # of its lines those that it did not come to
    said: tuple[Said, ...] = ()
    orders: tuple[Order, ...] = ()
    reports: tuple[Report, ...] = ()
    assessment: str = ""
    period: tuple[str, int] | None = None
    # How far it went: scheduled, in_session, concluded, drafted, approved, signed, released.
    until: str = "released"
    signer: str = "head_of_office"
    # District heads came to the organiser's hall, their deputies stayed at the sites.
    heads_in_hall: bool = False
    # Days after the conclusion on which the notice is approved, signed, numbered and released.
    issued_after: int = 1


HANOI = datetime.timezone(datetime.timedelta(hours=7))


def at(day: str, hour: int = 8, minute: int = 0) -> datetime.datetime:
    """`at("2021-09-14", 8)` in office time."""
    start = datetime.datetime.fromisoformat(day)
    return start.replace(hour=hour, minute=minute, tzinfo=HANOI)
