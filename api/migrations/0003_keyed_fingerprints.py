"""Fingerprints are keyed; those from before, by which passwords could be tried, are forgotten.

Their keys are not free: a repetition of a request from before is refused as another one, and has no effect.
"""

from typing import Any

from django.db import migrations, models


def forget(apps: Any, schema_editor: Any) -> None:
    apps.get_model("api", "IdempotentRequest").objects.update(fingerprint="")


class Migration(migrations.Migration):
    dependencies = [
        ("api", "0002_reach_of_requests"),
    ]

    operations = [
        migrations.AlterField(
            model_name="idempotentrequest",
            name="fingerprint",
            field=models.CharField(
                help_text="A keyed digest of method, path, query and body, less passwords and codes.",
                max_length=64,
            ),
        ),
        migrations.RunPython(forget, migrations.RunPython.noop),
    ]
