"""A name of its own for every story, which it keeps when it moves to another site."""

from django.db import migrations, models

import cms.pictures.models

MADE_BY = {
    "sqlite": "lower(hex(randomblob(8)))",
    "postgresql": "substr(replace(gen_random_uuid()::text, '-', ''), 1, 16)",
}


def name_what_is_there(apps, schema_editor):
    """In one statement, since a story at a time takes minutes for a long archive."""
    table = schema_editor.quote_name(apps.get_model("articles", "Article")._meta.db_table)
    schema_editor.execute(f"UPDATE {table} SET uid = {MADE_BY[schema_editor.connection.vendor]} WHERE uid IS NULL")


def field(**more):
    return models.CharField(
        max_length=64, editable=False, help_text="Stays when the story moves to another site.", **more
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0012_sharing_and_templates")]

    operations = [
        migrations.AddField("article", "uid", field(null=True)),
        migrations.RunPython(name_what_is_there, migrations.RunPython.noop),
        migrations.AlterField("article", "uid", field(unique=True, default=cms.pictures.models.new_uid)),
    ]
