"""Index the words of ``SearchEntry``, and let the database keep that index.

PostgreSQL computes a column of tokens with a GIN index over it; SQLite fills an FTS5 table by triggers. Both
take the words as they are: the parsers of the two engines would not cut Vietnamese alike.

On SQLite a migration that rebuilds the table of search entries drops its triggers: it must run ``install``
again.

Source: SQLite FTS5, sections 4.3.2 (ascii tokenizer), 4.4.3 (external content); PostgreSQL, section 12.2.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

POSTGRESQL = (
    "ALTER TABLE catalogue_searchentry ADD COLUMN tokens tsvector"
    " GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED",
    "CREATE INDEX catalogue_search_tokens ON catalogue_searchentry USING gin (tokens)",
)
POSTGRESQL_UNDONE = ("ALTER TABLE catalogue_searchentry DROP COLUMN tokens",)
_DELETE = (
    "INSERT INTO catalogue_search_index(catalogue_search_index, rowid, words)"
    " VALUES ('delete', OLD.product_id, OLD.words);"
)
_INSERT = "INSERT INTO catalogue_search_index(rowid, words) VALUES (NEW.product_id, NEW.words);"
# To the ascii tokenizer any letter beyond ASCII is part of a word, whichever version of Unicode it is from.
SQLITE = (
    "CREATE VIRTUAL TABLE catalogue_search_index USING fts5(words, content='catalogue_searchentry',"
    " content_rowid='product_id', tokenize=\"ascii tokenchars '~'\", detail='none', prefix='1 2 3')",
    f"CREATE TRIGGER search_insert AFTER INSERT ON catalogue_searchentry BEGIN {_INSERT} END",
    f"CREATE TRIGGER search_delete AFTER DELETE ON catalogue_searchentry BEGIN {_DELETE} END",
    "CREATE TRIGGER search_update AFTER UPDATE OF product_id, words ON catalogue_searchentry"
    f" BEGIN {_DELETE} {_INSERT} END",
)
SQLITE_UNDONE = (
    "DROP TRIGGER search_insert",
    "DROP TRIGGER search_delete",
    "DROP TRIGGER search_update",
    "DROP TABLE catalogue_search_index",
)


def install(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the index of the engine in use."""
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement, None)


def uninstall(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop it again."""
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL_UNDONE if on_postgresql else SQLITE_UNDONE:
        schema_editor.execute(statement, None)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0003_ledger_triggers")]

    operations = [migrations.RunPython(install, uninstall)]
