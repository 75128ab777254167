"""All tables as they stood on 22 November 2026, in one step: an empty database is ready sooner.

Databases that took the steps singly have nothing left to do here.
"""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import procuracy.web.search
import units.models.organisation
from procuracy.web.tables import CreateTables


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("units", "0001_initial"),
        ("units", "0002_search_people_by_plain_name"),
        ("units", "0003_people_portfolios_roles"),
        ("units", "0004_reorganisations"),
        ("units", "0005_announcements"),
        ("units", "0006_one_holder_and_dated_titles"),
        ("units", "0007_sign_ins_and_sessions"),
        ("units", "0008_suggested_usernames"),
    ]

    dependencies = [
        ("web", "0001_extensions"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="User",
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
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "last_login",
                            models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                        ),
                        ("username", models.CharField(max_length=60, verbose_name="tên đăng nhập")),
                        ("is_active", models.BooleanField(default=True, verbose_name="đang dùng")),
                        (
                            "must_change_password",
                            models.BooleanField(default=False, verbose_name="phải đổi mật khẩu"),
                        ),
                        (
                            "password_set_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="đặt mật khẩu lúc"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "tài khoản",
                    },
                ),
                migrations.CreateModel(
                    name="Demonstration",
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
                        ("today", models.DateField(verbose_name="dựng theo ngày")),
                    ],
                    options={
                        "verbose_name": "dữ liệu minh họa",
                    },
                ),
                migrations.CreateModel(
                    name="Field",
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
                                db_collation="vietnamese", max_length=120, verbose_name="tên"
                            ),
                        ),
                        ("short_name", models.CharField(max_length=60, verbose_name="tên gọn")),
                        (
                            "order",
                            models.PositiveSmallIntegerField(default=0, verbose_name="thứ tự"),
                        ),
                    ],
                    options={
                        "verbose_name": "lĩnh vực",
                        "ordering": ["order", "name"],
                    },
                ),
                migrations.CreateModel(
                    name="Register",
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
                        ("name", models.CharField(max_length=120, verbose_name="tên sổ")),
                        (
                            "document_kinds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("TB", "Thông báo"),
                                        ("BB", "Biên bản"),
                                        ("GM", "Giấy mời"),
                                        ("BC", "Báo cáo"),
                                        ("KH", "Kế hoạch"),
                                        ("CTr", "Chương trình"),
                                        ("CV", "Công văn"),
                                    ],
                                    max_length=4,
                                ),
                                size=None,
                                verbose_name="loại văn bản",
                            ),
                        ),
                        (
                            "symbol_template",
                            models.CharField(
                                default="{loai}-{coquan}", max_length=40, verbose_name="mẫu ký hiệu"
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("here", "cấp số tại đây"),
                                    ("elsewhere", "ghi nhận số từ hệ thống văn bản"),
                                ],
                                default="here",
                                max_length=10,
                                verbose_name="cách cấp số",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "sổ văn bản đi",
                        "ordering": ["office", "name"],
                    },
                ),
                migrations.CreateModel(
                    name="RoleSetting",
                    fields=[
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("province_head", "Viện trưởng"),
                                    ("province_deputy", "Phó Viện trưởng"),
                                    ("head_of_office", "Chánh Văn phòng"),
                                    ("office_staff", "cán bộ tổng hợp Văn phòng"),
                                    ("registry_clerk", "văn thư"),
                                    ("unit_head", "thủ trưởng đơn vị"),
                                    ("unit_deputy", "phó thủ trưởng đơn vị"),
                                    ("unit_clerk", "cán bộ tổng hợp đơn vị"),
                                    ("personnel", "cán bộ tổ chức"),
                                    ("inspector", "thanh tra"),
                                    ("administrator", "quản trị hệ thống"),
                                ],
                                max_length=16,
                                primary_key=True,
                                serialize=False,
                                verbose_name="mã",
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="tên vai trò")),
                        ("description", models.TextField(verbose_name="mô tả")),
                        (
                            "needs_second_factor",
                            models.BooleanField(
                                default=False, verbose_name="bắt buộc xác thực hai bước"
                            ),
                        ),
                        (
                            "order",
                            models.PositiveSmallIntegerField(default=0, verbose_name="thứ tự"),
                        ),
                    ],
                    options={
                        "verbose_name": "vai trò",
                        "ordering": ["order"],
                    },
                ),
                migrations.CreateModel(
                    name="Document",
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
                                    ("TB", "Thông báo"),
                                    ("BB", "Biên bản"),
                                    ("GM", "Giấy mời"),
                                    ("BC", "Báo cáo"),
                                    ("KH", "Kế hoạch"),
                                    ("CTr", "Chương trình"),
                                    ("CV", "Công văn"),
                                ],
                                max_length=4,
                                verbose_name="loại",
                            ),
                        ),
                        ("code", models.CharField(max_length=30, verbose_name="số, ký hiệu")),
                        ("subject", models.CharField(max_length=500, verbose_name="trích yếu")),
                        ("dated_on", models.DateField(verbose_name="ngày ban hành")),
                        ("signer_name", models.CharField(max_length=80, verbose_name="người ký")),
                        (
                            "signer_position",
                            models.CharField(max_length=120, verbose_name="chức vụ người ký"),
                        ),
                        ("facts", models.JSONField(verbose_name="nội dung đã in")),
                        ("pdf", models.BinaryField(verbose_name="bản in")),
                        ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                        ("page_count", models.PositiveSmallIntegerField(verbose_name="số trang")),
                        ("issued_at", models.DateTimeField(verbose_name="lúc cấp số")),
                        (
                            "issued_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người cấp số",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "văn bản",
                        "ordering": ["-dated_on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Person",
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
                            "full_name",
                            models.CharField(
                                db_collation="vietnamese", max_length=80, verbose_name="họ và tên"
                            ),
                        ),
                        (
                            "given_name",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("full_name"),
                                    models.Value("^.*\\s"),
                                    models.Value(""),
                                    function="regexp_replace",
                                    output_field=models.CharField(max_length=80),
                                ),
                                output_field=models.CharField(
                                    db_collation="vietnamese", max_length=80
                                ),
                            ),
                        ),
                        (
                            "email",
                            models.EmailField(
                                blank=True, max_length=254, verbose_name="thư điện tử"
                            ),
                        ),
                        (
                            "phone",
                            models.CharField(blank=True, max_length=30, verbose_name="điện thoại"),
                        ),
                        (
                            "suggested_username",
                            models.CharField(
                                blank=True, max_length=60, verbose_name="tên đăng nhập đề nghị"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "người",
                        "ordering": ["given_name", "full_name"],
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    procuracy.web.search.Plain("full_name"), "gin_trgm_ops"
                                ),
                                name="person_plain_name",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Appointment",
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
                            "role",
                            models.CharField(
                                choices=[
                                    ("province_head", "Viện trưởng"),
                                    ("province_deputy", "Phó Viện trưởng"),
                                    ("head_of_office", "Chánh Văn phòng"),
                                    ("office_staff", "cán bộ tổng hợp Văn phòng"),
                                    ("registry_clerk", "văn thư"),
                                    ("unit_head", "thủ trưởng đơn vị"),
                                    ("unit_deputy", "phó thủ trưởng đơn vị"),
                                    ("unit_clerk", "cán bộ tổng hợp đơn vị"),
                                    ("personnel", "cán bộ tổ chức"),
                                    ("inspector", "thanh tra"),
                                    ("administrator", "quản trị hệ thống"),
                                ],
                                max_length=16,
                                verbose_name="vai trò",
                            ),
                        ),
                        ("position", models.CharField(max_length=80, verbose_name="chức vụ")),
                        (
                            "is_acting",
                            models.BooleanField(default=False, verbose_name="quyền (Q.)"),
                        ),
                        (
                            "is_concurrent",
                            models.BooleanField(default=False, verbose_name="kiêm nhiệm"),
                        ),
                        (
                            "manner",
                            models.CharField(
                                choices=[
                                    ("appointed", "bổ nhiệm, bố trí"),
                                    ("transferred", "điều động"),
                                    ("rotated", "luân chuyển"),
                                    ("seconded", "biệt phái"),
                                ],
                                default="appointed",
                                max_length=12,
                                verbose_name="hình thức",
                            ),
                        ),
                        (
                            "decision",
                            models.CharField(blank=True, max_length=200, verbose_name="quyết định"),
                        ),
                        ("valid_from", models.DateField(verbose_name="từ ngày")),
                        (
                            "valid_to",
                            models.DateField(blank=True, null=True, verbose_name="đến hết ngày"),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appointments",
                                to="units.person",
                                verbose_name="người",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bổ nhiệm",
                        "ordering": ["valid_from", "pk"],
                    },
                ),
                migrations.AddField(
                    model_name="user",
                    name="person",
                    field=models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="user",
                        to="units.person",
                        verbose_name="người",
                    ),
                ),
                migrations.CreateModel(
                    name="PersonTitle",
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
                                choices=[
                                    ("senior_prosecutor", "Kiểm sát viên cao cấp"),
                                    ("intermediate_prosecutor", "Kiểm sát viên trung cấp"),
                                    ("junior_prosecutor", "Kiểm sát viên sơ cấp"),
                                    ("senior_examiner", "Kiểm tra viên cao cấp"),
                                    ("chief_examiner", "Kiểm tra viên chính"),
                                    ("examiner", "Kiểm tra viên"),
                                    ("senior_specialist", "Chuyên viên cao cấp"),
                                    ("chief_specialist", "Chuyên viên chính"),
                                    ("specialist", "Chuyên viên"),
                                    ("officer", "Cán sự"),
                                    ("contract", "Nhân viên hợp đồng"),
                                ],
                                max_length=24,
                                verbose_name="chức danh",
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
                            "decision",
                            models.CharField(blank=True, max_length=200, verbose_name="quyết định"),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="titles",
                                to="units.person",
                                verbose_name="người",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "chức danh",
                        "ordering": [
                            "person",
                            models.OrderBy(models.F("valid_from"), nulls_first=True),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RegisterEntry",
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
                        ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                        ("number", models.PositiveIntegerField(verbose_name="số")),
                        ("dated_on", models.DateField(verbose_name="ngày")),
                        (
                            "document",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entry",
                                to="units.document",
                                verbose_name="văn bản",
                            ),
                        ),
                        (
                            "register",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="units.register",
                                verbose_name="sổ",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "số văn bản",
                        "ordering": ["register", "year", "number"],
                    },
                ),
                migrations.CreateModel(
                    name="Reorganisation",
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
                                    ("merge", "sáp nhập, hợp nhất"),
                                    ("split", "chia tách"),
                                    ("convert", "chuyển đổi loại đơn vị"),
                                    ("move", "chuyển sang tỉnh khác"),
                                ],
                                max_length=8,
                                verbose_name="hình thức",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="từ ngày")),
                        (
                            "instrument_code",
                            models.CharField(max_length=60, verbose_name="số, ký hiệu văn bản"),
                        ),
                        ("instrument_issued_on", models.DateField(verbose_name="ngày ban hành")),
                        (
                            "instrument_issuer",
                            models.CharField(max_length=160, verbose_name="cơ quan ban hành"),
                        ),
                        (
                            "facts",
                            models.JSONField(default=dict, verbose_name="nội dung đã thực hiện"),
                        ),
                        ("at", models.DateTimeField(verbose_name="lúc thực hiện")),
                        (
                            "undone_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="lúc hoàn tác"
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người thực hiện",
                            ),
                        ),
                        (
                            "undone_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người hoàn tác",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "sắp xếp tổ chức",
                        "ordering": ["-on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="MovedRow",
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
                        ("row_id", models.BigIntegerField(verbose_name="khóa của dòng")),
                        ("before", models.JSONField(null=True, verbose_name="trước")),
                        ("after", models.JSONField(null=True, verbose_name="sau")),
                        (
                            "reorganisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="moved",
                                to="units.reorganisation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "dòng đã chuyển",
                    },
                ),
                migrations.CreateModel(
                    name="SignIn",
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
                            "event",
                            models.CharField(
                                choices=[
                                    ("signed_in", "đăng nhập"),
                                    ("signed_out", "đăng xuất"),
                                    ("wrong_password", "từ chối: sai mật khẩu"),
                                    ("wrong_code", "từ chối: sai mã xác thực"),
                                    ("locked", "từ chối: tạm dừng vì nhập sai nhiều lần"),
                                    ("disabled", "từ chối: tài khoản đã khóa"),
                                    ("session_ended", "kết thúc phiên"),
                                    ("lock_lifted", "bỏ tạm dừng đăng nhập"),
                                    ("factor_added", "bật xác thực hai bước"),
                                    ("factor_removed", "tắt xác thực hai bước"),
                                    ("codes_renewed", "lập mã khôi phục mới"),
                                    ("password_changed", "đổi mật khẩu"),
                                    ("password_reset", "được cấp lại mật khẩu"),
                                ],
                                max_length=16,
                                verbose_name="sự việc",
                            ),
                        ),
                        (
                            "name_digest",
                            models.CharField(
                                blank=True, max_length=32, verbose_name="dấu của tên đã nhập"
                            ),
                        ),
                        (
                            "address",
                            models.GenericIPAddressField(null=True, verbose_name="địa chỉ mạng"),
                        ),
                        (
                            "browser",
                            models.CharField(blank=True, max_length=80, verbose_name="trình duyệt"),
                        ),
                        (
                            "device",
                            models.CharField(blank=True, max_length=32, verbose_name="máy đã biết"),
                        ),
                        (
                            "note",
                            models.CharField(blank=True, max_length=200, verbose_name="ghi chú"),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người thực hiện",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sign_ins",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="tài khoản",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lần đăng nhập",
                        "ordering": ["-at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Unit",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("province", "tỉnh"),
                                    ("department", "phòng"),
                                    ("district", "huyện"),
                                    ("region", "khu vực"),
                                ],
                                max_length=12,
                                verbose_name="loại",
                            ),
                        ),
                        (
                            "number",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="số"
                            ),
                        ),
                        (
                            "is_secretariat",
                            models.BooleanField(default=False, verbose_name="là Văn phòng"),
                        ),
                        (
                            "valid_from",
                            models.DateField(blank=True, null=True, verbose_name="từ ngày"),
                        ),
                        (
                            "valid_to",
                            models.DateField(blank=True, null=True, verbose_name="đến hết ngày"),
                        ),
                        ("source", models.TextField(blank=True, verbose_name="nguồn")),
                        (
                            "is_assumed",
                            models.BooleanField(default=False, verbose_name="chưa kiểm chứng"),
                        ),
                        (
                            "order",
                            models.PositiveSmallIntegerField(default=0, verbose_name="thứ tự"),
                        ),
                        (
                            "fields",
                            models.ManyToManyField(
                                blank=True, to="units.field", verbose_name="lĩnh vực"
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="units.unit",
                                verbose_name="trực thuộc",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "đơn vị",
                        "ordering": ["order", "code"],
                    },
                ),
                migrations.CreateModel(
                    name="Succession",
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
                        ("on", models.DateField(verbose_name="từ ngày")),
                        ("source", models.TextField(blank=True, verbose_name="căn cứ, nguồn")),
                        (
                            "is_assumed",
                            models.BooleanField(default=False, verbose_name="chưa kiểm chứng"),
                        ),
                        (
                            "reorganisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="successions",
                                to="units.reorganisation",
                                verbose_name="sắp xếp tổ chức",
                            ),
                        ),
                        (
                            "predecessor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="successions",
                                to="units.unit",
                                verbose_name="đơn vị trước",
                            ),
                        ),
                        (
                            "successor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inheritances",
                                to="units.unit",
                                verbose_name="đơn vị kế thừa",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "kế thừa",
                    },
                ),
                migrations.AddField(
                    model_name="reorganisation",
                    name="office",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reorganisations",
                        to="units.unit",
                        verbose_name="cơ quan thực hiện",
                    ),
                ),
                migrations.AddField(
                    model_name="register",
                    name="office",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registers",
                        to="units.unit",
                        verbose_name="cơ quan",
                    ),
                ),
                migrations.CreateModel(
                    name="Portfolio",
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
                        ("valid_from", models.DateField(verbose_name="từ ngày")),
                        (
                            "valid_to",
                            models.DateField(blank=True, null=True, verbose_name="đến hết ngày"),
                        ),
                        (
                            "decision",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="căn cứ phân công"
                            ),
                        ),
                        (
                            "appointment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="portfolios",
                                to="units.appointment",
                                verbose_name="người phụ trách",
                            ),
                        ),
                        (
                            "field",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="overseen_by",
                                to="units.field",
                                verbose_name="lĩnh vực",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="overseen_by",
                                to="units.unit",
                                verbose_name="đơn vị",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "phân công phụ trách",
                        "ordering": ["valid_from", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="DocumentRecipient",
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
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recipients",
                                to="units.document",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="received",
                                to="units.unit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "nơi nhận",
                    },
                ),
                migrations.AddField(
                    model_name="document",
                    name="office",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="units.unit",
                        verbose_name="cơ quan",
                    ),
                ),
                migrations.AddField(
                    model_name="appointment",
                    name="unit",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="units.unit",
                        verbose_name="đơn vị",
                    ),
                ),
                migrations.CreateModel(
                    name="UnitName",
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
                            "name",
                            models.CharField(
                                db_collation="vietnamese", max_length=200, verbose_name="tên đầy đủ"
                            ),
                        ),
                        (
                            "short_name",
                            models.CharField(
                                db_collation="vietnamese", max_length=80, verbose_name="tên gọn"
                            ),
                        ),
                        (
                            "place_name",
                            models.CharField(blank=True, max_length=60, verbose_name="địa danh"),
                        ),
                        (
                            "symbol",
                            models.CharField(
                                blank=True, max_length=20, verbose_name="ký hiệu trên văn bản"
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
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="names",
                                to="units.unit",
                                verbose_name="đơn vị",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "tên đơn vị",
                        "ordering": [
                            "unit",
                            models.OrderBy(models.F("valid_from"), nulls_first=True),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UserSession",
                    fields=[
                        (
                            "session_key",
                            models.CharField(
                                max_length=40,
                                primary_key=True,
                                serialize=False,
                                verbose_name="session key",
                            ),
                        ),
                        ("session_data", models.TextField(verbose_name="session data")),
                        (
                            "expire_date",
                            models.DateTimeField(db_index=True, verbose_name="expire date"),
                        ),
                        ("started_at", models.DateTimeField(verbose_name="đăng nhập lúc")),
                        ("seen_at", models.DateTimeField(verbose_name="thao tác gần nhất")),
                        (
                            "followed_at",
                            models.DateTimeField(null=True, verbose_name="theo dõi gần nhất"),
                        ),
                        (
                            "address",
                            models.GenericIPAddressField(null=True, verbose_name="địa chỉ mạng"),
                        ),
                        (
                            "browser",
                            models.CharField(blank=True, max_length=80, verbose_name="trình duyệt"),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sessions",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="tài khoản",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "phiên đăng nhập",
                        "verbose_name_plural": "sessions",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Delegation",
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
                            "mandate",
                            models.CharField(max_length=200, verbose_name="văn bản ủy quyền"),
                        ),
                        ("scope", models.TextField(verbose_name="nội dung ủy quyền")),
                        ("valid_from", models.DateField(verbose_name="từ ngày")),
                        ("valid_to", models.DateField(verbose_name="đến hết ngày")),
                        (
                            "delegate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="delegations_held",
                                to="units.appointment",
                                verbose_name="người được ủy quyền",
                            ),
                        ),
                        (
                            "grantor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="delegations_given",
                                to="units.appointment",
                                verbose_name="người ủy quyền",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ủy quyền",
                        "ordering": ["-valid_from", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("valid_to__gte", models.F("valid_from"))),
                                name="delegation_lifetime",
                                violation_error_message="Ngày hết hạn ủy quyền không được trước ngày bắt đầu.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("grantor", models.F("delegate")), _negated=True
                                ),
                                name="delegation_to_another",
                                violation_error_message="Không tự ủy quyền cho mình.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("grantor", "="),
                                    (units.models.organisation.DateSpan(), "&&"),
                                ],
                                name="delegation_one_at_a_time",
                                violation_error_message="Trong thời gian này đã có một ủy quyền khác có hiệu lực.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DocumentAccess",
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
                            "action",
                            models.CharField(
                                choices=[("read", "xem"), ("download", "tải bản in")],
                                max_length=10,
                                verbose_name="việc",
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="lúc")),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="accesses",
                                to="units.document",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lượt xem văn bản",
                        "indexes": [
                            models.Index(
                                fields=["document", "at"], name="units_docum_documen_4ba769_idx"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Announcement",
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
                        ("text", models.CharField(max_length=300, verbose_name="nội dung")),
                        ("at", models.DateTimeField(verbose_name="lúc")),
                        (
                            "acknowledged_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="lúc xác nhận đã biết"
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người làm",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="announcements",
                                to="units.person",
                                verbose_name="người nhận",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "báo tin",
                        "ordering": ["-at", "-pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("acknowledged_at__isnull", True)),
                                fields=["person"],
                                name="announcement_waiting",
                            )
                        ],
                    },
                ),
                migrations.AddConstraint(
                    model_name="user",
                    constraint=models.UniqueConstraint(
                        django.db.models.functions.text.Lower("username"),
                        name="user_username",
                        violation_error_message="Tên đăng nhập này đã có người dùng.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="persontitle",
                    constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("person", "="), (units.models.organisation.DateSpan(), "&&")],
                        name="person_title_one_at_a_time",
                        violation_error_message="Một người chỉ giữ một chức danh trong cùng thời gian.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="registerentry",
                    constraint=models.UniqueConstraint(
                        fields=("register", "year", "number"),
                        name="register_entry_number",
                        violation_error_message="Số này đã được cấp trong năm.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="registerentry",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("dated_on__year", models.F("year"))),
                        name="register_entry_year",
                        violation_error_message="Ngày văn bản phải thuộc năm của sổ.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="registerentry",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)),
                        name="register_entry_positive",
                        violation_error_message="Số văn bản bắt đầu từ 01.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="movedrow",
                    constraint=models.UniqueConstraint(
                        fields=("reorganisation", "table", "row_id"), name="moved_row_once"
                    ),
                ),
                migrations.AddIndex(
                    model_name="signin",
                    index=models.Index(fields=["user", "-at"], name="signin_user_at"),
                ),
                migrations.AddIndex(
                    model_name="signin",
                    index=models.Index(fields=["at"], name="signin_at"),
                ),
                migrations.AddIndex(
                    model_name="signin",
                    index=models.Index(
                        condition=models.Q(("event", "signed_in")),
                        fields=["name_digest", "address", "at"],
                        name="signin_known_address",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="unit",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_from__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="unit_lifetime",
                        violation_error_message="Ngày kết thúc không được trước ngày thành lập.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="unit",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "province"), ("parent__isnull", True)),
                            models.Q(
                                models.Q(("kind", "province"), _negated=True),
                                ("parent__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="unit_parent",
                        violation_error_message="Chỉ VKSND cấp tỉnh không có đơn vị cấp trên trong hệ thống.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="succession",
                    constraint=models.UniqueConstraint(
                        fields=("predecessor", "successor"),
                        name="succession_once",
                        violation_error_message="Quan hệ kế thừa này đã được ghi.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="succession",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("predecessor", models.F("successor")), _negated=True),
                        name="succession_two_units",
                        violation_error_message="Một đơn vị không thể kế thừa chính mình.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="reorganisation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                            models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="reorganisation_undone",
                        violation_error_message="Người hoàn tác và lúc hoàn tác phải ghi cùng nhau.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="register",
                    constraint=models.UniqueConstraint(
                        fields=("office", "name"),
                        name="register_name",
                        violation_error_message="Cơ quan này đã có sổ cùng tên.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="portfolio",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="portfolio_lifetime",
                        violation_error_message="Ngày thôi phụ trách không được trước ngày phân công.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="portfolio",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("unit__isnull", False), ("field__isnull", False), _connector="OR"
                        ),
                        name="portfolio_of_something",
                        violation_error_message="Chọn đơn vị hoặc lĩnh vực phụ trách.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="portfolio",
                    constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("appointment", "="),
                            (
                                django.db.models.functions.comparison.Coalesce(
                                    "unit", models.Value(0)
                                ),
                                "=",
                            ),
                            (
                                django.db.models.functions.comparison.Coalesce(
                                    "field", models.Value(0)
                                ),
                                "=",
                            ),
                            (units.models.organisation.DateSpan(), "&&"),
                        ],
                        name="portfolio_once",
                        violation_error_message="Người này đã được phân công nội dung đó rồi.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="documentrecipient",
                    constraint=models.UniqueConstraint(
                        fields=("document", "unit"), name="document_recipient_once"
                    ),
                ),
                migrations.AddIndex(
                    model_name="document",
                    index=models.Index(
                        fields=["office", "-dated_on"], name="units_docum_office__a251fa_idx"
                    ),
                ),
                migrations.AddIndex(
                    model_name="appointment",
                    index=models.Index(
                        fields=["unit", "role"], name="units_appoi_unit_id_f211f5_idx"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="appointment",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="appointment_lifetime",
                        violation_error_message="Ngày thôi giữ chức vụ không được trước ngày bổ nhiệm.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="appointment",
                    constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(
                            ("role__in", ("province_head", "head_of_office", "unit_head"))
                        ),
                        expressions=[
                            ("unit", "="),
                            ("role", "="),
                            (units.models.organisation.DateSpan(), "&&"),
                        ],
                        name="appointment_one_holder",
                        violation_error_message="Trong thời gian này chức vụ đã có người khác giữ.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="unitname",
                    constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("unit", "="), (units.models.organisation.DateSpan(), "&&")],
                        name="unit_name_no_overlap",
                        violation_error_message="Hai tên của một đơn vị không được trùng thời gian.",
                    ),
                ),
            ]
        ),
    ]
