import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0025_replaced_papers"),
        ("units", "0009_issued_again"),
    ]

    operations = [
        migrations.CreateModel(
            name="OutsideDirective",
            fields=[],
            options={
                "verbose_name": "chỉ đạo ngoài hội nghị",
                "ordering": ["-given_on", "-order", "-pk"],
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("meetings.directive",),
        ),
        migrations.AddField(
            model_name="directive",
            name="given_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="directives_given",
                to="units.appointment",
                verbose_name="người giao",
            ),
        ),
        migrations.AddField(
            model_name="directive",
            name="repeats_day",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="ngày trong tháng"
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="gives_no_task",
            field=models.BooleanField(default=False, verbose_name="không phát sinh nhiệm vụ"),
        ),
        migrations.AddField(
            model_name="addresseegroup",
            name="is_offered",
            field=models.BooleanField(default=True, verbose_name="đang dùng"),
        ),
        migrations.AddField(
            model_name="addresseegroup",
            name="persons",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "các đơn vị"),
                    ("in_charge", "Kiểm sát viên được phân công phụ trách các đơn vị đó"),
                ],
                default="",
                max_length=9,
                verbose_name="giao cho",
            ),
        ),
        migrations.AddConstraint(
            model_name="addresseegroup",
            constraint=models.UniqueConstraint(
                fields=("name",),
                name="addressee_group_name_once",
                violation_error_message="Đã có nhóm tên này.",
            ),
        ),
    ]
