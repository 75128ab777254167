"""The columns whose texts are sections now."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0035_notice_texts_to_sections")]

    operations = [
        # Only so that the way back finds something to fill the column with.
        migrations.AlterField(
            "notice", "opening", models.TextField("mở đầu", max_length=10000, default="")
        ),
        *(
            migrations.RemoveField("notice", name)
            for name in ("opening", "assessment", "directives_intro", "organisation")
        ),
    ]
