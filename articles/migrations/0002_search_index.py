"""The full-text index over `SearchDocument`, in each database's own way.

Stems are made in Python and hold no separators, so neither database may tokenise, stem or fold them again.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make_index(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "ALTER TABLE articles_searchdocument ADD COLUMN vector tsvector GENERATED ALWAYS AS "
            "(array_to_tsvector(array_remove(string_to_array(title_stems || ' ' || text_stems, ' '), ''))) STORED"
        )
        schema_editor.execute("CREATE INDEX search_words ON articles_searchdocument USING gin (vector)")
    else:
        schema_editor.execute(
            "CREATE VIRTUAL TABLE articles_searchindex USING fts5 "
            "(title_stems, text_stems, tokenize = 'unicode61 remove_diacritics 0')"
        )


def drop_index(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE articles_searchdocument DROP COLUMN vector")
    else:
        schema_editor.execute("DROP TABLE articles_searchindex")


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial_models")]

    operations = [migrations.RunPython(make_index, drop_index)]
