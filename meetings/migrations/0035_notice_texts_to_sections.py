"""What stood in columns of a notice becomes its sections, in the order in which it is printed."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import migrations

COLUMNS = (
    ("opening", "opening", ""),
    ("assessment", "assessment", "Đánh giá tình hình, kết quả công tác"),
    ("directives", "directives_intro", "Nhiệm vụ, giải pháp"),
    ("organisation", "organisation", "Tổ chức thực hiện"),
)


def fill(apps: Any, schema_editor: Any) -> None:
    section = apps.get_model("meetings", "NoticeSection")
    first = begun(apps, "meetings_notice")
    section.objects.bulk_create(
        section(notice=notice, **said)
        for notice in apps.get_model("meetings", "Notice").objects.all()
        for said in sections(vars(notice), first.get(str(notice.pk), {}))
    )
    first = begun(apps, "meetings_noticeparagraph")
    rows = list(apps.get_model("meetings", "NoticeParagraph").objects.all())
    for row in rows:
        row.generated = drawn(first.get(str(row.pk), {}), "text") if row.directive_id else ""
    apps.get_model("meetings", "NoticeParagraph").objects.bulk_update(rows, ["generated"])


def begun(apps: Any, table: str) -> dict[str, Mapping[str, Any]]:
    """Record → the row as it was made, out of the history."""
    made = apps.get_model("web", "Change").objects.filter(table=table, kind="insert")
    return dict(made.order_by("pk").values_list("record", "after"))


def sections(notice: Mapping[str, Any], made: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for order, (role, column, title) in enumerate(COLUMNS, start=1):
        yield {
            "role": role,
            "order": order,
            "title": title,
            "text": notice[column],
            "generated": drawn(made, column),
        }


def drawn(made: Mapping[str, Any], column: str) -> str:
    """What the software wrote: the text that the row was made with. Where the history says nothing
    (any more) the text counts as a hand's, so that drawing anew shows both and loses none."""
    return made.get(column) or ""


def back(apps: Any, schema_editor: Any) -> None:
    columns = {role: column for role, column, _ in COLUMNS}
    rows = apps.get_model("meetings", "NoticeSection").objects.filter(role__in=columns)
    for row in rows.select_related("notice"):
        setattr(row.notice, columns[row.role], row.text)
        row.notice.save(update_fields=[columns[row.role]])
    rows.delete()


class Migration(migrations.Migration):
    dependencies = [("meetings", "0034_letters"), ("web", "0002_history")]

    operations = [migrations.RunPython(fill, back)]
