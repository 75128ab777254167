"""Certificates of authorities that an office trusts: a closed network has no list to ask."""

import datetime
import hashlib
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from django.db import IntegrityError, transaction

from procuracy.web.errors import Refused
from units.models import TrustRoot, Unit, User

MOST_BYTES = 64 * 1024
BROKEN = "Tệp không phải chứng thư số (.cer, .crt, .pem) hoặc bị hỏng."
NO_AUTHORITY = (
    "Đây là chứng thư của người ký, không phải của đơn vị cấp: chọn chứng thư gốc hoặc trung gian."
)


@dataclass(frozen=True)
class Certificate:
    content: bytes  # DER
    subject: str
    issuer: str
    valid_from: datetime.datetime
    valid_until: datetime.datetime


def certificate(content: bytes) -> Certificate:
    """Refused for anything but one certificate of an authority."""
    if len(content) > MOST_BYTES:
        raise Refused(BROKEN)
    try:
        is_text = b"-----BEGIN CERTIFICATE-----" in content
        read = x509.load_pem_x509_certificate if is_text else x509.load_der_x509_certificate
        found = read(content)
        limits = found.extensions.get_extension_for_class(x509.BasicConstraints).value
        said = _named(found.subject), _named(found.issuer)
    except x509.ExtensionNotFound:
        raise Refused(NO_AUTHORITY) from None
    except ValueError as error:
        raise Refused(BROKEN) from error
    if not limits.ca:
        raise Refused(NO_AUTHORITY)
    return Certificate(
        found.public_bytes(Encoding.DER),
        *said,
        found.not_valid_before_utc,
        found.not_valid_after_utc,
    )


def trust(office: Unit, found: Certificate, *, by: User, at: datetime.datetime) -> TrustRoot:
    try:
        with transaction.atomic():
            return TrustRoot.objects.create(
                office=office,
                subject=found.subject,
                issuer=found.issuer,
                valid_from=found.valid_from,
                valid_until=found.valid_until,
                sha256=hashlib.sha256(found.content).hexdigest(),
                content=found.content,
                by=by,
                at=at,
            )
    except IntegrityError as error:
        raise Refused("Chứng thư này đã có trong danh sách.") from error


def distrust(root: TrustRoot) -> None:
    """What was checked with it stays as it was found; the history keeps who took it out."""
    root.delete()


def _named(name: x509.Name) -> str:
    parts = [
        str(attribute.value)
        for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME)
        for attribute in name.get_attributes_for_oid(kind)
    ]
    said = ", ".join(dict.fromkeys(parts)) or name.rfc4514_string()
    return "".join(c for c in said if c.isprintable())[:300]
