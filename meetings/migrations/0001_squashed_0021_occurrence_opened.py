"""All tables as they stood on 22 November 2026, in one step: an empty database is ready sooner.

Databases that took the steps singly have nothing left to do here.
"""

import datetime

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import meetings.models.kinds
from procuracy.web.tables import CreateTables


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("meetings", "0001_initial"),
        ("meetings", "0002_notice_return_reason"),
        ("meetings", "0003_task_in_plan"),
        ("meetings", "0004_name_removal_from_minutes"),
        ("meetings", "0005_task_reported"),
        ("meetings", "0006_notice_edition"),
        ("meetings", "0007_agenda_people"),
        ("meetings", "0008_matters"),
        ("meetings", "0009_kinds_and_calendar"),
        ("meetings", "0010_hall_and_conclusion"),
        ("meetings", "0011_surroundings_no"),
        ("meetings", "0012_desk"),
        ("meetings", "0013_unit_reports"),
        ("meetings", "0014_sessions_with_one_unit"),
        ("meetings", "0015_inspections"),
        ("meetings", "0016_consolidated_reports"),
        ("meetings", "0017_year_named_once"),
        ("meetings", "0018_guests_and_fields"),
        ("meetings", "0019_briefings"),
        ("meetings", "0020_following_up"),
        ("meetings", "0021_occurrence_opened"),
    ]

    dependencies = [
        ("targets", "0023_virus_check"),
        ("units", "0008_suggested_usernames"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="AddresseeGroup",
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
                        ("code", models.SlugField(max_length=30, unique=True, verbose_name="mã")),
                        ("name", models.CharField(max_length=120, verbose_name="tên nhóm")),
                        ("kinds", models.JSONField(default=list, verbose_name="loại đơn vị")),
                        (
                            "with_fields_only",
                            models.BooleanField(default=False, verbose_name="chỉ phòng nghiệp vụ"),
                        ),
                        (
                            "inspected",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("inspected", "kiểm tra"),
                                    ("self", "tự kiểm tra"),
                                    ("again", "phúc tra"),
                                ],
                                max_length=9,
                                verbose_name="hình thức kiểm tra trong năm",
                            ),
                        ),
                        (
                            "order",
                            models.PositiveSmallIntegerField(default=0, verbose_name="thứ tự"),
                        ),
                    ],
                    options={
                        "verbose_name": "nhóm đối tượng thực hiện",
                        "ordering": ["order", "name"],
                    },
                ),
                migrations.CreateModel(
                    name="Acceptance",
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
                        ("key", models.UUIDField(unique=True, verbose_name="khóa")),
                        (
                            "words",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="lời tiếp thu"
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="lúc")),
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
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="acceptances",
                                to="targets.plan",
                                verbose_name="chương trình, kế hoạch",
                            ),
                        ),
                        (
                            "supplement",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="acceptances",
                                to="targets.plansupplement",
                                verbose_name="lần bổ sung",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="acceptances",
                                to="units.unit",
                                verbose_name="đơn vị tiếp thu",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "tiếp thu",
                        "ordering": ["meeting", "at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Attendance",
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
                            "guest_name",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="họ và tên khách mời"
                            ),
                        ),
                        (
                            "organisation",
                            models.CharField(
                                blank=True, max_length=160, verbose_name="cơ quan, tổ chức"
                            ),
                        ),
                        ("position", models.CharField(max_length=120, verbose_name="chức vụ")),
                        (
                            "presence",
                            models.CharField(
                                choices=[
                                    ("expected", "được mời"),
                                    ("present", "có mặt"),
                                    ("excused", "vắng có lý do"),
                                    ("absent", "vắng mặt"),
                                ],
                                default="expected",
                                max_length=10,
                                verbose_name="có mặt",
                            ),
                        ),
                        (
                            "excuse",
                            models.CharField(blank=True, max_length=200, verbose_name="lý do vắng"),
                        ),
                        (
                            "arrived_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="giờ đến"),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendances",
                                to="units.person",
                                verbose_name="người",
                            ),
                        ),
                        (
                            "replaced_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaces",
                                to="meetings.attendance",
                                verbose_name="người dự thay",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendances",
                                to="units.unit",
                                verbose_name="đại diện đơn vị",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "thành phần dự",
                        "ordering": ["meeting", "site__order", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Difficulty",
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
                            "text",
                            models.TextField(max_length=2000, verbose_name="khó khăn, vướng mắc"),
                        ),
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
                        (
                            "raised_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="lúc nêu"),
                        ),
                        (
                            "answer",
                            models.TextField(blank=True, max_length=4000, verbose_name="trả lời"),
                        ),
                        (
                            "answered_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="lúc trả lời"),
                        ),
                        (
                            "closed_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="lúc kết thúc"
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
                                verbose_name="người trả lời",
                            ),
                        ),
                        (
                            "field",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="difficulties",
                                to="units.field",
                                verbose_name="lĩnh vực",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="difficulties",
                                to="units.unit",
                                verbose_name="đơn vị",
                            ),
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
                        (
                            "text",
                            models.TextField(blank=True, max_length=4000, verbose_name="nội dung"),
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
                            "difficulty",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="meetings.difficulty",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bước của khó khăn, đề xuất",
                        "ordering": ["at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Directive",
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
                            "given_on",
                            models.DateField(blank=True, null=True, verbose_name="giao ngày"),
                        ),
                        ("order", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                        (
                            "quote",
                            models.TextField(
                                blank=True, max_length=5000, verbose_name="đoạn được trích"
                            ),
                        ),
                        (
                            "quote_start",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="vị trí đoạn trích"
                            ),
                        ),
                        (
                            "text",
                            models.TextField(max_length=5000, verbose_name="nội dung chỉ đạo"),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="hạn")),
                        ("due_time", models.TimeField(blank=True, null=True, verbose_name="giờ")),
                        (
                            "due_text",
                            models.CharField(
                                blank=True, max_length=100, verbose_name="hạn bằng chữ"
                            ),
                        ),
                        (
                            "nature",
                            models.CharField(
                                choices=[
                                    ("order", "chỉ đạo"),
                                    ("commitment", "cam kết"),
                                    ("answer", "trả lời khó khăn, đề xuất"),
                                    ("finding", "khắc phục sau kiểm tra"),
                                ],
                                default="order",
                                max_length=10,
                                verbose_name="loại",
                            ),
                        ),
                        (
                            "repeats",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("weekly", "hằng tuần"),
                                    ("monthly", "hằng tháng"),
                                    ("quarterly", "hằng quý"),
                                ],
                                max_length=9,
                                verbose_name="lặp lại",
                            ),
                        ),
                        (
                            "repeats_until",
                            models.DateField(
                                blank=True, null=True, verbose_name="lặp lại đến hết ngày"
                            ),
                        ),
                        (
                            "occasion",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="giao trong dịp"
                            ),
                        ),
                        (
                            "product",
                            models.CharField(blank=True, max_length=200, verbose_name="sản phẩm"),
                        ),
                        (
                            "gives_no_task",
                            models.BooleanField(default=False, verbose_name="không giao nhiệm vụ"),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "concerns",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.appointment",
                                verbose_name="liên quan đến",
                            ),
                        ),
                        (
                            "difficulty",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="directives",
                                to="meetings.difficulty",
                                verbose_name="trả lời khó khăn, đề xuất",
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="directives_outside",
                                to="units.unit",
                                verbose_name="cơ quan giao ngoài hội nghị",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ý kiến chỉ đạo",
                        "ordering": ["meeting", "order", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="DirectiveTask",
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
                        ("is_lead", models.BooleanField(default=True, verbose_name="chủ trì")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="hạn")),
                        ("due_time", models.TimeField(blank=True, null=True, verbose_name="giờ")),
                        ("occurrence", models.DateField(blank=True, null=True, verbose_name="kỳ")),
                        (
                            "opened_on",
                            models.DateField(blank=True, null=True, verbose_name="mở kỳ ngày"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("new", "mới"),
                                    ("acknowledged", "đã nhận"),
                                    ("in_progress", "đang thực hiện"),
                                    ("reported", "đã báo cáo"),
                                    ("confirmed", "đã xác nhận"),
                                    ("withdrawn", "thu hồi"),
                                ],
                                default="new",
                                max_length=12,
                                verbose_name="trạng thái",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "reported_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="lúc báo cáo"),
                        ),
                        (
                            "confirmed_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="lúc xác nhận"
                            ),
                        ),
                        (
                            "appointment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="directive_tasks",
                                to="units.appointment",
                                verbose_name="người thực hiện",
                            ),
                        ),
                        (
                            "directive",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="meetings.directive",
                            ),
                        ),
                        (
                            "in_charge",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks_in_charge",
                                to="units.appointment",
                                verbose_name="người phụ trách",
                            ),
                        ),
                        (
                            "plan_task",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="directive_tasks",
                                to="targets.plantask",
                                verbose_name="nhiệm vụ trong chương trình",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="directive_tasks",
                                to="units.unit",
                                verbose_name="đơn vị thực hiện",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "nhiệm vụ",
                        "ordering": ["due_on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="AgendaItem",
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
                        ("is_heading", models.BooleanField(default=False, verbose_name="đề mục")),
                        ("title", models.CharField(max_length=300, verbose_name="nội dung")),
                        (
                            "presenter",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="người trình bày"
                            ),
                        ),
                        (
                            "minutes",
                            models.PositiveSmallIntegerField(default=10, verbose_name="số phút"),
                        ),
                        (
                            "added_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="bổ sung lúc"),
                        ),
                        (
                            "proposal_key",
                            models.CharField(
                                blank=True,
                                editable=False,
                                max_length=80,
                                verbose_name="khóa đề xuất",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="lý do đưa vào"
                            ),
                        ),
                        (
                            "is_moved",
                            models.BooleanField(default=False, verbose_name="chuyển hẳn sang"),
                        ),
                        ("is_done", models.BooleanField(default=False, verbose_name="đã xong")),
                        (
                            "carried_from",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="carried_to",
                                to="meetings.agendaitem",
                                verbose_name="từ hội nghị trước",
                            ),
                        ),
                        (
                            "concerns",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.appointment",
                                verbose_name="liên quan đến",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agenda_items",
                                to="units.person",
                                verbose_name="người trình bày",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agenda_items",
                                to="units.unit",
                                verbose_name="đơn vị trình bày",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agenda_items",
                                to="meetings.directivetask",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "mục chương trình",
                        "ordering": ["meeting", "order", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="AcceptanceLine",
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
                            models.CharField(
                                blank=True, max_length=500, verbose_name="tiếp thu thành"
                            ),
                        ),
                        (
                            "acceptance",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="meetings.acceptance",
                            ),
                        ),
                        (
                            "difficulty",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="acceptance_line",
                                to="meetings.difficulty",
                                verbose_name="đề nghị sửa",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="acceptance_lines",
                                to="meetings.directivetask",
                                verbose_name="yêu cầu",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "yêu cầu được tiếp thu",
                        "ordering": ["acceptance", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="DraftTakeover",
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
                        ("table", models.CharField(max_length=63, verbose_name="bảng")),
                        ("record", models.CharField(max_length=64, verbose_name="bản ghi")),
                        ("at", models.DateTimeField(verbose_name="lúc")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="tài khoản đã khóa",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người nhận",
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="draft_takeovers",
                                to="units.unit",
                                verbose_name="cơ quan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "nhận bản đang soạn",
                        "ordering": ["-at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Extension",
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
                        ("from_on", models.DateField(verbose_name="hạn cũ")),
                        ("to_on", models.DateField(verbose_name="đề nghị đến hết ngày")),
                        ("reason", models.TextField(max_length=2000, verbose_name="lý do")),
                        ("asked_at", models.DateTimeField(verbose_name="lúc đề nghị")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "chờ quyết định"),
                                    ("granted", "đồng ý"),
                                    ("refused", "không đồng ý"),
                                    ("withdrawn", "rút đề nghị"),
                                ],
                                default="asked",
                                max_length=9,
                                verbose_name="trạng thái",
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="lúc quyết định"
                            ),
                        ),
                        (
                            "words",
                            models.TextField(blank=True, max_length=2000, verbose_name="ý kiến"),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người quyết định",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="extensions",
                                to="meetings.directivetask",
                                verbose_name="nhiệm vụ",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "đề nghị gia hạn",
                        "ordering": ["task", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="HandOver",
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
                        ("reason", models.TextField(max_length=2000, verbose_name="lý do")),
                        ("at", models.DateTimeField(verbose_name="lúc")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người làm",
                            ),
                        ),
                        (
                            "from_unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.unit",
                                verbose_name="đơn vị chuyển",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hand_overs",
                                to="meetings.directivetask",
                                verbose_name="nhiệm vụ",
                            ),
                        ),
                        (
                            "to_unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.unit",
                                verbose_name="đơn vị nhận",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "chuyển giao nhiệm vụ",
                        "ordering": ["task", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="HostTurn",
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
                            "place",
                            models.CharField(blank=True, max_length=200, verbose_name="địa điểm"),
                        ),
                        ("order", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                        (
                            "organiser",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="host_turns",
                                to="units.unit",
                                verbose_name="cơ quan tổ chức",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="turns_to_host",
                                to="units.unit",
                                verbose_name="đơn vị đăng cai",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lượt đăng cai",
                        "ordering": ["organiser", "order", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Inspection",
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
                            models.CharField(
                                blank=True, max_length=300, verbose_name="nội dung kiểm tra"
                            ),
                        ),
                        (
                            "held_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="kiểm tra từ ngày"
                            ),
                        ),
                        (
                            "held_to",
                            models.DateField(blank=True, null=True, verbose_name="đến hết ngày"),
                        ),
                        (
                            "decision",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="quyết định kiểm tra"
                            ),
                        ),
                        (
                            "conclusion",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="kết luận kiểm tra"
                            ),
                        ),
                        (
                            "assessment",
                            models.TextField(
                                blank=True, max_length=10000, verbose_name="đánh giá chung"
                            ),
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
                        (
                            "lead",
                            models.ForeignKey(
                                help_text="Chủ trì kiểm tra, theo dõi và xác nhận việc khắc phục.",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inspections_led",
                                to="units.unit",
                                verbose_name="đơn vị chủ trì",
                            ),
                        ),
                        (
                            "members",
                            models.ManyToManyField(
                                blank=True,
                                related_name="inspections_joined",
                                to="units.person",
                                verbose_name="thành viên đoàn",
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inspections_made",
                                to="units.unit",
                                verbose_name="cơ quan kiểm tra",
                            ),
                        ),
                        (
                            "team_lead",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inspections_led",
                                to="units.person",
                                verbose_name="trưởng đoàn",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inspections",
                                to="units.unit",
                                verbose_name="đơn vị được kiểm tra",
                            ),
                        ),
                        (
                            "work_year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inspections",
                                to="targets.workyear",
                                verbose_name="năm công tác",
                            ),
                        ),
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
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                        (
                            "text",
                            models.TextField(max_length=5000, verbose_name="hạn chế, thiếu sót"),
                        ),
                        (
                            "repair",
                            models.TextField(
                                blank=True, max_length=5000, verbose_name="yêu cầu khắc phục"
                            ),
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
                        (
                            "carried_from",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="looked_at_again",
                                to="meetings.inspectionfinding",
                                verbose_name="phúc tra nội dung",
                            ),
                        ),
                        (
                            "directive",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="finding",
                                to="meetings.directive",
                            ),
                        ),
                        (
                            "field",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inspection_findings",
                                to="units.field",
                                verbose_name="lĩnh vực",
                            ),
                        ),
                        (
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings",
                                to="meetings.inspection",
                            ),
                        ),
                        (
                            "responsible",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inspection_findings",
                                to="units.person",
                                verbose_name="người chịu trách nhiệm",
                            ),
                        ),
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
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
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
                        (
                            "note",
                            models.CharField(blank=True, max_length=500, verbose_name="ghi chú"),
                        ),
                        ("at", models.DateTimeField(verbose_name="lúc")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người làm",
                            ),
                        ),
                        (
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="meetings.inspection",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bước của cuộc kiểm tra",
                        "ordering": ["inspection", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Intervention",
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
                                    ("report", "báo cáo"),
                                    ("question", "truy vấn"),
                                    ("explanation", "giải trình"),
                                    ("answer", "trả lời"),
                                    ("contribution", "tham luận"),
                                    ("commitment", "cam kết"),
                                    ("conclusion", "chỉ đạo, kết luận"),
                                ],
                                max_length=12,
                                verbose_name="loại ý kiến",
                            ),
                        ),
                        (
                            "speaker_text",
                            models.CharField(max_length=160, verbose_name="người phát biểu"),
                        ),
                        (
                            "text",
                            models.TextField(blank=True, max_length=20000, verbose_name="nội dung"),
                        ),
                        ("spoken_at", models.DateTimeField(verbose_name="lúc phát biểu")),
                        (
                            "is_finished",
                            models.BooleanField(default=False, verbose_name="đã ghi xong"),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("change_no", models.PositiveBigIntegerField()),
                        ("client_key", models.UUIDField(editable=False, unique=True)),
                        (
                            "removed_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="gỡ khỏi biên bản lúc"
                            ),
                        ),
                        (
                            "agenda_item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interventions",
                                to="meetings.agendaitem",
                                verbose_name="mục chương trình",
                            ),
                        ),
                        (
                            "answers",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replies",
                                to="meetings.intervention",
                                verbose_name="trả lời cho",
                            ),
                        ),
                        (
                            "asked",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="questions_asked",
                                to="units.unit",
                                verbose_name="đơn vị được hỏi",
                            ),
                        ),
                        (
                            "concerns",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.appointment",
                                verbose_name="liên quan đến",
                            ),
                        ),
                        (
                            "edited_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "speaker",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interventions",
                                to="meetings.attendance",
                                verbose_name="người phát biểu",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ý kiến",
                        "ordering": ["meeting", "spoken_at", "pk"],
                    },
                ),
                migrations.AddField(
                    model_name="directive",
                    name="intervention",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="directives",
                        to="meetings.intervention",
                        verbose_name="từ ý kiến",
                    ),
                ),
                migrations.CreateModel(
                    name="Matter",
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
                            "number",
                            models.CharField(blank=True, max_length=40, verbose_name="số hồ sơ"),
                        ),
                        (
                            "paper",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="văn bản tham chiếu"
                            ),
                        ),
                        (
                            "summary",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="nội dung tóm tắt"
                            ),
                        ),
                        ("opened_on", models.DateField(verbose_name="theo dõi từ ngày")),
                        ("stage", models.CharField(max_length=120, verbose_name="giai đoạn")),
                        (
                            "closed_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="kết thúc theo dõi ngày"
                            ),
                        ),
                        (
                            "closing_reason",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="lý do kết thúc"
                            ),
                        ),
                        ("opened_at", models.DateTimeField(verbose_name="lúc mở")),
                        (
                            "field",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="matters",
                                to="units.field",
                                verbose_name="lĩnh vực",
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.appointment",
                                verbose_name="người mở",
                            ),
                        ),
                        (
                            "responsible",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="matters",
                                to="units.person",
                                verbose_name="người phụ trách",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="matters",
                                to="units.unit",
                                verbose_name="đơn vị",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "vụ, việc theo dõi",
                        "ordering": ["register__order", "unit__order", "opened_on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Exhibit",
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
                                choices=[("target", "chỉ tiêu"), ("matter", "vụ, việc theo dõi")],
                                max_length=6,
                                verbose_name="loại",
                            ),
                        ),
                        ("facts", models.JSONField(verbose_name="nội dung thẻ")),
                        ("taken_at", models.DateTimeField(verbose_name="lấy lúc")),
                        (
                            "taken_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exhibits",
                                to="targets.target",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exhibits",
                                to="units.unit",
                                verbose_name="đơn vị",
                            ),
                        ),
                        (
                            "intervention",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exhibits",
                                to="meetings.intervention",
                                verbose_name="ý kiến",
                            ),
                        ),
                        (
                            "matter",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exhibits",
                                to="meetings.matter",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "thẻ số liệu",
                        "ordering": ["intervention", "taken_at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="MatterRegister",
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
                        ("name", models.CharField(max_length=160, verbose_name="tên sổ")),
                        ("short_name", models.CharField(max_length=60, verbose_name="tên gọn")),
                        (
                            "keeps_narrative",
                            models.BooleanField(
                                default=False, verbose_name="ghi từng vụ, việc và nội dung"
                            ),
                        ),
                        (
                            "may_hold_secrets",
                            models.BooleanField(
                                default=False, verbose_name="có thể có bí mật nhà nước"
                            ),
                        ),
                        (
                            "stages",
                            models.TextField(
                                blank=True,
                                max_length=2000,
                                verbose_name="các giai đoạn (mỗi dòng một giai đoạn)",
                            ),
                        ),
                        (
                            "closing_reasons",
                            models.TextField(
                                blank=True,
                                max_length=2000,
                                verbose_name="các lý do kết thúc (mỗi dòng một lý do)",
                            ),
                        ),
                        (
                            "order",
                            models.PositiveSmallIntegerField(default=0, verbose_name="thứ tự"),
                        ),
                        ("is_active", models.BooleanField(default=True, verbose_name="đang dùng")),
                        (
                            "field",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="matter_registers",
                                to="units.field",
                                verbose_name="lĩnh vực",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "sổ theo dõi vụ, việc",
                        "ordering": ["order", "name"],
                    },
                ),
                migrations.CreateModel(
                    name="MatterCount",
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
                        ("standing", models.PositiveIntegerField(verbose_name="đang theo dõi")),
                        ("opened", models.PositiveIntegerField(default=0, verbose_name="mới")),
                        ("closed", models.PositiveIntegerField(default=0, verbose_name="kết thúc")),
                        (
                            "paper",
                            models.CharField(
                                blank=True, max_length=60, verbose_name="số, ngày văn bản"
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="lúc ghi")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.appointment",
                                verbose_name="người ghi",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="matter_counts",
                                to="units.unit",
                                verbose_name="đơn vị",
                            ),
                        ),
                        (
                            "register",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="counts",
                                to="meetings.matterregister",
                                verbose_name="sổ",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "số vụ, việc theo dõi",
                        "ordering": ["register", "unit", "month"],
                    },
                ),
                migrations.AddField(
                    model_name="matter",
                    name="register",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matters",
                        to="meetings.matterregister",
                        verbose_name="sổ",
                    ),
                ),
                migrations.CreateModel(
                    name="Meeting",
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
                        ("title", models.CharField(max_length=300, verbose_name="tên hội nghị")),
                        (
                            "form",
                            models.CharField(
                                choices=[
                                    ("in_person", "trực tiếp"),
                                    ("online", "trực tuyến"),
                                    ("mixed", "trực tiếp kết hợp trực tuyến"),
                                ],
                                default="in_person",
                                max_length=10,
                                verbose_name="hình thức",
                            ),
                        ),
                        ("place", models.CharField(max_length=200, verbose_name="địa điểm")),
                        ("starts_at", models.DateTimeField(verbose_name="bắt đầu")),
                        ("ends_at", models.DateTimeField(verbose_name="kết thúc")),
                        (
                            "slot_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="kỳ hoặc tuần bắt đầu"
                            ),
                        ),
                        (
                            "reports_due_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="hạn gửi báo cáo"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "dự kiến"),
                                    ("scheduled", "đã lên lịch"),
                                    ("in_session", "đang họp"),
                                    ("concluded", "đã kết luận"),
                                    ("closed", "đã kết thúc"),
                                    ("cancelled", "đã hủy"),
                                ],
                                default="draft",
                                max_length=12,
                                verbose_name="trạng thái",
                            ),
                        ),
                        (
                            "assessment",
                            models.TextField(blank=True, max_length=20000, verbose_name="đánh giá"),
                        ),
                        ("assessment_version", models.PositiveIntegerField(default=0)),
                        ("change_no", models.PositiveBigIntegerField(default=0)),
                        ("surroundings_no", models.PositiveBigIntegerField(default=0)),
                        (
                            "opened_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="lúc khai mạc"
                            ),
                        ),
                        (
                            "concluded_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="lúc kết luận"
                            ),
                        ),
                        (
                            "cancelled_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="lúc hủy"),
                        ),
                        (
                            "cancel_reason",
                            models.CharField(blank=True, max_length=500, verbose_name="lý do hủy"),
                        ),
                        (
                            "issues_notice",
                            models.BooleanField(
                                blank=True, null=True, verbose_name="ra thông báo kết luận"
                            ),
                        ),
                        (
                            "accepted_conflicts",
                            models.TextField(blank=True, verbose_name="trùng lịch đã chấp nhận"),
                        ),
                        (
                            "is_illustrative",
                            models.BooleanField(default=False, verbose_name="có số liệu minh họa"),
                        ),
                        (
                            "chair",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="chaired_meetings",
                                to="units.appointment",
                                verbose_name="chủ trì",
                            ),
                        ),
                        (
                            "host",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hosted_meetings",
                                to="units.unit",
                                verbose_name="đơn vị đăng cai",
                            ),
                        ),
                        (
                            "invited",
                            models.ManyToManyField(
                                blank=True,
                                related_name="invitations",
                                to="units.unit",
                                verbose_name="đơn vị dự",
                            ),
                        ),
                        (
                            "organiser",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="organised_meetings",
                                to="units.unit",
                                verbose_name="cơ quan tổ chức",
                            ),
                        ),
                        (
                            "period",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meetings",
                                to="targets.period",
                                verbose_name="kỳ",
                            ),
                        ),
                        (
                            "secretaries",
                            models.ManyToManyField(
                                blank=True,
                                related_name="meetings_written",
                                to="units.person",
                                verbose_name="thư ký",
                            ),
                        ),
                        (
                            "with_unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sessions",
                                to="units.unit",
                                verbose_name="đơn vị làm việc",
                            ),
                        ),
                        (
                            "work_year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="targets.workyear",
                                verbose_name="năm công tác",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "hội nghị",
                        "ordering": ["-starts_at"],
                    },
                ),
                migrations.CreateModel(
                    name="MatterUpdate",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("opened", "mở theo dõi"),
                                    ("changed", "có thay đổi"),
                                    ("unchanged", "không thay đổi"),
                                    ("closed", "kết thúc"),
                                    ("reopened", "theo dõi lại"),
                                ],
                                max_length=9,
                                verbose_name="loại",
                            ),
                        ),
                        ("stage", models.CharField(max_length=120, verbose_name="giai đoạn")),
                        (
                            "text",
                            models.TextField(blank=True, max_length=2000, verbose_name="thay đổi"),
                        ),
                        ("at", models.DateTimeField(verbose_name="lúc")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.appointment",
                                verbose_name="người ghi",
                            ),
                        ),
                        (
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="updates",
                                to="meetings.matter",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="matter_updates",
                                to="meetings.meeting",
                                verbose_name="hội nghị",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "diễn biến vụ, việc",
                        "ordering": ["matter", "at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Invitation",
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
                        (
                            "invited",
                            models.TextField(max_length=10000, verbose_name="trân trọng kính mời"),
                        ),
                        (
                            "guests",
                            models.TextField(
                                blank=True, max_length=5000, verbose_name="khách mời ngoài ngành"
                            ),
                        ),
                        ("event", models.TextField(max_length=1000, verbose_name="tới dự")),
                        ("chair", models.CharField(max_length=300, verbose_name="chủ trì")),
                        ("time", models.CharField(max_length=300, verbose_name="thời gian")),
                        ("place", models.TextField(max_length=1000, verbose_name="địa điểm")),
                        (
                            "notes",
                            models.TextField(
                                blank=True, max_length=5000, verbose_name="những điểm cần chú ý"
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
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invitations",
                                to="meetings.meeting",
                                verbose_name="hội nghị",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "giấy mời",
                        "ordering": ["-pk"],
                    },
                ),
                migrations.AddField(
                    model_name="intervention",
                    name="meeting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interventions",
                        to="meetings.meeting",
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
                migrations.CreateModel(
                    name="HallFocus",
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
                            "shows",
                            models.CharField(
                                choices=[
                                    ("programme", "chương trình, người phát biểu"),
                                    ("unit", "chỉ tiêu, vụ việc của một đơn vị"),
                                ],
                                default="programme",
                                max_length=10,
                                verbose_name="đang chiếu",
                            ),
                        ),
                        (
                            "item_since",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="nội dung từ lúc"
                            ),
                        ),
                        (
                            "speaker_since",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="phát biểu từ lúc"
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="meetings.agendaitem",
                                verbose_name="nội dung",
                            ),
                        ),
                        (
                            "speaker",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="meetings.attendance",
                                verbose_name="người phát biểu",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.unit",
                                verbose_name="đơn vị",
                            ),
                        ),
                        (
                            "meeting",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="focus",
                                to="meetings.meeting",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "màn hình hội trường",
                    },
                ),
                migrations.AddField(
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
                migrations.CreateModel(
                    name="ConsolidatedReport",
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
                        ("since", models.DateField(verbose_name="số liệu từ ngày")),
                        ("until", models.DateField(verbose_name="đến hết ngày")),
                        (
                            "opening",
                            models.TextField(blank=True, max_length=5000, verbose_name="mở đầu"),
                        ),
                        (
                            "closing",
                            models.TextField(blank=True, max_length=5000, verbose_name="kết thúc"),
                        ),
                        ("change_no", models.PositiveBigIntegerField(default=0)),
                        (
                            "drawing",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "chưa lập"),
                                    ("waiting", "đang lập"),
                                    ("done", "đã lập xong"),
                                    ("failed", "không lập được"),
                                ],
                                max_length=8,
                                verbose_name="lập số liệu",
                            ),
                        ),
                        (
                            "progress",
                            models.PositiveSmallIntegerField(default=0, verbose_name="đã lập (%)"),
                        ),
                        (
                            "asked_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="yêu cầu lập lúc"
                            ),
                        ),
                        (
                            "drawn_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="số liệu lúc"),
                        ),
                        (
                            "trouble",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="lý do không lập được"
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
                            "previous",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="later",
                                to="meetings.consolidatedreport",
                                verbose_name="báo cáo kỳ trước",
                            ),
                        ),
                        (
                            "readers",
                            models.ManyToManyField(
                                blank=True,
                                related_name="+",
                                to="units.appointment",
                                verbose_name="gửi đến",
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
                            "meeting",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consolidated",
                                to="meetings.meeting",
                                verbose_name="hội nghị",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "báo cáo tổng hợp",
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ChairQuestion",
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
                            "key",
                            models.CharField(editable=False, max_length=80, verbose_name="khóa"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("unmet", "chỉ tiêu chưa đạt, chưa giải trình"),
                                    ("broken", "không thực hiện được cam kết"),
                                    ("grown", "vụ việc tăng"),
                                    ("late", "báo cáo chậm"),
                                ],
                                max_length=8,
                                verbose_name="loại",
                            ),
                        ),
                        ("text", models.TextField(max_length=2000, verbose_name="nội dung")),
                        (
                            "asked_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="hỏi lúc"),
                        ),
                        (
                            "is_unexplained",
                            models.BooleanField(default=False, verbose_name="không giải trình"),
                        ),
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
                            "target",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="targets.target",
                                verbose_name="chỉ tiêu",
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
                            "intervention",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="question",
                                to="meetings.intervention",
                                verbose_name="ý kiến truy vấn",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="questions",
                                to="meetings.meeting",
                                verbose_name="hội nghị",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "câu hỏi của chủ trì",
                        "ordering": ["meeting", "unit__order", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="BreakthroughChoice",
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
                        ("at", models.DateTimeField(verbose_name="lúc")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.appointment",
                                verbose_name="người chọn",
                            ),
                        ),
                        (
                            "plan_task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="breakthrough_choices",
                                to="targets.plantask",
                                verbose_name="nhiệm vụ",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="breakthroughs",
                                to="meetings.meeting",
                                verbose_name="hội nghị triển khai",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "khâu đột phá được chọn",
                        "ordering": ["meeting", "at", "pk"],
                    },
                ),
                migrations.AddField(
                    model_name="attendance",
                    name="meeting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to="meetings.meeting",
                    ),
                ),
                migrations.AddField(
                    model_name="agendaitem",
                    name="meeting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agenda",
                        to="meetings.meeting",
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
                migrations.CreateModel(
                    name="MeetingKind",
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
                        ("name", models.CharField(max_length=120, verbose_name="tên loại")),
                        (
                            "title_template",
                            models.CharField(max_length=200, verbose_name="mẫu tên hội nghị"),
                        ),
                        (
                            "period_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("month", "tháng"),
                                    ("quarter", "quý"),
                                    ("half", "sáu tháng"),
                                    ("nine_months", "chín tháng"),
                                    ("year", "năm"),
                                ],
                                max_length=12,
                                verbose_name="kỳ",
                            ),
                        ),
                        (
                            "offices",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("province", "tỉnh"),
                                        ("department", "phòng"),
                                        ("district", "huyện"),
                                        ("region", "khu vực"),
                                    ],
                                    max_length=12,
                                ),
                                default=meetings.models.kinds.every_office,
                                size=None,
                                verbose_name="cơ quan tổ chức",
                            ),
                        ),
                        (
                            "purpose",
                            models.CharField(
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
                        (
                            "acceptance_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(60)],
                                verbose_name="hạn tiếp thu, số ngày làm việc sau kết luận",
                            ),
                        ),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    ("leadership", "lãnh đạo Viện, Văn phòng"),
                                    ("all", "tất cả đơn vị"),
                                    ("one", "một đơn vị"),
                                    ("chosen", "đơn vị được chọn"),
                                ],
                                default="chosen",
                                max_length=10,
                                verbose_name="thành phần",
                            ),
                        ),
                        (
                            "presiding",
                            models.CharField(
                                choices=[
                                    ("head", "Viện trưởng"),
                                    ("deputy", "Phó Viện trưởng phụ trách"),
                                ],
                                default="head",
                                max_length=6,
                                verbose_name="chủ trì",
                            ),
                        ),
                        (
                            "by_portfolio",
                            models.BooleanField(
                                default=False,
                                verbose_name="chỉ đạo theo lĩnh vực, địa bàn phụ trách",
                            ),
                        ),
                        (
                            "hosted_in_turn",
                            models.BooleanField(default=False, verbose_name="luân phiên đăng cai"),
                        ),
                        (
                            "form",
                            models.CharField(
                                choices=[
                                    ("in_person", "trực tiếp"),
                                    ("online", "trực tuyến"),
                                    ("mixed", "trực tiếp kết hợp trực tuyến"),
                                ],
                                default="in_person",
                                max_length=10,
                                verbose_name="hình thức",
                            ),
                        ),
                        (
                            "weekday",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[
                                    (1, "thứ Hai"),
                                    (2, "thứ Ba"),
                                    (3, "thứ Tư"),
                                    (4, "thứ Năm"),
                                    (5, "thứ Sáu"),
                                    (6, "thứ Bảy"),
                                    (7, "Chủ nhật"),
                                ],
                                null=True,
                                verbose_name="thứ",
                            ),
                        ),
                        (
                            "days_after",
                            models.PositiveSmallIntegerField(
                                default=5,
                                validators=[django.core.validators.MaxValueValidator(90)],
                                verbose_name="số ngày sau khi hết kỳ",
                            ),
                        ),
                        (
                            "usual_time",
                            models.TimeField(
                                default=datetime.time(8, 0), verbose_name="giờ bắt đầu"
                            ),
                        ),
                        (
                            "length_minutes",
                            models.PositiveSmallIntegerField(
                                default=120,
                                validators=[
                                    django.core.validators.MinValueValidator(10),
                                    django.core.validators.MaxValueValidator(720),
                                ],
                                verbose_name="thời gian họp, phút",
                            ),
                        ),
                        (
                            "report_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(60)],
                                verbose_name="hạn báo cáo, số ngày làm việc trước ngày họp",
                            ),
                        ),
                        (
                            "report_time",
                            models.TimeField(
                                default=datetime.time(16, 0), verbose_name="hạn báo cáo, giờ"
                            ),
                        ),
                        (
                            "speech_minutes",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(120)],
                                verbose_name="phát biểu, số phút",
                            ),
                        ),
                        (
                            "speech_length",
                            models.PositiveIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(50000)],
                                verbose_name="phát biểu, số ký tự",
                            ),
                        ),
                        (
                            "agenda",
                            models.TextField(
                                blank=True,
                                verbose_name="chương trình mẫu (mỗi dòng: nội dung | số phút)",
                            ),
                        ),
                        (
                            "needs_notice",
                            models.BooleanField(
                                default=True, verbose_name="phải ra thông báo kết luận"
                            ),
                        ),
                        (
                            "answers_by_head",
                            models.BooleanField(
                                default=False,
                                verbose_name="kết quả nhiệm vụ phải được thủ trưởng đơn vị duyệt",
                            ),
                        ),
                        ("is_in_use", models.BooleanField(default=True, verbose_name="đang dùng")),
                        (
                            "order",
                            models.PositiveSmallIntegerField(default=0, verbose_name="thứ tự"),
                        ),
                    ],
                    options={
                        "verbose_name": "loại hội nghị",
                        "ordering": ["order", "name"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("offices", []), _negated=True),
                                    ("offices__contained_by", ["province", "district", "region"]),
                                ),
                                name="meeting_kind_offices",
                                violation_error_message="Chọn ít nhất một loại cơ quan tổ chức hội nghị này.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("purpose", "hearing"), ("audience", "one"), _connector="OR"
                                ),
                                name="meeting_kind_with_one",
                                violation_error_message="Buổi làm việc, hội nghị triển khai chương trình có thành phần là một đơn vị.",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="meeting",
                    name="kind",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="meetings.meetingkind",
                        verbose_name="loại",
                    ),
                ),
                migrations.CreateModel(
                    name="KindSection",
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
                            models.PositiveIntegerField(
                                default=20000, verbose_name="số ký tự nhiều nhất"
                            ),
                        ),
                        (
                            "kind",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sections",
                                to="meetings.meetingkind",
                                verbose_name="loại",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "mục báo cáo của loại hội nghị",
                        "ordering": ["kind", "order"],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingMove",
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
                        ("from_starts_at", models.DateTimeField(verbose_name="bắt đầu cũ")),
                        ("from_ends_at", models.DateTimeField(verbose_name="kết thúc cũ")),
                        (
                            "from_place",
                            models.CharField(max_length=200, verbose_name="địa điểm cũ"),
                        ),
                        ("to_starts_at", models.DateTimeField(verbose_name="bắt đầu mới")),
                        ("to_ends_at", models.DateTimeField(verbose_name="kết thúc mới")),
                        ("to_place", models.CharField(max_length=200, verbose_name="địa điểm mới")),
                        ("reason", models.CharField(max_length=500, verbose_name="lý do")),
                        ("at", models.DateTimeField(verbose_name="lúc")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người làm",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="moves",
                                to="meetings.meeting",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "chuyển lịch họp",
                        "ordering": ["meeting", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingNews",
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
                        ("at", models.DateTimeField(verbose_name="lúc")),
                        (
                            "acknowledged_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="lúc xác nhận đã biết"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="news",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "move",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="news",
                                to="meetings.meetingmove",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meeting_news",
                                to="units.person",
                                verbose_name="người nhận",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meeting_news",
                                to="units.unit",
                                verbose_name="đơn vị",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "tin về cuộc họp",
                        "ordering": ["-at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingSeries",
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
                        ("at", models.DateTimeField(verbose_name="lập lúc")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người lập",
                            ),
                        ),
                        (
                            "kind",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="meetings.meetingkind",
                                verbose_name="loại",
                            ),
                        ),
                        (
                            "organiser",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meeting_series",
                                to="units.unit",
                                verbose_name="cơ quan tổ chức",
                            ),
                        ),
                        (
                            "work_year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meeting_series",
                                to="targets.workyear",
                                verbose_name="năm công tác",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lịch năm",
                        "verbose_name_plural": "lịch năm",
                        "ordering": ["-work_year__year", "kind__order", "pk"],
                    },
                ),
                migrations.AddField(
                    model_name="meeting",
                    name="series",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="meetings.meetingseries",
                        verbose_name="lịch năm",
                    ),
                ),
                migrations.CreateModel(
                    name="MeetingStep",
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
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "dự kiến"),
                                    ("scheduled", "đã lên lịch"),
                                    ("in_session", "đang họp"),
                                    ("concluded", "đã kết luận"),
                                    ("closed", "đã kết thúc"),
                                    ("cancelled", "đã hủy"),
                                ],
                                max_length=12,
                                verbose_name="trạng thái",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(blank=True, max_length=500, verbose_name="lý do"),
                        ),
                        ("at", models.DateTimeField(verbose_name="lúc")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="meetings.meeting",
                                verbose_name="hội nghị",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bước của hội nghị",
                        "ordering": ["meeting", "at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="MinutesVersion",
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
                        ("content", models.JSONField(verbose_name="nội dung đã chốt")),
                        ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                        (
                            "reason",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="lý do ghi lại"
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="lúc kết luận")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người kết luận",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="meetings.meeting",
                                verbose_name="hội nghị",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bản biên bản đã chốt",
                        "ordering": ["meeting", "number"],
                    },
                ),
                migrations.CreateModel(
                    name="MinutesDocument",
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
                        (
                            "cause",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="lý do bổ sung"
                            ),
                        ),
                        (
                            "correction",
                            models.TextField(
                                blank=True,
                                max_length=20000,
                                verbose_name="nội dung bổ sung, đính chính",
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
                            "corrects",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="supplements",
                                to="meetings.minutesdocument",
                                verbose_name="bổ sung cho biên bản",
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
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="minutes_documents",
                                to="meetings.meeting",
                                verbose_name="hội nghị",
                            ),
                        ),
                        (
                            "recipients",
                            models.ManyToManyField(
                                related_name="+", to="units.unit", verbose_name="đơn vị nhận"
                            ),
                        ),
                        (
                            "secretary",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.appointment",
                                verbose_name="thư ký",
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
                            "version",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="paper",
                                to="meetings.minutesversion",
                                verbose_name="bản biên bản",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "biên bản trình ký",
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ConclusionOverride",
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
                            "rule",
                            models.CharField(
                                choices=[
                                    ("directives", "có ý kiến chỉ đạo"),
                                    ("addressee", "ý kiến chỉ đạo có đơn vị thực hiện"),
                                    ("due", "ý kiến chỉ đạo có thời hạn"),
                                    ("explanation", "chỉ tiêu chưa đạt có giải trình"),
                                    ("attendance", "điểm danh đủ"),
                                    ("speaker", "ý kiến có người phát biểu"),
                                    ("assessment", "có đánh giá của chủ trì"),
                                ],
                                max_length=12,
                                verbose_name="điều cần có",
                            ),
                        ),
                        ("missing", models.TextField(max_length=5000, verbose_name="còn thiếu")),
                        (
                            "reason",
                            models.CharField(max_length=500, verbose_name="lý do vẫn kết luận"),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="overrides",
                                to="meetings.minutesversion",
                                verbose_name="bản biên bản",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "kết luận khi còn thiếu",
                        "ordering": ["version", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="NarrativeSwitch",
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
                            "is_on",
                            models.BooleanField(verbose_name="ghi từng vụ, việc và nội dung"),
                        ),
                        ("reason", models.CharField(max_length=500, verbose_name="lý do")),
                        ("at", models.DateTimeField(verbose_name="lúc")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.appointment",
                                verbose_name="người quyết định",
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="narrative_switches",
                                to="units.unit",
                                verbose_name="cơ quan",
                            ),
                        ),
                        (
                            "register",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="switches",
                                to="meetings.matterregister",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "quyết định cách ghi sổ",
                        "ordering": ["-at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
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
                            "assessment",
                            models.TextField(blank=True, max_length=20000, verbose_name="đánh giá"),
                        ),
                        (
                            "directives_intro",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="dẫn vào nhiệm vụ"
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
                            "meeting",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notice",
                                to="meetings.meeting",
                                verbose_name="hội nghị",
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
                    ],
                    options={
                        "verbose_name": "thông báo kết luận",
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="NoticeParagraph",
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
                        ("text", models.TextField(max_length=5000, verbose_name="nội dung")),
                        (
                            "directive",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="paragraphs",
                                to="meetings.directive",
                            ),
                        ),
                        (
                            "notice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="paragraphs",
                                to="meetings.notice",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "đoạn của thông báo",
                        "ordering": ["notice", "order", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="OutlineLine",
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
                            "office_kind",
                            models.CharField(
                                choices=[("province", "tỉnh"), ("region", "khu vực")],
                                default="province",
                                max_length=12,
                                verbose_name="cơ quan",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("heading", "đề mục"),
                                    ("own", "Văn phòng tự viết"),
                                    ("figures", "dòng thống kê"),
                                    ("target", "chỉ tiêu"),
                                    ("register", "sổ theo dõi vụ, việc"),
                                    ("section", "mục báo cáo của các đơn vị"),
                                    ("difficulties", "khó khăn, đề xuất của các đơn vị"),
                                    ("overdue", "nhiệm vụ theo kết luận quá hạn"),
                                    ("late", "báo cáo phục vụ hội nghị gửi chậm, chưa gửi"),
                                ],
                                default="heading",
                                max_length=12,
                                verbose_name="nội dung",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="tên đề mục, tên dòng"
                            ),
                        ),
                        (
                            "template",
                            models.TextField(blank=True, max_length=1000, verbose_name="câu mẫu"),
                        ),
                        (
                            "indicators",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.SlugField(max_length=20),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="mã dòng thống kê",
                            ),
                        ),
                        (
                            "target",
                            models.CharField(blank=True, max_length=20, verbose_name="mã chỉ tiêu"),
                        ),
                        (
                            "section",
                            models.CharField(
                                blank=True,
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
                                max_length=12,
                                verbose_name="mục báo cáo của đơn vị",
                            ),
                        ),
                        (
                            "kind",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="outline",
                                to="meetings.meetingkind",
                                verbose_name="loại hội nghị",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="children",
                                to="meetings.outlineline",
                                verbose_name="thuộc đề mục",
                            ),
                        ),
                        (
                            "register",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="meetings.matterregister",
                                verbose_name="sổ theo dõi",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "dòng đề cương báo cáo tổng hợp",
                        "ordering": ["kind", "office_kind", "order", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ConsolidatedLine",
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
                        ("level", models.PositiveSmallIntegerField(default=1, verbose_name="cấp")),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("heading", "đề mục"),
                                    ("own", "Văn phòng tự viết"),
                                    ("figures", "dòng thống kê"),
                                    ("target", "chỉ tiêu"),
                                    ("register", "sổ theo dõi vụ, việc"),
                                    ("section", "mục báo cáo của các đơn vị"),
                                    ("difficulties", "khó khăn, đề xuất của các đơn vị"),
                                    ("overdue", "nhiệm vụ theo kết luận quá hạn"),
                                    ("late", "báo cáo phục vụ hội nghị gửi chậm, chưa gửi"),
                                ],
                                default="own",
                                max_length=12,
                                verbose_name="nội dung",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="tên đề mục, tên dòng"
                            ),
                        ),
                        (
                            "is_heading",
                            models.BooleanField(default=False, verbose_name="là đề mục"),
                        ),
                        ("is_own", models.BooleanField(default=False, verbose_name="dòng tự thêm")),
                        ("generated", models.TextField(blank=True, verbose_name="phần mềm lập")),
                        (
                            "text",
                            models.TextField(blank=True, max_length=40000, verbose_name="nội dung"),
                        ),
                        (
                            "is_edited",
                            models.BooleanField(default=False, verbose_name="đã sửa tay"),
                        ),
                        (
                            "has_fresh",
                            models.BooleanField(default=False, verbose_name="có bản mới chưa xem"),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("change_no", models.PositiveBigIntegerField(default=0)),
                        (
                            "breakdown",
                            models.JSONField(
                                blank=True, default=list, verbose_name="số theo đơn vị"
                            ),
                        ),
                        (
                            "generated_breakdown",
                            models.JSONField(
                                blank=True, default=list, verbose_name="số theo đơn vị, bản mới"
                            ),
                        ),
                        (
                            "sources",
                            models.JSONField(blank=True, default=list, verbose_name="nguồn"),
                        ),
                        ("previous_text", models.TextField(blank=True, verbose_name="kỳ trước")),
                        (
                            "is_hidden",
                            models.BooleanField(
                                default=False, verbose_name="không đưa vào báo cáo"
                            ),
                        ),
                        (
                            "hidden_reason",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="lý do không đưa vào"
                            ),
                        ),
                        (
                            "edited_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="lúc sửa"),
                        ),
                        (
                            "edited_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="meetings.consolidatedreport",
                            ),
                        ),
                        (
                            "outline",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="meetings.outlineline",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "dòng báo cáo tổng hợp",
                        "ordering": ["report", "order", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Phrase",
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
                        ("shortcut", models.CharField(max_length=12, verbose_name="chữ tắt")),
                        ("text", models.TextField(max_length=1000, verbose_name="câu mẫu")),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("report", "báo cáo"),
                                    ("question", "truy vấn"),
                                    ("explanation", "giải trình"),
                                    ("answer", "trả lời"),
                                    ("contribution", "tham luận"),
                                    ("commitment", "cam kết"),
                                    ("conclusion", "chỉ đạo, kết luận"),
                                ],
                                max_length=12,
                                verbose_name="dùng cho loại ý kiến",
                            ),
                        ),
                        (
                            "order",
                            models.PositiveSmallIntegerField(default=0, verbose_name="thứ tự"),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="phrases",
                                to="units.unit",
                                verbose_name="cơ quan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "câu mẫu",
                        "ordering": ["office", "order", "shortcut"],
                    },
                ),
                migrations.CreateModel(
                    name="ReportDelivery",
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
                        ("delivered_at", models.DateTimeField(verbose_name="lúc gửi")),
                        (
                            "mailed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="lúc gửi thư"),
                        ),
                        (
                            "read_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="lúc mở xem lần đầu"
                            ),
                        ),
                        (
                            "downloaded_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="lúc tải về"),
                        ),
                        (
                            "reminded_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="lúc nhắc gần nhất"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports_received",
                                to="units.person",
                                verbose_name="người nhận",
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deliveries",
                                to="meetings.consolidatedreport",
                                verbose_name="báo cáo",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports_received",
                                to="units.unit",
                                verbose_name="đơn vị",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "gửi báo cáo tổng hợp",
                        "ordering": ["report", "unit__order", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Site",
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
                        ("name", models.CharField(max_length=120, verbose_name="điểm cầu")),
                        (
                            "is_online",
                            models.BooleanField(default=False, verbose_name="trực tuyến"),
                        ),
                        (
                            "head_count",
                            models.PositiveSmallIntegerField(default=0, verbose_name="số người"),
                        ),
                        (
                            "order",
                            models.PositiveSmallIntegerField(default=0, verbose_name="thứ tự"),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sites",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sites",
                                to="units.unit",
                                verbose_name="đơn vị",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "điểm cầu",
                        "ordering": ["meeting", "order", "pk"],
                    },
                ),
                migrations.AddField(
                    model_name="attendance",
                    name="site",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="meetings.site",
                        verbose_name="điểm cầu",
                    ),
                ),
                migrations.CreateModel(
                    name="SpeakerTurn",
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
                        (
                            "minutes",
                            models.PositiveSmallIntegerField(
                                default=5, verbose_name="số phút được giao"
                            ),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="đăng ký lúc")),
                        (
                            "called_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="mời lúc"),
                        ),
                        (
                            "started_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="bắt đầu lúc"),
                        ),
                        (
                            "ended_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="kết thúc lúc"
                            ),
                        ),
                        (
                            "agenda_item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="turns",
                                to="meetings.agendaitem",
                                verbose_name="mục chương trình",
                            ),
                        ),
                        (
                            "attendance",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="turns",
                                to="meetings.attendance",
                                verbose_name="người phát biểu",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="turns",
                                to="meetings.meeting",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lượt phát biểu",
                        "ordering": ["meeting", "order", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="TaskAnswer",
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
                            "text",
                            models.TextField(max_length=10000, verbose_name="kết quả thực hiện"),
                        ),
                        ("at", models.DateTimeField(verbose_name="lúc trình")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "chờ thủ trưởng duyệt"),
                                    ("sent", "đã duyệt, gửi"),
                                    ("returned", "thủ trưởng trả lại"),
                                ],
                                default="waiting",
                                max_length=8,
                                verbose_name="trạng thái",
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="lúc duyệt"),
                        ),
                        (
                            "words",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="lý do trả lại"
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người viết",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="thủ trưởng",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="meetings.directivetask",
                                verbose_name="nhiệm vụ",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "báo cáo kết quả chờ duyệt",
                        "ordering": ["task", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="TaskDigest",
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
                        ("on", models.DateField(verbose_name="ngày")),
                        ("at", models.DateTimeField(verbose_name="lúc lập")),
                        (
                            "mailed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="lúc gửi thư"),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="task_digests",
                                to="units.person",
                                verbose_name="người nhận",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "thư nhắc việc trong ngày",
                        "ordering": ["-on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="TaskEvent",
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
                            "state",
                            models.CharField(
                                choices=[
                                    ("new", "mới"),
                                    ("acknowledged", "đã nhận"),
                                    ("in_progress", "đang thực hiện"),
                                    ("reported", "đã báo cáo"),
                                    ("confirmed", "đã xác nhận"),
                                    ("withdrawn", "thu hồi"),
                                ],
                                max_length=12,
                                verbose_name="trạng thái",
                            ),
                        ),
                        (
                            "text",
                            models.TextField(blank=True, max_length=10000, verbose_name="nội dung"),
                        ),
                        ("at", models.DateTimeField(verbose_name="lúc")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="meetings.directivetask",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "diễn biến nhiệm vụ",
                        "ordering": ["task", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="TaskEvidence",
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
                        ("words", models.CharField(max_length=500, verbose_name="như lúc đó")),
                        ("at", models.DateTimeField(verbose_name="lúc")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người đưa",
                            ),
                        ),
                        (
                            "figure",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="targets.figure",
                                verbose_name="số liệu",
                            ),
                        ),
                        (
                            "plan_task",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="targets.plantask",
                                verbose_name="nhiệm vụ trong chương trình",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence",
                                to="meetings.directivetask",
                                verbose_name="nhiệm vụ",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "minh chứng của nhiệm vụ",
                        "ordering": ["task", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="TaskFile",
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
                        ("at", models.DateTimeField(verbose_name="lúc gửi")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người gửi",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="meetings.directivetask",
                                verbose_name="nhiệm vụ",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "tài liệu chứng minh của nhiệm vụ",
                        "ordering": ["task", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="TaskReminder",
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
                                    ("seven", "còn 7 ngày làm việc"),
                                    ("three", "còn 3 ngày làm việc"),
                                    ("one", "còn 1 ngày làm việc"),
                                    ("overdue", "quá hạn"),
                                    ("deputy", "quá hạn, báo Phó Viện trưởng phụ trách"),
                                    ("head", "quá hạn, báo Viện trưởng"),
                                ],
                                max_length=7,
                                verbose_name="mức nhắc",
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="hạn")),
                        ("on", models.DateField(verbose_name="ngày nhắc")),
                        (
                            "acknowledged_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="lúc xác nhận đã biết"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="task_reminders",
                                to="units.person",
                                verbose_name="người được nhắc",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reminders",
                                to="meetings.directivetask",
                                verbose_name="nhiệm vụ",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "nhắc việc",
                        "ordering": ["-on", "due_on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="TaskReview",
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
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("dated", "ấn định hạn"),
                                    ("closed", "kết thúc theo dõi"),
                                    ("kept", "tiếp tục thường xuyên"),
                                ],
                                max_length=6,
                                verbose_name="kết quả xem xét",
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="hạn")),
                        (
                            "words",
                            models.TextField(blank=True, max_length=2000, verbose_name="ý kiến"),
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
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="task_reviews",
                                to="meetings.meeting",
                                verbose_name="hội nghị",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviews",
                                to="meetings.directivetask",
                                verbose_name="nhiệm vụ",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "xem xét nhiệm vụ không có hạn",
                        "ordering": ["task", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="UnitReport",
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
                            "return_reason",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="lý do trả lại"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                        (
                            "sent_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="lúc gửi"),
                        ),
                        (
                            "accepted_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="lúc tiếp nhận"
                            ),
                        ),
                        (
                            "extended_to",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="được gia hạn đến"
                            ),
                        ),
                        (
                            "extension_reason",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="lý do gia hạn"
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
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="meetings.meeting",
                                verbose_name="hội nghị",
                            ),
                        ),
                        (
                            "sent_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meeting_reports",
                                to="units.unit",
                                verbose_name="đơn vị",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "báo cáo phục vụ hội nghị",
                        "ordering": ["meeting", "unit__order"],
                    },
                ),
                migrations.CreateModel(
                    name="ReportStep",
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
                                    ("checked", "kiểm tra"),
                                    ("returned", "trả lại"),
                                    ("accepted", "tiếp nhận"),
                                    ("extended", "gia hạn"),
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
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="meetings.unitreport",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bước của báo cáo phục vụ hội nghị",
                        "ordering": ["at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ReportSection",
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
                            models.PositiveIntegerField(
                                default=20000, verbose_name="số ký tự nhiều nhất"
                            ),
                        ),
                        (
                            "minutes",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="số phút"
                            ),
                        ),
                        (
                            "facts",
                            models.JSONField(
                                blank=True,
                                default=list,
                                verbose_name="số liệu, việc do phần mềm lập",
                            ),
                        ),
                        (
                            "facts_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="lúc lập"),
                        ),
                        (
                            "text",
                            models.TextField(blank=True, max_length=20000, verbose_name="nội dung"),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sections",
                                to="meetings.unitreport",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "mục của báo cáo",
                        "ordering": ["report", "order"],
                    },
                ),
                migrations.CreateModel(
                    name="ReportFile",
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
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="meetings.unitreport",
                                verbose_name="báo cáo",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "tài liệu kèm báo cáo",
                        "ordering": ["report", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ReportCheck",
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
                        ("is_fine", models.BooleanField(verbose_name="không có ý kiến gì thêm")),
                        (
                            "note",
                            models.CharField(blank=True, max_length=1000, verbose_name="ý kiến"),
                        ),
                        ("at", models.DateTimeField(verbose_name="lúc kiểm tra")),
                        (
                            "by",
                            models.ForeignKey(
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
                                related_name="report_checks",
                                to="units.field",
                                verbose_name="lĩnh vực",
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checks",
                                to="meetings.unitreport",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "kiểm tra báo cáo phục vụ hội nghị",
                        "ordering": ["at", "pk"],
                    },
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
                migrations.CreateModel(
                    name="Writing",
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
                            "row",
                            models.UUIDField(
                                blank=True, null=True, verbose_name="ý kiến đang nhập"
                            ),
                        ),
                        ("seen_at", models.DateTimeField(verbose_name="lúc")),
                        (
                            "agenda_item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="meetings.agendaitem",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="writings",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "người đang ghi biên bản",
                        "ordering": ["meeting", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ConsolidatedWriting",
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
                        ("seen_at", models.DateTimeField(verbose_name="lúc")),
                        (
                            "line",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="meetings.consolidatedline",
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="writings",
                                to="meetings.consolidatedreport",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "người đang soạn báo cáo tổng hợp",
                        "ordering": ["report", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("report", "user"), name="consolidated_writing_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Addressee",
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
                        ("is_lead", models.BooleanField(default=True, verbose_name="chủ trì")),
                        (
                            "appointment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.appointment",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.unit",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="meetings.addresseegroup",
                            ),
                        ),
                        (
                            "directive",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="addressees",
                                to="meetings.directive",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "đối tượng thực hiện",
                        "ordering": ["directive", "-is_lead", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("appointment__isnull", True),
                                        ("group__isnull", True),
                                        ("unit__isnull", False),
                                    ),
                                    models.Q(
                                        ("appointment__isnull", False),
                                        ("group__isnull", True),
                                        ("unit__isnull", True),
                                    ),
                                    models.Q(
                                        ("appointment__isnull", True),
                                        ("group__isnull", False),
                                        ("unit__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="addressee_exactly_one",
                                violation_error_message="Chọn một đơn vị, một chức vụ hoặc một nhóm.",
                            ),
                            models.UniqueConstraint(
                                fields=("directive", "unit", "appointment", "group"),
                                name="addressee_once",
                                nulls_distinct=False,
                                violation_error_message="Đối tượng này đã có trong danh sách.",
                            ),
                        ],
                    },
                ),
                migrations.AddIndex(
                    model_name="directivetask",
                    index=models.Index(
                        condition=models.Q(
                            ("state__in", ["confirmed", "withdrawn"]), _negated=True
                        ),
                        fields=["unit", "due_on"],
                        name="task_open_by_unit",
                    ),
                ),
                migrations.AddIndex(
                    model_name="directivetask",
                    index=models.Index(
                        condition=models.Q(("state", "reported")),
                        fields=["directive"],
                        name="task_reported",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="directivetask",
                    constraint=models.UniqueConstraint(
                        fields=("directive", "unit", "appointment", "occurrence"),
                        name="directive_task_once",
                        nulls_distinct=False,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="directivetask",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "confirmed"), _negated=True),
                            ("confirmed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="directive_task_confirmed",
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
                            models.Q(
                                ("difficulty__isnull", True), ("kind__in", ["new", "existing"])
                            ),
                            _connector="OR",
                        ),
                        name="acceptance_line_change",
                    ),
                ),
                migrations.AddIndex(
                    model_name="drafttakeover",
                    index=models.Index(fields=["table", "record"], name="draft_takeover_row"),
                ),
                migrations.AddConstraint(
                    model_name="extension",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "asked")),
                        fields=("task",),
                        name="extension_one_waits",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="extension",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("to_on__gt", models.F("from_on"))),
                        name="extension_later",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="extension",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True),
                                ("decided_by__isnull", True),
                                ("state", "asked"),
                            ),
                            models.Q(
                                models.Q(("state", "asked"), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="extension_decided",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="extension",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="extension_refused_with_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="handover",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("from_unit", models.F("to_unit")), _negated=True),
                        name="hand_over_elsewhere",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="hostturn",
                    constraint=models.UniqueConstraint(
                        fields=("organiser", "unit"),
                        name="host_turn_once",
                        violation_error_message="Đơn vị này đã có trong vòng luân phiên.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="hostturn",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("organiser", models.F("unit")), _negated=True),
                        name="host_turn_another",
                        violation_error_message="Cơ quan tổ chức không xếp lượt cho chính mình.",
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
                                models.Q(("repair", ""), _negated=True),
                                ("carried_from__isnull", True),
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
                migrations.AddConstraint(
                    model_name="exhibit",
                    constraint=models.UniqueConstraint(
                        fields=("intervention", "unit", "target", "matter"),
                        name="exhibit_once",
                        nulls_distinct=False,
                        violation_error_message="Thẻ này đã có ở ý kiến.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="exhibit",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "target"),
                                ("matter__isnull", True),
                                ("target__isnull", False),
                            ),
                            models.Q(
                                ("kind", "matter"),
                                ("matter__isnull", False),
                                ("target__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="exhibit_of_its_kind",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="matterregister",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("may_hold_secrets", False), ("keeps_narrative", False), _connector="OR"
                        ),
                        name="matter_register_secrets",
                        violation_error_message="Sổ có thể có bí mật nhà nước chỉ ghi số lượng; muốn ghi nội dung thì Chánh Văn phòng quyết định, có lý do.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="mattercount",
                    constraint=models.UniqueConstraint(
                        fields=("register", "unit", "month"),
                        name="matter_count_once",
                        violation_error_message="Đơn vị đã có số của tháng này trong sổ.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="mattercount",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("month__day", 1)),
                        name="matter_count_month_first_day",
                        violation_error_message="Tháng được ghi bằng ngày đầu tháng.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="mattercount",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "opened__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("standing"), "+", models.F("closed")
                                ),
                            )
                        ),
                        name="matter_count_opened",
                        violation_error_message="Số mới không thể lớn hơn số đang theo dõi và kết thúc.",
                    ),
                ),
                migrations.AddIndex(
                    model_name="matter",
                    index=models.Index(fields=["unit", "register"], name="matter_unit_register"),
                ),
                migrations.AddIndex(
                    model_name="matter",
                    index=models.Index(
                        condition=models.Q(("closed_on__isnull", True)),
                        fields=["unit"],
                        name="matter_unit_open",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="matter",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(
                            ("closed_on__isnull", True), models.Q(("number", ""), _negated=True)
                        ),
                        fields=("unit", "register", "number"),
                        name="matter_number_once",
                        violation_error_message="Hồ sơ số này đang được theo dõi trong sổ.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="matter",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number", ""), _negated=True),
                            models.Q(("paper", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="matter_reference",
                        violation_error_message="Ghi số hồ sơ hoặc văn bản tham chiếu.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="matter",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on__isnull", True), ("closing_reason", "")),
                            models.Q(
                                ("closed_on__isnull", False),
                                models.Q(("closing_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="matter_closed",
                        violation_error_message="Kết thúc theo dõi phải có ngày và lý do.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="matter",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on__isnull", True),
                            ("closed_on__gte", models.F("opened_on")),
                            _connector="OR",
                        ),
                        name="matter_order",
                        violation_error_message="Ngày kết thúc không được trước ngày bắt đầu theo dõi.",
                    ),
                ),
                migrations.AddIndex(
                    model_name="matterupdate",
                    index=models.Index(fields=["at"], name="matter_update_at"),
                ),
                migrations.AddConstraint(
                    model_name="matterupdate",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("month__day", 1)),
                        name="matter_update_month_first_day",
                        violation_error_message="Tháng được ghi bằng ngày đầu tháng.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="invitation",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("document__isnull", True)),
                        fields=("meeting",),
                        name="invitation_one_unissued",
                        violation_error_message="Hội nghị đang có một giấy mời chưa phát hành.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="invitation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"),
                            models.Q(
                                ("approved_at__isnull", False), ("approved_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="invitation_approved",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="invitation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "approved"]),
                            models.Q(
                                ("signature_recorded_by__isnull", False),
                                ("signed_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="invitation_signed",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="invitation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["numbered", "released"]),
                            ("document__isnull", True),
                            _connector="XOR",
                        ),
                        name="invitation_numbered",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="invitation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "released"), _negated=True),
                            ("released_at__isnull", False),
                            _connector="OR",
                        ),
                        name="invitation_released",
                    ),
                ),
                migrations.AddIndex(
                    model_name="intervention",
                    index=models.Index(
                        fields=["meeting", "change_no"], name="meetings_in_meeting_bfba76_idx"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="intervention",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("answers__isnull", True),
                            models.Q(("answers", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="intervention_not_itself",
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
                            models.Q(
                                ("held_on__isnull", False), ("held_to__gte", models.F("held_on"))
                            ),
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
                                ("concluded_on__isnull", False),
                                ("state__in", ["concluded", "closed"]),
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
                                ("state", "cancelled"),
                                models.Q(("cancel_reason", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "cancelled"), _negated=True),
                                ("cancel_reason", ""),
                            ),
                            _connector="OR",
                        ),
                        name="inspection_cancelled",
                        violation_error_message="Không thực hiện thì ghi lý do.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="hallfocus",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("shows", "unit"), _negated=True),
                            ("unit__isnull", False),
                            _connector="OR",
                        ),
                        name="hall_focus_unit",
                        violation_error_message="Chọn đơn vị để chiếu.",
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
                migrations.AddConstraint(
                    model_name="directive",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("due_time__isnull", True), ("due_on__isnull", False), _connector="OR"
                        ),
                        name="directive_hour_of_a_day",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="directive",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("repeats", ""), ("repeats_until__isnull", True)),
                            models.Q(
                                models.Q(("repeats", ""), _negated=True), ("due_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="directive_repeats_from_a_day",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consolidatedreport",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))),
                        name="consolidated_report_period",
                        violation_error_message="Ngày cuối của số liệu không được trước ngày đầu.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consolidatedreport",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"),
                            models.Q(
                                ("approved_at__isnull", False), ("approved_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="consolidated_report_approved",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consolidatedreport",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "approved"]),
                            models.Q(
                                ("signature_recorded_by__isnull", False),
                                ("signed_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="consolidated_report_signed",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consolidatedreport",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["numbered", "released"]),
                            ("document__isnull", True),
                            _connector="XOR",
                        ),
                        name="consolidated_report_numbered",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consolidatedreport",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "released"), _negated=True),
                            ("released_at__isnull", False),
                            _connector="OR",
                        ),
                        name="consolidated_report_released",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="chairquestion",
                    constraint=models.UniqueConstraint(
                        fields=("meeting", "key"), name="chair_question_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="breakthroughchoice",
                    constraint=models.UniqueConstraint(
                        fields=("meeting", "plan_task"), name="breakthrough_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="agendaitem",
                    constraint=models.UniqueConstraint(
                        fields=("meeting", "task"), name="agenda_item_task_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="agendaitem",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("proposal_key", ""), _negated=True),
                        fields=("meeting", "proposal_key"),
                        name="agenda_item_proposed_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="agendaitem",
                    constraint=models.UniqueConstraint(
                        fields=("meeting", "carried_from"), name="agenda_item_carried_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="agendaitem",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("is_moved", False), ("carried_from__isnull", False), _connector="OR"
                        ),
                        name="agenda_item_moved_from",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="agendaitem",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("carried_from__isnull", True),
                            models.Q(("carried_from", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="agenda_item_not_itself",
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
                    model_name="meetingmove",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("from_ends_at", models.F("to_ends_at")),
                            ("from_place", models.F("to_place")),
                            ("from_starts_at", models.F("to_starts_at")),
                            _negated=True,
                        ),
                        name="meeting_move_elsewhere",
                        violation_error_message="Ngày, giờ và địa điểm không có gì thay đổi.",
                    ),
                ),
                migrations.AddIndex(
                    model_name="meetingnews",
                    index=models.Index(
                        condition=models.Q(("acknowledged_at__isnull", True)),
                        fields=["person"],
                        name="meeting_news_waiting",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="meetingnews",
                    constraint=models.UniqueConstraint(
                        fields=("meeting", "move", "person"),
                        name="meeting_news_once",
                        nulls_distinct=False,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="meetingseries",
                    constraint=models.UniqueConstraint(
                        fields=("kind", "organiser", "work_year"),
                        name="meeting_series_once",
                        violation_error_message="Lịch năm của loại hội nghị này đã được lập.",
                    ),
                ),
                migrations.AddIndex(
                    model_name="meeting",
                    index=models.Index(
                        fields=["organiser", "-starts_at"], name="meetings_me_organis_8392fd_idx"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="meeting",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="meeting_order",
                        violation_error_message="Giờ kết thúc phải sau giờ bắt đầu.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="meeting",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["concluded", "closed"]), _negated=True),
                            ("concluded_at__isnull", False),
                            _connector="OR",
                        ),
                        name="meeting_concluded",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="meeting",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("series__isnull", True), ("slot_on__isnull", True)),
                            models.Q(("series__isnull", False), ("slot_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="meeting_slot",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="meeting",
                    constraint=models.UniqueConstraint(
                        fields=("series", "slot_on"), name="meeting_slot_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="minutesversion",
                    constraint=models.UniqueConstraint(
                        fields=("meeting", "number"),
                        name="minutes_version_number",
                        violation_error_message="Bản này của biên bản đã có.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="minutesversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="minutes_version_first"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="minutesdocument",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("document__isnull", True)),
                        fields=("meeting",),
                        name="minutes_document_one_unissued",
                        violation_error_message="Hội nghị đang có một biên bản chưa cấp số.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="minutesdocument",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("correction", ""),
                                ("corrects__isnull", True),
                                ("version__isnull", False),
                            ),
                            models.Q(
                                ("corrects__isnull", False),
                                ("version__isnull", True),
                                models.Q(("correction", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="minutes_document_of_one",
                        violation_error_message="Biên bản bổ sung phải có nội dung.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="minutesdocument",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"),
                            models.Q(
                                ("approved_at__isnull", False), ("approved_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="minutes_document_approved",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="minutesdocument",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "approved"]),
                            models.Q(
                                ("signature_recorded_by__isnull", False),
                                ("signed_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="minutes_document_signed",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="minutesdocument",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["numbered", "released"]),
                            ("document__isnull", True),
                            _connector="XOR",
                        ),
                        name="minutes_document_numbered",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="minutesdocument",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "released"), _negated=True),
                            ("released_at__isnull", False),
                            _connector="OR",
                        ),
                        name="minutes_document_released",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="conclusionoverride",
                    constraint=models.UniqueConstraint(
                        fields=("version", "rule"), name="conclusion_override_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="conclusionoverride",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="conclusion_override_reason",
                        violation_error_message="Ghi lý do vẫn kết luận khi còn thiếu.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="narrativeswitch",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="narrative_switch_reason",
                        violation_error_message="Ghi lý do đổi cách ghi sổ.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="notice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"),
                            models.Q(
                                ("approved_at__isnull", False), ("approved_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="notice_approved",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="notice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "approved"]),
                            models.Q(
                                ("signature_recorded_by__isnull", False),
                                ("signed_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="notice_signed",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="notice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["numbered", "released"]),
                            ("document__isnull", True),
                            _connector="XOR",
                        ),
                        name="notice_numbered",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="notice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "released"), _negated=True),
                            ("released_at__isnull", False),
                            _connector="OR",
                        ),
                        name="notice_released",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="noticeparagraph",
                    constraint=models.UniqueConstraint(
                        fields=("notice", "directive"), name="notice_paragraph_once"
                    ),
                ),
                migrations.AddIndex(
                    model_name="outlineline",
                    index=models.Index(fields=["kind", "office_kind"], name="outline_line_of_kind"),
                ),
                migrations.AddConstraint(
                    model_name="outlineline",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("parent__isnull", True),
                            models.Q(("parent", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="outline_line_not_itself",
                        violation_error_message="Một đề mục không thuộc chính nó.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="outlineline",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", "heading"), _negated=True),
                            models.Q(("title", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="outline_line_heading_titled",
                        violation_error_message="Đề mục phải có tên.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="outlineline",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", "figures"), _negated=True),
                            models.Q(("indicators", []), _negated=True),
                            _connector="OR",
                        ),
                        name="outline_line_figures",
                        violation_error_message="Ghi ít nhất một mã dòng thống kê.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="outlineline",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("source", "target"), ("target", ""), _connector="XOR"),
                        name="outline_line_target",
                        violation_error_message="Dòng lấy từ chỉ tiêu phải có mã chỉ tiêu.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="outlineline",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("source", "register"), ("register__isnull", True), _connector="XOR"
                        ),
                        name="outline_line_register",
                        violation_error_message="Dòng lấy từ sổ theo dõi phải chọn sổ.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="outlineline",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("source", "section"), ("section", ""), _connector="XOR"
                        ),
                        name="outline_line_section",
                        violation_error_message="Dòng trích báo cáo đơn vị phải chọn mục báo cáo.",
                    ),
                ),
                migrations.AddIndex(
                    model_name="consolidatedline",
                    index=models.Index(
                        fields=["report", "change_no"], name="consolidated_line_newer"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consolidatedline",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("outline__isnull", False)),
                        fields=("report", "outline"),
                        name="consolidated_line_outline_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consolidatedline",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("level__range", (1, 4))), name="consolidated_line_level"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consolidatedline",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("hidden_reason", ""), ("is_hidden", False)),
                            models.Q(
                                ("is_hidden", True), models.Q(("hidden_reason", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="consolidated_line_hidden",
                        violation_error_message="Ghi lý do không đưa dòng này vào báo cáo.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consolidatedline",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("is_edited", False),
                            models.Q(("edited_at__isnull", False), ("edited_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="consolidated_line_edited",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="phrase",
                    constraint=models.UniqueConstraint(
                        fields=("office", "shortcut"),
                        name="phrase_shortcut_once",
                        violation_error_message="Chữ tắt này đã dùng cho một câu mẫu khác.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="phrase",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("shortcut__regex", "^\\S+$")),
                        name="phrase_shortcut_one_word",
                        violation_error_message="Chữ tắt viết liền, không có dấu cách.",
                    ),
                ),
                migrations.AddIndex(
                    model_name="reportdelivery",
                    index=models.Index(
                        condition=models.Q(("read_at__isnull", True)),
                        fields=["person"],
                        name="report_delivery_unread",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="reportdelivery",
                    constraint=models.UniqueConstraint(
                        fields=("report", "person"), name="report_delivery_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="site",
                    constraint=models.UniqueConstraint(
                        fields=("meeting", "name"),
                        name="site_name",
                        violation_error_message="Điểm cầu này đã có trong danh sách.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="attendance",
                    constraint=models.UniqueConstraint(
                        fields=("meeting", "person"),
                        name="attendance_once",
                        violation_error_message="Người này đã có trong thành phần dự.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="attendance",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("person__isnull", True)),
                        fields=("meeting", "guest_name", "organisation"),
                        name="attendance_guest_once",
                        violation_error_message="Khách mời này đã có trong thành phần dự.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="attendance",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("guest_name", ""),
                                ("organisation", ""),
                                ("person__isnull", False),
                                ("unit__isnull", False),
                            ),
                            models.Q(
                                ("person__isnull", True),
                                ("unit__isnull", True),
                                models.Q(("guest_name", ""), _negated=True),
                                models.Q(("organisation", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="attendance_who",
                        violation_error_message="Ghi họ tên và cơ quan của khách mời.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="attendance",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("arrived_at__isnull", True), ("presence", "present"), _connector="OR"
                        ),
                        name="attendance_arrived",
                        violation_error_message="Chỉ ghi giờ đến của người có mặt.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="attendance",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("presence__in", ["excused", "absent"]),
                            models.Q(("excuse", ""), ("replaced_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="attendance_away",
                        violation_error_message="Chỉ ghi lý do vắng, người dự thay cho người vắng mặt.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="attendance",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("replaced_by__isnull", True),
                            models.Q(("replaced_by", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="attendance_not_itself",
                        violation_error_message="Không ai tự dự thay mình.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="speakerturn",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("attendance",),
                        name="speaker_turn_waits_once",
                        violation_error_message="Người này đang chờ đến lượt phát biểu.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="speakerturn",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True), ("started_at__isnull", False)
                        ),
                        fields=("meeting",),
                        name="speaker_turn_one_speaks",
                        violation_error_message="Đang có người phát biểu.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="speakerturn",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            ("started_at__isnull", True),
                            ("ended_at__gte", models.F("started_at")),
                            _connector="OR",
                        ),
                        name="speaker_turn_order",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="taskanswer",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("task",),
                        name="task_answer_one_waits",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="taskanswer",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True),
                                ("decided_by__isnull", True),
                                ("state", "waiting"),
                            ),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="task_answer_decided",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="taskdigest",
                    constraint=models.UniqueConstraint(
                        fields=("person", "on"), name="task_digest_once_a_day"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="taskevidence",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("figure__isnull", False), ("plan_task__isnull", True)),
                            models.Q(("figure__isnull", True), ("plan_task__isnull", False)),
                            _connector="OR",
                        ),
                        name="task_evidence_one",
                    ),
                ),
                migrations.AddIndex(
                    model_name="taskreminder",
                    index=models.Index(
                        condition=models.Q(("acknowledged_at__isnull", True)),
                        fields=["person", "-on"],
                        name="task_reminder_waiting",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="taskreminder",
                    constraint=models.UniqueConstraint(
                        fields=("task", "person", "stage", "due_on"), name="task_reminder_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="taskreview",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("due_on__isnull", False), ("outcome", "dated")),
                            models.Q(
                                ("due_on__isnull", True),
                                ("outcome", "closed"),
                                models.Q(("words", ""), _negated=True),
                            ),
                            models.Q(
                                ("due_on__isnull", True),
                                ("outcome", "kept"),
                                models.Q(("words", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="task_review_outcome",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="unitreport",
                    constraint=models.UniqueConstraint(
                        fields=("meeting", "unit"),
                        name="unit_report_once",
                        violation_error_message="Đơn vị đã có báo cáo cho hội nghị này.",
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
                migrations.AddConstraint(
                    model_name="reportsection",
                    constraint=models.UniqueConstraint(
                        fields=("report", "order"), name="report_section_order"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="reportcheck",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("is_fine", True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="report_check_said",
                        violation_error_message="Ghi nội dung cần sửa, bổ sung.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="reportcheck",
                    constraint=models.UniqueConstraint(
                        fields=("report", "field", "at"),
                        name="report_check_once",
                        violation_error_message="Lĩnh vực này vừa được kiểm tra.",
                    ),
                ),
                migrations.AddIndex(
                    model_name="difficulty",
                    index=models.Index(
                        condition=models.Q(
                            ("raised_at__isnull", False),
                            models.Q(("state", "closed"), _negated=True),
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
                    model_name="writing",
                    constraint=models.UniqueConstraint(
                        fields=("meeting", "user"), name="writing_once"
                    ),
                ),
            ]
        ),
    ]
