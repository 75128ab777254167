"""An office's registry with documents of real pages, as volumes are bound from."""

import datetime
import io
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name

from meetings.models import Volume
from meetings.volumes import choosing, closing, ordering
from meetings.volumes.choosing import Choice
from procuracy.web.pdf_faces import face
from tests import factories as make
from tests.units.issuing import facts
from units import registry
from units.models import Document, Register, Role, Unit, User
from units.models.registry import DocumentKind

NOW = make.NOW
FIRST, LAST = datetime.date(2026, 9, 1), datetime.date(2026, 9, 30)


@dataclass
class Binder:
    unit: Unit
    keeper: User
    register: Register
    clock: datetime.datetime = NOW
    more: dict[str, Any] = field(default_factory=dict)

    def issue(self, day: int, *, month: int = 9, pages: int = 2, **said: Any) -> Document:
        """A notice of that day; `text` stands in its facts. `made`: facts and bytes as they are."""
        made = said.pop("made", None)
        text = said.pop("text", "Rà soát tin báo quá hạn")
        kind = said.pop("kind", DocumentKind.NOTICE)

        def render(number: int, code: str) -> tuple[dict[str, Any], bytes]:
            if made:
                return made[0], made[1]
            told = facts(number, said.get("subject", f"Kết luận giao ban ngày {day}"))
            told |= {"directives": [{"no": 1, "text": text, "addressees": "", "due": ""}]}
            return told, pages_pdf(pages, code)

        on = datetime.date(2026, month, day)
        return registry.issue(
            self.register, kind, dated_on=on, render=render, by=self.keeper, at=self.clock
        )

    def choice(self, first: datetime.date = FIRST, last: datetime.date = LAST) -> Choice:
        return Choice(self.unit, DocumentKind.NOTICE, first, last)

    def order(self, choice: Choice | None = None) -> int:
        choice = choice or self.choice()
        seen = choosing.fingerprint(choosing.documents(choice, self.keeper))
        return ordering.ask(choice, seen=seen, by=self.keeper, at=self.clock).pk

    def close(self, choice: Choice | None = None) -> Volume:
        order = self.order(choice)
        closing.close(order, at=self.clock)
        return Volume.objects.get(order=order)


def binder(unit: Unit | None = None) -> Binder:
    unit = unit or make.province(name="Viện kiểm sát nhân dân tỉnh Quảng Trị")
    where = unit if unit.parent_id else make.secretariat(unit)
    keeper = make.user(Role.REGISTRY_CLERK, where)
    return Binder(unit, keeper, Register.objects.filter(office=unit).earliest("pk"))


def pages_pdf(count: int, words: str) -> bytes:
    """Small and real: `words` and its own number on every page; the last one lies across."""
    pdf = pikepdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    fonts = Dictionary(F=pdf.make_indirect(font))
    for number in range(1, count + 1):
        box = [0, 0, 842, 595] if number == count else [0, 0, 595, 842]
        text = f"BT /F 12 Tf 100 500 Td ({words} own {number}) Tj ET".encode()
        page = Dictionary(
            Type=Name.Page,
            MediaBox=box,
            Resources=Dictionary(Font=fonts),
            Contents=pdf.make_stream(b"0.5 0 0 0.5 0 0 cm " + text),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    written = io.BytesIO()
    pdf.save(written, deterministic_id=True)
    return written.getvalue()


def set_pages(*said: str) -> bytes:
    """A page for each text, in the face that our own lists are set in."""
    pdf = pikepdf.new()
    drawn = face("Regular")
    fonts = Dictionary(F=drawn.embed(pdf))
    for text in said:
        page = Dictionary(
            Type=Name.Page,
            MediaBox=[0, 0, 595, 842],
            Resources=Dictionary(Font=fonts),
            Contents=pdf.make_stream(b"BT /F 12 Tf 100 500 Td %s Tj ET" % drawn.shown(text)),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    written = io.BytesIO()
    pdf.save(written, deterministic_id=True)
    return written.getvalue()
