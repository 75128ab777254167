import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0014_sessions_with_one_unit"),
        ("targets", "0023_virus_check"),
        ("units", "0008_suggested_usernames"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Inspection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("inspected", "kiểm tra"),
                            ("self", "tự kiểm tra"),
                            ("again", "phúc tra"),
                        ],
                        default="inspected",
                        max_length=9,
                        verbose_name="hình thức",
                    ),
                ),
                ("planned_month", models.DateField(verbose_name="tháng (ngày đầu tháng)")),
                (
                    "subject",
                    models.CharField(blank=True, max_length=300, verbose_name="nội dung kiểm tra"),
                ),
                (
                    "held_on",
                    models.DateField(blank=True, null=True, verbose_name="kiểm tra từ ngày"),
                ),
                ("held_to", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
                (
                    "decision",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="quyết định kiểm tra"
                    ),
                ),
                (
                    "conclusion",
                    models.CharField(blank=True, max_length=120, verbose_name="kết luận kiểm tra"),
                ),
                (
                    "assessment",
                    models.TextField(blank=True, max_length=10000, verbose_name="đánh giá chung"),
                ),
                (
                    "concluded_on",
                    models.DateField(blank=True, null=True, verbose_name="kết luận ngày"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "theo kế hoạch"),
                            ("announced", "đã công bố"),
                            ("held", "đã kiểm tra"),
                            ("concluded", "đã kết luận"),
                            ("closed", "đã kết thúc"),
                            ("cancelled", "không thực hiện"),
                        ],
                        default="planned",
                        max_length=9,
                        verbose_name="trạng thái",
                    ),
                ),
                (
                    "cancel_reason",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="lý do không thực hiện"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "verbose_name": "cuộc kiểm tra",
                "ordering": ["planned_month", "unit__order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="InspectionFinding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("text", models.TextField(max_length=5000, verbose_name="hạn chế, thiếu sót")),
                (
                    "repair",
                    models.TextField(blank=True, max_length=5000, verbose_name="yêu cầu khắc phục"),
                ),
                (
                    "repair_due",
                    models.DateField(blank=True, null=True, verbose_name="hạn khắc phục"),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("repaired", "đã khắc phục"),
                            ("partly", "khắc phục một phần"),
                            ("unrepaired", "chưa khắc phục"),
                        ],
                        max_length=10,
                        verbose_name="kết quả phúc tra",
                    ),
                ),
                (
                    "outcome_note",
                    models.CharField(blank=True, max_length=1000, verbose_name="nhận xét"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "verbose_name": "nội dung kiểm tra phát hiện",
                "ordering": ["inspection", "order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="InspectionStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "theo kế hoạch"),
                            ("announced", "đã công bố"),
                            ("held", "đã kiểm tra"),
                            ("concluded", "đã kết luận"),
                            ("closed", "đã kết thúc"),
                            ("cancelled", "không thực hiện"),
                        ],
                        max_length=9,
                        verbose_name="trạng thái",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="ghi chú")),
                ("at", models.DateTimeField(verbose_name="lúc")),
            ],
            options={
                "verbose_name": "bước của cuộc kiểm tra",
                "ordering": ["inspection", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TaskFile",
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
                ("at", models.DateTimeField(verbose_name="lúc gửi")),
            ],
            options={
                "verbose_name": "tài liệu chứng minh của nhiệm vụ",
                "ordering": ["task", "pk"],
            },
        ),
        migrations.AddField(
            model_name="addresseegroup",
            name="inspected",
            field=models.CharField(
                blank=True,
                choices=[("inspected", "kiểm tra"), ("self", "tự kiểm tra"), ("again", "phúc tra")],
                max_length=9,
                verbose_name="hình thức kiểm tra trong năm",
            ),
        ),
        migrations.AddField(
            model_name="directive",
            name="given_on",
            field=models.DateField(blank=True, null=True, verbose_name="giao ngày"),
        ),
        migrations.AddField(
            model_name="directive",
            name="office",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="directives_outside",
                to="units.unit",
                verbose_name="cơ quan giao ngoài hội nghị",
            ),
        ),
        migrations.AlterField(
            model_name="directive",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="directives",
                to="meetings.meeting",
            ),
        ),
        migrations.AddConstraint(
            model_name="directive",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("given_on__isnull", True),
                        ("meeting__isnull", False),
                        ("office__isnull", True),
                    ),
                    models.Q(
                        ("given_on__isnull", False),
                        ("meeting__isnull", True),
                        ("office__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="directive_source",
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="announced_in",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="inspections_announced",
                to="meetings.meeting",
                verbose_name="cuộc họp công bố",
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="concluded_in",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="inspections_concluded",
                to="meetings.meeting",
                verbose_name="cuộc họp kết luận",
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="lead",
            field=models.ForeignKey(
                help_text="Chủ trì kiểm tra, theo dõi và xác nhận việc khắc phục.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="inspections_led",
                to="units.unit",
                verbose_name="đơn vị chủ trì",
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="members",
            field=models.ManyToManyField(
                blank=True,
                related_name="inspections_joined",
                to="units.person",
                verbose_name="thành viên đoàn",
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="inspections_made",
                to="units.unit",
                verbose_name="cơ quan kiểm tra",
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="team_lead",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="inspections_led",
                to="units.person",
                verbose_name="trưởng đoàn",
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="inspections",
                to="units.unit",
                verbose_name="đơn vị được kiểm tra",
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="work_year",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="inspections",
                to="targets.workyear",
                verbose_name="năm công tác",
            ),
        ),
        migrations.AddField(
            model_name="inspectionfinding",
            name="carried_from",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="looked_at_again",
                to="meetings.inspectionfinding",
                verbose_name="phúc tra nội dung",
            ),
        ),
        migrations.AddField(
            model_name="inspectionfinding",
            name="directive",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="finding",
                to="meetings.directive",
            ),
        ),
        migrations.AddField(
            model_name="inspectionfinding",
            name="field",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="inspection_findings",
                to="units.field",
                verbose_name="lĩnh vực",
            ),
        ),
        migrations.AddField(
            model_name="inspectionfinding",
            name="inspection",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="findings",
                to="meetings.inspection",
            ),
        ),
        migrations.AddField(
            model_name="inspectionfinding",
            name="responsible",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="inspection_findings",
                to="units.person",
                verbose_name="người chịu trách nhiệm",
            ),
        ),
        migrations.AddField(
            model_name="inspectionstep",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người làm",
            ),
        ),
        migrations.AddField(
            model_name="inspectionstep",
            name="inspection",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="steps",
                to="meetings.inspection",
            ),
        ),
        migrations.AddField(
            model_name="taskfile",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người gửi",
            ),
        ),
        migrations.AddField(
            model_name="taskfile",
            name="task",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="files",
                to="meetings.directivetask",
                verbose_name="nhiệm vụ",
            ),
        ),
        migrations.AddIndex(
            model_name="inspection",
            index=models.Index(fields=["office", "work_year"], name="inspection_of_year"),
        ),
        migrations.AddIndex(
            model_name="inspection",
            index=models.Index(
                condition=models.Q(("state__in", ["planned", "announced"])),
                fields=["planned_month"],
                name="inspection_unheld",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "cancelled"), _negated=True),
                fields=("work_year", "office", "unit", "mode", "lead", "planned_month"),
                name="inspection_once",
                violation_error_message="Danh sách đã có cuộc kiểm tra này: cùng đơn vị, hình thức, chủ trì, tháng.",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(("planned_month__day", 1)),
                name="inspection_month_first_day",
                violation_error_message="Tháng được ghi bằng ngày đầu tháng.",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("held_to__isnull", True),
                    models.Q(("held_on__isnull", False), ("held_to__gte", models.F("held_on"))),
                    _connector="OR",
                ),
                name="inspection_days",
                violation_error_message="Ngày kết thúc không được trước ngày bắt đầu kiểm tra.",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["held", "concluded", "closed"]), _negated=True),
                    ("held_on__isnull", False),
                    _connector="OR",
                ),
                name="inspection_held",
                violation_error_message="Ghi ngày kiểm tra.",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("concluded_on__isnull", False), ("state__in", ["concluded", "closed"])
                    ),
                    models.Q(
                        models.Q(("state__in", ["concluded", "closed"]), _negated=True),
                        ("concluded_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="inspection_concluded",
                violation_error_message="Ghi ngày kết luận.",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "cancelled"), models.Q(("cancel_reason", ""), _negated=True)
                    ),
                    models.Q(
                        models.Q(("state", "cancelled"), _negated=True), ("cancel_reason", "")
                    ),
                    _connector="OR",
                ),
                name="inspection_cancelled",
                violation_error_message="Không thực hiện thì ghi lý do.",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspectionfinding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("carried_from__isnull", False)),
                fields=("inspection", "carried_from"),
                name="finding_carried_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspectionfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("repair_due__isnull", True),
                    models.Q(("repair", ""), _negated=True),
                    _connector="OR",
                ),
                name="finding_due",
                violation_error_message="Có hạn khắc phục thì ghi yêu cầu khắc phục.",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspectionfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("directive__isnull", True),
                    models.Q(
                        models.Q(("repair", ""), _negated=True), ("carried_from__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="finding_directive",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspectionfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", ""), ("outcome_note", "")),
                    ("carried_from__isnull", False),
                    _connector="OR",
                ),
                name="finding_outcome",
            ),
        ),
    ]
