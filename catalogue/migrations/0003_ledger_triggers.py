"""Let the database itself keep the ledger: numbers stay, states go forward, counters never go back.

On SQLite a migration that rebuilds one of these tables drops its triggers: it must run ``install`` again.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# Source: GS1 General Specifications, section 7.9.1 (weights 3, 1, 3, … from the left in 14 digits).
CHECK_SUM = " + ".join(
    f"{3 if position % 2 else 1} * CAST(substr(NEW.gtin, {position}, 1) AS INTEGER)" for position in range(1, 15)
)
# Numbers stand on goods of their own cooperative.
OWN_GOODS = """(NEW.variant_id IS NULL OR EXISTS (
        SELECT 1 FROM catalogue_variant AS goods
        WHERE goods.id = NEW.variant_id AND goods.cooperative_id = NEW.cooperative_id
    ))"""
# What must stay as it is, written for NULLs too. {same} is the engine's null-safe equality.
RULES = {
    "gtin": f"""
        NEW.id = OLD.id AND NEW.gtin = OLD.gtin AND NEW.cooperative_id = OLD.cooperative_id
        AND NEW.company_prefix_id {{same}} OLD.company_prefix_id
        AND NEW.packaging_level = OLD.packaging_level AND NEW.units = OLD.units
        AND NEW.adopted = OLD.adopted AND NEW.reserved_at = OLD.reserved_at
        AND (
            (
                NEW.state = OLD.state AND NEW.variant_id {{same}} OLD.variant_id
                AND NEW.assigned_at {{same}} OLD.assigned_at AND NEW.retired_at {{same}} OLD.retired_at
            )
            OR (
                OLD.state = 'reserved' AND NEW.state = 'assigned'
                AND (OLD.variant_id IS NULL OR NEW.variant_id = OLD.variant_id) AND {OWN_GOODS}
            )
            OR (
                OLD.state IN ('reserved', 'assigned') AND NEW.state = 'retired'
                AND NEW.variant_id {{same}} OLD.variant_id AND NEW.assigned_at {{same}} OLD.assigned_at
            )
        )""",
    "companyprefix": """
        NEW.id = OLD.id AND NEW.prefix = OLD.prefix AND NEW.cooperative_id = OLD.cooperative_id
        AND NEW.capacity = OLD.capacity AND NEW.next_item_reference >= OLD.next_item_reference""",
    "instorerange": """
        NEW.id = OLD.id AND NEW.prefix = OLD.prefix AND NEW.next_reference >= OLD.next_reference""",
    "instorenumber": """
        NEW.id = OLD.id AND NEW.number = OLD.number AND NEW.variant_id = OLD.variant_id""",
    "variant": "NEW.id = OLD.id AND NEW.cooperative_id = OLD.cooperative_id",
}
KEPT_FOR_EVER = ("gtin", "instorerange", "instorenumber")
OVERLAP = """
    SELECT 1 FROM catalogue_companyprefix AS other
    WHERE other.prefix = substr(NEW.prefix, 1, length(other.prefix))
       OR NEW.prefix = substr(other.prefix, 1, length(NEW.prefix))"""
# What a new entry must be: its check digit right, its number under the prefix it names, its owner that of the
# prefix and of the goods. Without a prefix it is a GTIN-8 or made from one.
NEW_ENTRY = f"""
    ({CHECK_SUM}) % 10 = 0
    AND {OWN_GOODS}
    AND ((NEW.company_prefix_id IS NULL AND substr(NEW.gtin, 2, 5) = '00000') OR EXISTS (
        SELECT 1 FROM catalogue_companyprefix AS owner
        WHERE owner.id = NEW.company_prefix_id AND owner.cooperative_id = NEW.cooperative_id
          AND owner.prefix = substr(NEW.gtin, 2, length(owner.prefix))
    ))"""
# INSERT OR REPLACE and UPDATE OR REPLACE delete the row in the way without asking the triggers for DELETE.
REPLACED = {
    "gtin": "gtin = NEW.gtin OR id = NEW.id",
    "companyprefix": "id = NEW.id",
    "instorerange": "prefix = NEW.prefix OR id = NEW.id",
    "instorenumber": "number = NEW.number OR variant_id = NEW.variant_id OR id = NEW.id",
}
SAME_PACKING = """
    SELECT 1 FROM catalogue_gtin AS other
    WHERE NEW.state = 'assigned' AND other.state = 'assigned' AND other.variant_id = NEW.variant_id
      AND other.packaging_level = NEW.packaging_level AND other.units = NEW.units AND other.id <> NEW.id"""


def install_on_sqlite(schema_editor: BaseDatabaseSchemaEditor) -> None:
    def trigger(table: str, name: str, event: str, when: str, reason: str) -> None:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS ledger_{table}_{name}", None)
        schema_editor.execute(
            f"CREATE TRIGGER ledger_{table}_{name} BEFORE {event} ON catalogue_{table} WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, 'ledger: {reason}'); END",
            None,
        )

    for table, rule in RULES.items():
        trigger(table, "update", "UPDATE", f"NOT ({rule.format(same='IS')})", "numbers stay, states only go forward")
    for table in KEPT_FOR_EVER:
        trigger(table, "delete", "DELETE", "1", "an entry is never deleted")
    for table, in_the_way in REPLACED.items():
        exists = f"EXISTS (SELECT 1 FROM catalogue_{table} WHERE {in_the_way})"
        trigger(table, "replace", "INSERT", exists, "an entry is never replaced")
    trigger("gtin", "insert", "INSERT", f"NOT ({NEW_ENTRY})", "wrong check digit or owner")
    for event in ("INSERT", "UPDATE"):
        name = f"packing_{event.lower()}"
        trigger("gtin", name, event, f"EXISTS ({SAME_PACKING})", "the packing has a number already")
    trigger("companyprefix", "insert", "INSERT", f"EXISTS ({OVERLAP})", "company prefixes overlap")


def install_on_postgresql(schema_editor: BaseDatabaseSchemaEditor) -> None:
    def refuse(table: str, name: str, event: str, when: str, reason: str, each: str = "ROW") -> None:
        schema_editor.execute(
            f"CREATE OR REPLACE FUNCTION ledger_{table}_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF ({when}) THEN RAISE EXCEPTION 'ledger: {reason}' "
            "USING ERRCODE = 'integrity_constraint_violation'; END IF; "
            f"RETURN {'OLD' if event == 'DELETE' else 'NEW'}; END $$",
            None,
        )
        schema_editor.execute(
            f"CREATE OR REPLACE TRIGGER ledger_{table}_{name} BEFORE {event} ON catalogue_{table} "
            f"FOR EACH {each} EXECUTE FUNCTION ledger_{table}_{name}()",
            None,
        )

    for table, rule in RULES.items():
        same = rule.format(same="IS NOT DISTINCT FROM")
        refuse(table, "update", "UPDATE", f"NOT ({same})", "numbers stay, states only go forward")
    for table in KEPT_FOR_EVER:
        refuse(table, "delete", "DELETE", "true", "an entry is never deleted")
        refuse(table, "truncate", "TRUNCATE", "true", "an entry is never deleted", each="STATEMENT")
    # Anything but 14 digits is left to the CHECK constraint, since a cast of letters is another error.
    wrong = f"CASE WHEN NEW.gtin ~ '^[0-9]{{14}}$' THEN NOT ({NEW_ENTRY}) ELSE false END"
    refuse("gtin", "insert", "INSERT", wrong, "wrong check digit or owner")
    # Sees what another transaction has not yet committed, which a trigger could not.
    schema_editor.execute(
        "ALTER TABLE catalogue_companyprefix ADD CONSTRAINT ledger_companyprefix_overlap EXCLUDE USING gist ("
        "int8range(rpad(prefix, 12, '0')::bigint, rpad(prefix, 12, '9')::bigint, '[]') WITH &&)",
        None,
    )


def install(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers for the engine in use."""
    if schema_editor.connection.vendor == "postgresql":
        install_on_postgresql(schema_editor)
    else:
        install_on_sqlite(schema_editor)


def uninstall(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the triggers again."""
    with schema_editor.connection.cursor() as cursor:
        if schema_editor.connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE catalogue_companyprefix DROP CONSTRAINT ledger_companyprefix_overlap")
            cursor.execute("SELECT proname FROM pg_proc WHERE starts_with(proname, 'ledger_')")
            drops = [f"DROP FUNCTION {name}() CASCADE" for (name,) in cursor.fetchall()]
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'ledger%'")
            drops = [f"DROP TRIGGER {name}" for (name,) in cursor.fetchall()]
        for drop in drops:
            cursor.execute(drop)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_reference_data")]

    operations = [migrations.RunPython(install, uninstall)]
