from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="notice",
            name="return_reason",
            field=models.CharField(blank=True, max_length=500, verbose_name="lý do trả lại"),
        ),
    ]
