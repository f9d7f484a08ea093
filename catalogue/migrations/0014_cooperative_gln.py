"""A Global Location Number for cooperatives, whose check digit the database counts."""

import functools
import operator

from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Cast, Substr
from django.db.models.lookups import Exact

HELP = "Global Location Number, 13 digits, of the party and its place; GS1 issues it."
WEIGHTS = (1, 3) * 6 + (1,)
SUM = functools.reduce(
    operator.add,
    (
        Cast(Substr("gln", position, 1), models.IntegerField()) * weight
        for position, weight in enumerate(WEIGHTS, start=1)
    ),
)


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0013_logistic_units"),
    ]

    operations = [
        migrations.AddField(
            model_name="cooperative",
            name="gln",
            field=models.CharField(blank=True, help_text=HELP, max_length=13, null=True, unique=True),
        ),
        migrations.AddField(
            model_name="historicalcooperative",
            name="gln",
            # Unique in its own table alone: the history holds it once per change.
            field=models.CharField(blank=True, help_text=HELP, max_length=13, null=True),  # noqa: DJ001
        ),
        migrations.AddConstraint(
            model_name="cooperative",
            constraint=models.CheckConstraint(
                name="cooperative_gln_digits",
                condition=Q(gln__isnull=True) | (Q(gln__regex=r"^[0-9]{13}$") & ~Q(gln="0000000000000")),
            ),
        ),
        migrations.AddConstraint(
            model_name="cooperative",
            constraint=models.CheckConstraint(
                name="cooperative_gln_sum", condition=Q(gln__isnull=True) | Q(Exact(SUM % 10, 0))
            ),
        ),
    ]
