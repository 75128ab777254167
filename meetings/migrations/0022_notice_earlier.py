from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0001_squashed_0021_occurrence_opened"),
        ("units", "0001_squashed_0008_suggested_usernames"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="notice",
            name="earlier",
            field=models.JSONField(
                blank=True, null=True, verbose_name="tình hình thực hiện kết luận kỳ trước"
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="earlier_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="số liệu lúc"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("earlier__isnull", True), ("earlier_at__isnull", True)),
                    models.Q(("earlier__isnull", False), ("earlier_at__isnull", False)),
                    _connector="OR",
                ),
                name="notice_earlier_as_of",
            ),
        ),
    ]
