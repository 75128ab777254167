"""Sessions with one unit and launches: their kinds, the unit, what it takes into its plan."""

import django.core.validators
import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SESSION, LAUNCH = "lam-viec-don-vi", "trien-khai"


def name_what_is_known(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """The two kinds that every office begins with, and the one unit of meetings already held."""
    kinds = apps.get_model("meetings", "MeetingKind").objects
    facts = {"audience": "one", "acceptance_days": 5, "hosted_in_turn": False}
    kinds.filter(code=SESSION).update(purpose="session", **facts)
    kinds.filter(code=SESSION, report_days=None).update(report_days=2)
    kinds.filter(code=LAUNCH).update(purpose="launch", **facts)
    everybody = ["province", "district", "region"]
    kinds.filter(code=LAUNCH, offices=["province"]).update(offices=everybody)
    meetings = apps.get_model("meetings", "Meeting").objects
    for meeting in meetings.filter(kind__code__in=[SESSION, LAUNCH]).order_by("pk"):
        units = meeting.invited.all()
        known = list(units.filter(is_secretariat=False)[:2]) or list(units[:2])
        if len(known) == 1:
            meetings.filter(pk=meeting.pk).update(with_unit=known[0])


def forget(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """The columns go."""


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0013_unit_reports"),
        ("targets", "0023_virus_check"),
        ("units", "0008_suggested_usernames"),
    ]

    operations = [
        migrations.CreateModel(
            name="Acceptance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(unique=True, verbose_name="khóa")),
                (
                    "words",
                    models.TextField(blank=True, max_length=2000, verbose_name="lời tiếp thu"),
                ),
                ("at", models.DateTimeField(verbose_name="lúc")),
            ],
            options={
                "verbose_name": "tiếp thu",
                "ordering": ["meeting", "at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="AcceptanceLine",
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
                            ("new", "nhiệm vụ mới trong chương trình"),
                            ("existing", "nhiệm vụ đã có trong chương trình"),
                            ("change", "đề nghị sửa"),
                        ],
                        max_length=10,
                        verbose_name="cách tiếp thu",
                    ),
                ),
                (
                    "told",
                    models.CharField(blank=True, max_length=500, verbose_name="tiếp thu thành"),
                ),
            ],
            options={
                "verbose_name": "yêu cầu được tiếp thu",
                "ordering": ["acceptance", "pk"],
            },
        ),
        migrations.CreateModel(
            name="BreakthroughChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="lúc")),
            ],
            options={
                "verbose_name": "khâu đột phá được chọn",
                "ordering": ["meeting", "at", "pk"],
            },
        ),
        migrations.AddField(
            model_name="meeting",
            name="with_unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sessions",
                to="units.unit",
                verbose_name="đơn vị làm việc",
            ),
        ),
        migrations.AddField(
            model_name="meetingkind",
            name="acceptance_days",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[django.core.validators.MaxValueValidator(60)],
                verbose_name="hạn tiếp thu, số ngày làm việc sau kết luận",
            ),
        ),
        migrations.AddField(
            model_name="meetingkind",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("hearing", "nghe báo cáo, giao ban"),
                    ("session", "làm việc với một đơn vị"),
                    ("launch", "triển khai chương trình công tác của một đơn vị"),
                ],
                default="hearing",
                max_length=10,
                verbose_name="mục đích",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingkind",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose", "hearing"), ("audience", "one"), _connector="OR"),
                name="meeting_kind_with_one",
                violation_error_message="Buổi làm việc, hội nghị triển khai chương trình có thành phần là một đơn vị.",
            ),
        ),
        migrations.AddField(
            model_name="acceptance",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="units.appointment",
                verbose_name="người làm",
            ),
        ),
        migrations.AddField(
            model_name="acceptance",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="acceptances",
                to="meetings.meeting",
                verbose_name="buổi làm việc",
            ),
        ),
        migrations.AddField(
            model_name="acceptance",
            name="plan",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="acceptances",
                to="targets.plan",
                verbose_name="chương trình, kế hoạch",
            ),
        ),
        migrations.AddField(
            model_name="acceptance",
            name="supplement",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="acceptances",
                to="targets.plansupplement",
                verbose_name="lần bổ sung",
            ),
        ),
        migrations.AddField(
            model_name="acceptance",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="acceptances",
                to="units.unit",
                verbose_name="đơn vị tiếp thu",
            ),
        ),
        migrations.AddField(
            model_name="acceptanceline",
            name="acceptance",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lines",
                to="meetings.acceptance",
            ),
        ),
        migrations.AddField(
            model_name="acceptanceline",
            name="difficulty",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="acceptance_line",
                to="meetings.difficulty",
                verbose_name="đề nghị sửa",
            ),
        ),
        migrations.AddField(
            model_name="acceptanceline",
            name="task",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="acceptance_lines",
                to="meetings.directivetask",
                verbose_name="yêu cầu",
            ),
        ),
        migrations.AddField(
            model_name="breakthroughchoice",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="units.appointment",
                verbose_name="người chọn",
            ),
        ),
        migrations.AddField(
            model_name="breakthroughchoice",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="breakthroughs",
                to="meetings.meeting",
                verbose_name="hội nghị triển khai",
            ),
        ),
        migrations.AddField(
            model_name="breakthroughchoice",
            name="plan_task",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="breakthrough_choices",
                to="targets.plantask",
                verbose_name="nhiệm vụ",
            ),
        ),
        migrations.AddConstraint(
            model_name="acceptanceline",
            constraint=models.UniqueConstraint(
                fields=("acceptance", "task"), name="acceptance_line_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="acceptanceline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("difficulty__isnull", False), ("kind", "change")),
                    models.Q(("difficulty__isnull", True), ("kind__in", ["new", "existing"])),
                    _connector="OR",
                ),
                name="acceptance_line_change",
            ),
        ),
        migrations.AddConstraint(
            model_name="breakthroughchoice",
            constraint=models.UniqueConstraint(
                fields=("meeting", "plan_task"), name="breakthrough_once"
            ),
        ),
        migrations.RunPython(name_what_is_known, forget),
    ]
