"""The tree that shoppers browse."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from catalogue.history import record_history
from catalogue.models.texts import TextsField


class Category(models.Model):
    """A branch of the tree, such as honey or tea. Under 500 in all, so a parent link is enough."""

    slug = models.SlugField(max_length=60, unique=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    name = TextsField()
    position = models.PositiveIntegerField(default=0)

    history = record_history()

    class Meta:
        verbose_name_plural = "categories"
        constraints = [
            models.CheckConstraint(name="category_not_its_own_parent", condition=~Q(parent=F("id")))
        ]

    def __str__(self) -> str:
        return self.slug
