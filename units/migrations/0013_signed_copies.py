import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("units", "0012_reviews_of_papers"),
    ]

    operations = [
        migrations.CreateModel(
            name="SignedCopy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="tên tệp")),
                ("media_type", models.CharField(max_length=100, verbose_name="loại tệp")),
                ("size", models.PositiveIntegerField(verbose_name="cỡ (byte)")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("content", models.BinaryField(verbose_name="nội dung tệp")),
                (
                    "virus_check",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "không có máy quét vi-rút"),
                            ("clean", "đã quét vi-rút"),
                            ("away", "chưa quét vi-rút được"),
                        ],
                        default="",
                        max_length=5,
                        verbose_name="quét vi-rút",
                    ),
                ),
                ("findings", models.JSONField(verbose_name="kết quả kiểm tra")),
                (
                    "is_compared",
                    models.BooleanField(default=False, verbose_name="đã so từng trang"),
                ),
                ("at", models.DateTimeField(verbose_name="lúc đưa lên")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người đưa lên",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signed_copies",
                        to="units.document",
                        verbose_name="văn bản",
                    ),
                ),
            ],
            options={
                "verbose_name": "bản đã ký",
                "ordering": ["document", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="TrustRoot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(max_length=300, verbose_name="chủ thể")),
                ("issuer", models.CharField(max_length=300, verbose_name="đơn vị cấp")),
                ("valid_from", models.DateTimeField(verbose_name="hiệu lực từ")),
                ("valid_until", models.DateTimeField(verbose_name="hiệu lực đến")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("content", models.BinaryField(verbose_name="chứng thư (DER)")),
                ("at", models.DateTimeField(verbose_name="lúc ghi")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trust_roots",
                        to="units.unit",
                        verbose_name="cơ quan",
                    ),
                ),
            ],
            options={
                "verbose_name": "chứng thư tin cậy",
                "ordering": ["office", "subject"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("office", "sha256"),
                        name="trust_root_once",
                        violation_error_message="Chứng thư này đã có trong danh sách.",
                    )
                ],
            },
        ),
    ]
