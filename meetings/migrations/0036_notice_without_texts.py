"""The columns whose texts are sections now."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("meetings", "0035_notice_texts_to_sections")]

    operations = [
        migrations.RemoveField("notice", name)
        for name in ("opening", "assessment", "directives_intro", "organisation")
    ]
