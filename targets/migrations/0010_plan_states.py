import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Until now a line had one person in charge.
PEOPLE = """
INSERT INTO targets_plantask_people (plantask_id, person_id)
SELECT id, person_id FROM targets_plantask WHERE person_id IS NOT NULL;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("targets", "0009_workbooks"),
        ("units", "0008_suggested_usernames"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanEvidence",
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
            ],
            options={
                "verbose_name": "tài liệu chứng minh",
                "ordering": ["progress", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PlanProgress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("preparing", "đang chuẩn bị"),
                            ("doing", "đang thực hiện"),
                            ("held_up", "vướng mắc"),
                            ("done", "hoàn thành"),
                            ("resumed", "làm tiếp"),
                        ],
                        max_length=10,
                        verbose_name="tình trạng",
                    ),
                ),
                (
                    "percent",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="mức độ (%)"
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True, max_length=5000, verbose_name="kết quả, vướng mắc"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="lúc")),
            ],
            options={
                "verbose_name": "diễn biến nhiệm vụ kế hoạch",
                "ordering": ["task", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PlanSupplement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="lần")),
                (
                    "reason",
                    models.TextField(max_length=2000, verbose_name="lý do bổ sung, điều chỉnh"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "đang lập"),
                            ("submitted", "đã trình"),
                            ("approved", "đã phê duyệt"),
                            ("withdrawn", "đã rút"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="lúc lập")),
                (
                    "return_reason",
                    models.TextField(blank=True, max_length=2000, verbose_name="lý do trả lại"),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="lúc quyết định")),
            ],
            options={
                "verbose_name": "bổ sung kế hoạch",
                "ordering": ["plan", "number"],
            },
        ),
        migrations.CreateModel(
            name="PlanVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="bản")),
                ("content", models.JSONField(verbose_name="nội dung đã phê duyệt")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("at", models.DateTimeField(verbose_name="lúc phê duyệt")),
            ],
            options={
                "verbose_name": "bản kế hoạch đã phê duyệt",
                "ordering": ["plan", "number"],
            },
        ),
        migrations.AddField(
            model_name="plan",
            name="approved_at",
            field=models.DateTimeField(null=True, verbose_name="lúc phê duyệt"),
        ),
        migrations.AddField(
            model_name="plan",
            name="approved_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người phê duyệt",
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="in_force_on",
            field=models.DateField(null=True, verbose_name="thực hiện từ ngày"),
        ),
        migrations.AddField(
            model_name="plan",
            name="replaced_on",
            field=models.DateField(null=True, verbose_name="được thay thế từ ngày"),
        ),
        migrations.AddField(
            model_name="plan",
            name="replaces",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="targets.plan",
                verbose_name="thay thế kế hoạch",
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="return_reason",
            field=models.TextField(blank=True, max_length=2000, verbose_name="lý do trả lại"),
        ),
        migrations.AddField(
            model_name="plan",
            name="submitted_at",
            field=models.DateTimeField(null=True, verbose_name="lúc trình"),
        ),
        migrations.AddField(
            model_name="plan",
            name="submitted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người trình",
            ),
        ),
        migrations.AddField(
            model_name="plantask",
            name="continues",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="continued_by",
                to="targets.plantask",
                verbose_name="tiếp nối nhiệm vụ",
            ),
        ),
        migrations.AddField(
            model_name="plantask",
            name="coordinating",
            field=models.ManyToManyField(
                blank=True,
                related_name="coordinated_plan_tasks",
                to="units.unit",
                verbose_name="đơn vị phối hợp",
            ),
        ),
        migrations.AddField(
            model_name="plantask",
            name="dropped_on",
            field=models.DateField(blank=True, null=True, verbose_name="thôi thực hiện từ ngày"),
        ),
        migrations.AddField(
            model_name="plantask",
            name="leader",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="overseen_plan_tasks",
                to="units.person",
                verbose_name="lãnh đạo phụ trách",
            ),
        ),
        migrations.AddField(
            model_name="plantask",
            name="people",
            field=models.ManyToManyField(
                blank=True,
                related_name="plan_tasks",
                to="units.person",
                verbose_name="người phụ trách",
            ),
        ),
        migrations.RunSQL(PEOPLE, migrations.RunSQL.noop),
        migrations.RemoveField(
            model_name="plantask",
            name="person",
        ),
        migrations.AddField(
            model_name="plantask",
            name="solutions",
            field=models.TextField(blank=True, max_length=3000, verbose_name="giải pháp"),
        ),
        migrations.AlterField(
            model_name="plan",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "dự thảo"),
                    ("submitted", "đã trình"),
                    ("approved", "đã phê duyệt"),
                    ("in_force", "đang thực hiện"),
                    ("replaced", "đã được thay thế"),
                ],
                default="draft",
                max_length=10,
                verbose_name="trạng thái",
            ),
        ),
        migrations.AddIndex(
            model_name="plantask",
            index=models.Index(
                condition=models.Q(("done_on__isnull", True), ("dropped_on__isnull", True)),
                fields=["lead", "due_on"],
                name="plan_task_open_by_lead",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "submitted", "approved", "in_force", "replaced"])
                ),
                name="plan_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("submitted_at__isnull", True), ("submitted_by__isnull", True)),
                    models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                    _connector="OR",
                ),
                name="plan_submitted",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "submitted"), _negated=True),
                    ("submitted_at__isnull", False),
                    _connector="OR",
                ),
                name="plan_submitted_is_known",
                violation_error_message="Kế hoạch đã trình phải có người trình và lúc trình.",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                    _connector="OR",
                ),
                name="plan_approved",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["in_force", "replaced"]), _negated=True),
                    ("in_force_on__isnull", False),
                    _connector="OR",
                ),
                name="plan_in_force",
                violation_error_message="Ghi ngày kế hoạch bắt đầu thực hiện.",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("replaced_on__isnull", False), ("state", "replaced")),
                    models.Q(
                        models.Q(("state", "replaced"), _negated=True),
                        ("replaced_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="plan_replaced",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(("replaces", models.F("pk")), _negated=True),
                name="plan_replaces_another",
                violation_error_message="Một kế hoạch không thể thay thế chính nó.",
            ),
        ),
        migrations.AddConstraint(
            model_name="plantask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("done_on__isnull", True), ("dropped_on__isnull", True), _connector="OR"
                ),
                name="plan_task_done_or_dropped",
                violation_error_message="Nhiệm vụ đã hoàn thành thì không thôi thực hiện.",
            ),
        ),
        migrations.AddField(
            model_name="planprogress",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người ghi",
            ),
        ),
        migrations.AddField(
            model_name="planprogress",
            name="task",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="progress",
                to="targets.plantask",
                verbose_name="nhiệm vụ",
            ),
        ),
        migrations.AddField(
            model_name="planevidence",
            name="progress",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="files",
                to="targets.planprogress",
                verbose_name="diễn biến",
            ),
        ),
        migrations.AddField(
            model_name="plansupplement",
            name="decided_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người quyết định",
            ),
        ),
        migrations.AddField(
            model_name="plansupplement",
            name="opened_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người lập",
            ),
        ),
        migrations.AddField(
            model_name="plansupplement",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="supplements",
                to="targets.plan",
                verbose_name="kế hoạch",
            ),
        ),
        migrations.AddField(
            model_name="planversion",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người phê duyệt",
            ),
        ),
        migrations.AddField(
            model_name="planversion",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="targets.plan",
                verbose_name="kế hoạch",
            ),
        ),
        migrations.AddField(
            model_name="planversion",
            name="supplement",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="version",
                to="targets.plansupplement",
                verbose_name="lần bổ sung",
            ),
        ),
        migrations.AddConstraint(
            model_name="planprogress",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("percent__isnull", True), ("percent__lte", 100), _connector="OR"
                ),
                name="plan_progress_percent",
                violation_error_message="Mức độ hoàn thành từ 0 đến 100 %.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planprogress",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage", "done"), _negated=True), ("percent", 100), _connector="OR"
                ),
                name="plan_progress_done_is_whole",
                violation_error_message="Đã hoàn thành thì mức độ là 100 %.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planprogress",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stage", "done"),
                    ("percent__isnull", True),
                    ("percent__lt", 100),
                    _connector="OR",
                ),
                name="plan_progress_percent_below_done",
                violation_error_message="Mức độ 100 % thì chọn “hoàn thành”.",
            ),
        ),
        migrations.AddConstraint(
            model_name="plansupplement",
            constraint=models.UniqueConstraint(
                fields=("plan", "number"), name="plan_supplement_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="plansupplement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["draft", "submitted"])),
                fields=("plan",),
                name="plan_supplement_one_open",
                violation_error_message="Kế hoạch đang có một lần bổ sung chưa duyệt.",
            ),
        ),
        migrations.AddConstraint(
            model_name="plansupplement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", True),
                        ("decided_by__isnull", True),
                        ("state__in", ["draft", "submitted"]),
                    ),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("state__in", ["approved", "withdrawn"]),
                    ),
                    _connector="OR",
                ),
                name="plan_supplement_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.UniqueConstraint(
                fields=("plan", "number"),
                name="plan_version_number",
                violation_error_message="Bản này của kế hoạch đã có.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="plan_version_first"
            ),
        ),
    ]
