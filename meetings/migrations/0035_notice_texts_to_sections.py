"""What stood in columns of a notice becomes its sections, in the order in which it is printed."""

from typing import Any

from django.db import migrations

COLUMNS = (
    ("opening", "opening", ""),
    ("assessment", "assessment", "Đánh giá tình hình, kết quả công tác"),
    ("directives", "directives_intro", "Nhiệm vụ, giải pháp"),
    ("organisation", "organisation", "Tổ chức thực hiện"),
)


def fill(apps: Any, schema_editor: Any) -> None:
    """What was typed and what was drawn up are not known apart: it counts as drawn up."""
    section = apps.get_model("meetings", "NoticeSection")
    section.objects.bulk_create(
        section(notice=notice, role=role, order=order, title=title, text=text, generated=text)
        for notice in apps.get_model("meetings", "Notice").objects.all()
        for order, (role, column, title) in enumerate(COLUMNS, start=1)
        for text in [getattr(notice, column)]
    )
    for row in apps.get_model("meetings", "NoticeParagraph").objects.all():
        row.generated = row.text
        row.save(update_fields=["generated"])


def back(apps: Any, schema_editor: Any) -> None:
    columns = {role: column for role, column, _ in COLUMNS}
    rows = apps.get_model("meetings", "NoticeSection").objects.filter(role__in=columns)
    for row in rows.select_related("notice"):
        setattr(row.notice, columns[row.role], row.text)
        row.notice.save(update_fields=[columns[row.role]])
    rows.delete()


class Migration(migrations.Migration):
    dependencies = [("meetings", "0034_letters")]

    operations = [migrations.RunPython(fill, back)]
