"""What is in a logistic unit: goods of its own cooperative, stated once; the database itself keeps it."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLE = "logisticunitcontent"
FOREIGN = """
    NOT EXISTS (
        SELECT 1 FROM catalogue_logisticunit AS unit
        JOIN catalogue_gtin AS entry ON entry.cooperative_id = unit.cooperative_id
        WHERE unit.id = NEW.unit_id AND entry.id = NEW.gtin_id AND entry.variant_id IS NOT NULL
    )"""
REPLACED = f"""
    EXISTS (
        SELECT 1 FROM catalogue_{TABLE}
        WHERE id = NEW.id OR (unit_id = NEW.unit_id AND gtin_id = NEW.gtin_id AND lot = NEW.lot)
    )"""
# Name, event, when to refuse, and why.
RULES = (
    ("insert", "INSERT", FOREIGN, "goods of another owner"),
    ("update", "UPDATE", "true", "contents stay"),
    ("delete", "DELETE", "true", "an entry is never deleted"),
)


def install_on_sqlite(schema_editor: BaseDatabaseSchemaEditor) -> None:
    replace = ("replace", "INSERT", REPLACED, "an entry is never replaced")
    for name, event, when, reason in (*RULES, replace):
        schema_editor.execute(
            f"CREATE TRIGGER ledger_{TABLE}_{name} BEFORE {event} ON catalogue_{TABLE} WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, 'ledger: {reason}'); END",
            None,
        )


def install_on_postgresql(schema_editor: BaseDatabaseSchemaEditor) -> None:
    truncate = ("truncate", "TRUNCATE", "true", "an entry is never deleted")
    for name, event, when, reason in (*RULES, truncate):
        schema_editor.execute(
            f"CREATE FUNCTION ledger_{TABLE}_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF ({when}) THEN RAISE EXCEPTION 'ledger: {reason}' "
            "USING ERRCODE = 'integrity_constraint_violation'; END IF; "
            f"RETURN {'OLD' if event == 'DELETE' else 'NEW'}; END $$",
            None,
        )
        schema_editor.execute(
            f"CREATE TRIGGER ledger_{TABLE}_{name} BEFORE {event} ON catalogue_{TABLE} "
            f"FOR EACH {'STATEMENT' if event == 'TRUNCATE' else 'ROW'} "
            f"EXECUTE FUNCTION ledger_{TABLE}_{name}()",
            None,
        )


def install(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers for the engine in use."""
    if schema_editor.connection.vendor == "postgresql":
        install_on_postgresql(schema_editor)
    else:
        install_on_sqlite(schema_editor)


def uninstall(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the functions of PostgreSQL; the triggers go with their table."""
    if schema_editor.connection.vendor == "postgresql":
        for name in ("insert", "update", "delete", "truncate"):
            schema_editor.execute(f"DROP FUNCTION ledger_{TABLE}_{name}() CASCADE", None)


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0015_certificate_refusal"),
    ]

    operations = [
        migrations.CreateModel(
            name="LogisticUnitContent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lot", models.CharField(blank=True, max_length=20)),
                ("expires_on", models.DateField(blank=True, null=True)),
                (
                    "count",
                    models.PositiveIntegerField(help_text="Trade items with this number, such as cases."),
                ),
                (
                    "gtin",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.gtin"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contents",
                        to="catalogue.logisticunit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "gtin", "lot"), name="logistic_unit_content_once"),
                    models.CheckConstraint(
                        condition=models.Q(("count__gte", 1), ("count__lte", 99999999)),
                        name="logistic_unit_content_count",
                    ),
                ],
            },
        ),
        migrations.RunPython(install, uninstall),
    ]
