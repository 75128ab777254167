from django.db import migrations

from procuracy.web.history import functions


class Migration(migrations.Migration):
    dependencies = [
        ("web", "0004_index_deletions"),
    ]

    operations = [
        migrations.RunSQL([functions.BLANKED, functions.PURGE], migrations.RunSQL.noop),
    ]
