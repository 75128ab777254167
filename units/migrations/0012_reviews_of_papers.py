import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("units", "0011_urgency_copies_annexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="PaperComment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="loại văn bản")),
                ("paper_id", models.PositiveIntegerField(verbose_name="văn bản")),
                ("key", models.CharField(blank=True, max_length=60, verbose_name="phần")),
                ("heading", models.CharField(blank=True, max_length=300, verbose_name="đề mục")),
                ("quote", models.CharField(blank=True, max_length=300, verbose_name="nguyên văn")),
                ("text", models.TextField(max_length=2000, verbose_name="góp ý")),
                ("at", models.DateTimeField(verbose_name="lúc")),
                (
                    "answer",
                    models.CharField(blank=True, max_length=500, verbose_name="đã xử lý thế nào"),
                ),
                (
                    "resolved_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="lúc xử lý"),
                ),
            ],
            options={
                "verbose_name": "góp ý văn bản",
                "ordering": ["kind", "paper_id", "at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PaperVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="loại văn bản")),
                ("paper_id", models.PositiveIntegerField(verbose_name="văn bản")),
                ("number", models.PositiveSmallIntegerField(verbose_name="bản số")),
                (
                    "occasion",
                    models.CharField(
                        choices=[
                            ("handed", "trình duyệt"),
                            ("returned", "trả lại"),
                            ("approved", "duyệt"),
                        ],
                        max_length=8,
                        verbose_name="dịp",
                    ),
                ),
                ("edition", models.PositiveIntegerField(verbose_name="lần sửa")),
                ("passages", models.JSONField(verbose_name="nội dung")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="ghi chú")),
                ("at", models.DateTimeField(verbose_name="lúc")),
            ],
            options={
                "verbose_name": "bản của văn bản",
                "ordering": ["kind", "paper_id", "number"],
            },
        ),
        migrations.AddField(
            model_name="papercomment",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người góp ý",
            ),
        ),
        migrations.AddField(
            model_name="papercomment",
            name="resolved_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người xử lý",
            ),
        ),
        migrations.AddField(
            model_name="paperversion",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người thực hiện",
            ),
        ),
        migrations.AddIndex(
            model_name="papercomment",
            index=models.Index(fields=["kind", "paper_id"], name="paper_comment_of_paper"),
        ),
        migrations.AddConstraint(
            model_name="papercomment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("resolved_at__isnull", True), ("resolved_by__isnull", True)),
                    models.Q(("resolved_at__isnull", False), ("resolved_by__isnull", False)),
                    _connector="OR",
                ),
                name="paper_comment_resolved",
            ),
        ),
        migrations.AddConstraint(
            model_name="paperversion",
            constraint=models.UniqueConstraint(
                fields=("kind", "paper_id", "number"), name="paper_version_once"
            ),
        ),
    ]
