"""The signed original of an issued document, brought back, and whose certificates are trusted."""

from typing import TYPE_CHECKING, Any

from django.db import models

from procuracy.web.models.files import StoredFile
from units.models.organisation import Unit
from units.models.registry import Document

if TYPE_CHECKING:
    from units.models.accounts import User


class SignedCopyQuerySet(models.QuerySet["SignedCopy"]):
    def light(self) -> "SignedCopyQuerySet":
        return self.defer("content")

    def visible_to(self, user: "User") -> "SignedCopyQuerySet":
        """Whoever reads the document reads what came back of it."""
        documents = Document.objects.visible_to(user).order_by()
        return self.filter(document__in=documents.values("pk"))


class SignedCopy(StoredFile):
    """The signed PDF, or the scan of the signed paper, as it came back. Never changed: a better one
    is another row, and the newest is what readers get."""

    append_only = True

    document = models.ForeignKey(
        Document, models.PROTECT, related_name="signed_copies", verbose_name="văn bản"
    )
    # As `procuracy.web.signatures` and `units.comparing` found it on that day.
    findings: Any = models.JSONField("kết quả kiểm tra")
    # Who brought it compared it with the issued document page by page, and answers for it.
    is_compared = models.BooleanField("đã so từng trang", default=False)
    by: "models.ForeignKey[User, User]" = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", verbose_name="người đưa lên"
    )
    at = models.DateTimeField("lúc đưa lên")

    objects = SignedCopyQuerySet.as_manager()

    class Meta:
        verbose_name = "bản đã ký"
        ordering = ["document", "-pk"]


class TrustRootQuerySet(models.QuerySet["TrustRoot"]):
    def visible_to(self, user: "User") -> "TrustRootQuerySet":
        return self.filter(office_id__in=user.acting.office_ids) if user.acting else self.none()


class TrustRoot(models.Model):
    """A certificate that an office trusts: of an authority that issues to those who sign."""

    office = models.ForeignKey(
        Unit, models.PROTECT, related_name="trust_roots", verbose_name="cơ quan"
    )
    subject = models.CharField("chủ thể", max_length=300)
    issuer = models.CharField("đơn vị cấp", max_length=300)
    valid_from = models.DateTimeField("hiệu lực từ")
    valid_until = models.DateTimeField("hiệu lực đến")
    sha256 = models.CharField("SHA-256", max_length=64)
    content: Any = models.BinaryField("chứng thư (DER)")
    by: "models.ForeignKey[User, User]" = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", verbose_name="người ghi"
    )
    at = models.DateTimeField("lúc ghi")

    objects = TrustRootQuerySet.as_manager()

    class Meta:
        verbose_name = "chứng thư tin cậy"
        ordering = ["office", "subject"]
        constraints = [
            models.UniqueConstraint(
                name="trust_root_once",
                fields=["office", "sha256"],
                violation_error_message="Chứng thư này đã có trong danh sách.",
            )
        ]

    def __str__(self) -> str:
        return self.subject
