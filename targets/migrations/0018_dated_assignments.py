from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("targets", "0017_regiven_thresholds"),
    ]

    operations = [
        migrations.AddField(
            model_name="figurecorrection",
            name="broken_balances",
            field=models.TextField(blank=True, verbose_name="cân đối lệch khi chấp nhận"),
        ),
        migrations.AddField(
            model_name="targetassignment",
            name="none_since",
            field=models.DateField(blank=True, null=True, verbose_name="không phát sinh từ tháng"),
        ),
        migrations.AddField(
            model_name="targetassignment",
            name="reason",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=500,
                verbose_name="lý do giao lại, thôi giao",
            ),
        ),
        migrations.AddField(
            model_name="targetassignment",
            name="withdrawn_on",
            field=models.DateField(blank=True, null=True, verbose_name="thôi giao từ ngày"),
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
    ]
