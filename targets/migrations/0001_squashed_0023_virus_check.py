"""All tables as they stood on 22 November 2026, in one step: an empty database is ready sooner.

Databases that took the steps singly have nothing left to do here.
"""

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import targets.models.years
from procuracy.web.tables import CreateTables
from targets.models import figure_year_triggers


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("targets", "0001_initial"),
        ("targets", "0002_board_print"),
        ("targets", "0003_field_checks"),
        ("targets", "0004_board_print_view"),
        ("targets", "0005_explanations"),
        ("targets", "0006_balances_and_typing"),
        ("targets", "0007_target_sets"),
        ("targets", "0008_board_print_filter"),
        ("targets", "0009_workbooks"),
        ("targets", "0010_plan_states"),
        ("targets", "0011_submissions"),
        ("targets", "0012_figure_years"),
        ("targets", "0013_instruments_and_awards"),
        ("targets", "0014_plan_documents"),
        ("targets", "0015_strict_balances"),
        ("targets", "0016_board_print_unit"),
        ("targets", "0017_regiven_thresholds"),
        ("targets", "0018_dated_assignments"),
        ("targets", "0019_proposed_plan_tasks"),
        ("targets", "0020_papers_of_plans"),
        ("targets", "0021_board_print_kind"),
        ("targets", "0022_holiday"),
        ("targets", "0023_virus_check"),
    ]

    dependencies = [
        ("units", "0008_suggested_usernames"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Period",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("month", "tháng"),
                                    ("quarter", "quý"),
                                    ("half", "sáu tháng"),
                                    ("nine_months", "chín tháng"),
                                    ("year", "năm"),
                                ],
                                max_length=12,
                                verbose_name="loại kỳ",
                            ),
                        ),
                        (
                            "number",
                            models.PositiveSmallIntegerField(verbose_name="thứ tự trong năm"),
                        ),
                        ("label", models.CharField(max_length=60, verbose_name="tên kỳ")),
                        ("starts_on", models.DateField(verbose_name="từ ngày")),
                        ("ends_on", models.DateField(verbose_name="đến hết ngày")),
                        (
                            "due_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="hạn gửi số liệu"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "kỳ",
                        "ordering": ["work_year", "starts_on", "ends_on"],
                    },
                ),
                migrations.CreateModel(
                    name="Balance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("code", models.SlugField(max_length=20, unique=True, verbose_name="mã")),
                        (
                            "name",
                            models.CharField(
                                db_collation="vietnamese", max_length=200, verbose_name="tên"
                            ),
                        ),
                        (
                            "relation",
                            models.CharField(
                                choices=[
                                    ("equal", "bằng"),
                                    ("at_most", "không quá"),
                                    ("needs", "phải đi kèm"),
                                ],
                                max_length=8,
                                verbose_name="quan hệ",
                            ),
                        ),
                        (
                            "is_strict",
                            models.BooleanField(
                                default=False, verbose_name="phải đúng mới trình, gửi được"
                            ),
                        ),
                        (
                            "left_text",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="tên vế trái"
                            ),
                        ),
                        (
                            "right_text",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="tên vế phải"
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(blank=True, null=True, verbose_name="từ ngày"),
                        ),
                        (
                            "valid_to",
                            models.DateField(blank=True, null=True, verbose_name="đến hết ngày"),
                        ),
                        (
                            "order",
                            models.PositiveSmallIntegerField(default=0, verbose_name="thứ tự"),
                        ),
                        (
                            "source",
                            models.CharField(blank=True, max_length=200, verbose_name="nguồn"),
                        ),
                        (
                            "field",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="balances",
                                to="units.field",
                                verbose_name="lĩnh vực",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "cân đối",
                        "ordering": ["field__order", "order", "code"],
                    },
                ),
                migrations.CreateModel(
                    name="EntryHabit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("is_cumulative", models.BooleanField(verbose_name="nhập số lũy kế")),
                        (
                            "field",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.field",
                                verbose_name="lĩnh vực",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.unit",
                                verbose_name="đơn vị",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "cách nhập số liệu",
                    },
                ),
                migrations.CreateModel(
                    name="FieldCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("month", models.DateField(verbose_name="tháng (ngày đầu tháng)")),
                        (
                            "checked_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="lúc kiểm tra"
                            ),
                        ),
                        (
                            "checked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.appointment",
                                verbose_name="người kiểm tra",
                            ),
                        ),
                        (
                            "field",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="field_checks",
                                to="units.field",
                                verbose_name="lĩnh vực",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="field_checks",
                                to="units.unit",
                                verbose_name="đơn vị",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "kiểm tra số liệu",
                        "ordering": ["-month", "unit", "field"],
                    },
                ),
                migrations.CreateModel(
                    name="FieldQuestion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("text", models.TextField(max_length=2000, verbose_name="nội dung hỏi")),
                        ("asked_at", models.DateTimeField(verbose_name="lúc hỏi")),
                        (
                            "answer",
                            models.TextField(blank=True, max_length=2000, verbose_name="trả lời"),
                        ),
                        (
                            "answered_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="lúc trả lời"),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.appointment",
                                verbose_name="người trả lời",
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.appointment",
                                verbose_name="người hỏi",
                            ),
                        ),
                        (
                            "field_check",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="questions",
                                to="targets.fieldcheck",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "truy vấn số liệu",
                        "ordering": ["field_check", "asked_at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Holiday",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "on",
                            models.DateField(
                                error_messages={"unique": "Ngày này đã được ghi."},
                                unique=True,
                                verbose_name="ngày",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="tên")),
                        (
                            "is_worked",
                            models.BooleanField(default=False, verbose_name="là ngày làm bù"),
                        ),
                        (
                            "is_assumed",
                            models.BooleanField(
                                default=False, verbose_name="dự kiến, chưa có thông báo nghỉ"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ngày nghỉ",
                        "ordering": ["on"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_worked", False),
                                    ("on__iso_week_day__in", [6, 7]),
                                    _connector="OR",
                                ),
                                name="holiday_worked_at_weekends",
                                violation_error_message="Ngày làm bù phải là thứ Bảy hoặc Chủ nhật.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Indicator",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "code",
                            models.SlugField(max_length=20, unique=True, verbose_name="mã dòng"),
                        ),
                        (
                            "name",
                            models.CharField(
                                db_collation="vietnamese", max_length=300, verbose_name="tên dòng"
                            ),
                        ),
                        ("counted_in", models.CharField(max_length=30, verbose_name="đơn vị tính")),
                        (
                            "nature",
                            models.CharField(
                                choices=[
                                    ("flow", "phát sinh trong tháng"),
                                    ("stock", "tồn cuối kỳ"),
                                    ("level", "mức đang áp dụng"),
                                ],
                                default="flow",
                                max_length=6,
                                verbose_name="tính chất",
                            ),
                        ),
                        (
                            "decimals",
                            models.PositiveSmallIntegerField(
                                default=0, verbose_name="số chữ số thập phân"
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(blank=True, null=True, verbose_name="từ ngày"),
                        ),
                        (
                            "valid_to",
                            models.DateField(blank=True, null=True, verbose_name="đến hết ngày"),
                        ),
                        (
                            "order",
                            models.PositiveSmallIntegerField(default=0, verbose_name="thứ tự"),
                        ),
                        (
                            "source",
                            models.CharField(blank=True, max_length=200, verbose_name="nguồn"),
                        ),
                        (
                            "is_cumulative",
                            models.BooleanField(default=False, verbose_name="nhập số lũy kế"),
                        ),
                        (
                            "beside",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="companion",
                                to="targets.indicator",
                                verbose_name="cùng hàng với dòng",
                            ),
                        ),
                        (
                            "field",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="indicators",
                                to="units.field",
                                verbose_name="lĩnh vực",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "dòng thống kê",
                        "ordering": ["field__order", "order", "code"],
                    },
                ),
                migrations.CreateModel(
                    name="FigureYear",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "unit_id",
                                "year",
                                "indicator_id",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("year", models.SmallIntegerField(verbose_name="năm dương lịch")),
                        ("m1", models.BigIntegerField(null=True)),
                        ("m2", models.BigIntegerField(null=True)),
                        ("m3", models.BigIntegerField(null=True)),
                        ("m4", models.BigIntegerField(null=True)),
                        ("m5", models.BigIntegerField(null=True)),
                        ("m6", models.BigIntegerField(null=True)),
                        ("m7", models.BigIntegerField(null=True)),
                        ("m8", models.BigIntegerField(null=True)),
                        ("m9", models.BigIntegerField(null=True)),
                        ("m10", models.BigIntegerField(null=True)),
                        ("m11", models.BigIntegerField(null=True)),
                        ("m12", models.BigIntegerField(null=True)),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="units.unit",
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="targets.indicator",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "số liệu gộp theo năm",
                    },
                ),
                migrations.CreateModel(
                    name="Figure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("month", models.DateField(verbose_name="tháng (ngày đầu tháng)")),
                        (
                            "value",
                            models.DecimalField(
                                decimal_places=2, max_digits=18, verbose_name="giá trị"
                            ),
                        ),
                        ("entered_at", models.DateTimeField(verbose_name="lúc nhập")),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người nhập",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="figures",
                                to="units.unit",
                                verbose_name="đơn vị",
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="figures",
                                to="targets.indicator",
                                verbose_name="dòng thống kê",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "số liệu",
                    },
                ),
                migrations.CreateModel(
                    name="CheckedFigure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("month", models.DateField(verbose_name="tháng (ngày đầu tháng)")),
                        (
                            "value",
                            models.DecimalField(
                                decimal_places=2, max_digits=18, verbose_name="giá trị đã kiểm tra"
                            ),
                        ),
                        ("checked_at", models.DateTimeField(verbose_name="lúc kiểm tra")),
                        (
                            "checked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người kiểm tra",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.unit",
                                verbose_name="đơn vị",
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="targets.indicator",
                                verbose_name="dòng thống kê",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "số liệu đã kiểm tra",
                    },
                ),
                migrations.CreateModel(
                    name="BalanceTerm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[("left", "vế trái"), ("right", "vế phải")],
                                max_length=5,
                                verbose_name="vế",
                            ),
                        ),
                        ("sign", models.SmallIntegerField(default=1, verbose_name="dấu")),
                        (
                            "moment",
                            models.CharField(
                                choices=[
                                    ("month", "tháng này"),
                                    ("previous", "kỳ trước chuyển sang"),
                                ],
                                default="month",
                                max_length=8,
                                verbose_name="tháng",
                            ),
                        ),
                        (
                            "balance",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="terms",
                                to="targets.balance",
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="balance_terms",
                                to="targets.indicator",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "số hạng của cân đối",
                        "ordering": ["balance", "side", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Instrument",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("NQ", "Nghị quyết"),
                                    ("CT", "Chỉ thị"),
                                    ("KH", "Kế hoạch"),
                                    ("CTr", "Chương trình"),
                                    ("HD", "Hướng dẫn"),
                                    ("QĐ", "Quyết định"),
                                ],
                                max_length=4,
                                verbose_name="loại",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(blank=True, max_length=40, verbose_name="số, ký hiệu"),
                        ),
                        (
                            "issued_on",
                            models.DateField(blank=True, null=True, verbose_name="ngày ban hành"),
                        ),
                        (
                            "issuer",
                            models.CharField(max_length=120, verbose_name="cơ quan ban hành"),
                        ),
                        (
                            "signer",
                            models.CharField(blank=True, max_length=120, verbose_name="người ký"),
                        ),
                        ("subject", models.CharField(max_length=500, verbose_name="trích yếu")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "dự thảo"),
                                    ("submitted", "đã trình"),
                                    ("approved", "đã phê duyệt"),
                                    ("in_force", "còn hiệu lực"),
                                    ("replaced", "đã được thay thế"),
                                ],
                                default="in_force",
                                max_length=10,
                                verbose_name="tình trạng",
                            ),
                        ),
                        (
                            "replaced_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="hết hiệu lực từ ngày"
                            ),
                        ),
                        (
                            "bases",
                            models.ManyToManyField(
                                blank=True,
                                related_name="cited_by",
                                to="targets.instrument",
                                verbose_name="căn cứ",
                            ),
                        ),
                        (
                            "replaced_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaces",
                                to="targets.instrument",
                                verbose_name="được thay thế bằng",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="instruments",
                                to="units.unit",
                                verbose_name="đơn vị soạn thảo",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "văn bản căn cứ",
                        "ordering": [
                            models.OrderBy(
                                models.F("issued_on"), descending=True, nulls_first=True
                            ),
                            "-pk",
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InstrumentFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
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
                        (
                            "instrument",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="targets.instrument",
                                verbose_name="văn bản",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "tệp văn bản",
                        "ordering": ["instrument", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="NoneArose",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("month", models.DateField(verbose_name="tháng (ngày đầu tháng)")),
                        ("ticked_at", models.DateTimeField(verbose_name="lúc ghi")),
                        (
                            "field",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.field",
                                verbose_name="lĩnh vực",
                            ),
                        ),
                        (
                            "ticked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người ghi",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.unit",
                                verbose_name="đơn vị",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "không phát sinh",
                    },
                ),
                migrations.CreateModel(
                    name="BoardPrint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="yêu cầu lúc")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("board", "bảng chỉ tiêu"),
                                    ("unit", "kết quả của đơn vị"),
                                    ("sums", "tổng hợp theo khối, lĩnh vực"),
                                ],
                                default="board",
                                max_length=5,
                                verbose_name="bản in",
                            ),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                blank=True, default="", max_length=12, verbose_name="mức kết quả"
                            ),
                        ),
                        (
                            "view",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Mặc định"),
                                    ("reported", "Theo đơn vị báo cáo"),
                                    ("successor", "Theo đơn vị kế thừa"),
                                ],
                                default="",
                                max_length=9,
                                verbose_name="cách cộng số liệu",
                            ),
                        ),
                        ("compares", models.BooleanField(default=False, verbose_name="so cùng kỳ")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "đang dựng"),
                                    ("done", "đã dựng xong"),
                                    ("failed", "không dựng được"),
                                ],
                                default="waiting",
                                max_length=8,
                                verbose_name="trạng thái",
                            ),
                        ),
                        ("pdf", models.BinaryField(null=True, verbose_name="bản in")),
                        ("done_at", models.DateTimeField(null=True, verbose_name="xong lúc")),
                        (
                            "acting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="units.appointment",
                                verbose_name="chức vụ khi in",
                            ),
                        ),
                        (
                            "field",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="units.field",
                                verbose_name="lĩnh vực",
                            ),
                        ),
                        (
                            "overseer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="units.appointment",
                                verbose_name="khối của lãnh đạo phụ trách",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="units.unit",
                                verbose_name="trang của đơn vị",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người in",
                            ),
                        ),
                        (
                            "period",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="targets.period",
                                verbose_name="kỳ",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bản in bảng chỉ tiêu",
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Plan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("KH", "Kế hoạch"), ("CTr", "Chương trình công tác")],
                                default="KH",
                                max_length=3,
                                verbose_name="loại",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                max_length=300, verbose_name="tên kế hoạch, chương trình"
                            ),
                        ),
                        (
                            "code",
                            models.CharField(blank=True, max_length=40, verbose_name="số, ký hiệu"),
                        ),
                        (
                            "issued_on",
                            models.DateField(blank=True, null=True, verbose_name="ngày ban hành"),
                        ),
                        (
                            "state",
                            models.CharField(
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
                        ("submitted_at", models.DateTimeField(null=True, verbose_name="lúc trình")),
                        (
                            "return_reason",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="lý do trả lại"
                            ),
                        ),
                        (
                            "approved_at",
                            models.DateTimeField(null=True, verbose_name="lúc phê duyệt"),
                        ),
                        (
                            "in_force_on",
                            models.DateField(null=True, verbose_name="thực hiện từ ngày"),
                        ),
                        (
                            "replaced_on",
                            models.DateField(null=True, verbose_name="được thay thế từ ngày"),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người phê duyệt",
                            ),
                        ),
                        (
                            "bases",
                            models.ManyToManyField(
                                blank=True,
                                related_name="plans",
                                to="targets.instrument",
                                verbose_name="căn cứ",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaced_by",
                                to="targets.plan",
                                verbose_name="thay thế kế hoạch",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người trình",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plans",
                                to="units.unit",
                                verbose_name="đơn vị",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "kế hoạch",
                        "ordering": ["-work_year__year", "unit__order", "title"],
                    },
                ),
                migrations.AddField(
                    model_name="instrument",
                    name="plan",
                    field=models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instrument",
                        to="targets.plan",
                        verbose_name="kế hoạch",
                    ),
                ),
                migrations.CreateModel(
                    name="PlanProgress",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
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
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người ghi",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "diễn biến nhiệm vụ kế hoạch",
                        "ordering": ["task", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="PlanEvidence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
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
                        (
                            "progress",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="targets.planprogress",
                                verbose_name="diễn biến",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "tài liệu chứng minh",
                        "ordering": ["progress", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="PlanSupplement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="lần")),
                        (
                            "reason",
                            models.TextField(
                                max_length=2000, verbose_name="lý do bổ sung, điều chỉnh"
                            ),
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
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="lý do trả lại"
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(null=True, verbose_name="lúc quyết định"),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người quyết định",
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người lập",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="supplements",
                                to="targets.plan",
                                verbose_name="kế hoạch",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bổ sung kế hoạch",
                        "ordering": ["plan", "number"],
                    },
                ),
                migrations.CreateModel(
                    name="PlanTask",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                        ("content", models.TextField(max_length=3000, verbose_name="nội dung")),
                        ("is_focus", models.BooleanField(default=False, verbose_name="trọng tâm")),
                        (
                            "is_breakthrough",
                            models.BooleanField(default=False, verbose_name="đột phá"),
                        ),
                        (
                            "solutions",
                            models.TextField(blank=True, max_length=3000, verbose_name="giải pháp"),
                        ),
                        (
                            "product",
                            models.CharField(blank=True, max_length=200, verbose_name="sản phẩm"),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="hạn")),
                        (
                            "due_text",
                            models.CharField(
                                blank=True, max_length=100, verbose_name="hạn bằng chữ"
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="từ kết luận"
                            ),
                        ),
                        (
                            "is_proposed",
                            models.BooleanField(
                                default=False, verbose_name="chờ phê duyệt bổ sung"
                            ),
                        ),
                        (
                            "done_on",
                            models.DateField(blank=True, null=True, verbose_name="hoàn thành ngày"),
                        ),
                        (
                            "dropped_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="thôi thực hiện từ ngày"
                            ),
                        ),
                        (
                            "continues",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="continued_by",
                                to="targets.plantask",
                                verbose_name="tiếp nối nhiệm vụ",
                            ),
                        ),
                        (
                            "coordinating",
                            models.ManyToManyField(
                                blank=True,
                                related_name="coordinated_plan_tasks",
                                to="units.unit",
                                verbose_name="đơn vị phối hợp",
                            ),
                        ),
                        (
                            "lead",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="led_plan_tasks",
                                to="units.unit",
                                verbose_name="đơn vị chủ trì",
                            ),
                        ),
                        (
                            "leader",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="overseen_plan_tasks",
                                to="units.person",
                                verbose_name="lãnh đạo phụ trách",
                            ),
                        ),
                        (
                            "people",
                            models.ManyToManyField(
                                blank=True,
                                related_name="plan_tasks",
                                to="units.person",
                                verbose_name="người phụ trách",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tasks",
                                to="targets.plan",
                                verbose_name="kế hoạch",
                            ),
                        ),
                        (
                            "serves",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="served_by",
                                to="targets.plantask",
                                verbose_name="phục vụ nhiệm vụ cấp trên",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "nhiệm vụ kế hoạch",
                        "ordering": ["plan", "order", "pk"],
                    },
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
                migrations.CreateModel(
                    name="PlanVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="bản")),
                        ("content", models.JSONField(verbose_name="nội dung đã phê duyệt")),
                        ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                        ("at", models.DateTimeField(verbose_name="lúc phê duyệt")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người phê duyệt",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="targets.plan",
                                verbose_name="kế hoạch",
                            ),
                        ),
                        (
                            "supplement",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="version",
                                to="targets.plansupplement",
                                verbose_name="lần bổ sung",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bản kế hoạch đã phê duyệt",
                        "ordering": ["plan", "number"],
                    },
                ),
                migrations.CreateModel(
                    name="PlanDocument",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("subject", models.CharField(max_length=500, verbose_name="trích yếu")),
                        (
                            "recipients_text",
                            models.TextField(max_length=5000, verbose_name="nơi nhận (in)"),
                        ),
                        (
                            "filing",
                            models.CharField(default="VT, VP", max_length=60, verbose_name="lưu"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "dự thảo"),
                                    ("approved", "đã duyệt"),
                                    ("signed", "đã ký"),
                                    ("numbered", "đã cấp số"),
                                    ("released", "đã phát hành"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="trạng thái",
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, verbose_name="lần sửa")),
                        (
                            "return_reason",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="lý do trả lại"
                            ),
                        ),
                        (
                            "approved_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="lúc duyệt"),
                        ),
                        (
                            "signed_on",
                            models.DateField(blank=True, null=True, verbose_name="ngày ký"),
                        ),
                        (
                            "released_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="lúc phát hành"
                            ),
                        ),
                        ("opening", models.TextField(max_length=10000, verbose_name="mở đầu")),
                        (
                            "purpose",
                            models.TextField(
                                blank=True, max_length=10000, verbose_name="mục đích, yêu cầu"
                            ),
                        ),
                        (
                            "organisation",
                            models.TextField(
                                blank=True, max_length=10000, verbose_name="tổ chức thực hiện"
                            ),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "document",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)s",
                                to="units.document",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="documents",
                                to="targets.plan",
                                verbose_name="kế hoạch",
                            ),
                        ),
                        (
                            "recipients",
                            models.ManyToManyField(
                                related_name="+", to="units.unit", verbose_name="đơn vị nhận"
                            ),
                        ),
                        (
                            "signature_recorded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "signer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.appointment",
                                verbose_name="người ký",
                            ),
                        ),
                        (
                            "since",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="targets.planversion",
                                verbose_name="bổ sung, điều chỉnh bản",
                            ),
                        ),
                        (
                            "version",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="issue",
                                to="targets.planversion",
                                verbose_name="bản đã phê duyệt",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "văn bản kế hoạch",
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Submission",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("month", models.DateField(verbose_name="tháng (ngày đầu tháng)")),
                        (
                            "state",
                            models.CharField(
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
                        (
                            "sent_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="lúc gửi"),
                        ),
                        (
                            "approved_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="lúc duyệt số liệu"
                            ),
                        ),
                        (
                            "accepted_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="lúc tiếp nhận"
                            ),
                        ),
                        (
                            "due_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="hạn gửi khi tiếp nhận"
                            ),
                        ),
                        (
                            "return_reason",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="lý do trả lại"
                            ),
                        ),
                        (
                            "accepted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.appointment",
                                verbose_name="người tiếp nhận",
                            ),
                        ),
                        (
                            "sent_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.appointment",
                                verbose_name="người duyệt, gửi",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="submissions",
                                to="units.unit",
                                verbose_name="đơn vị",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "báo cáo số liệu tháng",
                        "ordering": ["-month", "unit"],
                    },
                ),
                migrations.CreateModel(
                    name="FigureCorrection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "old_value",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=18,
                                null=True,
                                verbose_name="số đã tiếp nhận",
                            ),
                        ),
                        (
                            "new_value",
                            models.DecimalField(
                                decimal_places=2, max_digits=18, verbose_name="số điều chỉnh"
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(max_length=1000, verbose_name="lý do điều chỉnh"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "chờ Văn phòng"),
                                    ("approved", "đã điều chỉnh"),
                                    ("refused", "không chấp nhận"),
                                ],
                                default="asked",
                                max_length=10,
                                verbose_name="trạng thái",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="lúc đề nghị")),
                        (
                            "decided_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="lúc quyết định"
                            ),
                        ),
                        (
                            "decision_note",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="ý kiến của Văn phòng"
                            ),
                        ),
                        (
                            "broken_balances",
                            models.TextField(blank=True, verbose_name="cân đối lệch khi chấp nhận"),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.appointment",
                                verbose_name="người đề nghị",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.appointment",
                                verbose_name="người quyết định",
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="targets.indicator",
                                verbose_name="dòng thống kê",
                            ),
                        ),
                        (
                            "submission",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="targets.submission",
                                verbose_name="báo cáo số liệu",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "điều chỉnh số liệu",
                        "ordering": ["-asked_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="SubmissionDeadline",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "unit_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("province", "tỉnh"),
                                    ("department", "phòng"),
                                    ("district", "huyện"),
                                    ("region", "khu vực"),
                                ],
                                max_length=12,
                                verbose_name="loại đơn vị",
                            ),
                        ),
                        ("due_at", models.DateTimeField(verbose_name="hạn gửi")),
                        (
                            "reason",
                            models.CharField(blank=True, max_length=300, verbose_name="lý do"),
                        ),
                        ("set_at", models.DateTimeField(verbose_name="lúc đặt hạn")),
                        (
                            "period",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deadlines",
                                to="targets.period",
                                verbose_name="kỳ",
                            ),
                        ),
                        (
                            "set_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.appointment",
                                verbose_name="người đặt hạn",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deadlines",
                                to="units.unit",
                                verbose_name="đơn vị được gia hạn",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "hạn gửi số liệu",
                        "ordering": ["period", "unit_kind", "unit"],
                    },
                ),
                migrations.CreateModel(
                    name="SubmissionStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("submitted", "trình thủ trưởng"),
                                    ("sent", "duyệt, gửi"),
                                    ("confirmed", "duyệt số liệu sửa sau khi gửi"),
                                    ("returned", "trả lại"),
                                    ("accepted", "tiếp nhận"),
                                ],
                                max_length=10,
                                verbose_name="bước",
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="lúc")),
                        (
                            "note",
                            models.CharField(blank=True, max_length=500, verbose_name="ghi chú"),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.appointment",
                                verbose_name="người làm",
                            ),
                        ),
                        (
                            "submission",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="targets.submission",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bước của báo cáo số liệu",
                        "ordering": ["at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Target",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("code", models.CharField(max_length=20, verbose_name="mã")),
                        ("name", models.CharField(max_length=300, verbose_name="tên chỉ tiêu")),
                        ("short_name", models.CharField(max_length=80, verbose_name="tên gọn")),
                        (
                            "measure",
                            models.CharField(
                                choices=[
                                    ("ratio", "tỷ lệ"),
                                    ("coverage", "tỷ lệ bao phủ"),
                                    ("count", "số lượng"),
                                    ("per_head", "số lượng trên mỗi người"),
                                    ("qualitative", "định tính"),
                                ],
                                max_length=12,
                                verbose_name="cách đo",
                            ),
                        ),
                        (
                            "direction",
                            models.CharField(
                                choices=[
                                    ("at_least", "ít nhất"),
                                    ("at_most", "không quá"),
                                    ("exactly", "đúng bằng"),
                                    ("zero", "không để xảy ra"),
                                ],
                                max_length=10,
                                verbose_name="yêu cầu",
                            ),
                        ),
                        (
                            "threshold",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="ngưỡng chung",
                            ),
                        ),
                        (
                            "computation",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("reports", "báo cáo gửi đúng hạn"),
                                    (
                                        "conclusions",
                                        "nhiệm vụ theo thông báo kết luận hoàn thành đúng hạn",
                                    ),
                                    (
                                        "plan_tasks",
                                        "nhiệm vụ kế hoạch, chương trình hoàn thành đúng hạn",
                                    ),
                                ],
                                max_length=12,
                                verbose_name="do phần mềm tự tính",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("assembly", "Quốc hội"),
                                    ("sector", "Ngành"),
                                    ("province", "tỉnh"),
                                    ("unit", "đơn vị"),
                                ],
                                default="sector",
                                max_length=8,
                                verbose_name="nguồn giao",
                            ),
                        ),
                        (
                            "layer",
                            models.CharField(
                                choices=[("basic", "cơ bản"), ("supplementary", "bổ sung")],
                                default="basic",
                                max_length=13,
                                verbose_name="lớp",
                            ),
                        ),
                        (
                            "is_proactive",
                            models.BooleanField(default=False, verbose_name="chủ động"),
                        ),
                        (
                            "numerator_text",
                            models.CharField(blank=True, max_length=300, verbose_name="tử số"),
                        ),
                        (
                            "denominator_text",
                            models.CharField(blank=True, max_length=300, verbose_name="mẫu số"),
                        ),
                        (
                            "source",
                            models.CharField(blank=True, max_length=300, verbose_name="nguồn"),
                        ),
                        (
                            "is_assumed",
                            models.BooleanField(default=False, verbose_name="chưa kiểm chứng"),
                        ),
                        (
                            "order",
                            models.PositiveSmallIntegerField(default=0, verbose_name="thứ tự"),
                        ),
                        (
                            "field",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="units.field",
                                verbose_name="lĩnh vực",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "chỉ tiêu",
                        "ordering": ["field__order", "order", "code"],
                    },
                ),
                migrations.CreateModel(
                    name="Explanation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "cause",
                            models.TextField(
                                blank=True, max_length=4000, verbose_name="nguyên nhân"
                            ),
                        ),
                        (
                            "obstacle",
                            models.TextField(
                                blank=True, max_length=4000, verbose_name="khó khăn, vướng mắc"
                            ),
                        ),
                        (
                            "solution",
                            models.TextField(blank=True, max_length=4000, verbose_name="giải pháp"),
                        ),
                        (
                            "commitment",
                            models.TextField(blank=True, max_length=2000, verbose_name="cam kết"),
                        ),
                        (
                            "promised_on",
                            models.DateField(blank=True, null=True, verbose_name="hạn cam kết"),
                        ),
                        (
                            "promised_value",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="mức cam kết",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "đang soạn"),
                                    ("sent", "đã gửi"),
                                    ("returned", "yêu cầu giải trình lại"),
                                    ("answered", "đã có ý kiến"),
                                ],
                                default="draft",
                                max_length=8,
                                verbose_name="trạng thái",
                            ),
                        ),
                        (
                            "sent_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="lúc gửi"),
                        ),
                        (
                            "seen_verdict",
                            models.CharField(
                                blank=True, max_length=12, verbose_name="đánh giá khi gửi"
                            ),
                        ),
                        (
                            "seen_numerator",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=18,
                                null=True,
                                verbose_name="tử số khi gửi",
                            ),
                        ),
                        (
                            "seen_denominator",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=18,
                                null=True,
                                verbose_name="mẫu số khi gửi",
                            ),
                        ),
                        (
                            "seen_threshold",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="ngưỡng khi gửi",
                            ),
                        ),
                        (
                            "answer",
                            models.TextField(
                                blank=True,
                                max_length=4000,
                                verbose_name="ý kiến lãnh đạo phụ trách",
                            ),
                        ),
                        (
                            "answered_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="lúc cho ý kiến"
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("kept", "đã thực hiện cam kết"),
                                    ("broken", "không thực hiện được cam kết"),
                                ],
                                max_length=6,
                                verbose_name="kết quả cam kết",
                            ),
                        ),
                        (
                            "measured_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="lúc kiểm đếm"
                            ),
                        ),
                        (
                            "measured_numerator",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=18,
                                null=True,
                                verbose_name="tử số khi kiểm đếm",
                            ),
                        ),
                        (
                            "measured_denominator",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=18,
                                null=True,
                                verbose_name="mẫu số khi kiểm đếm",
                            ),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.appointment",
                                verbose_name="người cho ý kiến",
                            ),
                        ),
                        (
                            "sent_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.appointment",
                                verbose_name="người gửi",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="explanations",
                                to="units.unit",
                                verbose_name="đơn vị",
                            ),
                        ),
                        (
                            "period",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="explanations",
                                to="targets.period",
                                verbose_name="kỳ",
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="explanations",
                                to="targets.target",
                                verbose_name="chỉ tiêu",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "giải trình",
                        "ordering": ["-period__ends_on", "unit__order", "target__order", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="TargetAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("month", models.DateField(verbose_name="tháng (ngày đầu tháng)")),
                        ("is_fulfilled", models.BooleanField(verbose_name="đạt yêu cầu")),
                        ("text", models.TextField(max_length=3000, verbose_name="căn cứ đánh giá")),
                        ("answered_at", models.DateTimeField(verbose_name="lúc đánh giá")),
                        (
                            "answered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người đánh giá",
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="targets.target",
                                verbose_name="chỉ tiêu",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="target_answers",
                                to="units.unit",
                                verbose_name="đơn vị",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "đánh giá chỉ tiêu định tính",
                        "ordering": ["-month"],
                    },
                ),
                migrations.CreateModel(
                    name="TargetSet",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("name", models.CharField(max_length=300, verbose_name="tên")),
                        (
                            "version",
                            models.PositiveSmallIntegerField(default=1, verbose_name="bản"),
                        ),
                        (
                            "valid_from",
                            models.DateField(blank=True, null=True, verbose_name="từ ngày"),
                        ),
                        (
                            "valid_to",
                            models.DateField(blank=True, null=True, verbose_name="đến hết ngày"),
                        ),
                        (
                            "small_below",
                            models.PositiveSmallIntegerField(
                                default=10, verbose_name="số nhỏ: mẫu số dưới"
                            ),
                        ),
                        (
                            "instrument",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="targets.instrument",
                                verbose_name="văn bản ban hành",
                            ),
                        ),
                        (
                            "replaces",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaced_by",
                                to="targets.targetset",
                                verbose_name="thay cho bản",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "hệ thống chỉ tiêu",
                        "ordering": ["-valid_from", "name", "-version"],
                    },
                ),
                migrations.AddField(
                    model_name="target",
                    name="target_set",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to="targets.targetset",
                        verbose_name="hệ thống chỉ tiêu",
                    ),
                ),
                migrations.CreateModel(
                    name="TargetTerm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[("numerator", "tử số"), ("denominator", "mẫu số")],
                                max_length=12,
                                verbose_name="vế",
                            ),
                        ),
                        ("sign", models.SmallIntegerField(default=1, verbose_name="dấu")),
                        (
                            "indicator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="terms",
                                to="targets.indicator",
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="terms",
                                to="targets.target",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "số hạng",
                        "ordering": ["target", "side", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Workbook",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="yêu cầu lúc")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("unit", "sổ nhập số liệu của đơn vị"),
                                    ("consolidated", "sổ tổng hợp các đơn vị"),
                                ],
                                max_length=12,
                                verbose_name="loại sổ",
                            ),
                        ),
                        (
                            "layout",
                            models.CharField(
                                choices=[
                                    ("months", "Mỗi tháng một trang"),
                                    ("years", "Mỗi năm công tác một trang, tháng theo cột"),
                                    ("period", "Số của riêng kỳ"),
                                    ("to_date", "Lũy kế từ đầu năm công tác"),
                                    ("each_month", "Từng tháng và lũy kế"),
                                ],
                                max_length=10,
                                verbose_name="cách trình bày",
                            ),
                        ),
                        ("first_month", models.DateField(null=True, verbose_name="từ tháng")),
                        ("last_month", models.DateField(null=True, verbose_name="đến tháng")),
                        (
                            "view",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Mặc định"),
                                    ("reported", "Theo đơn vị báo cáo"),
                                    ("successor", "Theo đơn vị kế thừa"),
                                ],
                                default="",
                                max_length=9,
                                verbose_name="cách cộng số liệu",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "đang lập"),
                                    ("done", "đã lập xong"),
                                    ("failed", "không lập được"),
                                ],
                                default="waiting",
                                max_length=8,
                                verbose_name="trạng thái",
                            ),
                        ),
                        (
                            "progress",
                            models.PositiveSmallIntegerField(default=0, verbose_name="đã làm (%)"),
                        ),
                        ("content", models.BinaryField(null=True, verbose_name="tệp")),
                        ("done_at", models.DateTimeField(null=True, verbose_name="xong lúc")),
                        (
                            "acting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="units.appointment",
                                verbose_name="chức vụ khi yêu cầu",
                            ),
                        ),
                        (
                            "field",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="units.field",
                                verbose_name="lĩnh vực",
                            ),
                        ),
                        (
                            "period",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="targets.period",
                                verbose_name="kỳ",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="units.unit",
                                verbose_name="đơn vị",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người yêu cầu",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "sổ số liệu",
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="WorkbookLoad",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("first_month", models.DateField(verbose_name="từ tháng")),
                        ("last_month", models.DateField(verbose_name="đến tháng")),
                        ("digest", models.CharField(max_length=64, verbose_name="SHA-256 của tệp")),
                        ("content", models.BinaryField(null=True, verbose_name="tệp")),
                        ("asked_at", models.DateTimeField(verbose_name="nạp lúc")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("reading", "đang đọc"),
                                    ("read", "chờ xác nhận"),
                                    ("refused", "không nhận"),
                                    ("writing", "đang ghi"),
                                    ("done", "đã ghi"),
                                    ("failed", "không xử lý được"),
                                ],
                                default="reading",
                                max_length=8,
                                verbose_name="trạng thái",
                            ),
                        ),
                        (
                            "progress",
                            models.PositiveSmallIntegerField(default=0, verbose_name="đã làm (%)"),
                        ),
                        ("refusal", models.TextField(blank=True, verbose_name="lý do không nhận")),
                        (
                            "found",
                            models.JSONField(blank=True, default=dict, verbose_name="khác biệt"),
                        ),
                        (
                            "written",
                            models.PositiveIntegerField(null=True, verbose_name="số ô đã ghi"),
                        ),
                        (
                            "confirmed_at",
                            models.DateTimeField(null=True, verbose_name="xác nhận lúc"),
                        ),
                        ("done_at", models.DateTimeField(null=True, verbose_name="xong lúc")),
                        (
                            "acting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="units.appointment",
                                verbose_name="chức vụ khi nạp",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="units.unit",
                                verbose_name="đơn vị",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người nạp",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lần nạp sổ số liệu",
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="WorkYear",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "year",
                            models.PositiveSmallIntegerField(
                                unique=True, verbose_name="năm công tác"
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="từ ngày")),
                        ("ends_on", models.DateField(verbose_name="đến hết ngày")),
                    ],
                    options={
                        "verbose_name": "năm công tác",
                        "ordering": ["-year"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                                name="work_year_order",
                                violation_error_message="Năm công tác phải kết thúc sau ngày bắt đầu.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[(targets.models.years.YearSpan(), "&&")],
                                name="work_year_no_overlap",
                                violation_error_message="Hai năm công tác không được trùng ngày.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TargetAssignment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "assigned_threshold",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="ngưỡng giao",
                            ),
                        ),
                        (
                            "committed_threshold",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="ngưỡng đăng ký",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="hạn riêng"),
                        ),
                        (
                            "regiven_on",
                            models.DateField(blank=True, null=True, verbose_name="giao lại ngày"),
                        ),
                        (
                            "withdrawn_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="thôi giao từ ngày"
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=500,
                                verbose_name="lý do giao lại, thôi giao",
                            ),
                        ),
                        (
                            "none_arose",
                            models.BooleanField(default=False, verbose_name="không phát sinh"),
                        ),
                        (
                            "none_since",
                            models.DateField(
                                blank=True, null=True, verbose_name="không phát sinh từ tháng"
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assignments",
                                to="targets.target",
                                verbose_name="chỉ tiêu",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assignments",
                                to="units.unit",
                                verbose_name="đơn vị",
                            ),
                        ),
                        (
                            "work_year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assignments",
                                to="targets.workyear",
                                verbose_name="năm công tác",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "giao chỉ tiêu",
                    },
                ),
                migrations.AddField(
                    model_name="plan",
                    name="work_year",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="targets.workyear",
                        verbose_name="năm công tác",
                    ),
                ),
                migrations.AddField(
                    model_name="period",
                    name="work_year",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="periods",
                        to="targets.workyear",
                        verbose_name="năm công tác",
                    ),
                ),
                migrations.CreateModel(
                    name="Award",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                max_length=200, verbose_name="danh hiệu, hình thức khen thưởng"
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(blank=True, max_length=500, verbose_name="thành tích"),
                        ),
                        (
                            "decision_code",
                            models.CharField(max_length=40, verbose_name="số quyết định"),
                        ),
                        ("decided_on", models.DateField(verbose_name="ngày quyết định")),
                        (
                            "decided_by",
                            models.CharField(max_length=120, verbose_name="cơ quan quyết định"),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="awards",
                                to="units.person",
                                verbose_name="cá nhân được khen",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="awards",
                                to="units.unit",
                                verbose_name="đơn vị được khen",
                            ),
                        ),
                        (
                            "work_year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="awards",
                                to="targets.workyear",
                                verbose_name="năm công tác",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "khen thưởng",
                        "ordering": ["-decided_on", "-pk"],
                    },
                ),
                migrations.AddConstraint(
                    model_name="balance",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="balance_days",
                        violation_error_message="Ngày thôi dùng không được trước ngày bắt đầu dùng.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="entryhabit",
                    constraint=models.UniqueConstraint(
                        fields=("unit", "field"), name="entry_habit_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="fieldcheck",
                    constraint=models.UniqueConstraint(
                        fields=("month", "unit", "field"),
                        name="field_check_once",
                        violation_error_message="Lĩnh vực này của đơn vị trong tháng đã có phiếu kiểm tra.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="fieldcheck",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_at__isnull", True), ("checked_by__isnull", True)),
                            models.Q(("checked_at__isnull", False), ("checked_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="field_check_checked",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="fieldcheck",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("month__day", 1)),
                        name="field_check_month_first_day",
                        violation_error_message="Tháng được ghi bằng ngày đầu tháng.",
                    ),
                ),
                migrations.AddIndex(
                    model_name="fieldquestion",
                    index=models.Index(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=["field_check"],
                        name="field_question_waiting",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="fieldquestion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", ""),
                                ("answered_at__isnull", True),
                                ("answered_by__isnull", True),
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="field_question_answered",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="indicator",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("decimals__lte", 2)),
                        name="indicator_decimals",
                        violation_error_message="Nhiều nhất hai chữ số thập phân.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="indicator",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("is_cumulative", False), ("nature", "flow"), _connector="OR"
                        ),
                        name="indicator_cumulative_flow",
                        violation_error_message="Chỉ số phát sinh trong tháng mới nhập lũy kế được.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="indicator",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("beside__isnull", True),
                            models.Q(("beside", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="indicator_beside_another",
                        violation_error_message="Một dòng không đi kèm chính nó.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="figure",
                    constraint=models.UniqueConstraint(
                        fields=("unit", "month", "indicator"),
                        include=("value",),
                        name="figure_once",
                        violation_error_message="Dòng này của tháng đã có số liệu.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="figure",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("value__gte", 0)),
                        name="figure_not_negative",
                        violation_error_message="Số liệu không được âm.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="figure",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("value__lt", 1000000000000000)),
                        name="figure_within_limit",
                        violation_error_message="Số liệu quá lớn.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="figure",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("month__day", 1)),
                        name="figure_month_first_day",
                        violation_error_message="Tháng được ghi bằng ngày đầu tháng.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="checkedfigure",
                    constraint=models.UniqueConstraint(
                        fields=("unit", "month", "indicator"), name="checked_figure_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="checkedfigure",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("month__day", 1)),
                        name="checked_figure_month_first_day",
                        violation_error_message="Tháng được ghi bằng ngày đầu tháng.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="balanceterm",
                    constraint=models.UniqueConstraint(
                        fields=("balance", "side", "indicator", "moment"), name="balance_term_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="balanceterm",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("sign__in", [-1, 1])), name="balance_term_sign"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="nonearose",
                    constraint=models.UniqueConstraint(
                        fields=("unit", "month", "field"), name="none_arose_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="nonearose",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("month__day", 1)),
                        name="none_arose_month_first_day",
                        violation_error_message="Tháng được ghi bằng ngày đầu tháng.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="boardprint",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=(
                            "user",
                            "acting",
                            "kind",
                            "period",
                            "unit",
                            "field",
                            "verdict",
                            "overseer",
                            "view",
                            "compares",
                        ),
                        name="board_print_waiting_once",
                        nulls_distinct=False,
                        violation_error_message="Bản in này đang được dựng.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="boardprint",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "unit"), ("unit__isnull", False)),
                            models.Q(
                                models.Q(("kind", "unit"), _negated=True), ("unit__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="board_print_unit",
                        violation_error_message="Bản in của đơn vị phải ghi đơn vị, bản in khác thì không.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="boardprint",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("done_at__isnull", True),
                                ("pdf__isnull", True),
                                ("state", "waiting"),
                            ),
                            models.Q(
                                ("done_at__isnull", False),
                                ("pdf__isnull", False),
                                ("state", "done"),
                            ),
                            models.Q(
                                ("done_at__isnull", False),
                                ("pdf__isnull", True),
                                ("state", "failed"),
                            ),
                            _connector="OR",
                        ),
                        name="board_print_outcome",
                        violation_error_message="Bản in đã xong phải có nội dung và giờ xong.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="instrument",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        fields=("code", "issued_on", "issuer"),
                        name="instrument_code",
                        violation_error_message="Văn bản này đã có trong danh mục.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="instrument",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "submitted", "approved"]),
                            models.Q(
                                ("issued_on__isnull", False), models.Q(("code", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="instrument_issued",
                        violation_error_message="Văn bản đã ban hành phải có số, ký hiệu và ngày.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="instrument",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["in_force", "replaced"]),
                            ("unit__isnull", False),
                            _connector="OR",
                        ),
                        name="instrument_drafted_here",
                        violation_error_message="Dự thảo phải có đơn vị soạn thảo.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="instrument",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("replaced_on__isnull", False), ("state", "replaced")),
                            models.Q(
                                models.Q(("state", "replaced"), _negated=True),
                                ("replaced_by__isnull", True),
                                ("replaced_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="instrument_replaced",
                        violation_error_message="Ghi ngày hết hiệu lực của văn bản đã được thay thế.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="instrument",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("replaced_by", models.F("pk")), _negated=True),
                        name="instrument_not_itself",
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
                migrations.AddIndex(
                    model_name="plantask",
                    index=models.Index(
                        condition=models.Q(("done_on__isnull", True), ("dropped_on__isnull", True)),
                        fields=["lead", "due_on"],
                        name="plan_task_open_by_lead",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="plantask",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("serves", models.F("pk")), _negated=True),
                        name="plan_task_not_itself",
                        violation_error_message="Một nhiệm vụ không thể phục vụ chính nó.",
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
                            models.Q(("stage", "done"), _negated=True),
                            ("percent", 100),
                            _connector="OR",
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
                migrations.AddConstraint(
                    model_name="plandocument",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("document__isnull", True)),
                        fields=("plan",),
                        name="plan_document_one_unissued",
                        violation_error_message="Kế hoạch đang có một văn bản chưa ban hành.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="plandocument",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"),
                            models.Q(
                                ("approved_at__isnull", False), ("approved_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="plan_document_approved",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="plandocument",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "approved"]),
                            models.Q(
                                ("signature_recorded_by__isnull", False),
                                ("signed_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="plan_document_signed",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="plandocument",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["numbered", "released"]),
                            ("document__isnull", True),
                            _connector="XOR",
                        ),
                        name="plan_document_numbered",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="plandocument",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "released"), _negated=True),
                            ("released_at__isnull", False),
                            _connector="OR",
                        ),
                        name="plan_document_released",
                    ),
                ),
                migrations.AddIndex(
                    model_name="submission",
                    index=models.Index(fields=["month", "state"], name="submission_month_state"),
                ),
                migrations.AddConstraint(
                    model_name="submission",
                    constraint=models.UniqueConstraint(
                        fields=("unit", "month"),
                        name="submission_once",
                        violation_error_message="Đơn vị đã có báo cáo số liệu của tháng này.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="submission",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("month__day", 1)),
                        name="submission_month_first_day",
                        violation_error_message="Tháng được ghi bằng ngày đầu tháng.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="submission",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("approved_at__gte", models.F("sent_at")),
                                ("sent_at__isnull", False),
                                ("sent_by__isnull", False),
                                ("state__in", ["sent", "accepted"]),
                            ),
                            models.Q(
                                models.Q(("state__in", ["sent", "accepted"]), _negated=True),
                                ("approved_at__isnull", True),
                                ("sent_at__isnull", True),
                                ("sent_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="submission_sent",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="submission",
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
                                ("due_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="submission_accepted",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="submission",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(("return_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="submission_returned",
                    ),
                ),
                migrations.AddIndex(
                    model_name="figurecorrection",
                    index=models.Index(
                        condition=models.Q(("state", "approved")),
                        fields=["submission", "indicator"],
                        name="figure_correction_approved",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="figurecorrection",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "asked")),
                        fields=("submission", "indicator"),
                        name="figure_correction_one_waiting",
                        violation_error_message="Dòng này đã có đề nghị điều chỉnh đang chờ Văn phòng.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="figurecorrection",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("new_value__gte", 0)),
                        name="figure_correction_not_negative",
                        violation_error_message="Số liệu không được âm.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="figurecorrection",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("old_value__isnull", True),
                            models.Q(("old_value", models.F("new_value")), _negated=True),
                            _connector="OR",
                        ),
                        name="figure_correction_changes",
                        violation_error_message="Số điều chỉnh phải khác số đã tiếp nhận.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="figurecorrection",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="figure_correction_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="figurecorrection",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True),
                                ("decided_by__isnull", True),
                                ("state", "asked"),
                            ),
                            models.Q(
                                models.Q(("state", "asked"), _negated=True),
                                models.Q(("decided_by", models.F("asked_by")), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="figure_correction_decided",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="submissiondeadline",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("unit__isnull", True)),
                        fields=("period", "unit_kind"),
                        name="submission_deadline_kind_once",
                        violation_error_message="Loại đơn vị này đã có hạn gửi của kỳ.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="submissiondeadline",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("unit__isnull", False)),
                        fields=("period", "unit"),
                        name="submission_deadline_unit_once",
                        violation_error_message="Đơn vị này đã có hạn gửi riêng của kỳ.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="submissiondeadline",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("unit__isnull", True), models.Q(("unit_kind", ""), _negated=True)
                            ),
                            models.Q(
                                ("unit__isnull", False),
                                ("unit_kind", ""),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="submission_deadline_of_one",
                        violation_error_message="Gia hạn cho một đơn vị phải ghi lý do.",
                    ),
                ),
                migrations.AddIndex(
                    model_name="explanation",
                    index=models.Index(
                        condition=models.Q(("outcome", ""), ("promised_on__isnull", False)),
                        fields=["promised_on"],
                        name="explanation_unmeasured",
                    ),
                ),
                migrations.AddIndex(
                    model_name="explanation",
                    index=models.Index(
                        condition=models.Q(("state", "sent")),
                        fields=["unit"],
                        name="explanation_waiting",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="explanation",
                    constraint=models.UniqueConstraint(
                        fields=("unit", "period", "target"),
                        name="explanation_once",
                        violation_error_message="Đơn vị đã có giải trình về chỉ tiêu này trong kỳ.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="explanation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("sent_at__isnull", True),
                                ("sent_by__isnull", True),
                                ("state", "draft"),
                            ),
                            models.Q(
                                ("promised_on__isnull", False),
                                ("sent_at__isnull", False),
                                ("sent_by__isnull", False),
                                models.Q(("state", "draft"), _negated=True),
                                models.Q(("cause", ""), _negated=True),
                                models.Q(("solution", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="explanation_sent",
                        violation_error_message="Giải trình gửi đi phải có nguyên nhân, giải pháp và hạn cam kết.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="explanation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", ""),
                                ("answered_at__isnull", True),
                                ("answered_by__isnull", True),
                                models.Q(("state__in", ["returned", "answered"]), _negated=True),
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="explanation_answered",
                        violation_error_message="Ý kiến phải có nội dung, người và giờ cho ý kiến.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="explanation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("measured_at__isnull", True), ("outcome", "")),
                            models.Q(
                                ("measured_at__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="explanation_measured",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="explanation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("promised_value__isnull", True),
                            ("promised_value__gte", 0),
                            _connector="OR",
                        ),
                        name="explanation_promised_value",
                        violation_error_message="Mức cam kết không được âm.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="targetanswer",
                    constraint=models.UniqueConstraint(
                        fields=("unit", "target", "month"),
                        name="target_answer_once",
                        violation_error_message="Tháng này đã có đánh giá.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="targetanswer",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("month__day", 1)),
                        name="target_answer_month_first_day",
                        violation_error_message="Tháng được ghi bằng ngày đầu tháng.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="targetset",
                    constraint=models.UniqueConstraint(
                        fields=("name", "version"),
                        name="target_set_version",
                        violation_error_message="Đã có bộ chỉ tiêu cùng tên và cùng bản.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="targetset",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("replaces", models.F("pk")), _negated=True),
                        name="target_set_replaces_another",
                        violation_error_message="Một bộ chỉ tiêu không thể thay cho chính nó.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="target",
                    constraint=models.UniqueConstraint(
                        fields=("target_set", "code"),
                        name="target_code",
                        violation_error_message="Mã chỉ tiêu đã có trong hệ thống này.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="target",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("threshold__isnull", True), ("threshold__gte", 0), _connector="OR"
                        ),
                        name="target_threshold",
                        violation_error_message="Ngưỡng không được âm.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="target",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("computation", ""), ("measure", "ratio"), _connector="OR"
                        ),
                        name="target_computed_is_ratio",
                        violation_error_message="Chỉ tiêu do phần mềm tự tính được đo bằng tỷ lệ.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="targetterm",
                    constraint=models.UniqueConstraint(
                        fields=("target", "side", "indicator"), name="target_term_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="targetterm",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("sign__in", [-1, 1])), name="target_term_sign"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="workbook",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("first_month__lte", models.F("last_month")),
                                ("kind", "unit"),
                                ("layout__in", ["months", "years"]),
                                ("period__isnull", True),
                                ("unit__isnull", False),
                            ),
                            models.Q(
                                ("first_month__isnull", True),
                                ("kind", "consolidated"),
                                ("last_month__isnull", True),
                                ("layout__in", ["period", "to_date", "each_month"]),
                                ("period__isnull", False),
                                ("unit__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="workbook_asked",
                        violation_error_message="Sổ của đơn vị cần tháng, sổ tổng hợp cần kỳ.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="workbook",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=(
                            "user",
                            "acting",
                            "layout",
                            "unit",
                            "first_month",
                            "last_month",
                            "period",
                            "field",
                            "view",
                        ),
                        name="workbook_waiting_once",
                        nulls_distinct=False,
                        violation_error_message="Sổ này đang được lập.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="workbook",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("content__isnull", True),
                                ("done_at__isnull", True),
                                ("state", "waiting"),
                            ),
                            models.Q(
                                ("content__isnull", False),
                                ("done_at__isnull", False),
                                ("state", "done"),
                            ),
                            models.Q(
                                ("content__isnull", True),
                                ("done_at__isnull", False),
                                ("state", "failed"),
                            ),
                            _connector="OR",
                        ),
                        name="workbook_outcome",
                        violation_error_message="Sổ đã lập xong phải có nội dung và giờ xong.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="workbookload",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state__in", ["reading", "writing"])),
                        fields=("user", "unit", "digest"),
                        name="workbook_load_once",
                        violation_error_message="Tệp này đang được xử lý.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="workbookload",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("content__isnull", False), ("state", "reading")),
                            models.Q(
                                models.Q(("state", "reading"), _negated=True),
                                ("content__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="workbook_load_content",
                        violation_error_message="Chỉ giữ tệp trong khi đọc.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="workbookload",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("confirmed_at__isnull", True),
                                ("done_at__isnull", True),
                                ("state__in", ["reading", "read"]),
                            ),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("done_at__isnull", True),
                                ("state", "writing"),
                            ),
                            models.Q(
                                ("done_at__isnull", False),
                                ("state", "done"),
                                ("written__isnull", False),
                            ),
                            models.Q(
                                ("done_at__isnull", False), ("state__in", ["refused", "failed"])
                            ),
                            _connector="OR",
                        ),
                        name="workbook_load_outcome",
                        violation_error_message="Lần nạp đã xong phải có giờ xong và kết quả.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="targetassignment",
                    constraint=models.UniqueConstraint(
                        fields=("work_year", "unit", "target"),
                        name="target_assignment_once",
                        violation_error_message="Chỉ tiêu này đã được giao cho đơn vị trong năm.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="targetassignment",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("assigned_threshold__isnull", True),
                                ("assigned_threshold__gte", 0),
                                _connector="OR",
                            ),
                            models.Q(
                                ("committed_threshold__isnull", True),
                                ("committed_threshold__gte", 0),
                                _connector="OR",
                            ),
                        ),
                        name="target_assignment_thresholds",
                        violation_error_message="Ngưỡng không được âm.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="targetassignment",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_on__isnull", True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="target_assignment_withdrawn_reason",
                        violation_error_message="Ghi lý do thôi giao chỉ tiêu.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="targetassignment",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("none_since__isnull", True),
                            models.Q(("none_arose", True), ("none_since__day", 1)),
                            _connector="OR",
                        ),
                        name="target_assignment_none_since",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="plan",
                    constraint=models.UniqueConstraint(
                        fields=("unit", "work_year", "title"),
                        name="plan_title",
                        violation_error_message="Đơn vị đã có kế hoạch cùng tên trong năm công tác này.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="plan",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("kind__in", ["KH", "CTr"])), name="plan_kind_known"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="plan",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["draft", "submitted", "approved", "in_force", "replaced"],
                            )
                        ),
                        name="plan_state_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="plan",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("submitted_at__isnull", True), ("submitted_by__isnull", True)
                            ),
                            models.Q(
                                ("submitted_at__isnull", False), ("submitted_by__isnull", False)
                            ),
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
                            models.Q(
                                ("approved_at__isnull", False), ("approved_by__isnull", False)
                            ),
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
                    model_name="period",
                    constraint=models.UniqueConstraint(
                        fields=("work_year", "kind", "number"),
                        name="period_once",
                        violation_error_message="Kỳ này đã có trong năm công tác.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="period",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="period_order",
                        violation_error_message="Kỳ phải kết thúc sau ngày bắt đầu.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="award",
                    constraint=models.UniqueConstraint(
                        fields=("decision_code", "decided_on", "unit", "person", "title"),
                        name="award_once",
                        nulls_distinct=False,
                        violation_error_message="Khen thưởng này đã được ghi.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="award",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision_code", ""), _negated=True),
                            models.Q(("title", ""), _negated=True),
                        ),
                        name="award_decided",
                    ),
                ),
            ]
        ),
        migrations.RunSQL(list(figure_year_triggers.INSTALLED), list(figure_year_triggers.REMOVED)),
    ]
