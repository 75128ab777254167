"""PDFs as they come back from an office's document system: signed by a throw-away authority."""

import datetime
import functools
import io
from dataclasses import dataclass

from asn1crypto import keys  # type: ignore[import-untyped]
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    StreamObject,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

AUTHORITY = "CA minh họa"
FROM = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
UNTIL = datetime.datetime(2040, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Holder:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)


def name(common: str) -> x509.Name:
    body = x509.NameAttribute(NameOID.ORGANIZATION_NAME, "VKSND tỉnh Quảng Trị")
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common), body])


def issue(common: str, by: Holder | None = None) -> Holder:
    """Without an issuer: an authority of its own."""
    key = ec.generate_private_key(ec.SECP256R1())
    usage = dict.fromkeys(
        (
            "data_encipherment",
            "key_agreement",
            "encipher_only",
            "decipher_only",
            "key_encipherment",
        ),
        False,
    )
    built = (
        x509.CertificateBuilder()
        .subject_name(name(common))
        .issuer_name(by.certificate.subject if by else name(common))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(FROM)
        .not_valid_after(UNTIL)
        .add_extension(x509.BasicConstraints(ca=by is None, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                content_commitment=by is not None,
                key_cert_sign=by is None,
                crl_sign=by is None,
                **usage,
            ),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    return Holder(built.sign(by.key if by else key, hashes.SHA256()), key)


@functools.cache
def authority() -> Holder:
    return issue(AUTHORITY)


@functools.cache
def holder(common: str = "Nguyễn Văn A") -> Holder:
    return issue(common, authority())


def sign(pdf: bytes, by: str = "Nguyễn Văn A", *, certify: bool = False) -> bytes:
    """The file with one more signature at its end, as an incremental update."""
    one = holder(by)
    store = SimpleCertificateStore()
    store.register(asn1.Certificate.load(authority().der))
    key = one.key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    signer = signers.SimpleSigner(
        signing_cert=asn1.Certificate.load(one.der),
        signing_key=keys.PrivateKeyInfo.load(key),
        cert_registry=store,
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    field = f"Ky{pdf.count(b'/ByteRange') + 1}"
    meta = signers.PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        certify=certify,
        docmdp_permissions=fields.MDPPerm.FILL_FORMS,
    )
    target = io.BytesIO()
    signers.sign_pdf(writer, meta, signer=signer, output=target)
    return target.getvalue()


def stamped(pdf: bytes, said: bytes = b"Ghi so 05") -> bytes:
    """Something else written onto the first page afterwards, as an incremental update."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    page = writer.find_page_for_modification(0)[0].get_object()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    resources = page["/Resources"].get_object()
    fonts = resources["/Font"].get_object()
    fonts[NameObject("/Zz")] = writer.add_object(font)
    writer.update_container(fonts)
    drawn = StreamObject(stream_data=b"q BT /Zz 9 Tf 40 20 Td (" + said + b") Tj ET Q")
    before = page.raw_get("/Contents")
    parts = list(before) if isinstance(before, ArrayObject) else [before]
    extra: IndirectObject = writer.add_object(drawn)
    page[NameObject("/Contents")] = ArrayObject([*parts, extra])
    writer.update_container(page)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()
