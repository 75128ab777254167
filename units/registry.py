"""Numbering: the registry gives a number, the facts and the printed bytes are frozen with it.

Approve → sign → number → release (design, rule 5). A register that numbers here takes the next
number of the calendar year under a lock on its row, and its dates never run backwards. A register
that records numbers given elsewhere takes the typed number once; gaps are allowed there.
"""

import datetime
import hashlib
import re
import zlib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Max, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from procuracy.web.dates import printed_short
from procuracy.web.errors import Refused
from units.models import (
    Document,
    DocumentAccess,
    Register,
    RegisterEntry,
    Unit,
    UnitName,
    User,
)
from units.models.registry import DocumentKind
from units.symbols import document_code

# Gives the facts with this number and code in them, and the bytes printed from these facts.
# The facts hold `subject` and `signer`: {"authority", "position", "name"}.
Render = Callable[[int, str], tuple[dict[str, Any], bytes]]

HIGHEST_NUMBER = 99_999
LONGEST_CODE = 30
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
# PDF/A from our print engine keeps its page objects in compressed object streams.
_OBJECTS = re.compile(rb"/Type\s*/ObjStm.*?>>\s*stream\r?\n", re.DOTALL)


@transaction.atomic
def issue(
    register: Register,
    kind: str,
    *,
    dated_on: datetime.date,
    render: Render,
    by: User,
    at: datetime.datetime,
    number: int | None = None,
    unit: Unit | None = None,
) -> Document:
    """Number and freeze one document; raises Refused, and then nothing is taken or stored.

    `number` is for a register that records numbers given elsewhere, and only for it; `unit` drafted
    the document.
    """
    register = locked(register)
    _check_kind_and_day(register, kind, dated_on, at)
    if register.source == Register.Source.HERE:
        number = _next_number(register, dated_on)
    else:
        number = _recorded_number(register, number, dated_on)
    code = document_code(register, kind, number, dated_on, unit)
    _check_code(register.office, code, dated_on)
    facts, pdf = render(number, code)
    document = Document(
        office=register.office,
        kind=kind,
        code=code,
        subject=facts["subject"],
        dated_on=dated_on,
        signer_name=facts["signer"]["name"],
        signer_position=_signed_as(facts["signer"]),
        facts=facts,
        pdf=pdf,
        sha256=hashlib.sha256(pdf).hexdigest(),
        page_count=page_count(pdf),
        issued_at=at,
        issued_by=by,
    )
    _enter(register, number, document)
    return document


def locked(register: Register) -> Register:
    """Who numbers in a register waits here until the one before has committed."""
    rows = Register.objects.select_related("office").select_for_update(of=("self",))
    return rows.get(pk=register.pk)


def record_address(register: Register, year: int, number: int | None) -> str:
    """Where the sign on the page leads: a number in a register, which says nothing of what it is;
    "" on what has no number yet, and where the office named no address."""
    if not number or not settings.RECORD_ADDRESS:
        return ""
    path = reverse("units:register_record", args=[register.pk, year, number])
    return f"{settings.RECORD_ADDRESS}{path}"


def page_count(pdf: bytes) -> int:
    """Pages of a file from our own print engine; ValueError for anything else."""
    streams = (zlib.decompressobj().decompress(pdf[m.end() :]) for m in _OBJECTS.finditer(pdf))
    count = sum(len(_PAGE.findall(part)) for part in (pdf, *streams))
    if not pdf.startswith(b"%PDF-") or not count:
        raise ValueError("Not a PDF file with pages.")
    return count


def _check_kind_and_day(
    register: Register, kind: str, dated_on: datetime.date, at: datetime.datetime
) -> None:
    office = register.office
    if kind not in register.document_kinds:
        label = DocumentKind(kind).label
        raise Refused(f"{register.name} không nhận loại văn bản “{label}”: hãy chọn sổ khác.")
    if dated_on > timezone.localtime(at).date():
        raise Refused(
            f"Ngày văn bản {printed_short(dated_on)} ở sau hôm nay: ghi ngày ký, không ghi trước."
        )
    if not office.exists_on(dated_on):
        name = office.naming(dated_on).short_name
        raise Refused(f"Ngày {printed_short(dated_on)} không thuộc thời gian hoạt động của {name}.")


def _check_code(office: Unit, code: str, dated_on: datetime.date) -> None:
    """Another register of the office may use the same symbol."""
    if len(code) > LONGEST_CODE:
        raise Refused(
            f"Số, ký hiệu {code} dài quá {LONGEST_CODE} ký tự: rút gọn mẫu ký hiệu của sổ."
        )
    same = Document.objects.light().filter(office=office, code=code, dated_on__year=dated_on.year)
    if other := same.first():
        raise Refused(
            f"Cơ quan đã có văn bản số {code} ngày {printed_short(other.dated_on)}: "
            "hai sổ dùng chung một ký hiệu, hãy đổi mẫu ký hiệu của một sổ."
        )


def _next_number(register: Register, dated_on: datetime.date) -> int:
    last = register.entries.order_by("-year", "-number").first()
    if last is not None and dated_on < last.dated_on:
        raise Refused(
            f"Ngày văn bản không được trước ngày của số liền trước (số {last.number:02d}, "
            f"ngày {printed_short(last.dated_on)})."
        )
    return highest_number(register, dated_on.year) + 1


def highest_number(register: Register, year: int) -> int:
    """Taken by a document or set aside with a reason; 0 when the year has none."""
    taken = register.entries.filter(year=year).aggregate(top=Max("number"))["top"]
    skipped = register.skipped.filter(year=year).aggregate(top=Max("last"))["top"]
    return max(taken or 0, skipped or 0)


def _recorded_number(register: Register, number: int | None, dated_on: datetime.date) -> int:
    if number is None:
        raise Refused("Sổ này ghi nhận số từ hệ thống văn bản: nhập số đã được cấp.")
    if not 1 <= number <= HIGHEST_NUMBER:
        raise Refused(f"Số văn bản phải từ 1 đến {HIGHEST_NUMBER}.")
    if register.entries.filter(year=dated_on.year, number=number).exists():
        raise Refused(f"Số {number:02d} đã được ghi trong sổ năm {dated_on.year}.")
    return number


def _enter(register: Register, number: int, document: Document) -> RegisterEntry:
    """Both rows or none: the database refuses a number and a code that are taken."""
    try:
        with transaction.atomic():
            document.save(force_insert=True)
            return RegisterEntry.objects.create(
                register=register,
                year=document.dated_on.year,
                number=number,
                dated_on=document.dated_on,
                document=document,
            )
    except IntegrityError as error:
        raise Refused(f"Số {number:02d} vừa được cấp cho văn bản khác: hãy cấp số lại.") from error


def _signed_as(signer: dict[str, str]) -> str:
    return " ".join(f"{signer['authority']} {signer['position']}".split())


def record_access(
    document: Document, action: DocumentAccess.Action, *, by: User, at: datetime.datetime
) -> None:
    """Who read or downloaded an issued document is part of its record."""
    DocumentAccess.objects.create(document=document, user=by, action=action, at=at)


def issuer_name() -> Subquery:
    """For a query of documents: the short name that the office had on the document's day."""
    names = (
        UnitName.objects.filter(unit=OuterRef("office"))
        .filter(Q(valid_from__isnull=True) | Q(valid_from__lte=OuterRef("dated_on")))
        .order_by(F("valid_from").desc(nulls_last=True))
    )
    return Subquery(names.values("short_name")[:1])


def registers_for(office: Unit, kind: str) -> list[Register]:
    """Registers of an office that take this kind of document, the usual one first."""
    return list(Register.objects.filter(office=office).taking(kind).order_by("pk"))
