"""Words of units' reports stand in sections, one row each; difficulties are tracked."""

from typing import Any

import django.db.models.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Column → what its section is called, where its lines come from, in the order of the page.
COLUMNS = [
    ("results", "own", "Kết quả nổi bật"),
    ("unmet", "unmet", "Chỉ tiêu chưa đạt, nguyên nhân"),
    ("difficulties", "difficulties", "Khó khăn, đề xuất"),
    ("commitments", "commitments", "Giải pháp, cam kết"),
]


def sections_from_columns(apps: Any, schema_editor: Any) -> None:
    section = apps.get_model("meetings", "ReportSection")
    reports = apps.get_model("meetings", "UnitReport").objects.order_by("pk")
    section.objects.bulk_create(
        (
            section(
                report_id=report.pk,
                order=order,
                source=source,
                title=title,
                text=getattr(report, column),
            )
            for report in reports.iterator()
            for order, (column, source, title) in enumerate(COLUMNS, start=1)
        ),
        batch_size=500,
    )


def columns_from_sections(apps: Any, schema_editor: Any) -> None:
    """Every other section's words would be lost: they stand below the results."""
    known = {source: column for column, source, _ in COLUMNS}
    reports = apps.get_model("meetings", "UnitReport").objects.prefetch_related("sections")
    for report in reports:
        texts = dict.fromkeys(known.values(), "")
        for section in sorted(report.sections.all(), key=lambda one: one.order):
            column = known.get(section.source, "results")
            texts[column] = "\n".join(filter(None, [texts[column], section.text]))[:20_000]
        for column, text in texts.items():
            setattr(report, column, text)
        report.save(update_fields=list(texts))


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0012_desk"),
        ("units", "0008_suggested_usernames"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Difficulty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="khó khăn, vướng mắc")),
                (
                    "proposal",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="đề xuất, kiến nghị"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "chờ trả lời"),
                            ("answered", "đã trả lời"),
                            ("reopened", "đề nghị trả lời lại"),
                            ("closed", "đã xong"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                ("raised_at", models.DateTimeField(blank=True, null=True, verbose_name="lúc nêu")),
                ("answer", models.TextField(blank=True, max_length=4000, verbose_name="trả lời")),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="lúc trả lời"),
                ),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="lúc kết thúc"),
                ),
            ],
            options={
                "verbose_name": "khó khăn, đề xuất",
                "ordering": ["-raised_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="DifficultyStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("raised", "nêu khó khăn"),
                            ("answered", "trả lời"),
                            ("reopened", "đề nghị trả lời lại"),
                            ("closed", "kết thúc"),
                        ],
                        max_length=10,
                        verbose_name="bước",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="lúc")),
                ("text", models.TextField(blank=True, max_length=4000, verbose_name="nội dung")),
            ],
            options={
                "verbose_name": "bước của khó khăn, đề xuất",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="KindSection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("own", "đơn vị tự viết"),
                            ("figures", "kết quả chỉ tiêu"),
                            ("unmet", "chỉ tiêu chưa đạt, giải trình"),
                            ("commitments", "cam kết"),
                            ("overdue", "nhiệm vụ quá hạn, chưa xong"),
                            ("matters", "vụ, việc theo dõi"),
                            ("difficulties", "khó khăn, đề xuất"),
                            ("speech", "phát biểu tại hội nghị"),
                        ],
                        default="own",
                        max_length=12,
                        verbose_name="nội dung",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="tên mục")),
                (
                    "hint",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="gợi ý cho người viết"
                    ),
                ),
                (
                    "is_required",
                    models.BooleanField(default=False, verbose_name="phải có nội dung"),
                ),
                (
                    "max_length",
                    models.PositiveIntegerField(default=20000, verbose_name="số ký tự nhiều nhất"),
                ),
            ],
            options={
                "verbose_name": "mục báo cáo của loại hội nghị",
                "ordering": ["kind", "order"],
            },
        ),
        migrations.CreateModel(
            name="ReportCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_fine", models.BooleanField(verbose_name="không có ý kiến gì thêm")),
                ("note", models.CharField(blank=True, max_length=1000, verbose_name="ý kiến")),
                ("at", models.DateTimeField(verbose_name="lúc kiểm tra")),
            ],
            options={
                "verbose_name": "kiểm tra báo cáo phục vụ hội nghị",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ReportFile",
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
            ],
            options={
                "verbose_name": "tài liệu kèm báo cáo",
                "ordering": ["report", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ReportSection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("own", "đơn vị tự viết"),
                            ("figures", "kết quả chỉ tiêu"),
                            ("unmet", "chỉ tiêu chưa đạt, giải trình"),
                            ("commitments", "cam kết"),
                            ("overdue", "nhiệm vụ quá hạn, chưa xong"),
                            ("matters", "vụ, việc theo dõi"),
                            ("difficulties", "khó khăn, đề xuất"),
                            ("speech", "phát biểu tại hội nghị"),
                        ],
                        default="own",
                        max_length=12,
                        verbose_name="nội dung",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="tên mục")),
                (
                    "hint",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="gợi ý cho người viết"
                    ),
                ),
                (
                    "is_required",
                    models.BooleanField(default=False, verbose_name="phải có nội dung"),
                ),
                (
                    "max_length",
                    models.PositiveIntegerField(default=20000, verbose_name="số ký tự nhiều nhất"),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="số phút"),
                ),
                (
                    "facts",
                    models.JSONField(
                        blank=True, default=list, verbose_name="số liệu, việc do phần mềm lập"
                    ),
                ),
                ("facts_at", models.DateTimeField(blank=True, null=True, verbose_name="lúc lập")),
                ("text", models.TextField(blank=True, max_length=20000, verbose_name="nội dung")),
            ],
            options={
                "verbose_name": "mục của báo cáo",
                "ordering": ["report", "order"],
            },
        ),
        migrations.CreateModel(
            name="ReportStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("submitted", "trình thủ trưởng"),
                            ("sent", "duyệt, gửi"),
                            ("returned", "trả lại"),
                            ("accepted", "tiếp nhận"),
                            ("extended", "gia hạn"),
                        ],
                        max_length=10,
                        verbose_name="bước",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="lúc")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="ghi chú")),
            ],
            options={
                "verbose_name": "bước của báo cáo phục vụ hội nghị",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.AddField(
            model_name="reportsection",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sections",
                to="meetings.unitreport",
            ),
        ),
        migrations.RunPython(sections_from_columns, columns_from_sections),
        migrations.RemoveConstraint(
            model_name="unitreport",
            name="unit_report_sent",
        ),
        migrations.RemoveField(
            model_name="unitreport",
            name="commitments",
        ),
        migrations.RemoveField(
            model_name="unitreport",
            name="difficulties",
        ),
        migrations.RemoveField(
            model_name="unitreport",
            name="results",
        ),
        migrations.RemoveField(
            model_name="unitreport",
            name="unmet",
        ),
        migrations.AddField(
            model_name="unitreport",
            name="accepted_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="lúc tiếp nhận"),
        ),
        migrations.AddField(
            model_name="unitreport",
            name="accepted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="units.appointment",
                verbose_name="người tiếp nhận",
            ),
        ),
        migrations.AddField(
            model_name="unitreport",
            name="extended_to",
            field=models.DateTimeField(blank=True, null=True, verbose_name="được gia hạn đến"),
        ),
        migrations.AddField(
            model_name="unitreport",
            name="extension_reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="lý do gia hạn"),
        ),
        migrations.AlterField(
            model_name="unitreport",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "nháp"),
                    ("submitted", "trình thủ trưởng"),
                    ("sent", "đã gửi"),
                    ("accepted", "đã tiếp nhận"),
                    ("returned", "trả lại"),
                ],
                default="draft",
                max_length=10,
                verbose_name="trạng thái",
            ),
        ),
        migrations.AddConstraint(
            model_name="unitreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["sent", "accepted"]), _negated=True),
                    models.Q(("sent_at__isnull", False), ("sent_by__isnull", False)),
                    _connector="OR",
                ),
                name="unit_report_sent",
            ),
        ),
        migrations.AddConstraint(
            model_name="unitreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("accepted_at__isnull", False),
                        ("accepted_by__isnull", False),
                        ("state", "accepted"),
                    ),
                    models.Q(
                        models.Q(("state", "accepted"), _negated=True),
                        ("accepted_at__isnull", True),
                        ("accepted_by__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="unit_report_accepted",
            ),
        ),
        migrations.AddConstraint(
            model_name="unitreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("extended_to__isnull", True), ("extension_reason", "")),
                    models.Q(
                        models.Q(("extended_to__isnull", False)),
                        models.Q(("extension_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="unit_report_extended",
                violation_error_message="Gia hạn phải có hạn mới và lý do.",
            ),
        ),
        migrations.AddField(
            model_name="difficulty",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="units.appointment",
                verbose_name="người trả lời",
            ),
        ),
        migrations.AddField(
            model_name="difficulty",
            name="field",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="difficulties",
                to="units.field",
                verbose_name="lĩnh vực",
            ),
        ),
        migrations.AddField(
            model_name="difficulty",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="difficulties",
                to="meetings.unitreport",
                verbose_name="báo cáo",
            ),
        ),
        migrations.AddField(
            model_name="difficulty",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="difficulties",
                to="units.unit",
                verbose_name="đơn vị",
            ),
        ),
        migrations.AddField(
            model_name="difficultystep",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="units.appointment",
                verbose_name="người làm",
            ),
        ),
        migrations.AddField(
            model_name="difficultystep",
            name="difficulty",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="steps",
                to="meetings.difficulty",
            ),
        ),
        migrations.AddField(
            model_name="kindsection",
            name="kind",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sections",
                to="meetings.meetingkind",
                verbose_name="loại",
            ),
        ),
        migrations.AddField(
            model_name="reportcheck",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="units.appointment",
                verbose_name="người kiểm tra",
            ),
        ),
        migrations.AddField(
            model_name="reportcheck",
            name="field",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="report_checks",
                to="units.field",
                verbose_name="lĩnh vực",
            ),
        ),
        migrations.AddField(
            model_name="reportcheck",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="checks",
                to="meetings.unitreport",
            ),
        ),
        migrations.AddField(
            model_name="reportfile",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="files",
                to="meetings.unitreport",
                verbose_name="báo cáo",
            ),
        ),
        migrations.AddField(
            model_name="reportstep",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="units.appointment",
                verbose_name="người làm",
            ),
        ),
        migrations.AddField(
            model_name="reportstep",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="steps",
                to="meetings.unitreport",
            ),
        ),
        migrations.AddIndex(
            model_name="difficulty",
            index=models.Index(
                condition=models.Q(
                    ("raised_at__isnull", False), models.Q(("state", "closed"), _negated=True)
                ),
                fields=["unit", "raised_at"],
                name="difficulty_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="difficulty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer", ""), ("answered_at__isnull", True), ("answered_by__isnull", True)
                    ),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                        models.Q(("answer", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="difficulty_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="difficulty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("state", "waiting")),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("closed_at__isnull", True),
                        ("raised_at__isnull", False),
                        ("state__in", ["answered", "reopened"]),
                    ),
                    models.Q(
                        ("closed_at__isnull", False),
                        ("raised_at__isnull", False),
                        ("state", "closed"),
                    ),
                    _connector="OR",
                ),
                name="difficulty_states",
            ),
        ),
        migrations.AddConstraint(
            model_name="kindsection",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("kind", "order"),
                name="kind_section_order",
                violation_error_message="Hai mục báo cáo trùng số thứ tự.",
            ),
        ),
        migrations.AddConstraint(
            model_name="kindsection",
            constraint=models.CheckConstraint(
                condition=models.Q(("max_length__range", (100, 20000))),
                name="kind_section_length",
                violation_error_message="Số ký tự nhiều nhất của một mục từ 100 đến 20.000.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_fine", True), models.Q(("note", ""), _negated=True), _connector="OR"
                ),
                name="report_check_said",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportsection",
            constraint=models.UniqueConstraint(
                fields=("report", "order"), name="report_section_order"
            ),
        ),
    ]
