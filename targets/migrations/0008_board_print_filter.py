"""A print keeps what was picked out of the board; those of before are drawn again when asked."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("targets", "0007_target_sets"),
        ("units", "0008_suggested_usernames"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="boardprint", name="board_print_waiting_once"),
        migrations.RemoveField(model_name="boardprint", name="only_behind"),
        migrations.AddField(
            model_name="boardprint",
            name="overseer",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="units.appointment",
                verbose_name="khối của lãnh đạo phụ trách",
            ),
        ),
        migrations.AddField(
            model_name="boardprint",
            name="verdict",
            field=models.CharField(
                blank=True, default="", max_length=12, verbose_name="mức kết quả"
            ),
        ),
        migrations.AddConstraint(
            model_name="boardprint",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")),
                fields=(
                    *("user", "acting", "period", "field", "verdict", "overseer"),
                    *("view", "compares"),
                ),
                name="board_print_waiting_once",
                nulls_distinct=False,
                violation_error_message="Bản in này đang được dựng.",
            ),
        ),
    ]
