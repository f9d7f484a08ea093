"""Taking cooperatives on, and changing what is known of them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from catalogue.errors import ValuesInvalid
from catalogue.listings import render_products
from catalogue.models import Cooperative, Product
from catalogue.slugs import new_cooperative_slug
from catalogue.tax_code import TaxCodeInvalid, validate_tax_code


@transaction.atomic
def create_cooperative(*, name: str, tax_code: str, **details: Any) -> Cooperative:
    """Return a new cooperative; ``details`` are further fields of the model. Its slug comes from its name.

    Raises ValuesInvalid.
    """
    cooperative = Cooperative(name=name, tax_code=tax_code, **details)
    _require_valid(cooperative)
    while True:
        cooperative.slug = new_cooperative_slug(name)
        try:
            with transaction.atomic():
                cooperative.save(force_insert=True)
        except IntegrityError:
            if not Cooperative.objects.filter(slug=cooperative.slug).exists():
                raise  # not the slug, which another transaction took a moment ago
        else:
            return cooperative


@transaction.atomic
def edit_cooperative(cooperative: Cooperative, **changes: Any) -> Cooperative:
    """Return ``cooperative`` with ``changes``, and its goods rendered anew. The slug stays: links have it.

    Raises ValuesInvalid.
    """
    cooperative = Cooperative.objects.select_for_update(no_key=True).get(pk=cooperative.pk)
    for field, value in changes.items():
        setattr(cooperative, field, value)
    _require_valid(cooperative)
    cooperative.save()
    render_products(list(Product.objects.filter(cooperative=cooperative).values_list("pk", flat=True)))
    return cooperative


def _require_valid(cooperative: Cooperative) -> None:
    """Check all fields but the slug, and leave the tax code as bare digits. Raises ValuesInvalid."""
    messages: dict[str, list[str]] = {}
    try:
        cooperative.tax_code = validate_tax_code(cooperative.tax_code, cooperative.party_type)
    except TaxCodeInvalid as error:
        messages["tax_code"] = [error.text("vi")]
    try:
        cooperative.full_clean(exclude={"slug"}, validate_constraints=not messages)
    except ValidationError as error:
        messages = {**error.message_dict, **messages}
    if messages:
        raise ValuesInvalid(messages=messages)
