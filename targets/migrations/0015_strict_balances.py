from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("targets", "0014_plan_documents"),
    ]

    operations = [
        migrations.AddField(
            model_name="balance",
            name="is_strict",
            field=models.BooleanField(default=False, verbose_name="phải đúng mới trình, gửi được"),
        ),
        # Last: no change of a table may follow a change of its rows.
        migrations.RunSQL(
            "UPDATE targets_balance SET is_strict = true WHERE relation = 'equal'",
            migrations.RunSQL.noop,
        ),
    ]
