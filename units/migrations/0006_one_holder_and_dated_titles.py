import unicodedata

import django.contrib.postgres.constraints
from django.apps.registry import Apps as StateApps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import units.models.organisation

ONE_HOLDER = ("province_head", "head_of_office", "unit_head")
TITLES = {
    "Kiểm sát viên cao cấp": "senior_prosecutor",
    "Kiểm sát viên trung cấp": "intermediate_prosecutor",
    "Kiểm sát viên sơ cấp": "junior_prosecutor",
    "Kiểm tra viên cao cấp": "senior_examiner",
    "Kiểm tra viên chính": "chief_examiner",
    "Kiểm tra viên": "examiner",
    "Chuyên viên cao cấp": "senior_specialist",
    "Chuyên viên chính": "chief_specialist",
    "Chuyên viên": "specialist",
    "Cán sự": "officer",
    "Nhân viên hợp đồng": "contract",
}
ABBREVIATIONS = {"ksv": "kiểm sát viên", "ktv": "kiểm tra viên", "cv": "chuyên viên"}


def understood(text: str) -> tuple[str, str]:
    """(code of the title that the text begins with, or "", what the text says besides).

    Nothing typed is lost: what is not exactly a title stands in the row's `decision`.
    """
    words = unicodedata.normalize("NFC", text).casefold().replace(",", " , ").split()
    plain = " ".join(ABBREVIATIONS.get(word, word) for word in words)
    for name in sorted(TITLES, key=len, reverse=True):
        if plain == name.casefold():
            return TITLES[name], ""
        if plain.startswith(name.casefold() + " "):
            return TITLES[name], f"Ghi trước đây: {text}"
    return "", f"Ghi trước đây: {text}"


def move_titles(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    person_title = apps.get_model("units", "PersonTitle")
    rows = []
    for person in apps.get_model("units", "Person").objects.exclude(title=""):
        if not person.title.strip() or person_title.objects.filter(person=person).exists():
            continue
        title, rest = understood(person.title)
        rows.append(person_title(person=person, title=title, decision=rest))
    person_title.objects.bulk_create(rows)
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # the column goes in this transaction


def bring_titles_back(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    names = {code: name for name, code in TITLES.items()}
    for row in apps.get_model("units", "PersonTitle").objects.filter(valid_to=None):
        text = names.get(row.title) or row.decision.removeprefix("Ghi trước đây: ")
        apps.get_model("units", "Person").objects.filter(pk=row.person_id).update(title=text[:60])


def refuse_two_holders(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Names the positions that two people hold at once: only the office knows who really does."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT u.code, a.role, p.full_name, a.valid_from, q.full_name, b.valid_from
            FROM units_appointment a
            JOIN units_appointment b ON b.unit_id = a.unit_id AND b.role = a.role AND b.id > a.id
                AND daterange(a.valid_from, a.valid_to, '[]')
                    && daterange(b.valid_from, b.valid_to, '[]')
            JOIN units_unit u ON u.id = a.unit_id
            JOIN units_person p ON p.id = a.person_id
            JOIN units_person q ON q.id = b.person_id
            WHERE a.role = ANY(%s) ORDER BY u.code, a.role
            """,
            [list(ONE_HOLDER)],
        )
        found = [
            f"  {code}, {role}: {one} (từ {since:%d/%m/%Y}) và {two} (từ {then:%d/%m/%Y})"
            for code, role, one, since, two, then in cursor.fetchall()
        ]
    if found:
        lines = "\n".join(found)
        raise RuntimeError(
            "Có chức vụ chỉ một người giữ mà đang ghi cho hai người cùng lúc. Ở bản đang dùng, "
            f"hãy ghi ngày thôi giữ chức vụ cho một người rồi nâng cấp lại:\n{lines}"
        )


class Migration(migrations.Migration):
    dependencies = [
        ("units", "0005_announcements"),
    ]

    operations = [
        migrations.RunPython(move_titles, bring_titles_back),
        migrations.RemoveField(
            model_name="person",
            name="title",
        ),
        migrations.RunPython(refuse_two_holders, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("role__in", ("province_head", "head_of_office", "unit_head"))),
                expressions=[
                    ("unit", "="),
                    ("role", "="),
                    (units.models.organisation.DateSpan(), "&&"),
                ],
                name="appointment_one_holder",
                violation_error_message="Trong thời gian này chức vụ đã có người khác giữ.",
            ),
        ),
    ]
