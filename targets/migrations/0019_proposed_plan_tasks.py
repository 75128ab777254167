"""Lines of a supplement that is not approved yet are marked: they are nobody's load so far."""

from django.db import migrations, models

MARK = """
UPDATE targets_plantask t SET is_proposed = true
FROM targets_plansupplement s
WHERE s.plan_id = t.plan_id AND s.state IN ('draft', 'submitted') AND t.dropped_on IS NULL
AND NOT EXISTS (
    SELECT FROM targets_planversion v, jsonb_array_elements(v.content -> 'tasks') line
    WHERE v.plan_id = t.plan_id AND (line ->> 'id')::bigint = t.id
)
"""


class Migration(migrations.Migration):
    dependencies = [("targets", "0018_dated_assignments")]

    operations = [
        migrations.AddField(
            model_name="plantask",
            name="is_proposed",
            field=models.BooleanField(default=False, verbose_name="chờ phê duyệt bổ sung"),
        ),
        migrations.RunSQL(MARK, migrations.RunSQL.noop),
    ]
