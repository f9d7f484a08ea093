"""A ledger of logistic units beside that of GTINs; the database itself keeps it.

The counter is nullable so that SQLite adds the column in place: a table that is rebuilt loses its triggers.
"""

import django.db.models.deletion
import simple_history.models
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


# The counter never goes back, and never past the last serial reference of extension digit 9.
COUNTER = """
    OLD.next_unit_serial IS NULL OR NEW.next_unit_serial >= OLD.next_unit_serial"""
BOUND = "NEW.next_unit_serial IS NULL OR NEW.next_unit_serial BETWEEN 0 AND NEW.capacity * 100000"
# Source: GS1 General Specifications, section 7.9.1 (weights 3, 1, 3, … from the left in 18 digits).
CHECK_SUM = " + ".join(
    f"{3 if position % 2 else 1} * CAST(substr(NEW.sscc, {position}, 1) AS INTEGER)"
    for position in range(1, 19)
)
NEW_UNIT = f"""
    ({CHECK_SUM}) % 10 = 0
    AND EXISTS (
        SELECT 1 FROM catalogue_companyprefix AS owner
        WHERE owner.id = NEW.company_prefix_id AND owner.cooperative_id = NEW.cooperative_id
          AND owner.prefix = substr(NEW.sscc, 2, length(owner.prefix))
    )"""
REPLACED = "EXISTS (SELECT 1 FROM catalogue_logisticunit WHERE sscc = NEW.sscc OR id = NEW.id)"


def install_on_sqlite(schema_editor: BaseDatabaseSchemaEditor) -> None:
    def trigger(table: str, name: str, event: str, when: str, reason: str) -> None:
        schema_editor.execute(
            f"CREATE TRIGGER ledger_{table}_{name} BEFORE {event} ON catalogue_{table} WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, 'ledger: {reason}'); END",
            None,
        )

    # A comparison with NULL is NULL, which is no refusal: COALESCE makes one of it.
    counter = f"NOT COALESCE(({COUNTER}) AND ({BOUND}), 0)"
    trigger("companyprefix", "serial", "UPDATE", counter, "counters never go back")
    trigger("logisticunit", "update", "UPDATE", "1", "numbers stay")
    trigger("logisticunit", "delete", "DELETE", "1", "an entry is never deleted")
    trigger("logisticunit", "replace", "INSERT", REPLACED, "an entry is never replaced")
    trigger("logisticunit", "insert", "INSERT", f"NOT ({NEW_UNIT})", "wrong check digit or owner")


def install_on_postgresql(schema_editor: BaseDatabaseSchemaEditor) -> None:
    def refuse(table: str, name: str, event: str, when: str, reason: str, each: str = "ROW") -> None:
        schema_editor.execute(
            f"CREATE FUNCTION ledger_{table}_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF ({when}) THEN RAISE EXCEPTION 'ledger: {reason}' "
            "USING ERRCODE = 'integrity_constraint_violation'; END IF; "
            f"RETURN {'OLD' if event == 'DELETE' else 'NEW'}; END $$",
            None,
        )
        schema_editor.execute(
            f"CREATE TRIGGER ledger_{table}_{name} BEFORE {event} ON catalogue_{table} "
            f"FOR EACH {each} EXECUTE FUNCTION ledger_{table}_{name}()",
            None,
        )

    counter = (
        f"NOT COALESCE(({COUNTER}) AND ({BOUND.replace('NEW.capacity', 'NEW.capacity::bigint')}), false)"
    )
    refuse("companyprefix", "serial", "UPDATE", counter, "counters never go back")
    refuse("logisticunit", "update", "UPDATE", "true", "numbers stay")
    refuse("logisticunit", "delete", "DELETE", "true", "an entry is never deleted")
    refuse("logisticunit", "truncate", "TRUNCATE", "true", "an entry is never deleted", each="STATEMENT")
    # Anything but 18 digits is left to the CHECK constraint, since a cast of letters is another error.
    wrong = f"CASE WHEN NEW.sscc ~ '^[0-9]{{18}}$' THEN NOT ({NEW_UNIT}) ELSE false END"
    refuse("logisticunit", "insert", "INSERT", wrong, "wrong check digit or owner")


def install(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers for the engine in use."""
    if schema_editor.connection.vendor == "postgresql":
        install_on_postgresql(schema_editor)
    else:
        install_on_sqlite(schema_editor)


def uninstall(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the triggers again; those of the table of units go with it."""
    with schema_editor.connection.cursor() as cursor:
        if schema_editor.connection.vendor == "postgresql":
            cursor.execute("SELECT proname FROM pg_proc WHERE starts_with(proname, 'ledger_logisticunit_')")
            names = ["ledger_companyprefix_serial", *(name for (name,) in cursor.fetchall())]
            for name in names:
                cursor.execute(f"DROP FUNCTION {name}() CASCADE")
        else:
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'ledger_logisticunit%'"
            )
            for name in ["ledger_companyprefix_serial", *(name for (name,) in cursor.fetchall())]:
                cursor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0012_print_job_files_dropped"),
    ]

    operations = [
        migrations.AddField(
            model_name="companyprefix",
            name="next_unit_serial",
            field=models.BigIntegerField(
                blank=True,
                help_text="Of logistic units, extension digit included; null before the first.",
                null=True,
            ),
        ),
        migrations.CreateModel(
            name="HistoricalLogisticUnit",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("sscc", models.CharField(max_length=18)),
                (
                    "reference",
                    models.CharField(
                        blank=True, help_text="What its owner calls it, such as an order.", max_length=100
                    ),
                ),
                ("created_at", models.DateTimeField(blank=True, editable=False)),
                ("history_user_id", models.CharField(max_length=80)),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "company_prefix",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="catalogue.companyprefix",
                    ),
                ),
                (
                    "cooperative",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="catalogue.cooperative",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical logistic unit",
                "verbose_name_plural": "historical logistic units",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="LogisticUnit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sscc", models.CharField(max_length=18, unique=True)),
                (
                    "reference",
                    models.CharField(
                        blank=True, help_text="What its owner calls it, such as an order.", max_length=100
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "company_prefix",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="logistic_units",
                        to="catalogue.companyprefix",
                    ),
                ),
                (
                    "cooperative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="logistic_units",
                        to="catalogue.cooperative",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sscc__regex", "^[0-9]{18}$")), name="sscc_digits"
                    )
                ],
            },
        ),
        migrations.RunPython(install, uninstall),
    ]
