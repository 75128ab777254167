"""What every app builds on: trigram search without accents, exclusion constraints, Vietnamese order."""

from django.contrib.postgres.operations import (
    BtreeGistExtension,
    CreateCollation,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []

    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        UnaccentExtension(),
        CreateCollation("vietnamese", provider="icu", locale="vi-x-icu"),
        # unaccent() is only STABLE; with its dictionary named it may serve an index.
        migrations.RunSQL(
            "CREATE FUNCTION plain(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE "
            "AS $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, $1)) $$",
            "DROP FUNCTION plain(text)",
        ),
    ]
