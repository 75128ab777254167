"""Titles of half-year reviews that named their year twice: the period's label says it already."""

import re
from typing import Any

from django.db import migrations

TWICE = r"(?P<year>năm \d{4}) (?P=year)$"
OLD, NEW = "Hội nghị sơ kết công tác {ky} năm {nam}", "Hội nghị sơ kết công tác {ky}"


def name_once(apps: Any, editor: Any) -> None:
    """What is concluded keeps the title that its papers were given."""
    kinds = apps.get_model("meetings", "MeetingKind").objects
    kinds.filter(title_template=OLD).update(title_template=NEW)
    meetings = apps.get_model("meetings", "Meeting").objects
    open_rows = meetings.filter(state__in=["draft", "scheduled", "in_session"])
    for row in open_rows.filter(title__regex=r"(năm [0-9]{4}) \1$"):
        title = re.sub(TWICE, r"\g<year>", row.title)
        meetings.filter(pk=row.pk).update(title=title)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0016_consolidated_reports")]

    operations = [migrations.RunPython(name_once, migrations.RunPython.noop, elidable=True)]
