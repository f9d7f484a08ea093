"""What a history is about: what people call the row, and the page where it is shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse

from catalogue.gs1.gtin import display_gtin
from catalogue.history import last_known
from catalogue.models import Certificate, CertificatePaper, LabelProfile, ProfileKind
from catalogue.texts import pick_text
from desk.product_page import product_address
from desk.profiles import FORMS, named
from desk.texts import language_of_the_moment, say
from people.histories import TOLD, Told, may_read, may_restore, told_row, told_together
from people.scope import Scope


@dataclass(frozen=True, slots=True)
class Subject:
    """What a history is about: its name, where its page is, and whether who looks may bring contents back.

    ``together`` holds the row and those whose records are told with its own.
    """

    row: Any
    together: list[Any]
    name: str
    back: str
    may_restore: bool


def told_of(kind: str) -> Told:
    """Return what is told under this name. Raises Http404."""
    if kind not in TOLD:
        raise Http404
    return TOLD[kind]


def subject_of(scope: Scope, kind: str, key: int) -> Subject:
    """Return what the history is about, removed perhaps. Raises Http404, also for a neighbour's."""
    told = told_of(kind)
    row = told_row(told, scope, id=key)
    if row is None or not may_read(told, scope, row):
        raise Http404
    # A deleted photo is restored first, as deleted goods are: the verb would refuse.
    is_deleted = kind == "media" and row.deleted_at is not None
    together = told_together(told, scope, row)
    allowed = may_restore(told, scope) and not is_deleted
    return Subject(row, together, name_of(kind, row), _BACK[kind](row), allowed)


def name_of(kind: str, row: Any) -> str:
    """Return what people call ``row``, which may be removed."""
    return _NAMES[kind](row)


def _of_product(row: Any) -> str:
    return _text(row.product.name)


def _of_variant(row: Any) -> str:
    return f"{_text(row.product.name)} · {row.sku}"


def _of_certificate(row: Any) -> str:
    number = f" · {row.number}" if row.number else ""
    return f"{say(f'certificate_{row.kind}')}{number} · {_of_product(row)}"


def _of_media(row: Any) -> str:
    return f"{say(f'media_{row.kind}')} · {_of_product(row)}"


def _of_paper(row: Any) -> str:
    return f"{say('told_paper')} · {_of_certificate(_certificate_of(row))}"


def _of_profile(row: Any) -> str:
    return named(row, language_of_the_moment())


def _of_user(row: Any) -> str:
    return str(row.name or row.username)


def _page_of_product(row: Any) -> str:
    return product_address(row.product)


def _page_of_variant(row: Any) -> str:
    return product_address(row.variant.product) if row.variant else reverse("desk:goods")


def _page_of_certificate(row: Any) -> str:
    is_there = Certificate.objects.filter(pk=row.pk, product__deleted_at__isnull=True).exists()
    return reverse("desk:certificate", args=[row.pk]) if is_there else _page_of_product(row)


def _page_of_profile(row: Any) -> str:
    if not LabelProfile.objects.filter(pk=row.pk).exists():
        return reverse("desk:profiles")
    return reverse(f"desk:{FORMS[ProfileKind(row.kind)][0]}", args=[row.pk])


def _certificate_of(row: CertificatePaper) -> Any:
    return last_known(Certificate, id=row.certificate_id)


def _text(texts: Mapping[str, str]) -> str:
    return pick_text(texts, language_of_the_moment())


def _list(name: str) -> Callable[[Any], str]:
    return lambda _: reverse(f"desk:{name}")


_NAMES: dict[str, Callable[[Any], str]] = {
    "products": lambda row: _text(row.name),
    "variants": _of_variant,
    "certificates": _of_certificate,
    "cooperatives": lambda row: str(row.name),
    "media": _of_media,
    "papers": _of_paper,
    "company-prefixes": lambda row: f"{say('told_prefix')} {row.prefix}",
    "gtins": lambda row: f"GTIN {display_gtin(row.gtin)}",
    "in-store-numbers": lambda row: f"{say('told_in_store')} {row.number}",
    "scan-aliases": lambda row: f"{row.code} · {_of_variant(row.variant)}",
    "logistic-units": lambda row: f"SSCC {row.sscc}",
    "label-stocks": _of_profile,
    "printers": _of_profile,
    "label-templates": _of_profile,
    "members": lambda row: _of_user(row.user),
    "secret-keys": lambda row: str(row.name),
    "tokens": lambda row: str(row.name),
    "account": _of_user,
    "users": _of_user,
    "storefronts": lambda row: str(row.name),
}
_BACK: dict[str, Callable[[Any], str]] = {
    "products": product_address,
    "variants": _page_of_product,
    "certificates": _page_of_certificate,
    "cooperatives": _list("cooperatives"),
    "media": _page_of_product,
    "papers": lambda row: _page_of_certificate(_certificate_of(row)),
    "company-prefixes": lambda row: reverse("desk:prefixes", args=[row.cooperative_id]),
    "gtins": _page_of_variant,
    "in-store-numbers": _page_of_variant,
    "scan-aliases": _page_of_variant,
    "logistic-units": _list("prints"),
    "label-stocks": _page_of_profile,
    "printers": _page_of_profile,
    "label-templates": _page_of_profile,
    "members": _list("members"),
    "secret-keys": _list("secret_keys"),
    "tokens": _list("account"),
    "account": _list("account"),
    "users": lambda row: reverse("desk:user", args=[row.pk]),
    "storefronts": lambda row: reverse("desk:storefront", args=[row.pk]),
}
