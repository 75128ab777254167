"""Whom a directive is for, typed as words: "Các phòng nghiệp vụ; KV 4"."""

import datetime
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from meetings.models import Addressee, AddresseeGroup, Directive
from units.models import Appointment, Unit

# What is typed in haste, on words without accents.
SHORT_WORDS = [
    (re.compile(r"\bkv ?(?=\d)"), "khu vuc "),
    (re.compile(r"\bp\.? ?(?=\d)"), "phong "),
    (re.compile(r"\bvp\b"), "van phong"),
    (re.compile(r"\bpvt\b"), "pho vien truong"),
    (re.compile(r"\bvt\b"), "vien truong"),
]


class UnknownAddressee(ValueError):
    """A name that fits nobody or several; `sentence` says which."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Choice:
    """One possible addressee: exactly one of the three ids.

    A group that is not offered any more is found by its whole name alone.
    """

    label: str
    group: int | None = None
    unit: int | None = None
    appointment: int | None = None
    is_offered: bool = field(default=True, compare=False)

    def addressee(self, directive: Directive, *, is_lead: bool) -> Addressee:
        return Addressee(
            directive=directive,
            group_id=self.group,
            unit_id=self.unit,
            appointment_id=self.appointment,
            is_lead=is_lead,
        )


def choices(office: Unit, on: datetime.date) -> list[Choice]:
    """Groups, then units, then people of the office on a day; 3 queries."""
    children = Unit.objects.existing(on).filter(parent=office).named(on)
    units = [*children, *Unit.objects.named(on).filter(pk=office.pk)]
    names = {unit.pk: unit.short_name for unit in units}
    held = Appointment.objects.current(on).filter(unit__in=names).select_related("person")
    kinds = {unit.kind for unit in children}
    return [
        *(
            Choice(group.name, group=group.pk, is_offered=group.is_offered)
            for group in AddresseeGroup.objects.all()
            if kinds & set(group.kinds)
        ),
        *(Choice(unit.short_name, unit=unit.pk) for unit in units),
        *(
            Choice(
                f"{one.person.full_name}, {one.position} {names[one.unit_id]}", appointment=one.pk
            )
            for one in held
        ),
    ]


def resolve(typed: str, among: list[Choice]) -> list[Choice]:
    """The addressees named in `typed`, parted by semicolons or lines; each once.

    Raises UnknownAddressee.
    """
    names = [name.strip(" .,") for name in re.split(r"[;\n]", typed)]
    found = [_one(name, among) for name in names if name]
    return list(dict.fromkeys(found))


def _one(name: str, among: list[Choice]) -> Choice:
    exact = [one for one in among if plain(one.label) == plain(name)]
    offered = [one for one in among if one.is_offered and fits(name, one.label)]
    bodies = [one for one in offered if one.appointment is None]
    people = [one for one in offered if one.appointment is not None]
    for fitting in (exact, bodies, people):
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            several = ", ".join(f"“{one.label}”" for one in fitting[:4])
            raise UnknownAddressee(f"“{name[:60]}” có thể là {several}…: ghi rõ hơn.")
    raise UnknownAddressee(f"Không có đơn vị, nhóm hoặc người nào tên “{name[:60]}”.")


def fits(name: str, label: str) -> bool:
    """Every typed word begins a word of the label; numbers must be whole."""
    words = plain(label).split()
    return all(
        any(word == part or (not part.isdigit() and word.startswith(part)) for word in words)
        for part in plain(name).split()
    )


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Lower case, without accents and punctuation, short words written out."""
    parts = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    bare = "".join(sign for sign in parts if not unicodedata.combining(sign))
    for short, whole in SHORT_WORDS:
        bare = short.sub(whole, bare)
    return " ".join(re.sub(r"[^\w ]", " ", bare).split())


def words_of(addressees: Iterable[Addressee], among: list[Choice]) -> str:
    """How the form shows stored addressees: "Phòng 1; Các phòng nghiệp vụ"."""
    labels = {(one.group, one.unit, one.appointment): one.label for one in among}
    keys = [(one.group_id, one.unit_id, one.appointment_id) for one in addressees]
    return "; ".join(labels[key] for key in keys if key in labels)
