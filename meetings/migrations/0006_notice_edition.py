"""Notices count their changes as every paper of the registry does."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0005_task_reported"),
        ("units", "0008_suggested_usernames"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="notice", name="notice_signed"),
        migrations.RenameField(model_name="notice", old_name="version", new_name="edition"),
        migrations.AlterField(
            model_name="notice",
            name="edition",
            field=models.PositiveIntegerField(default=1, verbose_name="lần sửa"),
        ),
        migrations.AlterField(
            model_name="notice",
            name="document",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)s",
                to="units.document",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "approved"]),
                    models.Q(
                        ("signature_recorded_by__isnull", False), ("signed_on__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="notice_signed",
            ),
        ),
    ]
