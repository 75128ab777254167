import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("targets", "0001_initial"),
        ("meetings", "0002_notice_return_reason"),
    ]

    operations = [
        migrations.AddField(
            model_name="directivetask",
            name="plan_task",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="directive_tasks",
                to="targets.plantask",
                verbose_name="nhiệm vụ trong chương trình",
            ),
        ),
    ]
